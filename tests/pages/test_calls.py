"""The page of the calls: what is open, by when to apply, and what has passed."""

import datetime
import re

import pytest

from directory.enums import CallState
from directory.models import AccessMode, Citation
from tests.factories import make_access_mode, recorded

ID = re.compile(r'\bid="([^"]+)"')


def content(client, question=""):
    response = client.get(f"/calls/{question}")
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def card(client, slug, question=""):
    """Return the words of an access mode on the page."""
    found = re.search(
        rf'(?s)<article class="call" id="mode-{slug}".*?</article>', content(client, question)
    )
    return words(found[0])


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("large-scale", "Next cut-off 30 November 2026, 10:00 Brussels time"),
        (
            "large-scale",
            "in 8 days Then 15 December 2026 4 January 2027 Last checked 21 April 2026.",
        ),
        ("benchmark", "1 December 2026, 10:00 Brussels time"),
        ("benchmark", "in 9 days First day of every month Last checked 17 June 2026."),
        ("ai-for-science", "No later cut-off is published."),
        ("playground", "Open all the time, without cut-offs."),
        ("regular", "Closed. The last cut-off was 4 September 2026; no later one is published."),
        ("regular", "Look at the page of the call"),
        ("ffplus-innovation-studies", "When this was last checked is not published."),
        ("pay-per-use", "Not published whether it is open."),
        ("pay-per-use", "Where to apply not published"),
    ],
)
@pytest.mark.usefixtures("network")
def test_each_mode_says_whether_one_can_apply_and_by_when(client, slug, told):
    assert told in card(client, slug)


@pytest.mark.usefixtures("network")
def test_a_list_that_has_run_out_says_so(client):
    make_access_mode(
        "rounds",
        closes_on=["2026-11-21"],
        always_open=True,
        cutoff_time="17:00",
        info_url="https://calls.example.org/",
    )
    told = card(client, "rounds")

    assert "No further cut-off is published. The last one known was 21 November 2026." in told
    assert "Look at the page of the call" in told
    assert 'href="https://calls.example.org/"' in content(client)
    assert "Next cut-off 21 November 2026, 17:00 Brussels time" in card(
        client, "rounds", "?as_of=2026-11-21"
    )


@pytest.mark.usefixtures("network")
def test_a_cutoff_of_today_lies_ahead_and_one_without_an_hour_says_so(client):
    make_access_mode("soon", closes_on=["2026-11-22"])

    assert "22 November 2026, hour not published No source yet ? today" in card(client, "soon")


@pytest.mark.usefixtures("network")
def test_hours_are_marked_up_with_their_distance_to_utc_for_other_clocks(client):
    winter = '<time datetime="2026-11-30T10:00:00+01:00" data-own>'
    summer = '<time datetime="2026-07-15T10:00:00+02:00" data-own>'

    assert winter in content(client)
    assert summer in content(client, "?as_of=2026-07-02")


@pytest.mark.usefixtures("network")
def test_modes_stand_under_what_one_can_do(client):
    context = client.get("/calls/").context

    assert {c.state for c in context["open"]} == {
        CallState.CUTOFF_AHEAD,
        CallState.RECURRING,
        CallState.ALWAYS_OPEN,
    }
    assert [c.mode.pk for c in context["no_more"]] == [
        "extreme-scale",
        "ffplus-innovation-studies",
        "regular",
    ]
    everything = [*context["open"], *context["no_more"], *context["untold"]]
    assert len(everything) == AccessMode.objects.count()


@pytest.mark.usefixtures("network")
def test_every_past_cutoff_is_listed(client):
    past = words(content(client).partition('id="past"')[2].partition("</section>")[0])

    today = datetime.date(2026, 11, 22)
    for mode in AccessMode.objects.with_calls():
        for call in mode.calls.all():
            day = f"{call.closes_on.day} {call.closes_on:%B %Y}"
            assert (day in past) or call.closes_on >= today, day
    assert "19 October 2026 26 October according to a page read on 10 October 2026" in past
    assert "30 November 2026" not in past


@pytest.mark.usefixtures("network")
def test_days_on_which_sources_disagree_stand_side_by_side(client):
    html = content(client)

    assert 'href="#conflict-access_mode-extreme-scale-cutoffs"' in html
    conflict = html.partition('id="conflict-access_mode-extreme-scale-cutoffs"')[2]
    told = words(conflict.partition('class="conflict"')[0])
    assert "26 October 2026 instead of 19 October" in told
    assert "National AI strategies for the EU-27" in told


@pytest.mark.usefixtures("network")
def test_every_fact_shown_has_its_footnote_and_sources_lead_to_it(client):
    """From the page of a source to the mark of its fact, and from there to the footnote."""
    html = content(client)
    ids = ID.findall(html)
    assert len(ids) == len(set(ids))
    citations = Citation.objects.filter(access_mode__isnull=False).exclude(field="note")
    for citation in citations:
        assert f"mark-access_mode-{citation.access_mode_id}-{citation.field}" in ids

    source = client.get("/sources/note-access-planner/").content.decode()
    address = 'href="/calls/#mark-access_mode-large-scale-cutoffs"'
    assert address in source
    assert 'href="/calls/#mode-large-scale"' in source
    assert "#mode-large-scale#" not in source


@pytest.mark.usefixtures("network")
def test_all_links_within_the_page_lead_somewhere(client):
    html = content(client)

    inside = set(re.findall(r'href="#([^"]+)"', html))
    assert inside <= {"content", *ID.findall(html)}


