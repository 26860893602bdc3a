"""Fixture files in and out: all errors in one run, edits kept, nothing half-written."""

from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from directory.editing import canonical
from directory.editing.kinds import KINDS
from directory.models import ClaimTopic, Edition, Site, Source, Version
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def load(directory, *options):
    """Run the command; return what it prints and its exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("load_directory", directory, *options, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue() + err.getvalue(), stop.code
    except CommandError as error:
        return out.getvalue() + str(error), error.returncode
    return out.getvalue() + err.getvalue(), 0


@cache
def shipped(file):
    return canonical.read((settings.FIXTURES_DIR / f"{file}.yaml").read_text())


@pytest.fixture
def files(tmp_path):
    """Copies of shipped files that a test changes first: files(file, slug, field=value).

    With `files.few` they have nothing but the records that it changes, which loads faster.
    """

    def change(file="sites", slug="lumi-ai-factory", **values):
        path = tmp_path / f"{file}.yaml"
        if path.exists():
            records = canonical.read(path.read_text())
        else:
            records = {} if change.few else dict(shipped(file))
        records[slug] = {**shipped(file).get(slug, {}), **records.get(slug, {}), **values}
        path.write_text(canonical.write(records))
        return tmp_path

    change.path, change.few = tmp_path, False
    return change


def edit(**values):
    """Change the LUMI AI Factory as an editor would."""
    with recorded():
        site = Site.objects.get(slug="lumi-ai-factory")
        for name, value in values.items():
            setattr(site, name, value)
        site.save()


def city():
    return Site.objects.get(slug="lumi-ai-factory").city


def test_loading_again_changes_nothing_and_says_so():
    edition, versions = Edition.current_number(), Version.objects.count()

    told, status = load(settings.FIXTURES_DIR)

    assert status == 0
    assert "Nothing to change" in told
    assert (Edition.current_number(), Version.objects.count()) == (edition, versions)


def test_dump_gives_the_shipped_fixtures_byte_for_byte(tmp_path):
    call_command("dump_directory", tmp_path, stdout=StringIO())

    dumped = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in settings.FIXTURES_DIR.glob("*.yaml")}
    assert dumped.keys() == shipped.keys() == {f"{kind}.yaml" for kind in KINDS}
    assert [name for name in shipped if dumped[name] != shipped[name]] == []


def test_loading_into_an_empty_directory_shows_progress_and_counts(empty_directory):
    told, status = load(settings.FIXTURES_DIR)

    assert status == 0
    assert "sites              32  32 created" in told
    assert "supercomputers     39  39 created" in told
    assert "edition 1" in told


def test_a_changed_file_changes_the_record(files):
    told, status = load(files(city="Oulu"))

    assert status == 0
    assert "1 records written" in told
    assert city() == "Oulu"


def test_dry_run_shows_every_field_and_writes_nothing(files):
    edition = Edition.current_number()

    told, status = load(files(city="Oulu"), "--dry-run")

    assert status == 0
    assert "sites: lumi-ai-factory: changed" in told
    assert "database: Kajaani" in told
    assert "file:     Oulu" in told
    assert (city(), Edition.current_number()) == ("Kajaani", edition)


def test_an_edit_is_kept_when_the_file_stays_as_it_was():
    edit(city="Oulu")

    told, status = load(settings.FIXTURES_DIR)

    assert status == 0
    assert "sites: lumi-ai-factory: kept as edited" in told
    assert city() == "Oulu"


def test_an_edit_against_a_changed_file_is_kept_and_told_with_both_values(files):
    edit(city="Oulu")

    told, status = load(files(city="Espoo"))

    assert status == 1
    assert "sites: lumi-ai-factory: in conflict" in told
    assert "database: Oulu" in told
    assert "file:     Espoo" in told
    assert city() == "Oulu"


def test_a_conflict_does_not_keep_other_records_from_loading(files):
    edit(city="Oulu")
    files(city="Espoo")

    _told, status = load(files(slug="jaif", city="Aachen"))

    assert status == 1
    assert (city(), Site.objects.get(slug="jaif").city) == ("Oulu", "Aachen")


def test_take_file_overwrites_the_edit(files):
    edit(city="Oulu")

    _told, status = load(files(city="Espoo"), "--take-file")

    assert (status, city()) == (0, "Espoo")


def test_take_database_settles_the_conflict_for_good(files):
    edit(city="Oulu")
    directory = files(city="Espoo")

    _told, status = load(directory, "--take-database")
    _told_again, status_again = load(directory)

    assert (status, status_again, city()) == (0, 0, "Oulu")


def test_an_edit_that_the_file_repeats_is_no_conflict_then_or_later(files):
    edit(city="Oulu")

    agreed, _status = load(files(city="Oulu"))
    told, status = load(files(city="Espoo"))

    assert "Nothing to change" in agreed
    assert (status, city()) == (0, "Espoo"), told


def test_a_record_made_in_the_admin_is_left_alone():
    with recorded():
        Source.objects.create(
            slug="new", title="New", publisher="P", language="en", kind="news", reading="direct"
        )

    told, status = load(settings.FIXTURES_DIR)

    assert (status, "Nothing to change" in told) == (0, True)
    assert Source.objects.filter(slug="new").exists()


def test_a_record_deleted_in_the_admin_does_not_come_back_by_itself():
    with recorded():
        Site.objects.get(slug="hearts").delete()

    told, status = load(settings.FIXTURES_DIR)

    assert (status, "sites: hearts: kept as edited" in told) == (0, True)
    assert not Site.objects.filter(slug="hearts").exists()


def test_a_record_that_left_the_file_is_kept_and_told_until_the_file_is_taken(files):
    topics = canonical.read((settings.FIXTURES_DIR / "claim-topics.yaml").read_text())
    gone = topics.popitem()[0]
    (files.path / "claim-topics.yaml").write_text(canonical.write(topics))

    told, status = load(files.path)
    taken, _status = load(files.path, "--take-file")

    assert (status, f"claim-topics: {gone}: not in the file, kept" in told) == (0, True)
    assert "1 deleted" in taken


BROKEN = {
    "a word outside the vocabulary": (
        {"file": "sites", "location_precision": "roof"},
        "location_precision: Value 'roof' is not a valid choice. Accepted are: site, city.",
    ),
    "an unknown key": ({"file": "sites", "colour": "red"}, "colour: Unknown field. Accepted are:"),
    "a missing reference": ({"file": "sites", "country": "XX"}, "There is no country “XX”."),
    "half a place": (
        {"file": "sites", "latitude": None},
        "Give latitude and longitude, or neither",
    ),
    "a place off the Earth": ({"file": "sites", "latitude": 95}, "less than or equal to 90"),
    "text for a number": ({"file": "sites", "total_budget_eur": "1e6"}, "Expected a number"),
    "a number for text": ({"file": "sites", "city": 5}, "city: Expected text; put it in quotes."),
    "no list": ({"file": "sites", "milestones": "soon"}, "milestones: Expected a list."),
    "a fact that is none": (
        {"file": "sites", "evidence": {"colour": ["gazetteer"]}},
        "evidence.colour: Not a fact of this record.",
    ),
    "a reference twice": ({"file": "sites", "sectors": ["health", "health"]}, "stands in the list"),
    "a wave of another kind": ({"file": "sites", "wave": "antennas-2025"}, "cannot be of it"),
    "a factory that links": (
        {"file": "sites", "linked_factories": [{"factory": "jaif", "status": "linked"}]},
        "Only an antenna links factories",
    ),
    "a date in other words": (
        {"file": "sites", "milestones": [{"stage": "selected", "reached": True, "date": "soon"}]},
        "milestones[1].date: Not a date. Accepted are 2026-09-08",
    ),
    "a stage of a machine": (
        {"file": "sites", "milestones": [{"stage": "operational", "reached": True}]},
        "stage",
    ),
    "days in the wrong order": (
        {
            "file": "waves",
            "slug": "wave-1",
            "call_cutoffs": ["2024-13-40"],
        },
        "“2024-13-40” is not a day",
    ),
}


@pytest.mark.parametrize(("change", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_fixture_changes_nothing_and_names_place_and_reason(files, change, reason):
    files.few = True
    files(slug="jaif", city="Aachen")
    edition = Edition.current_number()

    told, status = load(files(**change))

    assert status == 2
    assert reason in told
    assert "nothing was written" in told
    assert Edition.current_number() == edition
    assert Site.objects.get(slug="jaif").city != "Aachen"


def test_all_errors_of_all_files_are_told_in_one_run(files):
    files(country="XX")
    files(slug="jaif", wave="antennas-2025")
    files(slug="hearts", latitude=None)
    files(file="supercomputers", slug="lumi", cost_scope=None)
    files(file="sources", slug="gazetteer", language="English")

    told, status = load(files.path)

    assert status == 2
    for place in ("sites: lumi-ai-factory country", "sites: jaif wave", "sites: hearts"):
        assert place in told
    assert "supercomputers: lumi: A cost and what it covers go together." in told
    assert "sources: gazetteer language" in told


def test_a_key_that_stands_twice_is_told_with_file_and_line(files):
    shipped = (settings.FIXTURES_DIR / "sectors.yaml").read_text()
    (files.path / "sectors.yaml").write_text(shipped + "health:\n  name: Health again\n")

    told, status = load(files.path)

    assert status == 2
    assert "sectors: line " in told
    assert 'found duplicate key "health"' in told


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("sectors.yaml", "a: [", "sectors: line 1"),
        ("sectors.yaml", "- health", "Expected a mapping of slugs to records."),
        ("sectors.yaml", "health: 3", "sectors: health: Expected a mapping"),
        ("sector.yaml", "", "Unknown file. Accepted are: countries.yaml"),
    ],
)
def test_a_file_of_another_shape_is_refused(files, name, text, reason):
    (files.path / name).write_text(text)

    told, status = load(files.path)

    assert (status, reason in told) == (2, True), told


def test_a_directory_that_is_not_there_is_refused():
    told, status = load(Path("no/such/place"))

    assert (status, "There is no such directory" in told) == (2, True)


OLD_SOURCE = {
    "title": "Old",
    "publisher": "P",
    "language": "en",
    "kind": "news",
    "reading": "direct",
}


def without(files, kind, slug):
    """Take a record out of a file."""
    path = files.path / f"{kind}.yaml"
    shipped = path if path.exists() else settings.FIXTURES_DIR / path.name
    records = canonical.read(shipped.read_text())
    record = records.pop(slug)
    path.write_text(canonical.write(records))
    return record


def test_a_record_gone_on_both_sides_may_come_back(files):
    topic = ClaimTopic.objects.first().pk
    with recorded():
        ClaimTopic.objects.get(pk=topic).delete()
    record = without(files, "claim-topics", topic)
    load(files.path)

    told, status = load(files("claim-topics", topic, **record))

    assert (status, "1 created" in told) == (0, True), told


def test_take_database_settles_a_record_that_left_the_file(files):
    without(files, "claim-topics", ClaimTopic.objects.first().pk)

    load(files.path, "--take-database")
    told, _status = load(files.path)

    assert "not in the file" not in told


def test_take_file_removes_a_record_with_its_only_use(files):
    with recorded():
        Source.objects.create(slug="old", **OLD_SOURCE)
    files(
        "sources", "old", title="Old", publisher="P", language="en", kind="news", reading="direct"
    )
    site = canonical.read((settings.FIXTURES_DIR / "sites.yaml").read_text())["skaiat"]
    cited = {**site["evidence"], "aliases": ["old"]}
    load(files("sites", "skaiat", evidence=cited))
    without(files, "sources", "old")

    told, status = load(files("sites", "skaiat", evidence=site["evidence"]), "--take-file")

    assert status == 0, told
    assert not Source.objects.filter(slug="old").exists()


def test_take_file_does_not_remove_what_a_record_made_in_the_admin_lists(files):
    """A list protects nothing by itself: the record would lose an entry without a word."""
    with recorded():
        ClaimTopic.objects.create(slug="mine", name="Mine", comment="Mine.").claims.add(
            "c-access-30"
        )
    without(files, "claims", "c-access-30")

    told, status = load(files.path, "--take-file")

    assert (status, "It is needed by Mine" in told) == (2, True), told
    assert ClaimTopic.objects.get(slug="mine").claims.count() == 1


def test_a_reference_to_a_record_that_stays_deleted_is_told_in_a_dry_run_too(files):
    with recorded():
        Source.objects.create(slug="old", **OLD_SOURCE)
    files(
        "sources", "old", title="Old", publisher="P", language="en", kind="news", reading="direct"
    )
    load(files.path)
    with recorded():
        Source.objects.get(slug="old").delete()

    for options in (["--dry-run"], []):
        told, status = load(files("sites", "skaiat", evidence={"aliases": ["old"]}), *options)

        assert (status, "There is no source “old”" in told) == (2, True), told


def test_an_empty_word_is_no_word(files):
    told, status = load(files("access-modes", "fast-lane", recurrence=""))

    assert (status, "Nothing to change" in told) == (0, True), told


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("sectors", 'health: {name: "a\\x01b"}', "A control character is in it."),
        ("sectors", 'health: {name: "a\\ud800b"}', "A control character is in it."),
        ("sectors", "health: &a {name: x}\nlegal: *a", "aliases are not accepted"),
        ("sectors", "health: !!bool x", "sectors: "),
        ("sectors", "[" * 5000, "sectors: "),
        ("sectors", f"health: {{name: {'x' * 500}}}", "at most 80 characters"),
    ],
    ids=["control", "surrogate", "alias", "tag", "deep", "long"],
)
def test_what_no_database_can_hold_is_told_with_its_place(files, kind, text, reason):
    (files.path / f"{kind}.yaml").write_text(text)

    told, status = load(files.path)

    assert (status, reason in told) == (2, True), told
