"""The footnotes of a page: numbered through over all records, second-hand and missing ones told."""

import pytest

from directory.dates import today
from directory.evidence.footnotes import Evidence, Shown
from directory.evidence.gaps import gaps_of, is_stated
from directory.models import (
    Accelerator,
    AccessMode,
    Citation,
    Conflict,
    Country,
    Milestone,
    Organisation,
    Policy,
    Site,
    Supercomputer,
    Wave,
)
from tests.factories import make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

KINDS = [Site, Supercomputer, Accelerator, Country, Wave, Organisation, AccessMode, Policy]


def row_of(model, slug):
    """Return a record as a page has it: with its stage, where it has one."""
    rows = model.objects.as_of() if model in (Site, Supercomputer) else model.objects
    return rows.get(pk=slug)


def cite(record, fact, source, **more):
    with recorded():
        return record.citations.create(field=fact, source=source, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_lacks_a_source_on_its_page_exactly_where_editors_are_told_so(kind):
    for slug in kind.objects.values_list("pk", flat=True)[:60]:
        record = row_of(kind, slug)
        assert list(Evidence(record).own.uncited) == gaps_of(record), record


def test_a_yes_or_no_that_cannot_be_left_open_states_something_by_its_yes_only():
    assert is_stated(Country.objects.get(pk="IT"), "eu_member")
    assert not is_stated(Country.objects.get(pk="US"), "eu_member")


def test_numbers_run_through_over_all_records_of_a_page():
    site, machine = row_of(Site, "it4lia"), row_of(Supercomputer, "leonardo")

    evidence = Evidence(site, [Shown(machine, ("vendor", "cost_eur"))])

    assert [footnote.number for footnote in evidence] == list(range(1, len(evidence) + 1))
    assert list(evidence.of(machine).by_fact) == ["vendor", "cost_eur"]
    assert evidence.own is evidence.of(site)
    assert evidence.of(machine).by_fact["vendor"].anchor == "supercomputer-leonardo-vendor"
    assert evidence.own.by_fact["city"].anchor == "city"


def test_facts_that_a_page_does_not_show_have_no_footnote_there():
    site, machine = row_of(Site, "it4lia"), row_of(Supercomputer, "leonardo")

    evidence = Evidence(site, [Shown(machine, ("vendor",))])

    assert {f.fact for f in evidence if f.record == machine} == {"vendor"}


def test_footnotes_of_records_elsewhere_are_not_among_those_of_the_page():
    country, site = Country.objects.get(pk="IT"), row_of(Site, "it4lia")

    evidence = Evidence(country, elsewhere=[Shown(site, ("total_budget_eur",))])

    assert {footnote.record for footnote in evidence} == {country}
    assert evidence.conflicts == []
    linked = evidence.of(site)
    assert linked.address == "/sites/it4lia/"
    assert linked.by_fact["total_budget_eur"].conflict


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([("second-hand", "news")], True),
        ([("direct", "secondary-note")], True),
        ([("second-hand", "official-press"), ("direct", "secondary-note")], True),
        ([("direct", "news")], False),
        ([("second-hand", "official-press"), ("direct", "news")], False),
    ],
)
def test_a_fact_that_only_second_hand_or_secondary_sources_carry_says_so(sources, expected):
    site = make_site("plain")
    for number, (reading, kind) in enumerate(sources):
        cite(site, "city", make_source(f"s-{number}", reading=reading, kind=kind))

    footnote = Evidence(row_of(Site, "plain")).own.by_fact["city"]

    assert footnote.only_second_hand is expected


def test_what_a_direct_source_states_otherwise_does_not_support_the_fact():
    site = make_site("plain", city="Ulm")
    cite(site, "city", make_source("note", reading="second-hand"))
    cite(site, "city", make_source("press"), states="Neu-Ulm")

    footnote = Evidence(row_of(Site, "plain")).own.by_fact["city"]

    assert footnote.only_second_hand
    assert [value.words for value in footnote.otherwise] == ["Neu-Ulm"]


def test_a_fact_that_sources_only_contradict_has_a_footnote_and_counts_as_uncited():
    site = make_site("plain", city="Ulm")
    cite(site, "city", make_source("press"), states="Neu-Ulm")

    own = Evidence(row_of(Site, "plain")).own

    assert not own.by_fact["city"].is_supported
    assert "city" in own.uncited


def test_a_status_rests_on_the_milestones_that_give_it():
    for record in Site.objects.public().as_of():
        steps = Evidence(record).own.by_fact["status"].steps
        assert steps, record
        if record.stage != "unknown":
            assert {step.stage for step in steps} == {record.stage}
        assert all(step.reached and step.latest <= today() for step in steps if step.latest)


def test_a_status_whose_milestones_were_read_second_hand_only_says_so():
    make_site("plain")
    source = make_source("note", reading="second-hand")
    with recorded():
        for milestone in Milestone.objects.filter(site="plain"):
            milestone.sources.set([source])

    footnote = Evidence(row_of(Site, "plain")).own.by_fact["status"]

    assert footnote.only_second_hand


def test_values_of_a_conflict_stand_with_all_who_state_them():
    for conflict in Conflict.objects.filter(site__isnull=False):
        record = row_of(Site, conflict.site_id)
        footnote = Evidence(record).own.by_fact[conflict.field]
        shown = {*footnote.supports, *(c for value in footnote.otherwise for c in value.citations)}
        assert footnote.conflict == conflict.comment
        assert shown == set(Citation.objects.filter(site=record, field=conflict.field))


def test_evidence_takes_two_queries_however_many_records(django_assert_num_queries):
    machines = list(Supercomputer.objects.as_of())
    country = Country.objects.get(pk="IT")
    for some in (machines[:1], machines):
        with django_assert_num_queries(2):
            Evidence(country, [Shown(machine, ("vendor", "cost_eur")) for machine in some])
