"""`since`: whoever holds a list as an edition had it gets from it the list of today."""

import pytest

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.models import Country, Edition, Site, SiteOrganisation, Source
from tests.edits import LUMI, edit
from tests.factories import make_country, make_site, make_source, recorded

LISTS = ("sites", "supercomputers", "organisations", "countries", "claims")

pytestmark = pytest.mark.usefixtures("network")


def whole(client, name):
    """Return the list of today by slug, as somebody copies it page by page."""
    rows, address = {}, f"/api/v1/{name}/?limit=300"
    while address:
        content = client.get(address).json()
        rows |= {row["slug"]: row for row in content["results"]}
        address = content["next"]
    return rows


def changed(client, name, edition):
    return client.get(f"/api/v1/{name}/?since={edition}&limit=1000").json()


def brought_up_to_date(client, name, rows, edition):
    """Return what becomes of a copy of the list that was made at an edition."""
    content = changed(client, name, edition)
    rows = rows | {row["slug"]: row for row in content["results"]}
    for gone in content["withdrawn"]:
        del rows[gone["slug"]]
    return rows


def unpublish(slug):
    with recorded():
        site = Site.objects.get(pk=slug)
        site.published = False
        site.save()


def test_a_copy_of_the_sites_becomes_the_list_of_today(client):
    copy, edition = whole(client, "sites"), Edition.current_number()
    edit(city="Oulu")
    make_site("new-site")
    withdraw(KINDS["sites"], "jaif", who="tester", reason="test", successor=LUMI)
    unpublish("hammerhai")

    content = changed(client, "sites", edition)

    slugs = {row["slug"] for row in content["results"]}
    assert {LUMI, "new-site"} < slugs
    assert slugs < set(whole(client, "sites"))
    assert content["count"] == len(slugs)
    assert {gone["slug"] for gone in content["withdrawn"]} == {"jaif", "hammerhai"}
    assert brought_up_to_date(client, "sites", copy, edition) == whole(client, "sites")


def test_a_copy_of_the_sources_becomes_the_list_of_today(client):
    make_source("an-old-one")
    copy, edition = whole(client, "sources"), Edition.current_number()
    make_source("a-new-one", title="Z")
    with recorded():
        source = Source.objects.get(pk="a-new-one")
        source.title = "A"
        source.save()
        Source.objects.get(pk="an-old-one").delete()

    assert brought_up_to_date(client, "sources", copy, edition) == whole(client, "sources")


def test_a_row_that_tells_of_another_record_changes_with_it(client):
    """Organisations and countries stand in rows of sites, and sites in theirs."""
    copies = {name: whole(client, name) for name in LISTS}
    edition = Edition.current_number()
    with recorded():
        host = SiteOrganisation.objects.filter(site=LUMI).first().organisation
        host.name = "Another name"
        host.save()
        Country.objects.filter(pk="FI").get().save()
        site = Site.objects.get(pk="mimer")
        site.involvements.all().delete()
        site.save()

    for name, copy in copies.items():
        assert brought_up_to_date(client, name, copy, edition) == whole(client, name)


def test_a_tombstone_tells_when_a_record_went_and_what_to_see_instead(client):
    edition = Edition.current_number()
    withdraw(KINDS["sites"], "jaif", who="tester", reason="test", successor=LUMI)

    assert changed(client, "sites", edition)["withdrawn"] == [
        {
            "slug": "jaif",
            "withdrawn": True,
            "edition": edition + 1,
            "withdrawn_on": "2026-11-22",
            "successor": LUMI,
        }
    ]
    assert changed(client, "sites", edition + 1)["withdrawn"] == []
    gone = client.get("/api/v1/sites/jaif/")
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
    assert gone.json()["successor"] == LUMI


def test_what_was_never_public_is_not_told(client):
    edition = Edition.current_number()
    make_site("secret-site", published=False)
    with recorded():
        Site.objects.get(pk="secret-site").delete()
    make_site("secret-too", published=False)

    for since in (edition, edition + 1, edition + 2):
        assert "secret" not in client.get(f"/api/v1/sites/?since={since}").content.decode()


