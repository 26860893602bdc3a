"""Pages of changes and editions: for everybody, on any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["/changes/", "/editions/1/", "/editions/1/sites/lumi-ai-factory/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelectorAll('.recorded').forEach(d => (d.open = true))")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_small_screen(page, address):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('.recorded').forEach(d => (d.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
