"""Facts that changed while their citations stayed."""

import pytest

from directory.editing.helping.kept_citations import kept_citations
from directory.editing.kinds import KINDS

BEFORE = {
    "name": "Atlantis",
    "city": "Poseidonis",
    "latitude": 60,
    "longitude": 20,
    "published": "2026-01-01",
    "organisations": [
        {"organisation": "temple", "role": "host"},
        {"organisation": "harbour", "role": "partner"},
    ],
    "milestones": [{"stage": "selected", "reached": True}],
    "evidence": {
        fact: ["plato"] for fact in ("name", "city", "coordinates", "host", "partners", "status")
    },
}


@pytest.mark.parametrize(
    ("changed", "facts"),
    [
        ({}, []),
        ({"city": "Troy"}, ["city"]),
        ({"city": ""}, ["city"]),
        ({"longitude": 21}, ["coordinates"]),
        ({"organisations": BEFORE["organisations"][:1]}, ["partners"]),
        ({"milestones": []}, ["status"]),
        ({"summary": "Sunk."}, []),
        ({"website": "https://atlantis.example"}, []),
        ({"city": "Troy", "evidence": BEFORE["evidence"] | {"city": ["homer"]}}, []),
        ({"city": "Troy", "evidence": {"name": ["plato"]}}, []),
        ({"evidence": BEFORE["evidence"] | {"city": ["homer"]}}, []),
    ],
)
def test_only_a_changed_value_with_unchanged_citations_is_asked_about(changed, facts):
    assert kept_citations(KINDS["sites"], BEFORE, BEFORE | changed) == facts


def test_the_date_of_a_record_is_a_fact_too():
    before = {"joined": "2018", "evidence": {"joined": ["treaty"]}}

    assert kept_citations(KINDS["countries"], before, before | {"joined": "2019"}) == ["joined"]
