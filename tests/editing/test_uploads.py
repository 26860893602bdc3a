"""Uploads: files of every sort are read or refused with reasons, then compared and chosen from."""

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st
from openpyxl.xml.constants import SHEET_MAIN_NS

from directory.editing import canonical
from directory.editing.imports.choosing import apply, keep, keep_as_drafts
from directory.editing.imports.comparison import compare, comparison_of, mark_of
from directory.editing.imports.reading import LARGEST, read_upload
from directory.editing.imports.tabular import csv, table
from directory.editing.kinds import KINDS
from directory.editing.loading.comparing import Outcome
from directory.editing.loading.load import load_directory
from directory.editing.problems import ChangeRefusedError, OutdatedError
from directory.editing.writing import published_form
from directory.models import Baseline, Draft, Edition, Sector, Site, Source, Upload
from tests.edits import LUMI, edit
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

SITES, SECTORS = KINDS["sites"], KINDS["sectors"]


def lumi():
    return Site.objects.get(slug=LUMI)


def rows(*lines):
    return "\n".join(lines).encode()


def upload_of(name, data, kind=""):
    """Keep a file to choose from, as an editor would upload it."""
    return keep(read_upload(name, data, kind), name, who="maria")


def chosen(upload, *slugs):
    """Return what an editor sends who chose these records."""
    lines = {line.slug: line for line in comparison_of(upload).lines}
    return {slug: mark_of(lines[slug]) for slug in slugs}


def outcomes(name, data):
    comparison = compare(read_upload(name, data))
    assert comparison.problems == []
    return {line.slug: line.outcome for line in comparison.lines}


def workbook(*lines):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(file)
    return file.getvalue()


SMALL_FILES = {
    ".yaml": b"a: {city: Oulu, evidence: {city: [b]}}",
    ".csv": b"slug,city,evidence,edition\na,Oulu,{city: [b]},1",
    ".xlsx": workbook(["slug", "city"], ["a", "Oulu"]),
}


def with_sheet(rows, before="", encoding="utf-8"):
    """An XLSX whose sheet is written by hand."""
    file = io.BytesIO()
    sheet = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{rows}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["slug"]))) as book,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in set(book.namelist()) - {"xl/worksheets/sheet1.xml"}:
            packed.writestr(name, book.read(name))
        packed.writestr("xl/worksheets/sheet1.xml", (before + sheet).encode(encoding))
    return file.getvalue()


def refusal(name, data, kind=""):
    with pytest.raises(ChangeRefusedError) as refused:
        read_upload(name, data, kind)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("sites.doc", b"slug", "Unknown kind of file. Accepted are: .yaml, .csv, .xlsx."),
        ("sites", b"slug", "Unknown kind of file"),
        ("places.csv", b"slug", "Choose the kind"),
        ("sites.csv", b"", "first row: There is no column “slug”"),
        ("sites.csv", b"slug,city\n", "There is no record in it"),
        ("sites.csv", b"a" * (LARGEST + 1), "The file is too large: 2 MB at most"),
        ("sites.csv", "slug,city\na,Kraków".encode("cp1250"), "Save it as “CSV UTF-8”"),
        ("sites.csv", "slug,city\na,b".encode("utf-16"), "Save it as “CSV UTF-8”"),
        ("sites.csv", b'slug,city\na,"b', "This is no CSV"),
        ("sites.csv", b"slug\n" + b"a\n" * 6000, "There are more than 5000 rows"),
        (
            "sites.csv",
            b"slug,ctiy\na,b",
            "first row ctiy: Unknown column. Accepted are: slug, kind",
        ),
        ("sites.csv", b"slug,city,city\na,b,c", "first row city: This column stands there twice"),
        ("sites.csv", b"slug,city\na,b\na,c", "row 3 slug: “a” stands in an earlier row already"),
        ("sites.csv", b"slug,city\n,b", "row 2 slug: Missing"),
        ("sites.csv", b"slug,city\na,b,c", "row 2: The row has more cells than the first row"),
        ("sites.csv", b"slug,\na,b", "row 2: A cell stands in a column without a name"),
        ("sites.csv", b"slug,evidence\na,[", "row 2 evidence: line 1"),
        ("sites.csv", b"slug,edition\na,99999", "edition: There is no edition “99999”"),
        ("sites.csv", b"slug,edition\na,{a: b}", "edition: There is no edition “{a: b}”"),
        ("sites.csv", b"slug,edition\na,1\nb,2", "The rows come from different editions"),
        ("sites.yaml", b"\xff\xfe", "The file is not in UTF-8"),
        ("sites.yaml", b"a: {city: b\n", "sites.yaml: line 2"),
        ("sites.yaml", b"a: \x00", "sites.yaml"),
        ("sites.yaml", b"a: {city: 0x%s}" % (b"f" * 5000), "a number has more than 40 digits"),
        ("sites.yaml", b"a: {}\na: {}", "duplicate key"),
        ("sites.yaml", b"- a", "Expected a mapping of slugs to records"),
        ("sites.yaml", b"a: b", "sites: a: Expected a mapping of fields to values"),
        ("sites.yaml", b"", "There is no record in it"),
        ("sites.yaml", b"# Edition 99999\na: {}", "There is no edition “99999”"),
        ("sites.xlsx", b"slug", "This is no XLSX file, or it is broken"),
        ("sites.xlsx", workbook(["slug"])[:-30], "This is no XLSX file, or it is broken"),
        ("sites.xlsx", workbook(["slug"], ["=A1"]), "row 2 slug: A formula. Put the value itself"),
    ],
)
def test_an_unreadable_file_is_refused_with_the_place_and_the_reason(name, data, told):
    assert told in refusal(name, data)


