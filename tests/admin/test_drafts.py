"""Drafts in the admin: kept beside the record, looked at as the real page, then published."""

import datetime
import re

import pytest
from django.urls import reverse

from directory import dates
from directory.editing import canonical
from directory.editing.drafting.due import publish_due
from directory.models import (
    Antenna,
    Draft,
    Edition,
    Factory,
    Site,
    Source,
    Supercomputer,
    Version,
)
from tests.admin.forms import address, form_data
from tests.admin.people import someone
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

LUMI = address(Factory, "change", "lumi-ai-factory")


@pytest.fixture
def editor(db):
    return someone("Editor", "maria")


@pytest.fixture
def publisher(db):
    return someone("Publisher", "petra")


def keep(client, page=LUMI, **changes):
    """Save what is on the page with some changes as a draft, and return it."""
    data = form_data(client.get(page)) | {"why": "It moved.", "_draft": "1"} | changes
    response = client.post(page, data)
    assert response.status_code == 302, response.context["errors"]
    return Draft.objects.latest("pk")


def press(client, draft, button, **more):
    page = reverse("admin:directory_draft_change", args=[draft.pk])
    revision = client.get(page).context["draft"].revision
    return client.post(page, {"revision": revision, button: "1"} | more)


def test_a_draft_changes_nothing_that_visitors_see(editor, client):
    before = client.get("/sites/lumi-ai-factory/").content

    draft = keep(editor, city="Oulu")

    assert client.get("/sites/lumi-ai-factory/").content == before
    assert Site.objects.get(slug="lumi-ai-factory").city == "Kajaani"
    assert Edition.current_number() == 1
    assert (draft.who, draft.why, draft.base) == ("maria", "It moved.", 1)
    assert canonical.read(draft.form)["city"] == "Oulu"


@pytest.mark.parametrize("model", [Factory, Antenna, Supercomputer, Source])
def test_a_draft_of_a_record_as_it_is_says_the_same(editor, model):
    record = model.objects.order_by("pk").last()

    draft = keep(editor, address(model, "change", record.pk))

    version = Version.objects.get(kind=draft.kind, slug=record.pk)
    assert draft.form == version.form
    page = editor.get(reverse("admin:directory_draft_change", args=[draft.pk]))
    assert page.context["told"] == []
    # Opened and kept again, from rows that stand in no table.
    keep_again = form_data(editor.get(page.context["edit_url"]))
    keep_again |= {"_draft": "1", "revision": draft.revision}
    assert editor.post(page.context["edit_url"], keep_again).status_code == 302
    draft.refresh_from_db()
    assert (draft.form, draft.revision) == (version.form, 2)


def test_the_preview_is_the_page_that_visitors_get_after_publication(editor, publisher, client):
    draft = keep(editor, city="Oulu", summary="Another summary.")

    preview = editor.get(reverse("admin:directory_draft_preview", args=[draft.pk]))
    press(publisher, draft, "publish")

    def main(response):
        content = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
        return re.sub(r"milestone-\d+", "milestone", content)  # a key that does not outlive it

    assert "Draft of maria" in preview.content.decode()
    assert "Another summary." in main(preview)
    assert main(preview) == main(client.get("/sites/lumi-ai-factory/"))


def test_what_is_previewed_is_gone_after_the_preview(editor, client):
    draft = keep(editor, name="Xylophone Factory")

    editor.get(reverse("admin:directory_draft_preview", args=[draft.pk]))

    assert "Xylophone" not in client.get("/sites/lumi-ai-factory/").content.decode()
    assert client.get("/sites/?q=xylophone").context["selection"].count == 0
    assert Edition.current_number() == 1


def test_a_new_record_and_an_unpublished_one_are_previewed_too(editor):
    data = form_data(editor.get(address(Source, "add"))) | {
        "title": "A new study",
        "slug": "new-study",
        "publisher": "A university",
        "language": "en",
        "kind": "news",
        "reading": "direct",
        "_draft": "1",
    }
    assert editor.post(address(Source, "add"), data).status_code == 302
    hidden = keep(editor, published="")

    for draft in Draft.objects.all():
        preview = reverse("admin:directory_draft_preview", args=[draft.pk])
        assert editor.get(preview).status_code == 200
    assert canonical.read(hidden.form)["published"] is False
    assert not Source.objects.filter(slug="new-study").exists()


