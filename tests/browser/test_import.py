"""A file of records in a real browser: compared, chosen from and applied."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from directory.models import Site


def passes_axe(page):
    # Without its look ahead at style sheets, for which axe would need inline styles itself.
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


def test_a_file_is_chosen_from_record_by_record_and_applied(editor):
    editor.goto("/admin/directory/factory/")
    with editor.expect_download() as exported:
        editor.get_by_role("link", name="CSV").click()
    table = exported.value.path().read_text()
    file = table.replace(",Kajaani,", ",Oulu,").replace(",Jülich,", ",Aachen,").encode()

    editor.get_by_role("link", name="Import records").click()
    expect(editor.get_by_label("Kind of record")).to_have_value("sites")
    passes_axe(editor)
    upload = {"name": "sites.csv", "mimeType": "text/csv", "buffer": file}
    editor.get_by_label("File").set_input_files(upload)
    editor.get_by_role("button", name="Compare with the directory").click()

    boxes = editor.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_be_checked()
    passes_axe(editor)
    editor.get_by_role("button", name="Select none").click()
    expect(boxes.first).not_to_be_checked()
    editor.get_by_role("checkbox", name="LUMI AI Factory").check()
    editor.get_by_label("Reason for the change").fill("Moved")
    editor.get_by_role("button", name="Apply the chosen ones").click()

    expect(editor.get_by_text("1 record was written")).to_be_visible()
    cities = Site.objects.filter(pk__in=["lumi-ai-factory", "jaif"]).order_by("-pk")
    assert list(cities.values_list("city", flat=True)) == ["Oulu", "Jülich"]
