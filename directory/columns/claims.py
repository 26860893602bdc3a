"""What a row of the ledger shows: a claim that its selection gave an entry in the ledger."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Link, iso, number, when
from directory.dates import DAY
from directory.enums import Comparator, Outcome
from directory.evidence.counting import Number
from directory.evidence.ledger import Check
from directory.models import Claim
from directory.text import figure


def in_millions(value: Decimal) -> str:
    """Return a number in millions or more where that is short and exact, else in full."""
    scales = (
        (12, _now("%(number)s trillion")),
        (9, _now("%(number)s billion")),
        (6, _now("%(number)s million")),
    )
    for zeros, words in scales:
        scaled = value.scaleb(-zeros)
        if scaled >= 1:
            short = scaled == round(scaled, 2)
            return words % {"number": figure(scaled)} if short else figure(value)
    return figure(value)


def claimed_value(claim: Claim) -> str:
    """Return the value that a claim states, in words."""
    if claim.value is None:
        return date_format(claim.value_date, DAY) if claim.value_date else ""
    value = claim.value.normalize()
    if claim.unit == "EUR":
        words = f"€{in_millions(value)}"
    elif claim.unit == "share":
        words = f"{figure(value * 100)} %"
    elif claim.unit == "year":
        words = f"{value:f}"
    else:
        words = f"{in_millions(value)} {claim.unit}"
    if claim.comparator == Comparator.EQUAL:
        return words
    return f"{claim.get_comparator_display()} {words}"


def counted(check: Check | None) -> str:
    """Return what was counted, in words; empty where nothing can be."""
    return check.count.in_words if check and check.count else ""


def low(check: Check | None) -> Any:
    return plain(check.count.low) if check and check.count else None


def high(check: Check | None) -> Any:
    count = check.count if check else None
    return plain(count.high) if count and count.high is not None else None


def plain(value: Number) -> int | float | None:
    return number(Decimal(value))


CLAIM_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda claim: claim.slug),
    Column(
        "statement",
        _("Claim"),
        _("What is claimed, in our own words."),
        lambda claim: claim.statement,
        in_table=True,
    ),
    Column(
        "metric",
        _("What is counted"),
        _("Name of the metric."),
        lambda claim: claim.metric,
        text=lambda claim: claim.entry.metric.label,
    ),
    Column(
        "comparator",
        _("Comparator"),
        _("How the value is meant: =, >, >=, <, <= or ~ for about."),
        lambda claim: claim.comparator,
        choices=Comparator,
    ),
    Column(
        "value",
        _("Claimed"),
        _("The value that is claimed, if it is a number."),
        lambda claim: number(claim.value),
        data_type=DataType.NUMBER,
        text=claimed_value,
        in_table=True,
    ),
    Column(
        "value_date",
        _("Claimed day"),
        _("The value that is claimed, if it is a day."),
        lambda claim: iso(claim.value_date),
        data_type=DataType.DAY,
    ),
    Column("unit", _("Unit"), _("Unit of the value."), lambda claim: claim.unit),
    Column(
        "definition",
        _("What it means"),
        _("What exactly is counted; empty where nothing can be."),
        lambda claim: str(claim.entry.metric.definition) or None,
    ),
    Column(
        "judgement",
        _("How records are read"),
        _("Where the number depends on how records are read: how they are read here, and why."),
        lambda claim: str(claim.entry.metric.judgement) or None,
    ),
    Column(
        "date",
        _("Date"),
        _("The time that the claim speaks of; empty where it gives none."),
        lambda claim: claim.as_published or None,
        text=lambda claim: _now("undated") if claim.undated else when(claim),
        in_table=True,
    ),
    Column(
        "earliest",
        _("Earliest day"),
        _("First day that the date may mean."),
        lambda claim: iso(claim.earliest),
        data_type=DataType.DAY,
    ),
    Column(
        "latest",
        _("Latest day"),
        _("Last day that the date may mean."),
        lambda claim: iso(claim.latest),
        data_type=DataType.DAY,
    ),
    Column(
        "counted_then",
        _("Counted then"),
        _("What the directory counts on the claim's own date: the least, if it is a range."),
        lambda claim: low(claim.entry.then),
        data_type=DataType.NUMBER,
        text=lambda claim: counted(claim.entry.then),
        in_table=True,
    ),
    Column(
        "counted_then_at_most",
        _("Counted then, at most"),
        _("The most that it may be on that date; empty where that is open."),
        lambda claim: high(claim.entry.then),
        data_type=DataType.NUMBER,
    ),
    Column(
        "outcome_then",
        _("Outcome then"),
        _("What comes of the claim on its own date; empty where it has none."),
        lambda claim: claim.entry.then.outcome.value if claim.entry.then else None,
        choices=Outcome,
    ),
    Column(
        "counted_now",
        _("Counted on the day"),
        _("What the directory counts on the day as of which this is: the least of a range."),
        lambda claim: low(claim.entry.now),
        data_type=DataType.NUMBER,
        text=lambda claim: counted(claim.entry.now),
        in_table=True,
    ),
    Column(
        "counted_now_at_most",
        _("Counted on the day, at most"),
        _("The most that it may be on that day; empty where that is open."),
        lambda claim: high(claim.entry.now),
        data_type=DataType.NUMBER,
    ),
    Column(
        "outcome_now",
        _("Outcome on the day"),
        _("What comes of the claim on the day as of which this is."),
        lambda claim: claim.entry.now.outcome.value,
        choices=Outcome,
    ),
    Column(
        "outcome",
        _("Outcome"),
        _("What comes of the claim on its own date, or on the day if it has none."),
        lambda claim: claim.entry.outcome.value,
        choices=Outcome,
        text=lambda claim: (claim.entry.then or claim.entry.now).in_words,
        in_table=True,
    ),
    Column(
        "explanation",
        _("Explanation"),
        _("The outcome in words: by how much it does not hold, or why it cannot be checked."),
        lambda claim: (claim.entry.then or claim.entry.now).in_words,
    ),
    Column(
        "sources",
        _("Stated by"),
        _("The sources that state it, the first one first."),
        lambda claim: [source.pk for source in claim.stated_by],
        data_type=DataType.TEXTS,
        refers_to="sources",
        links=lambda claim: [Link(s.title, s.get_absolute_url()) for s in claim.stated_by],
        in_table=True,
    ),
    Column(
        "questions",
        _("Questions"),
        _("The questions that other claims answer differently."),
        lambda claim: [topic.pk for topic in claim.topics.all()],
        data_type=DataType.TEXTS,
        refers_to="claim-topics",
    ),
    Column("note", _("Note"), _("Remark about the claim."), lambda claim: claim.note or None),
)
