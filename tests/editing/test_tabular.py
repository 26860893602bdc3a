"""Tables of records: what is exported comes back exactly, what is typed is understood."""

import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.editing.imports.cells import read_cell, written_cell
from directory.editing.imports.comparison import compare
from directory.editing.imports.reading import read_upload
from directory.editing.imports.spreadsheets import rows_of_csv, rows_of_xlsx
from directory.editing.imports.tabular import TableReader, csv, table, xlsx
from directory.editing.kinds import KINDS
from directory.editing.loading.comparing import Outcome
from directory.editing.loading.fixture_files import directory_forms
from directory.editing.problems import ChangeRefusedError
from directory.models import Edition

SITES, WAVES = KINDS["sites"], KINDS["waves"]
WRITERS = {"csv": (csv, rows_of_csv), "xlsx": (xlsx, rows_of_xlsx)}

#: What a database and YAML can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")).filter(
    str.strip
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXTS,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(TEXTS, parts, max_size=3),
    max_leaves=6,
)


def there_and_back(kind, forms, suffix):
    """Return the forms in a table of `forms` that was written and read again."""
    write, read = WRITERS[suffix]
    back = TableReader(kind, read(write(table(kind, forms, 1))))
    assert back.problems == []
    return back.forms


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_export_of_every_record_changes_nothing_when_it_is_imported(kind, suffix):
    forms = directory_forms(kind)

    exported = WRITERS[suffix][0](table(kind, forms, Edition.current_number()))
    upload = read_upload(f"{kind.name}.{suffix}", exported)
    comparison = compare(upload)

    assert comparison.problems == []
    assert {line.slug: line.in_file for line in comparison.lines} == forms
    assert {line.outcome for line in comparison.lines} == {Outcome.UNCHANGED}


@given(TEXTS)
def test_every_text_comes_back_from_its_cell(text):
    assert read_cell(SITES, "summary", written_cell(SITES, "summary", text)) == text


@given(st.lists(TEXTS, min_size=1))
def test_every_list_of_texts_comes_back_from_its_cell(texts):
    assert read_cell(SITES, "aliases", written_cell(SITES, "aliases", texts)) == texts


@given(PLAIN.filter(lambda value: value is not None))
def test_everything_with_parts_comes_back_from_its_cell_of_one_line(value):
    cell = written_cell(SITES, "evidence", {"summary": value})

    assert "\n" not in cell
    assert read_cell(SITES, "evidence", cell) == {"summary": value}


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=5, min_value=-(10**9), max_value=10**9
    )
)
def test_every_number_comes_back_exactly(number):
    cell = written_cell(WAVES, "eu_share", number)

    assert read_cell(WAVES, "eu_share", cell) == number
    assert read_cell(WAVES, "eu_share", str(cell)) == number


@settings(max_examples=25)
@example(["_x0041_", "a, b; c", '"quoted"'])
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_text_comes_back_from_the_files(texts):
    texts = [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]
    forms = {f"a-{place}": {"summary": text} for place, text in enumerate(texts) if text.strip()}
    wanted = {slug: form["summary"] for slug, form in forms.items()}

    for suffix in WRITERS:
        back = there_and_back(SITES, forms, suffix)
        assert {slug: form["summary"] for slug, form in back.items()} == wanted


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%1", "'=1+1", "-5.2"])
def test_no_text_is_a_formula_in_a_spreadsheet(formula):
    written = written_cell(SITES, "summary", formula)
    sheet = openpyxl.load_workbook(BytesIO(xlsx(table(SITES, {"a": {"summary": formula}}, 1))))

    assert written == f"'{formula}"
    assert {cell.data_type for row in sheet.active for cell in row} <= {"s", "n"}
    assert there_and_back(SITES, {"a": {"summary": formula}}, "csv")["a"]["summary"] == formula


@pytest.mark.parametrize(
    ("column", "typed", "means"),
    [
        ("number_selected", 3.0, 3),
        ("number_selected", "3", 3),
        ("eu_share", 0.35, Decimal("0.35")),
        ("eu_share", "0.350", Decimal("0.350")),
        ("amount_eur", 1e15, 10**15),
        (
            "announced_on",
            datetime.datetime.combine(datetime.date(2026, 3, 1), datetime.time()),
            "2026-03-01",
        ),
        ("announced_on", " 2026-03-01", " 2026-03-01"),
        ("name", 2026, "2026"),
        ("name", 2026.5, "2026.5"),
        ("name", "'quoted'", "'quoted'"),
        ("call_cutoffs", datetime.date(2026, 3, 1), ["2026-03-01"]),
        ("call_cutoffs", "2026-03-01\r\n 2026-04-01 \n\n", ["2026-03-01", "2026-04-01"]),
        ("summary", "  \n", None),
        # What is no number is left to whoever reads the form, and refused there.
        ("number_selected", "three", "three"),
        ("number_selected", "9" * 5000, "9" * 5000),
        ("eu_share", "0,35", "0,35"),
        ("eu_share", float("inf"), "inf"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_value_is_understood(column, typed, means):
    read = read_cell(WAVES, column, typed)

    assert (read, type(read)) == (means, type(means))


@pytest.mark.parametrize(("typed", "means"), [(True, True), ("FALSE", False), ("yes", "yes")])
def test_true_and_false_are_understood_in_any_case(typed, means):
    assert read_cell(SITES, "published", typed) == means


def test_a_year_that_a_spreadsheet_took_for_a_number_is_a_date_of_a_fact():
    assert read_cell(KINDS["policies"], "date", 2026.0) == "2026"


def test_what_is_so_by_default_is_told_in_the_table():
    (row,) = table(SITES, {"a": {"name": "A"}}, 1).dict

    assert row["published"] == "true"


def test_a_text_too_long_for_a_spreadsheet_is_told_instead_of_cut():
    rows = table(SITES, {"a": {"summary": "a" * 40_000}}, 1)

    with pytest.raises(ChangeRefusedError, match="a summary: XLSX cannot hold this text"):
        xlsx(rows)
