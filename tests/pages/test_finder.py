"""The finder's page and its JSON: what they show, and what they refuse."""

from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.guidance.answers import FinderForm
from directory.models import FinderRule

pytestmark = pytest.mark.usefixtures("network")

LITHUANIA = "?who=start-up&country=LT&purpose=fine-tune&field=health"


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def test_nothing_asked_is_an_invitation_and_no_mistake(client):
    response = client.get("/find/")

    assert response.status_code == 200
    assert "data-answer" in words(response)
    assert "Your access modes" not in words(response)


def test_an_answer_tells_modes_sites_preparation_and_what_is_not_confirmed(client):
    page = words(client.get(f"/find/{LITHUANIA}"))

    for heading in (
        "Your access modes",
        "Sites to talk to first",
        "What to prepare",
        "What no source confirms",
    ):
        assert f"{heading}</h2>" in page
    assert page.index("Fast Lane Access") < page.index("LitAI")
    assert "https://access.eurohpc-ju.europa.eu/" in page
    assert "Last checked 17 June 2026." in page


def test_every_reason_of_an_answer_names_its_sources(client):
    found = client.get(f"/find.json{LITHUANIA}&help=data&help=expertise").json()

    reasons = [*found["prepare"], *found["not_confirmed"]]
    reasons += [r for answer in found["access_modes"] + found["sites"] for r in answer["reasons"]]
    assert reasons
    assert [reason for reason in reasons if not reason["sources"]] == []


def test_the_data_say_what_the_page_says_in_its_order(client):
    page = words(client.get(f"/find/{LITHUANIA}"))
    found = client.get(f"/find.json{LITHUANIA}").json()

    assert found["asked"]["who"] == "start-up"
    modes = [a["access_mode"] for a in found["access_modes"] if a["openness"] == "open"]
    ids = [f"way-{mode}" for mode in modes] + [f"site-{a['site']}" for a in found["sites"]]
    places = [page.index(f'id="{id_}"') for id_ in ids]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("query", "parameter", "accepted"),
    [
        ("who=founder", "who", "start-up"),
        ("country=XX", "country", "LT"),
        ("field=astrology", "field", "health"),
        ("help=data&help=coffee", "help", "sandbox"),
        ("who=start-up&who=team", "who", None),
        ("whoo=team", "whoo", "who"),
        ("who=%00", "who", "team"),
    ],
)
def test_a_wrong_answer_is_refused_by_name_with_what_is_accepted(
    client, query, parameter, accepted
):
    page, data = client.get(f"/find/?{query}"), client.get(f"/find.json?{query}")

    assert page.status_code == data.status_code == 400
    assert f"<strong>{parameter}</strong>" in words(page)
    assert "Your access modes" not in words(page)
    (mistake,) = data.json()["errors"]
    assert mistake["parameter"] == parameter
    assert accepted is None or accepted in mistake["accepted"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from([*FinderForm.base_fields, "x"]), st.text(max_size=8)))
def test_no_answer_makes_an_error_of_ours(client, params):
    assert client.get("/find.json", params).status_code in (200, 400)


def test_nothing_is_stored(client):
    response = client.get(f"/find/{LITHUANIA}")

    assert not response.cookies
    assert response["Cache-Control"].startswith("public")


def test_the_rules_stand_on_a_page_with_their_sources(client):
    page = words(client.get("/find/rules/"))

    for rule in FinderRule.objects.prefetch_related("sources"):
        row = page.partition(f'id="{rule.pk}"')[2].partition("</tr>")[0]
        assert rule.name in row
        assert all(source.get_absolute_url() in row for source in rule.sources.all())


def test_what_an_editor_changes_in_a_rule_is_answered_at_once(client, admin_client):
    rule = FinderRule.objects.filter(effect="prepare").first()
    rule_page = f"/admin/directory/finderrule/{rule.pk}/change/"
    form = admin_client.get(rule_page).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None}
    values |= {name: [str(v.pk) for v in values[name]] for name in ("sources", "countries")}
    values |= {"explanation": "Bring a plan of the work.", "checked_on": "2026-11-22"}
    values |= {"why": "The terms changed."}

    saved = admin_client.post(rule_page, values)

    assert saved.status_code == 302, saved.context["errors"]
    assert "Bring a plan of the work." in words(client.get("/find/rules/"))


def test_queries_do_not_grow_with_rules_and_answers(queries_of):
    few = queries_of("/find/?who=team")

    assert queries_of(f"/find/{LITHUANIA}&help=data&help=expertise&help=training") <= few + 2 <= 25
