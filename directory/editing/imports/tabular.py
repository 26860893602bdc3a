"""Tables of records: their forms as the rows of CSV and XLSX, a column for each key."""

import re
from typing import Any

import tablib
from django.utils.translation import gettext as _

from directory.editing.imports.cells import EDITION, columns, read_cell, written_cell
from directory.editing.kinds import Kind
from directory.editing.loading.fixture_files import Forms
from directory.editing.problems import ChangeRefusedError, Problem
from directory.editing.record_forms import Form

#: The longest text that a cell of XLSX holds, and characters that its XML cannot.
LONGEST_CELL = 32_767
NOT_IN_XML = re.compile("[\ufffe\uffff]")
ROWS = 5_000


def table(kind: Kind, forms: Forms, edition: int) -> tablib.Dataset:
    """Return records as a table, in the order of `forms`."""
    names = columns(kind)
    rows = tablib.Dataset(headers=[*names, EDITION], title=kind.name)
    for slug, form in forms.items():
        whole = {"slug": slug, **form}
        rows.append([*(written_cell(kind, name, whole.get(name)) for name in names), edition])
    return rows


def csv(rows: tablib.Dataset) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    return rows.export("csv").encode("utf-8-sig")


def xlsx(rows: tablib.Dataset) -> bytes:
    """Return a table as XLSX; raise ChangeRefusedError where a cell cannot hold its text."""
    problems = []
    for row in rows.dict:
        for name, cell in row.items():
            text = cell if isinstance(cell, str) else ""
            if len(text) > LONGEST_CELL or NOT_IN_XML.search(text):
                told = _("XLSX cannot hold this text. Take CSV or YAML.")
                problems.append(Problem(str(rows.title), str(row["slug"]), name, told))
    if problems:
        raise ChangeRefusedError(problems)
    return rows.export("xlsx", column_width=24)


class TableReader:
    """Reads the rows of a table as forms; what is wrong stands in `problems` with its place.

    A form has None where a cell is empty, and no key where the table has no such column.
    """

    def __init__(self, kind: Kind, rows: list[list[Any]]) -> None:
        self.kind = kind
        self.forms: dict[str, Form] = {}
        self.editions: set[Any] = set()
        self.problems: list[Problem] = []
        head = ["" if cell is None else str(cell).strip() for cell in (rows or [[]])[0]]
        self._check_head(head)
        if self.problems:
            return
        if len(rows) > ROWS + 1:
            told = _("There are more than %d rows. Split the file.") % ROWS
            self.problem("", "", told)
            return
        for number, cells in enumerate(rows[1:], start=2):
            if any(not _is_empty(cell) for cell in cells):
                self._read(number, head, cells)

    def problem(self, slug: str, column: str, reason: str) -> None:
        self.problems.append(Problem(self.kind.name, slug, column, reason))

    def _check_head(self, head: list[str]) -> None:
        accepted = [*columns(self.kind), EDITION]
        place = _("first row")
        for name in dict.fromkeys(head):
            if name and name not in accepted:
                told = _("Unknown column. Accepted are: %s.") % ", ".join(accepted)
                self.problem(place, name, told)
            elif name and head.count(name) > 1:
                self.problem(place, name, _("This column stands there twice."))
        if "slug" not in head:
            told = _("There is no column “slug”, which names the record of each row.")
            self.problem(place, "", told)

    def _read(self, number: int, head: list[str], cells: list[Any]) -> None:
        place = _("row %d") % number
        form: Form = {}
        for name, cell in zip(head, cells, strict=False):
            if not name:
                if not _is_empty(cell):
                    self.problem(place, "", _("A cell stands in a column without a name."))
                continue
            try:
                form[name] = read_cell(self.kind, name, cell)
            except ValueError as error:
                self.problem(place, name, str(error))
                form[name] = None
        if any(not _is_empty(cell) for cell in cells[len(head) :]):
            self.problem(place, "", _("The row has more cells than the first row."))
        form |= {name: None for name in head[len(cells) :] if name}
        edition = form.pop(EDITION, None)
        if edition is not None:
            self.editions.add(edition)
        slug = (form.pop("slug", None) or "").strip()
        if not slug:
            self.problem(place, "slug", _("Missing."))
        elif slug in self.forms:
            self.problem(place, "slug", _("“%s” stands in an earlier row already.") % slug)
        else:
            self.forms[slug] = form


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
