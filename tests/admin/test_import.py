"""Import in the admin: see first what a file would change, choose, apply; nothing half-applied."""

import re
from io import BytesIO

import pytest
from django.urls import reverse

from directory.editing.canonical import read
from directory.editing.imports.reading import LARGEST
from directory.editing.imports.tabular import csv, table
from directory.editing.kinds import KINDS
from directory.editing.roles import EDITOR, PUBLISHER, VIEWER
from directory.editing.writing import published_form
from directory.models import Assumption, Draft, Edition, Site, Upload
from tests.admin.people import someone
from tests.edits import LUMI, edit

pytestmark = pytest.mark.usefixtures("network")

IMPORT = "/admin/import/"
CHOICE = re.compile(r'name="chosen" value="((\S+) \w{64})"( checked)?')
TAG = re.compile(r"<[^>]+>")


def sent(client, data, name="sites.csv", **fields):
    file = BytesIO(data.encode() if isinstance(data, str) else data)
    file.name = name
    return client.post(IMPORT, {"file": file, **fields})


def uploaded(client, *lines, name="sites.csv"):
    """Send a file that is in order; return the address at which it waits."""
    answer = sent(client, "\n".join(lines), name)
    assert answer.status_code == 302, words(answer)
    return answer.url


def words(answer):
    """Return what a page says, without its markup."""
    return " ".join(TAG.sub(" ", answer.content.decode()).split())


def choices(client, address):
    """Return by slug the value of each box, and which of them are ticked."""
    found = CHOICE.findall(client.get(address).content.decode())
    return {slug: value for value, slug, _t in found}, {slug for _v, slug, t in found if t}


def decided(client, address, *values, why="Moved", by="apply", **more):
    return client.post(address, {"chosen": values, "why": why, by: "yes", **more})


def city(slug=LUMI):
    return Site.objects.get(slug=slug).city


def exported_lumi():
    forms = {LUMI: published_form(KINDS["sites"], LUMI)}
    return csv(table(KINDS["sites"], forms, Edition.current_number())).decode("utf-8-sig")


def test_the_front_page_leads_editors_to_the_import(admin_client):
    assert f'href="{IMPORT}"' in admin_client.get(reverse("admin:index")).content.decode()
    assert f'href="{IMPORT}"' not in someone(VIEWER).get(reverse("admin:index")).content.decode()


def test_a_file_is_shown_field_by_field_before_anything_changes(admin_client):
    edition = Edition.current_number()

    address = uploaded(admin_client, "slug,city", f"{LUMI},Oulu", "jaif,Jülich")
    told = words(admin_client.get(address))

    assert "1 changed" in told
    assert "1 unchanged" in told
    assert "City Kajaani Oulu" in told
    assert (city(), Edition.current_number()) == ("Kajaani", edition)


def test_what_is_chosen_is_applied_as_one_recorded_change(admin_client):
    address = uploaded(admin_client, "slug,city", f"{LUMI},Oulu", "jaif,Aachen", "mimer,Lund")
    boxes, ticked = choices(admin_client, address)
    edition = Edition.current_number()

    answer = decided(admin_client, address, boxes[LUMI], boxes["jaif"], why="All moved")

    assert ticked == {LUMI, "jaif", "mimer"}
    assert answer.status_code == 302
    assert (city(), city("jaif")) == ("Oulu", "Aachen")
    assert city("mimer") != "Lund"
    newest = Edition.current()
    assert (newest.number, newest.who, newest.why) == (edition + 1, "admin", "All moved")
    assert admin_client.get(address).status_code == 404


def test_a_new_record_is_created_with_everything_that_belongs_to_it(admin_client):
    new = exported_lumi().replace(f"\n{LUMI},", "\nnew-factory,").replace(",LUMI AI F", ",New AI F")

    address = uploaded(admin_client, new)
    boxes, ticked = choices(admin_client, address)
    decided(admin_client, address, boxes["new-factory"])

    wanted = published_form(KINDS["sites"], LUMI)
    wanted["name"] = wanted["name"].replace("LUMI AI F", "New AI F")
    assert ticked == {"new-factory"}
    assert published_form(KINDS["sites"], "new-factory") == wanted


