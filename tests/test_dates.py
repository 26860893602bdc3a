"""Dates of facts: the words that are accepted and the days that they mean."""

import datetime

import pytest

from directory import dates


def span(earliest, latest):
    return dates.Span(
        earliest and datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest)
    )


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("2026-09-08", span("2026-09-08", "2026-09-08")),
        ("2024-02", span("2024-02-01", "2024-02-29")),
        ("2026-Q3", span("2026-07-01", "2026-09-30")),
        ("2027-H2", span("2027-07-01", "2027-12-31")),
        ("2027-H1", span("2027-01-01", "2027-06-30")),
        ("2027", span("2027-01-01", "2027-12-31")),
        ("by 2026-10-10", span(None, "2026-10-10")),
        ("by 2026", span(None, "2026-12-31")),
    ],
)
def test_words_mean_days(words, meaning):
    assert dates.parse(words) == meaning


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "2026-13",
        "2026-02-30",
        "2026-Q5",
        "26",
        "2026-9-8",
        "0000",
        "\uff12\uff10\uff12\uff16",
    ],
)
def test_other_words_are_no_date(words):
    assert dates.parse(words) is None