def test_publishing_is_one_edition_with_both_names_and_the_draft_is_gone(editor, publisher, client):
    draft = keep(editor, city="Oulu")

    response = press(publisher, draft, "publish")

    assert response.url == LUMI
    assert not Draft.objects.exists()
    edition = Edition.current()
    assert (edition.number, edition.why) == (2, "It moved.")
    assert edition.who == "maria, published by petra"
    assert "Oulu" in client.get("/sites/lumi-ai-factory/").content.decode()
    assert "maria" not in client.get("/changes/").content.decode()


def test_the_queue_goes_from_writer_to_reviewer_and_back(editor, publisher):
    draft = keep(editor, city="Oulu")

    press(editor, draft, "submit")
    queue = reverse("admin:directory_draft_changelist")
    assert [d.pk for d in publisher.get(queue, {"state": "in-review"}).context["cl"].result_list]
    press(publisher, draft, "send_back", note="Which source says so?")

    page = editor.get(reverse("admin:directory_draft_change", args=[draft.pk]))
    assert "Which source says so?" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_draft_approved_for_a_day_is_published_on_it_and_not_before(editor, publisher):
    draft = keep(editor, city="Oulu")
    day = dates.today() + datetime.timedelta(days=3)

    press(publisher, draft, "schedule", publish_on=day.isoformat())

    assert publish_due(day - datetime.timedelta(days=1)) == []
    (due,) = publish_due(day)
    assert due.edition.who == "maria, published by petra"
    assert Site.objects.get(slug="lumi-ai-factory").city == "Oulu"
    assert publish_due(day) == []


@pytest.mark.parametrize("day", ["", "2026-11-21", "soon"])
def test_a_day_that_has_passed_or_is_none_schedules_nothing(editor, publisher, day):
    draft = keep(editor, city="Oulu")

    press(publisher, draft, "schedule", publish_on=day)

    draft.refresh_from_db()
    assert (draft.state, draft.publish_on) == ("draft", None)


def test_a_due_draft_that_cannot_be_published_goes_back_to_review_with_the_reason(
    editor, publisher
):
    draft = keep(editor, city="Oulu")
    press(publisher, draft, "schedule", publish_on=dates.today().isoformat())
    with recorded():
        Site.objects.filter(slug="lumi-ai-factory").update(city="Rovaniemi")

    (due,) = publish_due(dates.today())

    draft.refresh_from_db()
    assert due.edition is None
    assert (draft.state, draft.publish_on) == ("in-review", None)
    assert "changed after this draft" in draft.note
    assert Site.objects.get(slug="lumi-ai-factory").city == "Rovaniemi"


def test_a_discarded_draft_is_kept_and_taken_up_again(editor):
    draft = keep(editor, city="Oulu")

    press(editor, draft, "discard")
    other = keep(editor, city="Vaasa")
    refused = press(editor, draft, "take_up")
    press(editor, other, "discard")
    press(editor, draft, "take_up")

    assert refused.status_code == 302
    assert set(Draft.objects.values_list("pk", "state")) == {
        (draft.pk, "draft"),
        (other.pk, "discarded"),
    }


@pytest.mark.parametrize("button", ["submit", "merge", "send_back", "schedule", "publish"])
def test_nothing_else_happens_with_a_discarded_draft_while_another_waits(editor, publisher, button):
    draft = keep(editor, city="Oulu")
    press(editor, draft, "discard")
    keep(editor, city="Vaasa")

    press(publisher, draft, button, publish_on="2027-01-01")

    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert Edition.current_number() == 1


