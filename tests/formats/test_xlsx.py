"""Workbooks: typed cells, definitions, sources, and what the file is."""

import datetime
import io

import openpyxl
import pytest
from django.http import QueryDict
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from directory.columns import COLUMNS
from directory.editing import guard
from directory.formats import formats_of
from directory.formats.cells import MOST
from directory.models import Citation, Site
from directory.selection import SELECTIONS, SiteSelection
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def book(client, address):
    return openpyxl.load_workbook(io.BytesIO(client.get(address).content))


def records(sheet):
    names, *lines = sheet.values
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_cells_are_days_numbers_and_truths_and_what_is_not_published_is_empty(client):
    sites = {row["slug"]: row for row in records(book(client, "/sites.xlsx")["Data"])}
    help_entries = records(book(client, "/help.xlsx")["Data"])

    assert sites["lumi-ai-factory"]["selected_on"].date() == datetime.date(2024, 12, 10)
    assert round(sites["lumi-ai-factory"]["latitude"]) == 64
    assert sites["skaiat"]["latitude"] is None
    assert {type(row["is_answered"]) for row in help_entries} == {bool}


def test_text_is_never_a_formula_and_is_cut_where_a_cell_is_full_for_all_to_see(client):
    with guard.lifted():  # the editing would refuse most of it
        Site.objects.filter(pk="jaif").update(
            name="=1+1", acronym="-2", city="#N/A", summary="@x" + "y" * 40_000, website="a\x01b"
        )

    (row,) = book(client, "/sites.xlsx?site=jaif")["Data"].iter_rows(min_row=2)

    cells = dict(zip([column.name for column in COLUMNS["sites"]], row, strict=True))
    assert [cells[name].value for name in ("name", "acronym", "city", "website")] == [
        "=1+1",
        "-2",
        "#N/A",
        "ab",
    ]
    assert {cells[name].data_type for name in ("name", "acronym", "city", "summary")} == {"s"}
    assert len(cells["summary"].value) == MOST
    assert cells["summary"].value.endswith("[cut here: a cell holds 32767 characters]")


def test_the_header_is_bold_and_stays_in_sight_and_rows_can_be_filtered(client):
    sheet = book(client, "/sites.xlsx?country=PL")["Data"]

    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(3, len(COLUMNS['sites'])).coordinate}"


def test_definitions_tell_every_column(client):
    lines = {line["Column"]: line for line in records(book(client, "/sites.xlsx")["Definitions"])}

    assert list(lines) == [column.name for column in COLUMNS["sites"]]
    assert lines["latitude"]["Unit"] == "degrees north"
    assert lines["wave"]["List of which it names records"] == "waves"
    assert lines["kind"]["Accepted values"] == "factory (AI Factory); antenna (AI Factory Antenna)"


def test_sources_stand_beside_the_facts_of_just_these_rows(client):
    lines = records(book(client, "/sites.xlsx?site=jaif")["Sources"])

    cited = {(line["Fact"], line["Source"], line["States instead"] or "") for line in lines}
    kept = Citation.objects.filter(site="jaif").values_list("field", "source", "states")
    assert {line["Record"] for line in lines} == {"jaif"}
    assert set(kept) <= cited
    assert {fact for fact, *_rest in cited - set(kept)} <= {"status"}  # of its milestones


def test_rows_that_are_not_cited_fact_by_fact_name_their_sources(client):
    workbook = book(client, "/ledger.xlsx")

    named = {(line["Record"], line["Source"]) for line in records(workbook["Sources"])}
    assert named == {
        (row["slug"], source)
        for row in records(workbook["Data"])
        for source in row["sources"].split("; ")
    }


def test_evidence_of_an_unpublished_site_is_in_no_workbook(client):
    with recorded():
        Site.objects.filter(pk="pharos").update(published=False)

    assert "pharos" not in {r["Record"] for r in records(book(client, "/sites.xlsx")["Sources"])}


def test_it_says_what_it_is(client):
    lines = dict(book(client, "/sites.xlsx?country=PL")["About"].values)

    assert lines["licence"] == "CC-BY-4.0"
    assert lines["data_address"] == "http://testserver/sites.xlsx?country=PL"


@pytest.mark.parametrize("name", SELECTIONS)
def test_every_list_can_be_had(name):
    selection = SELECTIONS[name](QueryDict(""))

    content = b"".join(formats_of(name)["xlsx"].write(selection, "http://testserver/"))

    sheets = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets
    assert sum(1 for _row in sheets[0].rows) == 1 + selection.count


def test_no_file_is_left_where_reading_the_rows_fails():
    class Broken(SiteSelection):
        def each(self):
            yield from list(super().each())[:3]
            raise InterruptedError

    kept = list(ALL_TEMP_FILES)
    with pytest.raises(InterruptedError):
        list(formats_of("sites")["xlsx"].write(Broken(QueryDict("")), "http://testserver/"))

    assert kept == ALL_TEMP_FILES
