"""Machines and sources in a real browser: accessible, sortable, fit for narrow screens."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = [
    "/supercomputers/",
    "/supercomputers/?sort=cost_eur",
    "/supercomputers/leonardo/",
    "/sources/?year=2026&language=en",
    "/sources/eu27-review-log-2026-10/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, live_server, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", ["/sites/", *PAGES])
@pytest.mark.parametrize("width", [320, 800, 900, 1280])
def test_no_page_is_wider_than_the_screen(page, live_server, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_site_to_its_machine_to_a_source_and_on(page, live_server):
    page.goto("/sites/it4lia/")
    page.locator("#machines ~ .machine").get_by_role("link", name="Leonardo", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leonardo")

    footnotes = page.locator(".footnotes")
    footnotes.get_by_role("link", name="all its facts").first.click()
    expect(page).to_have_url(re.compile("/sources/"))
    page.get_by_role("link", name="Leonardo", exact=True).first.click()

    expect(page).to_have_url(re.compile("/supercomputers/leonardo/"))


def test_machines_are_filtered_and_sorted_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/supercomputers/")
        page.locator("label[for=filters-shown]").click()
        page.get_by_role("group", name="Role").get_by_label("Experimental platform").check()
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#count")).to_have_text(re.compile(r"^\s*\d supercomputers\s*$"))

        page.goto("/supercomputers/")
        rmax = page.get_by_role("columnheader", name=re.compile("Rmax"))
        rmax.get_by_role("link").click()
        page.get_by_role("columnheader", name=re.compile("Rmax")).get_by_role("link").click()

        expect(rmax).to_have_attribute("aria-sort", "descending")
        expect(page.locator("tbody tr").first).to_contain_text("JUPITER")
        expect(page.locator("tbody tr").last).to_contain_text("not published")
