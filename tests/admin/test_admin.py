"""The admin: every model usable, every change recorded, a refused one explained in the form."""

import pytest
from django.contrib import admin

import directory.admin  # noqa: F401  registers the admin
from directory.models import Edition, Factory, Record, Site, Version
from tests.admin.forms import address, form_data
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

DIRECTORY_MODELS = [model for model in admin.site._registry if model._meta.app_label == "directory"]
RECORDS = [model for model in DIRECTORY_MODELS if issubclass(model, Record)]


@pytest.mark.parametrize("model", DIRECTORY_MODELS, ids=lambda model: model.__name__)
def test_every_model_can_be_listed_searched_and_opened(admin_client, model):
    listing = address(model, "changelist")

    assert admin_client.get(listing).status_code == 200
    assert admin_client.get(listing, {"q": "a"}).status_code == 200
    for first in model._default_manager.all()[:1]:  # of drafts and uploads there is none
        page = admin_client.get(address(model, "change", first.pk), follow=True)
        assert page.status_code == 200


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_saving_a_record_as_it_is_changes_nothing(admin_client, model):
    before = Edition.current_number()
    page = address(model, "change", model._default_manager.first().pk)

    response = admin_client.post(page, form_data(admin_client.get(page)))

    assert response.status_code == 302, response.context["errors"]
    assert Edition.current_number() == before


def test_an_edit_is_recorded_with_who_and_why_and_seen_at_once(admin_client, client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page)) | {"city": "Oulu", "why": "It moved."}

    response = admin_client.post(page, data)

    assert response.status_code == 302
    edition = Edition.objects.first()
    assert (edition.who, edition.why) == ("admin", "It moved.")
    assert "city: Oulu" in edition.versions.get(slug="lumi-ai-factory").form
    assert "Oulu" in client.get("/sites/lumi-ai-factory/").content.decode()


def test_what_an_editor_adds_in_an_inline_is_recorded(admin_client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page))
    count = int(data["citations-TOTAL_FORMS"])
    data |= {
        "citations-TOTAL_FORMS": count + 1,
        f"citations-{count}-field": "aliases",
        f"citations-{count}-source": "gazetteer",
        f"citations-{count}-site": "lumi-ai-factory",
    }

    assert admin_client.post(page, data).status_code == 302

    assert "aliases: [gazetteer]" in Version.objects.filter(slug="lumi-ai-factory").first().form


def test_a_change_that_does_not_fit_is_refused_in_the_form_with_everything_typed(admin_client):
    before = Edition.current_number()
    page = address(Factory, "change", "it4lia")
    data = form_data(admin_client.get(page)) | {"city": "Milan"}
    for name in [name for name in data if name.endswith("-states")]:
        data[name.replace("-states", "-DELETE")] = "on"

    response = admin_client.post(page, data)

    content = response.content.decode()
    assert response.status_code == 200
    assert "needs two citations that say different things" in content
    assert 'value="Milan"' in content
    assert Site.objects.get(slug="it4lia").city == "Bologna"
    assert Edition.current_number() == before


def test_a_wrong_value_is_told_beside_its_field(admin_client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page)) | {"latitude": "95"}

    response = admin_client.post(page, data)

    assert "latitude" in response.context["adminform"].form.errors


def test_a_new_factory_gets_its_kind_and_a_slug_that_is_then_fixed(admin_client):
    data = {
        "name": "Atlantis AI Factory",
        "slug": "atlantis",
        "country": "MT",
        "wave": "wave-3",
        "published": "on",
        "why": "Selected.",
    }
    for prefix in ("involvements", "machine_uses", "milestones", "citations", "conflicts"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data |= {
        "milestones-TOTAL_FORMS": 1,
        "milestones-0-stage": "selected",
        "milestones-0-reached": "on",
        "milestones-0-as_published": "2025-10-10",
    }

    response = admin_client.post(address(Factory, "add"), data)

    assert response.status_code == 302, response.context["errors"]
    site = Site.objects.get(slug="atlantis")
    assert site.kind == "factory"
    change = admin_client.get(address(Factory, "change", "atlantis"))
    assert "slug" not in change.context["adminform"].form.fields


def test_a_bulk_delete_is_recorded(admin_client):
    listing = address(Factory, "changelist")
    data = {"action": "delete_selected", "_selected_action": ["jaif-x"], "post": "yes"}
    data["why"] = "Entered twice."
    with recorded():
        copy = Site.objects.get(slug="litai")
        milestone = copy.milestones.get(stage="selected")
        copy.pk, copy._state.adding = "jaif-x", True
        copy.save()
        milestone.pk, milestone._state.adding, milestone.site = None, True, copy
        milestone.save()

    admin_client.post(listing, data)

    assert not Site.objects.filter(slug="jaif-x").exists()
    assert Version.objects.filter(slug="jaif-x").first().form == ""


def test_an_unpublished_site_offers_no_view_on_site(admin_client):
    page = address(Factory, "change", "pharos")
    assert "/sites/pharos/" in admin_client.get(page).content.decode()

    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    assert "/sites/pharos/" not in admin_client.get(page).content.decode()


def test_visitors_are_sent_to_the_login(client):
    assert client.get("/admin/").status_code == 302


def test_a_list_is_edited_line_by_line_and_can_be_emptied(admin_client):
    page = address(Factory, "change", "mimer")
    data = form_data(admin_client.get(page))
    assert "\n" in data["aliases"]

    admin_client.post(page, data | {"aliases": "Mimer\r\n\r\n  MIMER AIF "})
    assert Site.objects.get(slug="mimer").aliases == ["Mimer", "MIMER AIF"]

    data = form_data(admin_client.get(page))
    admin_client.post(page, data | {"aliases": ""})
    assert Site.objects.get(slug="mimer").aliases == []


def test_the_line_breaks_of_a_browser_change_nothing(admin_client):
    page = address(Factory, "change", "mimer")
    data = form_data(admin_client.get(page))
    admin_client.post(page, data | {"summary": "One.\r\nTwo."})
    before = Edition.current_number()

    data = form_data(admin_client.get(page))
    admin_client.post(page, data | {"summary": "One.\r\nTwo."})

    assert Site.objects.get(slug="mimer").summary == "One.\nTwo."
    assert Edition.current_number() == before


def test_a_citation_that_stands_there_twice_is_refused_in_the_form(admin_client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page))
    count = int(data["citations-TOTAL_FORMS"])
    data["citations-TOTAL_FORMS"] = count + 2
    for number in (count, count + 1):
        data |= {
            f"citations-{number}-field": "aliases",
            f"citations-{number}-source": "gazetteer",
            f"citations-{number}-site": "lumi-ai-factory",
        }

    response = admin_client.post(page, data)

    assert response.status_code == 200
    assert "stands there twice" in response.content.decode()


def test_sites_are_added_as_factories_or_antennas_only(admin_client):
    assert admin_client.get(address(Site, "add")).status_code == 403


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(admin_client):
    page = address(Factory, "change", "mimer")
    opened_by_both = form_data(admin_client.get(page))

    admin_client.post(page, opened_by_both | {"city": "Norrköping"})
    response = admin_client.post(page, opened_by_both | {"address": "Campus"})

    content = response.content.decode()
    assert "Somebody else changed this record" in content
    assert 'value="Campus"' in content
    assert Site.objects.get(slug="mimer").city == "Norrköping"
    assert Site.objects.get(slug="mimer").address == ""
