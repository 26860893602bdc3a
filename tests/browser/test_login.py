"""The pages of the login in a real browser: readable by everybody, without scripts too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.accounts.second_factors import code_of, give_second_factor


def check(page):
    # Without its look ahead at style sheets, for which axe would need inline styles itself.
    found = Axe().run(page, context="main", options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_with_a_second_factor_passes_axe(page, transactional_db, scheme):
    user = get_user_model().objects.create_superuser("editor", password="a long pass phrase")
    device = give_second_factor(user)
    page.emulate_media(color_scheme=scheme)
    page.goto("/admin/second-factor/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Log in: second step")).to_be_visible()
    check(page)

    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    check(page)

    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="Set up another app").click()
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    check(page)
