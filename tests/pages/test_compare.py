"""The comparison as a page and as data."""

import csv
import io
import re
from html import unescape

import pytest

from directory.models import Citation, Milestone
from tests.factories import make_country, make_site, make_supercomputer
from tests.pages.reading import links, part

pytestmark = pytest.mark.usefixtures("network")

TWO = "?site=it4lia&site=lumi-ai-factory"


def test_nothing_chosen_is_an_explanation_with_two_pickers(client, content):
    page = content("/compare/")

    assert client.get("/compare/").status_code == 200
    assert page.count('<select id="site-') == page.count('<select id="supercomputer-') == 2
    assert 'value="lumi-ai-factory"' in page
    assert 'value="jupiter"' in page


def test_one_alone_is_shown_and_invites_to_add_another(content):
    page = content("/compare/?site=it4lia")

    assert "Add another one" in page
    assert '<option value="lumi-ai-factory">' in page
    assert '<option value="it4lia">' not in page
    assert "differs" not in part(page, "<main", "</main>")
    assert {"/sites/?compare=it4lia", "/map/?compare=it4lia"} <= links(page)


def test_two_stand_side_by_side_each_with_its_record_and_a_way_out(content):
    page = content(f"/compare/{TWO}")

    assert {"/sites/it4lia/", "/sites/lumi-ai-factory/"} <= links(page)
    assert {"/compare/?site=it4lia", "/compare/?site=lumi-ai-factory"} <= links(page)
    city = part(page, '<tr id="fact-city">', "</tr>")
    assert re.findall(r'data-outcome="([\w-]+)"', city) == ["differs"]
    assert all(words in city for words in ("differs", "Bologna", "Kajaani"))
    assert city.count('class="mark"') == 2


def test_every_mark_leads_to_a_footnote_and_back(content):
    page = content("/compare/?supercomputer=lumi&supercomputer=leonardo&supercomputer=jupiter")

    marks = set(re.findall(r'href="#(footnote-\d+)"', page))
    assert marks == set(re.findall(r'<li id="(footnote-\d+)"', page)) != set()
    backs = re.findall(r'href="#(mark-[\w-]+)"', page)
    ids = re.findall(r'id="([^"]+)"', page)
    assert set(backs) <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_cannot_be_compared_says_so(content):
    page = content("/compare/?supercomputer=lumi&supercomputer=leonardo")

    assert "cannot be compared" in part(page, '<tr id="fact-cost_eur">', "</tr>")
    assert "Ranks of different lists" in part(page, '<tr id="fact-top500_rank">', "</tr>")


def test_the_same_and_the_unpublished_are_folded(content):
    page = content(f"/compare/{TWO}")

    assert "AI Factory" in part(page, '<details class="folded" id="same">', "</details>")
    assert "EU funding" in part(page, '<details class="folded" id="unpublished">', "</details>")


def test_on_an_earlier_day_every_way_on_stays_on_it(content):
    day = "as_of=2025-06-01"
    page = content(f"/compare/{TWO}&site=gaia-ai-factory&{day}")

    assert "Gaia AI Factory had not been announced by 1 June 2025" in page
    assert f"/sites/it4lia/?{day}" in links(page)
    assert f"/map/?compare=gaia-ai-factory&compare=it4lia&compare=lumi-ai-factory&{day}" in links(
        page
    )
    assert '<input type="hidden" name="as_of" value="2025-06-01">' in page


WRONG = {
    "?site=zzz": ("site", "“zzz” is not accepted here."),
    "?site=it4lia&supercomputer=lumi": ("supercomputer", "cannot be compared with each other"),
    "?site="
    + "&site=".join(
        ["it4lia", "lumi-ai-factory", "skaiat", "jaif", "hammerhai", "gaia-ai-factory"]
    ): ("site", "At most 5 can be compared; 6 are named."),
    "?sites=it4lia": ("sites", "There is no such parameter."),
    "?site=it4lia&page=2": ("page", "There is no such parameter."),
    "?site=it4lia&as_of=tomorrow": ("as_of", "“tomorrow” is not accepted here."),
    "?site=it4lia&as_of=2025-01-01&as_of=2025-01-02": ("as_of", "It takes one value"),
    "?supercomputer=%00": ("supercomputer", "is not accepted here."),
}


@pytest.mark.parametrize(
    ("question", "told"), WRONG.items(), ids=[told[1] for told in WRONG.values()]
)
def test_a_wrong_question_is_refused_by_page_and_data(client, question, told):
    parameter, reason = told

    page = client.get(f"/compare/{question}")
    problem = client.get(f"/compare.json{question}")

    assert page.status_code == problem.status_code == 400
    assert f"<strong>{parameter}</strong>: " in page.content.decode()
    assert reason in unescape(page.content.decode())
    assert "side by side</h1>" not in page.content.decode()
    assert problem["Content-Type"] == "application/problem+json"
    (mistake,) = problem.json()["errors"]
    assert (mistake["parameter"], reason in mistake["reason"]) == (parameter, True)
    assert mistake["accepted"] or parameter == "as_of"


