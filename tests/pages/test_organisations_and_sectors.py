"""The pages of the organisations and the sectors."""

import pytest

from directory.models import Site
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def unpublish(slug):
    with recorded():
        site = Site.objects.get(slug=slug)
        site.published = False
        site.save()


def test_an_organisation_shows_its_roles_and_its_machines(client):
    context = client.get("/organisations/csc/").context

    [(site, roles)] = context["roles"]
    assert site.slug == "lumi-ai-factory"
    assert [role.role for role in roles] == ["host", "coordinator"]
    assert [machine.slug for machine in context["machines"]] == ["lumi", "lumi-ai", "lumi-iq"]


def test_an_organisation_without_country_says_so(client):
    content = client.get("/organisations/fsas-technologies/").content.decode()

    assert "not published" in content


def test_facts_of_an_organisation_have_footnotes(client):
    response = client.get("/organisations/bull/")

    assert list(response.context["footnotes"]) == ["name"]
    assert 'id="footnote-1"' in response.content.decode()


def test_an_organisation_shows_no_role_at_an_unpublished_site(client):
    unpublish("lumi-ai-factory")

    for page in ("/organisations/csc/", "/organisations/?country=FI"):
        assert "LUMI AI Factory" not in client.get(page).content.decode()


def test_a_sector_shows_the_sites_that_address_it_and_its_other_words(client):
    response = client.get("/sectors/energy/")

    shown = {site.slug for site in response.context["sites"]}
    assert shown == set(Site.objects.filter(sectors="energy").values_list("slug", flat=True))
    assert "Also found as: power, electricity" in response.content.decode()


def test_a_sector_counts_no_unpublished_site(client):
    before = len(client.get("/sectors/health/").context["sites"])
    unpublish("lumi-ai-factory")

    assert len(client.get("/sectors/health/").context["sites"]) == before - 1
    [health] = [s for s in client.get("/sectors/").context["selection"].page if s.pk == "health"]
    assert len(health.public_sites) == before - 1
