"""Who may do what: each role everything it needs and nothing more."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.models import SecondFactor
from directory.editing.imports.choosing import keep
from directory.editing.imports.comparison import comparison_of, mark_of
from directory.editing.imports.reading import read_upload
from directory.editing.kinds import KINDS
from directory.editing.roles import (
    ADMINISTRATOR,
    EDITOR,
    KEPT,
    PUBLISHER,
    RECORDS,
    VIEWER,
    create_roles,
)
from directory.models import Draft, Edition, HelpEntry, Source, Upload, Wave
from tests.accounts.second_factors import give_second_factor
from tests.admin.forms import address, form_data
from tests.admin.people import account, someone
from tests.conftest import TODAY
from tests.edits import begin_draft
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

ROLES = (VIEWER, EDITOR, PUBLISHER, ADMINISTRATOR)
WRITERS = (EDITOR, PUBLISHER, ADMINISTRATOR)
PUBLISHERS = (PUBLISHER, ADMINISTRATOR)


@pytest.fixture
def paper(network):
    """The form of a record of which everybody may ask everything."""
    return address(Source, "change", make_source("paper", title="A paper").pk)


def title():
    return Source.objects.get(pk="paper").title


def waiting_draft():
    """Return the page of what somebody else would change."""
    draft = begin_draft("sources", "paper", title="A book")
    return reverse("admin:directory_draft_change", args=[draft.pk])


def waiting_upload():
    """Return what somebody else uploaded, and the choice of all that it would change."""
    file = read_upload("sources.csv", b"slug,title\npaper,A book")
    upload = keep(file, "sources.csv", who="maria")
    chosen = [f"{line.slug} {mark_of(line)}" for line in comparison_of(upload).lines]
    return reverse("editing:upload", args=[upload.pk]), {"chosen": chosen, "why": "It grew."}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_records_drafts_and_history_and_takes_lists_away(role, paper):
    client, draft = someone(role), waiting_draft()
    key = Draft.objects.get().pk

    for page in (
        paper,
        f"{paper}?draft={key}",
        address(Source, "history", "paper"),
        address(Wave, "changelist"),
        draft,
        reverse("admin:directory_draft_preview", args=[key]),
        reverse("admin:directory_version_changelist"),
        reverse("editing:gone"),
        *(address(Wave, "export", suffix) for suffix in ("yaml", "csv", "xlsx")),
    ):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("role", ROLES)
def test_who_publishes_records(role, paper, admin_client):
    data = form_data(admin_client.get(paper)) | {"title": "A book"}

    response = someone(role).post(paper, data)

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    assert title() == ("A book" if allowed else "A paper")


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

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    assert Source.objects.filter(slug="study").exists() == allowed


@pytest.mark.parametrize("role", ROLES)
def test_who_writes_drafts(role, paper, admin_client):
    data = form_data(admin_client.get(paper)) | {"title": "A book", "_draft": "1"}

    response = someone(role).post(paper, data)

    allowed = role in WRITERS
    assert response.status_code == (302 if allowed else 403)
    assert Draft.objects.exists() == allowed
    assert title() == "A paper"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["submit", "merge", "take_up"])
@pytest.mark.usefixtures("paper")
def test_who_moves_drafts(role, button):
    response = someone(role).post(waiting_draft(), {"revision": 1, button: "1"})

    assert response.status_code == (302 if role in WRITERS else 403)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["publish", "schedule", "send_back", "discard"])
@pytest.mark.usefixtures("paper")
def test_who_decides_about_the_draft_of_another(role, button):
    response = someone(role).post(
        waiting_draft(), {"revision": 1, button: "1", "publish_on": "2027-01-01", "note": "Why?"}
    )

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    assert (title() == "A book") == (allowed and button == "publish")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("paper")
def test_who_withdraws_records(role):
    response = someone(role).post(address(Source, "withdraw", "paper"), {"reason": "Wrong."})

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    assert Source.objects.filter(pk="paper").exists() != allowed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("paper")
def test_who_restores_older_versions(role):
    stood = Edition.current_number()
    with recorded():
        Source.objects.filter(pk="paper").update(title="A book")
    asked = {"why": "It was right.", "opened_at": Edition.current_number()}

    response = someone(role).post(address(Source, "restore", "paper", stood), asked)

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    assert title() == ("A paper" if allowed else "A book")


@pytest.mark.parametrize("role", ROLES)
def test_who_verifies_records(role):
    client, (one, other) = someone(role), HelpEntry.objects.all()[:2]
    with recorded():
        HelpEntry.objects.update(checked_on="2026-01-01")
    opened_at = Edition.current_number()
    action = {"action": "mark_as_verified", "_selected_action": [other.pk]}

    response = client.post(address(HelpEntry, "verified", one.pk), {"opened_at": opened_at})
    client.post(address(HelpEntry, "changelist"), action)

    allowed = role in PUBLISHERS
    assert response.status_code == (302 if allowed else 403)
    verified = HelpEntry.objects.filter(checked_on=TODAY)
    assert set(verified) == ({one, other} if allowed else set())


@pytest.mark.parametrize("role", ROLES)
def test_who_uploads_records(role):
    response = someone(role).get(reverse("editing:import"))

    assert response.status_code == (200 if role in WRITERS else 403)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("button", "roles"), [("apply", PUBLISHERS), ("draft", WRITERS), ("discard", PUBLISHERS)]
)
@pytest.mark.usefixtures("paper")
def test_who_decides_about_the_upload_of_another(role, button, roles):
    page, chosen = waiting_upload()

    response = someone(role).post(page, chosen | {button: "yes"})

    allowed = role in roles
    assert response.status_code == (302 if allowed else 403)
    assert Upload.objects.exists() != allowed
    assert (title() == "A book") == (allowed and button == "apply")
    assert Draft.objects.exists() == (allowed and button == "draft")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("paper")
def test_who_deletes_for_good(role):
    page = address(Source, "delete", "paper")

    response = someone(role).post(page, {"post": "yes", "why": "A mistake."})

    allowed = role == ADMINISTRATOR
    assert response.status_code == (302 if allowed else 403)
    assert Source.objects.filter(pk="paper").exists() != allowed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "model", ["auth_user", "auth_group", "accounts_secondfactor", "accounts_securityevent"]
)
def test_who_looks_after_accounts(role, model):
    response = someone(role).get(reverse(f"admin:{model}_changelist"))

    assert response.status_code == (200 if role == ADMINISTRATOR else 403)


@pytest.mark.parametrize("role", ROLES)
def test_who_removes_the_second_factor_of_another(role):
    device = give_second_factor(account(EDITOR, "maria"))
    page = reverse("admin:accounts_secondfactor_delete", args=[device.pk])

    response = someone(role).post(page, {"post": "yes"})

    allowed = role == ADMINISTRATOR
    assert response.status_code == (302 if allowed else 403)
    assert SecondFactor.objects.exists() != allowed


@pytest.mark.parametrize("role", ROLES)
def test_only_buttons_that_work_are_shown(role, paper):
    content = someone(role).get(paper).content.decode()

    assert ('name="_save"' in content) == (role in PUBLISHERS)
    assert ('name="_draft"' in content) == (role in WRITERS)
    assert (address(Source, "withdraw", "paper") in content) == (role in PUBLISHERS)
    assert ("deletelink" in content) == (role == ADMINISTRATOR)


def test_whoever_is_no_editor_at_all_gets_nowhere(client, paper, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor"))

    assert client.get(paper).status_code == 302
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

    assert given[VIEWER] < given[EDITOR] < given[PUBLISHER] < given[ADMINISTRATOR]
    names = {kind.model._meta.model_name for kind in KINDS.values()} | {"factory", "antenna"}
    assert set(RECORDS) == names
    assert given[VIEWER] == {f"view_{name}" for name in (*RECORDS, *KEPT)}
