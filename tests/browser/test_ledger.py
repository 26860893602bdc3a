"""The ledger and the numbers in a real browser: accessible, and fit for narrow screens."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = [
    "/ledger/?subject=factories-operational",
    "/ledger/c-operational-19-live/",
    "/numbers/",
    "/numbers/factories_operational/?as_of=2026-04-09",
    "/?as_of=2025-03-12",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, live_server, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", ["/ledger/", *PAGES])
@pytest.mark.parametrize("width", [320, 800, 1280])
def test_no_page_is_wider_than_the_screen(page, live_server, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_the_front_page_to_a_number_its_claim_and_the_ledger(page, live_server):
    page.goto("/")
    page.get_by_role("link", name="Quote AI Factories selected").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("AI Factories selected")
    page.get_by_role("link", name="The network now counts nineteen AI Factories.").click()
    expect(page).to_have_url(re.compile("/ledger/c-factories-19/"))
    page.get_by_role("link", name="This question on the ledger").click()

    expect(page.locator("#count")).to_have_text("2 claims")


def test_the_ledger_is_filtered_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/ledger/")
        page.locator("label[for=filters-shown]").click()
        page.get_by_role("group", name="Outcome").get_by_label("Does not hold").check()
        page.get_by_role("button", name="Show", exact=True).click()

        expect(page.locator("#count")).to_have_text("4 claims")
