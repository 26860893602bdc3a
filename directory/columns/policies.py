"""What a row of the lists of policies and of topics of claims shows."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, iso, when
from directory.columns.facts import steps
from directory.columns.shared import ADDRESS, SLUG, name_of, slugs_of
from directory.enums import PolicyKind
from directory.models import Policy


def dated_steps(policy: Policy) -> Iterable[str]:
    """Yield the later steps of a policy, each with its date as published."""
    return (f"{s.step}: {s.as_published or 'undated'}" for s in policy.steps.all())


CLAIM_TOPIC_COLUMNS = (
    SLUG,
    Column(
        "name",
        _("Question"),
        _("The question that texts answer differently."),
        lambda topic: topic.name,
        in_table=True,
    ),
    Column("comment", _("Comment"), _("What sets the claims apart."), lambda topic: topic.comment),
    slugs_of(
        "claims",
        _("Claims"),
        _("Slugs of the claims that answer it."),
        lambda topic: topic.claims.all(),
        "claims",
    ),
    ADDRESS,
)

POLICY_COLUMNS = (
    SLUG,
    name_of(_("Name of the law, plan or call.")),
    Column(
        "kind",
        _("Kind"),
        _("What sort of document or act it is."),
        lambda policy: policy.kind,
        text=lambda policy: policy.get_kind_display(),
        choices=PolicyKind,
    ),
    Column(
        "date",
        _("Date"),
        _("The date that it is known by, as published."),
        lambda policy: policy.as_published or None,
        text=when,
        in_table=True,
    ),
    Column(
        "earliest",
        _("Earliest day"),
        _("The first day that the date may mean."),
        lambda policy: iso(policy.earliest),
        data_type=DataType.DAY,
    ),
    Column(
        "latest",
        _("Latest day"),
        _("The last day that the date may mean."),
        lambda policy: iso(policy.latest),
        data_type=DataType.DAY,
    ),
    Column(
        "url",
        _("Where to read it"),
        _("Address of the document."),
        lambda policy: policy.url or None,
        data_type=DataType.URL,
    ),
    Column("summary", _("Summary"), _("What it is about."), lambda policy: policy.summary or None),
    Column(
        "steps",
        _("Later steps"),
        _("What followed by the day: each step with its date as published."),
        lambda policy: list(dated_steps(policy)),
        text=steps,
        data_type=DataType.TEXTS,
    ),
    ADDRESS,
)
