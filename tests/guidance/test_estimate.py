"""What the estimate says of a piece of work: its formulas, machines and access modes."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from directory.enums import MachineStage
from directory.guidance.estimate.estimate import (
    need_of,
)
from directory.guidance.estimate.formulas import (
    Range,
    accelerators_for,
    bytes_of_weights,
    exactly,
    gpu_hours,
    memory_gb,
    operations,
)
from directory.guidance.estimate.machines import Fit, fit
from directory.guidance.estimate.work import AskedWork
from directory.guidance.estimate.written import between, hours_filled_in, scientific
from directory.models import Assumption, Supercomputer
from tests.guidance.estimates import FINE_TUNE, estimate_of, row_of

POSITIVE = st.decimals("0.001", "1e9", places=3)
RANGES = st.tuples(POSITIVE, POSITIVE).map(lambda ends: Range(min(ends), max(ends)))


def test_the_formulas_by_hand():
    flop = operations(exactly(6), Decimal(8 * 10**9), exactly(10**8))
    assert flop == exactly(48 * 10**17)
    # 4.8e18 FLOP at half of 1,000 teraflop/s take 9,600 s.
    hours = gpu_hours(flop, Decimal(1000), exactly(Decimal("0.5")), exactly(1))
    assert round(hours.low, 4) == round(Decimal(9600) / 3600, 4)

    memory = memory_gb(Decimal(8 * 10**9), exactly(16), exactly(Decimal("1.25")))
    assert memory == exactly(160)
    assert accelerators_for(memory, Decimal(64)) == exactly(3)
    assert bytes_of_weights(exactly(2), 4) == exactly(Decimal("0.5"))


@given(RANGES, RANGES)
def test_ranges_keep_their_order_and_their_widths_multiply(one, other):
    for found in (one.times(other), one.over(other)):
        assert found.low <= found.high
        assert found.width == pytest.approx(one.width * other.width)


@given(RANGES, POSITIVE, POSITIVE)
def test_more_accelerators_are_never_needed_where_each_has_more_memory(memory, less, more):
    less, more = sorted((less, more))

    assert accelerators_for(memory, more).high <= accelerators_for(memory, less).high
    assert accelerators_for(memory, more).low >= 1


@pytest.mark.usefixtures("network")
class TestOfTheNetwork:
    def test_fine_tuning_eight_billion_parameters(self):
        row = row_of(FINE_TUNE, "nvidia-h100-80gb")

        # 4.8e18 FLOP over 989.5 teraflop/s, 20 to 50 % of it, for 90 to 100 % of the time.
        assert between(row.hours) == "2.7 to 7.5"
        assert row.at_least == Range(Decimal(2), Decimal(3))
        assert [need.value for need in row.needs] == ["small"]
        assert "= 2.7 to 7.5 h" in hours_filled_in(row)

    def test_lora_takes_fewer_operations_and_less_memory_than_all_parameters(self):
        whole = row_of(FINE_TUNE, "amd-mi250x")
        lora = row_of(FINE_TUNE.replace("fine-tune", "lora"), "amd-mi250x")

        assert lora.hours.high * 6 == pytest.approx(whole.hours.high * 4)
        assert lora.need.memory.high < whole.need.memory.low / 4

    def test_eight_bits_count_where_the_chip_computes_in_them(self):
        eight = f"{FINE_TUNE}&precision=8-bit"

        assert row_of(eight, "nvidia-h100-80gb").in_8_bits
        assert not row_of(eight, "amd-mi250x").in_8_bits
        assert row_of(eight, "amd-mi250x").hours == row_of(FINE_TUNE, "amd-mi250x").hours

    def test_lora_on_weights_of_few_bits_still_computes_in_sixteen(self):
        lora = "parameters=8&method=lora&tokens=0.1&precision="

        few, many = (row_of(f"{lora}{bits}", "nvidia-h200") for bits in ("4-bit", "16-bit"))
        assert few.hours == many.hours
        assert few.need.memory.high == many.need.memory.high / 4

    def test_examples_are_tokens_of_a_recorded_length(self):
        length = Assumption.objects.get(pk="tokens-per-example").value_low

        by_examples = AskedWork(QueryDict("parameters=8&method=lora&examples=1000&epochs=3")).work
        given = f"parameters=8&method=lora&examples=1000&epochs=3&tokens_per_example={length}"
        assert by_examples.tokens == exactly(3000 * length)
        assert AskedWork(QueryDict(given)).work.tokens == by_examples.tokens

    def test_a_changed_assumption_changes_the_range_and_is_told(self):
        changed = f"{FINE_TUNE}&training_utilisation_16_bit_low=0.25"

        row, before = row_of(changed, "amd-mi250x"), row_of(FINE_TUNE, "amd-mi250x")
        assert row.hours.high == before.hours.high * Decimal("0.8")
        assert row.hours.low == before.hours.low
        asked = AskedWork(QueryDict(changed))
        assert [s for s, one in asked.assumptions.items() if one.is_changed] == [
            "training-utilisation-16-bit"
        ]

    def test_assumptions_left_as_recorded_drop_out_of_the_address(self):
        asked = AskedWork(QueryDict(f"{FINE_TUNE}&effective_time_low=0.9"))

        assert "effective" not in asked.query()

    def test_machines_that_are_offered_come_first_and_planned_ones_last(self):
        rows = estimate_of(FINE_TUNE).rows

        places = [(row.is_offered, any(m.runs for m in row.machines)) for row in rows]
        assert places == sorted(places, reverse=True)
        for row in rows:
            runs = [
                (placed.is_offered, placed.machine.stage == MachineStage.OPERATIONAL)
                for placed in row.machines
            ]
            assert runs == sorted(runs, reverse=True)

    def test_a_chip_without_a_published_peak_says_so_and_gives_no_hours(self):
        row = row_of(FINE_TUNE, "amd-mi430x")

        assert row.hours is row.node_hours is None
        assert row.covering == row.needs == []

    def test_every_machine_with_a_named_chip_stands_in_a_row(self):
        shown = {m.machine.pk for row in estimate_of(FINE_TUNE).rows for m in row.machines}

        recorded = Supercomputer.objects.exclude(accelerator=None)
        assert shown == set(recorded.values_list("pk", flat=True))

    def test_a_model_too_large_for_a_machine_is_told(self):
        fits = {
            m.machine.pk: m.fit
            for m in row_of("parameters=3000&method=train&tokens=1", "nvidia-h200").machines
        }

        assert fits["discoverer-plus"] == Fit.TOO_SMALL

    def test_node_hours_are_compared_only_where_the_nodes_are_certain(self):
        certain = row_of(FINE_TUNE, "amd-mi250x")
        several = row_of(FINE_TUNE, "nvidia-gh200")

        assert certain.per_node is None or certain.node_hours
        assert several.node_hours is None or several.per_node


@pytest.mark.parametrize(
    ("count", "expected"),
    [(10, Fit.FITS), (8, Fit.MAY_FIT), (7, Fit.TOO_SMALL), (None, Fit.UNKNOWN)],
)
def test_where_eight_to_ten_accelerators_fit(count, expected):
    assert fit(count, Range(Decimal(8), Decimal(10))) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("5000", "small"), ("5000.1", "medium"), ("50000", "medium"), ("50001", "large")],
)
def test_the_words_of_the_finder_for_hours(hours, expected):
    assert need_of(Decimal(hours)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("4800000000000000000", "4.8 \u00d7 10¹⁸"), ("0.05", "5 \u00d7 10⁻²"), ("1", "1 \u00d7 10⁰")],
)
def test_large_numbers_are_written_with_a_power_of_ten(value, expected):
    assert scientific(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("3571428", "9920634", "3,600,000 to 9,900,000"),
        ("2.71", "2.69", "2.7"),
        ("0.0000001", "0.001", "less than 0.01"),
        ("99.6", "250", "100 to 250"),
    ],
)
def test_ranges_are_rounded_to_what_they_can_bear(low, high, expected):
    assert between(Range(Decimal(low), Decimal(high))) == expected
