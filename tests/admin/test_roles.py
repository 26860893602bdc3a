"""Who may do what: each role everything it needs and nothing more."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from directory.editing.drafting import drafts
from directory.editing.kinds import KINDS
from directory.editing.roles import KEPT, RECORDS, create_roles
from directory.editing.writing import published_form
from directory.models import Draft, Edition, Factory, Site, Source
from tests.admin.forms import address, form_data
from tests.admin.people import someone
from tests.factories import make_source

pytestmark = pytest.mark.usefixtures("network")

LUMI = address(Factory, "change", "lumi-ai-factory")
ROLES = ("Viewer", "Editor", "Publisher", "Administrator")


def may(role, *roles):
    return role in roles


def waiting_draft():
    kind = KINDS["sites"]
    form = published_form(kind, "lumi-ai-factory") | {"city": "Oulu"}
    return drafts.begin(kind, "lumi-ai-factory", form, base=1, who="maria", why="It moved.")


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_records_drafts_and_history(role):
    client, draft = someone(role), waiting_draft()

    for page in (
        LUMI,
        address(Factory, "changelist"),
        reverse("admin:directory_draft_change", args=[draft.pk]),
        reverse("admin:directory_draft_preview", args=[draft.pk]),
        reverse("admin:directory_version_changelist"),
        f"{LUMI}?draft={draft.pk}",
    ):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("role", ROLES)
def test_who_publishes_records(role, admin_client):
    client = someone(role)
    data = form_data(admin_client.get(LUMI)) | {"city": "Oulu"}

    response = client.post(LUMI, data)

    allowed = may(role, "Publisher", "Administrator")
    assert response.status_code == (302 if allowed else 403)
    assert Site.objects.get(slug="lumi-ai-factory").city == ("Oulu" if allowed else "Kajaani")


@pytest.mark.parametrize("role", ROLES)
def test_who_adds_records(role, admin_client):
    client = someone(role)
    data = form_data(admin_client.get(address(Source, "add"))) | {
        "title": "A study",
        "slug": "study",
        "publisher": "A university",
        "language": "en",
        "kind": "news",
        "reading": "direct",
    }

    response = client.post(address(Source, "add"), data)

    allowed = may(role, "Publisher", "Administrator")
    assert response.status_code == (302 if allowed else 403)
    assert Source.objects.filter(slug="study").exists() == allowed


@pytest.mark.parametrize("role", ROLES)
def test_who_writes_drafts(role, admin_client):
    client = someone(role)
    data = form_data(admin_client.get(LUMI)) | {"city": "Oulu", "_draft": "1"}

    response = client.post(LUMI, data)

    allowed = not may(role, "Viewer")
    assert response.status_code == (302 if allowed else 403)
    assert Draft.objects.exists() == allowed
    assert Edition.current_number() == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["submit", "discard", "merge", "take_up"])
def test_who_moves_drafts(role, button):
    page = reverse("admin:directory_draft_change", args=[waiting_draft().pk])

    response = someone(role).post(page, {"revision": 1, button: "1"})

    assert response.status_code == (403 if may(role, "Viewer") else 302)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["publish", "schedule", "send_back"])
def test_who_decides_about_drafts(role, button):
    page = reverse("admin:directory_draft_change", args=[waiting_draft().pk])

    response = someone(role).post(
        page, {"revision": 1, button: "1", "publish_on": "2027-01-01", "note": "Why?"}
    )

    allowed = may(role, "Publisher", "Administrator")
    assert response.status_code == (302 if allowed else 403)
    assert (Edition.current_number() == 2) == (allowed and button == "publish")


@pytest.mark.parametrize("role", ROLES)
def test_who_deletes_for_good(role):
    make_source("unused")
    page = address(Source, "delete", "unused")

    response = someone(role).post(page, {"post": "yes", "why": "A mistake."})

    allowed = may(role, "Administrator")
    assert response.status_code == (302 if allowed else 403)
    assert Source.objects.filter(slug="unused").exists() != allowed


@pytest.mark.parametrize("role", ROLES)
def test_who_looks_after_accounts(role):
    for page in ("admin:auth_user_changelist", "admin:auth_group_changelist"):
        allowed = may(role, "Administrator")
        assert someone(role, page).get(reverse(page)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("role", ROLES)
def test_only_buttons_that_work_are_shown(role):
    content = someone(role).get(LUMI).content.decode()

    assert ('name="_save"' in content) == may(role, "Publisher", "Administrator")
    assert ('name="_draft"' in content) == (not may(role, "Viewer"))
    assert ("deletelink" in content) == may(role, "Administrator")


def test_whoever_is_no_editor_at_all_gets_nowhere(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor"))

    assert client.get(LUMI).status_code == 302
    assert client.get(reverse("admin:directory_draft_changelist")).status_code == 302


def test_the_migration_made_the_roles_for_every_kind_of_record():
    create_roles(Group.objects, Permission.objects, ["auth"])
    given = {
        role: set(
            Group.objects.get(name=role)
            .permissions.filter(content_type__app_label="directory")
            .values_list("codename", flat=True)
        )
        for role in ROLES
    }

    assert given["Viewer"] < given["Editor"] < given["Publisher"] < given["Administrator"]
    names = {kind.model._meta.model_name for kind in KINDS.values()} | {"factory", "antenna"}
    assert set(RECORDS) == names
    assert given["Viewer"] == {f"view_{name}" for name in (*RECORDS, *KEPT)}
