"""Withdrawing in the admin, and deleting, which is rare: what depends on a record comes first."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from directory.editing.roles import EDITOR, PUBLISHER
from directory.models import (
    Antenna,
    AntennaLink,
    ClaimTopic,
    Edition,
    Factory,
    Organisation,
    Site,
    Source,
    Version,
    Withdrawal,
)
from tests.admin.forms import address
from tests.admin.people import account
from tests.factories import make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

LUMI = "lumi-ai-factory"


def dependent_names(answer):
    """Return what the page lists as depending on the record."""
    return answer.content.decode().partition('id="dependents"')[2].partition("</ul>")[0]


def test_a_site_is_withdrawn_with_its_reason_and_successor(admin_client):
    make_site("old", name="Old site")
    form = admin_client.get(address(Factory, "change", "old")).content.decode()
    assert address(Factory, "withdraw", "old") in form

    data = {"reason": "Closed.", "successor": LUMI}
    answer = admin_client.post(address(Factory, "withdraw", "old"), data)

    assert answer.headers["Location"] == reverse("editing:gone")
    assert not Site.objects.get(pk="old").published
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.slug, withdrawal.reason, withdrawal.successor) == ("old", "Closed.", LUMI)
    edition = Edition.current()
    assert (edition.who, edition.why) == ("admin", "Closed.")


def test_what_depends_on_a_record_is_shown_and_stands_in_the_way(admin_client):
    topic = ClaimTopic.objects.filter(claims__isnull=False).first()
    claim = topic.claims.first()
    url = address(type(claim), "withdraw", claim.pk)

    shown = admin_client.get(url)
    refused = admin_client.post(url, {"reason": "Wrong."})

    assert address(ClaimTopic, "change", topic.pk) in dependent_names(shown)
    assert "<form" not in shown.content.decode().partition('id="dependents"')[2]
    assert "It is needed by" in str(refused.context["form"].errors)
    assert not Withdrawal.objects.exists()


def test_what_names_a_site_is_shown_and_does_not_stand_in_the_way(admin_client):
    link = AntennaLink.objects.first()
    url = address(Factory, "withdraw", link.factory_id)

    shown = admin_client.get(url)
    admin_client.post(url, {"reason": "Closed."})

    assert address(Antenna, "change", link.antenna_id) in dependent_names(shown)
    assert Withdrawal.objects.get().slug == link.factory_id


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
        ({"reason": "a\x1bb"}, "__all__"),
        ({"reason": "Closed.", "successor": "old"}, "successor"),
        ({"reason": "Closed.", "successor": "hidden"}, "successor"),
        ({"reason": "Closed.", "successor": "\x00"}, "successor"),
    ],
)
def test_a_wrong_withdrawal_is_told_and_writes_nothing(admin_client, data, field):
    make_site("old")
    make_site("hidden", published=False)
    before = Edition.current_number()

    answer = admin_client.post(address(Factory, "withdraw", "old"), data)

    assert list(answer.context["form"].errors) == [field]
    assert (Edition.current_number(), Withdrawal.objects.count()) == (before, 0)


def test_what_visitors_do_not_see_cannot_be_withdrawn(admin_client):
    make_site("hidden", published=False)
    url = address(Factory, "withdraw", "hidden")

    assert admin_client.get(url).status_code == 403
    assert admin_client.post(url, {"reason": "Closed."}).status_code == 403
    form = admin_client.get(address(Factory, "change", "hidden")).content.decode()
    assert url not in form
    assert admin_client.get(address(Factory, "withdraw", "nowhere")).status_code == 404


def test_publishers_withdraw_and_editors_do_not(client):
    make_site("old")
    url = address(Factory, "withdraw", "old")

    client.force_login(account(EDITOR))
    assert url not in client.get(address(Factory, "change", "old")).content.decode()
    assert client.post(url, {"reason": "Closed."}).status_code == 403
    assert Site.objects.get(pk="old").published

    client.force_login(account(PUBLISHER))
    assert url in client.get(address(Factory, "change", "old")).content.decode()
    assert client.get(address(Factory, "delete", "old")).status_code == 403
    assert client.post(url, {"reason": "Closed."}).status_code == 302
    assert not Site.objects.get(pk="old").published


def delete_many(admin_client, model, slugs, **data):
    data = {"action": "delete_selected", "_selected_action": slugs} | data
    return admin_client.post(address(model, "changelist"), data, follow=True)


def test_a_record_is_deleted_with_a_reason(admin_client):
    make_organisation("lab")
    url = address(Organisation, "delete", "lab")

    shown = admin_client.get(url).content.decode()
    assert address(Organisation, "withdraw", "lab") in shown
    refused = admin_client.post(url, {"post": "yes", "why": " "}, follow=True)
    assert "Say why" in refused.content.decode()
    assert Organisation.objects.filter(pk="lab").exists()
    admin_client.post(url, {"post": "yes", "why": "A mistake."})

    assert not Organisation.objects.filter(pk="lab").exists()
    assert Edition.current().why == "A mistake."
    assert Version.objects.filter(slug="lab").count() == 2


def test_who_may_delete_and_not_withdraw_is_not_led_there(client):
    user = User.objects.create_user("dora", is_staff=True)
    may = ["view_organisation", "delete_organisation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(user)
    make_organisation("lab")

    assert "/withdraw/" not in client.get(address(Organisation, "delete", "lab")).content.decode()


def test_many_are_deleted_with_a_reason(admin_client):
    slugs = ["one", "two"]
    for slug in slugs:
        make_organisation(slug)

    assert 'name="why"' in delete_many(admin_client, Organisation, slugs).content.decode()
    refused = delete_many(admin_client, Organisation, slugs, post="yes")
    assert "Say why" in refused.content.decode()
    assert Organisation.objects.filter(pk__in=slugs).count() == 2
    delete_many(admin_client, Organisation, slugs, post="yes", why="Mistakes.")

    assert not Organisation.objects.filter(pk__in=slugs).exists()
    assert Edition.current().why == "Mistakes."


def test_what_is_named_in_a_list_alone_is_not_deleted(admin_client):
    """Django would let it go: lists protect nothing."""
    source = make_source("paper")
    site = Site.objects.get(pk=LUMI)
    with recorded():
        site.milestones.first().sources.add(source)
    before = Edition.current_number()

    url = address(Source, "delete", "paper")
    shown = admin_client.get(url)
    admin_client.post(url, {"post": "yes", "why": "Not needed."})
    many = delete_many(admin_client, Source, ["paper"], post="yes", why="Not needed.")

    for answer in (shown, many):
        assert address(Factory, "change", LUMI) in dependent_names(answer)
    assert Source.objects.filter(pk="paper").exists()
    assert Edition.current_number() == before


def test_a_cited_site_that_cannot_be_deleted_can_be_withdrawn(admin_client):
    link = AntennaLink.objects.first()

    site = admin_client.get(address(Factory, "delete", link.factory_id))
    organisation = admin_client.get(address(Organisation, "delete", "csc"))

    assert address(Factory, "withdraw", link.factory_id) in site.content.decode()
    assert "/withdraw/" not in organisation.content.decode()
