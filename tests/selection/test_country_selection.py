"""What can be asked of countries, as of a day."""

import datetime

import pytest
from django.http import QueryDict

from directory.models import Country, Site
from directory.selection import CountrySelection
from directory.selection.countries import PARTICIPATION, sites_elsewhere
from tests.factories import make_country, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")


def selection(query="", slug=""):
    return CountrySelection(QueryDict(query), slug)


def slugs(query):
    return [country.slug for country in selection(query).rows]


@pytest.mark.parametrize(
    "day", ["1990-01-01", "2018-12-01", "2024-05-15", "2025-11-21", "2026-11-22"]
)
def test_whether_a_country_takes_part_is_the_same_in_the_list_and_on_its_page(day):
    make_country("XA")
    make_country("XB", eurohpc_participant=True)
    for country in CountrySelection.on(datetime.date.fromisoformat(day)).all_rows():
        joined = country.participates_on(datetime.date.fromisoformat(day))
        assert PARTICIPATION[country.participation] is joined


def test_filters_find_countries():
    assert slugs("joined=no&as_of=2024-01-01&country=GB&country=FI") == ["GB"]
    assert slugs("joined=no") == []
    assert slugs("country=FR&country=FI") == ["FI", "FR"]
    assert slugs("hosts=factory&hosts=antenna&as_of=2024-12-09") == []
    first = Site.objects.as_of(datetime.date(2024, 12, 10)).values_list("country", flat=True)
    assert set(slugs("hosts=factory&as_of=2024-12-10")) == set(first)


def test_a_country_that_hosts_nothing_public_is_hosting_nothing():
    make_country("XA", name="Aaland", eurohpc_participant=True)
    site = make_site(country=Country.objects.get(pk="XA"))
    assert "XA" in slugs("hosts=factory")

    with recorded():
        site.published = False
        site.save()
    assert "XA" not in slugs("hosts=factory")


def test_a_country_outside_the_network_can_be_asked_for_by_itself():
    make_country("XA", name="Aaland")

    assert "XA" not in slugs("")
    assert [country.slug for country in selection(slug="XA").rows] == ["XA"]


def test_sites_elsewhere_are_those_of_partners_and_of_organisations():
    poland = next(iter(selection("country=PL").rows))

    assert [part.site.slug for part in sites_elsewhere(poland)] == ["lumi-ai-factory"]
