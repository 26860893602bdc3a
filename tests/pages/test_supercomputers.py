"""The pages of supercomputers: the table, and one machine with all that is said about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Site, SiteMachine, Supercomputer
from tests.factories import make_country, make_site, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")


def page(client, slug):
    return client.get(f"/supercomputers/{slug}/").content.decode()


def test_every_machine_has_a_page_at_the_same_cost(client):
    counts = set()
    for machine in Supercomputer.objects.all():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(machine.get_absolute_url())
        assert response.status_code == 200
        content = response.content.decode()
        assert machine.name in content.replace("&#x27;", "'")
        for fact in response.context["footnotes"]:
            assert f'id="mark-{fact}"' in content, (machine, fact)
        counts.add(len(captured))

    # Machines without milestones, sites or operator need no rows of theirs.
    assert max(counts) <= 12


def test_the_table_says_what_is_not_published_and_links_both_ways(client):
    content = client.get("/supercomputers/?site=it4lia").content.decode()

    assert 'href="/supercomputers/leonardo/"' in content
    assert 'href="/sites/it4lia/"' in content
    assert 'href="/countries/IT/"' in content
    assert "list of 2025-11" in content
    assert "Whole programme around the system" in content
    assert "not published" in content
    assert 'href="/supercomputers/leonardo/"' in client.get("/sites/it4lia/").content.decode()


def test_queries_of_the_list_do_not_grow(queries_of, empty_directory):
    fill(3)
    at_three = queries_of("/supercomputers/")
    fill(300)

    assert queries_of("/supercomputers/") == at_three <= 16


def fill(total):
    """Bring the directory to `total` machines, each used by one site."""
    site = Site.objects.first() or make_site()
    country = make_country()
    have = Supercomputer.objects.count()
    with recorded():
        machines = [
            Supercomputer(slug=f"machine-{n}", name=f"Machine {n}", country=country, role="upgrade")
            for n in range(have, total)
        ]
        Supercomputer.objects.bulk_create(machines)
        SiteMachine.objects.bulk_create(
            SiteMachine(site=site, supercomputer=machine, use="planned") for machine in machines
        )


def test_a_machine_shows_all_values_where_sources_disagree(client):
    content = page(client, "leonardo")

    for value in ("241.2 PFlop/s", "249.04 (whole system)", "€240,000,000", "233 million"):
        assert value in content
    assert 'id="conflict-cost_eur"' in content


def test_a_machine_shows_every_plan_with_the_day_it_was_stated(client):
    content = page(client, "nlaif-system")

    for words in ("early 2027", "early 2028", "end of 2027 or early 2028", "19 December 2025"):
        assert words in content
    assert "AIFNL foundation as hosting entity" in content


def test_a_plan_that_moved_says_from_when_to_when(client):
    content = " ".join(page(client, "alice-recoque").split())

    assert (
        "The plan has moved: 2026 (stated on 13 March 2025) became 2027"
        " (first stated on 20 November 2025)." in content
    )


def test_what_builds_upon_a_machine_is_linked_both_ways(client):
    assert 'href="/supercomputers/leonardo/"' in page(client, "lisa")
    assert 'href="/supercomputers/lisa/"' in page(client, "leonardo")


def test_an_unpublished_site_is_not_among_those_that_use_a_machine(client):
    with recorded():
        Site.objects.filter(slug="it4lia").update(published=False)

    assert "/sites/it4lia/" not in page(client, "leonardo")
    assert "/sites/ai-at/" in page(client, "leonardo")


def test_figures_stand_with_their_scope_and_notes(client):
    machine = make_supercomputer(
        "plain", figures_scope="GPU partition only", notes="Two values are rounded."
    )

    content = client.get(machine.get_absolute_url()).content.decode()

    assert "The figures cover: GPU partition only" in content
    assert "Two values are rounded." in content
    assert content.count("not published") >= 15


@pytest.mark.parametrize("address", ["/supercomputers/?sort=cost_eur", "/supercomputers/?ran=1"])
def test_a_wrong_question_is_told_beside_no_machine(client, address):
    response = client.get(address)

    assert response.status_code == 400
    assert 'href="/supercomputers/leonardo/"' not in response.content.decode()


def test_a_machine_that_is_not_there_is_404_and_a_stray_parameter_400(client):
    assert client.get("/supercomputers/hal-9000/").status_code == 404
    assert client.get("/supercomputers/leonardo/?sort=name").status_code == 400
