"""Drafts: edits that wait beside the published record until somebody publishes them."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.drafting.merging import merged
from directory.editing.kinds import KINDS, Kind
from directory.editing.problems import ChangeRefusedError, OutdatedError, Problem
from directory.editing.record_forms import Form
from directory.editing.writing import (
    form_in_edition,
    newest_edition,
    published_form,
    write_form,
)
from directory.enums import DraftState
from directory.models import Draft, Edition


def open_draft(kind: Kind, slug: str) -> Draft | None:
    """Return the draft that waits for a record, None where none does."""
    drafts = Draft.objects.exclude(state=DraftState.DISCARDED)
    return drafts.filter(kind=kind.name, slug=slug).first()


def begin(kind: Kind, slug: str, form: Form, *, base: int, who: str, why: str) -> Draft:
    """Keep a form as a new draft. Raises ChangeRefusedError where one waits already."""
    with recorded_change(who):
        if waiting := open_draft(kind, slug):
            raise ChangeRefusedError([_waits_already(waiting)])
        return Draft.objects.create(
            kind=kind.name,
            slug=slug,
            form=canonical.write(form),
            base=base,
            who=who,
            why=why,
            changed_at=timezone.now(),
        )


def rewrite(draft: Draft, form: Form, *, who: str, why: str) -> None:
    """Put another form into a draft, which is then no more in review or approved."""
    with changed(draft, who) as kept:
        kept.form, kept.who, kept.why = canonical.write(form), who, why
        to_state(kept, DraftState.DRAFT)


def bring_together(draft: Draft, *, who: str) -> None:
    """Put what was published since into a draft, which then rests on the newest edition."""
    with changed(draft, who) as kept:
        kind = KINDS[kept.kind]
        base, theirs = (
            form_in_edition(kind, kept.slug, kept.base),
            published_form(kind, kept.slug),
        )
        if theirs:
            kept.form = canonical.write(merged(base, theirs, canonical.read(kept.form)).form)
        kept.base = newest_edition(kind, kept.slug)
        was_handed_in = kept.state in (DraftState.IN_REVIEW, DraftState.SCHEDULED)
        to_state(kept, DraftState.IN_REVIEW if was_handed_in else DraftState.DRAFT)


def submit(draft: Draft, *, who: str) -> None:
    """Put a draft into the queue of reviews."""
    with changed(draft, who) as kept:
        to_state(kept, DraftState.IN_REVIEW)


def send_back(draft: Draft, *, who: str, note: str) -> None:
    """Return a draft to its writer with the note of a reviewer, which stays until the next one."""
    with changed(draft, who) as kept:
        if not note.strip():
            raise ChangeRefusedError([_problem(kept, _("Say what the writer is to do."), "note")])
        to_state(kept, DraftState.DRAFT)
        kept.note = note


def schedule(draft: Draft, day: datetime.date, *, who: str) -> None:
    """Approve a draft for publication on a day, which `publish_due` then does."""
    with changed(draft, who) as kept:
        if day < timezone.localdate():
            raise ChangeRefusedError([_problem(kept, _("This day has passed."), "publish_on")])
        _refuse_outdated(kept)
        to_state(kept, DraftState.SCHEDULED)
        kept.publish_on, kept.approved_by = day, who


def discard(draft: Draft, *, who: str) -> None:
    """Take a draft out of the way; it is kept and can be taken up again."""
    with changed(draft, who) as kept:
        to_state(kept, DraftState.DISCARDED)
        kept.note = _("Discarded by %s.") % who


def take_up(draft: Draft, *, who: str) -> None:
    """Bring a discarded draft back. Raises ChangeRefusedError where another one waits."""
    with changed(draft, who) as kept:
        to_state(kept, DraftState.DRAFT)
        kept.note = ""


def publish(draft: Draft, *, who: str) -> Edition | None:
    """Write what a draft says to the directory and end the draft, as one recorded change.

    Raises ChangeRefusedError where the record was changed since, or the draft cannot stand in the
    directory, and OutdatedError where it is another draft by now; then everything stays as it was.
    """
    told = _("%(writer)s, published by %(publisher)s")
    names = draft.who if draft.who == who else told % {"writer": draft.who, "publisher": who}
    with recorded_change(names, draft.why) as change:
        kept = _as_seen(draft)
        kind = KINDS[kept.kind]
        if not kept.is_open:
            raise ChangeRefusedError([_problem(kept, _("It is discarded: take it up first."))])
        _refuse_outdated(kept)
        write_form(kind, kept.slug, canonical.read(kept.form))
        kept.delete()
    draft.pk = None
    return change.edition


@contextmanager
def changed(draft: Draft, who: str) -> Iterator[Draft]:
    """Change a draft that nobody else has changed since it was read as `draft`."""
    with recorded_change(who):
        kept = _as_seen(draft)
        yield kept
        waiting = open_draft(KINDS[kept.kind], kept.slug)
        if kept.is_open and waiting and waiting.pk != kept.pk:
            raise ChangeRefusedError([_waits_already(waiting)])
        kept.revision, kept.changed_at = kept.revision + 1, timezone.now()
        kept.save()
    draft.refresh_from_db()


def _as_seen(draft: Draft) -> Draft:
    kept = Draft.objects.filter(pk=draft.pk).first()
    if kept is None:
        told = _("Somebody has published it meanwhile.")
        raise OutdatedError([_problem(draft, told)])
    if kept.revision != draft.revision:
        told = _("Somebody else changed this draft after you opened it.")
        raise OutdatedError([_problem(draft, told)])
    return kept


def to_state(draft: Draft, state: DraftState) -> None:
    draft.state = state
    draft.publish_on = draft.approved_by = None


def _refuse_outdated(draft: Draft) -> None:
    if newest_edition(KINDS[draft.kind], draft.slug) != draft.base:
        told = _("The record was changed after this draft was begun: bring both together first.")
        raise ChangeRefusedError([_problem(draft, told)])


def _waits_already(draft: Draft) -> Problem:
    return _problem(draft, _("A draft of %s waits for this record already.") % draft.who)


def _problem(draft: Draft, told: str, field: str = "") -> Problem:
    return Problem(draft.kind, draft.slug, field, told)
