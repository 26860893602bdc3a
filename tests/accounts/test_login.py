"""Logging in with the password, and what wrong ones lead to."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import SecurityEvent
from tests.accounts.conftest import LOGIN, PASSWORD


def log_in(client, password=PASSWORD, name="editor", **headers):
    return client.post(LOGIN, {"username": name, "password": password}, **headers)


def fail(client, times, name="editor"):
    return [log_in(client, "wrong", name).status_code for _ in range(times)]


def test_the_right_password_opens_the_admin(client, editor):
    answer = log_in(client)

    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_fifth_wrong_password_locks_the_name_out_with_a_page_that_says_until_when(
    client, editor
):
    assert fail(client, 5) == [200, 200, 200, 200, 429]

    answer = log_in(client)

    content = answer.content.decode()
    assert answer.status_code == 429
    assert "Please try again in 15 minutes." in content
    assert 890 < int(answer.headers["Retry-After"]) <= 900
    assert client.get("/admin/").status_code == 302


def test_a_lockout_says_nothing_about_whether_a_user_exists(client, editor):
    known = [log_in(client, "wrong") for _ in range(6)]
    unknown = [log_in(client, "wrong", "nobody") for _ in range(6)]

    def told(answers, name):
        pages = [answer.content.decode().replace(name, "NAME") for answer in answers]
        # What changes with each page: the token, and the digits of the time left.
        return [[line for line in page.splitlines() if "csrf" not in line] for page in pages]

    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    assert told(known, "editor") == told(unknown, "nobody")


def test_nobody_can_lock_an_editor_out_from_elsewhere(client, elsewhere, editor):
    assert fail(elsewhere, 6)[-1] == 429

    assert log_in(client).url == "/admin/"


def test_other_names_are_not_locked_out_with_one(client, editor, administrator):
    assert fail(client, 5)[-1] == 429

    assert log_in(client, name="admin").url == "/admin/"


def test_a_lockout_ends_by_itself_and_asking_does_not_prolong_it(client, editor, settings):
    fail(client, 6)
    first = AccessAttempt.objects.get().attempt_time
    fail(client, 2)
    assert AccessAttempt.objects.get().attempt_time == first

    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME)

    assert log_in(client).url == "/admin/"


def test_an_operator_ends_a_lockout(client, editor, administrator, capsys):
    fail(client, 5)
    fail(client, 5, "admin")

    call_command("axes_reset_username", "editor")

    assert log_in(client).url == "/admin/"
    assert log_in(client, name="admin").status_code == 429


def test_a_name_that_no_user_has_is_locked_out_too_and_kept_nowhere(client, editor):
    assert fail(client, 5, "hunter2 hunter2")[-1] == 429

    assert log_in(client, PASSWORD, "hunter2 hunter2").status_code == 429
    assert fail(client, 1, "hunter3 hunter3") == [200]
    kept = [str(values) for values in AccessAttempt.objects.values_list()]
    assert len(kept) == 2
    assert "hunter" not in "".join(kept)


def test_what_is_kept_of_a_name_that_no_user_has_tells_nothing_without_the_key(
    client, db, settings
):
    fail(client, 1, "hunter2 hunter2")
    settings.SECRET_KEY = "another key of more than thirty-two characters"
    fail(client, 1, "hunter2 hunter2")

    assert AccessAttempt.objects.values("username").distinct().count() == 2


def test_a_login_wipes_out_the_failures_before_it(client, editor):
    fail(client, 4)
    log_in(client)

    assert fail(client, 4) == [200] * 4


@pytest.mark.parametrize(
    "name", ["x" * 400, "nobody\0", "\U0001f600" * 200, "ﬁ'\"; --", ""], ids=lambda name: name[:6]
)
def test_a_strange_name_is_a_wrong_one_and_nothing_worse(client, db, name):
    assert log_in(client, "wrong", name).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1"),
        (1, "somewhere", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_wrong_logins_are_counted_by_the_address_that_proxies_of_ours_have_seen(
    client, db, settings, proxies, forwarded, seen
):
    settings.PROXIES = proxies

    log_in(client, "wrong", headers={"X-Forwarded-For": forwarded})

    assert AccessAttempt.objects.get().ip_address == seen


def test_no_password_or_code_is_kept_of_a_wrong_login(client, editor):
    client.post(LOGIN, {"username": "editor", "password": "hunter2 hunter2", "code": "123456"})

    attempt = AccessAttempt.objects.get()
    kept = f"{attempt.post_data} {attempt.get_data}"
    assert "hunter2" not in kept
    assert "123456" not in kept


def test_a_login_gets_a_session_of_another_key(client, editor):
    client.get("/admin/login/")
    session = client.session
    session["before"] = "yes"
    session.save()
    client.cookies["sessionid"] = session.session_key

    log_in(client)

    assert client.cookies["sessionid"].value != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_a_session_ends_eight_hours_after_the_login_however_busy_it_is(client, editor):
    log_in(client)
    cookie = client.cookies["sessionid"]
    assert 8 * 3600 - 60 < cookie["max-age"] <= 8 * 3600

    session = client.session
    login = timezone.now() - timedelta(hours=7)
    session.set_expiry(login + timedelta(hours=8))
    session["busy"] = "yes"
    session.save()
    assert session.get_expiry_age() <= 3600

    session.set_expiry(login - timedelta(hours=2))
    session.save()
    assert client.get("/admin/").status_code == 302


def test_cookies_are_for_the_admin_only_and_out_of_reach_of_scripts(client, editor):
    client.get(LOGIN)
    log_in(client)

    cookies = {name: client.cookies[name] for name in ("sessionid", "csrftoken")}
    assert {cookie["path"] for cookie in cookies.values()} == {"/admin/"}
    assert {cookie["samesite"] for cookie in cookies.values()} == {"Lax"}
    assert {cookie["httponly"] for cookie in cookies.values()} == {True}


def test_a_message_is_no_cookie_for_public_pages(client, editor):
    log_in(client)

    client.post("/admin/logout/")
    client.get("/admin/login/")

    assert set(client.cookies) <= {"sessionid", "csrftoken"}


def test_a_new_password_logs_out_everywhere_else(client, editor):
    other = Client()
    log_in(client)
    log_in(other)

    new = "another long phrase"
    client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302


def test_who_finds_a_browser_logged_in_cannot_try_out_the_old_password(client, editor):
    new = "another long phrase"
    form = {"new_password1": new, "new_password2": new}
    log_in(client)

    answers = [
        client.post("/admin/password_change/", {**form, "old_password": word}).status_code
        for word in ("a", "b", "c", "d", "e", PASSWORD)
    ]

    assert answers == [200, 200, 200, 200, 429, 429]
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short-one", "editors-name", "123456789012", "qwertyuiop12"])
def test_a_weak_password_is_refused(client, editor, weak):
    get_user_model().objects.update(last_name="Editors-Name")
    log_in(client)

    answer = client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak},
    )

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_the_events_of_more_than_a_year_ago_are_forgotten_at_a_login(client, editor):
    year_ago = timezone.now() - timedelta(days=366)
    SecurityEvent.objects.update(at=year_ago)

    log_in(client)

    assert list(SecurityEvent.objects.values_list("kind", flat=True)) == ["login"]
