"""The second factor: set up by oneself, asked for at the login, required where wanted."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.conftest import CODE, LOGIN, PASSWORD
from tests.accounts.second_factors import (
    code_for,
    code_of,
    give_recovery_codes,
    give_second_factor,
    wrong_code_of,
)

OWN = "/admin/second-factor/"
#: Pages of the admin: Django's own, and ours beside it.
INSIDE = [
    "/admin/",
    "/admin/preview/",
    "/admin/edit/sites/jaif/",
    "/admin/gaps/",
    "/admin/directory/factory/",
    "/admin/password_change/",
    "/admin/autocomplete/",
    "/admin/jsi18n/",
]


@pytest.fixture
def device(editor):
    return give_second_factor(editor)


def give_password(client, **more):
    return client.post(LOGIN, {"username": "editor", "password": PASSWORD, **more})


def is_inside(client):
    return client.get("/admin/").status_code == 200


def key_shown(page):
    text = re.search(r'class="factor__key">([A-Z2-7 ]+)<', page.content.decode())[1]
    return b32decode(text.replace(" ", ""))


def codes_shown(page):
    return re.findall(r"<li><code>([a-z2-7]{4}-[a-z2-7]{4})</code>", page.content.decode())


def test_the_password_alone_is_no_login_where_a_second_factor_is_set_up(client, device):
    answer = give_password(client, next="/admin/gaps/")

    assert answer.url == f"{CODE}?next=/admin/gaps/"
    assert "_auth_user_id" not in client.session
    assert not is_inside(client)


def test_password_and_code_lead_to_the_page_that_was_asked_for(client, device):
    way = give_password(client, next="/admin/gaps/").url

    answer = client.post(way, {"code": code_of(device)})

    assert answer.url == "/admin/gaps/"
    assert is_inside(client)


def test_a_login_leads_to_no_other_site(client, device):
    way = give_password(client, next="https://elsewhere.example/").url

    answer = client.post(f"{way}?next=https://elsewhere.example/", {"code": code_of(device)})

    assert answer.url == "/admin/"


@pytest.mark.parametrize("write", ["{0}{1} {2}{3}", " {0}{1}{2}{3} ", "{0}{1}-{2}{3}"])
def test_a_code_may_be_written_as_apps_show_it(client, device, write):
    code = code_of(device)
    give_password(client)

    client.post(CODE, {"code": write.format(code[0], code[1:3], code[3], code[4:])})

    assert is_inside(client)


@pytest.mark.parametrize(
    "code", ["", "abc", "12345", "1" * 41, "\0", "\uff11\uff12\uff13\uff14\uff15\uff16", "0x1234"]
)
def test_what_is_no_code_lets_nobody_in(client, device, code):
    give_password(client)

    answer = client.post(CODE, {"code": code})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not is_inside(client)


def test_a_code_works_once(client, device):
    code = code_of(device)
    give_password(client)
    client.post(CODE, {"code": code})
    other = Client()
    give_password(other)

    answer = other.post(CODE, {"code": code})

    assert "was used before" in answer.content.decode()
    assert not is_inside(other)


def test_a_recovery_code_works_once_and_says_how_many_are_left(client, editor, device):
    code, *_others = give_recovery_codes(editor)
    give_password(client)
    client.post(CODE, {"code": code.upper()})
    assert "9 are left" in client.get("/admin/").content.decode()

    other = Client()
    give_password(other)
    other.post(CODE, {"code": code})

    assert not is_inside(other)
    assert StaticToken.objects.count() == 9


def test_after_a_wrong_code_the_right_one_has_to_wait_a_little(client, device):
    give_password(client)
    client.post(CODE, {"code": wrong_code_of(device)})

    soon = client.post(CODE, {"code": code_for(device.bin_key)})
    assert "in 1 second" in soon.content.decode()
    assert not is_inside(client)

    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(days=1))
    client.post(CODE, {"code": code_of(device)})
    assert is_inside(client)


def test_wrong_codes_lock_out_as_wrong_passwords_do(client, device):
    give_password(client)
    statuses = []
    for _ in range(5):
        TOTPDevice.objects.update(throttling_failure_count=0)
        statuses.append(client.post(CODE, {"code": wrong_code_of(device)}).status_code)

    assert statuses == [200, 200, 200, 200, 429]
    assert client.post(CODE, {"code": code_of(device)}).status_code == 429
    assert give_password(client).status_code == 429
    assert AccessAttempt.objects.get().failures_since_start == 5


@pytest.mark.parametrize("undo", ["password", "inactive", "late"])
def test_the_second_step_ends_with_what_it_stands_on(client, editor, device, undo):
    give_password(client)
    if undo == "password":
        editor.set_password("another long phrase")
        editor.save()
    elif undo == "inactive":
        editor.is_active = False
        editor.save()
    else:
        session = client.session
        session["second_step"] |= {"until": timezone.now().timestamp() - 1}
        session.save()

    assert client.get(CODE).url == LOGIN
    client.post(CODE, {"code": code_of(device)})
    assert not is_inside(client)


def test_nobody_gets_to_the_second_step_without_the_first(client, device):
    assert client.get(CODE).url == LOGIN
    assert client.post(CODE, {"code": code_of(device)}).url == LOGIN


@pytest.mark.parametrize("page", INSIDE)
def test_a_session_from_before_the_second_factor_is_asked_for_a_code(client, editor, page):
    client.force_login(editor)
    device = give_second_factor(editor)

    answer = client.get(page)
    assert answer.url == f"{LOGIN}?next={page}"
    assert client.get(answer.url).url == f"{CODE}?next={page}"

    assert client.post(f"{CODE}?next={page}", {"code": code_of(device)}).url == page
    assert is_inside(client)


def test_an_editor_sets_up_a_second_factor_without_help(client, editor):
    client.force_login(editor)
    page = client.get(OWN)
    content = page.content.decode()
    assert '<svg viewBox="0 0 ' in content
    assert not re.search(r"style=|data:image", content)

    done = client.post(OWN, {"code": code_for(key_shown(page))})

    codes = codes_shown(done)
    assert len(set(codes)) == 10
    assert codes_shown(client.get(OWN)) == []
    assert is_inside(client)
    other = Client()
    give_password(other)
    other.post(CODE, {"code": codes[3]})
    assert is_inside(other)


def test_nothing_is_set_up_before_a_first_code_fits(client, editor):
    client.force_login(editor)
    key = key_shown(client.get(OWN))

    for wrong in ("000000" if code_for(key) != "000000" else "111111", "", "abcdef"):
        answer = client.post(OWN, {"code": wrong})
        assert "errorlist" in answer.content.decode()
        assert key_shown(answer) == key

    assert not TOTPDevice.objects.exists()


@pytest.fixture
def owner(client, device):
    """A browser that is logged in with the second factor."""
    give_password(client)
    client.post(CODE, {"code": code_of(device)})
    return client


@pytest.mark.parametrize("action", ["remove", "replace", "codes"])
def test_a_second_factor_is_changed_with_a_current_code_only(owner, device, action):
    answer = owner.post(OWN, {"code": wrong_code_of(device), "action": action})

    assert "This code is wrong" in answer.content.decode()
    assert list(TOTPDevice.objects.all()) == [device]
    assert not StaticToken.objects.exists()


def test_a_second_factor_is_removed(owner, device):
    owner.post(OWN, {"code": code_of(device), "action": "remove"})

    assert not TOTPDevice.objects.exists()
    assert is_inside(owner)
    assert give_password(Client()).url == "/admin/"


def test_a_second_factor_is_replaced_once_the_new_one_is_confirmed(owner, device):
    owner.post(OWN, {"code": code_of(device), "action": "replace"})
    page = owner.get(OWN)
    assert list(TOTPDevice.objects.all()) == [device]

    done = owner.post(OWN, {"code": code_for(key_shown(page))})

    assert len(codes_shown(done)) == 10
    assert TOTPDevice.objects.get().pk != device.pk
    assert is_inside(owner)


def test_a_replacement_can_be_called_off(owner, device):
    owner.post(OWN, {"code": code_of(device), "action": "replace"})
    owner.post(OWN, {"cancel": ""})

    assert "is set up since" in owner.get(OWN).content.decode()
    assert list(TOTPDevice.objects.all()) == [device]


def test_new_recovery_codes_replace_the_old_ones(owner, editor, device):
    old = give_recovery_codes(editor)

    new = codes_shown(owner.post(OWN, {"code": code_of(device), "action": "codes"}))

    assert not set(old) & set(new)
    assert StaticToken.objects.count() == 10
    assert is_inside(owner)


def test_an_action_that_does_not_exist_is_refused(owner, device):
    answer = owner.post(OWN, {"code": code_of(device), "action": "copy"})

    assert "Choose what to do" in answer.content.decode()
    assert TOTPDevice.objects.exists()


@pytest.mark.parametrize("page", INSIDE)
def test_where_it_is_required_nothing_else_is_reached_before_it_is_set_up(
    client, editor, settings, page
):
    settings.REQUIRE_SECOND_FACTOR = True
    give_password(client)

    answer = client.get(page)
    assert answer.url == f"{LOGIN}?next={page}"
    way = client.get(answer.url).url
    assert way == f"{OWN}?next={page}"

    done = client.post(way, {"code": code_for(key_shown(client.get(way)))})
    assert f'href="{page}">' in done.content.decode()
    assert is_inside(client)


def test_where_it_is_required_one_can_leave_without_setting_it_up(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    give_password(client)
    assert 'action="/admin/logout/"' in client.get(OWN).content.decode()

    client.post("/admin/logout/")

    assert "_auth_user_id" not in client.session


def test_where_it_is_required_it_cannot_be_removed(owner, device, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert 'value="remove"' not in owner.get(OWN).content.decode()

    owner.post(OWN, {"code": code_of(device), "action": "remove"})

    assert TOTPDevice.objects.exists()


@pytest.mark.parametrize("person", ["anonymous", "outsider", "unverified"])
def test_only_who_is_inside_sets_one_up(client, editor, person):
    if person == "outsider":
        editor.is_staff = False
        editor.save()
    if person != "anonymous":
        client.force_login(editor)
    if person == "unverified":
        give_second_factor(editor)

    assert client.get(OWN).url == f"{LOGIN}?next={OWN}"
    assert client.post(OWN, {"code": "123456"}).url == f"{LOGIN}?next={OWN}"


def test_an_administrator_helps_who_has_lost_the_phone(client, administrator, editor, device):
    give_recovery_codes(editor)
    client.force_login(administrator)
    page = f"/admin/accounts/secondfactor/{device.pk}/"
    assert device.key not in client.get(f"{page}change/").content.decode()

    client.post(f"{page}delete/", {"post": "yes"})

    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert give_password(Client()).url == "/admin/"


def test_nobody_makes_or_changes_the_second_factor_of_another(client, administrator, device):
    client.force_login(administrator)
    page = f"/admin/accounts/secondfactor/{device.pk}/change/"

    assert client.post(page, {"user": administrator.pk}).status_code == 403
    assert client.get("/admin/accounts/secondfactor/add/").status_code == 403


def test_the_operator_helps_an_administrator_who_has_lost_the_phone(editor, device, capsys):
    call_command("remove_second_factor", "editor")

    assert "editor now logs in with the password alone." in capsys.readouterr().out
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="editor has no second factor"):
        call_command("remove_second_factor", "editor")
    with pytest.raises(CommandError, match="There is no user nobody"):
        call_command("remove_second_factor", "nobody")
