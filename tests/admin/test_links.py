"""The check of links in the admin: what it found, and the sources whose link is dead."""

import pytest

from directory.models import LinkCheck, Source
from tests.admin.forms import address
from tests.factories import make_source, recorded

FOUND = {
    "https://dead.example/": ("Dead: 410 Gone", "2026-11-20"),
    "https://was-dead.example/": ("Unclear: 503 Service Unavailable", "2026-11-01"),
    "https://unclear.example/": ("Unclear: 403 Forbidden", None),
    "https://alive.example/": ("Answers: 200 OK", None),
}


@pytest.fixture(autouse=True)
def links(network):
    with recorded():
        for url, (outcome, since) in FOUND.items():
            LinkCheck.objects.create(
                url=url, checked_at="2026-11-21T10:00Z", outcome=outcome, dead_since=since
            )


def listed(client, model, query):
    response = client.get(address(model, "changelist") + query)
    return {row.pk for row in response.context["cl"].queryset}


@pytest.mark.parametrize(
    ("answer", "hosts"),
    [
        ("dead", ["dead", "was-dead"]),
        ("unclear", ["unclear", "was-dead"]),
        ("alive", ["alive"]),
    ],
)
def test_checked_addresses_are_listed_by_answer(admin_client, answer, hosts):
    urls = {f"https://{host}.example/" for host in hosts}

    assert listed(admin_client, LinkCheck, f"?answer={answer}") == urls


def test_checked_addresses_are_only_read(admin_client):
    shown = admin_client.get(address(LinkCheck, "change", "https_3A_2F_2Fdead.example_2F"))

    assert shown.status_code == 200
    assert admin_client.get(address(LinkCheck, "add")).status_code == 403
    assert not shown.context["has_change_permission"]
    assert not shown.context["has_delete_permission"]


def test_sources_are_filtered_by_their_dead_link(admin_client):
    make_source("letter", url="https://dead.example/")

    assert listed(admin_client, Source, "?link=dead") == {"letter"}
    others = listed(admin_client, Source, "?link=other")
    assert len(others) == Source.objects.count() - 1


def test_the_front_page_counts_dead_links_for_who_may_see_them(
    admin_client, client, django_user_model
):
    block = '<a href="/admin/directory/linkcheck/?answer=dead">'
    content = admin_client.get("/admin/").content.decode()
    assert "2 dead links" in content
    assert block in content

    client.force_login(django_user_model.objects.create_user("newcomer", is_staff=True))
    assert block not in client.get("/admin/").content.decode()
    with recorded():
        LinkCheck.objects.all().delete()
    assert "dead-links" not in admin_client.get("/admin/").content.decode()
