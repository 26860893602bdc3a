"""Withdrawing a record: visitors see it no more, its history stays, its address says why."""

from django.utils.translation import gettext as _

from directory import dates
from directory.editing.change import recorded_change
from directory.editing.dependents import why_needed
from directory.editing.kinds import Kind
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Edition, Site, Withdrawal


def withdraw(
    kind: Kind, slug: str, *, who: str, reason: str, successor: str = ""
) -> Edition | None:
    """Take a record from the public; `successor` is the slug of what readers are sent to instead.

    A site is kept unpublished; any other record leaves the directory, and is refused that while
    something names it. Its versions stay, and one of them can be restored. Raises
    ChangeRefusedError with everything that stands in the way. Returns the edition that this made,
    None within a change that is still open.
    """
    with recorded_change(who, reason) as change:
        record = kind.model._default_manager.filter(pk=slug).first()
        problems = _problems(kind, slug, reason, successor)
        if record is None:
            problems = [Problem(kind.name, slug, "", _("There is no such record."))]
        elif isinstance(record, Site):
            if not record.published:
                problems.append(Problem(kind.name, slug, "", _("It is not published.")))
            record.published = False
            record.save()
        elif needed := why_needed(kind, slug):
            problems += needed
        else:
            record.delete()
        if problems:
            raise ChangeRefusedError(problems)
        Withdrawal.objects.update_or_create(
            kind=kind.name,
            slug=slug,
            defaults={
                "reason": reason,
                "successor": successor,
                "withdrawn_on": dates.today(),
            },
        )
    return change.edition


def _problems(kind: Kind, slug: str, reason: str, successor: str) -> list[Problem]:
    problems = []
    if not reason.strip():
        told = _("Say why: it is published at the address of the record.")
        problems.append(Problem(kind.name, slug, "reason", told))
    if successor and (
        successor == slug or not kind.model._default_manager.filter(pk=successor).exists()
    ):
        told = _("There is no other %(name)s “%(slug)s”.") % {
            "name": kind.model._meta.verbose_name,
            "slug": successor,
        }
        problems.append(Problem(kind.name, slug, "successor", told))
    return problems
