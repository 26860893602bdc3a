"""The page of the estimate and its JSON: what they show, and what they refuse."""

import re
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.editing import guard
from directory.guidance.estimate.form import Method, Precision
from directory.models import Accelerator, Assumption

pytestmark = pytest.mark.usefixtures("network")

FINE_TUNE = "?parameters=8&method=fine-tune&tokens=0.1"
TRAIN = "?parameters=7&method=train&tokens=2000"
ANSWER = "What it needs"
PARAMETERS = "a number from 0.000001 to 100000, in billions"
TOKENS = "a number from 0.000001 to 1000000, in billions (0.2 for 200 million)"
#: What somebody answered in the finder who came from there.
FROM_FINDER = "find=who%3Dstart-up%26country%3DLT%26hours%3Dunsure"


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def rows(page):
    """Return the rows of the answer by accelerator."""
    found = re.split(r'<tr role="row" data-accelerator="', page)[1:]
    return {row.partition('"')[0]: row.partition("</tr>")[0] for row in found}


@pytest.mark.parametrize("query", ["", "?parameters=&method=", "?utm_source=mail"])
def test_nothing_asked_is_an_invitation_and_no_mistake(client, query):
    response = client.get(f"/estimate/{query}")

    assert response.status_code == 200
    assert "For example:" in words(response)
    assert ANSWER not in words(response)
    assert client.get(f"/estimate.json{query}").json()["estimate"] is None


def test_an_example_of_the_page_is_answered(client):
    examples = re.findall(
        r'<li><a href="(\?parameters=[^"]+)"', client.get("/estimate/").content.decode()
    )

    assert len(examples) == 4
    for example in examples:
        assert ANSWER in words(client.get(f"/estimate/{unescape(example)}"))


def test_what_is_missing_is_named(client):
    page = words(client.get("/estimate/?parameters=8"))

    assert "Some answers are still missing" in page
    assert 'href="#question-method"' in page
    assert client.get("/estimate.json?parameters=8").json()["missing"] == ["method", "tokens"]


def test_the_formulas_stand_with_their_numbers_and_their_assumptions(client):
    page = words(client.get(f"/estimate/{FINE_TUNE}"))

    assert "= 4.8 \u00d7 10¹⁸ FLOP" in page
    assert 'href="#assumption-training-flops"' in page
    for assumption in Assumption.objects.prefetch_related("sources"):
        shown = page.partition(f'id="assumption-{assumption.pk}"')[2].partition("</article>")[0]
        assert assumption.name in shown
        assert all(source.get_absolute_url() in shown for source in assumption.sources.all())


def test_every_accelerator_stands_with_its_figures_and_footnotes(client):
    page = words(client.get("/estimate/"))

    for accelerator in Accelerator.objects.all():
        shown = page.partition(f'id="accelerator-{accelerator.pk}"')[2].partition("</article>")[0]
        assert accelerator.name in shown
        assert 'href="#fn-' in shown or "footnote" in shown, accelerator.pk


@pytest.mark.parametrize(
    "query",
    [
        FINE_TUNE,
        TRAIN,
        f"{TRAIN}&precision=8-bit",
        "?parameters=70&method=lora&precision=4-bit&examples=50000&epochs=3",
        "?parameters=70&method=inference&precision=8-bit&tokens=10",
        f"{TRAIN}&effective_time_low=0.5",
    ],
)
def test_the_data_say_what_the_page_says_in_its_order(client, query):
    page = rows(words(client.get(f"/estimate/{query}")))
    found = client.get(f"/estimate.json{query}").json()["estimate"]["accelerators"]

    assert list(page) == [row["accelerator"] for row in found]
    for row in found:
        shown = page[row["accelerator"]]
        if row["gpu_hours"] is None:
            assert "its peak is not published" in shown
            continue
        ends = dict.fromkeys(f"{Decimal(str(row['gpu_hours'][end])):,f}" for end in ("low", "high"))
        assert f"<strong data-hours>{' to '.join(end.removesuffix('.0') for end in ends)}<" in shown
        assert re.findall(r'data-need="(\w+)"', shown) == row["hours"]
        modes = [mode["access_mode"] for mode in row["access_modes"]]
        assert re.findall(r'#mode-([\w-]+)"', shown) == modes
        machines = re.findall(r'href="/supercomputers/([\w-]+)/"', shown)
        assert machines == [m["supercomputer"] for m in row["supercomputers"]]


def test_both_classes_of_the_finder_are_named_where_the_ends_differ(client):
    found = client.get("/estimate.json?parameters=2&method=train&tokens=100").json()

    needs = {row["accelerator"]: row["hours"] for row in found["estimate"]["accelerators"]}
    assert ["small", "medium"] in needs.values()


