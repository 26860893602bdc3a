"""Export: each list of records can be taken away as it is filtered and searched, and read again."""

import pytest
from django.urls import reverse

from directory.editing.imports.reading import read_upload
from directory.editing.kinds import KINDS
from directory.editing.roles import VIEWER
from directory.models import Edition, Factory, Sector, Source
from tests.admin.forms import address
from tests.admin.people import someone

pytestmark = pytest.mark.usefixtures("network")


def exported(client, model, suffix, query=""):
    return client.get(f"{address(model, 'export', suffix)}?{query}")


def slugs_in(answer):
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
    return set(read_upload(name, answer.content).forms)


@pytest.mark.parametrize("suffix", ["yaml", "csv", "xlsx"])
def test_a_list_is_exported_as_it_is_filtered_and_searched_with_all_its_pages(admin_client, suffix):
    germans = Factory.objects.filter(country="DE").values_list("pk", flat=True)

    filtered = exported(admin_client, Factory, suffix, "country__slug__exact=DE")
    searched = exported(admin_client, Factory, suffix, "country__slug__exact=DE&q=jupiter")

    assert slugs_in(filtered) == set(germans)
    assert slugs_in(searched) == {"jaif"}
    assert slugs_in(exported(admin_client, Source, suffix, "p=2")) == set(
        Source.objects.values_list("pk", flat=True)
    )


def test_the_file_names_kind_and_edition(admin_client):
    edition = Edition.current_number()

    answer = exported(admin_client, Factory, "yaml")

    assert f'"sites-edition-{edition}.yaml"' in answer.headers["Content-Disposition"]
    assert answer.content.startswith(f"# Edition {edition}\n".encode())
    assert read_upload("sites.yaml", answer.content).base == edition
    csv = exported(admin_client, Sector, "csv")
    assert csv.content.startswith(b"\xef\xbb\xbfslug,")
    assert read_upload("sectors.csv", csv.content).base == edition


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_list_links_to_its_export_with_what_it_was_asked(admin_client, kind):
    page = admin_client.get(address(kind.model, "changelist"), {"q": "ai"}).content.decode()

    for suffix in ("yaml", "csv", "xlsx"):
        assert f'href="{address(kind.model, "export", suffix)}?q=ai"' in page
    assert f'href="{reverse("editing:import")}?kind={kind.name}"' in page


def test_an_empty_list_is_an_empty_file(admin_client):
    answer = exported(admin_client, Factory, "yaml", "q=nowhere-at-all")

    assert answer.content == f"# Edition {Edition.current_number()}\n".encode()


@pytest.mark.parametrize(
    ("suffix", "query", "status"),
    [
        ("pdf", "", 400),
        ("csv", "country__slug__exact=%00", 400),
        ("csv", "q=%00", 400),
        ("csv", "last_verified_on__gte=never", 400),
        ("csv", "no_such_field=1", 400),
        ("csv", "o=99", 200),
    ],
)
def test_a_question_that_the_list_cannot_answer_is_refused(admin_client, suffix, query, status):
    assert exported(admin_client, Factory, suffix, query).status_code == status


def test_who_sees_the_list_may_export_it_and_nobody_else(client):
    assert exported(someone(VIEWER), Factory, "csv").status_code == 200
    assert exported(client, Factory, "csv").status_code == 302
    stranger = someone(VIEWER, "stranger")
    stranger.get(reverse("admin:index")).wsgi_request.user.groups.clear()
    assert exported(stranger, Factory, "csv").status_code == 403


def test_an_export_is_asked_for_and_never_posted(admin_client):
    assert admin_client.post(address(Factory, "export", "csv")).status_code == 405
