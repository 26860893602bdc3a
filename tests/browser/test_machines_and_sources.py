"""Machines and sources in a real browser: sorted, filtered, followed."""

import re

from playwright.sync_api import expect


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
