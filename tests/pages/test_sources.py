"""The pages of sources: the list, and each document with everything that rests on it."""

import pytest

from directory.models import Claim, Site, Source
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("network")


def page(client, slug):
    return client.get(f"/sources/{slug}/").content.decode()


def test_every_source_has_a_page_at_the_same_cost(queries_of):
    counts = {queries_of(source.get_absolute_url()) for source in Source.objects.all()}

    assert len(counts) == 1
    assert counts.pop() <= 12


def test_queries_of_the_list_do_not_grow(queries_of, empty_directory):
    fill(3)
    at_three = queries_of("/sources/")
    fill(300)

    assert queries_of("/sources/") == at_three <= 16


def fill(total):
    have = Source.objects.count()
    with recorded():
        Source.objects.bulk_create(
            Source(
                slug=f"source-{number}",
                title=f"Source {number}",
                publisher="Press",
                language="en",
                kind="news",
                reading="direct",
            )
            for number in range(have, total)
        )


def test_a_source_shows_the_facts_of_each_record_and_what_it_states_otherwise(client):
    content = page(client, "eu27-review-log-2026-10")

    assert 'href="/sites/ai-at/#mark-city"' in content
    assert "“11 participants beside the coordinator”" in content
    assert 'href="/supercomputers/alice-recoque/#mark-status"' in content
    assert "contract signed; details to be announced in mid-2026" in content


def test_a_source_shows_the_milestones_it_reports(client):
    content = page(client, "oogtv-2025-12-19")

    assert 'href="/supercomputers/nlaif-system/"' in content
    assert "end of 2027 or early 2028" in content


def test_a_source_shows_the_claims_it_states_first_or_also(client):
    claim = Claim.objects.filter(also_stated_by__isnull=False).first()

    for source in (claim.source, claim.also_stated_by.first()):
        response = client.get(source.get_absolute_url())
        assert claim in response.context["claims"]


def test_everything_that_a_source_carries_is_on_its_page(client):
    for source in Source.objects.prefetch_related("citations", "milestones")[:60]:
        context = client.get(source.get_absolute_url()).context
        shown = {
            citation.pk
            for cited in context["cited_records"]
            for citation in (*cited.supports, *cited.otherwise)
        }
        assert shown == {citation.pk for citation in source.citations.all()}
        assert set(context["milestones"]) == set(source.milestones.all())


def test_an_undated_source_without_address_says_so_in_its_language(client):
    source = make_source("letter", title="Λεονάρντο", language="el")

    content = client.get(source.get_absolute_url()).content.decode()

    assert '<h1 lang="el">Λεονάρντο</h1>' in content
    assert "undated" in content
    assert "not published" in content
    assert ">Greek</a>" in content


def test_an_unpublished_site_is_on_no_page_of_a_source(client):
    with recorded():
        Site.objects.filter(slug="ai-at").update(published=False)

    for source in Source.objects.filter(citations__site="ai-at").distinct():
        assert "/sites/ai-at/" not in client.get(source.get_absolute_url()).content.decode()


def test_a_footnote_leads_to_the_document_and_to_its_page(client):
    content = client.get("/supercomputers/nlaif-system/").content.decode()

    assert 'href="/sources/oogtv-2025-12-19/"' in content
    assert Source.objects.get(slug="oogtv-2025-12-19").url in content


def test_a_wrong_year_is_told_with_what_is_accepted(client):
    response = client.get("/sources/?year=1999")

    assert response.status_code == 400
    assert "undated" in response.content.decode()
    assert not list(response.context["selection"].page)
