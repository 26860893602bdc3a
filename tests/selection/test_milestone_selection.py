"""What can be asked of the steps of the network: whose, reached or planned, where, as of a day."""

import csv
import io

import pytest
from django.http import QueryDict

from directory.models import Milestone, Site
from directory.selection import MilestoneSelection
from tests.factories import make_site, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")


def selection(query=""):
    return MilestoneSelection(QueryDict(query))


def subjects(query):
    return {row.subject_slug for row in selection(query).rows}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {}),
        ("subject=sites", {"site__isnull": False}),
        ("subject=supercomputers&reached=planned", {"site": None, "reached": False}),
        ("reached=reached&reached=planned", {}),
        ("stage=contract-signed&stage=installation&reached=reached", {
            "stage__in": ["contract-signed", "installation"], "reached": True,
        }),
        ("wave=antennas-2025&subject=sites", {"site__wave": "antennas-2025"}),
    ],
)  # fmt: skip
def test_filters_find_steps(query, expected):
    found = Milestone.objects.filter(**expected)

    assert {row.pk for row in selection(query).rows} == {row.pk for row in found}
    assert selection(query).count == found.count() > 0


def test_a_site_brings_its_own_steps_and_those_of_its_machines():
    assert subjects("site=lumi-ai-factory") == {"lumi-ai-factory", "lumi", "lumi-ai", "lumi-iq"}
    assert "leonardo" in subjects("site=it4lia") & subjects("site=ai-at")


def test_the_country_of_a_step_is_that_of_its_site_or_machine():
    assert subjects("country=FI") == subjects("site=lumi-ai-factory")
    # Austria's factory uses Leonardo, which stands in Italy.
    assert "leonardo" not in subjects("country=AT")
    assert "leonardo" in subjects("country=IT")


def test_a_wave_brings_the_machines_of_its_sites():
    assert {"daedalus", "pharos", "leonardo"} <= subjects("wave=wave-1")
    assert "daedalus" not in subjects("wave=wave-2")


def test_steps_come_country_by_country_and_machines_below_their_site():
    rows = list(selection("country=FI&country=AT").rows)

    order = list(dict.fromkeys(row.subject_slug for row in rows))
    assert order == [
        "ai-at",
        "ai-at-supercomputer",
        "musica",
        "lumi-ai-factory",
        "lumi",
        "lumi-ai",
        "lumi-iq",
    ]
    days = [row.latest for row in rows if row.subject_slug == "lumi-ai"]
    assert days == sorted(days)


def test_undated_steps_come_last_in_both_directions():
    for query in ("sort=date", "sort=-date"):
        days = [row.latest for row in selection(query).rows]
        assert days[-1] is None
        dated = [day for day in days if day]
        assert days[: len(dated)] == dated == sorted(dated, reverse=query == "sort=-date")


def test_as_of_a_day_there_are_only_its_subjects_and_the_plans_stated_by_then():
    before, after = subjects("as_of=2025-10-09"), subjects("as_of=2025-10-10")

    assert {"gaia-ai-factory", "gaia-supercomputer"} <= after - before
    plans = selection("as_of=2025-04-01&reached=planned").rows
    assert {plan.stated_on <= plan.day for plan in plans} == {True}
    assert {plan.subject_slug for plan in plans} >= {"alice-recoque", "lumi-ai"}
    assert "alice-recoque" not in subjects("as_of=2022-12-31")


def test_steps_of_an_unpublished_site_are_never_selected():
    with recorded():
        Site.objects.filter(slug="gaia-ai-factory").update(published=False)

    for query in ("", "country=PL", "wave=wave-3", "site=czai", "as_of=2026-01-01"):
        assert "gaia-ai-factory" not in subjects(query)
    assert "site" in [mistake.parameter for mistake in selection("site=gaia-ai-factory").mistakes]
    assert "gaia-supercomputer" not in subjects("wave=wave-3")


@pytest.mark.parametrize(
    "question",
    [
        "country=IT&reached=planned",
        pytest.param("", marks=pytest.mark.slow),
        pytest.param("site=it4lia&wave=wave-2", marks=pytest.mark.slow),
    ],
)
def test_an_option_gives_as_many_steps_as_it_promises(question):
    for facet in selection(question).facets:
        for option in facet.options:
            params = QueryDict(question, mutable=True)
            params.setlist(facet.name, [option.value])
            assert MilestoneSelection(params).count == option.count, (facet.name, option.value)


@pytest.mark.parametrize(
    ("question", "accepted"),
    [
        ("subject=site", "sites"),
        ("reached=yes", "planned"),
        ("stage=running", "operational"),
        ("country=XX", "FI"),
        ("wave=wave-7", "wave-1"),
        ("site=atlantis", "lumi-ai-factory"),
        ("sort=stage", "-date"),
        ("status=planned", "stage"),
    ],
)
def test_a_wrong_question_has_no_rows_and_says_what_is_accepted(question, accepted):
    asked = selection(question)

    (mistake,) = asked.mistakes
    assert accepted in mistake.accepted
    assert (asked.count, list(asked.rows), list(asked.page)) == (0, [], [])


def test_every_filter_has_label_and_help():
    for name, filter_ in MilestoneSelection.filterset_class.base_filters.items():
        assert filter_.label, name
        assert filter_.extra.get("help_text"), name


def test_data_tells_the_date_as_published_its_days_and_what_became_of_a_plan(client):
    found = client.get("/timeline.json?site=pharos").json()["milestones"]
    plans = [m for m in found if m["subject_slug"] == "daedalus" and m["stage"] == "operational"]

    newest = next(plan for plan in plans if plan["stated_on"] == "2026-06-23")
    assert newest["date"] == "2026"
    assert (newest["earliest"], newest["latest"]) == ("2026-01-01", "2026-12-31")
    assert newest["changes"] == ["later-than-planned-before", "moved-since-first-plan"]
    assert all(milestone["sources"] for milestone in found)


def test_page_and_data_select_the_same_steps_in_the_same_order(client):
    for query in (
        "country=GR&reached=planned",
        "sort=-stated_on&subject=sites",
        "as_of=2025-10-13",
    ):
        listed = client.get(f"/timeline/?{query}").context["rows"]
        text = client.get(f"/timeline.csv?{query}").content.decode("utf-8-sig")
        lines = csv.DictReader(io.StringIO(text))
        records = client.get(f"/timeline.json?{query}").json()["milestones"]

        keys = [(row.subject_slug, row.stage, row.as_published) for row in listed]
        assert keys == [(r["subject_slug"], r["stage"], r["date"] or "") for r in records]
        assert keys == [(line["subject_slug"], line["stage"], line["date"]) for line in lines]


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    for query in ("country=FI", "country=FI&country=DE&country=ES"):
        asked = selection(query)
        # choices, count, rows, their sources, what is known of sites and of machines
        with django_assert_num_queries(7):
            list(asked.rows)


def test_a_machine_without_site_has_a_place_too():
    machine = make_supercomputer("lonely", name="Lonely")
    with recorded():
        Milestone.objects.create(supercomputer=machine, stage="planned", reached=True)
    site = make_site("other")

    assert {"lonely", site.pk} <= subjects("country=FI")
