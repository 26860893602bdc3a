"""Selections of changes: what editions changed, and nothing of what visitors may not see."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from directory.editing import canonical, guard
from directory.editing.kinds import KINDS
from directory.editing.record_forms import record_form
from directory.models import (
    Edition,
    Factory,
    Organisation,
    Site,
    Supercomputer,
    Version,
)
from directory.models.history import SITES, UNPUBLISHED
from directory.selection import ChangeSelection
from directory.selection.changes import MODELS
from tests.factories import make_organisation, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")


def ask(query=""):
    return ChangeSelection(QueryDict(query))


def found(query=""):
    """Return what is found after the first edition, the newest first."""
    return [
        (version.edition_id, version.kind, version.slug)
        for version in ask(query).found
        if version.edition_id > 1
    ]


def change(model, slug, **values):
    with recorded():
        record = model.objects.get(pk=slug)
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
    return Edition.current_number()


def seen(slug, kind=SITES):
    return sorted(
        Version.objects.public().filter(kind=kind, slug=slug).values_list("edition", flat=True)
    )


def test_it_knows_every_kind_of_record():
    assert set(MODELS) == set(KINDS)
    assert all(KINDS[name].model is model for name, model in MODELS.items())


def test_the_first_edition_recorded_everything():
    assert ask("edition=1").count == Version.objects.count()
    assert not ask("edition=1").found.filter(is_new=0).exists()


def test_the_newest_edition_stands_first_and_what_differs_before_what_is_new():
    first = change(Site, "lumi-ai-factory", city="Oulu")
    with recorded():
        Organisation.objects.create(slug="new-body", name="New body")
        Supercomputer.objects.filter(pk="lumi").update(nodes=1)
    newest = Edition.current_number()

    assert found() == [
        (newest, "supercomputers", "lumi"),
        (newest, "organisations", "new-body"),
        (first, "sites", "lumi-ai-factory"),
    ]
    assert found("sort=changed_on")[0][0] == first


def test_a_change_through_a_proxy_is_one_of_the_site():
    edition = change(Factory, "lumi-ai-factory", city="Oulu")

    assert found("site=lumi-ai-factory") == [(edition, "sites", "lumi-ai-factory")]


def test_a_site_comes_with_its_machines():
    machine = change(Supercomputer, "lumi", nodes=1)
    change(Supercomputer, "jupiter", nodes=1)
    site = change(Site, "lumi-ai-factory", city="Oulu")

    assert found("site=lumi-ai-factory") == [
        (site, "sites", "lumi-ai-factory"),
        (machine, "supercomputers", "lumi"),
    ]


def test_a_country_comes_with_its_sites_machines_and_organisations():
    change(Site, "lumi-ai-factory", city="Oulu")
    change(Supercomputer, "lumi", nodes=1)
    change(Organisation, "csc", website="https://csc.example.org/")
    change(Supercomputer, "jupiter", nodes=1)

    assert {slug for _edition, _kind, slug in found("country=FI")} == {
        "lumi-ai-factory",
        "lumi",
        "csc",
    }
    assert [slug for _edition, _kind, slug in found("country=FI&kind=sites")] == ["lumi-ai-factory"]


def test_a_wave_comes_with_its_sites_and_their_machines():
    change(Site, "lumi-ai-factory", city="Oulu")
    change(Supercomputer, "lumi", nodes=1)
    change(Organisation, "csc", website="https://csc.example.org/")

    assert {slug for _edition, _kind, slug in found("wave=wave-1")} == {"lumi-ai-factory", "lumi"}
    assert found("wave=wave-3") == []


def test_a_removed_record_is_still_found_by_its_country():
    body = make_organisation("finnish-body", country_id="FI")
    with recorded():
        body.delete()

    assert [edition for edition, _kind, slug in found("country=FI")] == [
        Edition.current_number(),
        Edition.current_number() - 1,
    ]


def test_as_of_gives_the_editions_made_by_that_day():
    edition = change(Site, "lumi-ai-factory", city="Oulu")
    # 23:30 of the first of May in Brussels is 21:30 of the same day in Greenwich.
    made = datetime.datetime(2026, 5, 1, 21, 30, tzinfo=datetime.UTC)
    with guard.lifted():
        Edition.objects.filter(pk=1).update(made_at=made)
        Edition.objects.filter(pk=edition).update(made_at=made + datetime.timedelta(hours=1))

    assert ask("as_of=2026-04-30").count == 0
    assert ask("as_of=2026-05-01").count == Version.objects.filter(edition=1).count()
    assert ask("as_of=2026-05-02").count == Version.objects.count()


@pytest.mark.parametrize(
    ("question", "accepted"),
    [
        ("edition=99", "a number from 1 to"),
        ("edition=zzz", "a number from 1 to"),
        ("edition=99999999999999999999", "a number from 1 to"),
        ("site=pharos-1", "pharos"),
        ("country=XX", "FI"),
        ("kind=editions", "sites"),
        ("since=2026", "as_of"),
    ],
)
def test_a_wrong_question_finds_nothing_and_says_what_is_accepted(question, accepted):
    selection = ask(question)

    assert not selection.is_right
    assert list(selection.rows) == []
    assert accepted in ", ".join(str(word) for word in selection.mistakes[0].accepted)


def test_every_option_promises_what_it_gives():
    change(Site, "lumi-ai-factory", city="Oulu")
    change(Supercomputer, "lumi", nodes=1)
    for facet in ask("country=FI").facets:
        others = "" if facet.name == "country" else "country=FI&"
        for option in facet.options[:6]:
            assert option.count == ask(f"{others}{facet.name}={option.value}").count, option


# What visitors may not see


def test_a_form_says_that_a_site_is_unpublished_as_the_database_is_asked():
    with recorded():
        Site.objects.filter(pk="pharos").update(published=False)
    site = KINDS[SITES].records(["pharos"]).get()

    assert UNPUBLISHED in canonical.write(record_form(KINDS[SITES], site))
    with recorded():
        Site.objects.filter(pk="pharos").update(summary="It says\npublished: false\nsomewhere.")
        Site.objects.filter(pk="pharos").update(published=True)
    assert seen("pharos")


def test_an_unpublished_site_disappears_with_its_history():
    change(Site, "pharos", city="Sparta")
    change(Site, "pharos", published=False)

    assert seen("pharos") == []
    assert "pharos" not in {slug for _edition, _kind, slug in found()}
    assert not ask("site=pharos").is_right


def test_publishing_again_shows_it_as_recorded_and_never_what_it_was_meanwhile():
    before = change(Site, "pharos", city="Sparta")
    change(Site, "pharos", published=False)
    change(Site, "pharos", city="Secret city")
    after = change(Site, "pharos", published=True)

    assert seen("pharos") == [1, before, after]
    [newest] = ask(f"edition={after}").rows
    assert (newest.is_new, newest.before) == (1, "")


def test_a_site_that_was_removed_unpublished_was_never_there():
    site = make_site("secret", published=False)
    with recorded():
        site.delete()

    assert seen("secret") == []
    assert found("kind=sites") == []


def test_a_site_that_was_removed_after_it_was_hidden_is_not_to_be_seen_either():
    site = make_site("once-public")
    change(Site, "once-public", published=False)
    with recorded():
        site.delete()

    assert seen("once-public") == []


def test_a_site_that_was_removed_while_public_keeps_its_history():
    site = make_site("once-public")
    with recorded():
        site.delete()

    newest = Edition.current_number()
    assert seen("once-public") == [newest - 1, newest]


def test_a_removed_site_that_comes_back_unpublished_takes_its_history_away():
    site = make_site("once-public")
    with recorded():
        site.delete()
    make_site("once-public", published=False)

    assert seen("once-public") == []


def test_what_stood_in_an_edition_leaves_out_what_was_not_published_then():
    change(Site, "pharos", published=False)
    hidden_in = Edition.current_number()
    change(Site, "pharos", published=True)
    shown_in = Edition.current_number()

    def stood(edition):
        return Version.objects.standing_in(edition).filter(kind=SITES, slug="pharos").count()

    assert (stood(1), stood(hidden_in), stood(shown_in)) == (1, 0, 1)
    assert Version.objects.standing_in(1).count() == Version.objects.filter(edition=1).count()


# The cost


def test_the_number_of_queries_does_not_grow():
    def cost():
        with CaptureQueriesContext(connection) as captured:
            selection = ask("kind=organisations")
            [version.before for version in selection.page]
            list(selection.facets)
        return len(captured)

    few = cost()
    with recorded():
        Organisation.objects.bulk_create(
            Organisation(slug=f"body-{number}", name=f"Body {number}") for number in range(300)
        )

    assert cost() == few