def test_a_wrong_slug_does_not_bring_every_right_one_onto_the_page(client, content):
    listed = part(content("/compare/?site=zzz"), 'class="mistakes"', "</section>")

    assert "one of 32 slugs" in listed
    assert "hammerhai" not in listed
    accepted = client.get("/compare.json?site=zzz").json()["errors"][0]["accepted"]
    assert len(accepted) == 32


def test_too_many_can_be_taken_away_one_by_one(content):
    six = ["gaia-ai-factory", "hammerhai", "it4lia", "jaif", "lumi-ai-factory", "skaiat"]
    page = content("/compare/?" + "&".join(f"site={slug}" for slug in six))

    five = "/compare/?" + "&".join(f"site={slug}" for slug in six if slug != "jaif")
    assert five in links(page)


def test_data_without_records_is_a_problem(client):
    response = client.get("/compare.json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["accepted"] == ["site", "supercomputer"]
    assert client.get("/compare.xlsx?site=it4lia").status_code == 404


def test_json_tells_each_fact_of_each_record_with_its_sources(client):
    data = client.get(f"/compare.json{TWO}").json()

    assert data["sites"] == ["it4lia", "lumi-ai-factory"]
    assert (data["licence"], data["as_of"], data["count"]) == ("CC-BY-4.0", "2026-11-22", 2)
    (city,) = [f for f in data["facts"] if (f["fact"], f["record"]) == ("city", "it4lia")]
    cited = Citation.objects.filter(site="it4lia", field="city", states="")
    assert set(city["sources"]) == set(cited.values_list("source", flat=True)) != set()
    assert (city["words"], city["value"], city["outcome"]) == ("Bologna", "Bologna", "differs")
    assert not city["same_everywhere"]
    (budget,) = [
        f for f in data["facts"] if (f["fact"], f["record"]) == ("total_budget_eur", "it4lia")
    ]
    assert (budget["value"], budget["unit"]) == (430_000_000, "euros")
    assert budget["stated_otherwise"] == ["EUR 420 million"]
    assert budget["conflict"]


def test_a_status_rests_on_the_sources_of_its_milestones(client):
    facts = client.get(f"/compare.json{TWO}").json()["facts"]

    (status,) = [f for f in facts if (f["fact"], f["record"]) == ("status", "lumi-ai-factory")]
    steps = Milestone.objects.filter(site="lumi-ai-factory", stage="serving-users", reached=True)
    assert set(steps.values_list("sources", flat=True)) <= set(status["sources"])


@pytest.mark.parametrize(
    "question", [TWO, "?supercomputer=lumi&supercomputer=alps", "?site=skaiat"]
)
def test_page_json_and_csv_tell_the_same(client, question):
    data = client.get(f"/compare.json{question}").json()["facts"]
    text = client.get(f"/compare.csv{question}").content.decode("utf-8-sig")
    page = client.get(f"/compare/{question}")

    lines = list(csv.DictReader(io.StringIO(text)))
    keys = ("fact", "record", "words", "outcome")
    assert [tuple(line[k] for k in keys) for line in lines] == [
        tuple(f[k] or "" for k in keys) for f in data
    ]
    assert {line["edition"] for line in lines} == {"1"}
    rows = list(page.context["comparison"].rows)
    assert [(f["fact"], f["words"] or "") for f in data] == [
        (row.fact, cell.said) for row in rows for cell in row.cells
    ]


def test_data_of_a_day_before_all_have_their_columns_and_no_rows(client):
    question = f"{TWO}&as_of=2019-01-01"

    text = client.get(f"/compare.csv{question}").content.decode("utf-8-sig")
    data = client.get(f"/compare.json{question}").json()

    assert text.startswith("section,fact,label,record,")
    assert len(text.splitlines()) == 1
    assert (data["count"], data["facts"]) == (0, [])
    assert data["not_yet"] == ["IT4LIA AI Factory", "LUMI AI Factory"]


def test_the_places_are_data_too(client, content):
    address = f"/sites.geojson{TWO}"

    assert address in links(content(f"/compare/{TWO}"))
    found = client.get(address).json()["features"]
    assert {feature["id"] for feature in found} == {"it4lia", "lumi-ai-factory"}


def test_queries_do_not_grow_with_records_or_directory(queries_of):
    country = make_country()
    two = queries_of(f"/compare/{TWO}")
    for number in range(30):
        make_site(f"more-{number}", country=country)
        make_supercomputer(f"more-{number}", country=country)

    assert queries_of(f"/compare/{TWO}&site=jaif&site=hammerhai&site=more-1") == two <= 25
    assert queries_of("/compare/?supercomputer=lumi&supercomputer=alps") <= 25
