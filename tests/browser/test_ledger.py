"""The ledger and the numbers in a real browser."""

import re

from playwright.sync_api import expect


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
