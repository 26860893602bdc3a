"""Daily work in the admin: what is to do is counted, filtered and named; pins are checked."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory import dates
from directory.evidence.gaps import total_gaps
from directory.models import (
    AboutRecord,
    Antenna,
    Citation,
    Edition,
    Factory,
    Organisation,
    Site,
    Source,
    Supercomputer,
)
from tests.admin.forms import address, form_data
from tests.factories import make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

CITED_KINDS = [Citation._meta.get_field(key).related_model for key in AboutRecord.SUBJECTS]


def listed(admin_client, model, **question):
    response = admin_client.get(address(model, "changelist"), question)
    assert response.status_code == 200
    return [record.pk for record in response.context["cl"].result_list]


def test_facts_without_citation_are_counted_filtered_and_sorted(admin_client):
    assert listed(admin_client, Factory, gaps="yes") == ["jaif"]
    assert len(listed(admin_client, Factory, gaps="no")) == 18
    columns = admin_client.get(address(Factory, "changelist")).context["cl"].list_display
    by_gaps = f"-{columns.index('gaps')}"
    assert listed(admin_client, Factory, o=by_gaps)[0] == "jaif"


def test_conflicts_are_counted_and_filtered(admin_client):
    disputed = listed(admin_client, Antenna, conflicts="yes")

    assert set(disputed) == {site.pk for site in Antenna.objects.all() if site.conflicts.exists()}


@pytest.mark.parametrize("model", [Factory, Antenna, Supercomputer])
def test_the_stages_divide_the_list(admin_client, model):
    stages = [*model.objects.all().ladder.values, "unknown"]

    found = [pk for stage in stages for pk in listed(admin_client, model, stage=stage)]

    assert sorted(found) == sorted(model.objects.values_list("pk", flat=True))


def test_what_was_not_verified_for_long_is_due(admin_client):
    today = dates.today()
    days = {"fresh": 180, "old": 181}
    for slug, age in days.items():
        make_site(slug, last_verified_on=today - datetime.timedelta(days=age))
    make_site("never")

    def found(option):
        return set(listed(admin_client, Factory, verified=option)) & {"fresh", "old", "never"}

    assert found("fresh") == {"fresh"}
    assert found("old") == {"old"}
    assert found("never") == {"never"}
    assert found("due") == {"old", "never"}


def test_sources_tell_how_often_they_are_used_and_whether_they_are_dated(admin_client):
    make_source("unread")

    response = admin_client.get(address(Source, "changelist"), {"q": "unread", "dated": "no"})

    (source,) = response.context["cl"].result_list
    assert (source.citation_count, source.use_count) == (0, 0)
    assert "undated" in response.content.decode()
    assert "unread" in listed(admin_client, Source, used="no", q="unread")
    assert listed(admin_client, Source, used="yes", q="unread") == []
    assert listed(admin_client, Source, dated="yes", q="unread") == []


def test_the_uses_of_a_source_are_its_citations_milestones_and_claims(admin_client):
    cl = admin_client.get(address(Source, "changelist"), {"o": "-5"}).context["cl"]

    for source in cl.result_list:
        assert source.citation_count == source.citations.count()
        assert source.use_count == (
            source.citations.count()
            + source.milestones.count()
            + source.claims.count()
            + source.also_claims.count()
        )


@pytest.mark.parametrize("model", [Factory, Supercomputer, Organisation, Source])
def test_queries_of_a_list_do_not_grow(admin_client, model):
    def queries(question):
        with CaptureQueriesContext(connection) as captured:
            listed(admin_client, model, **question)
        return len(captured)

    queries({})  # Content types and permissions are kept after the first request.

    assert queries({}) == queries({"q": model.objects.first().pk}) <= 16


def test_the_form_names_the_facts_without_citation_and_where_to_cite_them(admin_client):
    content = admin_client.get(address(Factory, "change", "jaif")).content.decode()
    assert "1 fact without a citation" in content
    assert '<a href="#citations-group" data-cite="partners">' in content

    content = admin_client.get(address(Factory, "change", "lumi-ai-factory")).content.decode()
    assert "Every fact of this record has a citation" in content


def test_a_citation_that_is_added_closes_the_gap(admin_client):
    with recorded():
        Citation.objects.create(
            site=Site.objects.get(pk="jaif"), field="partners", source=Source.objects.first()
        )

    assert listed(admin_client, Factory, gaps="yes") == []


def test_the_front_page_counts_what_is_to_be_cited(admin_client):
    content = admin_client.get(reverse("admin:index")).content.decode()

    edited = [model for model in CITED_KINDS if model is not Site]
    total = sum(total_gaps(model) for model in (*edited, Factory, Antenna))
    assert f"{total} facts without a citation" in content
    assert '<a href="/admin/directory/factory/?gaps=yes">AI Factories: 1</a>' in content
    assert "Supercomputers: 0" not in content


def test_an_editor_of_some_records_sees_what_is_to_be_cited_of_these(client):
    user = get_user_model().objects.create_user("reader", password="pw", is_staff=True)
    client.force_login(user)

    assert "without a citation" not in client.get(reverse("admin:index")).content.decode()


def test_a_pin_outside_the_host_country_is_saved_with_a_warning(admin_client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page)) | {"latitude": "48.14", "longitude": "11.58"}

    response = admin_client.post(page, data, follow=True)

    told = [(message.level_tag, message.message) for message in response.context["messages"]]
    assert ("warning", "The pin lies about 1460 km outside Finland.") in told
    assert "success" in dict(told)
    assert float(Site.objects.get(pk="lumi-ai-factory").latitude) == 48.14


def test_a_pin_in_the_country_is_saved_without_one(admin_client):
    page = address(Factory, "change", "lumi-ai-factory")
    data = form_data(admin_client.get(page)) | {"latitude": "64.23", "longitude": "27.73"}

    response = admin_client.post(page, data, follow=True)

    told = [message.message for message in response.context["messages"]]
    assert not any("outside" in words for words in told)


def test_a_refused_change_does_not_claim_to_have_succeeded(admin_client):
    page = address(Factory, "change", "it4lia")
    data = form_data(admin_client.get(page)) | {"latitude": "10", "longitude": "10"}
    for name in [name for name in data if name.endswith("-states")]:
        data[name.replace("-states", "-DELETE")] = "on"

    response = admin_client.post(page, data)

    assert response.status_code == 200
    assert list(response.context["messages"]) == []


def test_the_form_asks_whether_a_pin_lies_outside(admin_client, client):
    place = reverse("editing:place")
    munich = {"country": "FI", "latitude": "48.14", "longitude": "11.58"}

    assert admin_client.get(place, munich).json() == {
        "warning": "The pin lies about 1460 km outside Finland."
    }
    assert admin_client.get(place, munich | {"country": "DE"}).json() == {"warning": ""}
    wrong = admin_client.get(place, munich | {"latitude": "95"})
    assert wrong.status_code == 400
    assert list(wrong.json()["errors"]) == ["latitude"]


def test_looking_changes_nothing(admin_client):
    before = Edition.current_number()

    admin_client.get(address(Factory, "change", "jaif"))
    admin_client.get(address(Factory, "changelist"), {"gaps": "yes"})

    assert Edition.current_number() == before