def test_a_changed_assumption_is_kept_in_its_field_and_told(client):
    page = words(client.get(f"/estimate/{FINE_TUNE}&training_utilisation_16_bit_low=0.3"))

    shown = page.partition('id="assumption-training-utilisation-16-bit"')[2].partition(
        "</article>"
    )[0]
    assert 'value="0.3"' in shown
    assert ">changed<" in shown
    assert page.count(">changed<") == 1


@pytest.mark.parametrize(
    ("query", "parameter", "accepted"),
    [
        ("parameters=many", "parameters", PARAMETERS),
        ("parameters=NaN", "parameters", PARAMETERS),
        ("parameters=1e999", "parameters", PARAMETERS),
        ("parameters=0", "parameters", PARAMETERS),
        ("tokens=-5", "tokens", TOKENS),
        ("tokens=%00", "tokens", TOKENS),
        ("tokens=200000000", "tokens", TOKENS),
        ("tokens=1000000.1", "tokens", TOKENS),
        ("method=distil", "method", "fine-tune"),
        ("precision=2-bit", "precision", "16-bit"),
        ("method=train&precision=4-bit", "precision", "8-bit"),
        ("tokens=1&examples=5", "examples", None),
        ("parameters=1&parameters=2", "parameters", None),
        ("effective_time_low=1.5", "effective_time_low", "a number from 0.001 to 1"),
        ("training_utilisation_16_bit_low=0.9", "training_utilisation_16_bit_low", None),
        ("training_bytes_high=1", "training_bytes_high", None),
        ("gpus=4", "gpus", "parameters"),
        ("find=who%3Drobot", "find", "start-up"),
        ("find=shoe_size%3D43", "find", "who"),
        ("find=who%3D%2500", "find", "start-up"),
        (f"find={'who%3D%26' * 200}", "find", None),
    ],
)
def test_a_wrong_question_is_refused_by_name_with_what_is_accepted(
    client, query, parameter, accepted
):
    page, data = client.get(f"/estimate/?{query}"), client.get(f"/estimate.json?{query}")

    assert page.status_code == data.status_code == 400
    assert f"<strong>{parameter}</strong>" in words(page)
    assert ANSWER not in words(page)
    assert data["Content-Type"] == "application/problem+json"
    (mistake,) = data.json()["errors"]
    assert mistake["parameter"] == parameter
    assert accepted is None or accepted in mistake["accepted"]


NUMBERS = st.one_of(
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.floats().map(str),
    st.integers().map(str),
    st.text(max_size=8),
)
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "parameters": NUMBERS,
        "tokens": NUMBERS,
        "examples": NUMBERS,
        "tokens_per_example": NUMBERS,
        "epochs": NUMBERS,
        "effective_time_low": NUMBERS,
        "inference_utilisation_high": NUMBERS,
        "method": st.sampled_from([*Method.values, "x"]),
        "precision": st.sampled_from([*Precision.values, "x"]),
        "find": NUMBERS,
        "x": NUMBERS,
    },
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(QUESTIONS)
def test_no_question_makes_an_error_of_ours(client, params):
    assert client.get("/estimate.json", params).status_code in (200, 400)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.decimals("0.000001", "100000", places=6),
    st.decimals("0.000001", "1000000", places=6),
    st.decimals("0.01", "10000", places=2),
    st.sampled_from(Method.values),
    st.sampled_from(["16-bit", "8-bit"]),
)
def test_every_number_that_is_accepted_is_answered(
    client, parameters, tokens, epochs, method, precision
):
    params = {"parameters": parameters, "tokens": tokens, "epochs": epochs}
    response = client.get("/estimate/", params | {"method": method, "precision": precision})

    assert response.status_code == 200
    assert ANSWER in words(response)


def test_without_recorded_assumptions_the_page_says_so(client):
    with guard.lifted():
        Assumption.objects.filter(pk="effective-time").delete()

    assert "are not recorded here" in words(client.get(f"/estimate/{FINE_TUNE}"))
    assert client.get(f"/estimate.json{FINE_TUNE}").json()["estimate"] is None


def test_nothing_is_stored(client):
    response = client.get(f"/estimate/{FINE_TUNE}")

    assert not response.cookies
    assert response["Cache-Control"].startswith("public")


def test_queries_do_not_grow_with_the_question(queries_of):
    few = queries_of(f"/estimate/{FINE_TUNE}")

    assert queries_of(f"/estimate/{TRAIN}&effective_time_low=0.5&{FROM_FINDER}") <= few <= 25


@pytest.mark.parametrize("number", ["8,5", "8B"])
def test_a_number_that_cannot_be_read_is_told_how_to_write_it(client, number):
    page = words(client.get(f"/estimate/?parameters={number}"))

    assert f"“{number}” is not accepted here." in page
    assert "a number such as 8 or 8.5, with a point" in page