@tries(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4000), st.binary(max_size=3))
def test_a_broken_file_is_refused_or_read_and_never_fails(place, noise):
    for suffix, whole in SMALL_FILES.items():
        data = whole[:place] + noise + whole[place + 1 :]
        with suppress(ChangeRefusedError):
            assert read_upload(f"sites{suffix}", data).forms


def test_a_zip_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("notes.txt", "slug")

    assert "This is no XLSX file" in refusal("sites.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (with_sheet(" " * 4 * 1024**2), "too large when unpacked: 3 MB at most"),
        (with_sheet(f"<row>{'<c/>' * 300_000}</row>"), "too many cells, perhaps empty ones"),
        (with_sheet("<row/>", '<!DOCTYPE x [<!ENTITY a "b">]>'), "defines XML entities"),
        (
            with_sheet("<row/>", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>', "utf-16"),
            "defines XML entities",
        ),
    ],
    ids=["blanks", "cells", "entities", "entities in UTF-16"],
)
def test_a_small_file_that_would_grow_in_memory_is_refused_before_it_does(data, told):
    assert len(data) < 20_000
    assert told in refusal("sites.xlsx", data)


def test_the_library_that_reads_spreadsheets_expands_no_entities():
    assert openpyxl.DEFUSEDXML


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sites.yaml", b"a: {aliases: [" + b"b," * 60_000 + b"]}"),
        ("sites.csv", b"slug,aliases\n" + b'a,"%s"\n' % (b"[]," * 30_000) * 2),
        (
            "sites.xlsx",
            workbook(["slug", "aliases"], *([str(n), "b\n" * 15_000] for n in range(5))),
        ),
    ],
)
def test_what_would_take_minutes_to_compare_is_refused_at_once(name, data):
    assert "more than 50000 commas, colons, brackets and lines" in refusal(name, data)


def test_a_record_has_so_many_rows_and_citations_and_no_more():
    source = Source.objects.first().pk
    cited = [{"source": source, "states": f"{number} km"} for number in range(1_000)]
    form = {**published_form(SITES, LUMI), "evidence": {"city": cited}}
    data = canonical.write({LUMI: form}).encode()

    (problem,) = compare(read_upload("sites.yaml", data)).problems

    assert problem.reason == "A record has 1000 rows and citations at most."


@pytest.mark.parametrize(
    "name", ["sites.yaml", "Sites (1).yml", "sites-edition-12.YAML", "places.yaml"]
)
def test_the_kind_is_in_the_name_of_the_file_or_chosen(name):
    assert read_upload(name, b"a: {}", "sites" if "places" in name else "").kind is SITES
    assert read_upload("claim-topics.yaml", b"a: {}").kind is KINDS["claim-topics"]


