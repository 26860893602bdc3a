"""What readers call the fields of record forms and the values in them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.editing.kinds import Kind, Rows, written_fields
from directory.editing.record_forms import Form
from directory.editing.telling.names import Names
from directory.models import Milestone, SiteOrganisation, Source
from directory.models.fields import DayListField, EuroField
from directory.text import euros, figure

#: Facts that are no field of their own, and dates, by the key in which a form has them.
LABELS = {
    "as_of": gettext_lazy("As of"),
    "contact": gettext_lazy("Contact"),
    "coordinates": gettext_lazy("Coordinates"),
    "cutoffs": gettext_lazy("Cut-off dates"),
    "date": gettext_lazy("Date"),
    "info_url": gettext_lazy("Where to read more"),
    "joined": gettext_lazy("Joined the EuroHPC JU"),
    "linked_factories": gettext_lazy("Linked AI Factories"),
    "published": gettext_lazy("Date"),
    "status": gettext_lazy("Status"),
    "supercomputers": gettext_lazy("Machines"),
}
#: What one row of a section is.
ROWS = {
    "organisations": gettext_lazy("Organisation"),
    "supercomputers": gettext_lazy("Machine"),
    "linked_factories": gettext_lazy("Linked AI Factory"),
    "milestones": gettext_lazy("Milestone"),
    "calls": gettext_lazy("Cut-off"),
    "steps": gettext_lazy("Step"),
}


def capitalised(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


def label_of(kind: Kind, key: str) -> str:
    """Return what readers call a key of the form of a kind, or a fact of its records."""
    is_date = key == kind.date_key
    if not is_date and key != "supercomputers":
        try:
            field: Any = kind.model._meta.get_field(key)
            return capitalised(field.verbose_name)
        except (FieldDoesNotExist, AttributeError):
            pass
    return str(LABELS.get(key) or capitalised(key.replace("_", " ")))


def value_in_words(field: Any, value: Any, names: Names) -> str:
    """Return what readers see for a value in the form, empty where there is none."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "; ".join(item_in_words(field, item, names) for item in value)
    return item_in_words(field, value, names)


def item_in_words(field: Any, value: Any, names: Names) -> str:
    """Return what readers see for one value, or for one in a list."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | Decimal):
        return (euros if isinstance(field, EuroField) else figure)(Decimal(value))
    text = str(value)
    if getattr(field, "is_relation", False):
        return names.of(field.related_model, text)
    if isinstance(field, models.DateField | DayListField):
        return dates.in_words(text)
    return str(dict(getattr(field, "flatchoices", ())).get(value, text))


def words_of_date(date: str | Mapping[str, str] | None, exact: bool = False) -> str:
    """Return the date in a form as people write it; empty where none is published.

    `exact` adds the days that it may mean, where its words do not tell them.
    """
    if not isinstance(date, Mapping):
        return dates.in_words(date or "")
    words = dates.in_words(date.get("as_published", ""))
    days = [date[part] for part in ("earliest", "latest") if date.get(part)]
    if not exact or not days:
        return words
    first, last = dates.in_words(days[0]), dates.in_words(days[-1])
    span = _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{words} [{span if len(days) > 1 else last}]"


def row_label(section: Rows, row: Form) -> str:
    """Return what a row is: a partner, a machine, …"""
    if section.model is SiteOrganisation:
        roles = dict(SiteOrganisation._meta.get_field("role").flatchoices)
        if row.get("role") in roles:
            return str(roles[row["role"]])
    if section.model is Milestone and not row.get("reached"):
        return _("Plan")
    return str(ROWS.get(section.key) or capitalised(section.model._meta.verbose_name))


def row_in_words(section: Rows, row: Form, names: Names, exact: bool = False) -> str:
    """Return what a row says, its sources left out."""
    if section.model is Milestone:
        return milestone_in_words(row, exact)
    told = []
    for field in written_fields(section.model):
        if field.name in (section.parent, "note", "role") or field.name not in row:
            continue
        told.append(value_in_words(field, row[field.name], names))
    if date := words_of_date(row.get("date"), exact):
        told.append(date)
    return with_note(", ".join(told), row)


def milestone_in_words(row: Form, exact: bool = False) -> str:
    stages = dict(Milestone._meta.get_field("stage").flatchoices)
    stage = str(stages.get(row.get("stage"), row.get("stage", "")))
    date = words_of_date(row.get("date"), exact) or _("date not published")
    if row.get("reached"):
        return with_note(f"{stage}, {date}", row)
    told = _("%(stage)s, planned: %(date)s") % {"stage": stage, "date": date}
    if stated := words_of_date(row.get("stated_on")):
        told = _("%(plan)s, stated %(day)s") % {"plan": told, "day": stated}
    return with_note(told, row)


def citation_in_words(entry: str | Form, names: Names) -> str:
    """Return a source and what it says instead of the record, if it does."""
    if not isinstance(entry, Mapping):
        return names.of(Source, str(entry))
    told = names.of(Source, str(entry.get("source", "")))
    if states := entry.get("states"):
        told = _("%(source)s states “%(value)s”") % {"source": told, "value": states}
    return with_note(told, entry)


def with_note(words: str, row: Form) -> str:
    return f"{words} ({row['note']})" if row.get("note") else words
