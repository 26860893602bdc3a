"""Terms that a site's own words speak of."""

from directory.editing.helping.vocabulary import suggestions
from directory.models import Sector

HEALTH = Sector(slug="health", name="Health", aliases=["life sciences", "santé", "!"])
DEFENCE = Sector(slug="defence", name="Defence and security", aliases=["security"])


def suggested(*texts, chosen=()):
    found = suggestions(texts, [HEALTH, DEFENCE], chosen)
    return [(suggestion.words, suggestion.term.pk) for suggestion in found]


def test_a_term_is_suggested_by_its_name_or_another_word_for_it():
    assert suggested("AI for HEALTH!", "other") == [("Health", "health")]
    assert suggested("Sante et vie", "cyber-security") == [
        ("santé", "health"),
        ("security", "defence"),
    ]


def test_parts_of_words_and_words_of_two_texts_do_not_count():
    assert suggested("healthcare", "insecurity") == []
    assert suggested("life", "sciences") == []


def test_a_chosen_term_is_not_suggested():
    assert suggested("health and security", chosen={"health"}) == [("security", "defence")]


def test_nothing_suggests_nothing():
    assert suggested() == suggested("", "!!!") == []
