"""The timeline: a picture whose marks lead to rows, the same rows in words, plans that moved."""

import re
from itertools import pairwise

import pytest

from directory.models import Milestone, Site
from tests.factories import (
    make_country,
    make_site,
    make_source,
    make_supercomputer,
    make_wave,
    reach,
    recorded,
)

pytestmark = pytest.mark.usefixtures("network")

PAGES = [
    "/timeline/",
    "/timeline/?as_of=2025-10-13",
    "/timeline/?country=GR&reached=planned",
    "/timeline/?sort=-date",
    "/sites/pharos/",
    "/sites/calypso/",
    "/supercomputers/daedalus/",
    "/supercomputers/jean-zay/",
    "/countries/DE/",
]


def words(client, address):
    return " ".join(client.get(address).content.decode().split())


def marks(picture):
    return {mark.key: mark for lane in picture.lanes for mark in lane.marks}


def mark_of(client, address, **wanted):
    milestone = Milestone.objects.get(**wanted)
    return marks(client.get(address).context["picture"])[f"milestone-{milestone.pk}"]


@pytest.mark.parametrize("address", PAGES)
def test_each_mark_has_its_row_and_each_dated_row_its_mark(client, address):
    content = client.get(address).content.decode()

    linked = re.findall(r'<a class="step [^"]*" href="#([^"]+)"', content)
    rows = re.findall(r'id="((?:milestone|policy|cutoff)-[^"]+)"', content)
    assert len(linked) == len(set(linked)) > 0
    assert len(rows) == len(set(rows))
    assert set(linked) <= set(rows)
    undrawn = set(rows) - set(linked)
    keys = [int(row.removeprefix("milestone-")) for row in undrawn]
    assert not Milestone.objects.filter(pk__in=keys, latest__isnull=False)


def test_undated_steps_are_named_below_the_picture(client):
    undated = Milestone.objects.get(supercomputer="finisterrae-iv", reached=True, latest=None)

    content = words(client, "/timeline/?country=ES")

    assert "1 step has no published date and is not drawn" in content
    assert f'<a href="#milestone-{undated.pk}">FinisTerrae IV: In procurement</a>' in content


def test_a_span_is_drawn_over_its_true_length_and_never_as_a_day(client):
    half = mark_of(
        client, "/supercomputers/lumi-ai/", supercomputer="lumi-ai", stated_on="2026-09-17"
    )
    axis = client.get("/supercomputers/lumi-ai/").context["picture"].axis

    assert half.shape == "span"
    days = (axis.last - axis.first).days + 1
    assert half.width == pytest.approx(184 / days * axis.width, abs=0.2)


def test_a_date_of_which_only_the_end_is_known_is_open_to_the_left(client):
    by = mark_of(client, "/sites/lumi-ai-factory/", site="lumi-ai-factory", stage="serving-users")
    day = mark_of(client, "/sites/lumi-ai-factory/", site="lumi-ai-factory", stage="selected")

    assert (by.shape, day.shape) == ("open", "day")
    assert by.reached
    assert by.x1 < by.x2


def test_no_two_marks_or_labels_of_a_lane_lie_upon_each_other(client):
    for lane in client.get("/timeline/").context["picture"].lanes:
        for row in {mark.row for mark in lane.marks}:
            extents = sorted(mark.extent for mark in lane.marks if mark.row == row)
            for before, after in pairwise(extents):
                assert before[1] < after[0], lane.label


def test_everything_is_drawn_within_the_picture(client):
    for address in PAGES:
        picture = client.get(address).context["picture"]
        for lane in (*picture.lanes, *picture.context):
            for mark in lane.marks:
                assert 0 <= mark.x1 <= mark.x2 <= picture.axis.width, mark
                assert 0 < mark.y < lane.height, mark


@pytest.mark.parametrize(
    ("machine", "told"),
    [
        (
            "alice-recoque",
            "The plan has moved: 2026 (stated on 13 March 2025) became 2027 (first stated on 20",
        ),
        (
            "daedalus",
            "The plan has moved: 2024 (stated on 2 July 2022) became 2026 (first stated on 23 June",
        ),
        ("it4lia-supercomputer", "Every planned day has passed; no source says that it was"),
    ],
)
def test_a_plan_that_moved_or_passed_is_told_on_the_page_of_machine_and_site(client, machine, told):
    site = Site.objects.filter(machine_uses__supercomputer=machine).get()

    assert told in words(client, f"/supercomputers/{machine}/")
    assert told in words(client, f"/sites/{site.pk}/")


def test_a_plan_that_may_still_mean_the_same_has_not_moved(client):
    """LUMI-AI: 2027 became the second half of 2027."""
    content = words(client, "/supercomputers/lumi-ai/")

    assert "The plan has moved" not in content
    assert not client.get("/supercomputers/lumi-ai/").context["picture"].has_arrows


