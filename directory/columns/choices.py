"""The vocabularies of columns that no model has: what is put together, worked out or told."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import TextChoices
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Label
from directory.editing.telling.told import Happened
from directory.enums import UNKNOWN_STAGE, MachineStage, SiteStage
from directory.evidence import timeline
from directory.selection.changes import MODELS, kind_label


def vocabulary(name: str, words: Iterable[tuple[str, Label]]) -> type[TextChoices]:
    """Return the enum of some words with their labels."""
    members = [(word.upper().replace("-", "_"), (word, label)) for word, label in words]
    return TextChoices(name, members)  # type: ignore[call-overload]


UNKNOWN = (UNKNOWN_STAGE, _("Not published"))

SiteStatus = vocabulary("SiteStatus", [*SiteStage.choices, UNKNOWN])
MachineStatus = vocabulary("MachineStatus", [*MachineStage.choices, UNKNOWN])
Stage = vocabulary("Stage", chain(SiteStage.choices, MachineStage.choices))


class SubjectKind(TextChoices):
    """The list in which the subject of a milestone stands."""

    SITES = "sites", _("Sites")
    SUPERCOMPUTERS = "supercomputers", _("Supercomputers")


class PlanChange(TextChoices):
    """How a plan differs from the others for its stage, and what has become of it."""

    MOVED_LATER = timeline.MOVED_LATER, _("Later than planned before")
    MOVED_EARLIER = timeline.MOVED_EARLIER, _("Earlier than planned before")
    SLIPPED = timeline.SLIPPED, _("Another date than first planned")
    OVERDUE = timeline.OVERDUE, _("Every planned day has passed, and no source says it was reached")
    DONE = timeline.DONE, _("Reached")
    TOO_LATE = timeline.TOO_LATE, _("Reached later than every plan")
    AHEAD = timeline.AHEAD, _("Reached earlier than every plan")
    UNTOLD = timeline.UNTOLD, _("No source tells whether it had happened by the day")


class Change(TextChoices):
    """What an edition did to a record."""

    RECORDED = Happened.RECORDED.value, _("recorded")
    CHANGED = Happened.CHANGED.value, _("changed")
    REMOVED = Happened.REMOVED.value, _("removed")


RecordKind = vocabulary("RecordKind", [(kind, lazy(kind_label, str)(kind)) for kind in MODELS])
