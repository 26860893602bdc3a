"""Reporting an error: a message for visitors to send, written for the page that they came from."""

from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import clear_script_prefix, set_script_prefix

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.models import Citation, Edition
from directory.pages.reported import page_at
from directory.selection import SELECTIONS
from tests.factories import make_site, make_source, make_supercomputer, recorded
from tests.pages.reading import links

pytestmark = pytest.mark.usefixtures("network")

EMAIL = "editors@example.org"
#: Kinds of which no page shows the records one by one.
WITHOUT_PAGES = ("services", "policies", "claim-topics")
ISSUES = "https://example.net/issues/new?title={title}&body={body}"


def address(about="", **rest):
    return "/report/?" + urlencode({"about": about, **rest})


def message(response):
    return response.context["report"].text


def starting(content, start):
    (found,) = (link for link in links(content) if link.startswith(start) and "&field" not in link)
    return found


@pytest.mark.parametrize(
    ("page", "about"),
    [
        ("/", "/"),
        ("/sites/", "/sites/"),
        ("/sites/?country=FI&as_of=2025-03-12", "/sites/?as_of=2025-03-12"),
        ("/sites/it4lia/?as_of=2025-03-12", "/sites/it4lia/?as_of=2025-03-12"),
        ("/editions/1/sites/it4lia/", "/editions/1/sites/it4lia/"),
        ("/search/?q=germany", "/search/"),
    ],
)
def test_every_page_leads_to_a_report_about_itself(client, page, about):
    link = starting(client.get(page).content.decode(), f"/report/?about={about.partition('?')[0]}")

    assert parse_qs(urlsplit(link).query)["about"] == [about]
    report = client.get(link)
    assert report.status_code == 200
    assert f"Page: http://testserver{about}" in message(report)


@pytest.mark.parametrize("page", ["/no/such/page/", "/sites/atlantis/", "/countries/?zz=1"])
def test_a_page_that_went_wrong_leads_to_a_report_too(client, page):
    link = starting(client.get(page).content.decode(), "/report/")

    assert client.get(link).status_code == 200


def test_a_failure_leads_to_a_report_without_asking_the_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("directory.pages.sites.SiteSelection", None)

    assert starting(client.get("/sites/").content.decode(), "/report/") == "/report/"


def test_the_message_names_record_edition_fact_value_and_who_says_so(client):
    site = make_site("plain", name="Plain AI Factory", city="Ulm")
    dated = {"as_published": "2025-05-02", "earliest": "2025-05-02", "latest": "2025-05-02"}
    with recorded():
        letter = make_source("letter", title="A letter", url="https://ulm.example/a", **dated)
        site.citations.create(field="city", source=letter)
        site.citations.create(field="city", source=make_source("note", title="A"), states="Bonn")

    report = client.get(address("/sites/plain/", field="city"))

    edition = Edition.current()
    assert message(report).split("\n") == [
        "About: Plain AI Factory",
        "Record: sites/plain",
        "Page: http://testserver/sites/plain/",
        f"Edition: {edition.number} of 22 November 2026",
        "",
        "Fact: City (city)",
        "The directory shows: Ulm",
        "Sources:",
        "- A letter, Press, 2 May 2025, https://ulm.example/a",
        "- “Bonn”: A, Press, undated",
        "",
        "What is wrong:",
        "",
        "",
        "What is right:",
        "",
        "",
        "Source (the address of a document that says so):",
        "",
    ]


def test_a_value_is_that_of_the_day_of_the_page(client):
    then = client.get(address("/sites/it4lia/?as_of=2025-03-12", field="status"))
    now = client.get(address("/sites/it4lia/", field="status"))

    assert "As of: 12 March 2025" in message(then)
    assert "As of" not in message(now)
    shown = [
        next(line for line in message(report).split("\n") if line.startswith("The directory shows"))
        for report in (then, now)
    ]
    assert shown[0] != shown[1]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WITHOUT_PAGES])
def test_every_fact_of_every_kind_of_record_can_be_reported(client, kind):
    record = KINDS[kind].model.objects.first()
    page = page_at(record.get_absolute_url())

    facts = [fact for fact, _label in page.facts]
    assert bool(facts) == bool(record.FACTS or kind in SELECTIONS)
    assert all(isinstance(page.value(fact), str) for fact in facts)
    told = message(client.get(address(record.get_absolute_url(), field="".join(facts[:1]))))
    assert f"Record: {kind}/{record.pk}" in told
    assert not facts or f"({facts[0]})" in told


def test_a_fact_without_a_value_says_so(client):
    make_site("plain")

    told = message(client.get(address("/sites/plain/", field="city")))

    assert "The directory shows: not published" in told


