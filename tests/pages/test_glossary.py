"""The glossary and the questions: all that users ask is answered in two sentences, with sources."""

import re
from html import unescape

import pytest
from django.test import Client

from directory.editing.problems import ChangeRefusedError
from directory.models import HelpEntry, Site
from tests.factories import make_source, make_wave, recorded

pytestmark = pytest.mark.usefixtures("network")

#: Who asks, what sort of thing it is and where it is answered: all that public texts report.
ASKED = [
    ("start-ups", "complaint", "forms-instead-of-a-login"),
    ("start-ups", "complaint", "organisation-not-on-the-list"),
    ("start-ups", "complaint", "small-firm-turned-down"),
    ("start-ups", "need", "fast-protected-and-portable"),
    ("start-ups", "need", "local-help-and-data"),
    ("start-ups and SMEs", "question", "which-mode-and-how-many-gpu-hours"),
    ("start-ups and SMEs", "question", "which-factory-and-in-my-country"),
    ("SMEs", "question", "is-it-free-for-companies"),
    ("SMEs", "question", "can-results-stay-closed"),
    ("SMEs", "question", "am-i-an-sme"),
    ("SMEs", "complaint", "documentation-is-scattered"),
    ("open-source groups", "question", "group-without-a-legal-entity"),
    ("public bodies", "question", "route-for-public-bodies"),
    ("researchers", "complaint", "assured-access-for-researchers"),
    ("researchers", "question", "may-i-serve-a-model"),
    ("all users", "question", "is-the-machine-open-in-this-round"),
    ("all users", "question", "is-this-factory-working-today"),
    ("all users", "question", "access-portal-or-federation-platform"),
    ("all users", "question", "when-is-the-next-cut-off"),
    ("all users", "complaint", "services-differ-between-factories"),
    ("analysts", "complaint", "factories-claim-many-fields"),
    ("analysts", "complaint", "consortia-are-mostly-research-bodies"),
    ("analysts", "complaint", "research-more-than-scale-up"),
    ("AI labs", "complaint", "too-few-model-builders"),
    ("HPC community", "complaint", "many-proposals-for-one-idea"),
    ("general public and press", "question", "factory-antenna-or-gigafactory"),
    ("countries without a factory", "question", "what-an-antenna-gives"),
    ("citizens", "question", "energy-water-and-climate-goals"),
]
NO_ANSWER = "No source that the directory knows answers this"


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker):
    """The page of the real network, asked for once."""
    with django_db_blocker.unblock():
        return Client().get("/help/").content.decode()


def told(shown, slug):
    """Return what the page tells of an entry, as plain words."""
    _before, opened, rest = shown.partition(f'id="{slug}"')
    assert opened, slug
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(rest.partition('class="anchor"')[0])).split())


def test_everything_that_users_ask_has_an_entry():
    entries = HelpEntry.objects.exclude(kind="term").values_list("asked_by", "kind", "slug")

    assert sorted(ASKED) == sorted(entries)


def test_every_answer_has_two_sentences():
    for answer in HelpEntry.objects.values_list("answer", flat=True):
        assert len(re.findall(r"[.!?](?= [A-Z“]|$)", answer)) == 2, answer


def test_every_answer_rests_on_sources_or_says_that_none_gives_it():
    for entry in HelpEntry.objects.prefetch_related("sources"):
        assert entry.sources.all(), entry.pk
        assert entry.is_answered != entry.answer.startswith(NO_ANSWER), entry.pk


def test_every_question_names_who_reports_it():
    assert not HelpEntry.objects.exclude(kind="term").filter(raised_by=None).exists()


def test_every_answer_stands_on_the_page_under_its_own_address(shown):
    for entry in HelpEntry.objects.all():
        assert entry.get_absolute_url() == f"/help/#{entry.pk}"
        assert shown.count(f' id="{entry.pk}"') == 1
        assert f'href="#{entry.pk}"' in shown
        assert entry.answer in told(shown, entry.pk)


def test_every_page_to_which_an_answer_leads_is_there(client):
    paths = {path for see in HelpEntry.objects.values_list("see", flat=True) for path in see}

    assert len(paths) > 30
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_comparisons_come_first_then_the_terms_by_name_then_the_themes(shown):
    headings = re.findall(r'<h2 id="([^"]+)">', shown)
    terms = re.findall(r"<dt>([^<]+)</dt>", shown.partition('<dl class="glossary">')[2])

    assert headings[:3] == ["theme-easily-mixed-up", "glossary", "theme-getting-in"]
    assert terms == sorted(terms, key=str.casefold)
    assert len(terms) >= 12
    for compared in (
        "factory-antenna-or-gigafactory",
        "node-hours-or-gpu-hours",
        "serving-users-or-own-machine",
    ):
        assert shown.index('id="theme-easily-mixed-up"') < shown.index(f'id="{compared}"')
        assert shown.index(f'id="{compared}"') < shown.index('id="glossary"')


def test_an_answer_shows_its_sources_with_date_and_how_they_were_read(shown):
    words = told(shown, "may-i-serve-a-model")
    official = told(shown, "access-mode")

    assert "Survey of GPU access in the US, EU and UK (Public research note) , 28 March" in words
    assert "From researchers, as reported by" in words
    assert "Checked on 22 November 2026" in words
    assert "EuroHPC Joint Undertaking : AI Factories Access Modes , undated second-hand" in official


