"""Calls and cut-offs in a real browser: the visitor's own clock, any screen, no script."""

import datetime

import pytest
from playwright.sync_api import expect

BEFORE = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2026, 11, 30, 9, 1, tzinfo=datetime.UTC)
NEXT = "#mode-large-scale .call__next"


@pytest.fixture
def visitor(browser, live_server):
    """Open the page of the calls somewhere in the world, at some time."""
    contexts = []

    def visit(zone, now=BEFORE, **options):
        context = browser.new_context(base_url=live_server.url, timezone_id=zone, **options)
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto("/calls/")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("zone", "own"),
    [
        ("Europe/Vilnius", "11:00 your time (Europe/Vilnius)"),
        ("Asia/Tokyo", "18:00 your time (Asia/Tokyo)"),
        ("Pacific/Kiritimati", "23:00 your time (Pacific/Kiritimati)"),
        ("Pacific/Honolulu", "29 November 2026, 23:00 your time (Pacific/Honolulu)"),
    ],
)
def test_a_visitor_elsewhere_sees_the_hour_on_the_own_clock_too(visitor, zone, own):
    moment = visitor(zone).locator(NEXT)

    expect(moment).to_contain_text("30 November 2026, 10:00 Brussels time")
    expect(moment.locator(".owntime")).to_have_text(own)


def test_where_the_clock_is_that_of_brussels_nothing_is_added(visitor):
    page = visitor("Europe/Paris", AFTER)

    # What has passed is written by the same script, after the hours.
    expect(page.locator(NEXT)).to_contain_text("This hour has passed.")
    expect(page.locator(".owntime")).to_have_count(1)


def test_without_javascript_there_is_the_time_of_brussels_alone(visitor):
    page = visitor("Europe/Vilnius", java_script_enabled=False)

    expect(page.locator(NEXT)).to_contain_text("30 November 2026, 10:00 Brussels time")
    expect(page.locator(".owntime")).to_have_count(0)
    page.get_by_text("Show all past cut-offs").click()
    expect(page.get_by_text("13 November 2026")).to_be_visible()