def test_everything_wrong_with_records_is_told_by_record_and_field():
    data = rows("slug,city,country,wave,latitude", f"{LUMI},Oulu,ZZ,wave-9,north", "new-one,a,FI,,")

    told = [str(problem) for problem in compare(read_upload("sites.csv", data)).problems]

    assert "sites: lumi-ai-factory country: There is no country “ZZ”." in told
    assert "sites: lumi-ai-factory wave: There is no wave “wave-9”." in told
    assert "sites: lumi-ai-factory latitude: Expected a number." in told
    assert "sites: new-one name: Missing." in told


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_column_that_is_missing_leaves_its_fact_as_it_is(separator):
    form = published_form(SITES, LUMI)
    data = rows("slug,city,acronym", f"{LUMI},Oulu,").replace(b",", separator.encode())

    upload = upload_of("sites.csv", data)
    edition = apply(upload, chosen(upload, LUMI), who="maria", why="Moved")

    wanted = {key: value for key, value in form.items() if key != "acronym"} | {"city": "Oulu"}
    assert published_form(SITES, LUMI) == wanted
    assert (edition.who, edition.why) == ("maria", "Moved")
    assert not Upload.objects.exists()


def test_a_record_of_a_yaml_file_is_told_as_a_whole():
    form = {**published_form(SECTORS, "agriculture"), "name": "Farming"}
    form.pop("aliases", None)

    upload = upload_of("sectors.yaml", canonical.write({"agriculture": form}).encode())
    apply(upload, chosen(upload, "agriculture"), who="maria", why="Renamed")

    assert published_form(SECTORS, "agriculture") == form


def test_records_are_told_by_what_would_happen_to_them():
    edit(city="Oulu")
    forms = canonical.read((settings.FIXTURES_DIR / "sites.yaml").read_text())
    forms["jaif"]["city"] = "Aachen"
    forms["new-one"] = {**forms["jaif"], "name": "New"}

    told = outcomes("sites.yaml", canonical.write(forms).encode())

    assert told.pop("new-one") is Outcome.CREATED
    assert told.pop("jaif") is Outcome.CHANGED
    assert told.pop(LUMI) is Outcome.KEPT
    assert set(told.values()) == {Outcome.UNCHANGED}


def test_a_file_against_an_edit_since_the_last_load_is_in_conflict():
    edit(city="Oulu")

    assert outcomes("sites.csv", rows("slug,city", f"{LUMI},Espoo")) == {LUMI: Outcome.CONFLICT}


def test_a_file_that_names_its_edition_is_compared_with_the_edits_since():
    exported = csv(table(SITES, {LUMI: published_form(SITES, LUMI)}, Edition.current_number()))
    moved = exported.decode().replace(",Kajaani,", ",Espoo,").encode()
    edit(acronym="LAIF")

    same, other = (compare(read_upload("sites.csv", data)).lines[0] for data in (exported, moved))

    assert same.outcome is Outcome.KEPT
    # Both changed something else: neither edit is lost.
    assert other.outcome is Outcome.CHANGED
    assert (other.result["city"], other.result["acronym"]) == ("Espoo", "LAIF")


def test_the_edition_of_a_file_tells_also_what_visitors_may_not_see():
    edit(published=False)
    exported = csv(table(SITES, {LUMI: published_form(SITES, LUMI)}, Edition.current_number()))
    edit(city="Oulu")

    assert outcomes("sites.csv", exported) == {LUMI: Outcome.KEPT}


def test_a_file_that_names_its_edition_against_an_edit_of_the_same_fact_is_in_conflict():
    exported = csv(table(SITES, {LUMI: published_form(SITES, LUMI)}, Edition.current_number()))
    moved = exported.decode().replace(",Kajaani,", ",Espoo,").encode()
    edit(city="Oulu", acronym="LAIF")

    (line,) = compare(read_upload("sites.csv", moved)).lines

    assert line.outcome is Outcome.CONFLICT
    assert line.base["city"] == "Kajaani"
    assert (line.result["city"], line.result["acronym"]) == ("Espoo", "LAIF")


def test_an_upload_is_an_edit_that_the_next_load_keeps():
    marks = dict(Baseline.objects.values_list("slug", "fingerprint"))
    upload = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu"))
    apply(upload, chosen(upload, LUMI), who="maria", why="Moved")

    report = load_directory(settings.FIXTURES_DIR, who="test")

    assert [line.slug for line in report.having(Outcome.KEPT)] == [LUMI]
    assert lumi().city == "Oulu"
    assert dict(Baseline.objects.values_list("slug", "fingerprint")) == marks