def test_a_conflict_is_shown_with_three_columns_and_not_ticked(admin_client):
    file = exported_lumi().replace(",Kajaani,", ",Espoo,")
    edit(city="Oulu", acronym="LAIF")

    address = uploaded(admin_client, file)
    boxes, ticked = choices(admin_client, address)
    told = words(admin_client.get(address))
    decided(admin_client, address, boxes[LUMI])

    assert "1 in conflict with an edit" in told
    assert "City changed by both Kajaani Oulu Espoo" in told
    assert ticked == set()
    # The file is right where both changed the same; the other edit is not lost.
    assert (city(), Site.objects.get(slug=LUMI).acronym) == ("Espoo", "LAIF")


def test_what_changed_after_it_was_looked_at_is_refused_whole_and_shown_anew(admin_client):
    address = uploaded(admin_client, "slug,city", f"{LUMI},Oulu", "jaif,Aachen")
    boxes, _ticked = choices(admin_client, address)
    edit(city="Espoo")

    answer = decided(admin_client, address, *boxes.values())

    assert answer.status_code == 409
    assert f"{LUMI} It changed after you looked at it." in words(answer)
    assert "City Espoo Oulu" in words(answer)
    assert (city(), city("jaif")) == ("Espoo", "Jülich")
    assert Upload.objects.count() == 1


def test_every_reason_of_a_refusal_stands_at_its_record_and_the_choice_is_kept(admin_client):
    lines = ("slug,city,latitude", f"{LUMI},Oulu,", "jaif,Aachen,6.4", "mimer,Lund,59")
    address = uploaded(admin_client, *lines)
    boxes, _ticked = choices(admin_client, address)

    answer = decided(admin_client, address, boxes[LUMI], boxes["jaif"])

    assert answer.status_code == 400
    assert "Nothing was changed." in words(answer)
    first, line, *_rest = answer.content.decode().split("<fieldset")[1:]
    assert {slug for _v, slug, t in CHOICE.findall(answer.content.decode()) if t} == {LUMI, "jaif"}
    assert "latitude" in words_of(first) + words_of(line)
    assert (city(), city("jaif")) == ("Kajaani", "Jülich")


def words_of(markup):
    return " ".join(TAG.sub(" ", markup).split()).lower()


@pytest.mark.parametrize(
    ("values", "why", "by", "told"),
    [
        ([], "Moved", "apply", "Choose at least one record."),
        (None, "", "apply", "This field is required."),
        (None, "Mo\x00ved", "apply", "Null characters are not allowed."),
        (None, "Mo\x07ved", "apply", "A control character is in it."),
        (None, "Moved", "publish", "Accepted are: apply, draft, discard."),
        (["nonsense", "no-such made-up", "\x00 \x00"], "Moved", "apply", "It changed after you"),
    ],
)
def test_an_unclear_decision_changes_nothing_and_is_told(admin_client, values, why, by, told):
    address = uploaded(admin_client, "slug,city", f"{LUMI},Oulu")
    chosen = choices(admin_client, address)[0].values() if values is None else values

    answer = decided(admin_client, address, *chosen, why=why, by=by)

    assert answer.status_code in (400, 409)
    assert told in words(answer)
    assert city() == "Kajaani"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("sites.csv", "slug,city\nlumi-ai-factory,Kraków".encode("cp1250"), "is not in UTF-8"),
        ("sites.csv", b"slug,country\nlumi-ai-factory,ZZ", "There is no country “ZZ”."),
        ("sites.csv", b"slug,city\nlumi-ai-factory,a\x00b", "A control character is in it."),
        ("sites.csv", b"slug,name\na\x00b,c", "A control character is in it."),
        ("sites.csv", b"\x00", "There is no column “slug”"),
        ("sites.csv", b"", "The submitted file is empty."),
        ("sites.xlsx", b"PK\x03\x04", "This is no XLSX file"),
        ("sites.yaml", b"lumi-ai-factory: {ctiy: Oulu}", "ctiy: Unknown field."),
        ("sites.yaml", b"[" * 5000, "sites.yaml"),
        ("sites.yaml", b'"\\ud800": {name: b}', "A control character is in it."),
        ("sites.yaml", b'lumi-ai-factory: {"\\ud800": b}', "Unknown field."),
        ("sites.yaml", b"a" * (LARGEST + 1), "The file is too large"),
        ("places.csv", b"slug", "Choose the kind."),
    ],
)
def test_a_file_with_problems_is_not_kept_and_each_is_told(admin_client, name, data, told):
    answer = sent(admin_client, data, name)

    assert answer.status_code == 400
    assert told in words(answer)
    assert not Upload.objects.exists()


