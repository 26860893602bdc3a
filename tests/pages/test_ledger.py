"""The ledger: claims beside counts, those that contradict each other together."""

import re

import pytest
from django.utils.html import escape

from directory.models import Claim, ClaimTopic, Site
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("network")


def row(client, slug, page="/ledger/"):
    """Return the words of a claim's first row on a page."""
    content = client.get(page).content.decode()
    found = re.search(rf'<tr [^>]*data-row="{slug}".*?</tr>', content, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("c-factories-19", "10 October 2025 Counted: 19 Holds Counted: 19 Holds"),
        ("c-memberstates-16", "10 October 2025 Counted: 16 Holds Counted: 16 Holds"),
        ("c-antennas-13", "13 October 2025 Counted: 13 Holds Counted: 13 Holds"),
        ("c-factories-13", "9 April 2025 Counted: 13 Holds Counted: 19 Does not hold: 6 more"),
        ("c-operational-15", "The claim bears no date. Counted: 8 Does not hold: 7 fewer"),
        ("c-newsc-9-deployed", "The claim bears no date. Counted: 0 Does not hold: 9 fewer"),
    ],
)
def test_a_claim_stands_beside_what_is_counted(client, slug, words):
    assert words in row(client, slug)


@pytest.mark.parametrize("slug", ["c-operational-15", "c-newsc-9-deployed"])
def test_operational_and_deployed_stand_beside_services_and_new_machines(client, slug):
    words = "Sites serving users: 8 New AI-optimised supercomputers in operation: 0"

    assert words in row(client, slug)
    page = client.get(f"/ledger/{slug}/").content.decode()
    assert "Alice Recoque" in page or "on whatever machine" in page


def test_a_claim_that_cannot_be_checked_says_why(client):
    assert "payments that could be added up" in row(client, "c-total-2600m")
    assert "Of 5 participating states no source tells" in row(client, "c-ju-35")


def test_claims_that_contradict_each_other_stand_together_with_their_comment(client):
    questions = client.get("/ledger/").context["questions"]

    for topic in ClaimTopic.objects.prefetch_related("claims"):
        question = next(q for q in questions if q.topic == topic)
        assert set(question.claims) == set(topic.claims.all())
    assert questions[-1].topic is None
    assert {c.pk for q in questions for c in q.claims} == set(
        Claim.objects.values_list("pk", flat=True)
    )
    content = client.get("/ledger/").content.decode()
    for topic in ClaimTopic.objects.all():
        assert escape(topic.comment) in content


def test_every_metric_on_the_page_is_defined_there_and_linked(client):
    response = client.get("/ledger/")
    content = response.content.decode()

    for claim in Claim.objects.all():
        assert f'href="#definition-{claim.metric}"' in content
        assert content.count(f'id="definition-{claim.metric}"') == 1


def test_sources_stand_with_date_and_how_they_were_read(client):
    words = row(client, "c-being-established-19")

    assert "European Commission, 12 August 2026, known second-hand" in words
    assert "undated, read directly" in words


def test_the_page_filters_and_repeats_the_question_in_its_downloads(client):
    content = client.get("/ledger/?outcome=does-not-hold").content.decode()

    assert 'data-row="c-operational-15"' in content
    assert 'data-row="c-factories-19"' not in content
    assert 'href="/ledger.csv?outcome=does-not-hold"' in content


@pytest.mark.parametrize("question", ["outcome=x", "subjekt=y", "as_of=2099-01-01", "page=7"])
def test_a_wrong_question_is_400_on_page_and_data(client, question):
    page = client.get(f"/ledger/?{question}")
    data = client.get(f"/ledger.json?{question}")

    assert page.status_code == data.status_code == 400
    assert "data-row" not in page.content.decode()
    assert data.json()["errors"][0]["accepted"]


def test_the_data_tell_both_counts_and_the_outcome(client):
    rows = {c["slug"]: c for c in client.get("/ledger.json").json()["claims"]}

    live = rows["c-operational-19-live"]
    assert (live["counted_then"], live["counted_then_at_most"]) == (1, 8)
    assert (live["counted_now"], live["outcome"]) == (8, "does-not-hold")
    assert live["explanation"] == "Does not hold: at least 11 fewer"
    assert rows["c-antennas-55m"]["counted_now_at_most"] is None
    assert rows["c-gf-deadline-dec"]["value_date"] == "2026-12-03"
    assert rows["c-factories-19"]["sources"][0] == "seed-004"
    assert rows["c-factories-19"]["questions"] == ["number-of-factories"]


def test_every_claim_has_a_page_at_the_same_cost_for_each_number_of_topics(client, queries_of):
    costs = {}
    for claim in Claim.objects.prefetch_related("topics"):
        costs.setdefault(claim.topics.count(), set()).add(queries_of(claim.get_absolute_url()))

    assert all(max(found) <= 25 for found in costs.values())
    assert all(len(found) == 1 for topics, found in costs.items() if topics)


def test_a_page_of_a_claim_shows_who_says_it_and_who_says_otherwise(client):
    content = client.get("/ledger/c-factories-19/").content.decode()

    assert 'href="/sources/seed-004/"' in content
    assert 'href="/sources/ec-wave3/"' in content
    assert 'href="/ledger/c-factories-13/"' in content
    assert 'href="/sites/?kind=factory&amp;as_of=2025-10-10"' in content
    assert 'href="/sites/lumi-ai-factory/"' in content


def test_a_page_of_a_claim_as_of_a_day_before_it(client):
    content = client.get("/ledger/c-factories-19/?as_of=2025-03-12").content.decode()

    assert "A later day than the one shown." in content
    assert "Does not hold: 6 fewer" in content


def test_a_claim_that_is_not_there_is_404(client):
    assert client.get("/ledger/c-nothing/").status_code == 404


def test_a_source_leads_to_the_claims_it_states(client):
    content = client.get("/sources/seed-000/").content.decode()

    assert 'href="/ledger/c-operational-15/"' in content
    assert 'href="/ledger/?source=seed-000"' in content
    assert client.get("/ledger/?source=seed-000").status_code == 200


def test_an_unpublished_site_is_neither_counted_nor_named(client):
    with recorded():
        Site.objects.filter(slug="ai-at").update(published=False)

    assert "Counted: 18 Does not hold: 1 fewer" in row(client, "c-factories-19")
    for slug in ("c-factories-19", "c-operational-15"):
        assert "/sites/ai-at/" not in client.get(f"/ledger/{slug}/").content.decode()


def test_queries_do_not_grow_with_the_claims(queries_of):
    before = queries_of("/ledger/")
    source = make_source()
    with recorded():
        for number in range(60):
            claim = Claim.objects.create(
                slug=f"c-more-{number}",
                statement=f"More {number}",
                metric=f"metric_{number}",
                comparator="=",
                value=number,
                unit="things",
                source=source,
            )
            claim.also_stated_by.add(make_source())

    assert queries_of("/ledger/") == before <= 16


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("c-total-2600m", "more than €2.6 billion"),
        ("c-antennas-55043220", "€55,043,220.29"),
        ("c-gf-params-hundreds-trillions", "at least 100 trillion parameters"),
        ("c-access-30", "at most 30 %"),
        ("c-operational-end-2025", "2025"),
        ("c-gf-deadline-nov", "12 November 2026"),
        ("c-factories-19", "19 factories"),
    ],
)
def test_values_are_written_as_people_write_them(client, slug, words):
    content = client.get(f"/ledger/{slug}/").content.decode()

    assert f"<dt>Value</dt><dd>{words}</dd>" in content
