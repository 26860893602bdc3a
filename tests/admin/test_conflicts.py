"""Two people at one record: the second save is refused, shows both sides, and loses nothing."""

import pytest
from django.urls import reverse

from directory.editing.change import recorded_change
from directory.editing.drafting.merging import merged
from directory.models import Claim, Draft, Edition, Factory, Site, Source
from tests.admin.forms import address, form_data
from tests.admin.people import someone
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

LUMI = address(Factory, "change", "lumi-ai-factory")


@pytest.fixture
def publisher(db):
    return someone("Publisher", "petra")


def site():
    return Site.objects.get(slug="lumi-ai-factory")


def save_elsewhere(**values):
    """Change the record as another editor does meanwhile."""
    with recorded_change("otto", "A correction."):
        other = site()
        for name, value in values.items():
            setattr(other, name, value)
        other.save()


def again(response, **more):
    """Return what a browser sends when one of the buttons of the refused form is pressed."""
    seen = {"seen": response.context["meeting"].seen}
    return form_data(response) | seen | more


def sides(response):
    return {s.label: (s.before, s.theirs, s.mine) for s in response.context["meeting"].sides}


def test_the_second_save_is_refused_with_both_versions_side_by_side(publisher):
    mine = form_data(publisher.get(LUMI)) | {"city": "Oulu", "why": "It moved.", "acronym": "LAF"}
    save_elsewhere(city="Vaasa", address="Main street 1")

    response = publisher.post(LUMI, mine)

    assert response.status_code == 409
    assert site().city == "Vaasa"
    assert Edition.current_number() == 2
    assert sides(response) == {
        "City": ("Kajaani", "Vaasa", "Oulu"),
        "Acronym": ("LUMI AIF", "", "LAF"),
        "Address": ("Renforsin Ranta business park, Kajaani", "Main street 1", ""),
    }
    content = response.content.decode()
    assert "otto" in content
    assert "A correction." in content
    assert 'value="Oulu"' in content
    assert 'value="It moved."' in content


def test_both_are_published_together_once_both_were_seen(publisher):
    mine = form_data(publisher.get(LUMI)) | {"city": "Oulu", "why": "It moved."}
    save_elsewhere(acronym="LAF")

    shown = publisher.post(LUMI, mine)
    done = publisher.post(LUMI, again(shown, _merge="1"))

    assert done.status_code == 302
    assert (site().city, site().acronym) == ("Oulu", "LAF")
    assert (Edition.current().who, Edition.current().why) == ("petra", "It moved.")


def test_where_both_changed_the_same_the_editor_who_saw_both_decides(publisher):
    mine = form_data(publisher.get(LUMI)) | {"city": "Oulu"}
    save_elsewhere(city="Vaasa")

    shown = publisher.post(LUMI, mine)
    (side,) = shown.context["meeting"].sides
    publisher.post(LUMI, again(shown, _merge="1"))

    assert side.by_both
    assert site().city == "Oulu"


def test_a_third_change_in_between_is_shown_before_anything_is_written(publisher):
    mine = form_data(publisher.get(LUMI)) | {"city": "Oulu"}
    save_elsewhere(acronym="LAF")
    shown = publisher.post(LUMI, mine)
    save_elsewhere(acronym="LAIF")

    response = publisher.post(LUMI, again(shown, _merge="1"))

    assert response.status_code == 409
    assert sides(response)["Acronym"][1] == "LAIF"
    assert (site().city, site().acronym) == ("Kajaani", "LAIF")


def test_rows_that_both_added_and_removed_come_together(publisher):
    make_source("s-mine")
    make_source("s-theirs")
    mine = form_data(publisher.get(LUMI))
    count = int(mine["citations-TOTAL_FORMS"])
    mine |= {
        "citations-TOTAL_FORMS": count + 1,
        f"citations-{count}-field": "city",
        f"citations-{count}-source": "s-mine",
        f"citations-{count}-site": "lumi-ai-factory",
    }
    removed = site().citations.filter(field="website").first()
    with recorded():
        site().citations.create(field="city", source=Source.objects.get(slug="s-theirs"))
        removed.delete()

    shown = publisher.post(LUMI, mine)
    publisher.post(LUMI, again(shown, _merge="1"))

    cited = set(site().citations.values_list("field", "source_id"))
    assert {("city", "s-mine"), ("city", "s-theirs")} <= cited
    assert ("website", removed.source_id) not in cited