@pytest.mark.usefixtures("network")
def test_the_feeds_are_those_of_the_question(client):
    html = content(client, "?track=general")

    assert 'href="webcal://testserver/calls.ics?track=general"' in html
    for suffix in ("ics", "atom", "csv", "json"):
        assert f'href="/calls.{suffix}?track=general"' in html


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("?mode=fast-lane", "Open all the time, without cut-offs."),
        ("?mode=regular", "Closed: the last cut-off has passed."),
        ("?mode=pay-per-use", "Not published whether it is open."),
    ],
)
@pytest.mark.usefixtures("network")
def test_where_no_date_lies_ahead_the_calendar_link_says_so_and_why(client, question, why):
    assert f"Atom feed No date lies ahead in the calendar now. {why}" in words(
        content(client, question)
    )
    assert "No date lies ahead" not in content(client, f"{question}&mode=large-scale")


@pytest.mark.usefixtures("network")
def test_data_has_the_hour_with_its_distance_to_utc_or_the_day_alone(client):
    modes = {mode["slug"]: mode for mode in client.get("/calls.json").json()["calls"]}

    large, regular = modes["large-scale"], modes["regular"]
    assert large["next_cutoff"] == "2026-11-30T10:00:00+01:00"
    assert large["following_cutoffs"] == ["2026-12-15T10:00:00+01:00", "2027-01-04T10:00:00+01:00"]
    assert large["past_cutoffs"][-1] == "2026-01-30T10:00:00+01:00"
    assert (large["state"], large["checked_on"]) == ("cutoff-ahead", "2026-04-21")
    assert (regular["next_cutoff"], regular["state"]) == (None, "closed")
    assert regular["past_cutoffs"] == ["2026-09-04", "2026-03-30"]
    assert "26 October" in modes["extreme-scale"]["conflict"]
    lines = client.get("/calls.csv?mode=large-scale").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "2026-12-15T10:00:00+01:00; 2027-01-04T10:00:00+01:00" in lines[1]


@pytest.mark.parametrize("question", ["?state=zzz", "?unit=gpu-hours", "?mode=%00", "?page=9"])
@pytest.mark.usefixtures("network")
def test_a_wrong_question_is_refused_without_rows(client, question):
    for address in ("/calls/", "/calls.json", "/calls.atom", "/calls.ics"):
        answer = client.get(f"{address}{question}")
        assert answer.status_code == 400
        assert "Large Scale Access: cut" not in answer.content.decode()
        assert 'class="call"' not in answer.content.decode()


@pytest.mark.usefixtures("network")
def test_where_nothing_fits_a_plain_sentence_says_so(client):
    assert "No way to computing time fits all of these filters." in content(
        client, "?state=run-out&track=factory"
    )


@pytest.mark.usefixtures("network")
def test_a_past_day_says_what_is_not_known_of_it_and_links_stay_on_it(client):
    html = content(client, "?as_of=2026-05-04")

    assert "no source tells when a cut-off was announced" in html
    assert "Next cut-off 13 May 2026, 10:00 Brussels time" in card(
        client, "large-scale", "?as_of=2026-05-04"
    )
    assert 'href="/calls.ics?as_of=2026-05-04"' in html
    assert "in 9 days" not in words(html)


@pytest.mark.usefixtures("network")
def test_sites_and_the_timeline_lead_to_the_calls(client):
    site = client.get("/sites/lumi-ai-factory/").content.decode()
    table = site.partition('id="access"')[2].partition("</section>")[0]
    assert 'href="/calls/#mode-large-scale">30 November 2026, 10:00 Brussels time<' in table
    assert 'href="/calls/#mode-playground">Open all the time, without cut-offs<' in table

    then = client.get("/sites/lumi-ai-factory/?as_of=2026-06-01").content.decode()
    assert 'href="/calls/?as_of=2026-06-01#mode-large-scale">15 June 2026, 10:00' in then
    timeline = client.get("/timeline/").content.decode()
    assert 'href="/calls/#mode-large-scale">Large Scale Access</a>' in timeline
    assert 'id="cutoff-large-scale-2026-11-30"' in timeline


@pytest.mark.parametrize("question", ["fast lane", "Fast Lane Access", "large-scale"])
@pytest.mark.usefixtures("network")
def test_the_search_leads_to_the_mode(client, question):
    hits = client.get("/search/", {"q": question, "kind": "access-mode"}).context["selection"].hits

    mode = AccessMode.objects.get(pk=hits[0].entry.slug)
    assert hits[0].get_absolute_url() == mode.get_absolute_url()
    assert mode.pk in ("fast-lane", "large-scale")


@pytest.mark.usefixtures("network")
def test_the_version_of_an_edition_leads_to_the_mode_of_today(client):
    kept = client.get("/editions/1/access-modes/playground/").content.decode()

    assert 'href="/calls/#mode-playground"' in kept


@pytest.mark.usefixtures("network")
def test_an_editor_goes_from_the_form_to_the_mode_on_the_page(admin_client):
    form = admin_client.get("/admin/directory/accessmode/playground/change/").content.decode()

    (address,) = re.findall(r'href="([^"]+)" class="viewsitelink"', form)
    page, _mark, anchor = address.partition("#")
    assert anchor == "mode-playground"
    assert f'id="{anchor}"' in admin_client.get(page).content.decode()


def test_queries_do_not_grow_with_the_modes(queries_of, empty_directory):
    make_access_mode(closes_on=["2026-12-01"])
    at_one = queries_of("/calls/")
    with recorded():
        for number in range(30):
            make_access_mode(f"more-{number}", closes_on=["2026-12-01", "2026-01-01"])

    assert queries_of("/calls/") == at_one <= 16
    for suffix in ("json", "atom", "ics"):
        assert queries_of(f"/calls.{suffix}") <= 16


def test_an_empty_directory_has_the_page_and_its_feeds(client, empty_directory):
    for address in ("/calls/", "/calls.atom", "/calls.ics", "/calls.json"):
        assert client.get(address).status_code == 200
