"""What differs between two forms of a record, told in the words of readers."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from directory import dates
from directory.editing.kinds import Kind
from directory.editing.record_forms import Form
from directory.editing.telling.names import Names
from directory.editing.telling.row_differences import (
    CONFLICTS,
    EVIDENCE,
    Difference,
    conflicts_that_differ,
    evidence_that_differ,
    rows_that_differ,
)
from directory.editing.telling.wording import (
    item_in_words,
    label_of,
    value_in_words,
    words_of_date,
)
from directory.enums import MachineStage, SiteStage
from directory.models import Site, stage_label
from directory.models.stages import Step, stage_on

#: The stages of the kinds of record that have some.
LADDERS: dict[str, type[models.TextChoices]] = {
    "sites": SiteStage,
    "supercomputers": MachineStage,
}


def differences(
    kind: Kind, before: Form, after: Form, names: Names, day: datetime.date
) -> list[Difference]:
    """Return what differs between two forms on the day of a change; either may be empty.

    Parts that are equal may be missing in both. Sites that visitors may not see are left out.
    """
    before, after = visible(kind, before, names), visible(kind, after, names)
    rows = [
        pair
        for section in kind.rows
        for pair in rows_that_differ(
            section, before.get(section.key, ()), after.get(section.key, ()), names
        )
    ]
    moves, others = _moves(kind, before, after, day, rows)
    return [
        *moves,
        *_fields(kind, before, after, names),
        *others,
        *evidence_that_differ(kind, before.get(EVIDENCE, {}), after.get(EVIDENCE, {}), names),
        *conflicts_that_differ(kind, before.get(CONFLICTS, {}), after.get(CONFLICTS, {})),
    ]


def visible(kind: Kind, form: Form, names: Names) -> Form:
    """Return the form without references to sites that visitors may not see."""
    for section in kind.rows:
        keys = [
            field.name
            for field in section.model._meta.fields
            if field.related_model is Site and field.name != section.parent
        ]
        if keys and section.key in form:
            shown = [
                row
                for row in form[section.key]
                if not any(names.is_hidden(Site, row.get(key, "")) for key in keys)
            ]
            others = {key: value for key, value in form.items() if key != section.key}
            form = {
                key: shown if key == section.key else value
                for key, value in form.items()
                if shown or key in others
            }
    return form


def _fields(kind: Kind, before: Form, after: Form, names: Names) -> Iterator[Difference]:
    """Yield the record's own fields, in the order of its model; unknown ones of old forms last."""
    elsewhere = {EVIDENCE, CONFLICTS, *(section.key for section in kind.rows)}
    fields = {field.name: field for field in kind.fields}
    keys = dict.fromkeys([*after, *before])
    order = [kind.date_key, *fields]
    for key in sorted(keys, key=lambda key: order.index(key) if key in order else len(order)):
        was, now = before.get(key), after.get(key)
        if key in elsewhere or was == now:
            continue
        label = label_of(kind, key)
        if key == kind.date_key:
            exact = words_of_date(was) == words_of_date(now)
            yield Difference(key, label, words_of_date(was, exact), words_of_date(now, exact))
        elif isinstance(was, list) or isinstance(now, list):
            lists = _as_list(was), _as_list(now)
            yield from _lists(fields.get(key), key, label, *lists, names)
        else:
            field = fields.get(key)
            was, now = (_words_of_field(field, value, names) for value in (was, now))
            yield Difference(key, label, was, now)


def _words_of_field(field: Any, value: Any, names: Names) -> str:
    """Return the words for a value; a key that is absent says what the model's default is."""
    if value is None and field is not None and field.has_default():
        value = field.get_default()
    return value_in_words(field, value, names)


def _as_list(value: Any) -> list:
    """Return a value as a list; a field may have become one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _lists(
    field: Any, key: str, label: str, was: list, now: list, names: Names
) -> Iterator[Difference]:
    """Yield what is no more in a list and what is new in it, or that its order changed."""
    lost = [item_in_words(field, item, names) for item in was if item not in now]
    gained = [item_in_words(field, item, names) for item in now if item not in was]
    if not lost and not gained:
        yield Difference(
            key, label, value_in_words(field, was, names), value_in_words(field, now, names)
        )
    if lost:
        yield Difference(key, label, "; ".join(lost), "", is_row=True)
    if gained:
        yield Difference(key, label, "", "; ".join(gained), is_row=True)


def _moves(
    kind: Kind,
    before: Form,
    after: Form,
    day: datetime.date,
    rows: list[tuple[Difference, Form]],
) -> tuple[list[Difference], list[Difference]]:
    """Return what moved the record to another stage, and the other differences of rows.

    It moved through the milestone of its new stage, if there is one in `rows`.
    """
    others = [difference for difference, _row in rows]
    ladder = LADDERS.get(kind.name)
    if not ladder or not before or not after:
        return [], others
    was, now = (stage_on(_steps(form, ladder), ladder, day) for form in (before, after))
    if was == now:
        return [], others
    for difference, row in rows:
        is_step = difference.part == "milestones" and row.get("reached") and difference.now
        if is_step and row.get("stage") == now:
            others.remove(difference)
            return [Difference("milestones", "", stage_label(was), difference.now)], others
    return [Difference("status", _("Status"), stage_label(was), stage_label(now))], others


def _steps(form: Form, ladder: Any) -> list[Step]:
    """Return the steps that a form says were reached."""
    return [
        Step(row["stage"], span.earliest, span.latest)
        for row in form.get("milestones", ())
        if row.get("reached") and row.get("stage") in ladder
        for span in [dates.span_of(row.get("date"))]
    ]
