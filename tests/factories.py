"""Small records for tests: required fields only, everything else as the test says."""

from itertools import count

from directory.editing.change import recorded_change
from directory.enums import AccessTrack, MachineRole, SiteKind, SiteStage
from directory.models import (
    AccessCall,
    AccessMode,
    Country,
    Milestone,
    Organisation,
    Site,
    Source,
    Supercomputer,
    Wave,
)

numbers = count(1)


def recorded(why="test"):
    """Open a recorded change as a test's editor."""
    return recorded_change("tester", why)


def make_country(slug="FI", **values):
    values = {"name": slug, "label_latitude": 60, "label_longitude": 20} | values
    with recorded():
        return Country.objects.get_or_create(slug=slug, defaults=values)[0]


def make_wave(slug="wave-9", **values):
    values = {"name": slug, "kind": SiteKind.FACTORY, "announced_on": "2024-12-10"} | values
    with recorded():
        return Wave.objects.get_or_create(slug=slug, defaults=values)[0]


def make_source(slug=None, **values):
    slug = slug or f"source-{next(numbers)}"
    values = {
        "title": slug,
        "publisher": "Press",
        "language": "en",
        "kind": "news",
        "reading": "direct",
    } | values
    with recorded():
        return Source.objects.create(slug=slug, **values)


def make_organisation(slug=None, **values):
    slug = slug or f"organisation-{next(numbers)}"
    with recorded():
        return Organisation.objects.create(slug=slug, **{"name": slug} | values)


def make_supercomputer(slug=None, **values):
    slug = slug or f"machine-{next(numbers)}"
    values = {"name": slug, "role": MachineRole.EXISTING} | values
    values.setdefault("country", make_country())
    with recorded():
        return Supercomputer.objects.create(slug=slug, **values)


def make_access_mode(slug=None, *, closes_on=(), **values):
    """Make a way to computing time with its cut-off days."""
    slug = slug or f"mode-{next(numbers)}"
    values = {"name": slug, "track": AccessTrack.GENERAL} | values
    with recorded():
        mode = AccessMode.objects.create(slug=slug, **values)
        for day in closes_on:
            AccessCall.objects.create(mode=mode, closes_on=day)
    return AccessMode.objects.with_calls().get(pk=slug)


def make_site(slug=None, *, selected="2024-12-10", **values):
    """Make a published factory that was selected on a day."""
    slug = slug or f"site-{next(numbers)}"
    kind = values.setdefault("kind", SiteKind.FACTORY)
    values.setdefault("name", slug)
    with recorded():
        values.setdefault("country", make_country())
        values.setdefault("wave", make_wave(f"wave-of-{kind}", kind=kind))
        site = Site.objects.create(slug=slug, **values)
        reach(site, SiteStage.SELECTED, selected)
    return site


def reach(site, stage, words="", *, reached=True, **values):
    """Add a milestone to a site, its date in the words of a source."""
    with recorded():
        milestone = Milestone(site=site, stage=stage, reached=reached, as_published=words, **values)
        milestone.clean()
        milestone.save()
    return milestone
