"""The rule of stages stands twice, for the database and for memory: both say the same."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.enums import MachineStage, SiteStage
from directory.evidence.network import Network
from directory.models import Site, Supercomputer
from directory.models.stages import stage_on
from tests.factories import make_site, reach

pytestmark = pytest.mark.usefixtures("network")

ANY_DAY = st.dates(datetime.date(2018, 1, 1), datetime.date(2026, 12, 31))
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def disagreements(day):
    """Return the records whose stage or presence differs between database and memory."""
    network = Network.now()
    sites = {site.slug: site.stage for site in Site.objects.public().as_of(day)}
    machines = {machine.slug: machine.stage for machine in Supercomputer.objects.as_of(day)}
    sites_here = {s.slug: stage_on(s.steps, SiteStage, day) for s in network.sites_on(day)}
    machines_here = {
        m.slug: stage_on(m.steps, MachineStage, day)
        for m in network.machines
        if m.was_announced(day) is not False
    }
    return (sites.items() ^ sites_here.items()) | (machines.items() ^ machines_here.items())


@FEW
@given(ANY_DAY)
def test_database_and_memory_agree_on_any_day(day):
    assert disagreements(day) == set()


@pytest.mark.parametrize("text", ["2024-12-10", "2025-04-01", "2026-03-16", "2026-11-22"])
def test_they_agree_on_days_on_which_something_happened(text):
    assert disagreements(datetime.date.fromisoformat(text)) == set()


def test_they_agree_on_steps_without_a_date():
    site = make_site("alpha", selected="2024-12-10")
    reach(site, "ended")

    for day in (datetime.date(2025, 1, 1), datetime.date(2026, 11, 22)):
        assert disagreements(day) == set()


def test_a_stage_open_on_a_day_may_be_each_between_the_last_certain_and_the_known_one():
    site = next(site for site in Network.now().sites if site.slug == "lumi-ai-factory")

    assert site.possible_stages(datetime.date(2026, 10, 9)) == SiteStage.values[:3]
    assert site.possible_stages(datetime.date(2026, 10, 10)) == [SiteStage.SERVING_USERS]


def test_a_machine_announced_on_a_day_was_not_there_before_it():
    """Its purchase is known only "by" a later day, which alone would leave that open."""
    day = datetime.date(2025, 10, 9)

    assert not Supercomputer.objects.as_of(day).filter(slug="nlaif-system").exists()
    after = Supercomputer.objects.as_of(datetime.date(2025, 10, 10))
    assert after.filter(slug="nlaif-system").exists()
