"""The estimate in a real browser: with and without JavaScript, on narrow screens."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")


def ask(page):
    page.get_by_label("Parameters of the model").fill("8")
    page.get_by_label("Fine-tune all parameters").check()
    page.get_by_label("Tokens, in billions").fill("0.1")
    page.get_by_role("button", name="Estimate", exact=True).click()


def hours_on_h100(page):
    return page.locator("[data-accelerator=nvidia-h100-80gb] [data-hours]")


def test_it_answers_without_javascript_and_takes_a_changed_assumption(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/estimate/")
        ask(page)
        expect(hours_on_h100(page)).to_have_text("2.7 to 7.5")

        page.get_by_label("Utilisation of the 16-bit peak in training, lowest").fill("0.4")
        page.get_by_role("button", name="Estimate again").click()
        expect(hours_on_h100(page)).to_have_text("2.7 to 3.7")

        page.get_by_role("link", name="with the assumptions as published").click()
        expect(hours_on_h100(page)).to_have_text("2.7 to 7.5")


def test_addresses_stay_short_and_going_back_finds_the_fields(page):
    page.goto("/estimate/")
    ask(page)
    short = "/estimate/?parameters=8&method=fine-tune&precision=16-bit&tokens=0.1"
    expect(page).to_have_url(short)

    page.get_by_label("Parameters of the model").fill("16")
    page.get_by_role("button", name="Estimate", exact=True).click()
    expect(hours_on_h100(page)).to_have_text("5.4 to 15")
    page.go_back()
    expect(hours_on_h100(page)).to_have_text("2.7 to 7.5")
    expect(page.get_by_label("Epochs")).to_be_enabled()


def test_answers_of_the_finder_stay_while_the_work_changes(page):
    page.goto("/estimate/?find=who%3Dstart-up%26country%3DLT")
    ask(page)
    expect(page.get_by_text("Kept from the finder")).to_be_visible()

    page.get_by_role("region", name="In short").get_by_role("link", name="Find my way in").click()
    asked = "/find/?who=start-up&country=LT&purpose=fine-tune&hours=small"
    expect(page).to_have_url(asked)


def test_what_no_site_offers_opens_on_demand(page):
    page.goto("/estimate/?parameters=8&method=fine-tune&tokens=0.1")
    hunter = page.locator("[data-accelerator=amd-mi300a]")
    expect(hunter).to_be_hidden()

    page.get_by_text("On machines that no site offers").click()
    expect(hunter).to_contain_text("no site is known to offer time on it")