def test_a_move_is_drawn_as_an_arrow_from_the_plan_before(client):
    page = client.get("/supercomputers/daedalus/")
    (lane,) = page.context["picture"].lanes
    first = mark_of(
        client, "/supercomputers/daedalus/", supercomputer="daedalus", stated_on="2022-07-02"
    )
    newest = mark_of(
        client, "/supercomputers/daedalus/", supercomputer="daedalus", stated_on="2026-06-23"
    )

    (arrow,) = lane.arrows
    assert first.x1 < arrow.x1 < first.x2 <= arrow.x2 == newest.x1
    assert (arrow.y1 > first.y, arrow.y2) == (True, newest.y)
    assert 'class="moved"' in page.content.decode()


def test_an_overdue_plan_is_told_in_picture_and_words(client):
    mark = mark_of(
        client,
        "/timeline/?site=it4lia",
        supercomputer="it4lia-supercomputer",
        stage="operational",
    )

    assert mark.overdue
    assert "every planned day has passed; no source says that it was reached" in mark.title
    content = words(client, "/timeline/?site=it4lia")
    assert "step--overdue" in content
    assert content.count("every planned day has passed") >= 2


def test_a_plan_is_told_to_have_moved_where_a_filter_hides_the_plan_before(client):
    content = words(client, "/timeline/?site=pharos&stage=operational&reached=planned")

    assert "first planned for 2024, as stated on 2 July 2022" in content


def test_a_step_that_came_later_than_every_plan_says_so(client):
    content = words(client, "/supercomputers/musica/")

    assert ">May 2026</a>, later than every plan" in content


def test_as_of_a_past_day_plans_are_those_of_then_and_later_steps_are_not_reached(client):
    address = "/timeline/?as_of=2026-08-30&site=lumi-ai-factory"
    page = client.get(address)
    content = words(client, address)

    assert "31 August 2026" not in content
    assert ">30 August 2026</text>" in content
    (serving,) = [m for m in marks(page.context["picture"]).values() if "Serving" in m.label]
    assert serving.untold
    assert "no source tells whether it had happened by 30 August 2026" in serving.title
    assert client.get(address).context["agenda"].policies[-1].dated.latest.year == 2026
    assert "27 November 2026" not in content


def test_what_may_have_happened_makes_no_plan_overdue_and_no_step_reached(client):
    content = words(client, "/sites/ai-at/?as_of=2026-01-01")

    assert "no source tells whether it had happened by 1 January 2026" in content
    assert "Every planned day has passed" not in content.split('id="milestones-ai-at-')[0]


def test_policies_and_cutoffs_stand_beside_the_steps_with_their_sources(client):
    page = client.get("/timeline/")
    content = words(client, "/timeline/")

    policies, cutoffs = page.context["picture"].context
    assert (len(policies.marks), len(cutoffs.marks)) == (31, 33)
    assert 'id="policy-regulation-2024-1732-in-force"' in content
    assert all(event.sources for event in page.context["agenda"].policies)
    assert all(mode.sources for mode in page.context["agenda"].cutoffs)
    assert [day.wave.pk for day in page.context["picture"].waves] == [
        "wave-1",
        "wave-2",
        "wave-3",
        "antennas-2025",
        "gigafactories-2026",
    ]


def test_every_step_in_words_names_its_sources_or_that_there_is_none(client):
    content = client.get("/timeline/").content.decode()

    rows = re.findall(r'(?s)<tr role="row" id="milestone-\d+".*?</tr>', content)
    assert len(rows) == 213
    for row in rows:
        assert "/sources/" in row or "not published" in row


def test_on_a_day_before_everything_a_plain_sentence_says_so(client, empty_directory):
    make_site(selected="2024-12-10")

    assert "No step of the network was known on 14 October 1066." in words(
        client, "/timeline/?as_of=1066-10-14"
    )


@pytest.mark.parametrize("query", ["stage=zzz", "as_of=soon", "page=2", "cuntry=FI"])
def test_a_wrong_question_is_refused_with_no_step(client, query):
    page = client.get(f"/timeline/?{query}")

    assert page.status_code == 400
    assert 'class="step' not in page.content.decode()


def test_an_unpublished_site_is_on_no_timeline(client):
    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    for address in ("/timeline/", "/timeline/?country=GR", "/countries/GR/"):
        content = client.get(address).content.decode()
        assert "/sites/pharos/" not in content
        assert "Pharos AI Factory" not in content


def test_queries_do_not_grow_with_the_steps(queries_of, empty_directory):
    most = {"/timeline/": 16, "/countries/FI/": 25, "/sites/site-0/": 25, "/timeline.csv": 16}
    fill(3)
    at_three = {page: queries_of(page) for page in most}
    fill(20)  # fewer steps than data are read at once

    assert {page: queries_of(page) for page in most} == at_three
    assert [page for page in most if at_three[page] > most[page]] == []


def fill(total):
    """Bring the directory to `total` sites, each with a machine, a plan and a source."""
    country, wave = make_country(), make_wave("wave-of-factory", kind="factory")
    with recorded():
        for number in range(Site.objects.count(), total):
            site = make_site(f"site-{number}", country=country, wave=wave)
            machine = make_supercomputer(f"machine-{number}")
            step = reach(site, "serving-users", "2027", reached=False, stated_on="2025-01-01")
            step.sources.add(make_source())
            site.machine_uses.create(supercomputer=machine, use="planned")
            Milestone.objects.create(supercomputer=machine, stage="planned", reached=True)
