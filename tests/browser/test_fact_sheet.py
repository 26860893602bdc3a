"""The page of a country prints as a fact sheet."""

import re

import pytest

PAGES_OF_PDF = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def printed(page, transactional_db):
    page.emulate_media(media="print")
    return page


def test_a_printed_fact_sheet_has_no_navigation_and_names_its_address(printed):
    printed.goto("/countries/PL/")

    for navigation in printed.locator("nav, form, .elsewhere, .skip").all():
        assert not navigation.is_visible()
    origin = printed.locator(".factsheet__origin")
    assert origin.is_visible()
    assert "/countries/PL/" in origin.inner_text()
    assert printed.locator("#footnotes").is_visible()


@pytest.mark.parametrize("code", ["FI", "PL", "DE", "SK", "NO"])
def test_a_fact_sheet_fits_one_page(printed, code):
    printed.goto(f"/countries/{code}/")

    assert len(PAGES_OF_PDF.findall(printed.pdf(format="A4"))) == 1
