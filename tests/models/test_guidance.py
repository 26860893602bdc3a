"""What rules, assumptions and answers refuse, in words that name the field."""

import pytest
from django.core.exceptions import ValidationError

from directory.editing.problems import ChangeRefusedError
from directory.models import Assumption, FinderRule, HelpEntry
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


@pytest.mark.parametrize(
    ("explanation", "told"),
    [
        ("{site} is in {town}.", "“town” cannot be named here. Accepted are: {site}, {country}."),
        ("{site.wave} is near.", "“site.wave” cannot be named here."),
        ("{site!r} is near.", "“siter” cannot be named here."),
        ("{site:>99} is near.", "“site>99” cannot be named here."),
        ("{site} is {near.", "A brace stands alone"),
        ("site} is near.", "A brace stands alone"),
        ("Near. " * 100, "at most 500 characters"),
    ],
)
def test_an_explanation_names_only_what_its_criterion_has(explanation, told):
    rule = FinderRule.objects.filter(criterion="own-country").first()
    rule.explanation = explanation

    with pytest.raises(ValidationError) as refused:
        rule.full_clean()

    assert told in " ".join(refused.value.message_dict["explanation"])


@pytest.mark.parametrize(
    ("model", "values", "field"),
    [
        (FinderRule, {"who": ["founder"]}, "who"),
        (FinderRule, {"who": "start-up"}, "who"),
        (FinderRule, {"points": 5000}, "points"),
        (Assumption, {"value_high": 7}, "value_high"),
        (HelpEntry, {"see": ["calls"]}, "see"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_beside_its_field(model, values, field):
    record = model.objects.get(
        pk={
            FinderRule: "fast-lane-opens",
            Assumption: "training-utilisation-16-bit",
            HelpEntry: "access-mode",
        }[model]
    )
    for name, value in values.items():
        setattr(record, name, value)

    with pytest.raises(ValidationError) as refused:
        record.full_clean()

    assert field in refused.value.message_dict


@pytest.mark.parametrize("model", [FinderRule, Assumption, HelpEntry])
def test_what_rests_on_sources_keeps_at_least_one(model):
    record = model.objects.filter(sources__isnull=False).first()
    before = set(record.sources.all())

    with pytest.raises(ChangeRefusedError, match="At least one source is needed"), recorded():
        record.sources.clear()
        record.save()

    assert set(model.objects.get(pk=record.pk).sources.all()) == before


def test_an_answer_that_no_source_gives_needs_none():
    entry = HelpEntry.objects.filter(is_answered=False).first()

    with recorded():
        entry.sources.clear()
        entry.save()

    assert not entry.sources.exists()
