"""The date line in a real browser: dragged, typed, played, by keyboard, and as a plain form."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")

FIRST_WAVE, SECOND_WAVE, ANTENNAS = "2024-12-10", "2025-03-12", "2025-10-13"


@pytest.fixture
def open_map(page):
    def go(question="", sites=32):
        page.goto(f"/map/{question}")
        ready(page, sites)
        return page

    return go


@pytest.fixture
def without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        yield context.new_page()


def ready(page, sites):
    expect(page.locator(f"#map[data-ready='{sites}']")).to_be_visible()


def slider(page):
    return page.get_by_role("slider", name="Day")


def expect_day(page, day, written, sites):
    """Expect that everything on the page is that of a day."""
    ready(page, sites)
    expect(slider(page)).to_have_attribute("aria-valuetext", written)
    expect(page.get_by_label("Another day")).to_have_value(day)
    expect(page.locator("#count")).to_have_attribute("data-count", str(sites))
    expect(page.locator(".sitelist li")).to_have_count(sites)
    expect(page.locator(".dateline__now")).to_contain_text(f"{sites} sites as of {written}")
    pins = page.locator("#map .pin").evaluate_all("(all) => all.map((p) => p.dataset.sites)")
    assert len(" ".join(pins).split()) == sites
    slugs = page.locator(".sitelist li").evaluate_all("(all) => all.map((i) => i.dataset.site)")
    assert sorted(" ".join(pins).split()) == sorted(slugs)
    expect(page).to_have_url(re.compile(rf"as_of={day}"))


def drag_to(page, fraction):
    box = slider(page).bounding_box()
    thumb = 20
    middle = box["y"] + box["height"] / 2

    def at(part):
        return box["x"] + thumb / 2 + part * (box["width"] - thumb)

    page.mouse.move(at(1), middle)
    page.mouse.down()
    page.mouse.move(at((1 + fraction) / 2), middle, steps=5)
    page.mouse.move(at(fraction), middle, steps=5)
    page.mouse.up()


def test_the_numbers_pins_and_links_follow_the_day_that_is_dragged_to(open_map):
    page = open_map()
    slider(page).scroll_into_view_if_needed()

    drag_to(page, 0)

    ready(page, 0)
    expect(page.get_by_text(re.compile("No site had been selected by"))).to_be_visible()
    expect(page.locator("#map .pin")).to_have_count(0)
    expect(page.locator("#map .land--factory")).to_have_count(0)
    expect(page.locator(".sitelist li")).to_have_count(0)
    expect(page.locator("aside.asof")).to_contain_text("As of 10 November 2024.")

    for _ in range(30):
        page.keyboard.press("ArrowRight")

    expect_day(page, FIRST_WAVE, "10 December 2024", 7)
    expect(page.locator("#map .land--factory")).to_have_count(7)
    expect(page).to_have_title(re.compile("^Map: 7 sites as of 10 December 2024"))
    legend = page.get_by_role("region", name="Legend")
    expect(legend.get_by_role("link", name="Filter by AI Factory 7")).to_be_visible()
    expect(page.locator("label[for=choice-wave-wave-2] .choice__count")).to_have_text("0")
    expect(page.get_by_role("link", name="CSV")).to_have_attribute(
        "href", f"/sites.csv?as_of={FIRST_WAVE}"
    )
    expect(page.get_by_role("link", name="Show as a list")).to_have_attribute(
        "href", f"/sites/?as_of={FIRST_WAVE}"
    )
    navigation = page.get_by_role("navigation", name="Main")
    expect(navigation.get_by_role("link", name="Map")).to_have_attribute(
        "href", f"/map/?as_of={FIRST_WAVE}"
    )
    expect(slider(page)).to_be_focused()


def test_links_between_antennas_and_factories_come_with_the_antennas(open_map):
    page = open_map("?as_of=2025-10-12", sites=19)
    expect(page.locator("#map .link")).to_have_count(0)
    slider(page).focus()

    page.keyboard.press("ArrowRight")

    expect_day(page, ANTENNAS, "13 October 2025", 32)
    assert page.locator("#map .link").count() > 10


def test_keys_move_by_a_day_by_a_month_and_to_the_ends(open_map):
    page = open_map()
    line = slider(page)
    line.focus()
    last = int(line.get_attribute("max"))
    expect(line).to_have_value(str(last))

    moves = [("ArrowLeft", last - 1), ("PageDown", last - 31), ("PageUp", last - 1)]
    moves += [("Home", 0), ("End", last)]
    for key, value in moves:
        page.keyboard.press(key)
        expect(line).to_have_value(str(value))

    expect(page).to_have_url(re.compile(r"/map/$"))
    expect(page.locator("aside.asof")).to_have_count(0)
    ready(page, 32)
    expect(line).to_be_focused()


def test_a_day_can_be_typed_and_the_other_filters_stay(open_map):
    page = open_map("?kind=factory", sites=19)

    page.get_by_label("Another day").fill(SECOND_WAVE)

    expect_day(page, SECOND_WAVE, "12 March 2025", 13)
    expect(page).to_have_url(re.compile(rf"/map/\?kind=factory&as_of={SECOND_WAVE}$"))
    expect(page.locator(".chip")).to_have_count(2)


def test_an_announced_day_is_a_link_that_becomes_the_chosen_one(open_map):
    page = open_map()
    days = page.get_by_role("list", name="Announced on")

    days.get_by_role("link", name=re.compile("12 Mar 2025")).click()

    expect_day(page, SECOND_WAVE, "12 March 2025", 13)
    expect(days.locator("[aria-current]")).to_have_text(re.compile("12 Mar 2025"))
    expect(page.locator(".dateline__now")).to_contain_text("Second wave: six more AI Factories")

    days.get_by_role("link", name=re.compile("Today")).click()
    ready(page, 32)
    expect(page).to_have_url(re.compile(r"/map/$"))
    expect(days.locator("[aria-current]")).to_have_text(re.compile("Today"))


def test_the_pins_of_a_past_day_lead_to_pages_of_that_day(open_map):
    page = open_map()
    page.get_by_label("Another day").fill(FIRST_WAVE)
    ready(page, 7)

    page.locator("#map").get_by_role("link", name=re.compile("^LUMI AI Factory")).click()

    link = page.locator(".leaflet-popup").get_by_role("link", name="LUMI AI Factory")
    expect(link).to_have_attribute("href", f"/sites/lumi-ai-factory/?as_of={FIRST_WAVE}")


def test_what_was_opened_and_ticked_in_the_filters_stays(open_map):
    page = open_map()
    page.locator("#filter-sector > summary").click()
    page.get_by_role("checkbox", name=re.compile("^Health")).check()

    page.get_by_label("Another day").fill(SECOND_WAVE)

    ready(page, 13)
    expect(page.get_by_role("checkbox", name=re.compile("^Health"))).to_be_checked()


def test_it_plays_the_days_on_which_something_changes_and_pauses(open_map):
    page = open_map("?country=FI", sites=1)

    page.get_by_role("button", name="Play").click()

    expect(slider(page)).to_have_attribute("aria-valuetext", "10 December 2024")
    steps = page.locator("#date-line").get_attribute("data-steps").split()
    expect(page.locator("#date-line")).to_have_attribute("data-shown", steps[1])
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_with_reduced_motion_each_press_is_one_step(open_map, page):
    page.emulate_media(reduced_motion="reduce")
    open_map()
    button = page.get_by_role("button", name="Next step")

    for day, sites in ((FIRST_WAVE, 7), (SECOND_WAVE, 13)):
        button.click()
        expect(page.locator("#date-line")).to_have_attribute("data-shown", day)
        ready(page, sites)
    expect(button).to_be_focused()
    expect(button).to_have_text("Next step")


def test_a_map_opened_on_a_day_without_sites_can_be_moved_to_one_with_sites(open_map):
    page = open_map("?as_of=2024-12-09", sites=0)
    slider(page).focus()

    page.keyboard.press("ArrowRight")

    expect_day(page, FIRST_WAVE, "10 December 2024", 7)
    expect(page.locator(".nothing")).to_have_count(0)


def test_what_cannot_be_loaded_is_said_and_the_page_stays_as_it_was(browser, live_server):
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/map/")
        ready(page, 32)
        page.route("**/map/?as_of*", lambda route: route.abort())

        page.get_by_label("Another day").fill(SECOND_WAVE)

        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("as of 12 March 2025 could not be loaded")
        expect(page.locator("#count")).to_have_text("32 sites on the map")
        expect(slider(page)).to_have_value(slider(page).get_attribute("max"))

        page.unroute("**/map/?as_of*")
        page.get_by_label("Another day").fill(SECOND_WAVE)
        expect_day(page, SECOND_WAVE, "12 March 2025", 13)
        expect(alert).to_be_hidden()


def test_a_later_day_overtakes_an_earlier_one_that_is_slow(open_map):
    page = open_map()
    held = []

    def hold(route):
        held.append(route)

    page.route(f"**/map/?as_of={FIRST_WAVE}", hold)

    page.get_by_label("Another day").fill(FIRST_WAVE)
    expect(page.locator("#date-line")).to_have_attribute("aria-busy", "true")
    page.get_by_label("Another day").fill(SECOND_WAVE)

    expect_day(page, SECOND_WAVE, "12 March 2025", 13)
    for route in held:
        route.abort()
    expect_day(page, SECOND_WAVE, "12 March 2025", 13)


def test_the_line_stays_where_it_is_in_the_window_and_tells_the_day_politely(open_map):
    page = open_map()
    slider(page).focus()
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => scrollY > 200")
    before = slider(page).bounding_box()["y"]

    page.keyboard.press("Home")

    ready(page, 0)
    expect(page.locator("aside.asof")).to_be_attached()
    assert abs(slider(page).bounding_box()["y"] - before) < 2
    expect(
        page.get_by_role("status").filter(has_text="0 sites as of 10 November 2024")
    ).to_have_count(1)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_labels_of_the_announced_days_do_not_meet(page, open_map, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_map()

    boxes = [link.bounding_box() for link in page.locator(".dateline__days a").all()]

    for index, box in enumerate(boxes):
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        for other in boxes[index + 1 :]:
            beside = (
                box["x"] + box["width"] <= other["x"] or other["x"] + other["width"] <= box["x"]
            )
            above = abs(box["y"] - other["y"]) >= min(box["height"], other["height"])
            assert beside or above
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_it_is_a_form_and_links(without_javascript):
    page = without_javascript
    page.goto("/map/?kind=factory")
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_be_hidden()

    page.get_by_role("link", name="10 Dec 2024 First wave: seven AI Factories").click()
    expect(page.locator("#count")).to_have_text("7 sites on the map")
    expect(page).to_have_url(re.compile(rf"\?kind=factory&as_of={FIRST_WAVE}$"))

    page.get_by_label("Another day").fill("2024-12-09")
    page.locator(".dateline__form").get_by_role("button", name="Show").click()
    expect(page.get_by_text("No site had been selected by 9 December 2024.")).to_be_visible()
    expect(page.get_by_role("group", name="Europe, without a site")).to_be_visible()

    page.locator(".dateline__days").get_by_role("link", name=re.compile("^Today")).click()
    expect(page).to_have_url(re.compile(r"/map/\?kind=factory$"))
    expect(page.locator("#count")).to_have_text("19 sites on the map")