def test_what_users_complain_of_or_need_is_told_as_their_report(shown):
    assert "Users report" in told(shown, "many-proposals-for-one-idea")
    assert "Users need" in told(shown, "local-help-and-data")
    assert "Users" not in told(shown, "wave")


def test_an_open_question_is_marked_as_one_that_no_source_answers(shown):
    mark = "No source answers this"
    unanswered = HelpEntry.objects.filter(is_answered=False)

    assert all(mark in told(shown, entry.pk) for entry in unanswered)
    assert shown.count(f">{mark}<") == unanswered.count() == 3


def test_links_say_what_they_lead_to(shown):
    see = told(shown, "serving-users-or-own-machine").partition("See ")[2]

    assert see.startswith("Sites: Serving users · Supercomputers: New AI-optimised machine ·")
    assert "Find a way in: Public body" in told(shown, "route-for-public-bodies")
    assert "See JUPITER ·" in told(shown, "node-hours-or-gpu-hours")
    assert "Sites: as of 9 October 2025" in told(shown, "edition-and-as-of-day")


def test_a_link_that_leads_nowhere_is_shown_as_it_is_written(client):
    with recorded():
        HelpEntry.objects.filter(pk="wave").update(see=["/moved/?x=1", "/waves/wave-77/"])

    words = told(client.get("/help/").content.decode(), "wave")

    assert "See /moved/?x=1 · /waves/wave-77/ Sources:" in words


def test_a_link_does_not_tell_the_name_of_an_unpublished_site(client):
    with recorded():
        HelpEntry.objects.filter(pk="wave").update(see=["/sites/jaif/"])
        Site.objects.filter(pk="jaif").update(published=False)

    words = told(client.get("/help/").content.decode(), "wave")

    assert "See /sites/jaif/ Sources:" in words


def test_a_link_to_a_kept_record_is_shown_as_it_is_written(client):
    with recorded():
        HelpEntry.objects.filter(pk="wave").update(see=["/editions/1/sites/lumi-ai-factory/"])

    words = told(client.get("/help/").content.decode(), "wave")

    assert "See /editions/1/sites/lumi-ai-factory/ Sources:" in words


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "//[", "calls/", "/a b/"])
def test_a_link_that_leaves_the_portal_is_refused(path):
    with pytest.raises(ChangeRefusedError, match="begin with one slash"), recorded():
        HelpEntry.objects.filter(pk="wave").update(see=[path])


def test_filters_choose_what_is_shown_and_leave_empty_groups_out(client):
    content = client.get("/help/?kind=need").content.decode()

    assert re.findall(r'<h2 id="([^"]+)">', content) == ["theme-getting-in", "theme-which-site"]
    assert 'data-count="2"' in content


def test_a_theme_that_an_editor_adds_comes_after_the_known_ones(client):
    with recorded():
        HelpEntry.objects.filter(pk="am-i-an-sme").update(theme="Anything else")

    content = client.get("/help/").content.decode()

    assert re.findall(r'<h2 id="([^"]+)">', content)[-1] == "theme-anything-else"


def test_nothing_found_is_said_with_a_way_back(client):
    content = client.get("/help/?q=zzzyx").content.decode()

    assert "No term and no question fits all of these filters." in content
    assert '<a href="/help/">' in content


@pytest.mark.parametrize("question", ["kind=myth", "theme=x", "answered=maybe", "as_of=2025-01-01"])
def test_a_wrong_question_is_refused(client, question):
    for address in ("/help/", "/help.json", "/help.csv"):
        response = client.get(f"{address}?{question}")
        assert response.status_code == 400
        assert question.partition("=")[0] in response.content.decode()


def test_page_and_data_hold_the_same_entries(client):
    rows = client.get("/help.json?kind=complaint&answered=no").json()["help"]

    assert [row["slug"] for row in rows] == ["too-few-model-builders", "small-firm-turned-down"]
    assert rows[1]["sources"]
    assert rows[1]["see"] == ["/calls/"]
    assert rows[1]["address"] == "/help/#small-firm-turned-down"
    assert rows[1]["raised_by"] == ["reddit-denied"]
    listed = client.get("/help/?kind=complaint&answered=no").context["selection"].page
    assert [entry.pk for entry in listed] == [row["slug"] for row in rows]


def test_queries_do_not_grow_with_the_entries(queries_of, empty_directory):
    source, wave = make_source("press"), make_wave("wave-9")

    def fill(numbers):
        with recorded():
            entries = HelpEntry.objects.bulk_create(
                HelpEntry(
                    slug=f"entry-{number}",
                    kind="question",
                    question=f"Question {number}?",
                    theme=f"Theme {number}",
                    answer="Yes. No.",
                    checked_on="2026-11-22",
                    see=["/sites/?status=serving-users", wave.get_absolute_url()],
                )
                for number in numbers
            )
            for entry in entries:
                entry.sources.add(source)
                entry.raised_by.add(source)
        return queries_of("/help/")

    assert fill(range(3)) == fill(range(3, 60)) <= 16


def test_terms_are_linked_from_where_they_puzzle(client):
    site = client.get("/sites/it4lia/").content.decode()
    machine = client.get("/supercomputers/jupiter/").content.decode()

    assert 'href="/help/#serving-users-or-own-machine"' in site
    assert 'href="/help/#node-hours-or-gpu-hours"' in site
    assert 'href="/help/#ai-exaflops"' in machine
