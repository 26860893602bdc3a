"""Footnotes on the pages: every fact leads to its evidence and back, or says that it has none."""

import re
from html import unescape

import pytest

from directory.evidence.footnotes import Evidence
from directory.models import Country, Organisation, Site, Supercomputer, Wave
from tests.factories import make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

MARK = re.compile(r'<a(?: id="mark-([\w-]+)")? href="#(footnote-\d+|uncited)">')
NOTE = re.compile(r'<li id="footnote-(\d+)" value="(\d+)">(.*?)href="#mark-([\w-]+)"', re.DOTALL)
ID = re.compile(r'\bid="([^"]+)"')
SAME_PAGE = re.compile(r'href="#([^"]+)"')
UNCITED = re.compile(r'<div id="uncited".*?</div>', re.DOTALL)


def addresses():
    return [
        *(site.get_absolute_url() for site in Site.objects.public()),
        *(machine.get_absolute_url() for machine in Supercomputer.objects.all()),
        *(country.get_absolute_url() for country in Country.objects.all()),
        *(wave.get_absolute_url() for wave in Wave.objects.as_of()),
        *(body.get_absolute_url() for body in Organisation.objects.all()[::12]),
        "/sites/it4lia/?as_of=2025-03-12",
        "/supercomputers/leonardo/?as_of=2025-03-12",
        "/countries/IT/?as_of=2025-03-12",
        "/countries/IT/?as_of=2020-01-01",
    ]


def text(content):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(content)).split())


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_every_fact_on_every_page_has_a_mark_that_leads_to_its_footnote_and_back(client, every):
    for address in addresses()[::every]:
        response = client.get(address)
        content = response.content.decode()
        ids = ID.findall(content)
        marks, notes = MARK.findall(content), NOTE.findall(content)
        assert len(ids) == len(set(ids)), address
        assert set(SAME_PAGE.findall(content)) <= set(ids), address
        assert [int(number) for number, _value, _words, _back in notes] == list(
            range(1, len(notes) + 1)
        )
        back = {f"footnote-{number}": mark for number, _value, _words, mark in notes}
        assert set(back) == {note for _id, note in marks} - {"uncited"}, address
        first = {note: mark for mark, note in marks if mark and note != "uncited"}
        assert first == back, address
        for record in response.context["evidence"].records:
            facts = {record.anchor(fact) for fact in (*record.by_fact, *record.uncited)}
            assert facts <= {mark for mark, _note in marks}, address


def test_a_fact_without_any_source_is_marked_listed_and_leads_back(client):
    content = client.get("/countries/IT/").content.decode()

    assert re.search(r'<a id="mark-eu_member" href="#uncited">', content)
    (listed,) = UNCITED.findall(content)
    assert text(listed).startswith("For 2 facts shown here no source is cited yet")
    assert SAME_PAGE.findall(listed) == ["mark-name", "mark-eu_member"]


def test_a_page_of_which_every_fact_is_cited_says_nothing_of_missing_sources(client):
    assert 'id="uncited"' not in client.get("/supercomputers/leonardo/").content.decode()


def test_facts_of_machines_and_ways_of_access_stand_in_the_same_list_as_the_sites_own(client):
    response = client.get("/sites/it4lia/")

    content, evidence = response.content.decode(), response.context["evidence"]
    names = [str(notes.record) for notes in evidence.records]
    assert names[0] == "IT4LIA AI Factory"
    assert {"Leonardo", "LISA", "IT4LIA AI-optimised supercomputer"} < set(names)
    assert any("Playground" in name for name in names)
    headings = re.findall(r"<h3>([^<]+)</h3>", content.partition('aria-labelledby="footnotes"')[2])
    assert [unescape(heading) for heading in headings] == names[1:]
    assert "<details" not in content.partition('class="takeaway')[0]


def test_a_footnote_names_fact_value_source_publisher_date_and_how_it_was_read(client):
    content = client.get("/sites/it4lia/").content.decode()

    notes = {back: text(words) for _n, _v, words, back in NOTE.findall(content)}
    whole = text(content[content.index('id="footnotes"') :])
    assert notes["city"].startswith("City : Bologna")
    vendor = notes["supercomputer-leonardo-vendor"]
    assert vendor.startswith("Vendor : Atos / Eviden")
    assert (
        "Selection of the First Seven AI Factories to Drive Europe's Leadership in AI ,"
        " EuroHPC Joint Undertaking, 10 December 2024" in whole
    )
    assert "Known only through another text that quotes it" in whole
    assert "Read directly" in whole


