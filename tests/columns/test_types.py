"""What columns declare about their values holds for every value of the real network."""

import datetime
from functools import cache

import pytest
from django.http import QueryDict

from directory.columns import COLUMNS
from directory.columns.base import DataType
from directory.formats.base import about
from directory.selection import SELECTIONS

pytestmark = pytest.mark.usefixtures("network")

FITS = {
    DataType.TEXT: lambda value: isinstance(value, str),
    DataType.INTEGER: lambda value: type(value) is int,
    DataType.NUMBER: lambda value: type(value) in (int, float),
    DataType.BOOLEAN: lambda value: isinstance(value, bool),
    DataType.DAY: lambda value: datetime.date.fromisoformat(value).isoformat() == value,
    DataType.MOMENT: lambda value: datetime.datetime.fromisoformat(value).tzinfo is not None,
    DataType.URL: lambda value: value.startswith(("https://", "http://", "/")),
    DataType.TEXTS: lambda value: type(value) is list and all(type(one) is str for one in value),
}


def everything(name):
    return SELECTIONS[name](QueryDict(""))


def test_every_value_is_of_its_type_among_the_choices_and_names_a_public_record():
    @cache
    def known(name):
        model = everything(name).all_rows().model
        records = getattr(model, "public", model.objects.all)()
        return set(records.values_list("pk", flat=True))

    wrong = []
    for name in SELECTIONS:
        for row in everything(name).each():
            for column in COLUMNS[name]:
                value = column.value(row)
                if value is None:
                    continue
                values = value if isinstance(value, list) else [value]
                if (
                    not FITS[column.data_type](value)
                    or (column.choices and not set(values) <= set(column.choices.values))
                    or (column.refers_to and not set(values) <= known(column.refers_to))
                ):
                    wrong.append((name, row.pk, column.name, value))

    assert wrong == []


def test_no_column_has_the_name_of_what_every_file_says_about_itself():
    own = {*about(everything("sites"), ""), "record_url"}

    assert {
        (n, c.name) for n, columns in COLUMNS.items() for c in columns if c.name in own
    } == set()
