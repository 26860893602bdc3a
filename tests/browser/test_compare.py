"""Choosing what to compare on the list and the map, and the comparison itself, in a browser."""

import re

import pytest
from playwright.sync_api import expect

THREE = "site=it4lia&site=lumi-ai-factory&site=skaiat"
MACHINES = "/compare/?supercomputer=jupiter&supercomputer=leonardo&supercomputer=lumi"

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_three_are_chosen_on_the_list_and_compared_without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/sites/")
        for name in ("SKAIAT", "IT4LIA AI Factory", "LUMI AI Factory"):
            page.get_by_label(f"Compare {name}", exact=True).check()
        page.get_by_role("button", name="Compare the chosen").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("3 sites side by side")
        page.get_by_text("Not published of any").click()
        expect(page.get_by_text("No source that we read tells")).to_be_visible()
        page.get_by_role("link", name=re.compile("Remove.*SKAIAT")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2 sites side by side")

        page.get_by_label("Add a site").select_option("jaif")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("3 sites side by side")
        assert context.cookies() == []


def test_what_is_ticked_goes_along_with_filters_and_to_the_map(page, live_server):
    page.goto("/sites/")
    page.get_by_label("Compare SKAIAT", exact=True).check()
    expect(page.get_by_text("1 of at most 5 chosen")).to_be_visible()
    page.locator("[name=kind][value=factory]").check()
    page.get_by_role("form", name="Filters").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"kind=factory.*&compare=skaiat"))
    expect(page.get_by_label("SKAIAT", exact=True)).to_be_checked()

    page.get_by_label("Compare IT4LIA AI Factory", exact=True).check()
    page.get_by_role("link", name="Show on the map").click()
    expect(page.get_by_text("Chosen to compare: IT4LIA AI Factory, SKAIAT.")).to_be_visible()
    expect(page.locator("#map[data-ready='19']")).to_be_visible()

    pin = page.get_by_role("link", name="LUMI AI Factory, AI Factory, Serving users")
    pin.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name="Compare").press("Enter")
    expect(page).to_have_url(re.compile(rf"/compare/\?{THREE}$"))


def test_a_sixth_cannot_be_ticked(page, live_server):
    page.goto("/supercomputers/")
    boxes = page.locator("[form=comparison]")
    for number in range(5):
        boxes.nth(number).check()

    expect(boxes.nth(5)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(5)).to_be_enabled()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_only_the_table_moves_sideways_and_its_first_column_stays(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(MACHINES)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cost = page.get_by_role("rowheader", name=re.compile("^Cost"))
    before = cost.bounding_box()["x"]
    hint = page.get_by_text("move the table sideways")
    expect(hint).to_be_visible(visible=width < 640)
    page.locator(".sidebyside__box").first.evaluate("box => { box.scrollLeft = 200 }")
    assert cost.bounding_box()["x"] == before
