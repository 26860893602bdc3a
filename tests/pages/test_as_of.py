"""The network as of a day: lists, pages and data follow the date, and refuse what is none."""

import datetime
import json
import re
from itertools import pairwise

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from directory import dates
from directory.models import Site, Supercomputer, Wave
from directory.selection import SELECTIONS
from tests.factories import recorded

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


NO_DAYS = ["soon", "2025-02-30", "2999-01-01", "20250312", "2025-3-12"]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        *((address, "2999-01-01") for address in [*PAGES, *DATA]),
        *((address, day) for address in ("/sites/", "/countries/FI/") for day in NO_DAYS),
    ],
)
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


@settings(deadline=None, max_examples=25)
@given(one=DAYS, other=DAYS)
def test_what_is_in_the_network_on_a_day_stays_in_it(one, other):
    check_that_it_stays(one, other)


@pytest.mark.slow
@settings(deadline=None)
@given(one=DAYS, other=DAYS)
def test_what_is_in_the_network_on_any_day_stays_in_it(one, other):
    check_that_it_stays(one, other)


def check_that_it_stays(one, other):
    earlier, later = sorted([one, other])
    for records in (Site.objects.public(), Supercomputer.objects.all(), Wave.objects.all()):
        assert set(records.as_of(earlier)) <= set(records.as_of(later))


#: The lists that can be had as of a day; the others are those of today only.
DATED = [name for name, one in SELECTIONS.items() if "as_of" in one.filterset_class.base_filters]


@pytest.mark.parametrize("name", DATED)
def test_as_of_today_is_as_no_day(client, name):
    with recorded():
        Site.objects.filter(slug="jaif").update(city="Aachen")
    address = SELECTIONS[name](QueryDict()).url_for("json")
    undated = client.get(address).json()
    today = client.get(address, {"as_of": dates.today().isoformat()}).json()

    assert undated.pop("data_address") != today.pop("data_address")
    same = [re.sub(r"[?&]as_of=[0-9-]+", "", json.dumps(data)) for data in (today, undated)]
    assert same[0] == same[1]


def words_of(answer):
    """Return the visible words of a page, spaces made one."""
    page = re.sub(
        r"(?s)<(head|footer|header)\b.*?</\1>|<aside class=\"asof\".*?</aside>", " ", answer
    )
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_country_list_counts_the_states_that_had_joined_and_names_the_doubtful_ones(client):
    today = client.get("/countries/")
    past = client.get("/countries/", {"as_of": "2025-03-12"})

    assert today.context["undecided"] == []
    rows = past.context["rows"]
    known, doubtful = past.context["participants"], past.context["undecided"]
    later = [row for row in rows if row.joined is False and row.country.eurohpc_participant]
    words = words_of(past.content.decode())
    assert f"{known} states are known to have taken part" in words
    assert f"Of {len(doubtful)} further states no source tells" in words
    assert known + len(doubtful) + len(later) == today.context["participants"]
    assert "12 countries had been chosen to host" in words


@pytest.mark.parametrize(
    "address",
    [
        "/sites/lumi-ai-factory/",
        "/supercomputers/lumi/",
        "/supercomputers/lumi-ai/",
        "/countries/",
        "/countries/FI/",
        "/waves/",
        "/waves/wave-1/",
        "/organisations/csc/",
        "/sectors/",
        "/sectors/health/",
    ],
)
def test_no_page_of_a_past_day_speaks_of_today(client, address):
    answer = client.get(address, {"as_of": "2025-09-30"}).content.decode()

    words = words_of(answer)
    for wrong in ("used today", "served today", "isted today", "sites today", "stage today"):
        assert wrong not in words
    assert "now" not in words.lower().split()
    assert words_of(client.get(address).content.decode()) != words


def test_what_a_site_offered_on_a_past_day_is_told_in_the_past(client):
    past = words_of(client.get("/sites/lumi-ai-factory/", {"as_of": "2026-10-12"}).content.decode())

    assert "Could it be used on 12 October 2026?" in past
    assert "Users were served on this day." in past
    assert "Can it be used today?" in words_of(
        client.get("/sites/lumi-ai-factory/").content.decode()
    )