def test_of_very_many_problems_the_page_tells_the_first(admin_client):
    answer = sent(admin_client, "slug,city\n" + "".join(f"new-{n},a\n" for n in range(100)))

    assert answer.status_code == 400
    assert len(re.findall("<li><strong>new-", answer.content.decode())) == 200
    assert "Further problems: 200. Put these right first." in words(answer)


def test_a_wrong_kind_is_told_with_the_accepted_ones(admin_client):
    asked = admin_client.get(IMPORT, {"kind": "places"})

    assert asked.status_code == 400
    assert "Accepted are: countries, sectors" in words(asked)
    assert sent(admin_client, "slug\na", kind="places").status_code == 400
    assert admin_client.post(IMPORT, {"kind": "sites"}).status_code == 400
    assert admin_client.get(f"{IMPORT}999999999999999999999999/").status_code == 404


def test_an_editor_keeps_what_is_chosen_as_drafts_and_may_not_apply_it():
    editor = someone(EDITOR)
    address = uploaded(editor, "slug,city", f"{LUMI},Oulu", "jaif,Aachen")
    boxes, _ticked = choices(editor, address)
    page = editor.get(address).content.decode()

    refused = decided(editor, address, boxes[LUMI])
    decided(editor, address, boxes[LUMI], by="draft")

    assert 'name="draft"' in page
    assert 'name="apply"' not in page
    assert refused.status_code == 403
    (draft,) = Draft.objects.all()
    assert (draft.slug, draft.who, read(draft.form)["city"]) == (LUMI, "editor", "Oulu")
    assert city() == "Kajaani"


def test_keeping_some_records_as_drafts_leaves_the_others_to_whoever_uploaded_them():
    pekka, maria = someone(EDITOR, "pekka"), someone(EDITOR, "maria")
    address = uploaded(maria, "slug,city", f"{LUMI},Oulu", "jaif,Aachen")
    boxes, _ticked = choices(maria, address)

    decided(pekka, address, boxes[LUMI], by="draft")
    assert Upload.objects.exists()

    decided(maria, address, boxes["jaif"], by="draft")
    assert not Upload.objects.exists()
    assert set(Draft.objects.values_list("slug", "who")) == {(LUMI, "pekka"), ("jaif", "maria")}


def test_a_viewer_looks_and_does_nothing():
    address = uploaded(someone(EDITOR), "slug,city", f"{LUMI},Oulu")
    viewer = someone(VIEWER)
    boxes, _ticked = choices(viewer, address)
    page = viewer.get(address).content.decode()

    for step in ("apply", "draft", "discard"):
        assert decided(viewer, address, *boxes.values(), by=step).status_code == 403
        assert f'name="{step}"' not in page
    assert viewer.get(IMPORT).status_code == 403
    assert city() == "Kajaani"


def test_an_upload_is_discarded_by_who_brought_it_or_by_a_publisher():
    editor, other, publisher = someone(EDITOR), someone(EDITOR, "other"), someone(PUBLISHER)
    first, second = (uploaded(editor, "slug,city", f"{LUMI},{name}") for name in ("Oulu", "Espoo"))

    assert other.post(first, {"discard": "yes"}).status_code == 403
    assert editor.post(first, {"discard": "yes"}).status_code == 302
    assert publisher.post(second, {"discard": "yes"}).status_code == 302
    assert not Upload.objects.exists()
    assert city() == "Kajaani"


def test_uploads_that_wait_are_listed_for_everybody_who_imports(admin_client):
    address = uploaded(someone(EDITOR), "slug,city", f"{LUMI},Oulu")

    assert f'href="{address}"' in admin_client.get(IMPORT).content.decode()


def test_an_assumption_that_no_formula_names_cannot_be_created(admin_client):
    forms = {"new": published_form(KINDS["assumptions"], Assumption.objects.first().pk)}
    address = uploaded(
        admin_client, csv(table(KINDS["assumptions"], forms, 1)).decode(), name="assumptions.csv"
    )
    boxes, _ticked = choices(admin_client, address)

    assert decided(admin_client, address, boxes["new"]).status_code == 403
    assert decided(admin_client, address, boxes["new"], by="draft").status_code == 403
    assert not Assumption.objects.filter(pk="new").exists()