@pytest.mark.parametrize(
    "about",
    [
        "https://evil.example/",
        "//evil.example/sites/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "sites/",
        "/no/such/page/",
        "/sites/atlantis/",
        "/editions/99999/",
        "/editions/1/sites/atlantis/",
        "/editions/1/nothing/it4lia/",
        "/numbers/nothing/",
        "/admin/",
        "/sites.json",
        "/sites/?as_of=soon",
        "/sites/\0/",
        "//[",
        "/static/x",
    ],
)
def test_what_is_no_page_of_the_portal_is_refused_and_not_linked(client, about):
    response = client.get(address(about))

    content = response.content.decode()
    assert response.status_code == 400
    assert "such as /sites/" in content
    assert not any("evil" in link or "javascript" in link for link in links(content))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("about=/sites/it4lia/&field=colour", "coordinates"),
        ("about=/map/&field=city", "field"),
        ("about=/map/&zzz=1", "zzz"),
        ("about=/map/&about=/sites/", "It takes one value"),
        ("about=/sites/it4lia/&field=city&field=name", "It takes one value"),
    ],
)
def test_a_wrong_question_is_told_with_what_is_accepted(client, query, told):
    response = client.get(f"/report/?{query}")

    assert response.status_code == 400
    assert told in response.content.decode()


def test_a_site_that_is_not_published_cannot_be_reported(client):
    hidden = make_site("hidden", published=False)

    assert client.get(address(hidden.get_absolute_url())).status_code == 400


def test_a_record_that_was_withdrawn_can_be_reported(client):
    withdraw(KINDS["sites"], "it4lia", who="maria", reason="Ended.")

    report = client.get(address("/sites/it4lia/"))

    assert "Record: sites/it4lia" in message(report)
    assert report.context["report"].page.facts == []


def test_without_an_address_of_the_operator_the_message_is_there_to_copy(client):
    content = client.get(address("/sites/it4lia/")).content.decode()

    assert "has not published an address for corrections" in content
    assert "Record: sites/it4lia" in content.partition("<textarea")[2]
    assert "mailto:" not in content


@override_settings(CORRECTIONS_EMAIL=EMAIL, CORRECTIONS_URL=ISSUES)
def test_mail_and_issue_carry_the_same_message(client):
    make_site("plain", name="Ö & “plain” <site>", city="a=b?c#d%20")

    report = client.get(address("/sites/plain/", field="city"))

    content = report.content.decode()
    mail = urlsplit(starting(content, "mailto:"))
    assert mail.path == EMAIL
    fields = dict(part.split("=") for part in mail.query.split("&"))
    assert unquote(fields["subject"]) == "Error report: Ö & “plain” <site>, City"
    assert unquote(fields["body"]) == message(report).replace("\n", "\r\n")
    assert "+" not in mail.query
    issue = parse_qs(urlsplit(starting(content, "https://example.net/")).query)
    assert issue == {
        "title": ["Error report: Ö & “plain” <site>, City"],
        "body": [message(report)],
    }
    assert "has not published an address" not in content


@override_settings(CORRECTIONS_EMAIL=EMAIL, CORRECTIONS_URL=ISSUES)
def test_a_message_is_short_enough_for_mail_programs(client):
    machine = make_supercomputer("engine", name="E" * 120, vendor="Ö" * 80)
    with recorded():
        for number in range(20):
            source = make_source(f"source-no-{number}", title="Ü" * 300)
            Citation.objects.create(supercomputer=machine, field="vendor", source=source)

    report = client.get(address("/supercomputers/engine/", field="vendor")).context["report"]

    assert "- and 16 more" in report.lines
    assert len(report.mail_link) < 6000


def test_a_report_is_shared_read_only_and_without_cookies(client):
    response = client.get(address("/sites/it4lia/", field="city"))

    assert not response.cookies
    assert "s-maxage=10" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert Client(enforce_csrf_checks=True).post(address("/sites/")).status_code == 405


def test_the_cost_of_a_report_is_bounded(queries_of):
    assert queries_of(address("/sites/it4lia/", field="status")) <= 25


@override_settings(LANGUAGES=[("en", "English"), ("de", "German")])
def test_a_page_in_another_language_is_reported_in_it(client):
    link = starting(client.get("/de/sites/it4lia/").content.decode(), "/de/report/")

    assert "/de/sites/it4lia/" in message(client.get(link))
    assert client.get(address("/de/sites/it4lia/")).status_code == 200


def test_below_the_path_of_another_site_the_address_is_whole(client):
    set_script_prefix("/factories/")
    try:
        told = message(client.get(address("/sites/it4lia/"), SCRIPT_NAME="/factories"))
    finally:
        clear_script_prefix()

    assert "Page: http://testserver/factories/sites/it4lia/" in told


def test_editors_see_the_same_link_in_a_preview(admin_client):
    content = admin_client.get("/admin/preview/sites/it4lia/").content.decode()

    assert starting(content, "/report/?about=/sites/it4lia/") == "/report/?about=/sites/it4lia/"


def test_a_footnote_leads_to_a_report_about_its_fact(client):
    content = client.get("/sites/it4lia/?as_of=2026-01-01").content.decode()

    own, machines, modes = (
        next(link for link in links(content) if about in link and "&field=" in link)
        for about in ("=/sites/it4lia/", "=/supercomputers/leonardo/", "=/calls/")
    )
    for link in (own, machines, modes):
        report = client.get(link)
        assert report.status_code == 200
        assert "Fact: " in message(report)