def test_a_hidden_site_that_names_public_records_changes_no_list(client):
    unpublish("jaif")
    make_site("secret-site", published=False)
    edition = Edition.current_number()
    with recorded():
        SiteOrganisation.objects.create(site_id="jaif", organisation_id="csc", role="partner")
        Site.objects.get(pk="jaif").save()
    make_site("secret-too", published=False, country=Country.objects.get(pk="FI"))
    with recorded():
        Site.objects.get(pk="secret-site").delete()

    for name in (*LISTS, "waves", "sources"):
        content = changed(client, name, edition)
        changes = [row["slug"] for row in content["results"]]
        assert (changes, content["withdrawn"]) == ([], []), name


def test_words_that_read_like_slugs_are_none(client):
    """IT is Italy only where a country is named."""
    edition = Edition.current_number()
    edit(summary="IT for health in BE, with csc.")

    slugs = {row["slug"] for row in changed(client, "countries", edition)["results"]}

    assert "FI" in slugs
    assert not slugs & {"IT", "BE"}


def test_a_copy_made_while_the_directory_changed_keeps_the_edition_of_its_first_page(client):
    """The site that a new name moves before the cursor, so that no page has it, comes later."""
    first = client.get("/api/v1/sites/?limit=10").json()
    moved = client.get(first["next"]).json()["results"][0]["slug"]
    with recorded():
        site = Site.objects.get(pk=moved)
        site.name = "A new name"
        site.save()
    copy, address = {row["slug"]: row for row in first["results"]}, first["next"]
    while address:
        content = client.get(address).json()
        copy |= {row["slug"]: row for row in content["results"]}
        address = content["next"]

    assert moved not in copy
    assert content["edition"] > first["edition"]
    assert brought_up_to_date(client, "sites", copy, first["edition"]) == whole(client, "sites")


def test_tombstones_come_with_the_first_page(client):
    edition = Edition.current_number()
    withdraw(KINDS["sites"], "jaif", who="tester", reason="test")
    for slug in ("a-site", "b-site"):
        make_site(slug)

    first = client.get(f"/api/v1/sites/?since={edition}&limit=1").json()

    assert [gone["slug"] for gone in first["withdrawn"]] == ["jaif"]
    assert "withdrawn" not in client.get(first["next"]).json()


def test_a_site_that_came_and_went_since_is_not_told(client):
    edition = Edition.current_number()
    make_site("short-lived")
    withdraw(KINDS["sites"], "short-lived", who="tester", reason="test")

    content = changed(client, "sites", edition)

    assert (content["results"], content["withdrawn"]) == ([], [])


def test_a_site_that_is_public_again_is_a_change_and_no_tombstone(client):
    edition = Edition.current_number()
    unpublish("jaif")
    with recorded():
        site = Site.objects.get(pk="jaif")
        site.published = True
        site.save()

    content = changed(client, "sites", edition)

    assert "jaif" in {row["slug"] for row in content["results"]}
    assert content["withdrawn"] == []


def test_filters_and_pages_narrow_what_changed(client):
    edition = Edition.current_number()
    for slug in ("a-site", "b-site", "c-site"):
        make_site(slug, country=make_country("DK"))
    edit(city="Oulu")

    content = client.get(f"/api/v1/sites/?since={edition}&country=DK&limit=2&sort=name").json()
    rest = client.get(content["next"]).json()

    seen = [row["slug"] for row in content["results"] + rest["results"]]
    assert seen == ["a-site", "b-site", "c-site"]
    assert content["count"] == rest["count"] == 3


@pytest.mark.parametrize("edition", ["0", "-1", "99999", "x", "1.5", "٣", "9" * 30])
def test_an_edition_that_there_is_not_is_refused(client, edition):
    response = client.get("/api/v1/sites/", {"since": edition})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["since"]
