"""The parameters of a list or a record, described: its filters, and what the API has of its own."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.api.json_schema import Schema
from directory.api.parameters import BETWEEN_COMMAS, filters_of, parameter, schema_of
from directory.api.v1 import asking
from directory.columns import COLUMNS
from directory.selection import Selection
from directory.selection.asking import Asked
from directory.selection.question import PAGE


def of_list(selection: type[Selection]) -> list[Schema]:
    """Return the parameters of a list; its choices are those of today."""
    return [*filters(selection(QueryDict())), *own(selection, of_record=False)]


def of_record(selection: type[Selection]) -> list[Schema]:
    """Return the parameters of one record, the last one its name in the path."""
    slug = {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": _("Permanent name of the record."),
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    }
    return [slug, *filters(selection(QueryDict(), "any")), *own(selection, of_record=True)]


def filters(selection: Selection) -> list[Schema]:
    return filters_of(selection, (name for name in selection.known if name != PAGE))


def own(selection: type[Selection], *, of_record: bool) -> list[Schema]:
    """Return the parameters that the API has besides the filters."""
    asked = Asked(QueryDict(), asking.own_form(selection, of_record=of_record))
    words = {
        asking.FIELDS: _("Only these fields, between commas."),
        asking.EXPAND: _("What is nested: parts of the row, records in place of their slugs."),
        asking.EVIDENCE: _("1 adds who says each fact and who says otherwise."),
        asking.LIMIT: _("How many rows a page has at most."),
        asking.CURSOR: _("From where the list goes on: as “next” gives it."),
        asking.SINCE: _("Only what changed in editions later than this one, and what went."),
    }
    names = asking.expandable(selection.name, of_record=of_record)
    examples = {
        asking.FIELDS: [column.name for column in COLUMNS[selection.name][:2]],
        asking.EXPAND: list(names)[:1],
    }
    return [
        parameter(
            name,
            words[name],
            schema_of(asked, name),
            **({"example": examples[name], **BETWEEN_COMMAS} if name in asking.LISTED else {}),
        )
        for name in asked.known
    ]
