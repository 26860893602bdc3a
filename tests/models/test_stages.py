"""Status is derived from milestones, on any day, with the precision that the sources give."""

import datetime

import pytest

from directory import dates
from directory.models import Site
from tests.factories import make_site, reach

pytestmark = pytest.mark.usefixtures("empty_directory")


def day(text):
    return datetime.date.fromisoformat(text)


def stages_on(text):
    return dict(Site.objects.as_of(day(text)).values_list("slug", "stage"))


def test_a_site_is_not_there_before_it_was_selected():
    make_site("alpha", selected="2024-12-10")

    assert stages_on("2024-12-09") == {}
    assert stages_on("2024-12-10") == {"alpha": "selected"}


def test_the_highest_rung_reached_is_the_stage():
    alpha = make_site("alpha", selected="2024-12-10")
    reach(alpha, "serving-users", "2025-04-01")
    reach(alpha, "in-preparation", "2025-06-01")

    assert stages_on("2025-03-31") == {"alpha": "selected"}
    assert stages_on("2025-07-01") == {"alpha": "serving-users"}


def test_a_plan_is_no_stage():
    alpha = make_site("alpha", selected="2024-12-10")
    reach(alpha, "serving-users", "2025-04-01", reached=False)

    assert stages_on("2025-05-01") == {"alpha": "selected"}


def test_before_a_known_by_day_the_stage_is_unknown_not_the_lower_one():
    alpha = make_site("alpha", selected="2024-12-10")
    reach(alpha, "serving-users", "by 2026-10-10")

    assert stages_on("2026-10-09") == {"alpha": "unknown"}
    assert stages_on("2026-10-10") == {"alpha": "serving-users"}


def test_within_a_month_the_stage_is_unknown_before_it_the_lower_one():
    alpha = make_site("alpha", selected="2024-12-10")
    reach(alpha, "serving-users", "2025-04")

    assert stages_on("2025-03-31") == {"alpha": "selected"}
    assert stages_on("2025-04-15") == {"alpha": "unknown"}
    assert stages_on("2025-04-30") == {"alpha": "serving-users"}


def test_an_undated_milestone_counts_today_only():
    alpha = make_site("alpha", selected="2024-12-10")
    reach(alpha, "serving-users")

    assert stages_on(dates.today().isoformat()) == {"alpha": "serving-users"}
    assert stages_on("2025-01-01") == {"alpha": "unknown"}


def test_unpublished_sites_are_not_public():
    make_site("alpha")
    make_site("hidden", published=False)

    assert list(Site.objects.public().values_list("slug", flat=True)) == ["alpha"]
