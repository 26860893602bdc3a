"""What every selection promises to those who write it down, whatever it is of."""

import pytest
from django.http import QueryDict

from directory.editing.kinds import KINDS
from directory.selection import SELECTIONS

pytestmark = pytest.mark.usefixtures("network")


def test_every_kind_of_record_has_one_selection():
    kinds = [selection.record_kind for selection in SELECTIONS.values() if selection.record_kind]

    assert sorted(kinds) == sorted(KINDS)


def test_every_order_of_every_list_is_unambiguous():
    for selection_class in SELECTIONS.values():
        selection = selection_class(QueryDict())
        rows = selection.all_rows()
        if isinstance(rows, list):  # which is in the order in which it is declared
            continue
        by = selection.filterset.filters["sort"].filter
        for ordered in [
            rows,
            *(by(rows, sign + word) for word in selection.orders for sign in ("", "-")),
        ]:
            last = ordered.query.order_by[-1]
            column = getattr(getattr(last, "expression", last), "name", last)
            assert column.removeprefix("-") in ("pk", rows.model._meta.pk.name), selection.name


def test_lists_without_a_page_lead_to_the_page_of_all_data(client):
    explained = client.get("/data/").content.decode()
    for name, selection in SELECTIONS.items():
        if not selection.pages:
            assert selection(QueryDict()).url_for("list") == f"/data/#{name}"
            assert f'id="{name}"' in explained
