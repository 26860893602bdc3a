"""Paging by cursors: no row is lost or doubled, whatever the order and what happens meanwhile."""

import base64
import json

import pytest
from django.http import QueryDict

from directory.api.v1.paging import BrokenCursorError, page_after
from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.selection import SELECTIONS
from tests.factories import make_country, make_site, make_source

#: Lists longer than this are not walked row by row.
SHORT = 60


def walked(rows, limit):
    """Return the keys of all pages, one after the other."""
    keys, cursor = [], ""
    while True:
        page = page_after(rows, "order", limit, cursor)
        assert len(page.keys) <= limit
        keys += page.keys
        cursor = page.following
        if not cursor:
            return keys


def orders(name):
    words = [value for word in SELECTIONS[name].orders for value in (word, f"-{word}")]
    searched = ["q=supercomputer"] if "q" in SELECTIONS[name].filterset_class.base_filters else []
    return ["", "as_of=2026-03-01", *searched, *(f"sort={word}" for word in words)]


@pytest.mark.parametrize("name", SELECTIONS)
def test_the_pages_of_a_list_are_the_list_in_every_order(network, name):
    for query in orders(name):
        selection = SELECTIONS[name](QueryDict(query))
        if selection.mistakes:  # a list that has no days
            continue
        rows = selection.found
        whole = [row.pk for row in rows]
        in_thirds = len(whole) // 3 + 1
        for limit in (1, in_thirds) if not query and len(whole) <= SHORT else (in_thirds,):
            assert walked(rows, limit) == whole, (query, limit)


def results(client, address):
    """Return the rows of an answer with the address of the next page."""
    content = client.get(address).json()
    return content["results"], content["next"]


def test_a_row_that_comes_between_pages_moves_no_other(client, network):
    first, following = results(client, "/api/v1/sources/?sort=date&limit=200&fields=slug")
    last = first[-1]["slug"]
    make_source("an-early-one", as_published="1990", earliest="1990-01-01", latest="1990-12-31")
    whole = [row.pk for row in SELECTIONS["sources"](QueryDict("sort=date")).found]
    rest, _ = results(client, following)
    assert "an-early-one" in whole
    assert [row["slug"] for row in rest] == whole[whole.index(last) + 1 :][: len(rest)]


def test_the_last_row_of_a_page_may_be_withdrawn_before_the_next_one(client, network):
    sites = [row["slug"] for row in results(client, "/api/v1/sites/?limit=1000")[0]]
    first, following = results(client, "/api/v1/sites/?limit=5")
    withdraw(KINDS["sites"], first[-1]["slug"], who="tester", reason="test")
    second, _ = results(client, following)
    assert [row["slug"] for row in first + second] == sites[:10]


def test_the_next_page_is_linked_and_asks_the_same(client, network):
    response = client.get("/api/v1/sites/?country=ES&country=PL&limit=1&fields=name,country")
    content = response.json()
    assert response.headers["Link"] == f'<{content["next"]}>; rel="next"'
    seen = [content["results"][0]["country"]]
    while content["next"]:
        content = client.get(content["next"]).json()
        seen.append(content["results"][0]["country"])
    assert len(seen) == content["count"]
    assert set(seen) == {"ES", "PL"}


@pytest.fixture
def cursor(client, network):
    """The cursor after the first site by name, and the values in it."""
    address = results(client, "/api/v1/sites/?limit=1")[1]
    text = QueryDict(address.partition("?")[2])["cursor"]
    return text, json.loads(base64.urlsafe_b64decode(text + "=="))


def encoded(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("query", ["sort=country", "sort=-name", "q=lumi", "as_of=2026-01-01"])
def test_a_cursor_of_another_order_is_refused(client, cursor, query):
    response = client.get(f"/api/v1/sites/?{query}&cursor={cursor[0]}")
    assert response.status_code == 400
    assert [e["parameter"] for e in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["\x00", "a"],
        ["\ud800", "a"],
        [["a"], "a"],
        [{}, None],
        ["a"],
        ["a", "b", "c"],
        [1e999, "a"],
    ],
)
def test_a_broken_cursor_is_refused(client, cursor, values):
    broken = encoded([cursor[1][0], *values])
    response = client.get(f"/api/v1/sites/?cursor={broken}")
    assert response.status_code == 400
    assert [e["parameter"] for e in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize("text", ["x", "%00", "ä", "W10", "bnVsbA", "[" * 3000, "=" * 9])
def test_what_is_no_cursor_is_refused(client, network, text):
    assert client.get("/api/v1/sites/", {"cursor": text}).status_code == 400
    with pytest.raises(BrokenCursorError):
        page_after([], "order", 1, text)


@pytest.mark.parametrize("name", ["waves", "milestones", "changes", "calls", "claims", "numbers"])
def test_values_that_no_column_has_are_refused_or_give_a_page(client, network, name):
    """Whoever builds a cursor gets rows or a problem, never an error of the server."""
    address = client.get(f"/api/v1/{name}/?limit=1").json()["next"]
    text = QueryDict(address.partition("?")[2])["cursor"]
    order, *values = json.loads(base64.urlsafe_b64decode(text + "=="))
    for strange in ("x", 2**62, -1, 0.5, True, None, "2026-99-99", "9999-12-31T00:00:00"):
        response = client.get(
            f"/api/v1/{name}/?cursor={encoded([order, *(strange for _ in values)])}"
        )
        assert response.status_code in {200, 400}


def test_equal_names_are_told_apart(client, network):
    make_country()
    for slug in ("twin-b", "twin-a", "twin-c"):
        make_site(slug, name="Twin")
    seen, address = [], "/api/v1/sites/?limit=1&sort=-name&fields=slug"
    for _ in range(35):
        rows, address = results(client, address)
        seen += [row["slug"] for row in rows]
    assert len(seen) == len(set(seen)) == 35
    assert [slug for slug in seen if slug.startswith("twin-")] == ["twin-a", "twin-b", "twin-c"]
