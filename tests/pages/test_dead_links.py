"""Links that were found dead: marked wherever pages show them, in data too, at a constant cost."""

import datetime

import pytest

from directory.editing.change import recorded_change
from directory.models import Edition, LinkCheck, Source
from tests.factories import make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

MARK = "he link was dead on 20 November 2026"
DAY = datetime.date(2026, 11, 20)


def found(url, dead_since=DAY, outcome="Dead: 404 Not Found"):
    with recorded():
        LinkCheck.objects.create(
            url=url, checked_at="2026-11-21T10:00Z", outcome=outcome, dead_since=dead_since
        )


@pytest.fixture
def letter():
    """A source with a dead link, cited for the city of a site."""
    site = make_site("plain", city="Ulm", website="https://plain.example/")
    source = make_source("letter", title="A letter", url="https://ulm.example/a")
    with recorded():
        site.citations.create(field="city", source=source)
    found(source.url)
    return source


@pytest.mark.parametrize("page", ["/sources/letter/", "/sources/?q=ulm", "/sites/plain/"])
def test_a_dead_link_is_marked_where_its_source_is_shown_and_stays_a_link(content, letter, page):
    shown = content(page)

    assert shown.count(MARK) == 1
    if not page.startswith("/sources/?"):
        assert 'href="https://ulm.example/a"' in shown


@pytest.mark.parametrize(
    "page", ["/sources/lumi-eurohpc-page/", "/sources/?q=cineca", "/sites/it4lia/"]
)
def test_other_links_bear_no_mark(client, letter, page):
    assert "he link was dead" not in client.get(page).content.decode()


def test_a_link_that_answers_or_is_unclear_bears_no_mark(content):
    for name, outcome in (("one", "Answers: 200 OK"), ("two", "Unclear: 403 Forbidden")):
        source = make_source(name, url=f"https://{name}.example/")
        found(source.url, None, outcome)
        assert "he link was dead" not in content(f"/sources/{name}/")


def test_dead_websites_are_marked_on_the_pages_of_their_records(content):
    make_site("plain", website="https://plain.example/")
    make_organisation("body", website="https://body.example/")
    found("https://plain.example/")
    found("https://body.example/")

    assert content("/sites/plain/").count(MARK) == 1
    assert content("/organisations/body/").count(MARK) == 1


def test_the_list_of_sources_says_it_as_data(client, letter):
    rows = {row["slug"]: row for row in client.get("/sources.json").json()["sources"]}

    assert rows["letter"]["link_dead_since"] == "2026-11-20"
    assert rows["seed-000"]["link_dead_since"] is None
    assert "link_dead_since" in client.get("/sources.csv").content.decode().split("\n")[0]


@pytest.mark.parametrize("page", ["/sites/it4lia/", "/sources/", "/sources/seed-000/"])
def test_dead_links_cost_no_further_query_each(queries_of, page):
    before = queries_of(page)

    for url in set(Source.objects.exclude(url="").values_list("url", flat=True)[:40]):
        found(url)

    assert queries_of(page) == before


def test_an_edition_in_which_only_links_died_says_so(empty_directory, content):
    make_site()
    with recorded_change("check_links", "2 links found dead.") as change:
        change.is_seen = True
    number = Edition.current_number()

    page = content(f"/editions/{number}/")
    assert "Reason: 2 links found dead." in page
    assert "No record changed, only what pages say beside them" in page
    assert "No change fits" in content(f"/changes/?edition={number}")
    assert f"edition-{number}" not in content("/changes/")
