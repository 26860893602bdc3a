"""The address of a withdrawn record tells readers when and why, and what to see now."""

import pytest
from django.urls import reverse

from directory import dates
from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.editing.writing import restore
from directory.models import Claim, Country, Edition, Sector, Site, Version, Wave, Withdrawal
from tests.factories import (
    make_organisation,
    make_site,
    make_source,
    make_supercomputer,
    make_wave,
    recorded,
)

pytestmark = pytest.mark.usefixtures("network")


def make_claim(slug, **values):
    source = make_source()
    with recorded():
        return Claim.objects.create(
            slug=slug, source=source, comparator="=", value=1, unit="sites", metric="m", **values
        )


def make_sector(slug, **values):
    with recorded():
        return Sector.objects.create(slug=slug, **values)


def make_a_country(slug, **values):
    with recorded():
        return Country.objects.create(slug=slug, label_latitude=60, label_longitude=20, **values)


MAKERS = {
    "sites": lambda: make_site("gone", name="Gone thing"),
    "supercomputers": lambda: make_supercomputer("gone", name="Gone thing"),
    "countries": lambda: make_a_country("XK", name="Gone thing"),
    "waves": lambda: make_wave("gone", name="Gone thing"),
    "organisations": lambda: make_organisation("gone", name="Gone thing"),
    "sectors": lambda: make_sector("gone", name="Gone thing"),
    "sources": lambda: make_source("gone", title="Gone thing"),
    "claims": lambda: make_claim("gone", statement="Gone thing"),
}


def withdrawn(kind, slug, reason="It was counted twice.", **more):
    return withdraw(KINDS[kind], slug, who="maria", reason=reason, **more)


@pytest.mark.parametrize("kind", MAKERS)
def test_the_page_of_a_withdrawn_record_is_gone_and_says_why(client, kind):
    record = MAKERS[kind]()
    address = record.get_absolute_url()
    assert client.get(address).status_code == 200

    withdrawn(kind, record.pk)
    answer = client.get(address)

    assert answer.status_code == 410
    content = answer.content.decode()
    assert "Gone thing was withdrawn" in content
    assert "It was counted twice." in content
    assert f'datetime="{dates.today()}"' in content
    assert "maria" not in content
    assert "s-maxage=10" in answer.headers["Cache-Control"]
    assert client.head(address).status_code == 410


def test_readers_are_led_to_the_successor_and_to_the_history(client):
    make_organisation("gone", name="Old lab")
    make_organisation("next", name="New lab")
    address = reverse("directory:organisation", args=["gone"])
    edition = withdrawn("organisations", "gone", successor="next")

    content = client.get(address).content.decode()

    assert f'<a href="{reverse("directory:organisation", args=["next"])}">New lab</a>' in content
    stood = Version.objects.get(slug="gone", edition__lt=edition).get_absolute_url()
    for history in (stood, edition.get_absolute_url()):
        assert f'href="{history}"' in content
        assert "Old lab" in client.get(history).content.decode()
    changes = client.get(reverse("directory:changes"), {"edition": edition.number})
    assert "It was counted twice." in changes.content.decode()


def test_what_was_never_published_leaves_no_trace(client):
    site = make_site("hidden", name="Secret", published=False)
    with recorded():
        Withdrawal.objects.create(
            kind="sites", slug="hidden", reason="Secret", withdrawn_on=dates.today()
        )

    answer = client.get(site.get_absolute_url())

    assert answer.status_code == 404
    assert "Secret" not in answer.content.decode()


def test_a_deleted_record_was_not_withdrawn(client):
    source = make_source("gone")
    address = source.get_absolute_url()
    with recorded():
        source.delete()

    assert client.get(address).status_code == 404


def test_the_names_of_a_withdrawn_site_are_those_it_was_published_with(client):
    site = make_site("old", name="Old site")
    make_site("hidden", name="Secret successor")
    withdrawn("sites", "old", successor="hidden")
    with recorded():
        Site.objects.filter(pk="old").update(name="Secret name")
        Site.objects.filter(pk="hidden").update(published=False)

    content = client.get(site.get_absolute_url()).content.decode()

    assert "Old site was withdrawn" in content
    assert "Secret" not in content
    assert "/editions/" not in content.partition("<main")[2].partition("</main>")[0]


def test_what_is_published_again_answers_again(client):
    site = make_site("back")
    stood = Edition.current_number()
    withdrawn("sites", "back")
    assert client.get(site.get_absolute_url()).status_code == 410

    restore(KINDS["sites"], "back", stood, who="ana", why="It goes on.")

    assert client.get(site.get_absolute_url()).status_code == 200


def test_a_wrong_question_at_the_address_of_a_withdrawn_record_is_still_told(client):
    wave = make_wave("gone")
    address = wave.get_absolute_url()
    withdrawn("waves", "gone")

    assert client.get(address, {"colour": "red"}).status_code == 400
    assert not Wave.objects.filter(pk="gone").exists()
