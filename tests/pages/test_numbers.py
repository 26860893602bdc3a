"""Numbers to quote: each with its definition, its records, its day, edition and address."""

import re
from html import unescape

import pytest

from directory.evidence.metrics import COUNTED, UNCOUNTED
from directory.models import Edition, Site
from tests.factories import make_site, recorded

pytestmark = pytest.mark.usefixtures("network")


def page(client, address):
    return unescape(client.get(address).content.decode())


def quotes(content):
    return [
        unescape(text)
        for text in re.findall(r'<pre class="quote"[^>]*>(.*?)</pre>', content, re.DOTALL)
    ]


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_every_counted_number_has_a_page_with_its_definition(client, name):
    response = client.get(f"/numbers/{name}/")
    content = unescape(response.content.decode())

    assert response.status_code == 200
    assert str(COUNTED[name].definition) in content
    assert str(COUNTED[name].judgement) in content
    assert f"http://testserver/numbers/{name}/?as_of=2026-11-22" in content


@pytest.mark.parametrize("name", ["gigafactories_planned", "nothing", "FACTORIES_TOTAL"])
def test_what_is_not_counted_has_no_page(client, name):
    assert name not in COUNTED
    assert client.get(f"/numbers/{name}/").status_code == 404


def test_nothing_is_both_counted_and_not():
    assert not COUNTED.keys() & UNCOUNTED.keys()


def test_a_number_is_quoted_with_day_edition_and_permanent_address(client):
    edition = Edition.current()
    made = f"{edition.day:%-d %B %Y}"

    plain, bibtex = quotes(page(client, "/numbers/factories_total/?as_of=2025-03-12"))

    assert plain == (
        "AI Factories Portal, “AI Factories selected”: 13, as of 12 March 2025,"
        f" edition {edition.number} ({made})."
        " http://testserver/numbers/factories_total/?as_of=2025-03-12 (CC BY 4.0)"
    )
    assert bibtex.splitlines() == [
        "@misc{aifactoriesportal-factories_total-2025-03-12,",
        "  author = {{AI Factories Portal}},",
        "  title = {{AI Factories selected: 13, as of 12 March 2025}},",
        f"  year = {{{edition.day.year}}},",
        f"  month = {edition.day:%b},".lower(),
        f"  note = {{edition {edition.number} ({made}), CC BY 4.0}},",
        "  url = {http://testserver/numbers/factories_total/?as_of=2025-03-12}",
        "}",
    ]


def test_the_permanent_address_answers_with_the_same_number(client):
    content = page(client, "/numbers/sites_serving_users/")
    permanent = re.search(r'id="permanent" href="http://testserver([^"]+)"', content)[1]

    for address in ("/numbers/sites_serving_users/", permanent):
        assert '<p class="bignumber" id="number">8</p>' in page(client, address)


def test_a_number_names_what_it_counts_and_leads_to_the_list(client):
    content = page(client, "/numbers/factories_operational/?as_of=2026-11-22")

    assert 'href="/sites/?kind=factory&status=serving-users&as_of=2026-11-22"' in content
    counted = content.partition("counted-records")[2].partition("</ul>")[0]
    assert counted.count("<li>") == 8
    assert 'href="/sites/lumi-ai-factory/?as_of=2026-11-22"' in counted


def test_a_range_is_written_out_with_the_records_that_are_open(client):
    content = page(client, "/numbers/factories_operational/?as_of=2026-04-09")

    assert ">1 to 8</p>" in content
    assert "Of 7 records no source tells the stage on that day." in content
    assert content.partition("uncertain-records")[2].partition("</ul>")[0].count("<li>") == 7


def test_a_number_shows_what_is_claimed_about_it(client):
    content = page(client, "/numbers/factories_operational/")

    assert 'href="/ledger/c-operational-15/"' in content
    assert 'href="/ledger/c-operational-19-live/"' in content


def test_the_judgement_about_exascale_machines_is_told(client):
    content = page(client, "/numbers/new_ai_supercomputers_deployed/")

    assert "Alice Recoque and DAEDALUS" in content


def test_the_front_page_shows_each_headline_with_list_and_permanent_link(client):
    content = page(client, "/")

    for name, number, address in [
        ("factories_total", "19", "/sites/?kind=factory"),
        ("antennas_total", "13", "/sites/?kind=antenna"),
        ("sites_serving_users", "8", "/sites/?status=serving-users"),
        ("host_countries", "29", "#countries"),
        ("supercomputers_total", "39", "/supercomputers/"),
    ]:
        assert f'<a href="{address}">{number}<span' in content
        assert f'href="/numbers/{name}/"' in content


def test_the_front_page_of_a_past_day_keeps_the_day_in_its_links(client):
    content = page(client, "/?as_of=2025-03-12")

    assert '<a href="/sites/?kind=factory&as_of=2025-03-12">13<span' in content
    assert '<a href="/supercomputers/?as_of=2025-03-12">26 to 29<span' in content
    assert 'href="/numbers/factories_total/?as_of=2025-03-12"' in content
    assert 'href="/sites/?country=FI&as_of=2025-03-12"' in content
    assert 'href="/sites/?wave=wave-1&as_of=2025-03-12"' in content
    assert "wave-3" not in content


def test_the_front_page_before_the_first_wave_says_so(client):
    content = page(client, "/?as_of=2024-12-09")

    assert "No site had been selected by 9 December 2024." in content
    assert 'href="/sites/lumi-ai-factory/' not in content
    assert '<a href="/sites/?kind=factory&as_of=2024-12-09">0<span' in content


def test_the_list_of_numbers_has_all_of_them(client):
    content = page(client, "/numbers/")

    for metric in COUNTED.values():
        assert f'href="{metric.get_absolute_url()}"' in content


def test_an_unpublished_site_is_on_no_page_of_a_number(client):
    with recorded():
        Site.objects.filter(slug="ai-at").update(published=False)

    for name in COUNTED:
        assert "/sites/ai-at/" not in page(client, f"/numbers/{name}/")
    assert '<a href="/sites/?kind=factory">18<span' in page(client, "/")


@pytest.mark.parametrize("address", ["/numbers/", "/numbers/factories_total/"])
def test_wrong_parameters_are_refused(client, address):
    for question in ("as_of=2025", "as_of=2099-01-01", "kind=factory"):
        assert client.get(f"{address}?{question}").status_code == 400


@pytest.mark.parametrize("address", ["/", "/numbers/", "/numbers/sites_total/"])
def test_queries_do_not_grow_with_the_network(queries_of, address):
    before = queries_of(address)
    for _number in range(5):
        make_site()

    assert queries_of(address) == before <= 16
