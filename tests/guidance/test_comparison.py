"""What comes of putting records side by side: same, different, not published, not comparable."""

import pytest
from django.http import QueryDict

from directory.guidance.compared_facts import MACHINE_SECTIONS, SITE_SECTIONS
from directory.guidance.compared_rows import Outcome
from directory.guidance.comparison import Comparison
from directory.models import Citation, Conflict, Site, Supercomputer
from directory.selection.compared import Compared
from tests.factories import make_site, make_source, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")


def comparison(query):
    asked = Compared(QueryDict(query))
    assert asked.is_right, asked.mistakes
    return Comparison(asked)


def rows(query):
    return {row.fact: row for row in comparison(query).rows}


def two_machines(first, second):
    """Return the rows of two machines with some values."""
    make_supercomputer("one", **first)
    make_supercomputer("other", **second)
    return rows("supercomputer=one&supercomputer=other")


@pytest.mark.parametrize(
    ("model", "sections", "beside"),
    [(Site, SITE_SECTIONS, {"kind"}), (Supercomputer, MACHINE_SECTIONS, {"figures_scope"})],
)
def test_every_fact_has_its_row_once(model, sections, beside):
    shown = [fact for _anchor, _label, facts in sections for fact in facts]

    # The name is the heading of a column.
    assert sorted(["name", *shown]) == sorted({*model.FACTS, *beside})


def test_rows_are_the_same_different_partly_or_not_published():
    make_site("one", city="Oulu", address="Main Street 1", website="https://one.example/")
    make_site("other", city="Oulu", website="https://other.example/")

    found = rows("site=one&site=other")

    outcomes = {fact: found[fact].outcome for fact in ("city", "website", "address", "contact")}
    assert outcomes == {
        "city": Outcome.SAME,
        "website": Outcome.DIFFERS,
        "address": Outcome.PARTLY_PUBLISHED,
        "contact": Outcome.NOT_PUBLISHED,
    }


def test_what_is_settled_and_what_nobody_publishes_is_folded():
    make_site("one", city="Oulu", website="https://one.example/")
    make_site("other", city="Oulu", website="https://other.example/")

    found = comparison("site=one&site=other")

    shown = {row.fact for section in found.sections for row in section.shown}
    assert "website" in shown
    assert "city" in {row.fact for row in found.same}
    assert "contact" in {row.fact for row in found.unpublished}
    assert not shown & {row.fact for row in (*found.same, *found.unpublished)}


def test_the_same_is_not_folded_where_sources_disagree_about_it():
    sites = [make_site("one", city="Oulu"), make_site("other", city="Oulu")]
    with recorded():
        for words in ("", "Turku"):
            source = make_source()
            Citation.objects.create(site=sites[0], field="city", source=source, states=words)
        Conflict.objects.create(site=sites[0], field="city", comment="Oulu or Turku.")

    found = comparison("site=one&site=other")

    assert "city" not in {row.fact for row in found.same}
    assert [footnote.conflict for footnote in found.evidence.conflicts] == ["Oulu or Turku."]


def test_what_a_source_states_of_nothing_published_stays_in_sight():
    site = make_site("one")
    make_site("other")
    with recorded():
        Citation.objects.create(
            site=site, field="address", source=make_source(), states="somewhere"
        )

    found = comparison("site=one&site=other")

    assert "address" not in {row.fact for row in found.unpublished}


def test_one_record_alone_is_compared_with_nothing():
    found = comparison("site=lumi-ai-factory")

    assert found.same == []
    assert {row.outcome for row in found.rows} <= {None, Outcome.NOT_PUBLISHED}


def test_lists_tell_what_all_have_in_common():
    found = rows("site=lumi-ai-factory&site=it4lia")

    sectors = [
        set(Site.objects.get(pk=slug).sectors.values_list("name", flat=True))
        for slug in ("lumi-ai-factory", "it4lia")
    ]
    assert set(found["sectors"].in_common) == set.intersection(*sectors) != set()


