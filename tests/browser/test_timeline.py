"""The timeline in a real browser: accessible, fit for narrow screens, usable by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = ["/timeline/", "/timeline/?country=DE&as_of=2025-10-13", "/supercomputers/daedalus/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, "/countries/DE/", "/sites/pharos/"])
def test_axe_finds_nothing(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 800, 1024, 1280])
def test_no_page_is_wider_than_the_screen(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_narrow_screen_says_that_the_picture_moves_sideways(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/timeline/?country=FI")
    hint = page.get_by_text("move it sideways")

    expect(hint).to_be_visible()
    box = page.get_by_role("region", name="Picture of the timeline")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(hint).to_be_hidden()


def test_a_mark_leads_to_its_row_by_keyboard_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/timeline/?site=lumi-ai-factory")
        mark = page.get_by_role("link", name=re.compile("LUMI-AI: Contract signed"))
        mark.focus()
        page.keyboard.press("Enter")

        row = page.locator("tr:target")
        expect(row).to_be_in_viewport()
        expect(row).to_contain_text("31 August 2026")
        page.keyboard.press("Tab")
        expect(row.get_by_role("link", name="LUMI-AI")).to_be_focused()


def test_sources_of_a_step_are_printed(page):
    page.goto("/timeline/?site=lumi-ai-factory&stage=contract-signed")
    source = page.locator(".steps").get_by_role("link", name="Bull selected").first
    expect(source).to_be_hidden()

    page.emulate_media(media="print")

    expect(source).to_be_visible()
