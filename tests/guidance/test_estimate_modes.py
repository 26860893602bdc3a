"""Which access modes and machines the estimate names, and what it says in short."""

from decimal import Decimal

import pytest

from directory.editing import guard
from directory.enums import ComputeUnit, MachineUse
from directory.guidance.estimate.formulas import Range
from directory.guidance.estimate.modes import Cover, SizedMode, cover, covering, sized_modes
from directory.guidance.estimate.short import InShort
from directory.models import AccessMode, SiteMachine
from tests.guidance.estimates import FINE_TUNE, estimate_of, row_of


@pytest.mark.parametrize(
    ("unit", "least", "most", "node_hours", "expected"),
    [
        ("gpu-hours", None, 50_000, None, Cover.WHOLE),
        ("gpu-hours", None, 2_000, None, Cover.PART),
        ("gpu-hours", 2_000, None, None, Cover.PART),
        ("gpu-hours", None, 500, None, None),
        ("gpu-hours", 9_000, None, None, None),
        ("gpu-hours", None, None, None, Cover.NOT_PUBLISHED),
        ("node-hours", 200, 2_500, (250, 750), Cover.WHOLE),
        ("node-hours", 200, 2_500, None, Cover.OTHER_UNIT),
        ("node-hours", 20_000, None, None, None),
    ],
)
def test_what_a_mode_covers_of_1000_to_3000_hours(unit, least, most, node_hours, expected):
    mode = AccessMode(resource_unit=ComputeUnit(unit), resource_min=least, resource_max=most)
    nodes = node_hours and Range(*map(Decimal, node_hours))

    assert cover(SizedMode(mode), Range(Decimal(1000), Decimal(3000)), nodes) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [((1000, 5000), Cover.WHOLE), ((500, 2000), Cover.PART), ((500, 900), None)],
)
def test_a_mode_without_a_size_is_judged_by_the_largest_that_a_source_states(stated, expected):
    mode = SizedMode(AccessMode(resource_unit=ComputeUnit.GPU_HOURS), Range(*map(Decimal, stated)))

    assert cover(mode, Range(Decimal(1000), Decimal(3000)), None) == expected


def test_the_smallest_mode_that_covers_it_comes_first_whatever_its_unit():
    sizes = [("gpu", "wide", 90_000), ("gpu", "narrow", 2_000), ("node", "by-nodes", 20_000)]
    modes = [
        SizedMode(AccessMode(slug=slug, resource_unit=f"{unit}-hours", resource_max=most))
        for unit, slug, most in [*sizes, ("gpu", "open", None)]
    ]
    modes.append(SizedMode(AccessMode(slug="small", resource_unit="gpu-hours", resource_max=5000)))

    found = covering(modes, *(Range(Decimal(a), Decimal(b)) for a, b in [(1000, 3000), (250, 750)]))
    assert [one.mode.slug for one in found] == ["small", "by-nodes", "wide", "narrow", "open"]


@pytest.mark.usefixtures("network")
class TestOfTheNetwork:
    def test_playground_and_fast_lane_cover_what_is_small_and_not_what_is_large(self):
        small = row_of(FINE_TUNE, "amd-mi250x").covering
        large = row_of("parameters=70&method=train&tokens=2000", "amd-mi250x").covering

        assert [one.mode.pk for one in small[:2]] == ["playground", "fast-lane"]
        assert {one.cover for one in small[:2]} == {Cover.WHOLE}
        assert not {"playground", "fast-lane"} & {one.mode.pk for one in large}
        assert next(one for one in large if one.mode.pk == "large-scale").cover == Cover.WHOLE

    def test_a_size_that_only_sources_state_is_taken_from_them(self):
        sized = {one.mode.pk: one for one in sized_modes()}

        assert sized["playground"].stated == Range(Decimal(1000), Decimal(5000))
        assert sized["fast-lane"].stated is None
        assert not sized["ai-for-science"].has_size

    def test_a_floor_that_one_catalogue_adds_stands_in_the_words_of_the_record(self):
        found = {one.mode.pk: one for one in row_of(FINE_TUNE, "amd-mi250x").covering}

        assert "one catalogue gives a floor, 10,000" in found["fast-lane"].floor_in_words
        assert found["playground"].floor_in_words == ""

    def test_access_modes_belong_to_machines_that_a_site_offers(self):
        rows = {row.accelerator.pk: row for row in estimate_of(FINE_TUNE).rows}

        for nobody_offers in ("amd-mi300a", "nvidia-h100-94gb"):
            assert rows[nobody_offers].hours
            assert not rows[nobody_offers].is_offered
            assert rows[nobody_offers].covering == []
        # Alps has the same accelerator as JUPITER, which a site offers.
        offered = {m.machine.pk: m.is_offered for m in rows["nvidia-gh200"].machines}
        assert offered["jupiter"]
        assert not offered["alps"]

    def test_in_short_it_spans_what_is_offered_today(self):
        found = estimate_of(FINE_TUNE)
        short = InShort.of(found)

        offered = [row.hours for row in found.offered]
        assert short.hours == Range(min(h.low for h in offered), max(h.high for h in offered))
        assert short.smallest.mode.pk == "playground"
        assert short.need.value == "small"
        placed = {m.machine.pk: m for row in found.rows for m in row.machines}
        assert all(placed[one.machine.pk].is_offered for one in short.machines)
        fewest = min(row.at_least.high for row in found.offered)
        assert short.machines[0].at_least.high == fewest

    def test_in_short_no_single_mode_may_cover_it(self):
        short = InShort.of(estimate_of("parameters=7&method=train&tokens=2000"))

        assert short.smallest is None
        assert [one.mode.pk for one in short.modes] == ["fast-lane", "large-scale"]

    def test_what_is_too_large_for_every_machine_names_none(self):
        assert InShort.of(estimate_of("parameters=100000&method=train&tokens=1")).machines == []

    def test_where_nothing_is_offered_nothing_is_summed_up(self):
        with guard.lifted():
            SiteMachine.objects.update(use=MachineUse.PLANNED)

        found = estimate_of(FINE_TUNE)
        assert found.offered == []
        assert InShort.of(found) is None
