"""What data say of a record that is not there: withdrawn, not announced by a day, or unknown."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from directory.answering.problems import not_found, problem
from directory.editing.kinds import KINDS
from directory.editing.leaving.gone import gone_from_public
from directory.selection import Selection


def absent(selection: Selection, address: str) -> HttpResponse:
    """Return the problem of a selection of one record that has no row."""
    kind = KINDS.get(selection.record_kind)
    if kind is None:
        return not_found(address)
    if record := gone_from_public(kind, selection.slug):
        successor = record.successor()
        return problem(
            HTTPStatus.GONE,
            _("Withdrawn"),
            _("%(name)s was withdrawn from the directory.") % {"name": record.name},
            address,
            slug=record.slug,
            edition=record.end.edition_id,
            successor=successor.pk if successor else None,
        )
    if kind.model.public().filter(pk=selection.slug).exists():
        words = {"slug": selection.slug, "day": selection.day.isoformat()}
        return not_found(address, _("“%(slug)s” was not announced by %(day)s.") % words)
    return not_found(address)
