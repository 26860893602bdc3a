"""What is nested in claims and in the questions that they answer."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, iso
from directory.columns.claims import CLAIM_COLUMNS, high, low
from directory.columns.part import Part, slug_of, words_of
from directory.columns.parts.nested import some_of, through
from directory.enums import Outcome, Reading
from directory.evidence.ledger import Check
from directory.models import Claim, ClaimTopic

VALUE = some_of(CLAIM_COLUMNS, "statement", "comparator", "value", "value_date", "unit", "date")


class Other(NamedTuple):
    """Another claim that answers the same question."""

    topic: ClaimTopic
    claim: Claim


class Checked(NamedTuple):
    """A check of a claim, on its own date or on the day."""

    check: Check
    on_own_date: bool


def checks(claim: Claim) -> Iterator[Checked]:
    if claim.entry.then:
        yield Checked(claim.entry.then, True)
    yield Checked(claim.entry.now, False)


def others(claim: Any) -> Iterator[Other]:
    for topic in claim.topics.all():
        for other in topic.claims_told:
            if other.pk != claim.pk:
                yield Other(topic, other)


def claims_of_topics(day: datetime.date) -> list[Prefetch]:
    stated = Claim.objects.select_related("source").prefetch_related("also_stated_by")
    claims = stated.as_of(day).order_by("latest", "sort_key", "slug")
    return [Prefetch("topics__claims", claims, to_attr="claims_told")]


def slugs(check: Check, which: str) -> list[str]:
    return [item.slug for item in getattr(check.count, which)] if check.count else []


CLAIM_PARTS = (
    Part(
        "stated_by",
        _("Stated by"),
        _("The sources that state the claim, the first one first."),
        (
            Column(
                "source",
                _("Source"),
                _("Permanent name of the record."),
                lambda source: source.pk,
                refers_to="sources",
            ),
            Column("title", _("Title"), _("Title of the source."), lambda source: source.title),
            words_of("publisher", _("Publisher"), _("Who published it.")),
            Column(
                "date",
                _("Date"),
                _("Date of the source as published; empty where it has none."),
                lambda source: source.as_published or None,
            ),
            words_of("url", _("Address"), _("Address of the source."), data_type=DataType.URL),
            words_of(
                "reading",
                _("How it was read"),
                _("Directly, or only through another text that quotes it."),
                choices=Reading,
            ),
        ),
        lambda claim: claim.stated_by,
    ),
    Part(
        "checks",
        _("Checks"),
        _("What is counted beside the claim, on its own date and on the day."),
        (
            Column(
                "on_own_date",
                _("On its own date"),
                _("Whether this is counted on the claim's own date; else it is on the day."),
                lambda row: row.on_own_date,
                data_type=DataType.BOOLEAN,
            ),
            *through(
                "check",
                (
                    Column(
                        "first_day",
                        _("First day"),
                        _("The first day on which it is counted."),
                        lambda check: iso(check.first),
                        data_type=DataType.DAY,
                    ),
                    Column(
                        "last_day",
                        _("Last day"),
                        _("The last day on which it is counted; the same where it is one day."),
                        lambda check: iso(check.last),
                        data_type=DataType.DAY,
                    ),
                    Column(
                        "counted",
                        _("Counted"),
                        _("What is counted: the least, if it is a range."),
                        low,
                        data_type=DataType.NUMBER,
                    ),
                    Column(
                        "counted_at_most",
                        _("Counted, at most"),
                        _("The most that it may be; empty where that is open."),
                        high,
                        data_type=DataType.NUMBER,
                    ),
                    Column(
                        "outcome",
                        _("Outcome"),
                        _("What comes of the claim."),
                        lambda check: check.outcome.value,
                        choices=Outcome,
                    ),
                    words_of("by_how_much", _("By how much"), _("By how much it does not hold.")),
                    words_of("why", _("Why not"), _("Why it cannot be checked.")),
                    Column(
                        "beside",
                        _("Beside it"),
                        _("Other numbers that texts may mean, each with what is counted."),
                        lambda check: [f"{m.label}: {c.in_words}" for m, c in check.beside],
                        data_type=DataType.TEXTS,
                    ),
                    Column(
                        "records",
                        _("Records"),
                        _("Slugs of the records behind what is counted."),
                        lambda check: slugs(check, "counted"),
                        data_type=DataType.TEXTS,
                    ),
                    Column(
                        "uncertain_records",
                        _("Uncertain records"),
                        _("Slugs of the records that may have to be counted too."),
                        lambda check: slugs(check, "uncertain"),
                        data_type=DataType.TEXTS,
                    ),
                    words_of(
                        "address",
                        _("Address"),
                        _("Where the number stands on the portal."),
                        data_type=DataType.URL,
                    ),
                    words_of(
                        "listed",
                        _("List"),
                        _("Address of the list of what is counted."),
                        data_type=DataType.URL,
                    ),
                ),
            ),
        ),
        checks,
    ),
    Part(
        "other_claims",
        _("Other claims"),
        _("The claims that answer the same questions otherwise, question by question."),
        (
            Column(
                "question",
                _("Question"),
                _("Permanent name of the question."),
                lambda row: row.topic.pk,
                refers_to="claim-topics",
            ),
            Column(
                "question_name",
                _("Name of the question"),
                _("The question that texts answer differently."),
                lambda row: row.topic.name,
            ),
            Column(
                "comment",
                _("Comment"),
                _("What sets the claims apart."),
                lambda row: row.topic.comment,
            ),
            Column(
                "claim",
                _("Claim"),
                _("Permanent name of the record."),
                lambda row: row.claim.pk,
                refers_to="claims",
            ),
            *through("claim", (*VALUE, *some_of(CLAIM_COLUMNS, "sources"))),
        ),
        others,
        claims_of_topics,
    ),
)

TOPIC_PARTS = (
    Part(
        "statements",
        _("Statements"),
        _("The claims that answer the question, each in its own way."),
        (slug_of("claim", _("Claim"), "pk", "claims"), *VALUE),
        lambda topic: topic.claims.all(),
        lambda _day: ["claims"],
    ),
)
