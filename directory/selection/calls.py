"""Selections of access modes: by when one can apply for computing time on a day."""

import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import AccessTrack, CallState
from directory.evidence.agenda import sources_of_facts
from directory.evidence.cutoffs import Cutoffs
from directory.models import AccessMode, Conflict, Version
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.names import names
from directory.selection.selection import Selection

ORDERS = {
    "next_cutoff": (_("Next cut-off"), "next_day"),
    "name": (_("Name"), "sort_key"),
}
#: What is open without a cut-off stands before what is not.
TIES = ("state_rank", "sort_key", "slug")


class CallFilterSet(FilterSetOfRecords):
    """The filters of the list of calls."""

    state = ChoiceOfField(
        choices=CallState.choices,
        label=_("State"),
        help_text=_("Whether one can apply, as far as it is published."),
    )
    track = ChoiceOfField(
        choices=AccessTrack.choices,
        label=_("Track"),
        help_text=_("The programme that a way to computing time belongs to."),
    )
    mode = ChoiceOfField(
        field_name="slug",
        label=_("Access mode"),
        help_text=_("The way to computing time."),
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS, ties=TIES)

    RECORDS: ClassVar[dict[str, Any]] = {"mode": lambda: names(AccessMode.public())}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["as_of"].extra["help_text"] = _(
            "The cut-offs as they lie on that day, as YYYY-MM-DD, with what is known today."
        )


class CallSelection(Selection):
    """A selection of access modes, each with its cut-offs as of a day.

    State and next cut-off are worked out once for each question, in memory, and given to the
    database as columns, so that they can be filtered, counted and sorted like any other. Where no
    mode has one, only a default is left, and PostgreSQL does not sort by a bare constant.
    """

    name = "calls"
    record_kind = "access-modes"
    title = _("Calls and cut-offs")
    counted_words = ngettext_lazy(
        "Calls and cut-offs: %(count)d way to computing time",
        "Calls and cut-offs: %(count)d ways to computing time",
        "count",
    )
    filterset_class = CallFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:calls"}

    @cached_property
    def modes(self) -> dict[str, Any]:
        """All access modes by slug, each with its `cutoffs`; two queries."""
        modes: dict[str, Any] = {mode.pk: mode for mode in AccessMode.objects.with_calls()}
        for mode in modes.values():
            mode.cutoffs = Cutoffs(mode, self.day)
        return modes

    def all_rows(self) -> QuerySet:
        ranks = {state: rank for rank, state in enumerate(CallState)}
        states = {pk: mode.cutoffs.state for pk, mode in self.modes.items()}
        days = [
            When(pk=pk, then=Value(mode.cutoffs.next.day))
            for pk, mode in self.modes.items()
            if mode.cutoffs.next
        ]
        return AccessMode.objects.annotate(
            state=Case(
                *(When(pk=pk, then=Value(state.value)) for pk, state in states.items()),
                default=Value(CallState.NOT_PUBLISHED.value),
                output_field=CharField(),
            ),
            state_rank=Case(
                *(When(pk=pk, then=Value(ranks[state])) for pk, state in states.items()),
                default=Cast(Value(len(ranks)), IntegerField()),
                output_field=IntegerField(),
            ),
            next_day=Case(*days, default=Cast(Value(None), DateField()), output_field=DateField()),
        ).order_by(F("next_day").asc(nulls_last=True), *TIES)

    def for_table(self, rows: QuerySet) -> Any:
        """Return a list of the modes that `rows` are, each with its cut-offs."""
        return [self.modes[slug] for slug in rows.values_list("slug", flat=True)]

    def with_details(self, rows: QuerySet) -> Any:
        """Return the same, each also with who states its cut-offs and when its record changed."""
        modes = self.for_table(rows)
        sources = sources_of_facts(Q(access_mode__isnull=False, field="cutoffs"))
        disagreeing = Conflict.objects.filter(access_mode__isnull=False, field="cutoffs")
        conflicts = dict(disagreeing.values_list("access_mode_id", "comment"))
        changed = self._changed_at()
        for mode in modes:
            mode.cutoff_sources = sources.get((mode.pk, "cutoffs"), ())
            mode.cutoff_conflict = conflicts.get(mode.pk, "")
            mode.changed_at = changed.get(mode.pk)
        return modes

    def _changed_at(self) -> dict[str, datetime.datetime]:
        """Return when the newest edition was made that changed each mode."""
        versions = Version.objects.filter(kind="access-modes").order_by().values("slug")
        return dict(versions.annotate(at=Max("edition__made_at")).values_list("slug", "at"))
