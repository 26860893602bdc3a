"""The real network as of days on which press releases counted it."""

import datetime

import pytest

from directory.models import Site, Supercomputer

pytestmark = pytest.mark.usefixtures("network")


@pytest.mark.parametrize(
    ("when", "factories", "antennas"),
    [
        ("2024-12-09", 0, 0),
        ("2024-12-10", 7, 0),
        ("2025-03-12", 13, 0),
        ("2025-10-10", 19, 0),
        ("2025-10-13", 19, 13),
    ],
)
def test_the_network_grew_wave_by_wave(when, factories, antennas):
    sites = Site.objects.public().as_of(datetime.date.fromisoformat(when))

    assert sites.filter(kind="factory").count() == factories
    assert sites.filter(kind="antenna").count() == antennas


def test_no_new_ai_optimised_machine_is_stated_to_be_in_operation():
    machines = Supercomputer.objects.with_stage().filter(role="new-ai-optimised")

    assert machines.count() > 0
    assert not machines.filter(stage="operational").exists()


def test_eight_sites_serve_users_of_seven_a_source_names_the_machine():
    serving = Site.objects.as_of().filter(stage="serving-users")

    assert serving.count() == 8
    assert [site.slug for site in serving.exclude(machine_uses__use="offered")] == ["mimer"]
