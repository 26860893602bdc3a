"""Every page of every record answers, links lead both ways, and none of them leads nowhere."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.urls import reverse

from directory.models import (
    Citation,
    Country,
    Milestone,
    Organisation,
    Sector,
    Site,
    SiteMachine,
    SiteOrganisation,
    Source,
    Supercomputer,
    Wave,
)
from tests.factories import (
    make_country,
    make_organisation,
    make_supercomputer,
    make_wave,
    recorded,
)

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
KINDS = (Country, Wave, Organisation, Sector, Site, Supercomputer)
LISTS = ["home", "map", "sites", "supercomputers", "countries", "waves"]
LISTS += ["organisations", "sectors", "sources"]


def links_of(response):
    """Return the addresses on the portal that a page links to, without their fragments."""
    found = (urldefrag(unescape(link)).url for link in LINK.findall(response.content.decode()))
    return {link for link in found if link.startswith("/")}


@pytest.mark.parametrize("most", [1, pytest.param(10_000, marks=pytest.mark.slow)])
@pytest.mark.usefixtures("network")
def test_every_link_on_every_page_of_the_network_answers(client, most):
    """Walk the whole portal once; of addresses that ask the same kind of question, ask three.

    Of the pages of one kind of record open so many at `most`.
    """
    waiting = deque(reverse(f"directory:{name}") for name in LISTS)
    seen, asked, broken = set(waiting), Counter(), {}
    while waiting:
        page = waiting.popleft()
        address = urlsplit(page)
        question = (address.path, *sorted(parse_qs(address.query)))
        kind = (*address.path.split("/")[:-2], *question[1:])
        asked.update([question, kind])
        if asked[question] > 3 or asked[kind] > most:
            continue
        response = client.get(page)
        if response.status_code != 200:
            broken[page] = response.status_code
        if address.query or not response["Content-Type"].startswith("text/html"):
            continue
        found = links_of(response) - seen
        waiting.extend(sorted(found))
        seen |= found

    assert broken == {}
    records = {record.get_absolute_url() for kind in KINDS for record in kind.objects.all()}
    shown = Citation.objects.filter(policy__isnull=True, access_mode__isnull=True)
    cited = Source.objects.filter(pk__in=shown.values("source"))
    if most > len(records) + len(cited):
        assert records | {source.get_absolute_url() for source in cited} <= seen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/sites/lumi-ai-factory/", "/countries/FI/"),
        ("/sites/lumi-ai-factory/", "/countries/PL/"),
        ("/sites/lumi-ai-factory/", "/waves/wave-1/"),
        ("/sites/lumi-ai-factory/", "/organisations/csc/"),
        ("/sites/lumi-ai-factory/", "/organisations/it4innovations/"),
        ("/sites/lumi-ai-factory/", "/sectors/climate/"),
        ("/countries/FI/", "/organisations/csc/"),
    ],
)
@pytest.mark.usefixtures("network")
def test_links_lead_both_ways(client, one, other):
    assert other in links_of(client.get(one))
    assert one in links_of(client.get(other))


@pytest.mark.parametrize(
    ("page", "above"),
    [
        ("/sites/lumi-ai-factory/", ["/sites/", "/countries/FI/"]),
        ("/countries/FI/", ["/countries/"]),
        ("/waves/wave-1/", ["/waves/"]),
        ("/organisations/csc/", ["/organisations/"]),
        ("/sectors/climate/", ["/sectors/"]),
    ],
)
@pytest.mark.usefixtures("network")
def test_breadcrumbs_tell_where_a_page_stands(client, page, above):
    content = client.get(page).content.decode()

    crumbs = content.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    assert LINK.findall(crumbs) == above


@pytest.mark.parametrize(
    ("page", "section", "how"),
    [
        ("/countries/", "/countries/", "page"),
        ("/countries/FI/", "/countries/", "true"),
        ("/sites/lumi-ai-factory/", "/sites/", "true"),
        ("/map/", "/map/", "page"),
    ],
)
@pytest.mark.usefixtures("network")
def test_the_navigation_marks_where_one_is(client, page, section, how):
    content = client.get(page).content.decode()

    navigation = content.partition('<ul class="masthead__nav">')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', navigation) == [(section, how)]


PARAMETERLESS = ["/", "/countries/", "/countries/FI/", "/waves/", "/waves/wave-1/", "/sectors/"]
PARAMETERLESS += ["/sectors/climate/", "/organisations/csc/", "/sites/lumi-ai-factory/"]


@pytest.mark.parametrize("page", PARAMETERLESS)
@pytest.mark.usefixtures("network")
def test_a_page_without_parameters_refuses_them_but_for_tracking_names(client, page):
    refused = client.get(f"{page}?cuntry=PL")

    assert refused.status_code == 400
    assert "cuntry" in refused.content.decode()
    assert "Cache-Control" not in refused
    assert client.get(f"{page}?utm_source=letter&fbclid=1").status_code == 200


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/countries/", 16),
        ("/countries/FI/", 25),
        ("/waves/", 16),
        ("/waves/wave-9/", 25),
        ("/organisations/", 16),
        ("/organisations/host/", 25),
        ("/sectors/", 16),
        ("/sectors/energy/", 25),
    ],
)
def test_queries_do_not_grow_with_the_network(queries_of, empty_directory, page, most):
    fill(3)
    at_three = queries_of(page)
    fill(300)

    assert queries_of(page) == at_three <= most


def fill(total):
    """Bring the directory to `total` sites, each with machine, organisation, sector and partner."""
    country, elsewhere, wave = make_country("FI"), make_country("SE"), make_wave("wave-9")
    host = Organisation.objects.filter(pk="host").first()
    host = host or make_organisation("host", country=elsewhere)
    machine = Supercomputer.objects.filter(pk="machine").first()
    machine = machine or make_supercomputer("machine", country=country, operator=host)
    have = Site.objects.count()
    with recorded():
        sector, _made = Sector.objects.get_or_create(slug="energy", defaults={"name": "Energy"})
        sites = [
            Site(
                slug=f"site-{number}",
                name=f"Site {number}",
                kind="factory",
                country=country if number % 2 else elsewhere,
                wave=wave,
            )
            for number in range(have, total)
        ]
        Site.objects.bulk_create(sites)
        selected = {
            "stage": "selected",
            "reached": True,
            "as_published": "2024-12-10",
            "earliest": "2024-12-10",
            "latest": "2024-12-10",
        }
        Milestone.objects.bulk_create(Milestone(site=site, **selected) for site in sites)
        SiteMachine.objects.bulk_create(
            SiteMachine(site=site, supercomputer=machine, use="offered") for site in sites
        )
        SiteOrganisation.objects.bulk_create(
            SiteOrganisation(site=site, organisation=host, role="host") for site in sites
        )
        sector.sites.add(*sites)
        elsewhere.partner_sites.add(*(site for site in sites if site.country == country))
