"""The main job in a real browser: find a site, correct it, see the correction."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect


@pytest.fixture
def editor(transactional_db):
    return get_user_model().objects.create_superuser("editor", password="a long pass phrase")


@pytest.mark.journey
def test_from_the_map_to_a_corrected_page(page, editor):
    page.goto("/map/")
    expect(page.locator("#map[data-ready='32']")).to_be_visible()

    page.get_by_role("group", name="Wave").get_by_label("First wave").check()
    page.get_by_role("form", name="Filters").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/map/\?.*wave=wave-1"))
    expect(page.locator("#map[data-ready='7']")).to_be_visible()

    pin = page.get_by_role("link", name="LUMI AI Factory, AI Factory, Serving users")
    pin.click()
    # The map makes room for the popup; a click on what still moves would miss it.
    expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    page.locator(".leaflet-popup").get_by_role("link", name="LUMI AI Factory").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LUMI AI Factory")
    expect(page.get_by_text("Kajaani").first).to_be_visible()
    assert page.context.cookies() == []

    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/directory/factory/lumi-ai-factory/change/")
    page.get_by_label("City").fill("Oulu")
    page.get_by_label("Reason for the change").fill("The city was wrong.")
    page.get_by_role("button", name="Save and publish", exact=True).first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.goto("/sites/lumi-ai-factory/")
    expect(page.get_by_text("Oulu").first).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/sites/", "/map/", "/sites/it4lia/", "/no-such-page/"])
def test_public_pages_keep_to_themselves_and_set_no_cookie(page, transactional_db, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []


def test_the_list_works_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/sites/")
        page.get_by_role("group", name="Kind").get_by_label("AI Factory Antenna").check()
        page.get_by_role("button", name="Show").click()

        expect(page.locator("#count")).to_have_text("13 sites")
        page.get_by_role("link", name=re.compile("Remove this filter")).click()
        expect(page.locator("#count")).to_have_text("32 sites")


def test_the_map_without_javascript_is_a_list_of_links(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/map/?country=FI")
        page.get_by_role("link", name="LUMI AI Factory", exact=True).click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("LUMI AI Factory")


def test_list_and_map_carry_each_others_question(page, live_server):
    page.goto("/sites/?country=DE&country=PL")
    expect(page.locator("#count")).to_have_text("4 sites")

    page.get_by_role("link", name="Show on the map").click()
    expect(page.locator("#map[data-ready='4']")).to_be_visible()
    page.get_by_role("link", name="Show as a list").click()

    expect(page).to_have_url(re.compile(r"/sites/\?country=DE&country=PL$"))


def test_a_pin_is_reached_and_opened_by_keyboard(page, live_server):
    page.goto("/map/?country=SK")
    # Before the map has started, the same name is a plain link of the server's picture.
    expect(page.locator("#map[data-ready='1']")).to_be_visible()
    pin = page.get_by_role("link", name=re.compile("SKAIAT, AI Factory Antenna"))
    pin.focus()
    page.keyboard.press("Enter")

    popup = page.locator(".leaflet-popup")
    expect(popup.get_by_role("link", name="SKAIAT")).to_be_focused()
    expect(popup).to_contain_text("place")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(pin).to_be_focused()


def test_the_download_matches_the_screen(page, live_server):
    page.goto("/sites/?wave=wave-3")
    expect(page.locator("#count")).to_have_text("6 sites")

    address = page.get_by_role("link", name="JSON", exact=True).get_attribute("href")

    assert page.request.get(address).json()["count"] == 6
