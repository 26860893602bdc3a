"""From the front page to the address where one applies: three people with different ways in."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("transactional_db")

PORTAL = "https://access.eurohpc-ju.europa.eu/"


class Visitor:
    """Somebody who looks for a way in, and what it takes: each choice or click is one."""

    def __init__(self, page):
        self.page = page
        self.interactions = 0
        page.goto("/")

    def choose(self, question, answer):
        self.interactions += 1
        self.page.get_by_role("main").get_by_label(question).select_option(label=answer)

    def press(self, name):
        self.interactions += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def tick(self, name):
        self.interactions += 1
        self.page.get_by_label(name, exact=True).check()

    def address_to_apply(self):
        """Return where the first mode's link in sight leads; other hosts are out of reach."""
        self.interactions += 1
        link = first(self.page, "Your access modes").get_by_role("link", name="Apply")
        expect(link).to_be_visible()
        return link.get_attribute("href")


def answers(page):
    return page.locator("[data-answer]")


def first(page, heading):
    """Return the first way under a heading of the answer."""
    return answers(page).get_by_role("region", name=heading).get_by_role("listitem").first


@pytest.mark.journey
def test_a_start_up_in_lithuania_that_wants_to_fine_tune_for_health(page):
    visitor = Visitor(page)
    visitor.choose("Who are you?", "Start-up or SME")
    visitor.choose("Where are you established?", "Lithuania")
    visitor.choose("What is your field?", "Health and life sciences")
    visitor.press("Fine-tune a model")

    expect(first(page, "Your access modes")).to_contain_text("Fast Lane Access")
    expect(first(page, "Sites to talk to first")).to_contain_text("LitAI")
    assert visitor.address_to_apply() == PORTAL
    assert visitor.interactions <= 5


@pytest.mark.journey
def test_a_public_body_in_malta_that_needs_advice_and_data(page):
    visitor = Visitor(page)
    visitor.choose("Who are you?", "Public body")
    visitor.choose("Where are you established?", "Malta")
    visitor.press("Advice")
    visitor.tick("Data")

    expect(answers(page).get_by_role("status")).to_contain_text("Advice · Data")
    sites = answers(page).get_by_role("region", name="Sites to talk to first")
    expect(sites.get_by_role("heading").nth(1)).to_have_text("CALYPSO")
    expect(sites.get_by_role("heading").nth(2)).to_contain_text("Pharos")
    assert visitor.address_to_apply() == PORTAL
    assert visitor.interactions <= 5


@pytest.mark.journey
def test_a_university_in_france_that_trains_a_language_model(page):
    visitor = Visitor(page)
    visitor.choose("Who are you?", "University or research body")
    visitor.choose("Where are you established?", "France")
    visitor.choose("What is your field?", "Language technology")
    visitor.press("Train a model")

    expect(first(page, "Your access modes")).to_contain_text("AI for Science")
    expect(first(page, "Your access modes")).to_contain_text("11 December 2026, 10:00")
    expect(first(page, "Sites to talk to first")).to_contain_text("AI2F")
    assert visitor.address_to_apply() == PORTAL
    assert visitor.interactions <= 5


def test_the_answer_follows_each_change_and_so_does_the_address(page):
    page.goto("/find/?who=start-up")
    page.get_by_label("Where are you established?").select_option("LT")
    expect(first(page, "Sites to talk to first")).to_contain_text("LitAI")

    page.get_by_label("Where are you established?").select_option("MT")
    expect(first(page, "Sites to talk to first")).to_contain_text("CALYPSO")
    expect(page).to_have_url(re.compile(r"/find/\?who=start-up&country=MT$"))

    page.reload()
    expect(first(page, "Sites to talk to first")).to_contain_text("CALYPSO")


def test_it_answers_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/find/")
    page.get_by_label("University or research body").check()
    page.get_by_label("Where are you established?").select_option("FR")
    page.get_by_role("button", name="Show my way in").click()

    expect(first(page, "Sites to talk to first")).to_contain_text("AI2F")
    context.close()