def test_a_wave_page_of_a_past_day_counts_the_sites_by_their_stage_then(client):
    page = client.get("/waves/wave-1/", {"as_of": "2025-01-01"})

    words = words_of(page.content.decode())
    assert "Listed as of 1 January 2025" in words
    assert "Sites selected, with their stage on 1 January 2025" in words
    assert sum(count.count for count in page.context["stages"]) == 7
    content = page.content.decode()
    links = re.findall(r'href="(/(?:sites|map)/\?[^"]*wave=wave-1[^"]*)"', content)
    assert len(links) >= 3
    assert all(link.endswith("&amp;as_of=2025-01-01") for link in links)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [("/countries/FI/", "country=FI"), ("/sectors/health/", "sector=health")],
)
def test_links_with_parameters_keep_the_day(client, address, parameter):
    content = client.get(address, {"as_of": "2025-12-31"}).content.decode()

    for page in ("sites", "map"):
        assert f'href="/{page}/?{parameter}&amp;as_of=2025-12-31"' in content
        assert f'href="/{page}/?{parameter}"' not in content


@pytest.mark.parametrize(
    ("address", "day", "sentence", "first"),
    [
        ("/sites/gaia-ai-factory/", "2025-10-09", "had not been selected.", "2025-10-10"),
        ("/waves/wave-3/", "2025-10-09", "had not been announced.", "2025-10-10"),
        ("/supercomputers/lumi-ai/", "2024-12-09", "had been announced, as far", "2024-12-10"),
    ],
)
def test_a_page_of_a_day_before_its_record_leads_to_the_first_day_on_which_it_was_there(
    client, address, day, sentence, first
):
    answer = client.get(address, {"as_of": day})

    assert answer.status_code == 200
    content = answer.content.decode()
    section = address.split("/")[1]
    assert sentence in words_of(content)
    assert f'href="/{section}/?as_of={day}"' in content  # the breadcrumb stays on the day
    assert f'href="{address}?as_of={first}"' in content
    assert 'id="not-yet"' not in client.get(address, {"as_of": first}).content.decode()


def test_the_date_line_offers_every_announced_day_and_keeps_the_filters(client):
    page = client.get("/map/", {"kind": "factory", "as_of": "2025-03-12"})

    line = page.context["date_line"]
    announced = sorted(set(Wave.objects.values_list("announced_on", flat=True)))
    assert [stop.day for stop in line.announced] == announced
    assert [stop.day.isoformat() for stop in line.announced if stop.is_shown] == ["2025-03-12"]
    assert line.carried == [("kind", "factory")]
    content = page.content.decode()
    form = re.search(r'(?s)<form class="dateline__form".*?</form>', content)[0]
    assert '<input type="hidden" name="kind" value="factory">' in form
    assert f'max="{dates.today()}"' in form
    for day in announced:
        assert f'href="/map/?kind=factory&amp;as_of={day}"' in content
    assert 'href="/map/?kind=factory" data-day=' in content  # today


def test_the_date_line_plays_the_days_on_which_sites_of_the_question_change(client):
    steps = client.get("/map/").context["date_line"].steps
    finland = client.get("/map/?country=FI&as_of=2025-01-01").context["date_line"].steps

    assert {datetime.date(2024, 12, 10), datetime.date(2025, 10, 13)} <= set(steps)
    assert steps == sorted(set(steps))
    assert steps[-1] == finland[-1] == dates.today()
    assert set(finland) < set(steps)
    for before, after in pairwise(finland[:-1]):
        rows = [client.get("/sites.json", {"country": "FI", "as_of": d}) for d in (before, after)]
        first, second = ([(s["slug"], s["status"]) for s in r.json()["sites"]] for r in rows)
        assert first != second


def test_a_map_without_a_site_keeps_its_date_line(client):
    for question in ("?as_of=2024-12-09", "?country=HR"):
        content = client.get(f"/map/{question}").content.decode()

        assert 'id="date-line"' in content
        assert 'id="map"' in content
    assert 'id="date-line"' not in client.get("/map/?as_of=soon").content.decode()


def test_the_map_data_of_a_past_day_lead_to_pages_of_that_day(client):
    past = client.get("/sites.geojson?as_of=2024-12-10").json()["features"]
    today = client.get("/sites.geojson").json()["features"]

    assert all(f["properties"]["url"].endswith("/?as_of=2024-12-10") for f in past)
    assert all(f["properties"]["url"].endswith("/") for f in today)


@pytest.mark.parametrize("address", PAGES)
def test_a_past_day_takes_no_more_queries_than_today(queries_of, address):
    allowed = 1  # to tell an empty network from filters that fit nothing

    today = queries_of(address)

    for day in ("2025-10-13", "2024-12-09"):
        assert queries_of(f"{address}?as_of={day}") <= today + allowed
