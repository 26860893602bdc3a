"""Canonical YAML: what is written is read back the same, and traps of YAML are closed."""

from decimal import Decimal

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.editing import canonical

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"))
values = st.recursive(
    texts
    | st.integers()
    | st.booleans()
    | st.decimals(-(10**9), 10**9, places=3).filter(lambda n: n != n.to_integral_value()),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(texts, values))
def test_what_is_written_is_read_back(content):
    text = canonical.write(content)

    assert canonical.read(text) == content
    assert canonical.write(canonical.read(text)) == text


@settings(max_examples=400, deadline=None)
@given(st.lists(texts.filter(str.strip), min_size=20).map(" ".join))
def test_long_texts_keep_each_character(text):
    written = canonical.write({"summary": text})

    assert canonical.read(written) == {"summary": text}


def test_no_line_of_the_shipped_files_ends_in_a_space():
    for path in django_settings.FIXTURES_DIR.glob("*.yaml"):
        spaced = [line for line in path.read_text().splitlines() if line != line.rstrip()]
        assert spaced == [], path.name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("10:30", "10:30"),
        ("2024-12-10", "2024-12-10"),
        ("2026-H2", "2026-H2"),
        ("379.70", Decimal("379.70")),
        ("012", 12),
        ("true", True),
        ("null", None),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(text, value):
    assert canonical.read(f"key: {text}") == {"key": value}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\na: 2\n", "line 2: found duplicate key"),
        ("a: [1\n", "line 2: expected ',' or ']'"),
        ("a: b: c\n", "line 1: mapping values are not allowed"),
        ("a: !!python/object:os.system x\n", "could not determine a constructor"),
        ("a: 1\nb: 0x" + "f" * 5000, "line 2: a number has more than 40 digits"),
        ("a: " + "9" * 41, "line 1: a number has more than 40 digits"),
        ("a: 1e999999999", "line 1: a number has more than 40 digits"),
        ("a: 1.0e-41", "line 1: a number has more than 40 digits"),
        ("a: " + "[" * 21 + "]" * 21, "line 1: brackets are nested too deeply"),
    ],
)
def test_bad_yaml_is_told_with_its_line(text, reason):
    with pytest.raises(ValueError, match=reason):
        canonical.read(text)
