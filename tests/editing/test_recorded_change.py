"""The one way to write: transaction, validation, versions, one edition, and the guard."""

import contextlib
import contextvars

import pytest
from django.db import IntegrityError, connection, transaction

from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.guard import UnrecordedWriteError
from directory.editing.problems import ChangeRefusedError
from directory.models import (
    Antenna,
    AntennaLink,
    Citation,
    Edition,
    Factory,
    Milestone,
    Sector,
    Site,
    SiteOrganisation,
    Supercomputer,
    Version,
    Wave,
)
from tests.factories import make_organisation, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")


@pytest.fixture
def lumi():
    return Site.objects.get(slug="lumi-ai-factory")


def versions_of_latest_edition():
    edition = Edition.objects.first()
    return sorted(edition.versions.values_list("kind", "slug"))


def form_of(slug):
    return Version.objects.filter(kind="sites", slug=slug).first().form


WRITES = {
    "save": Site.save,
    "save through a proxy": lambda site: Factory.objects.get(pk=site.pk).save(),
    "create": lambda site: Sector.objects.create(slug="new", name="New"),
    "update": lambda site: Site.objects.update(city="Oulu"),
    "bulk_create": lambda site: Sector.objects.bulk_create([Sector(slug="new", name="New")]),
    "bulk_update": lambda site: Site.objects.bulk_update([site], ["city"]),
    "delete": lambda site: Milestone.objects.filter(site=site).first().delete(),
    "queryset delete": lambda site: Milestone.objects.all().delete(),
    "many-to-many": lambda site: site.sectors.clear(),
    "many-to-many from the far end": lambda site: Sector(slug="health").sites.set([site]),
    "through row": lambda site: SiteOrganisation.objects.filter(site=site).update(note="x"),
    "raw SQL": lambda site: connection.cursor().execute("DELETE FROM directory_site"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_outside_a_recorded_change_is_refused(lumi, write):
    site_count = Site.objects.count()

    with (
        pytest.raises(UnrecordedWriteError, match="outside a recorded change"),
        transaction.atomic(),
    ):
        write(lumi)

    assert Site.objects.count() == site_count
    assert not Sector.objects.filter(slug="new").exists()


def test_a_change_keeps_a_version_with_who_and_why(lumi):
    before = Edition.current_number()

    with recorded_change("maria", "The city council moved."):
        lumi.city = "Oulu"
        lumi.save()

    edition = Edition.objects.first()
    assert (edition.number, edition.who) == (before + 1, "maria")
    assert edition.why == "The city council moved."
    assert versions_of_latest_edition() == [("sites", "lumi-ai-factory")]
    assert "city: Oulu" in form_of("lumi-ai-factory")


def test_a_change_that_changes_nothing_makes_no_edition(lumi):
    before = Edition.current_number()

    with recorded():
        lumi.save()

    assert Edition.current_number() == before


def test_one_change_of_many_records_raises_the_edition_once(lumi):
    before = Edition.current_number()

    with recorded():
        for site in Site.objects.all()[:5]:
            site.city = "Oulu"
            site.save()

    assert Edition.current_number() == before + 1
    assert len(versions_of_latest_edition()) == 5


RECORDED = {
    "a proxy": lambda: Antenna.objects.get(slug="hearts").sectors.set(["health"]),
    "a proxy's row": lambda: save(Antenna.objects.get(slug="hearts"), city="Bern"),
    "many-to-many": lambda: Site.objects.get(slug="hearts").services.set(["training"]),
    "many-to-many from the far end": lambda: Sector.objects.get(slug="legal").sites.add("hearts"),
    "many-to-many set from the far end": lambda: Sector.objects.get(slug="legal").sites.set(
        [*Sector.objects.get(slug="legal").sites.all(), "hearts"]
    ),
    "a through row": lambda: AntennaLink.objects.create(
        antenna_id="hearts", factory_id="jaif", status="linked"
    ),
    "a row about it": lambda: Citation.objects.create(
        site_id="hearts", field="aliases", source_id="gazetteer"
    ),
    "the sources of a milestone": lambda: (
        Milestone.objects.filter(site="hearts").first().sources.add("gazetteer")
    ),
    "update": lambda: Site.objects.filter(slug="hearts").update(city="Bern"),
    "update of rows": lambda: Milestone.objects.filter(site="hearts").update(note="Seen."),
    "bulk_update": lambda: Site.objects.bulk_update([Site(slug="hearts", city="Bern")], ["city"]),
    "bulk_create of rows": lambda: Citation.objects.bulk_create(
        [Citation(site_id="hearts", field="aliases", source_id="gazetteer")]
    ),
    "raw SQL": lambda: connection.cursor().execute(
        "UPDATE directory_site SET city = 'Bern' WHERE slug = 'hearts'"
    ),
}


def save(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


@pytest.mark.parametrize("write", RECORDED.values(), ids=RECORDED.keys())
def test_every_way_of_writing_is_recorded(write):
    before = form_of("hearts")

    with recorded():
        write()

    assert versions_of_latest_edition() == [("sites", "hearts")]
    assert form_of("hearts") != before


def test_deleting_a_record_keeps_an_empty_version_and_those_it_is_taken_from():
    with recorded():
        Sector.objects.get(slug="legal").delete()

    touched = versions_of_latest_edition()
    assert ("sectors", "legal") in touched
    assert ("sites", "bsc-ai-factory") in touched
    assert (
        Version.objects.get(kind="sectors", slug="legal", edition=Edition.objects.first()).form
        == ""
    )
    assert "legal" not in canonical.read(form_of("bsc-ai-factory"))["sectors"]


def test_an_invalid_record_refuses_the_whole_change(lumi):
    before = Edition.current_number()

    with pytest.raises(ChangeRefusedError) as refused, recorded():
        lumi.city = "Oulu"
        lumi.save()
        link = AntennaLink.objects.filter(antenna="pharos-cy").first()
        link.factory_id = "hearts"
        link.save()

    problem = refused.value.problems[0]
    assert (problem.kind, problem.slug) == ("sites", "pharos-cy")
    assert "is not an AI Factory" in problem.reason
    assert Site.objects.get(slug="lumi-ai-factory").city == "Kajaani"
    assert Edition.current_number() == before


def evidence(site, fact):
    return Citation.objects.filter(site=site, field=fact)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (lambda: Site.objects.filter(slug="jaif").update(wave="antennas-2025"), "cannot be of it"),
        (lambda: Site.objects.filter(slug="jaif").update(kind="antenna"), "must be a factory"),
        (lambda: Milestone.objects.filter(site="jaif").delete(), "needs the reached milestone"),
        (lambda: evidence("it4lia", "name").update(field="colour"), "not a fact"),
        (lambda: evidence("it4lia", "total_budget_eur").delete(), "different things"),
        (lambda: Supercomputer.objects.filter(slug="lumi").update(website="lumi"), "valid URL"),
    ],
    ids=[
        "wave of another kind",
        "linked site no factory",
        "not selected",
        "fact",
        "conflict",
        "url",
    ],
)
def test_the_rules_reach_bulk_updates_too(write, reason):
    with pytest.raises((ChangeRefusedError, IntegrityError), match=reason), recorded():
        write()


def test_an_error_half_way_leaves_everything_as_it_was(lumi):
    before = Edition.current_number()

    with pytest.raises(RuntimeError, match="power cut"), recorded():
        lumi.city = "Oulu"
        lumi.save()
        raise RuntimeError("power cut")

    assert Site.objects.get(slug="lumi-ai-factory").city == "Kajaani"
    assert Edition.current_number() == before


def test_a_change_within_a_change_joins_it(lumi):
    before = Edition.current_number()

    with recorded():
        with recorded():
            lumi.city = "Oulu"
            lumi.save()
        make_organisation("new-partner")

    assert Edition.current_number() == before + 1
    assert len(versions_of_latest_edition()) == 2


def test_a_new_record_never_overwrites_an_old_one(lumi):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_site("lumi-ai-factory")

    lumi.refresh_from_db()
    assert lumi.name == "LUMI AI Factory"


def test_a_row_that_moves_is_recorded_at_both_records():
    milestone = Milestone.objects.filter(site="jaif", stage="in-preparation").first()

    with recorded():
        milestone.site_id = "lumi-ai-factory"
        milestone.save()

    assert versions_of_latest_edition() == [("sites", "jaif"), ("sites", "lumi-ai-factory")]


def test_a_row_that_leaves_an_invalid_record_behind_is_refused():
    with pytest.raises(ChangeRefusedError, match="needs the reached milestone"), recorded():
        milestone = Milestone.objects.get(site="jaif", stage="selected")
        milestone.site_id = "lumi-ai-factory"
        milestone.save()


def test_a_write_that_failed_does_not_hide_the_next_one():
    with recorded():
        with contextlib.suppress(IntegrityError), transaction.atomic():
            Sector(slug="new", name=Sector.objects.get(slug="legal").name).save()
        Sector.objects.filter(slug="legal").update(name="Law and order")

    assert versions_of_latest_edition() == [("sectors", "legal")]


def test_a_change_within_a_change_that_fails_leaves_nothing_of_itself(lumi):
    with recorded():
        make_organisation("new-partner")
        with contextlib.suppress(RuntimeError), recorded():
            Site.objects.filter(pk=lumi.pk).update(city="Oulu")
            raise RuntimeError("power cut")

    assert Site.objects.get(pk=lumi.pk).city == "Kajaani"
    assert versions_of_latest_edition() == [("organisations", "new-partner")]


def test_a_context_kept_from_a_closed_change_writes_nothing(lumi):
    with recorded():
        kept = contextvars.copy_context()

    with pytest.raises(UnrecordedWriteError), transaction.atomic():
        kept.run(Site.objects.update, city="Oulu")


def test_a_wave_keeps_the_kind_of_its_sites():
    with pytest.raises(ChangeRefusedError, match="Sites of another kind"), recorded():
        Wave.objects.filter(slug="wave-1").update(kind="antenna")


def test_a_milestone_reached_by_a_day_to_come_is_refused():
    with pytest.raises(ChangeRefusedError, match="lies in the future"), recorded():
        Milestone.objects.filter(site="jaif", stage="selected").update(
            as_published="by 2099-01-01", earliest=None, latest="2099-01-01"
        )


def test_a_control_character_is_refused():
    with pytest.raises(ChangeRefusedError, match="summary: A control character"), recorded():
        Site.objects.filter(slug="jaif").update(summary="ring \x07")


def test_a_site_is_not_verified_on_a_day_to_come():
    with pytest.raises(ChangeRefusedError, match="still to come"), recorded():
        Site.objects.filter(slug="jaif").update(last_verified_on="2099-01-01")