def test_ranks_of_one_list_are_compared_and_those_of_two_lists_are_not():
    one = {"top500_rank": 5, "top500_list": "2026-06"}

    assert two_machines(one, one | {"top500_rank": 9})["top500_rank"].outcome == Outcome.DIFFERS
    make_supercomputer("third", top500_rank=5, top500_list="2025-11")
    row = rows("supercomputer=one&supercomputer=third")["top500_rank"]
    assert row.outcome == Outcome.NOT_COMPARABLE
    assert "different lists" in str(row.caution.words)


@pytest.mark.parametrize(
    ("scope", "other_scope", "outcome"),
    [
        ("system-contract", "system-contract", Outcome.DIFFERS),
        ("system-contract", "programme", Outcome.NOT_COMPARABLE),
        ("not-stated", "not-stated", Outcome.NOT_COMPARABLE),
    ],
)
def test_costs_are_compared_only_where_they_cover_the_same(scope, other_scope, outcome):
    found = two_machines(
        {"cost_eur": 100, "cost_scope": scope}, {"cost_eur": 200, "cost_scope": other_scope}
    )

    assert found["cost_eur"].outcome == outcome


@pytest.mark.parametrize(
    ("precision", "outcome"),
    [("FP8", Outcome.DIFFERS), ("FP4", Outcome.NOT_COMPARABLE)],
)
def test_ai_performance_is_compared_only_at_one_precision(precision, outcome):
    found = two_machines(
        {"ai_eflops": 10, "ai_precision": "FP8"}, {"ai_eflops": 40, "ai_precision": precision}
    )

    assert found["ai_eflops"].outcome == outcome


def test_ai_performance_at_a_precision_that_is_not_stated_is_never_compared():
    figure = {"ai_eflops": 10, "ai_precision": "not stated"}

    assert two_machines(figure, figure)["ai_eflops"].outcome == Outcome.NOT_COMPARABLE


def test_figures_of_parts_are_compared_with_a_warning():
    found = two_machines({"nodes": 10, "figures_scope": "GPU partition"}, {"nodes": 20})

    assert found["nodes"].outcome == Outcome.DIFFERS
    assert not found["nodes"].caution.forbids
    assert found["rmax_pflops"].caution is None


def test_budgets_of_sites_are_compared_with_a_warning():
    make_site("one", total_budget_eur=100)
    make_site("other", total_budget_eur=200)
    make_site("third")

    assert rows("site=one&site=other")["total_budget_eur"].outcome == Outcome.DIFFERS
    assert "may differ" in str(rows("site=one&site=other")["total_budget_eur"].caution.words)
    assert rows("site=one&site=third")["total_budget_eur"].caution is None


def test_the_remark_on_figures_has_no_row_where_there_is_none():
    assert "figures_scope" not in two_machines({"nodes": 10}, {"nodes": 20})


def test_what_cannot_be_is_not_called_unpublished():
    found = rows("site=lumi-ai-factory&site=skaiat")

    factory, antenna = found["linked_factories"].cells
    assert (factory.words, str(factory.instead)) == ("", "does not apply to an AI Factory")
    assert (antenna.words, antenna.instead) == ("AI Factory Austria", "")


def test_records_stand_in_the_order_of_their_names_whatever_the_address():
    found = comparison("site=skaiat&site=it4lia&site=lumi-ai-factory")

    assert [record.pk for record in found.records] == ["it4lia", "lumi-ai-factory", "skaiat"]


def test_on_an_earlier_day_stages_are_those_of_then_and_newcomers_are_named():
    found = comparison("site=lumi-ai-factory&site=gaia-ai-factory&as_of=2024-12-31")

    (lumi,) = found.records
    assert (lumi.pk, lumi.stage) == ("lumi-ai-factory", "unknown")
    (status,) = [row for row in found.rows if row.fact == "status"]
    assert [cell.words for cell in status.cells] == [""]
    assert found.not_yet == ["Gaia AI Factory"]


def test_each_cell_leads_to_its_own_footnote():
    found = comparison("supercomputer=lumi&supercomputer=leonardo")

    numbers = [cell.footnote.number for row in found.rows for cell in row.cells if cell.footnote]
    names = [found.evidence.of(record).by_fact["name"].number for record in found.records]
    assert sorted({*numbers, *names}) == list(range(1, len(found.evidence) + 1))
