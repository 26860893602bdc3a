"""A whole day of two editors: second factor, draft, preview, conflict, publication, restore."""

import pytest
from playwright.sync_api import expect

from directory.models import Draft, Edition, Site
from tests.accounts.second_factors import code_of, give_second_factor
from tests.admin.people import account

PASSWORD = "a long pass phrase"
FORM = "/admin/directory/factory/lumi-ai-factory/change/"


@pytest.fixture
def log_in(context, browser, transactional_db, live_server):
    """Log people in, each in a browser of their own, with password and second factor."""
    contexts = []

    def log_in(name, role):
        user = account(role, name)
        user.set_password(PASSWORD)
        user.save()
        device = give_second_factor(user)
        contexts.append(
            browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        )
        page = contexts[-1].new_page()
        page.goto("/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_label("Code").fill(code_of(device))
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
        return page

    yield log_in
    for made in contexts:
        made.close()


def write(page, label, words, why):
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Reason for the change").fill(why)


def press(page, button):
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.journey
def test_a_whole_editorial_day(log_in, page):
    maria, petra = log_in("maria", "Editor"), log_in("petra", "Publisher")

    keep_a_draft_and_look_at_it(maria)
    see_nothing_of(page, "Oulu")
    hand_it_in(maria)
    meet_the_change_of_another(petra)
    bring_the_draft_together_and_publish_it(petra)
    see_at_once(page, "Oulu", "Main street 1")
    restore_what_was_before(petra)
    see_nothing_of(page, "Oulu")

    site = Site.objects.get(slug="lumi-ai-factory")
    assert (site.city, site.address, site.acronym) == ("Kajaani", "Main street 1", "LAF")
    assert Edition.current_number() == 5


def keep_a_draft_and_look_at_it(maria):
    maria.goto(FORM)
    expect(maria.get_by_role("button", name="Save and publish")).to_have_count(0)
    write(maria, "City:", "Oulu", "The operator moved its office.")
    press(maria, "Save as a draft")
    expect(maria.get_by_text("City: Oulu — was: Kajaani")).to_be_visible()
    maria.get_by_role("link", name="Preview the page").click()
    expect(maria.get_by_text("Draft of maria")).to_be_visible()
    expect(maria.get_by_role("main").get_by_text("Oulu").first).to_be_visible()


def hand_it_in(maria):
    maria.get_by_role("link", name="Back to the draft").click()
    press(maria, "Hand in for review")
    expect(maria.get_by_text("Waiting for review").first).to_be_visible()


def meet_the_change_of_another(petra):
    """Have the form open in two windows: the second save is refused and shows the first."""
    petra.goto(FORM)
    other = petra.context.new_page()
    other.goto(FORM)
    write(other, "Address:", "Main street 1", "A new address.")
    press(other, "Publish and continue editing")
    expect(other.get_by_text("was changed successfully")).to_be_visible()

    write(petra, "Acronym:", "LAF", "As the operator writes it.")
    press(petra, "Save and publish")
    both = petra.get_by_role("region", name="Both changes, side by side")
    expect(both.get_by_role("row", name="Address")).to_contain_text("Main street 1")
    expect(both.get_by_role("row", name="Acronym")).to_contain_text("LAF")
    expect(petra.get_by_label("Acronym:", exact=True)).to_have_value("LAF")
    assert Site.objects.get(slug="lumi-ai-factory").acronym == "LUMI AIF"
    press(petra, "Publish both together")
    expect(petra.get_by_text("Both changes are published together.")).to_be_visible()


def bring_the_draft_together_and_publish_it(petra):
    petra.goto("/admin/")
    petra.get_by_role("link", name="Waiting for review: 1").click()
    petra.get_by_role("link", name="LUMI AI Factory").click()
    expect(petra.get_by_role("button", name="Publish now")).to_be_disabled()
    press(petra, "Bring both together")
    press(petra, "Publish now")
    expect(petra.get_by_text("The draft is published.")).to_be_visible()
    assert not Draft.objects.exists()


def restore_what_was_before(petra):
    petra.get_by_role("link", name="History", exact=True).click()
    expect(petra.get_by_text("The operator moved its office.")).to_be_visible()
    petra.get_by_role("link", name="Restore the version of edition 3").click()
    petra.get_by_label("Reason").fill("The office stays in Kajaani.")
    press(petra, "Restore this version")
    expect(petra.get_by_text("is again as in edition 3")).to_be_visible()


def see_at_once(visitor, *words):
    visitor.goto("/sites/lumi-ai-factory/")
    for word in words:
        expect(visitor.get_by_role("main").get_by_text(word).first).to_be_visible()


def see_nothing_of(visitor, word):
    visitor.goto("/sites/lumi-ai-factory/")
    expect(visitor.get_by_role("main")).to_be_visible()
    expect(visitor.get_by_role("main").get_by_text(word)).to_have_count(0)
