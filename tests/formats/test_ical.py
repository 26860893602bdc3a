"""The calendar of cut-offs, read back as a program that subscribes to it reads it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from directory.formats import formats_of
from directory.models import AccessCall, AccessMode, Edition
from directory.selection import SELECTIONS
from tests.factories import make_access_mode, recorded

pytestmark = pytest.mark.usefixtures("network")

BRUSSELS = ZoneInfo("Europe/Brussels")


def answer(client, question=""):
    response = client.get(f"/calls.ics{question}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def calendar(client, question=""):
    return Calendar.from_ical(answer(client, question))


def events(client, question=""):
    return {
        str(event["UID"]).partition("@")[0]: event for event in calendar(client, question).events
    }


def test_only_calls_are_a_calendar():
    assert [name for name in SELECTIONS if "ics" in formats_of(name)] == ["calls"]


def test_every_cutoff_is_an_event_and_what_recurs_is_written_out_for_a_year(client):
    found = events(client)

    published = {f"cutoff-{c.mode_id}-{c.closes_on}" for c in AccessCall.objects.all()}
    months = [(2026, 12), *((2027, month) for month in range(1, 12))]
    recurring = {
        f"cutoff-{mode}-{year}-{month:02}-01"
        for mode in AccessMode.objects.filter(recurrence__isnull=False).values_list("pk", flat=True)
        for year, month in months
    }
    assert len(recurring) == 24
    assert set(found) == published | recurring


def test_an_event_begins_at_the_hour_in_brussels_also_in_summer(client):
    winter = events(client)["cutoff-large-scale-2026-11-30"]
    summer = events(client)["cutoff-large-scale-2026-07-15"]

    assert winter.start == datetime.datetime(2026, 11, 30, 9, 0, tzinfo=datetime.UTC)
    assert summer.start == datetime.datetime(2026, 7, 15, 8, 0, tzinfo=datetime.UTC)
    assert winter.start.tzinfo.key == summer.start.tzinfo.key == "Europe/Brussels"


def test_the_calendar_brings_the_clock_of_brussels_with_it(client):
    (zone,) = calendar(client, "?mode=large-scale").timezones
    clock = zone.to_tz(lookup_tzid=False)

    for month in range(1, 13):
        noon = datetime.datetime(2027, month, 15, 12, tzinfo=BRUSSELS)
        assert noon.replace(tzinfo=clock).utcoffset() == noon.utcoffset(), month


def test_without_a_published_hour_an_event_lasts_the_whole_day(client):
    event = events(client, "?mode=regular")["cutoff-regular-2026-09-04"]

    assert event.start == datetime.date(2026, 9, 4)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event.duration == datetime.timedelta(days=1)


def test_an_event_tells_what_where_who_says_so_and_when_it_was_checked(client):
    event = events(client)["cutoff-extreme-scale-2026-10-19"]

    assert str(event["SUMMARY"]) == "Cut-off: Extreme Scale Access"
    assert str(event["URL"]) == "http://testserver/calls/#mode-extreme-scale"
    assert str(event["TRANSP"]) == "TRANSPARENT"
    for words in (
        "No later cut-off is published.",
        "Where to apply: https://access.eurohpc-ju.europa.eu/",
        "Sources disagree: A catalogue of August 2026",
        "Sources: Catalogue of EU GPU and compute programmes (Public research note)",
        "Last checked 17 June 2026.",
    ):
        assert words in event["DESCRIPTION"]


def test_the_calendar_says_what_it_is_and_which_lists_have_run_out(client):
    make_access_mode("rounds", name="Rounds, old", closes_on=["2026-11-21"], always_open=True)
    question = "?mode=playground&mode=rounds"
    found = calendar(client, question)

    name = "Cut-offs for computing time: Playground Access, Rounds, old"
    states = (
        "Playground Access: Open all the time, without cut-offs.",
        "Rounds, old: No further cut-off is published. The last one known was 21 November 2026.",
        "Edition 2 of 22 November 2026.",
        "CC-BY-4.0, AI Factories Portal, compiled from public sources",
    )
    assert str(found["NAME"]) == name
    assert str(found["DESCRIPTION"]) == "\n".join(states)
    lines = answer(client, question).decode().replace("\r\n ", "").split("\r\n")
    for text in (f"X-WR-CALNAME:{name}", "X-WR-CALDESC:" + r"\n".join(states)):
        assert text.replace(",", r"\,") in lines
    assert str(found["URL"]) == "http://testserver/calls/?mode=playground&mode=rounds"
    assert found["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=12)


def test_a_calendar_without_events_is_still_one(client):
    found = calendar(client, "?state=always-open")

    assert found.events == []
    assert found.timezones
    assert found["VERSION"] == "2.0"


def test_the_same_question_gives_the_same_bytes_until_the_record_changes(client):
    before = answer(client, "?mode=large-scale")
    assert answer(client, "?mode=large-scale") == before
    assert {event.stamp for event in Calendar.from_ical(before).events} == {
        Edition.current().made_at.replace(microsecond=0)
    }

    with recorded():
        AccessCall.objects.create(mode_id="large-scale", closes_on="2027-01-15")
    after = events(client, "?mode=large-scale")

    assert after["cutoff-large-scale-2027-01-15"].stamp == Edition.current().made_at.replace(
        microsecond=0
    )
    assert set(after) - {
        str(e["UID"]).partition("@")[0] for e in Calendar.from_ical(before).events
    } == {"cutoff-large-scale-2027-01-15"}


def test_lines_are_folded_and_end_as_the_standard_wants(client):
    lines = answer(client).split(b"\r\n")

    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize("question", ["?mode=zzz", "?cuntry=FI", "?as_of=tomorrow"])
def test_a_wrong_question_is_a_problem(client, question):
    response = client.get(f"/calls.ics{question}")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
