"""The search box in a real browser: suggestions by keyboard, and none needed without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def field(page):
    page.goto("/sites/")
    return page.get_by_role("combobox", name="Search", exact=True)


@pytest.fixture
def options(page):
    return page.get_by_role("listbox").get_by_role("option")


@pytest.mark.journey
def test_a_site_is_found_with_the_keyboard_only(page, field, options):
    field.focus()
    page.keyboard.type("juelich")
    expect(options.first).to_contain_text("JUPITER AI Factory")
    expect(options.first).to_contain_text("city: Jülich")
    expect(field).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(field).to_be_focused()

    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sites/jaif/$"))


def test_the_arrows_go_round_and_escape_closes_but_keeps_the_words(page, field, options):
    field.press_sequentially("lumi")
    expect(options.first).to_be_visible()

    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("lumi")


def test_enter_without_a_choice_shows_all_results(page, field, options):
    field.press_sequentially("krakow")
    expect(options.first).to_be_visible()

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=krakow$"))
    expect(page.locator(".found li").first).to_contain_text("Gaia AI Factory")
    expect(page.locator(".found li").first).to_contain_text("city: Kraków")


def test_a_suggestion_can_be_clicked(page, field, options):
    field.press_sequentially("meluxina")
    options.filter(has_text="Luxembourg AI Factory").click()

    expect(page).to_have_url(re.compile(r"/sites/l-ai-factory/$"))


def test_how_many_suggestions_there_are_is_said(page, field):
    status = page.get_by_role("search").get_by_role("status")

    field.press_sequentially("czechia")
    expect(status).to_have_text(re.compile(r"^\d suggestions$"))

    field.fill("xyzzy")
    expect(status).to_have_text("No suggestion")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_an_answer_that_does_not_come_holds_nothing_up(page, field, options):
    first_words = re.compile(r"search\.json\?q=lumi$")
    page.route(first_words, lambda route: None)
    with page.expect_request(first_words):
        field.fill("lumi")

    field.fill("karolina")

    expect(options.first).to_contain_text("Karolina")


def test_the_box_works_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/map/")
        page.get_by_role("searchbox", name="Search", exact=True).fill("Holland")
        page.get_by_role("button", name="Search", exact=True).click()

        expect(page).to_have_url(re.compile(r"/search/\?q=Holland$"))
        page.get_by_role("link", name="AI Factory Netherlands").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("AI Factory Netherlands")


def test_the_list_is_searched_without_javascript_best_match_first(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/sites/")
        page.get_by_label("Search in this list").fill("meluxina")
        page.get_by_label("Search in this list").press("Enter")

        expect(page.locator("#count")).to_have_text(re.compile(r"site"))
        expect(page.locator(".rows tbody tr").first).to_contain_text("machine: MeluXina")
        page.get_by_role("link", name=re.compile("Remove this filter.*Search")).click()
        expect(page.locator("#count")).to_have_attribute("data-count", "32")


def test_axe_finds_nothing_in_the_suggestions(page, field, options):
    field.press_sequentially("lumi")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390])
def test_the_search_fits_narrow_screens(page, options, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/sites/")
    page.get_by_role("combobox", name="Search", exact=True).press_sequentially("germany")
    expect(options.first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