def test_an_undated_source_says_so(client):
    site = make_site("plain", city="Ulm")
    with recorded():
        site.citations.create(field="city", source=make_source("letter", title="A letter"))

    content = client.get("/sites/plain/").content.decode()

    assert re.search(r"A letter.*?undated", content, re.DOTALL)


def test_a_fact_that_is_only_second_hand_says_so_beside_it_and_in_its_footnote(client):
    site = make_site("plain", city="Ulm")
    with recorded():
        site.citations.create(field="city", source=make_source("note", reading="second-hand"))

    content = client.get("/sites/plain/").content.decode()

    beside = content.partition('id="mark-city"')[2].partition("</dd>")[0]
    note = content.partition('id="footnote-')[2]
    assert "second-hand" in beside
    assert "only second-hand" in note
    assert "Second-hand: only notes" in content


@pytest.mark.parametrize("address", ["/sites/it4lia/", "/supercomputers/leonardo/"])
def test_a_conflict_shows_every_value_with_who_says_each_and_its_date(client, address):
    response = client.get(address)

    content = response.content.decode()
    assert response.context["conflicts"]
    for footnote in response.context["conflicts"]:
        _before, start, rest = content.partition(f'id="conflict-{footnote.anchor}"')
        words = text((start + rest).partition('<div class="conflict"')[0])
        assert text(footnote.conflict) in words
        citations = [*footnote.supports, *(c for v in footnote.otherwise for c in v.citations)]
        assert len(citations) > 1
        for citation in citations:
            date = "undated" if citation.source.undated else str(citation.source.latest.year)
            assert re.search(re.escape(citation.source.publisher) + r", [^·]*" + date, words), (
                citation
            )


def test_disagreements_about_the_machines_of_a_site_stand_on_its_page_side_by_side(client):
    content = client.get("/sites/it4lia/").content.decode()

    (conflict,) = re.findall(
        r'id="conflict-supercomputer-leonardo-rmax_pflops".*?</div>', content, re.DOTALL
    )
    assert "241.2 PFlop/s" in conflict
    assert "249.04 (whole system)" in conflict
    assert 'href="#conflict-supercomputer-leonardo-rmax_pflops"' in content


def test_a_country_leads_to_the_evidence_of_its_sites_and_machines(client):
    content = client.get("/countries/IT/").content.decode()

    assert 'href="/sites/it4lia/#mark-total_budget_eur"' in content
    assert 'href="/sites/it4lia/#conflict-total_budget_eur"' in content
    assert 'href="/supercomputers/leonardo/#mark-cost_eur"' in content
    past = client.get("/countries/IT/?as_of=2025-03-12").content.decode()
    assert 'href="/sites/it4lia/?as_of=2025-03-12#mark-total_budget_eur"' in past


def test_as_of_a_past_day_the_evidence_is_todays_and_says_so_once(client):
    words = "Evidence is what is known today"

    assert client.get("/sites/it4lia/?as_of=2025-03-12").content.decode().count(words) == 1
    assert words not in client.get("/sites/it4lia/").content.decode()


@pytest.mark.parametrize("most", [10, pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_link_to_a_fact_of_another_page_finds_it_there(client, most):
    link = re.compile(r'href="(/[^"#]+)#((?:mark|conflict)-[^"]+)"')
    pages = ["/countries/IT/", "/countries/DE/", "/sites/it4lia/", "/sites/jaif/"]
    pages += ["/sources/eu27-review-log-2026-10/"]
    found = {hit for page in pages for hit in link.findall(client.get(page).content.decode())}

    assert len(found) > 50
    found = sorted(found)[:most]
    content = {address: client.get(address).content.decode() for address, _anchor in found}
    assert [hit for hit in found if f'id="{hit[1]}"' not in content[hit[0]]] == []


def test_pages_stay_within_their_queries_with_all_this_evidence(queries_of):
    assert max(queries_of(site.get_absolute_url()) for site in Site.objects.public()) <= 23


def test_evidence_of_the_page_is_that_of_the_record(client):
    for slug in ("it4lia", "jaif"):
        record = Site.objects.as_of().get(pk=slug)
        shown = client.get(f"/sites/{slug}/").context["footnotes"]
        assert list(shown) == list(Evidence(record).own.by_fact)
