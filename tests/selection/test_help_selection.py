"""Selections of terms and questions: what the filters choose, and what the search finds."""

import pytest
from django.http import QueryDict

from directory.models import HelpEntry
from directory.selection import HelpSelection
from directory.selection.found import found
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("empty_directory")


def make_entry(slug, **values):
    values = {
        "kind": "question",
        "question": f"{slug}?",
        "theme": "Money",
        "answer": "Yes. No.",
        "checked_on": "2026-11-22",
    } | values
    with recorded():
        entry = HelpEntry.objects.create(slug=slug, **values)
        entry.sources.add(make_source())
    return entry


def ask(query=""):
    return [entry.pk for entry in HelpSelection(QueryDict(query)).page]


def test_entries_come_by_name_unless_another_order_is_asked_for():
    make_entry("b", question="Łódź?", checked_on="2026-11-20")
    make_entry("a", question="Zürich?", checked_on="2026-11-21")
    make_entry("c", question="ärger?", checked_on="2026-11-19")

    assert ask() == ["c", "b", "a"]
    assert ask("sort=-checked_on") == ["a", "b", "c"]


def test_filters_choose_by_kind_theme_and_whether_a_source_answers():
    make_entry("term", kind="term", theme="The network")
    make_entry("open", is_answered=False)
    make_entry("closed")

    assert ask("kind=term") == ["term"]
    assert ask("theme=Money&kind=question&kind=term") == ["closed", "open"]
    assert ask("answered=no") == ["open"]
    assert ask("answered=yes&theme=Money") == ["closed"]
    assert ask("answered=yes&answered=no") == ["closed", "open", "term"]


def test_each_choice_promises_what_it_gives():
    make_entry("term", kind="term", theme="The network")
    make_entry("open", is_answered=False)
    make_entry("closed")

    facets = HelpSelection(QueryDict("theme=Money")).facets

    counts = {f"{facet.name}={o.value}": o.count for facet in facets for o in facet.options}
    assert counts["kind=question"] == 2
    assert counts["kind=term"] == 0
    assert counts["answered=no"] == 1
    assert counts["answered=yes"] == 1
    assert counts["theme=The network"] == 1


def test_the_search_finds_words_of_question_answer_and_who_asks():
    make_entry("price", question="What does a node hour cost?", asked_by="citizens")
    make_entry("other", answer="A node hour is long. Nobody knows.")

    assert ask("q=node hour") == ["price", "other"]
    assert ask("q=citizens") == ["price"]
    assert ask("q=nobody") == ["other"]


def test_the_search_of_the_portal_leads_to_the_anchor_of_an_entry():
    make_entry("cut-off", kind="term", question="Cut-off")

    (hit,) = found("cut-off")

    assert hit.entry.kind == "help"
    assert hit.get_absolute_url() == "/help/#cut-off"


def test_a_term_comes_before_questions_that_hold_it():
    make_entry("asked", question="When is the next cut-off?")
    make_entry("term", kind="term", question="Cut-off")

    assert [hit.entry.slug for hit in found("cut-off")] == ["term", "asked"]
