"""What the security log tells, of whom, by whom and from where; and what it never tells."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import SecurityEvent
from tests.accounts.conftest import CODE, LOGIN, PASSWORD
from tests.accounts.second_factors import (
    code_of,
    give_recovery_codes,
    give_second_factor,
    wrong_code_of,
)

OWN = "/admin/second-factor/"
LOG = "/admin/accounts/securityevent/"


def told():
    """The events since the last question, oldest first."""
    events = list(
        SecurityEvent.objects.order_by("pk").values_list(
            "kind", "about", "who", "address", "detail"
        )
    )
    SecurityEvent.objects.all().delete()
    return events


@pytest.fixture
def user(editor):
    told()
    return editor


@pytest.fixture
def by_admin(client, administrator, editor):
    """A browser in which an administrator is logged in."""
    client.force_login(administrator)
    told()
    return client


def event(kind, about="editor", who="editor", detail="", address="127.0.0.1"):
    return (kind, about, who, address, detail)


def give(client, password=PASSWORD, name="editor"):
    return client.post(LOGIN, {"username": name, "password": password})


def test_logins_and_logouts_are_told(client, user):
    give(client, "wrong")
    give(client)
    client.post("/admin/logout/")

    assert told() == [event("failed-login", who=""), event("login"), event("logout")]


def test_a_name_that_no_user_has_is_not_told_it_may_be_a_password(client, user):
    for _ in range(6):
        give(client, "x", "hunter2 hunter2")

    unknown = event("failed-login", about="", who="", detail="a name that no user has")
    assert told() == [unknown] * 5 + [event("lockout", about="", who="")]


def test_a_wrong_old_password_is_told(client, user):
    give(client)
    client.post("/admin/password_change/", {"old_password": "wrong"})

    assert told()[1:] == [event("failed-login", detail="wrong old password")]


def test_a_lockout_is_told_once(client, user):
    for _ in range(8):
        give(client, "wrong")

    assert told() == [event("failed-login", who="")] * 5 + [event("lockout", who="")]


def test_a_login_in_two_steps_is_told_with_what_was_shown(client, user):
    device = give_second_factor(user)
    code, *_others = give_recovery_codes(user)
    told()

    give(client)
    client.post(CODE, {"code": wrong_code_of(device)})
    client.post(CODE, {"code": code_of(device)})
    client.post("/admin/logout/")
    give(client)
    client.post(CODE, {"code": code})

    assert told() == [
        event("failed-login", who="", detail="wrong code"),
        event("login", detail="with a code"),
        event("logout"),
        event("login", detail="with a recovery code"),
    ]


def test_what_happens_to_a_second_factor_is_told(client, user, administrator):
    device = give_second_factor(user)
    give(client)
    client.post(CODE, {"code": code_of(device)})
    told()

    client.post(OWN, {"code": code_of(device), "action": "codes"})
    client.post(OWN, {"code": code_of(device), "action": "remove"})
    device = give_second_factor(user)
    client.force_login(administrator)
    told()
    client.post(f"/admin/accounts/secondfactor/{device.pk}/delete/", {"post": "yes"})
    give_second_factor(user)
    call_command("remove_second_factor", "editor", verbosity=0)

    assert told() == [
        event("second-factor-removed", who="admin"),
        event("second-factor-removed", who="", address=None),
    ]


def test_new_recovery_codes_and_a_removal_are_told(client, user):
    device = give_second_factor(user)
    give(client)
    client.post(CODE, {"code": code_of(device)})
    told()

    client.post(OWN, {"code": code_of(device), "action": "codes"})
    client.post(OWN, {"code": code_of(device), "action": "remove"})

    assert told() == [event("recovery-codes-made"), event("second-factor-removed")]


def test_a_new_password_is_told_and_a_new_hash_of_the_same_is_not(client, user, settings):
    give(client)
    told()
    new = {"old_password": PASSWORD, "new_password1": "another long phrase"}
    client.post("/admin/password_change/", {**new, "new_password2": "another long phrase"})
    assert told() == [event("password-changed")]

    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    before = user.password
    give(client, "another long phrase")
    user.refresh_from_db()
    assert user.password != before
    assert "password-changed" not in {kind for kind, *_rest in told()}


def form_of(user, **changes):
    """What the admin's form of a user sends, with these changes."""
    values = {
        "username": user.username,
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00",
        "is_active": user.is_active,
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser,
        **changes,
    }
    return {name: value for name, value in values.items() if value is not False}


