"""What helps editors to fill in forms: places, terms, lookalikes, begun sources, questions."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from directory import dates
from directory.models import (
    AccessMode,
    Antenna,
    Assumption,
    Edition,
    Factory,
    FinderRule,
    HelpEntry,
    Organisation,
    Site,
    Source,
    Version,
)
from tests.admin.forms import address, form_data
from tests.admin.people import someone
from tests.factories import make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

LUMI = "lumi-ai-factory"
VERIFIED_KINDS = (Factory, Antenna, AccessMode, Assumption, FinderRule, HelpEntry)


def saved(client, model, slug, **values):
    """Save a record with other values as in a browser; return what the editor is told."""
    page = address(model, "change", slug)
    data = form_data(client.get(page)) | values
    response = client.post(page, data, follow=True)
    assert response.redirect_chain, response.context["errors"]
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def warnings(told):
    return [words for level, words in told if level == "warning"]


# Places


def test_a_pasted_place_sets_the_two_numbers_also_without_scripts(admin_client):
    told = saved(admin_client, Factory, LUMI, place="N 64° 13' 48\" E 27° 43' 48\"")

    site = Site.objects.get(pk=LUMI)
    assert (float(site.latitude), float(site.longitude)) == (64.23, 27.73)
    assert not any("outside" in words for words in warnings(told))


def test_a_pin_is_checked_again_when_only_the_country_changes(admin_client):
    told = saved(admin_client, Factory, LUMI, country="DE")

    assert any("outside Germany" in words for words in warnings(told))


def test_a_place_that_cannot_be_read_is_refused_with_the_accepted_forms(admin_client):
    page = address(Factory, "change", LUMI)

    response = admin_client.post(page, form_data(admin_client.get(page)) | {"place": "Kajaani"})

    assert response.status_code == 200
    assert "60.1699, 24.9384" in str(response.context["errors"])


def test_the_form_asks_what_a_pasted_place_means(admin_client):
    def answer(text):
        return admin_client.get("/admin/hints/coordinates/", {"text": text})

    assert answer("60.17, 24.93").json() == {"latitude": "60.17000", "longitude": "24.93000"}
    for wrong in ("", "Kajaani", "\0", "9" * 5000):
        assert answer(wrong).status_code == 400
        assert list(answer(wrong).json()["errors"]) == ["text"]


# Terms


def test_words_as_published_suggest_terms_that_are_not_chosen(admin_client):
    make_site("atlantis", sectors_as_published=["Robotics & AI"])

    content = admin_client.get(address(Factory, "change", "atlantis")).content.decode()

    assert "“Robotics” → Robotics (not chosen)" in content
    assert 'data-term="robotics"' in content


def test_suggestions_follow_what_is_typed_and_chosen(admin_client):
    def answer(**question):
        return admin_client.get("/admin/hints/terms/", question)

    typed = {"field": "sectors_as_published", "text": "space\nrobotics"}
    assert 'data-term="robotics"' in answer(**typed).content.decode()
    assert 'data-term="robotics"' not in answer(**typed, chosen=["robotics"]).content.decode()
    assert answer(field="sectors_as_published", text="").content == b""
    refused = answer(field="mood", text="robotics")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["field"])


# Lookalikes


def test_a_name_that_stands_already_is_told_while_typing(admin_client):
    make_organisation("lodz", name="Politechnika Łódzka")

    def answer(**question):
        return admin_client.get("/admin/hints/lookalikes/", {"model": "organisation"} | question)

    content = answer(field="name", text="politechnika lodzka").content.decode()
    assert '<a href="/admin/directory/organisation/lodz/change/">Politechnika Łódzka</a>' in content
    assert answer(field="name", text="politechnika lodzka", slug="lodz").content == b""
    for wrong in ({"model": "rumour"}, {"field": "mood"}, {"field": "url"}, {"text": "\0"}):
        assert answer(**({"field": "name"} | wrong)).status_code == 400


def test_a_site_is_found_whatever_its_kind(admin_client):
    make_site("atlantis", name="Atlantis", kind="antenna")

    asked = {"model": "factory", "field": "name", "text": "ATLANTIS"}
    content = admin_client.get("/admin/hints/lookalikes/", asked).content.decode()

    assert "/admin/directory/antenna/atlantis/change/" in content


def test_a_second_record_of_one_name_is_saved_with_a_warning(admin_client):
    make_organisation("first", name="Universität Musterstadt")
    make_organisation("second", name="Another name")

    told = saved(admin_client, Organisation, "second", name="Universitat Musterstadt")

    assert any('/organisation/first/change/">Univ' in words for words in warnings(told))
    assert Organisation.objects.get(pk="second").name == "Universitat Musterstadt"
    assert warnings(saved(admin_client, Organisation, "second", website="https://a.example")) == []


def test_a_second_source_of_one_address_is_saved_with_a_warning(admin_client):
    make_source("first", url="https://press.example/a")
    make_source("second")

    told = saved(admin_client, Source, "second", url="http://www.press.example/a/?utm_source=x")

    assert "/admin/directory/source/first/change/" in "".join(warnings(told))


def test_nobody_is_told_of_records_they_may_not_see(client):
    asked = {"model": "organisation", "field": "name", "text": "CSC"}

    assert client.get("/admin/hints/lookalikes/", asked).status_code == 302
    staff = someone("Viewer")
    assert staff.get("/admin/hints/lookalikes/", asked).status_code == 200


# Begun sources


def begun(client, url):
    return client.get("/admin/begin-source/", {"url": url})


def test_an_unknown_address_begins_a_source_as_its_host_lets_expect(admin_client):
    make_source(url="https://press.example/a", publisher="The Press", language="fi")

    response = begun(admin_client, "www.press.example/new-story")

    form = urlsplit(response["Location"])
    assert form.path == address(Source, "add")
    asked = {name: values[0] for name, values in parse_qs(form.query).items()}
    assert asked["publisher"] == "The Press"
    content = admin_client.get(response["Location"]).content.decode()
    assert 'value="https://www.press.example/new-story"' in content
    assert 'value="press-new-story"' in content
    assert 'value="The Press"' in content


def test_a_known_address_leads_to_its_source(admin_client):
    make_source("press", url="https://press.example/a")

    response = begun(admin_client, "http://www.press.example/a/#top")

    assert response["Location"] == address(Source, "change", "press")
    content = admin_client.get(response["Location"]).content.decode()
    assert "stands already" in content


@pytest.mark.parametrize(
    "wrong", ["", "a story", "javascript:alert(1)", "https://[", "\0", "a" * 700]
)
def test_what_is_no_address_is_refused_with_the_reason(admin_client, wrong):
    response = begun(admin_client, wrong)

    assert response.status_code == 400
    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize("page", ["/admin/", "/admin/directory/source/", "/admin/begin-source/"])
def test_a_source_can_be_begun_from(admin_client, page):
    content = admin_client.get(page).content.decode()

    assert 'action="/admin/begin-source/"' in content


def test_viewers_begin_no_source(client):
    viewer = someone("Viewer")

    assert begun(viewer, "https://press.example/a").status_code == 403
    assert "begin-source" not in viewer.get("/admin/").content.decode()


# Citations that were kept


def test_a_changed_fact_whose_citations_were_kept_is_asked_about(admin_client):
    told = saved(admin_client, Factory, LUMI, city="Oulu")

    (asked,) = warnings(told)
    assert "The citations of “City” were kept: do they still say so?" in asked
    assert f'href="{address(Factory, "change", LUMI)}#citations-group"' in asked


def test_a_change_of_what_nobody_cites_asks_nothing(admin_client):
    assert warnings(saved(admin_client, Factory, LUMI, summary="In short.")) == []


# Verified today


@pytest.mark.parametrize("model", VERIFIED_KINDS, ids=lambda model: model.__name__)
def test_a_record_is_marked_as_verified_in_one_click(admin_client, model):
    slug = model._default_manager.first().pk
    page = admin_client.get(address(model, "change", slug))
    before = Version.objects.filter(slug=slug).first().form
    assert "Mark as verified today" in page.content.decode()

    response = admin_client.post(
        address(model, "verified", slug), {"opened_at": form_data(page)["opened_at"]}
    )

    assert response["Location"] == address(model, "change", slug)
    record = model._default_manager.get(pk=slug)
    assert dates.today() in (
        getattr(record, "checked_on", None),
        getattr(record, "last_verified_on", None),
    )
    edition = Edition.objects.first()
    if before != Version.objects.filter(slug=slug).first().form:
        assert (edition.who, edition.why) == ("admin", "Verified.")


def test_only_the_day_of_verification_changes(admin_client):
    make_site("atlantis")
    before = Version.objects.get(slug="atlantis").form
    page = admin_client.get(address(Factory, "change", "atlantis"))

    admin_client.post(
        address(Factory, "verified", "atlantis"), {"opened_at": form_data(page)["opened_at"]}
    )

    after = Version.objects.filter(slug="atlantis").first()
    added = set(after.form.splitlines()) - set(before.splitlines())
    assert added == {"last_verified_on: 2026-11-22"}
    assert set(before.splitlines()) < set(after.form.splitlines())


def test_what_somebody_changed_since_has_to_be_looked_at_again(admin_client):
    site = make_site("atlantis")
    opened = form_data(admin_client.get(address(Factory, "change", "atlantis")))["opened_at"]
    with recorded():
        site.city = "Poseidonis"
        site.save()

    response = admin_client.post(
        address(Factory, "verified", "atlantis"), {"opened_at": opened}, follow=True
    )

    assert "Look at it again" in response.content.decode()
    assert Site.objects.get(pk="atlantis").last_verified_on is None


def test_many_are_marked_as_verified_in_one_recorded_change(admin_client):
    slugs = [make_site().pk for _number in range(3)]

    response = admin_client.post(
        address(Factory, "changelist"),
        {"action": "mark_as_verified", "_selected_action": slugs},
        follow=True,
    )

    assert "3 records are marked as verified today." in response.content.decode()
    edition = Edition.objects.first()
    assert edition.why == "Verified."
    assert set(edition.versions.values_list("slug", flat=True)) == set(slugs)


def test_only_who_may_publish_verifies():
    make_site("atlantis")
    verified, listing = address(Factory, "verified", "atlantis"), address(Factory, "changelist")
    for role in ("Viewer", "Editor"):
        person = someone(role)
        assert person.post(verified, {"opened_at": 0}).status_code == 403
        form = person.get(address(Factory, "change", "atlantis")).content.decode()
        assert "Mark as verified" not in form
        assert "mark_as_verified" not in person.get(listing).content.decode()
    publisher = someone("Publisher")
    assert publisher.get(verified).status_code == 405
    assert "mark_as_verified" in publisher.get(listing).content.decode()


def test_no_record_no_mark(admin_client):
    assert admin_client.post(address(Factory, "verified", "nowhere")).status_code == 404


# The front page


def test_the_front_page_counts_what_was_not_verified_for_long(admin_client):
    old = dates.today() - datetime.timedelta(days=181)
    fresh = dates.today() - datetime.timedelta(days=180)
    with recorded():
        Site.objects.update(last_verified_on=fresh)
        AccessMode.objects.update(checked_on=fresh)
        for model in (Assumption, FinderRule, HelpEntry):
            model.objects.update(checked_on=fresh)
    assert "not verified" not in admin_client.get("/admin/").content.decode()
    make_site("atlantis", last_verified_on=old)
    make_site("thule", kind="antenna")
    with recorded():
        HelpEntry.objects.filter(pk=HelpEntry.objects.first().pk).update(checked_on=old)

    content = admin_client.get("/admin/").content.decode()

    assert "3 records not verified for 180 days" in content
    for model, name in (
        (Factory, "AI Factories"),
        (Antenna, "AI Factory Antennas"),
        (HelpEntry, str(HelpEntry._meta.verbose_name_plural).capitalize()),
    ):
        assert f'<a href="{address(model, "changelist")}?verified=due">{name}: 1</a>' in content


@pytest.mark.parametrize("model", VERIFIED_KINDS, ids=lambda model: model.__name__)
def test_the_lists_filter_by_when_records_were_verified(admin_client, model):
    def found(option):
        response = admin_client.get(address(model, "changelist"), {"verified": option})
        return response.context["cl"].result_count

    assert found("due") == found("old") + found("never")
    assert found("due") + found("fresh") == model._default_manager.count()
