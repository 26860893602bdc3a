"""The pages of sources: the list, and each document with everything that rests on it."""

import re
from html import unescape

import pytest
from django.utils.html import escape

from directory.columns.facts import in_words
from directory.models import (
    Accelerator,
    AccessMode,
    Assumption,
    Citation,
    Claim,
    Country,
    FinderRule,
    HelpEntry,
    Organisation,
    Policy,
    Site,
    Source,
    Supercomputer,
    Wave,
)
from directory.templatetags.portal import fact_label
from tests.factories import make_site, make_source, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")

KINDS = (
    Site,
    Supercomputer,
    Accelerator,
    Country,
    Wave,
    Organisation,
    AccessMode,
    Policy,
)


def page(client, slug):
    return client.get(f"/sources/{slug}/").content.decode()


@pytest.mark.parametrize("every", [50, pytest.param(1, marks=pytest.mark.slow)])
def test_every_source_has_a_page_at_a_bounded_cost(queries_of, every):
    # Records of some kinds come with rows of their own, which need no query where there are none.
    sources = Source.objects.order_by("slug")[::every]

    assert max(queries_of(source.get_absolute_url()) for source in sources) <= 25


def test_queries_of_a_page_do_not_grow_with_what_the_source_carries(queries_of):
    source = make_source("press")

    def cite(sites):
        with recorded():
            Citation.objects.bulk_create(
                Citation(site=site, field="city", source=source, states="elsewhere")
                for site in sites
            )
        return queries_of("/sources/press/")

    sites = list(Site.objects.public())
    assert cite(sites[:1]) == cite(sites[1:]) <= 25


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


def fact(client, slug, address):
    """Return what the page of a source says of one fact of a record, as plain words."""
    record, _hash, name = address.partition("#")
    _before, link, rest = page(client, slug).partition(f'href="/{record}/#mark-{name}">')
    assert link, address
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(rest.partition("</dd>")[0])).split())


def test_each_fact_stands_with_its_value_and_how_many_other_sources_say_so(client):
    site = make_site("plain", city="Ulm")
    with recorded():
        for name in ("one", "two", "three"):
            site.citations.create(field="city", source=make_source(name))

    words = fact(client, "one", "sites/plain#city")

    assert "Ulm" in words
    assert "2 other sources say so too" in words
    assert "Others state" not in words


def test_a_fact_tells_who_else_states_another_value_and_since_when(client):
    machine = make_supercomputer("engine", vendor="Babbage")
    dated = {"as_published": "2031-05-02", "earliest": "2031-05-02", "latest": "2031-05-02"}
    with recorded():
        machine.citations.create(field="vendor", source=make_source("one"))
        other = make_source("two", publisher="The Times", **dated)
        machine.citations.create(field="vendor", source=other, states="Clement")
        machine.conflicts.create(field="vendor", comment="They differ.")

    supporting, differing = (
        fact(client, name, "supercomputers/engine#vendor") for name in ("one", "two")
    )

    assert "Babbage" in supporting
    assert "no other source is cited for it" in supporting
    assert "Others state: “Clement”, says The Times , 2 May 2031" in supporting
    assert "sources disagree" in supporting
    assert 'href="/supercomputers/engine/#conflict-vendor"' in page(client, "one")
    assert "states otherwise: “Clement”" in differing
    assert "Others support the value of the directory: Babbage" in differing


def test_values_are_those_of_the_pages_also_where_they_are_lists(client):
    citation = Citation.objects.filter(site="it4lia", field="partner_countries", states="").first()

    assert "Austria, Slovenia" in fact(client, citation.source_id, "sites/it4lia#partner_countries")


def test_a_source_shows_the_ways_of_access_and_the_policies_that_it_supports(client):
    for subject in ("access_mode", "policy"):
        citation = Citation.objects.filter(**{f"{subject}__isnull": False}, states="").first()
        content = page(client, citation.source_id)
        assert escape(str(citation.owner())) in content
        assert fact_label(citation.field) in content


def test_every_fact_of_every_record_can_be_said_in_words():
    assert in_words(Supercomputer.objects.as_of().get(pk="leonardo"), "rmax_pflops")
    for model in KINDS:
        record = model.objects.first()
        assert all(isinstance(in_words(record, name), str) for name in model.FACTS)


def test_a_source_shows_the_milestones_it_reports(client):
    content = page(client, "oogtv-2025-12-19")

    assert 'href="/supercomputers/nlaif-system/"' in content
    assert "end of 2027 or early 2028" in content


def test_a_source_shows_the_claims_it_states_first_or_also(client):
    claim = Claim.objects.filter(also_stated_by__isnull=False).first()

    for source in (claim.source, claim.also_stated_by.first()):
        response = client.get(source.get_absolute_url())
        assert claim in response.context["claims"]


def test_a_source_shows_the_answers_rules_and_assumptions_that_rest_on_it(client):
    for model in (HelpEntry, FinderRule, Assumption):
        record = model.objects.filter(sources__isnull=False).first()
        content = page(client, record.sources.first().pk)
        assert f'href="{escape(record.get_absolute_url())}"' in content
        assert escape(str(record)) in content


def test_a_source_shows_the_questions_that_it_reports(client):
    raised = page(client, "reddit-denied").partition('id="questions"')[2]

    assert 'href="/help/#small-firm-turned-down"' in raised
    assert 'id="questions"' not in page(client, "eurohpc-fastlane")


@pytest.mark.parametrize("most", [15, pytest.param(10_000, marks=pytest.mark.slow)])
def test_everything_that_a_source_carries_is_on_its_page(client, most):
    for source in Source.objects.prefetch_related("citations", "milestones")[:most]:
        context = client.get(source.get_absolute_url()).context
        shown = {fact.citation.pk for cited in context["cited_records"] for fact in cited.facts}
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
