"""The estimate in a real browser: with and without JavaScript, on narrow screens."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")

PAGES = [
    "/estimate/",
    "/estimate/?parameters=8&method=fine-tune&tokens=0.1",
    "/estimate/?parameters=many&method=train&precision=4-bit&effective_time_low=1.5",
]


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


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 800, 1280])
def test_no_page_is_wider_than_the_screen(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
