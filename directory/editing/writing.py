"""Writing a record from its form: for good, or only to look at what it would be."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.form_reader import KnownSlugs, read_record
from directory.editing.kinds import Kind
from directory.editing.problems import ChangeRefusedError, OutdatedError, Problem
from directory.editing.record_forms import Form, record_form
from directory.models import Edition, Record, Version


def published_form(kind: Kind, slug: str) -> Form:
    """Return the form of a record as the database has it, empty where there is none."""
    record = kind.records([slug]).first()
    return record_form(kind, record) if record else {}


def form_in_edition(kind: Kind, slug: str, edition: int) -> Form:
    """Return the form that a record had in an edition, empty where it had none."""
    version = Version.objects.filter(kind=kind.name, slug=slug).newest_in(edition).first()
    return canonical.read_form(version.form if version else "")


def newest_edition(kind: Kind, slug: str) -> int:
    """Return the edition of a record's newest version, 0 where it has none."""
    return Version.objects.filter(kind=kind.name, slug=slug).newest_edition()


def refuse_outdated(kind: Kind, slug: str, edition: int) -> None:
    """Raise OutdatedError where a record changed since `edition`.

    Call it within the recorded change: there nobody else can write before the commit.
    """
    if newest_edition(kind, slug) != edition:
        told = _("Somebody else changed this record after you opened it.")
        raise OutdatedError([Problem(kind.name, slug, "", told)])


def stored_slugs() -> KnownSlugs:
    """Return what tells the slugs that stand in the database; one query for each model."""
    seen: dict[type[models.Model], Collection[str]] = {}

    def known(model: type[models.Model]) -> Collection[str]:
        if model not in seen:
            seen[model] = set(model._default_manager.values_list("slug", flat=True))
        return seen[model]

    return known


def write_form(kind: Kind, slug: str, form: Form) -> Record:
    """Write a record as `form` describes it, within the open recorded change.

    Raises ChangeRefusedError with everything in the form that cannot be.
    """
    read = read_record(kind, slug, form, stored_slugs())
    if read.problems:
        raise ChangeRefusedError(read.problems)
    try:
        with transaction.atomic():
            record = read.write()
            connection.check_constraints()
    except DatabaseError as error:
        refusals = list(read.refusals())
        raise ChangeRefusedError(refusals or [Problem(kind.name, slug, "", str(error))]) from error
    return record


class _UndoneError(Exception):
    """Ends a change that was only to be looked at."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever the block writes.

    It is an edition of its own while it lasts: nothing kept in memory by edition may take what is
    only looked at for what is published.
    """
    with suppress(_UndoneError), recorded_change(""):
        Edition.make("", "")
        yield
        raise _UndoneError


@contextmanager
def as_if_published(kind: Kind, slug: str, form: Form) -> Iterator[Record]:
    """Let the block see the directory as if `form` stood in it, for visitors to see.

    Raises ChangeRefusedError where it cannot be written.
    """
    with undone():
        shown = {key: value for key, value in form.items() if key != "published"}
        yield write_form(kind, slug, shown)


def restore(kind: Kind, slug: str, edition: int, *, who: str, why: str) -> Edition | None:
    """Write a record as it stood in an edition, as a new version.

    Returns the edition that this made, None where the record says so already. Raises
    ChangeRefusedError where the edition did not have it, or it does not fit the rest of today.
    """
    form = form_in_edition(kind, slug, edition)
    if not form:
        told = _("Edition %(number)d has no such record.") % {"number": edition}
        raise ChangeRefusedError([Problem(kind.name, slug, "", told)])
    with recorded_change(who, why) as change:
        write_form(kind, slug, form)
    return change.edition
