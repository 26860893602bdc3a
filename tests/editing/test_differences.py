"""What differs between two forms of a record is told in the words of readers."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.editing.canonical import read_form
from directory.editing.kinds import KINDS
from directory.editing.telling.differences import differences
from directory.editing.telling.names import Names
from directory.editing.telling.told import Happened, name_in, tell, unequal_parts
from directory.models import (
    AntennaLink,
    Citation,
    Conflict,
    Milestone,
    Organisation,
    Site,
    SiteMachine,
    SiteOrganisation,
    Supercomputer,
    Version,
)
from tests.factories import make_source, make_supercomputer, reach, recorded

pytestmark = pytest.mark.usefixtures("network")

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def lumi():
    return Site.objects.get(pk="lumi-ai-factory")


def told_of(slug):
    """Return what the newest version of a record tells."""
    newest = Version.objects.filter(slug=slug).with_previous().select_related("edition")
    [told] = tell([newest.order_by("-edition_id").first()])
    return told


def sentences(slug):
    return [str(difference) for difference in told_of(slug).differences]


def differ(kind, before, after):
    return [str(d) for d in differences(KINDS[kind], before, after, Names(), DAY)]


def test_a_changed_fact_tells_what_it_was(lumi):
    lumi.city = "Oulu"
    with recorded():
        lumi.save()

    assert sentences("lumi-ai-factory") == ["City: Oulu — was: Kajaani"]
    assert told_of("lumi-ai-factory").name == "LUMI AI Factory"


def test_a_fact_that_is_no_longer_published_says_so(lumi):
    lumi.city, lumi.eu_funding_eur = "", 41_000_000
    with recorded():
        lumi.save()

    assert sentences("lumi-ai-factory") == [
        "City: not published — was: Kajaani",
        "EU funding: €41,000,000 — was: not published",
    ]


def test_a_milestone_tells_the_stage_that_it_ended():
    machine = make_supercomputer("new-machine")
    with recorded():
        planned = Milestone(supercomputer=machine, stage="procurement", reached=True)
        planned.save()
    with recorded():
        signed = Milestone(
            supercomputer=machine,
            stage="contract-signed",
            reached=True,
            as_published="2026-08-31",
        )
        signed.clean()
        signed.save()
        signed.sources.add(make_source(title="Press release"))

    assert sentences("new-machine") == [
        "Contract signed, 31 August 2026 — was: In procurement",
        "Source for “Contract signed, 31 August 2026” added: Press release",
    ]


def test_an_earlier_milestone_changes_no_stage(lumi):
    reach(lumi, "in-preparation", "2025-03")

    assert sentences("lumi-ai-factory") == ["Milestone added: In preparation, March 2025"]


def test_the_stage_is_told_where_the_milestone_of_it_is_gone(lumi):
    with recorded():
        lumi.milestones.filter(stage="serving-users").delete()

    assert sentences("lumi-ai-factory")[0] == "Status: Selected — was: Serving users"


def test_a_plan_tells_who_stated_it_when(lumi):
    reach(lumi, "serving-users", "2027-H1", reached=False, stated_on="2026-03-02")

    assert sentences("lumi-ai-factory") == [
        "Plan added: Serving users, planned: first half of 2027, stated 2 March 2026"
    ]


def test_rows_are_told_by_what_they_are(lumi):
    csic, jupiter = Organisation.objects.get(pk="csic"), Supercomputer.objects.get(pk="jupiter")
    with recorded():
        SiteOrganisation.objects.create(site=lumi, organisation=csic, role="partner")
        SiteMachine.objects.filter(site=lumi, supercomputer="lumi").update(note="All partitions")
        SiteMachine.objects.create(site=lumi, supercomputer=jupiter, use="planned")

    assert sentences("lumi-ai-factory") == [
        f"Partner added: {csic.name}",
        "Machine: LUMI, Offered to users now (All partitions) — was: LUMI, Offered to users now",
        "Machine added: JUPITER, Planned for users",
    ]


def test_references_are_told_by_name(lumi):
    with recorded():
        lumi.sectors.add("space")
        lumi.sectors.remove("health")

    told = sentences("lumi-ai-factory")
    assert [words.partition(":")[0] for words in told] == ["Sectors removed", "Sectors added"]
    assert told[1] == "Sectors added: Space and earth observation"


def test_evidence_is_told_by_fact_and_title(lumi):
    source = make_source(title="Annual report")
    with recorded():
        Citation.objects.create(site=lumi, field="eu_funding_eur", source=source)
        Citation.objects.create(site=lumi, field="city", source=source, states="Espoo", note="p. 3")
        Conflict.objects.create(site=lumi, field="city", comment="Two cities are named.")

    assert sentences("lumi-ai-factory") == [
        "Source for “City” added: Annual report states “Espoo” (p. 3)",
        "Source for “EU funding” added: Annual report",
        "Disagreement on “City” added: Two cities are named.",
    ]


def test_a_date_whose_words_stay_tells_its_days():
    before = {"name": "Act", "date": {"as_published": "autumn 2026", "latest": "2026-11-30"}}
    after = {"name": "Act", "date": {"as_published": "autumn 2026", "latest": "2026-12-20"}}

    assert differ("policies", before, after) == [
        "Date: autumn 2026 [20 December 2026] — was: autumn 2026 [30 November 2026]"
    ]


def test_yes_and_no_are_told_also_where_the_form_leaves_them_out():
    assert differ("countries", {"name": "X"}, {"name": "X", "eu_member": True}) == [
        "EU Member State: yes — was: no"
    ]


def test_a_form_with_what_no_model_has_is_still_told():
    before = {"motto": "Once", "milestones": [{"stage": "dreamt-of", "reached": True}]}
    after = {"motto": ["Now"], "milestones": [], "evidence": {"motto": ["no-such-source"]}}

    told = differ("supercomputers", before, after)

    assert "Source for “Motto” added: no-such-source" in told
    assert "Milestone removed: dreamt-of, date not published" in told


def test_a_site_that_visitors_may_not_see_is_named_in_no_difference():
    antenna = Site.objects.filter(kind="antenna", factory_links=None).first()
    antenna = antenna or Site.objects.filter(kind="antenna").first()
    hidden = Site.objects.filter(kind="factory").exclude(antenna_links__antenna=antenna).first()
    with recorded():
        Site.objects.filter(pk=hidden.pk).update(published=False)
    with recorded():
        AntennaLink.objects.create(antenna=antenna, factory=hidden, status="linked")

    assert told_of(antenna.slug).happened is Happened.CHANGED
    assert sentences(antenna.slug) == []


def test_a_removed_record_keeps_its_name():
    with recorded():
        body = Organisation.objects.create(slug="short-lived", name="Short: Lived")
    with recorded():
        body.delete()

    told = told_of("short-lived")
    assert (told.name, told.happened, told.differences) == ("Short: Lived", Happened.REMOVED, ())


def test_names_are_read_as_yaml_reads_them():
    for version in Version.objects.exclude(form=""):
        kind = KINDS[version.kind]
        form = read_form(version.form)
        assert name_in(kind, version.form) in (
            form.get("name"),
            form.get("title"),
            form.get("statement"),
            form.get("question"),
        )


def test_any_real_record_equals_itself_and_is_told_against_any_other():
    names = Names()
    for kind in KINDS.values():
        forms = [
            read_form(v.form) for v in Version.objects.filter(kind=kind.name).exclude(form="")[:12]
        ]
        for form, other in zip(forms, [*forms[1:], {}], strict=True):
            assert differences(kind, form, form, names, DAY) == []
            for told in (
                *differences(kind, form, other, names, DAY),
                *differences(kind, {}, form, names, DAY),
            ):
                assert told.was != told.now
                assert str(told)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    str.strip
)
fields = st.dictionaries(
    st.sampled_from(["name", "city", "kind", "wave", "aliases", "sectors", "latitude", "x"]),
    texts | st.lists(texts, max_size=3, unique=True) | st.integers() | st.booleans(),
)
rows = st.fixed_dictionaries(
    {},
    optional={
        "milestones": st.lists(
            st.fixed_dictionaries(
                {"stage": st.sampled_from(["selected", "serving-users", "gone"])},
                optional={
                    "reached": st.booleans(),
                    "date": st.sampled_from(["2026", "by 2025-01", "2024-13", "some day"])
                    | st.fixed_dictionaries(
                        {"as_published": texts, "latest": st.just("2026-01-01")}
                    ),
                    "sources": st.lists(texts, max_size=2, unique=True),
                    "note": texts,
                },
            ),
            max_size=3,
        ),
        "organisations": st.lists(
            st.fixed_dictionaries({"organisation": texts}, optional={"role": texts}), max_size=3
        ),
        "evidence": st.dictionaries(
            texts,
            st.lists(
                texts | st.fixed_dictionaries({"source": texts}, optional={"states": texts}),
                max_size=3,
            ),
        ),
        "conflicts": st.dictionaries(texts, texts),
    },
)
forms = st.builds(lambda own, parts: own | parts, fields, rows)
OFTEN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@OFTEN
@given(forms, forms)
def test_any_two_forms_can_be_told(before, after):
    names = Names()

    assert differences(KINDS["sites"], before, before, names, DAY) == []
    told = differences(KINDS["sites"], before, after, names, DAY)
    assert all(str(difference) for difference in told)


def test_reading_only_what_differs_tells_the_same():
    names = Names()
    for kind in KINDS.values():
        texts = list(
            Version.objects.filter(kind=kind.name).exclude(form="").values_list("form", flat=True)
        )[:8]
        for text, other in zip(texts, [*texts[1:], ""], strict=True):
            parts = unequal_parts(text, other)
            whole = differences(kind, read_form(text), read_form(other), names, DAY)
            assert {str(d) for d in differences(kind, *parts, names, DAY)} == {
                str(d) for d in whole
            }
