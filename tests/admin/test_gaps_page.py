"""The editors' page of all facts without a citation: counted, filtered, with the way to cite."""

import re

import pytest
from django.contrib.auth.models import Permission, User

from directory.admin.gaps import PAGE_SIZE
from directory.evidence.gaps import gaps_of, total_gaps
from directory.models import (
    Accelerator,
    AccessMode,
    Antenna,
    Country,
    Factory,
    Organisation,
    Policy,
    Supercomputer,
    Wave,
)
from tests.factories import make_country, make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

KINDS = (
    Factory,
    Antenna,
    Supercomputer,
    Accelerator,
    Country,
    Wave,
    Organisation,
    AccessMode,
    Policy,
)
ADDRESS = "/admin/gaps/"


def listed(client, **question):
    """Return (kind, slug, fact) of each gap on all pages of the list."""
    first = client.get(ADDRESS, question).context["page"]
    pages = range(1, first.paginator.num_pages + 1)
    return [
        (gap.kind, gap.slug, gap.fact)
        for number in pages
        for gap in client.get(ADDRESS, {**question, "page": number}).context["page"]
    ]


def test_every_fact_without_a_citation_is_listed_once_and_counted(admin_client):
    expected = [
        (model._meta.model_name, record.pk, fact)
        for model in KINDS
        for record in model.objects.all()
        for fact in gaps_of(record)
    ]

    found = listed(admin_client)

    assert sorted(found) == sorted(expected)
    assert len(found) > PAGE_SIZE
    content = admin_client.get(ADDRESS).content.decode()
    assert f'data-count="{sum(total_gaps(model) for model in KINDS)}"' in content


def test_the_list_can_be_narrowed_to_a_kind_and_to_a_fact(admin_client):
    websites = listed(admin_client, kind="organisation", fact="website")

    assert websites
    assert {(kind, fact) for kind, _slug, fact in websites} == {("organisation", "website")}
    assert {kind for kind, _slug, _fact in listed(admin_client, fact="name")} > {"organisation"}
    assert listed(admin_client, kind="wave", fact="website") == []


@pytest.mark.parametrize(
    "question", [{"kind": "rumour"}, {"fact": "mood"}, {"page": "x"}, {"page": "99"}]
)
def test_a_wrong_question_is_refused_with_the_reason_and_lists_nothing(admin_client, question):
    response = admin_client.get(ADDRESS, question)

    assert response.status_code == 400
    assert 'class="errorlist"' in response.content.decode()
    assert not list(response.context["page"])


def test_each_fact_leads_to_the_citations_in_the_form_of_its_record(admin_client):
    make_site("plain", kind="factory")
    content = admin_client.get(ADDRESS, {"kind": "factory"}).content.decode()

    link = "/admin/directory/factory/plain/change/?cite=country#citations-group"
    assert f'href="{link}"' in content
    form = admin_client.get(link.partition("#")[0]).content.decode()
    assert 'data-cite="country"' in form
    assert 'id="citations-group"' in form


def test_a_fact_that_gets_a_citation_leaves_the_list(admin_client):
    site = make_site("plain", kind="factory")
    assert ("factory", "plain", "country") in listed(admin_client)

    with recorded():
        site.citations.create(field="country", source=make_source("press"))

    assert ("factory", "plain", "country") not in listed(admin_client)


def test_the_front_page_of_the_admin_leads_to_the_list(admin_client):
    assert f'href="{ADDRESS}"' in admin_client.get("/admin/").content.decode()


def test_visitors_are_sent_to_the_login(client):
    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_an_editor_sees_the_kinds_that_are_theirs_and_nobody_else_any(client):
    editor = User.objects.create_user("editor", is_staff=True)
    client.force_login(editor)
    assert client.get(ADDRESS).status_code == 403

    editor.user_permissions.add(Permission.objects.get(codename="change_wave"))

    kinds = {kind for kind, _slug, _fact in listed(client)}
    assert kinds == {"wave"}


def test_queries_do_not_grow_with_the_gaps(admin_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16) as few:
        admin_client.get(ADDRESS)
    country = make_country("XX")
    for number in range(30):
        make_organisation(f"body-{number}", country=country)

    with django_assert_max_num_queries(16) as many:
        content = admin_client.get(ADDRESS).content.decode()

    assert len(many) == len(few)
    assert re.search(r'data-count="\d+"', content)
