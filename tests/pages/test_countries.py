"""The pages of the countries: what each hosts, where it takes part, which money is published."""

import pytest

from directory.models import Country, Site, SiteOrganisation
from tests.factories import make_country, make_organisation, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")


def row_of(response, code):
    return next(row for row in response.context["rows"] if row.country.pk == code)


def slugs(sites):
    return [site.slug for site in sites]


def test_the_list_has_every_participating_state_and_no_other(client):
    response = client.get("/countries/")

    shown = {row.country.pk for row in response.context["rows"]}
    participating = Country.objects.filter(eurohpc_participant=True)
    assert shown == set(participating.values_list("pk", flat=True))
    assert len(shown) == response.context["participants"] == 38


def test_the_list_tells_what_a_country_hosts_and_where_it_takes_part(client):
    poland = row_of(client.get("/countries/"), "PL")

    assert slugs(poland.factories) == ["gaia-ai-factory", "piast-aif"]
    assert poland.antennas == []
    assert slugs(part.site for part in poland.elsewhere) == ["lumi-ai-factory"]
    assert "Helios" in [machine.name for machine in poland.machines]


def test_an_unpublished_date_of_joining_is_said(client):
    assert "not published" in client.get("/countries/CY/").content.decode()


def test_facts_of_a_country_have_footnotes(client):
    response = client.get("/countries/AL/")

    assert list(response.context["footnotes"]) == ["eurohpc_participant", "joined"]
    assert 'href="#footnote-2"' in response.content.decode()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("pl", "PL"), ("Pl", "PL"), ("EL", "GR"), ("el", "GR"), ("UK", "GB"), ("uk", "GB")],
)
def test_other_ways_to_write_a_code_lead_to_the_one_in_iso_3166(client, written, canonical):
    response = client.get(f"/countries/{written}/")

    assert (response.status_code, response["Location"]) == (301, f"/countries/{canonical}/")


@pytest.mark.parametrize("code", ["XX", "xx", "poland"])
def test_a_code_of_no_country_is_404(client, code):
    assert client.get(f"/countries/{code}/").status_code == 404


def test_a_country_takes_part_through_organisations_at_sites_elsewhere(client):
    finland, france = make_country("FI"), make_country("FR")
    organisation = make_organisation("laboratory", name="Laboratory", country=france)
    site = make_site("northern-site", country=finland)
    with recorded():
        SiteOrganisation.objects.create(site=site, organisation=organisation, role="partner")

    parts = client.get("/countries/FR/").context["elsewhere"]

    [part] = [part for part in parts if part.site == site]
    assert not part.named
    assert [role.organisation for role in part.roles] == [organisation]


def test_a_site_in_which_a_country_takes_part_in_two_ways_stands_once(client):
    parts = client.get("/countries/CZ/").context["elsewhere"]

    [lumi] = [part for part in parts if part.site.slug == "lumi-ai-factory"]
    assert lumi.named
    assert [role.organisation_id for role in lumi.roles] == ["it4innovations"]


def test_money_says_which_amounts_are_published_and_gives_no_sum(client):
    response = client.get("/countries/PL/")

    content = response.content.decode()
    assert response.context["money_published"] == {"eu_funding_eur": 1, "total_budget_eur": 1}
    assert "EU funding of 1 of 2, total budget of 1 of 2" in " ".join(content.split())
    assert "€50,000,000" in content
    assert "€70,000,000" in content
    assert "€120,000,000" not in content
    assert "/sites/piast-aif/#conflict-total_budget_eur" in content


def test_a_country_outside_the_network_has_a_page_too(client):
    response = client.get("/countries/US/")

    assert response.status_code == 200
    assert response.context["hosted"] == []
    assert "/organisations/hpe/" in response.content.decode()


def test_an_unpublished_site_is_on_no_page_of_a_country(client):
    with recorded():
        for site in Site.objects.filter(slug__in=["lumi-ai-factory", "gaia-ai-factory"]):
            site.published = False
            site.save()

    pages = [f"/countries/{code}/" for code in ("FI", "PL", "CZ")]
    for page in ["/countries/", *pages]:
        content = client.get(page).content.decode()
        assert "/sites/lumi-ai-factory/" not in content
        assert "/sites/gaia-ai-factory/" not in content
