"""Copy as code: one press copies the lines; without a script there is nothing to press."""


def test_code_is_copied_with_one_press(page, live_server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/sites/?country=FI&country=DE")
    page.get_by_text("Copy as code").click()
    lines = page.locator(".takeaway pre").filter(has_text="pandas")

    page.get_by_role("button", name="Copy Python").click()

    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == lines.inner_text()
    page.get_by_role("button", name="Copy Python").wait_for()


def test_without_a_script_the_code_can_be_read_and_nothing_looks_like_a_button(
    browser, live_server
):
    page = browser.new_page(java_script_enabled=False, base_url=live_server.url)
    page.goto("/sites/?country=FI")
    page.get_by_text("Copy as code").click()

    assert page.locator(".takeaway pre").filter(has_text="curl").is_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
    page.close()
