"""What can be taken away from a page: the guide to the data, downloads, and links to the twins."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from directory.columns import COLUMNS
from directory.formats import formats_of
from directory.selection import LISTS, SELECTIONS
from tests.factories import make_site
from tests.pages.reading import links, part

HREF = re.compile(r"<([^>]*)>")


def linked(response, relation):
    """Return the addresses that the header `Link` gives for a relation."""
    found = response.headers.get("Link", "").split(", <")
    return [HREF.match("<" + f.removeprefix("<"))[1] for f in found if f'rel="{relation}"' in f]


def announced(content):
    tags = re.findall(r'<link rel="alternate"[^>]* href="([^"]*)"', content)
    return [unescape(href) for href in tags]


def downloads(content):
    return links(part(content, '<section class="takeaway"', "</section>"))


@pytest.mark.usefixtures("network")
def test_the_guide_explains_every_list_and_every_column(content):
    guide = content("/data/")

    for name, selection_class in SELECTIONS.items():
        explained = unescape(part(guide, f'<section class="dataset" id="{name}"', "</section>"))
        selection = selection_class(QueryDict())
        assert f'<span class="note">{selection.count}</span>' in explained
        assert {selection.url_for(suffix) for suffix in formats_of(name)} <= links(explained)
        for column in COLUMNS[name]:
            assert f"<code>{column.name}</code>" in explained
            assert not column.refers_to or f"#{column.refers_to}" in links(explained)
            for value in column.choices.values if column.choices else ():
                assert f"<code>{value}</code>" in explained


@pytest.mark.usefixtures("network")
def test_the_guide_leads_programs_to_all_their_ways_in_and_says_how_to_cite(content):
    guide = content("/data/")

    named = {
        "/api/v1/",
        "/api/v1/docs/",
        "/api/v1/openapi.json",
        "/ogc/",
        "/data/catalog.ttl",
        "/data/catalog.jsonld",
        "/changes.atom",
        "/calls.ics",
        "/llms.txt",
    }
    assert named <= links(guide)
    assert "edition 1 (22 November 2026). http://testserver/editions/1/ (CC BY 4.0)" in guide
    assert "@misc{aifactoriesportal-edition-1," in guide


@pytest.mark.slow
@pytest.mark.usefixtures("network")
def test_every_address_of_the_guide_leads_somewhere(client, content):
    paths = {link.partition("#")[0] for link in links(content("/data/"))}
    own = sorted(path for path in paths if path.startswith("/"))

    answers = {path: client.get(path, follow=True).status_code for path in own}

    assert len(own) > len(SELECTIONS)
    assert answers == dict.fromkeys(own, 200)


@pytest.mark.usefixtures("empty_directory")
def test_the_guide_of_an_empty_directory_explains_it_all_the_same(content):
    guide = content("/data/")

    assert 'id="sites"' in guide
    assert "@misc" not in guide


@pytest.mark.usefixtures("network")
def test_the_guide_takes_no_parameter_and_stands_at_the_foot_of_every_page(client, content):
    assert client.get("/data/?as_of=2026-01-01").status_code == 400
    footer = part(content("/sites/?as_of=2026-01-01"), '<footer class="footer">', "</footer>")
    assert "/data/" in links(footer)


@pytest.mark.usefixtures("network")
def test_the_guide_asks_as_often_however_many_sites_there_are(queries_of):
    before = queries_of("/data/")

    for _ in range(5):
        make_site()

    assert queries_of("/data/") == before


QUESTIONS = [
    "sites?country=DE&country=FI&q=j%C3%BClich&sort=-name&as_of=2026-06-01",
    "map?kind=antenna",
    "supercomputers?country=IT",
    "ledger?as_of=2026-06-01",
    "changes?kind=sites",
    "help?",
]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_list_offers_its_selection_with_its_count_in_every_format(client, question):
    path, _, query = question.partition("?")
    selection = LISTS[path](QueryDict(query))
    twins = {selection.url_for(suffix) for suffix in formats_of(selection.name)}

    response = client.get(f"/{path}/?{query}")
    content = response.content.decode()

    assert twins <= downloads(content)
    assert f'Download this selection <span class="note">{selection.heading}</span>' in content
    code = unescape(part(content, '<details class="takeaway__code">', "</details>"))
    assert f"'http://testserver{selection.url_for('csv')}'" in code
    assert twins <= set(announced(content))
    assert set(linked(response, "alternate")) == twins
    assert linked(response, "describedby") == [f"/data/#{selection.name}"]
    assert linked(response, "license")


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("path", ["/sites/", "/map/", "/sources/", "/changes/"])
def test_a_wrong_question_offers_nothing(client, path):
    response = client.get(f"{path}?kind=zzz&cuntry=PL")
    content = response.content.decode()

    assert response.status_code == 400
    assert "takeaway" not in content
    assert not announced(content)
    assert not linked(response, "alternate")


@pytest.mark.usefixtures("network")
def test_the_page_of_a_record_offers_the_record_as_of_its_day(client):
    for name in ("sites", "sources", "numbers"):  # with days, without, and counted
        selection_class = SELECTIONS[name]
        everything = selection_class(QueryDict())
        slug = str(next(iter(everything.each())).pk)
        query = "as_of=2026-11-01" if selection_class.rows_have_days else ""
        record = selection_class(QueryDict(query), slug)
        twins = {record.url_for(suffix) for suffix in formats_of(name)}

        response = client.get(record.url_for("list"))
        content = response.content.decode()

        assert "Download this record" in content, name
        assert twins <= downloads(content)
        assert twins <= set(announced(content))
        assert set(linked(response, "alternate")) == twins


@pytest.mark.usefixtures("network")
def test_data_lead_back_to_the_page_and_to_the_other_formats(client):
    of_list = client.get("/map.geojson?kind=antenna&as_of=2026-06-01")
    of_record = client.get("/sites/pharos.csv")

    assert linked(of_list, "canonical") == ["/sites/?kind=antenna&as_of=2026-06-01"]
    assert "/sites.csv?kind=antenna&as_of=2026-06-01" in linked(of_list, "alternate")
    assert not any("geojson" in address for address in linked(of_list, "alternate"))
    assert linked(of_record, "canonical") == ["/sites/pharos/"]
    assert linked(of_record, "describedby") == ["/data/#sites"]
    for address in (*linked(of_list, "canonical"), *linked(of_record, "alternate")):
        assert client.get(address).status_code == 200, address


@pytest.mark.usefixtures("network")
def test_the_header_stays_short_however_long_the_question_is(client):
    wanted = "&".join(
        f"site={slug}"
        for slug in SELECTIONS["sites"](QueryDict()).found.values_list("pk", flat=True)
    )

    response = client.get(f"/sites.csv?{wanted}&q={'%C3%A9' * 90}")

    assert response.status_code == 200
    assert len(response.headers["Link"]) <= 3000
    assert linked(response, "license")


@pytest.mark.usefixtures("network")
def test_a_record_that_is_not_there_offers_nothing(client):
    for path in ("/sites/ai2b/?as_of=2024-01-01", "/sites/no-such-site/", "/sites/pharos/?day=x"):
        response = client.get(path)
        assert response.status_code in (400, 404)
        assert not linked(response, "alternate")
        assert "Download this record" not in response.content.decode()
