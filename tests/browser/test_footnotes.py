"""Footnotes by keyboard, without scripts and on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

SITE = "/sites/it4lia/"


def colour(locator):
    return locator.evaluate("element => getComputedStyle(element).backgroundColor")


@pytest.mark.parametrize("anchor", ["city", "supercomputer-leonardo-vendor"])
def test_a_mark_leads_to_its_footnote_and_back_by_keyboard(page, transactional_db, anchor):
    page.goto(SITE)
    mark = page.locator(f"#mark-{anchor}")
    number = re.sub(r"\D", "", mark.inner_text())
    note = page.locator(f"#footnote-{number}")
    plain = colour(note)

    mark.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(rf"#footnote-{number}$"))
    expect(note).to_be_in_viewport()
    assert colour(note) != plain

    # The way back is the first link of the footnote, so the next stop of the tab key.
    page.keyboard.press("Tab")
    expect(note.locator(".back")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(rf"#mark-{anchor}$"))
    expect(mark).to_be_in_viewport()
    assert colour(mark) != "rgba(0, 0, 0, 0)"


def test_on_paper_all_evidence_is_a_numbered_list_with_addresses(page, transactional_db):
    page.goto(SITE)
    page.emulate_media(media="print")

    assert page.locator("article details:visible").count() == 0
    notes = page.locator(".footnotes li[id]")
    marks = page.locator(".mark a[href^='#footnote-']")
    assert notes.count() > 60
    assert all(note.is_visible() for note in notes.all())
    assert marks.first.is_visible()
    assert not page.locator(".footnotes .back").first.is_visible()
    link = page.locator(".footnotes .sources a[href^='http']").first
    after = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert link.get_attribute("href") in after
    display = notes.first.evaluate("element => getComputedStyle(element).display")
    assert display == "list-item"


def test_from_the_list_of_uncited_facts_one_click_opens_a_citation_for_the_fact(
    page, transactional_db
):
    get_user_model().objects.create_superuser("editor", password="a long pass phrase")
    page.goto("/admin/gaps/?kind=factory")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    assert Axe().run(page).violations_count == 0

    page.locator(".gaplist section li a[href*='cite=']").first.click()

    fact = re.search(r"cite=(\w+)", page.url)[1]
    row = page.locator(".form-row.dynamic-citations:not(.has_original)").last
    expect(row.locator("select[name$='-field']")).to_have_value(fact)