def test_records_of_an_upload_may_refer_to_each_other():
    jaif = published_form(SITES, "jaif")
    factory = {**jaif, "name": "New factory"}
    antenna = {
        **published_form(SITES, Site.objects.filter(kind="antenna").first().pk),
        "name": "New antenna",
        "linked_factories": [{"factory": "new-factory", "status": "linked"}],
    }
    forms = {"a-new-antenna": antenna, "new-factory": factory}
    upload = upload_of("sites.yaml", canonical.write(forms).encode())
    both = chosen(upload, *forms)

    with pytest.raises(ChangeRefusedError, match="There is no site “new-factory”"):
        apply(upload, {"a-new-antenna": both["a-new-antenna"]}, who="maria", why="Half of it")
    apply(upload, both, who="maria", why="Selected")

    assert Site.objects.filter(slug__in=forms).count() == 2


def test_nothing_is_written_where_a_chosen_record_changed_after_it_was_looked_at():
    sectors = list(Sector.objects.values_list("pk", flat=True)[:2])
    data = rows("slug,name", *(f"{slug},New name of {slug}" for slug in sectors))
    upload = upload_of("sectors.csv", data)
    marks = chosen(upload, *sectors)
    with recorded():
        Sector.objects.filter(pk=sectors[1]).update(name="Edited meanwhile")
    edition = Edition.current_number()

    with pytest.raises(OutdatedError, match=f"{sectors[1]}: It changed after you looked"):
        apply(upload, marks, who="maria", why="Names")

    assert Edition.current_number() == edition
    assert Upload.objects.filter(pk=upload.pk).exists()
    assert not Sector.objects.filter(name__startswith="New name").exists()


def test_an_upload_is_applied_once():
    upload = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu"))
    twice, marks = Upload.objects.get(pk=upload.pk), chosen(upload, LUMI)
    apply(upload, marks, who="maria", why="Moved")

    with pytest.raises(OutdatedError, match="Somebody has finished with this upload"):
        apply(twice, marks, who="maria", why="Moved")


def test_what_the_rules_of_records_refuse_refuses_the_whole():
    upload = upload_of("sites.csv", rows("slug,city,latitude", f"{LUMI},Oulu,", "jaif,Aachen,50"))

    with pytest.raises(ChangeRefusedError) as refused:
        apply(upload, chosen(upload, LUMI, "jaif"), who="maria", why="Moved")

    assert {problem.slug for problem in refused.value.problems} == {LUMI}
    assert (lumi().city, Site.objects.get(slug="jaif").city) == ("Kajaani", "Jülich")


def test_chosen_records_can_wait_as_drafts():
    upload = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu", "jaif,Aachen"))

    keep_as_drafts(upload, chosen(upload, LUMI), who="maria", why="Moved", discards=True)

    (draft,) = Draft.objects.all()
    assert (draft.slug, draft.who, draft.why) == (LUMI, "maria", "Moved")
    assert canonical.read(draft.form)["city"] == "Oulu"
    assert lumi().city == "Kajaani"
    assert not Upload.objects.exists()


def test_records_that_nobody_chose_stay_in_the_upload_unless_they_are_discarded():
    upload = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu", "jaif,Aachen"))

    keep_as_drafts(upload, chosen(upload, LUMI), who="pekka", why="Moved")

    assert Upload.objects.get() == upload
    with pytest.raises(ChangeRefusedError, match="A draft of pekka waits"):
        keep_as_drafts(upload, chosen(upload, LUMI, "jaif"), who="pekka", why="Moved")


def test_an_upload_of_which_everything_was_chosen_is_done_with():
    upload = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu", "jaif,Aachen"))

    keep_as_drafts(upload, chosen(upload, LUMI, "jaif"), who="pekka", why="Moved")

    assert not Upload.objects.exists()


def test_a_draft_that_waits_already_refuses_all_others():
    first = upload_of("sites.csv", rows("slug,city", f"{LUMI},Oulu"))
    keep_as_drafts(first, chosen(first, LUMI), who="maria", why="Moved")
    second = upload_of("sites.csv", rows("slug,city", f"{LUMI},Espoo", "jaif,Aachen"))

    with pytest.raises(ChangeRefusedError, match="A draft of maria waits for this record already"):
        keep_as_drafts(second, chosen(second, LUMI, "jaif"), who="pekka", why="Moved")

    assert Draft.objects.count() == 1
    assert Upload.objects.get() == second


def test_an_upload_never_deletes():
    count = Source.objects.count()
    slug = Source.objects.first().pk

    assert outcomes("sources.csv", rows("slug", slug)) == {slug: Outcome.UNCHANGED}
    assert Source.objects.count() == count
