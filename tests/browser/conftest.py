"""A real Chromium that drives the live server; each page must keep to itself and stay quiet."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
ARTIFACTS = HERE.parent.parent / "var" / "test-artifacts"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing but this machine has a name, should a page ask for more.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
OUTCOME = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report


@pytest.fixture(scope="session")
def browser():
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    program = next(filter(None, map(shutil.which, wanted)), None)
    if program is None:
        pytest.fail(f"The browser tests need Chromium, and there is no {' or '.join(wanted)}.")
    with (
        pytest.MonkeyPatch.context() as patch,
        sync_playwright() as playwright,
    ):
        # Playwright's synchronous interface runs an event loop in the thread of the tests.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        sandbox = os.getuid() != 0  # which Chromium cannot have as root
        browser = playwright.chromium.launch(
            executable_path=program, args=ARGUMENTS, chromium_sandbox=sandbox
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser, live_server, request):
    """A fresh profile; its test fails if a page asks another host or complains in the console."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    home = urlsplit(live_server.url).netloc
    visited, problems = set(), []

    def on_request(asked):
        address = urlsplit(asked.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != home:
            problems.append(f"A page asked another host: {asked.url}")
        if asked.is_navigation_request():
            visited.add(asked.url)

    def on_console(message):
        # A page that answers 400 or 404 is a complaint of Chromium's, not of the page.
        own_status = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (own_status and message.location["url"] in visited):
            problems.append(f"In the console: {message.text} ({message.location['url']})")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: problems.append(f"In a script: {error.error}"))
    context.tracing.start(screenshots=True, snapshots=True)
    yield context
    outcome = request.node.stash.get(OUTCOME, None)
    if problems or (outcome and outcome.failed):
        keep_pictures(context, ARTIFACTS / re.sub(r"[^\w.-]+", "-", request.node.nodeid))
    else:
        context.tracing.stop()
    context.close()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def page(context) -> Page:
    return context.new_page()


@pytest.fixture
def editor(page, transactional_db):
    """A page on which an editor is logged in."""
    get_user_model().objects.create_superuser("editor", password="a long pass phrase")
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    return page


def keep_pictures(context, folder):
    """Keep what a failed test saw, and its trace for `playwright show-trace`."""
    for number, page in enumerate(context.pages):
        page.screenshot(path=folder / f"{number}.png", full_page=True)
    context.tracing.stop(path=folder / "trace.zip")
