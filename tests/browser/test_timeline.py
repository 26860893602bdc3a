"""The timeline in a real browser: on narrow screens, and by keyboard alone."""

import re

from playwright.sync_api import expect


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
