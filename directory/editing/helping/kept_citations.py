"""Facts that were changed while their citations stayed: the sources may say something else."""

from typing import Any

from directory.editing.kinds import Kind
from directory.editing.record_forms import Form
from directory.editing.telling.row_differences import EVIDENCE
from directory.evidence.gaps import HELD_BY, ROLES


def kept_citations(kind: Kind, before: Form, after: Form) -> list[str]:
    """Return the facts whose value differs between two forms and whose citations do not."""
    cited_before, cited_after = (form.get(EVIDENCE, {}) for form in (before, after))
    return [
        fact
        for fact in kind.model.FACTS
        if cited_after.get(fact)
        and cited_after[fact] == cited_before.get(fact)
        and value_of(kind, before, fact) != value_of(kind, after, fact)
    ]


def value_of(kind: Kind, form: Form, fact: str) -> list[Any]:
    """Return what a form says of a fact, wherever it stands in it."""
    if fact in ROLES:
        return [row for row in form.get("organisations", ()) if row.get("role") == ROLES[fact]]
    held_by = (*HELD_BY.get(fact, (fact,)), *(["longitude"] if fact == "coordinates" else []))
    keys = {rows.accessor: rows.key for rows in kind.rows} | {"latest": kind.date_key}
    return [form.get(keys.get(name, name)) for name in held_by]