@pytest.mark.parametrize(
    ("changes", "kind", "detail"),
    [
        ({"is_active": False}, "user-deactivated", ""),
        ({"is_staff": False}, "rights-changed", "staff: no"),
        ({"is_superuser": True}, "rights-changed", "superuser: yes"),
    ],
)
def test_what_a_form_changes_of_a_user_is_told(by_admin, editor, changes, kind, detail):
    by_admin.post(f"/admin/auth/user/{editor.pk}/change/", form_of(editor, **changes))

    assert told() == [event(kind, who="admin", detail=detail)]


def test_groups_given_and_taken_are_told(by_admin, editor):
    group = Group.objects.create(name="Proof-readers")
    told()
    page = f"/admin/auth/user/{editor.pk}/change/"

    by_admin.post(page, form_of(editor, groups=[group.pk]))
    by_admin.post(page, form_of(editor))

    assert told() == [
        event("rights-changed", who="admin", detail="group added: Proof-readers"),
        event("rights-changed", who="admin", detail="group removed: Proof-readers"),
    ]


def test_users_and_groups_made_renamed_and_deleted_are_told(by_admin, editor):
    new = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    by_admin.post("/admin/auth/user/add/", {**new, "usable_password": "true"})
    by_admin.post(f"/admin/auth/user/{editor.pk}/change/", form_of(editor, username="other"))
    by_admin.post(f"/admin/auth/user/{editor.pk}/delete/", {"post": "yes"})
    by_admin.post("/admin/auth/group/add/", {"name": "Readers"})
    group = Group.objects.get(name="Readers")
    by_admin.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Readers"})
    by_admin.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Proof-readers"})
    by_admin.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})

    assert told() == [
        event("user-created", "new", "admin"),
        event("user-renamed", "other", "admin", "was editor"),
        event("user-deleted", "other", "admin"),
        event("group-created", "Readers", "admin"),
        event("group-renamed", "Proof-readers", "admin", "was Readers"),
        event("group-deleted", "Proof-readers", "admin"),
    ]


def test_permissions_are_told_from_whichever_side_they_are_changed(user):
    permission = Permission.objects.get(codename="view_securityevent")
    group = Group.objects.create(name="Proof-readers")
    told()

    group.permissions.add(permission)
    user.user_permissions.set([permission])
    user.user_permissions.clear()
    group.user_set.add(user)

    added, removed = (
        "permission added: view_securityevent",
        "permission removed: view_securityevent",
    )
    command = {"who": "", "address": None}
    assert told() == [
        event("rights-changed", "Proof-readers", detail=added, **command),
        event("rights-changed", detail=added, **command),
        event("rights-changed", detail=removed, **command),
        event("rights-changed", "Proof-readers", detail="user added: editor", **command),
    ]


def test_administrators_read_the_log_and_nobody_changes_it(client, editor):
    Group.objects.get(name="Administrator").user_set.add(editor)
    client.force_login(editor)
    one = SecurityEvent.objects.latest("pk")

    assert "login" in client.get(LOG).content.decode().casefold()
    assert client.get(f"{LOG}{one.pk}/change/").status_code == 200
    assert client.post(f"{LOG}{one.pk}/change/", {"detail": "nothing"}).status_code == 403
    assert client.get(f"{LOG}{one.pk}/delete/").status_code == 403
    assert client.get(f"{LOG}add/").status_code == 403
    everything = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
    client.post(LOG, everything)
    assert SecurityEvent.objects.filter(pk=one.pk, detail=one.detail).exists()


@pytest.mark.parametrize("role", ["Viewer", "Editor", "Publisher"])
def test_other_roles_do_not_read_the_log(client, editor, role):
    Group.objects.get(name=role).user_set.add(editor)
    client.force_login(editor)

    assert client.get(LOG).status_code == 403
    assert client.get("/admin/accounts/secondfactor/").status_code == 403


def test_a_deleted_user_stays_in_the_log(client, user):
    give(client)
    get_user_model().objects.all().delete()

    assert event("login") in told()


def test_each_event_is_a_line_for_the_operator_once_it_is_certain(
    client, user, caplog, django_capture_on_commit_callbacks
):
    with (
        caplog.at_level(logging.INFO, logger="security"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        give(client, "wrong")

    lines = [record.getMessage() for record in caplog.records if record.name == "security"]
    assert lines == ["failed-login: by '', about 'editor', from 127.0.0.1. "]
