"""The pages of the waves: what each round announced, and what the directory lists of it."""

import pytest

from directory.models import Site, Wave
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def words(response):
    return " ".join(response.content.decode().split())


def test_the_list_has_every_wave_by_the_day_of_its_announcement(client):
    waves = [wave for wave, _stages, _disputed in client.get("/waves/").context["rows"]]

    assert waves == list(Wave.objects.order_by("announced_on"))


@pytest.mark.parametrize(
    ("wave", "amount", "scope"),
    [
        ("wave-1", "exactly €1,500,000,000", "EU and national money"),
        ("wave-2", "about €485,000,000", "EU and national money"),
        ("wave-3", "more than €500,000,000", "EU and national money"),
        ("antennas-2025", "about €55,000,000", "EU share only"),
        ("gigafactories-2026", "more than €30,000,000,000", "Public and private money"),
    ],
)
def test_an_amount_has_its_comparator_and_its_scope_in_words(client, wave, amount, scope):
    for page in (f"/waves/{wave}/", "/waves/"):
        content = words(client.get(page))
        assert amount in content
        assert scope in content


def test_disputed_cut_offs_are_all_shown_with_who_says_which(client):
    response = client.get("/waves/antennas-2025/")

    assert "9 July 2025" in words(response)
    assert "21 August 2025" in words(response)
    assert [footnote.fact for footnote in response.context["conflicts"]] == ["call_cutoffs"]


def test_what_was_announced_stands_beside_what_is_listed(client):
    context = client.get("/waves/wave-1/").context

    assert context["wave"].number_selected == len(context["sites"]) == 7
    assert [(one.stage, one.count) for one in context["stages"]] == [
        ("serving-users", 5),
        ("in-preparation", 2),
    ]
    assert "lumi-ai" in [machine.slug for machine in context["new_machines"]]
    assert "lumi" not in [machine.slug for machine in context["new_machines"]]


def test_a_wave_that_selected_nobody_says_so(client):
    response = client.get("/waves/gigafactories-2026/")

    assert "Nobody has been selected yet." in words(response)
    assert response.context["sites"] == []


def test_an_unpublished_site_is_on_no_page_of_a_wave(client):
    with recorded():
        site = Site.objects.get(slug="lumi-ai-factory")
        site.published = False
        site.save()

    assert "LUMI AI Factory" not in words(client.get("/waves/wave-1/"))
    assert len(client.get("/waves/wave-1/").context["sites"]) == 6
