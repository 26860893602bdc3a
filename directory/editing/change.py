"""The recorded change: the one way to write to the directory.

    with recorded_change(who="maria", why="New website"):
        site.save()

One transaction; what was touched is validated as a whole, kept as a version, and the edition is
raised once. Any refusal or error leaves the directory as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _

from directory import dates
from directory.editing import canonical, guard
from directory.editing.kinds import KINDS, Kind, accessor, kind_of
from directory.editing.problems import ChangeRefusedError, Problem, reasons
from directory.editing.record_forms import record_form
from directory.models import Edition, Part, Record, Version, Withdrawal
from directory.models.history import is_public
from directory.text import has_unwritable

#: PostgreSQL lets one recorded change at a time through this advisory lock; SQLite has but one.
WRITERS_TURN = 0x41494650

_open_change: ContextVar["Change | None"] = ContextVar("open_change", default=None)


@dataclass(frozen=True)
class Changed:
    """A record with its written form before a change and after it, empty where there is none."""

    kind: str
    slug: str
    before: str
    form: str


class Change:
    """What an open recorded change has touched so far."""

    def __init__(self, who: str, why: str) -> None:
        self.who = who
        self.why = why
        self.edition: Edition | None = None
        #: What a writer found wrong on its way; any of it refuses the whole change at the end.
        self.problems: list[Problem] = []
        self.touched: dict[str, set[str]] = {name: set() for name in KINDS}
        #: Whether it changes public pages even if no record changes.
        self.is_seen = False
        self.closed = False
        self._announced: set[str] = set()
        self._any_of: set[str] = set()

    def touch(self, row: models.Model) -> None:
        """Note that the record to which `row` belongs may have changed."""
        if isinstance(row, Record | Part) and (key := row.owner_key()):
            model, slug = key
            self.touched[kind_of(model).name].add(slug)

    def announce(self, table: str, coming: bool) -> None:
        """Note that the next write to `table` is of rows that were touched, or that it is over."""
        (self._announced.add if coming else self._announced.discard)(table)

    def wrote(self, table: str) -> None:
        """Note a statement; where nothing announced it, any record of its kinds may have changed.

        That is how `update()`, bulk operations and raw SQL are recorded: slower, never missed. An
        announcement is good for one statement, so that none outlives a write that failed.
        """
        if self.closed:
            guard.refuse(table)
        if table in self._announced:
            self._announced.discard(table)
        else:
            self._any_of |= {kind.name for kind in KINDS.values() if table in tables_of(kind)}

    def close(self) -> None:
        """Validate, keep versions, raise the edition."""
        changed: list[Changed] = []
        for kind in KINDS.values():
            slugs = self._slugs_to_compare(kind)
            if not slugs:
                continue
            records = {record.pk: record for record in kind.records(slugs)}
            kept = Version.objects.latest_forms(kind.name, sorted(slugs))
            for slug in sorted(slugs):
                record = records.get(slug)
                form = canonical.write(record_form(kind, record)) if record else ""
                before = kept.get(slug, "")
                if form != before:
                    changed.append(Changed(kind.name, slug, before, form))
            to_check = self.touched[kind.name] | {c.slug for c in changed if c.kind == kind.name}
            for slug in sorted(to_check & set(records)):
                self.problems += check(kind, records[slug])
        if self.problems:
            raise ChangeRefusedError(dict.fromkeys(self.problems))
        if changed or self.is_seen:
            self.edition = Edition.make(self.who, self.why)
            Version.objects.bulk_create(
                Version(edition=self.edition, kind=c.kind, slug=c.slug, form=c.form)
                for c in changed
            )
            self._keep_withdrawals(changed)

    def _keep_withdrawals(self, changed: list["Changed"]) -> None:
        """Note which sites visitors see no more, and why; what they see again is not withdrawn."""
        for record in changed:
            if is_public(record.form):
                Withdrawal.objects.filter(kind=record.kind, slug=record.slug).delete()
            elif record.form and is_public(record.before):
                Withdrawal.objects.get_or_create(
                    kind=record.kind,
                    slug=record.slug,
                    defaults={"reason": self.why, "withdrawn_on": dates.today()},
                )

    def _slugs_to_compare(self, kind: Kind) -> set[str]:
        slugs = set(self.touched[kind.name])
        if kind.name in self._any_of:
            slugs |= set(kind.model._base_manager.values_list("slug", flat=True))
            kept = Version.objects.filter(kind=kind.name).order_by()
            slugs |= set(kept.values_list("slug", flat=True).distinct())
        return slugs


def tables_of(kind: Kind) -> set[str]:
    """Return the tables whose rows stand in the record forms of a kind."""
    models_of_kind = [kind.model, *(model for model, _parent in kind.parts)]
    lists: list[Any] = [field for model in models_of_kind for field in model._meta.many_to_many]
    models_of_kind += [field.remote_field.through for field in lists]
    return {model._meta.db_table for model in models_of_kind}


def check(kind: Kind, record: Record) -> Iterator[Problem]:
    """Yield what is wrong with a record that `kind.records()` fetched, its rows included.

    What a row can hold by itself, references included, the database has already checked.
    """
    rows = [("", record)]
    for model, parent in kind.parts:
        label = str(model._meta.verbose_name)
        rows += [(label, part) for part in getattr(record, accessor(model, parent)).all()]
    for label, row in rows:
        references = [field.name for field in row._meta.fields if field.is_relation]
        clean_fields = partial(row.clean_fields, exclude=references)
        for step in (partial(refuse_unwritable, row), clean_fields, row.clean, row.check_whole):
            try:
                step()
            except ValidationError as error:
                for field, reason in reasons(error):
                    yield Problem(kind.name, record.pk, f"{label} {field}".strip(), reason)


def refuse_unwritable(row: models.Model) -> None:
    """Raise ValidationError where a text holds what cannot be written down."""
    for field in row._meta.fields:
        value = getattr(row, field.attname)
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and has_unwritable(text) for text in texts):
            raise ValidationError({field.name: _("A control character is in it.")})


@contextmanager
def recorded_change(who: str, why: str = "") -> Iterator[Change]:
    """Open the one way to write; within an open change, join it.

    Raises ChangeRefusedError where the result is not valid: then nothing was written.
    """
    if has_unwritable(who + why):
        told = _("A control character is in it.")
        raise ChangeRefusedError([Problem("", "", str(_("reason for the change")), told)])
    if joined := open_change():
        with transaction.atomic():
            yield joined
        return
    change = Change(who, why)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_TURN])
        change_token = _open_change.set(change)
        guard_token = guard.listener.set(change.wrote)
        try:
            yield change
            change.close()
        finally:
            change.closed = True
            guard.listener.reset(guard_token)
            _open_change.reset(change_token)


def open_change() -> Change | None:
    """Return the open recorded change; a context copied from one that is closed has none."""
    change = _open_change.get()
    return None if change is None or change.closed else change


def _announce_row(
    sender: type[models.Model], instance: models.Model, signal: Any, **rest: Any
) -> None:
    """Note the row on its way in and out of save and delete, and whose it was before."""
    change = open_change()
    if not change or sender._meta.app_label != "directory":
        return
    change.touch(instance)
    if signal is pre_save and isinstance(instance, Part) and not instance._state.adding:
        for stored in sender._base_manager.filter(pk=instance.pk):
            change.touch(stored)
    change.announce(sender._meta.db_table, coming=signal in (pre_save, pre_delete))


def _announce_links(
    sender: type[models.Model],
    instance: models.Model,
    action: str,
    model: type[models.Model],
    pk_set: set | None,
    reverse: bool,
    **rest: Any,
) -> None:
    """Note both ends of a many-to-many change, before and after it."""
    change = open_change()
    if not change or sender._meta.app_label != "directory":
        return
    change.touch(instance)
    if reverse and pk_set:
        for row in model._base_manager.filter(pk__in=pk_set):
            change.touch(row)
    if not (reverse and pk_set is None):  # clear() from the far end does not tell whose rows go
        change.announce(sender._meta.db_table, coming=action.startswith("pre_"))


def connect() -> None:
    """Listen to every save, delete and many-to-many change in the directory."""
    for signal in (pre_save, post_save, pre_delete, post_delete):
        signal.connect(_announce_row, dispatch_uid=f"recorded_change {id(signal)}")
    m2m_changed.connect(_announce_links, dispatch_uid="recorded_change m2m")