def test_what_a_second_editor_writes_goes_into_the_draft_that_waits(editor, publisher):
    page = form_data(publisher.get(LUMI))
    draft = keep(editor, city="Oulu")

    shown = publisher.post(LUMI, page | {"acronym": "LAF", "_draft": "1"})
    assert shown.status_code == 409
    assert "A draft of maria waits for this record" in shown.content.decode()
    assert 'value="LAF"' in shown.content.decode()
    seen = {"seen": shown.context["meeting"].seen, "_draft": "1"}
    publisher.post(LUMI, form_data(shown) | seen)

    draft.refresh_from_db()
    assert Draft.objects.count() == 1
    for words in ("city: Oulu", "acronym: LAF"):
        assert words in draft.form


def test_an_editor_discards_no_draft_of_others(editor):
    draft = keep(someone("Publisher", "paul"), city="Oulu")

    response = press(editor, draft, "discard")

    assert response.status_code == 403
    assert 'name="discard"' not in editor.get(response.wsgi_request.path).content.decode()


def test_a_draft_is_sent_back_with_a_note_only(editor, publisher):
    draft = keep(editor, city="Oulu")
    press(editor, draft, "submit")

    press(publisher, draft, "send_back", note=" ")

    draft.refresh_from_db()
    assert draft.state == "in-review"


def test_an_outdated_draft_is_not_approved_for_a_day(editor, publisher):
    draft = keep(editor, city="Oulu")
    press(editor, draft, "submit")
    with recorded():
        Site.objects.filter(slug="lumi-ai-factory").update(acronym="LAF")

    press(publisher, draft, "schedule", publish_on="2027-01-01")
    draft.refresh_from_db()
    assert draft.state == "in-review"

    press(publisher, draft, "merge")
    draft.refresh_from_db()
    assert (draft.state, draft.base) == ("in-review", 2)


def test_a_draft_that_does_not_fit_is_kept_and_told_but_not_published(editor, publisher):
    page = address(Factory, "change", "it4lia")
    data = form_data(editor.get(page))
    gone = {n.replace("-states", "-DELETE"): "on" for n in data if n.endswith("-states")}

    draft = keep(editor, page, **gone)

    shown = editor.get(reverse("admin:directory_draft_change", args=[draft.pk]))
    assert "needs two citations that say different things" in shown.content.decode()
    press(publisher, draft, "publish")
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert Edition.current_number() == 1


def test_a_wrong_value_is_told_beside_its_field_and_no_draft_is_made(editor):
    data = form_data(editor.get(LUMI)) | {"latitude": "95", "_draft": "1"}

    response = editor.post(LUMI, data)

    assert "latitude" in response.context["adminform"].form.errors
    assert not Draft.objects.exists()


def test_a_draft_of_a_record_that_changed_meanwhile_is_brought_together_first(editor, publisher):
    draft = keep(editor, city="Oulu")
    with recorded():
        site = Site.objects.get(slug="lumi-ai-factory")
        site.acronym = "LAF"
        site.save()

    refused = publisher.post(
        reverse("admin:directory_draft_change", args=[draft.pk]), {"revision": 1, "publish": "1"}
    )
    assert refused.status_code == 302
    assert Site.objects.get(slug="lumi-ai-factory").city == "Kajaani"
    page = publisher.get(reverse("admin:directory_draft_change", args=[draft.pk]))
    sides = {side.label: (side.theirs, side.mine) for side in page.context["sides"]}
    assert sides == {"Acronym": ("LAF", ""), "City": ("", "Oulu")}

    press(editor, draft, "merge")
    press(publisher, draft, "publish")

    site = Site.objects.get(slug="lumi-ai-factory")
    assert (site.acronym, site.city) == ("LAF", "Oulu")


def test_a_button_of_an_old_page_of_a_draft_does_nothing(editor, publisher):
    draft = keep(editor, city="Oulu")
    press(editor, draft, "submit")

    publisher.post(
        reverse("admin:directory_draft_change", args=[draft.pk]), {"revision": 1, "publish": "1"}
    )

    assert Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("number", ["0", "999", "x", "\x00", "9" * 30])
def test_a_draft_that_is_not_there_is_no_page(editor, number):
    assert editor.get(LUMI, {"draft": number}).status_code == 404
