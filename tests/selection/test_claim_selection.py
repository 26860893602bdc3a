"""Questions to the ledger and the claims that answer them."""

import pytest
from django.http import QueryDict

from directory.models import Claim, ClaimTopic
from directory.selection import ClaimSelection

pytestmark = pytest.mark.usefixtures("network")


def slugs(question):
    selection = ClaimSelection(QueryDict(question))
    assert selection.is_right, selection.mistakes
    return [claim.slug for claim in selection.page]


def test_all_claims_come_the_oldest_first_and_undated_ones_last():
    found = slugs("")

    assert len(found) == Claim.objects.count()
    dates = [Claim.objects.get(pk=slug).latest for slug in found]
    known = [date for date in dates if date]
    assert known == sorted(known)
    assert dates[: len(known)] == known


def test_a_subject_gives_the_claims_of_its_topic():
    topic = ClaimTopic.objects.get(pk="how-many-countries")

    assert set(slugs("subject=how-many-countries")) == {c.pk for c in topic.claims.all()}


def test_a_source_gives_what_it_states_first_or_also():
    assert "c-factories-19" in slugs("source=seed-004")
    assert "c-factories-19" in slugs("source=ec-wave3"), "it states that too"
    assert "c-operational-15" in slugs("source=seed-000")


def test_an_outcome_is_that_on_the_own_date_or_else_today():
    assert set(slugs("outcome=does-not-hold")) == {
        "c-newsc-9-deployed",
        "c-operational-15",
        "c-operational-19-live",
        "c-operational-32",
    }
    assert "c-factories-13" in slugs("outcome=holds")


def test_values_of_one_filter_add_up_and_filters_narrow():
    both = slugs("outcome=holds&outcome=does-not-hold&subject=factories-operational")

    assert set(both) == {
        "c-being-established-19",
        "c-operational-15",
        "c-operational-19-live",
        "c-operational-32",
        "c-operational-systems-0",
    }


def test_on_a_past_day_later_and_undated_claims_are_left_out():
    found = slugs("as_of=2025-03-12")

    assert "c-wave2-6" in found
    assert "c-factories-19" not in found
    assert "c-operational-15" not in found


def test_the_day_is_that_of_the_second_count():
    selection = ClaimSelection(QueryDict("as_of=2025-05-01&metric=factories_total"))

    assert [claim.entry.now.count.low for claim in selection.page] == [13]


@pytest.mark.parametrize(
    "question", ["outcome=true", "subject=moon", "source=nobody", "metric=x", "sort=value"]
)
def test_a_wrong_value_gives_no_claim(question):
    selection = ClaimSelection(QueryDict(question))

    assert [mistake.parameter for mistake in selection.mistakes] == [question.partition("=")[0]]
    assert selection.mistakes[0].accepted
    assert not list(selection.page)


def test_options_promise_as_many_claims_as_they_give():
    selection = ClaimSelection(QueryDict("outcome=holds"))

    for facet in selection.facets:
        for option in facet.options[:12]:
            if facet.name != "outcome":
                question = f"outcome=holds&{facet.name}={option.value}"
                assert len(slugs(question)) == option.count, question
