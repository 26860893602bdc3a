"""The admin in a real browser, under the strict policy: nothing of a form is out of work."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from directory.models import Site


@pytest.fixture
def form(editor):
    """The form of a Finnish factory, its map drawn."""
    editor.goto("/admin/directory/factory/lumi-ai-factory/change/")
    expect(editor.locator("[data-pinmap][data-ready=true]")).to_be_visible()
    return editor


def numbers(page):
    return tuple(float(page.get_by_label(name).input_value()) for name in ("Latitude", "Longitude"))


def save(page):
    page.get_by_label("Reason for the change").fill("Tested.")
    page.get_by_role("button", name="Publish and continue editing").first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def choose(page, field, words, option):
    """Choose in a field with a search, as one does with the keyboard."""
    field.click()
    expect(page.locator(".select2-search__field:focus")).to_be_visible()
    page.keyboard.type(words)
    page.get_by_role("option", name=option).click()
    expect(page.locator(".select2-container--open")).to_have_count(0)


def test_the_pin_follows_the_numbers_and_the_numbers_the_pin(form):
    pin, before = form.locator(".pinmap__pin"), numbers(form)

    pin.scroll_into_view_if_needed()
    box = pin.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    form.mouse.move(*middle)
    form.mouse.down()
    form.mouse.move(middle[0], middle[1] + 40, steps=5)
    form.mouse.up()
    dragged = numbers(form)
    assert dragged[0] < before[0]
    assert re.fullmatch(r"\d+\.\d{5}", form.get_by_label("Latitude").input_value())

    form.locator("[data-map]").click(position={"x": 300, "y": 80})
    assert numbers(form) != dragged

    form.get_by_label("Latitude").fill("60.17")
    form.get_by_label("Longitude").fill("24.94")
    form.get_by_label("Longitude").press("Tab")
    expect(form.locator(".pinmap__pin")).to_be_in_viewport()
    save(form)
    site = Site.objects.get(pk="lumi-ai-factory")
    assert (float(site.latitude), float(site.longitude)) == (60.17, 24.94)


def test_a_pin_outside_the_country_is_warned_of_at_once_and_after_saving(form):
    warning = form.get_by_role("status").filter(has_text="outside Finland")
    expect(warning).to_have_count(0)

    place = form.get_by_label("Find coordinates")
    place.fill("N 48° 8' 24\" E 11° 34' 48\"")
    place.press("Enter")
    expect(warning).to_have_text("The pin lies about 1460 km outside Finland.")
    assert numbers(form) == (48.14, 11.58)

    verify = form.get_by_role("button", name="Mark as verified today")
    verify.click()  # what was typed would be lost
    expect(form.get_by_label("Latitude")).to_have_value("48.14000")
    save(form)
    verify.click()
    expect(form.get_by_text("1 record is marked as verified today")).to_be_visible()
    save(form)
    told = form.locator(".messagelist .warning")
    expect(told).to_have_text("The pin lies about 1460 km outside Finland.")
    expect(warning).to_be_visible()

    country = form.locator(".field-country .select2-selection")
    choose(form, country, "Germ", "Germany")
    expect(warning).to_have_count(0)
    expect(form.locator(".pinmap__land--host")).to_have_count(1)


def test_the_coordinates_are_cleared_together(form):
    form.get_by_role("button", name="Clear the coordinates").click()

    expect(form.locator(".pinmap__pin")).to_have_count(0)
    expect(form.get_by_label("Latitude")).to_be_focused()
    save(form)
    site = Site.objects.get(pk="lumi-ai-factory")
    assert (site.latitude, site.longitude, site.location_precision) == (None, None, None)


def test_a_fact_without_citation_is_cited_with_the_keyboard(editor):
    editor.goto("/admin/directory/factory/jaif/change/")
    gap = editor.get_by_role("link", name="Partners", exact=True)
    for _ in range(2):  # the second time finds the row of the first
        gap.focus()
        gap.press("Enter")
    rows = editor.locator("tr.dynamic-citations:not(.has_original)")
    expect(rows).to_have_count(1)
    expect(rows.locator("select[name$=-field]")).to_have_value("partners")
    expect(rows.locator(".select2-selection")).to_be_focused()

    editor.keyboard.press("Enter")
    editor.locator(".select2-search__field").last.press_sequentially("JAIF: JUPITER")
    expect(editor.get_by_role("option", name="JAIF: JUPITER AI Factory").first).to_be_visible()
    editor.keyboard.press("Enter")
    save(editor)

    expect(editor.get_by_text("Every fact of this record has a citation")).to_be_visible()


def test_rows_dates_and_references_of_a_new_site_can_be_filled_in(editor):
    editor.goto("/admin/directory/factory/add/")
    editor.get_by_label("Name:", exact=True).press_sequentially("Atlantis AI Factory")
    expect(editor.get_by_label("Slug:")).to_have_value("atlantis-ai-factory")
    choose(editor, editor.locator(".field-wave .select2-selection"), "Third", "Third wave")
    choose(editor, editor.locator(".field-country .select2-selection"), "Malt", "Malta")
    choose(
        editor, editor.locator(".field-sectors .select2-selection"), "heal", re.compile("Health")
    )

    editor.get_by_label("Acronym").fill("mimer")
    lookalike = editor.get_by_role("status").get_by_role("link", name="Sweden AI Factory")
    expect(lookalike).to_be_visible()
    editor.get_by_label("Acronym").fill("ATL")
    expect(lookalike).to_have_count(0)
    editor.get_by_label("sectors as published").fill("robots")
    editor.get_by_role("button", name="Add Robotics").click()
    expect(editor.locator(".field-sectors .select2-selection")).to_contain_text("Robotics")
    expect(editor.get_by_role("button", name="Add Robotics")).to_have_count(0)

    editor.get_by_role("button", name="Add another Organisation of a site").click()
    involvement = editor.locator("tr.dynamic-involvements")
    choose(editor, involvement.locator(".select2-selection"), "CSC", re.compile("^CSC"))
    involvement.locator("select[name$=-role]").select_option("Host")

    editor.get_by_role("button", name="Add another Milestone").click()
    milestone = editor.locator("tr.dynamic-milestones")
    milestone.locator("select[name$=-stage]").select_option("Selected")
    milestone.locator("input[name$=-reached]").check()
    milestone.locator("input[name$=-as_published]").fill("2025-10-10")

    verified = editor.locator(".field-last_verified_on")
    verified.get_by_role("link", name="Choose a Date").click()
    calendar = editor.locator(".calendarbox:visible")
    calendar.get_by_role("link", name="Yesterday").click()
    expect(verified.locator("input")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))
    verified.get_by_role("link", name="Today").click()

    editor.get_by_label("Reason for the change").fill("Tested.")
    editor.get_by_role("button", name="Save and publish", exact=True).first.click()
    expect(editor.get_by_text("was added successfully")).to_be_visible()
    site = Site.objects.get(pk="atlantis-ai-factory")
    assert site.involvements.get().role == "host"
    assert site.milestones.get().stage == "selected"
    assert site.last_verified_on is not None
    assert set(site.sectors.values_list("pk", flat=True)) == {"health", "robotics"}


@pytest.mark.parametrize(
    "page_of",
    [
        "antenna/skaiat",
        "accessmode/playground",
        *(
            pytest.param(form, marks=pytest.mark.slow)
            for form in (
                "supercomputer/lumi",
                "organisation/csc",
                "country/FI",
                "wave/wave-1",
                "policy/investai",
                "source/gazetteer",
            )
        ),
    ],
)
def test_every_form_works_under_the_strict_policy(editor, page_of):
    editor.goto(f"/admin/directory/{page_of}/change/")
    editor.wait_for_load_state("networkidle")

    save(editor)


def test_an_editor_goes_from_page_to_page_to_form(editor):
    editor.get_by_role("link", name="View site").click()
    expect(editor).to_have_url(re.compile("/admin/preview/$"))
    editor.get_by_role("navigation", name="Main").get_by_role("link", name="Sites").click()
    expect(editor).to_have_url(re.compile("/admin/preview/sites/$"))
    editor.get_by_role("group", name="Kind").get_by_label("AI Factory Antenna").check()
    editor.get_by_role("button", name="Show", exact=True).click()
    expect(editor).to_have_url(re.compile(r"/admin/preview/sites/\?.*kind=antenna"))
    editor.get_by_role("main").get_by_role("link", name="SKAIAT").first.click()
    expect(editor).to_have_url(re.compile("/admin/preview/sites/skaiat/$"))
    bar = editor.get_by_role("complementary", name="Editorial view")
    bar.get_by_role("link", name="Edit SKAIAT").click()
    expect(editor).to_have_url(re.compile("/admin/directory/antenna/skaiat/change/$"))

    editor.get_by_role("link", name="View on site").click()
    bar.get_by_role("link", name="Public page").click()
    expect(editor).to_have_url(re.compile("[0-9]/sites/skaiat/$"))
    expect(bar).to_have_count(0)


def test_what_we_add_to_the_admin_passes_axe(form):
    for part in ("#gaps", "[data-pinmap]", ".field-place", ".verified"):
        # Without its look ahead at style sheets, for which axe would need inline styles itself.
        found = Axe().run(form, context=part, options={"preload": False})
        assert found.violations_count == 0, found.generate_report()

    form.goto("/admin/preview/sites/it4lia/")
    found = Axe().run(form)
    assert found.violations_count == 0, found.generate_report()
