"""Pages of changes and editions: what was published when, to be verified later."""

import csv
import io
import json
import re

import pytest

from directory.editing import guard
from directory.models import (
    AntennaLink,
    Country,
    Edition,
    Milestone,
    Organisation,
    Site,
    SiteMachine,
    Supercomputer,
    Version,
)
from tests.factories import make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")

ADDRESSES = [
    "/changes/",
    "/changes/?country=FI",
    "/editions/1/",
    "/editions/1/sites/lumi-ai-factory/",
    "/changes.json",
    "/changes.csv",
    "/changes.atom",
]


def text_of(response):
    """Return the words of a page, each separated by one space."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def move_lumi(why="The city council moved."):
    with recorded(why):
        Site.objects.filter(pk="lumi-ai-factory").update(city="Oulu")


def test_a_change_is_told_with_what_was_there_before_and_why(client):
    move_lumi()

    text = text_of(client.get("/changes/"))

    assert "Edition 2" in text
    assert "Reason: The city council moved." in text
    assert "LUMI AI Factory Site City: Oulu — was: Kajaani" in text


def test_a_stage_is_told_as_the_issue_asks(client):
    machine = make_supercomputer("new-machine", name="LUMI-Next")
    for stage, day in (("procurement", "2026-01"), ("contract-signed", "2026-08-31")):
        with recorded():
            step = Milestone(supercomputer=machine, stage=stage, reached=True, as_published=day)
            step.clean()
            step.save()

    text = text_of(client.get("/changes/?country=FI"))

    assert "LUMI-Next Supercomputer Contract signed, 31 August 2026 — was: In procurement" in text


def test_nobody_who_changed_something_is_named(client):
    move_lumi()

    for address in [*ADDRESSES, "/editions/2/", "/editions/2/sites/lumi-ai-factory/"]:
        assert "tester" not in client.get(address).content.decode()


def test_the_long_first_edition_is_folded_by_kind(client):
    page = client.get("/changes/?kind=organisations").content.decode()

    assert re.search(r"<summary>Recorded: Organisations \(100 on this page\)</summary>", page)
    assert client.get("/changes/?page=2").status_code == 200


@pytest.mark.parametrize("question", ["", "?country=FI", "?site=lumi-ai-factory"])
def test_data_give_all_changes_of_which_the_page_shows_the_first(client, question):
    move_lumi()

    response = client.get(f"/changes/{question}")
    listed = [(v.edition_id, v.kind, v.slug) for v in response.context["selection"].page]
    first = slice(len(listed))
    text = b"".join(client.get(f"/changes.csv{question}")).decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(text))
    records = json.loads(b"".join(client.get(f"/changes.json{question}")))["changes"]

    assert [(int(x["changed_in"]), x["kind"], x["slug"]) for x in lines][first] == listed
    assert [(x["changed_in"], x["kind"], x["slug"]) for x in records][first] == listed


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unpublished_site_is_on_no_page_of_changes(client, address):
    machine, antenna = "lumi-ai", Site.objects.filter(kind="antenna").first()
    with recorded("It is not ready."):
        AntennaLink.objects.create(antenna=antenna, factory_id="pharos", status="linked")
        Site.objects.filter(pk="pharos").update(published=False, name="Secret name")
    with recorded():
        Supercomputer.objects.filter(pk=machine).update(nodes=7)

    for page in (address, *(f"/editions/{n}/sites/{antenna.pk}/" for n in (1, 2, 3))):
        content = client.get(page).content.decode()
        assert "Secret name" not in content
        traces = ("sites/pharos/", '"pharos"', "factory: pharos", ",pharos,", "pharos added")
        assert [trace for trace in traces if trace in content] == []
    for edition in (1, 2, 3):
        assert client.get(f"/editions/{edition}/sites/pharos/").status_code == 404
    assert client.get("/changes/?site=pharos").status_code == 400


def test_an_edition_that_changed_nothing_public_keeps_its_reason(client):
    with recorded("It is secret."):
        Site.objects.filter(pk="pharos").update(published=False)

    response = client.get("/editions/2/")

    assert response.status_code == 200
    assert "secret" not in text_of(response)
    assert "Nothing that is shown to visitors." in text_of(response)


def test_an_edition_has_its_numbers_and_every_record_of_then(client):
    site = Site.objects.filter(kind="factory", antenna_links=None).first()
    slug = site.pk
    with recorded():
        site.delete()

    before, after = client.get("/editions/1/"), client.get("/editions/2/")

    def numbers(response):
        return {metric.name: count.low for metric, count in response.context["numbers"]}

    assert numbers(before)["factories_total"] == 19
    assert numbers(after)["factories_total"] == 18
    assert before.context["count"] == Version.objects.filter(edition=1).count()
    assert after.context["count"] == before.context["count"] - 1
    listed = [
        {
            version.slug
            for kind, _label, records in page.context["records"]
            for _name, version in records
        }
        for page in (before, after)
    ]
    assert listed[0] - listed[1] == {slug}


def test_the_numbers_of_an_edition_are_those_of_the_front_page_then(client):
    shown = {m.name: c.in_words for m, c in client.get("/").context["numbers"]}
    with guard.lifted():
        Edition.objects.filter(pk=1).update(made_at="2026-11-20T12:00:00Z")

    kept = {m.name: c.in_words for m, c in client.get("/editions/1/").context["numbers"]}

    assert shown.items() <= kept.items()


def test_a_kept_record_says_what_it_said_then(client):
    move_lumi()

    then = client.get("/editions/1/sites/lumi-ai-factory/")
    now = client.get("/editions/2/sites/lumi-ai-factory/")

    assert "City Kajaani" in text_of(then)
    assert "city: Kajaani" in text_of(then)
    assert "The directory says otherwise since then." in text_of(then)
    assert "City Oulu" in text_of(now)
    assert 'rel="next" href="/editions/2/sites/lumi-ai-factory/"' in then.content.decode()
    assert 'rel="prev" href="/editions/1/sites/lumi-ai-factory/"' in now.content.decode()
    assert 'href="/sites/lumi-ai-factory/">The record today' in now.content.decode()


def test_a_record_is_kept_in_every_edition_until_it_changes(client):
    with recorded():
        Organisation.objects.filter(pk="csc").update(website="https://csc.example.org/")
    move_lumi()

    page = client.get("/editions/3/organisations/csc/").content.decode()

    assert "csc.example.org" in page
    assert '<link rel="canonical" href="/editions/2/organisations/csc/">' in page


def test_every_kept_record_of_the_first_edition_has_a_page(client):
    for kind in sorted(set(Version.objects.values_list("kind", flat=True))):
        for version in Version.objects.filter(kind=kind)[:3]:
            assert client.get(version.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/editions/0/",
        "/editions/99/",
        "/editions/99999999999999999999999999/",
        "/editions/1/sites/nowhere/",
        "/editions/1/planets/mars/",
        "/editions/99/sites/jaif/",
    ],
)
def test_what_was_never_kept_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_editions_lead_to_the_changes_and_take_no_parameter_but_the_day(client):
    assert client.get("/editions/").headers["Location"] == "/changes/"
    assert client.get("/editions/1/?day=2025-01-01").status_code == 400


def test_a_number_quoted_for_a_day_can_be_verified_in_its_edition(client):
    """Every number is there, as of any day, whatever later editions say."""
    with recorded():
        Country.objects.filter(slug="FI").update(eu_member=False)
        Site.objects.filter(slug="gaia-ai-factory").delete()

    def number(name, address):
        content = client.get(address).content.decode()
        return re.search(rf'<div id="{name}">.*?<dd>([^<]*)</dd>', content, re.DOTALL)[1]

    name = "host_member_states"
    assert number(name, "/editions/1/") == "16"
    assert number(name, "/editions/1/?as_of=2025-03-12") == "12"
    assert number(name, "/editions/2/") == "15"
    quoted = client.get(f"/numbers/{name}/?as_of=2025-03-12").content.decode()
    assert f'href="/editions/2/?as_of=2025-03-12#{name}"' in quoted


def test_an_edition_tells_how_many_of_its_sites_have_been_withdrawn(client):
    assert "withdrawn since" not in client.get("/editions/1/").content.decode()
    with recorded():
        Site.objects.filter(slug="gaia-ai-factory").update(published=False)

    assert "1 site that this edition showed has been withdrawn" in " ".join(
        client.get("/editions/1/").content.decode().split()
    )
    assert "withdrawn since" not in client.get("/editions/2/").content.decode()


@pytest.mark.parametrize(
    "address", ["/changes/", "/changes.json", "/changes.csv", "/changes.atom", "/editions/2/"]
)
def test_why_an_edition_was_made_is_told_only_if_all_of_it_is_public(client, address):
    with recorded("Secret plan"):
        Site.objects.filter(slug="gaia-ai-factory").update(published=False)
        Site.objects.filter(slug="jaif").update(city="Aachen")
    assert "Secret plan" not in client.get(address).content.decode()

    with recorded("Open plan"):
        Site.objects.filter(slug="jaif").update(city="Bonn")
    assert "Open plan" in client.get(address.replace("2", "3")).content.decode()


def test_every_page_and_file_bears_edition_and_date(client):
    edition = Edition.current()
    day = edition.day.isoformat()

    page = client.get("/sites/jaif/").content.decode()
    records = client.get("/sites.json").json()
    lines = list(csv.DictReader(io.StringIO(client.get("/sites.csv").content.decode("utf-8-sig"))))
    geojson = client.get("/sites.geojson")

    assert f'<a href="/editions/1/" id="edition">1</a> of <time datetime="{day}">' in page
    for known in (records, geojson.json()):
        assert (known["edition"], known["edition_date"]) == (1, day)
    assert {(x["edition"], x["edition_date"], x["as_of"]) for x in lines} == {
        ("1", day, records["as_of"])
    }
    assert 'filename="sites-edition-1.geojson"' in geojson.headers["Content-Disposition"]


def test_a_site_was_updated_when_its_machine_was(client):
    with guard.lifted():
        Edition.objects.filter(pk=1).update(made_at="2026-05-01T22:30:00Z")
    machine = SiteMachine.objects.filter(site="lumi-ai-factory").first().supercomputer
    first = client.get("/sites/lumi-ai-factory/").content.decode()
    with recorded():
        Supercomputer.objects.filter(pk=machine.pk).update(nodes=7)
    with guard.lifted():
        Edition.objects.filter(pk=2).update(made_at="2026-06-01T10:00:00Z")

    for address in ("/sites/lumi-ai-factory/", "/countries/FI/", f"/supercomputers/{machine.pk}/"):
        assert '<time datetime="2026-06-01">1 June 2026' in client.get(address).content.decode()
    assert '<time datetime="2026-05-02">2 May 2026' in first
    updated = {
        site["slug"]: site["updated_on"] for site in client.get("/sites.json").json()["sites"]
    }
    assert (updated["lumi-ai-factory"], updated["jaif"]) == ("2026-06-01", "2026-05-02")


@pytest.mark.parametrize(
    ("address", "about"),
    [
        ("/sites/jaif/", "site=jaif"),
        ("/countries/FI/", "country=FI"),
        ("/waves/wave-1/", "wave=wave-1"),
    ],
)
def test_the_feed_of_a_page_is_told_in_its_head_and_in_sight(client, address, about):
    page = client.get(address).content.decode()

    head, _, body = page.partition("</head>")
    assert f'type="application/atom+xml" title="Changes" href="/changes.atom?{about}"' in head
    assert f'href="/changes.atom?{about}"' in body


@pytest.mark.parametrize("address", ["/changes/", "/changes/?site=lumi-ai-factory", "/editions/1/"])
def test_pages_of_changes_cost_few_queries(queries_of, address):
    few = queries_of(address)
    with recorded():
        Organisation.objects.update(website="https://example.org/")
        Supercomputer.objects.update(nodes=7)

    assert queries_of(address) <= few + 2 <= 20