def test_the_second_edit_can_be_kept_as_a_draft_instead(publisher):
    mine = form_data(publisher.get(LUMI)) | {"city": "Oulu", "why": "It moved."}
    save_elsewhere(acronym="LAF")

    shown = publisher.post(LUMI, mine)
    done = publisher.post(LUMI, again(shown, _draft="1"))

    draft = Draft.objects.get()
    assert done.url == reverse("admin:directory_draft_change", args=[draft.pk])
    assert (draft.base, site().city) == (2, "Kajaani")
    assert "city: Oulu" in draft.form
    assert "acronym: LAF" in draft.form


def test_what_was_written_about_a_record_that_is_gone_becomes_a_draft(publisher):
    page = address(Source, "change", make_source("short-lived").pk)
    mine = form_data(publisher.get(page)) | {"title": "A long text"}
    with recorded():
        Source.objects.get(slug="short-lived").delete()

    shown = publisher.post(page, mine)
    assert (shown.status_code, shown.context["meeting"].removed) == (409, True)
    publisher.post(page, again(shown, _draft="1"))
    draft = Draft.objects.get()
    what_next = reverse("admin:directory_draft_change", args=[draft.pk])
    publisher.post(what_next, {"revision": 1, "publish": "1"})

    assert Source.objects.get(slug="short-lived").title == "A long text"


def test_a_mistake_in_the_second_edit_is_told_first(publisher):
    mine = form_data(publisher.get(LUMI)) | {"latitude": "95"}
    save_elsewhere(acronym="LAF")

    response = publisher.post(LUMI, mine)

    assert "latitude" in response.context["adminform"].form.errors
    assert site().acronym == "LAF"


def test_two_editors_of_one_draft_see_each_other_too():
    maria, otto = (someone("Editor", name) for name in ("maria", "otto"))
    maria.post(LUMI, form_data(maria.get(LUMI)) | {"city": "Oulu", "_draft": "1"})
    draft = Draft.objects.get()
    page = f"{LUMI}?draft={draft.pk}"
    first, second = (
        form_data(client.get(page)) | {"revision": "1", "_draft": "1"} for client in (maria, otto)
    )

    maria.post(page, first | {"acronym": "LAF"})
    shown = otto.post(page, second | {"address": "Main street 1"})

    assert shown.status_code == 409
    assert sides(shown)["Acronym"][1:] == ("LAF", "")
    otto.post(page, again(shown, revision="1", _draft="1"))
    draft.refresh_from_db()
    for words in ("city: Oulu", "acronym: LAF", "address: Main street 1"):
        assert words in draft.form


@pytest.mark.parametrize("opened_at", ["", "x", "-1", "1e9", "9" * 40, "\x00"])
def test_an_edition_that_is_none_is_no_way_around(publisher, opened_at):
    mine = form_data(publisher.get(LUMI)) | {"opened_at": opened_at, "city": "Oulu"}
    save_elsewhere(acronym="LAF")

    response = publisher.post(LUMI, mine)

    assert response.status_code in (200, 409)
    assert (site().acronym, site().city) == ("LAF", "Kajaani")


def test_what_named_a_record_that_is_gone_too_is_not_lost(publisher):
    source = make_source("short-lived")
    with recorded():
        claim = Claim.objects.create(
            slug="c-short",
            statement="One.",
            metric="sites",
            comparator="=",
            value=1,
            unit="sites",
            source=source,
        )
    page = address(Claim, "change", claim.pk)
    mine = form_data(publisher.get(page)) | {"statement": "A long text"}
    with recorded():
        claim.delete()
        source.delete()

    response = publisher.post(page, mine)

    assert response.status_code == 200
    assert "A long text" in response.content.decode()
    assert "source" in response.context["adminform"].form.errors


def test_a_row_that_one_removed_and_the_other_changed_is_changed_by_both():
    base = {"milestones": [{"stage": "selected", "reached": True, "note": "a"}]}
    changed = {"milestones": [{"stage": "selected", "reached": True, "note": "b"}]}

    for theirs, mine in (({}, changed), (changed, {})):
        merge = merged(base, theirs, mine)
        assert merge.contested == ["milestones"]
        assert merge.form == mine
