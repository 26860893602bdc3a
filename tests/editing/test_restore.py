"""Restoring: an older version of a record becomes its newest, as a whole or not at all."""

import pytest

from directory.editing.kinds import KINDS
from directory.editing.problems import ChangeRefusedError
from directory.editing.writing import form_in_edition, published_form, restore
from directory.models import Edition, Milestone, Site, Source, Version
from tests.factories import make_organisation, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

SITES = KINDS["sites"]
LUMI = "lumi-ai-factory"


def restored(kind, slug, edition):
    return restore(kind, slug, edition, who="maria", why="The old one was right.")


def test_a_record_comes_back_with_its_rows_lists_and_citations_as_a_new_version():
    stood, form = Edition.current_number(), published_form(SITES, LUMI)
    with recorded():
        site = Site.objects.get(pk=LUMI)
        site.name = "Something else"
        site.save()
        site.sectors.clear()
        site.conflicts.all().delete()
        site.citations.all().delete()
        Milestone.objects.filter(site=site).exclude(stage="selected").delete()

    edition = restored(SITES, LUMI, stood)

    assert published_form(SITES, LUMI) == form == form_in_edition(SITES, LUMI, edition.number)
    assert (edition.who, edition.why) == ("maria", "The old one was right.")
    assert list(edition.versions.values_list("kind", "slug")) == [("sites", LUMI)]


def test_what_stands_already_makes_no_edition():
    stood = Edition.current_number()

    assert restored(SITES, LUMI, stood) is None
    assert Edition.current_number() == stood


def test_a_deleted_record_comes_back():
    make_organisation("lab", name="The lab")
    stood = Edition.current_number()
    with recorded():
        KINDS["organisations"].model.objects.get(pk="lab").delete()

    restored(KINDS["organisations"], "lab", stood)

    assert str(KINDS["organisations"].model.objects.get(pk="lab")) == "The lab"


def test_a_version_that_names_what_is_no_more_is_refused_and_nothing_written():
    source = make_source("paper")
    with recorded():
        site = Site.objects.get(pk=LUMI)
        milestone = site.milestones.first()
        milestone.sources.add(source)
    stood = Edition.current_number()
    with recorded():
        milestone.sources.remove(source)
        source.delete()
    now, newest = published_form(SITES, LUMI), Edition.current_number()

    with pytest.raises(ChangeRefusedError, match="paper"):
        restored(SITES, LUMI, stood)

    assert (published_form(SITES, LUMI), Edition.current_number()) == (now, newest)
    assert not Source.objects.filter(pk="paper").exists()


@pytest.mark.parametrize("slug", ["paper", "nowhere"])
def test_an_edition_without_the_record_is_refused(slug):
    before = Edition.current_number()
    make_source("paper")

    with pytest.raises(ChangeRefusedError, match=f"Edition {before} has no such record"):
        restored(KINDS["sources"], slug, before)

    assert Version.objects.filter(slug="nowhere").count() == 0
