"""manage.py publish_due: what was approved for a day is published on it, once."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from directory.editing.drafting import drafts
from directory.models import Draft, Edition, Site
from tests.conftest import TODAY
from tests.edits import begin_draft
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def run():
    """Run the command; return what it prints and its exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("publish_due", stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue() + err.getvalue(), stop.code
    return out.getvalue() + err.getvalue(), 0


def scheduled(slug, day=TODAY, **values):
    """Schedule a change of a site."""
    draft = begin_draft("sites", slug, **values)
    drafts.schedule(draft, day, who="paul")
    return draft


def city(slug):
    return Site.objects.get(slug=slug).city


def test_it_tells_what_it_published_once_and_not_what_waits():
    scheduled("lumi-ai-factory", city="Oulu")
    scheduled("jaif", TODAY + datetime.timedelta(days=1), city="Aachen")

    told, status = run()
    edition = Edition.objects.first()

    assert (status, told) == (0, f"sites/lumi-ai-factory: published, edition {edition}.\n")
    assert (city("lumi-ai-factory"), city("jaif")) == ("Oulu", "Jülich")
    assert run() == ("", 0)
    assert Edition.objects.first() == edition


def test_what_cannot_be_published_is_told_and_does_not_stop_the_others():
    scheduled("jaif", city="Aachen")
    with recorded():
        Site.objects.filter(slug="jaif").update(city="Bonn")
    scheduled("lumi-ai-factory", city="Oulu")

    told, status = run()

    assert status == 1
    assert "sites/jaif: back to the reviewers: " in told
    assert "sites/lumi-ai-factory: published" in told
    assert (city("jaif"), city("lumi-ai-factory")) == ("Bonn", "Oulu")
    assert run() == ("", 0)


def test_a_day_that_was_missed_is_made_up_for():
    draft = scheduled("lumi-ai-factory", city="Oulu")
    with recorded():
        Draft.objects.filter(pk=draft.pk).update(publish_on=TODAY - datetime.timedelta(days=9))

    assert (run()[1], city("lumi-ai-factory")) == (0, "Oulu")
