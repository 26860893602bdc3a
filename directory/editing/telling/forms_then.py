"""Records as they stood in an edition, as plain forms from which numbers of then are counted."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from directory.editing import canonical
from directory.editing.record_forms import Form
from directory.models import Version

#: The kinds from which the numbers of the network are counted.
COUNTED_KINDS = ("sites", "supercomputers", "countries", "waves")


def forms_of(versions: Iterable[Version], day: datetime.date) -> dict[str, dict[str, Form]]:
    """Return the forms of versions by kind and slug, for counting as of the edition's `day`.

    What an edition said had happened, without a date, had happened by its day.
    """
    forms: dict[str, dict[str, Form]] = {kind: {} for kind in COUNTED_KINDS}
    for version in versions:
        if version.kind in forms:
            forms[version.kind][version.slug] = dated(read_once(version.form), day)
    return forms


@lru_cache(maxsize=512)
def read_once(text: str) -> Form:
    """Return a kept form, which is not to be changed: editions share most of theirs."""
    return canonical.read_form(text)


def dated(form: Form, day: datetime.date) -> Form:
    known_by = f"by {day}"
    if form.get("eurohpc_participant") and "joined" not in form:
        form = form | {"joined": known_by}
    if "milestones" in form:
        steps = form["milestones"]
        form = form | {
            "milestones": [{"date": known_by} | s if s.get("reached") else s for s in steps]
        }
    return form
