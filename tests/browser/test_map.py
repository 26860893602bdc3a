"""The map in a real browser: clusters, popups, list in step, links, shading, legend, keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")

CLUSTER = re.compile(r"^\d+ sites: ")


@pytest.fixture
def open_map(page):
    def go(question="", sites=32):
        page.goto(f"/map/{question}")
        expect(page.locator(f"#map[data-ready='{sites}']")).to_be_visible()
        return page.locator("#map")

    return go


@pytest.fixture
def without_javascript(browser, live_server):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        yield context.new_page()


def shown(map_):
    """Return the slugs that pins and clusters stand for, in the order of the keyboard."""
    pins = map_.locator(".pin")
    return [slug for pin in pins.all() for slug in pin.get_attribute("data-sites").split()]


def colour(page, selector):
    return page.locator(selector).first.evaluate("(land) => getComputedStyle(land).fill")


def test_pins_and_clusters_together_hold_every_site_once(page, open_map):
    map_ = open_map()

    slugs = [item.get_attribute("data-site") for item in page.locator(".sitelist li").all()]
    assert sorted(shown(map_)) == sorted(slugs)
    assert map_.get_by_role("button", name=CLUSTER).count() >= 2


def test_no_pin_covers_another(page, open_map):
    map_ = open_map()

    boxes = [pin.bounding_box() for pin in map_.locator(".pin").all()]

    middles = [(box["x"], box["y"]) for box in boxes]
    for index, (x, y) in enumerate(middles):
        for other_x, other_y in middles[index + 1 :]:
            assert abs(x - other_x) > 14 or abs(y - other_y) > 14


def test_a_cluster_says_how_many_it_holds_and_comes_apart(page, open_map):
    map_ = open_map()
    cluster = map_.get_by_role("button", name=CLUSTER).first
    slugs = cluster.get_attribute("data-sites").split()
    assert cluster.inner_text() == str(len(slugs))
    assert cluster.get_attribute("aria-label").startswith(f"{len(slugs)} sites: ")

    cluster.click()

    expect(map_.locator(f"[data-sites='{' '.join(slugs)}']")).to_have_count(0)
    expect(map_.locator(f"[data-sites~='{slugs[0]}']")).to_be_in_viewport()


def test_a_cluster_is_opened_by_keyboard_and_the_focus_stays_with_its_sites(page, open_map):
    map_ = open_map()
    cluster = map_.get_by_role("button", name=CLUSTER).first
    slugs = cluster.get_attribute("data-sites").split()
    cluster.focus()

    page.keyboard.press("Enter")

    expect(map_.locator(f"[data-sites~='{slugs[0]}']")).to_be_focused()
    expect(map_.locator(f"[data-sites='{' '.join(slugs)}']")).to_have_count(0)


def test_a_popup_tells_name_kind_stage_machine_and_links(page, open_map):
    map_ = open_map("?country=FI", sites=1)

    map_.get_by_role("link", name="LUMI AI Factory, AI Factory, Serving users").click()

    popup = page.locator(".leaflet-popup")
    expect(popup.get_by_role("link", name="LUMI AI Factory")).to_have_attribute(
        "href", "/sites/lumi-ai-factory/"
    )
    expect(popup).to_contain_text("AI Factory, Serving users")
    expect(popup).to_contain_text("Machines: LUMI")
    expect(popup.get_by_text("Linked to")).to_be_hidden()


def test_the_popup_of_an_antenna_names_its_factories(page, open_map):
    map_ = open_map("?country=CH", sites=1)

    map_.get_by_role("link").click()

    expect(page.locator(".leaflet-popup")).to_contain_text("(Letter of intent)")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_popup_at_the_rim_is_wholly_seen_and_leads_to_the_comparison(page, open_map, width):
    page.set_viewport_size({"width": width, "height": 900})
    map_ = open_map()
    popup, moving = page.locator(".leaflet-popup"), page.locator(".leaflet-pan-anim")
    for slug in ("1healthai", "lumi-ai-factory", "pharos-cy", "iceland-ai-factory-antenna"):
        page.get_by_role("button", name="Whole map").click()
        expect(moving).to_have_count(0)
        map_.locator(f"[data-sites='{slug}']").click()
        expect(popup.locator(f"a[href='/sites/{slug}/']")).to_be_visible()
        expect(moving).to_have_count(0)

        inner, outer = popup.bounding_box(), map_.bounding_box()
        for start, length in (("x", "width"), ("y", "height")):
            assert outer[start] <= inner[start], slug
            assert inner[start] + inner[length] <= outer[start] + outer[length], slug
        popup.get_by_role("link", name="Compare").click(trial=True)
        popup.get_by_role("button", name="Close").click()

    expect(popup).to_have_count(0)


def test_the_antenna_without_a_place_is_hollow(page, open_map):
    map_ = open_map("?country=SK", sites=1)

    expect(map_.locator(".pin .symbol[data-placeless]")).to_have_count(1)


def test_pointing_at_the_list_marks_the_pin_and_the_other_way_round(page, open_map):
    map_ = open_map()
    item = page.locator(".sitelist [data-site='lumi-ai-factory']")
    pin = map_.locator("[data-sites='lumi-ai-factory']")

    item.hover()
    expect(pin).to_have_class(re.compile(r"\blit\b"))
    page.get_by_role("heading", level=1).hover()
    expect(pin).not_to_have_class(re.compile(r"\blit\b"))

    pin.hover()
    expect(item).to_have_class(re.compile(r"\blit\b"))
    expect(item).to_be_in_viewport()


def test_focus_in_the_list_marks_the_pin_and_brings_it_into_view(page, open_map):
    map_ = open_map()
    map_.focus()
    for _ in range(8):
        page.keyboard.press("+")
        page.wait_for_timeout(300)  # of the animation of each step
    expect(page.get_by_text(re.compile("of 32 sites are in the part"))).to_be_visible()

    page.locator(".sitelist li:last-child > a").focus()
    page.keyboard.press("Shift+Tab")
    slug = page.evaluate("document.activeElement.closest('[data-site]').dataset.site")

    pin = map_.locator(f"[data-sites~='{slug}']")
    expect(pin).to_have_class(re.compile(r"\blit\b"))
    expect(pin).to_be_in_viewport()


def test_the_list_can_be_kept_to_what_the_map_shows_and_says_how_many_that_are(page, open_map):
    map_ = open_map()
    note = page.locator("[data-view-words]")
    expect(note).to_be_hidden()
    map_.focus()
    page.keyboard.press("+")
    expect(note).to_be_visible()
    inside = int(note.inner_text().split()[0])

    page.get_by_label("List only these").check()

    expect(page.locator(".sitelist li:visible")).to_have_count(inside)
    assert 0 < inside < 32
    expect(page.locator("#count")).to_have_text("32 sites on the map")

    page.get_by_role("button", name="Whole map").click()
    expect(page.locator(".sitelist li:visible")).to_have_count(32)


def test_the_part_that_the_map_shows_becomes_a_filter(page, open_map):
    map_ = open_map("?kind=factory", sites=19)
    map_.focus()
    page.keyboard.press("+")

    page.get_by_role("link", name="Make this part a filter").click()

    expect(page).to_have_url(re.compile(r"/map/\?kind=factory&bbox=-?[\d.]+,[\d.]+,[\d.]+,[\d.]+$"))
    count = int(page.locator("#count").get_attribute("data-count"))
    assert 0 < count < 19
    expect(page.locator(f"#map[data-ready='{count}']")).to_be_visible()


def test_links_are_switched_on_and_letters_of_intent_are_dashed(page, open_map):
    map_ = open_map()
    lines = map_.locator("path.link")
    expect(lines.first).to_be_hidden()

    page.get_by_label("Links from Antennas to AI Factories").check()

    expect(lines.first).to_be_visible()
    intent = map_.locator("path.link--letter-of-intent").first
    assert intent.evaluate("(line) => getComputedStyle(line).strokeDasharray") != "none"
    expect(page.get_by_text("letter of intent", exact=True)).to_be_visible()


def test_links_of_antennas_alone_end_at_factories_that_were_not_asked_for(page, open_map):
    map_ = open_map("?kind=antenna", sites=13)

    page.get_by_label("Links from Antennas to AI Factories").check()

    assert map_.locator(".link__end").count() == map_.locator(".link").count() > 10


def test_the_shading_of_countries_is_switched_off(page, open_map):
    open_map()
    assert colour(page, "#map .land--factory") != colour(page, "#map .land--partner")

    page.get_by_label("Countries by what they host").uncheck()

    assert colour(page, "#map .land--factory") == colour(page, "#map .land--partner")
    expect(page.get_by_text("takes part as a partner")).to_be_hidden()


def test_a_country_tells_its_part_when_pointed_at(page, open_map):
    map_ = open_map("?country=FI", sites=1)

    pin = map_.locator(".pin").bounding_box()
    page.mouse.move(pin["x"], pin["y"] + 60)
    page.mouse.move(pin["x"], pin["y"] + 64)

    expect(page.locator(".leaflet-tooltip")).to_have_text("Finland: hosts an AI Factory")


def test_the_legend_filters_on_click(page, open_map):
    open_map()
    legend = page.get_by_role("region", name="Legend")

    legend.get_by_role("link", name="Filter by AI Factory Antenna 13").click()
    expect(page.locator("#map[data-ready='13']")).to_be_visible()

    legend.get_by_role("link", name="Remove this filter: AI Factory Antenna").click()
    expect(page.locator("#map[data-ready='32']")).to_be_visible()


def test_without_javascript_the_picture_has_its_links_and_switches(without_javascript):
    page = without_javascript
    page.goto("/map/")
    picture = page.get_by_role("group", name="Europe with 32 sites, each a link")
    expect(picture.get_by_role("link")).to_have_count(32)
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_role("button", name="Whole map")).to_be_hidden()

    line = picture.locator(".link").first
    expect(line).to_be_hidden()
    page.get_by_label("Links from Antennas to AI Factories").check()
    expect(line).to_be_visible()
    page.get_by_label("Countries by what they host").uncheck()
    assert colour(page, ".picture .land--factory") == colour(page, ".picture .land--partner")

    picture.get_by_role("link", name=re.compile("^SKAIAT, .*place not published")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("SKAIAT")


def test_where_the_data_cannot_be_had_the_picture_stays(browser, live_server):
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.route("**/sites.geojson*", lambda route: route.abort())
        page.goto("/map/")

        expect(page.locator("[data-map-failed]")).to_be_visible()
        expect(page.locator(".picture")).to_be_visible()


def test_in_print_the_picture_stands_for_the_map(page, open_map):
    open_map()

    page.emulate_media(media="print")

    expect(page.locator(".picture")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()


@pytest.mark.parametrize("address", ["/sites/", "/map/"])
def test_on_a_phone_the_result_comes_first_with_and_without_javascript(
    browser, live_server, address
):
    for javascript in (True, False):
        with browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": 390, "height": 844},
        ) as context:
            page = context.new_page()
            page.goto(address)
            result = page.locator(".withfilters__result")
            assert result.bounding_box()["y"] < 400
            assert page.evaluate("document.documentElement.scrollWidth") <= 390

            page.locator(".filters__title").click()
            expect(page.get_by_role("group", name="Kind")).to_be_visible()
