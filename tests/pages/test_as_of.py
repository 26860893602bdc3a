"""The network as of a day: lists, pages and data follow the date, and refuse what is none."""

import datetime
import re

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from directory import dates
from directory.models import Site, Supercomputer, Wave
from directory.selection import SELECTIONS

pytestmark = pytest.mark.usefixtures("network")

DAYS = st.dates(datetime.date(2018, 1, 1), datetime.date(2026, 11, 22))
PAGES = [
    "/",
    "/sites/",
    "/map/",
    "/supercomputers/",
    "/countries/",
    "/waves/",
    "/organisations/",
    "/sectors/",
    "/sources/",
    "/sites/lumi-ai-factory/",
    "/supercomputers/lumi/",
    "/countries/FI/",
    "/waves/wave-1/",
    "/organisations/csc/",
    "/sectors/health/",
]
DATA = ["/sites.json", "/sites.csv", "/sites.geojson", "/supercomputers.json"]


def kinds(client, day):
    """Return how many factories and antennas the list, and the data, hold as of a day."""
    found = client.get("/sites.json", {"as_of": day}).json()
    counted = [site["kind"] for site in found["sites"]]
    assert found["as_of"] == day
    assert found["count"] == len(counted)
    page = client.get("/sites/", {"as_of": day})
    assert page.context["selection"].count == len(counted)
    return counted.count("factory"), counted.count("antenna")


@pytest.mark.parametrize(
    ("day", "factories", "antennas"),
    [
        ("2024-12-09", 0, 0),
        ("2024-12-10", 7, 0),
        ("2025-03-11", 7, 0),
        ("2025-03-12", 13, 0),
        ("2025-10-10", 19, 0),
        ("2025-10-13", 19, 13),
        ("2026-11-22", 19, 13),
    ],
)
def test_the_network_grows_on_the_announced_days(client, day, factories, antennas):
    assert kinds(client, day) == (factories, antennas)


def test_before_the_first_wave_a_plain_sentence_says_that_there_was_no_site(client):
    for address in ("/sites/", "/map/"):
        page = client.get(address, {"as_of": "2024-12-09"})

        assert page.status_code == 200
        assert "No site had been selected by 9 December 2024." in page.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *DATA])
@pytest.mark.parametrize("day", ["2025-03-12", "1066-10-14"])
def test_every_list_and_page_can_be_had_as_of_a_day(client, address, day):
    assert client.get(address, {"as_of": day}).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *DATA])
@pytest.mark.parametrize("day", ["soon", "2025-02-30", "2999-01-01", "20250312", "2025-3-12"])
def test_what_is_no_day_that_has_come_is_refused_with_the_form_of_one(client, address, day):
    answer = client.get(address, {"as_of": day})

    assert answer.status_code == 400
    words = answer.content.decode()
    assert "as_of" in words
    assert f"YYYY-MM-DD up to {dates.today()}" in words


def test_two_days_at_once_are_refused(client):
    for address in ("/sites/", "/countries/FI/"):
        answer = client.get(f"{address}?as_of=2025-03-12&as_of=2025-10-10")

        assert answer.status_code == 400
        assert "It takes one value" in answer.content.decode()


def test_a_site_page_of_a_day_before_its_selection_says_so(client):
    page = client.get("/sites/gaia-ai-factory/", {"as_of": "2025-10-09"}).content.decode()

    assert "On 9 October 2025 Gaia AI Factory had not been selected" in page
    assert 'id="milestones"' not in page


def test_stages_and_plans_are_those_of_the_day(client):
    """LUMI-AI's contract of 31 August 2026 is unknown the day before."""
    before = client.get("/supercomputers.json", {"as_of": "2026-08-30"}).json()["supercomputers"]
    after = client.get("/supercomputers.json", {"as_of": "2026-08-31"}).json()["supercomputers"]

    def stage(machines):
        return next(row["status"] for row in machines if row["slug"] == "lumi-ai")

    assert (stage(before), stage(after)) == ("planned", "contract-signed")
    page = client.get("/supercomputers/lumi-ai/", {"as_of": "2026-08-30"}).content.decode()
    milestones = re.search(r'(?s)<section aria-labelledby="milestones">.*?</section>', page)
    assert "31 August 2026" not in milestones[0]


def test_links_on_a_page_of_a_day_stay_on_that_day(client):
    page = client.get("/sites/", {"as_of": "2025-03-12", "country": "FI"}).content.decode()

    assert 'href="/sites/lumi-ai-factory/?as_of=2025-03-12"' in page
    assert 'href="/countries/FI/?as_of=2025-03-12"' in page
    assert 'href="/sites/?country=FI"' in page  # back to today


@given(one=DAYS, other=DAYS)
def test_what_is_in_the_network_on_a_day_stays_in_it(one, other):
    earlier, later = sorted([one, other])
    for records in (Site.objects.public(), Supercomputer.objects.all(), Wave.objects.all()):
        assert set(records.as_of(earlier)) <= set(records.as_of(later))


@pytest.mark.parametrize("name", SELECTIONS)
def test_as_of_today_is_as_no_day(name):
    selection = SELECTIONS[name]
    today, undated = selection.on(dates.today()), selection(QueryDict())

    assert today.as_of.asked
    assert not undated.as_of.asked
    for row, same in zip(today.rows, undated.rows, strict=True):
        assert row.pk == same.pk
        assert getattr(row, "stage", None) == getattr(same, "stage", None)
