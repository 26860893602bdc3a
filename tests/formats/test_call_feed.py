"""The Atom feed of cut-offs."""

import datetime
from xml.etree import ElementTree

import pytest

from directory.models import AccessCall, AccessMode, Edition
from tests.factories import make_access_mode, recorded

pytestmark = pytest.mark.usefixtures("network")

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "http://testserver/calls/"


def feed(client, question=""):
    response = client.get(f"/calls.atom{question}")
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def entries(client, question=""):
    """Return the entries of the feed by the anchors in their ids."""
    found = feed(client, question).findall(f"{ATOM}entry")
    return {entry.findtext(f"{ATOM}id").removeprefix(f"{PAGE}#"): entry for entry in found}


def test_an_entry_is_a_cutoff_that_lies_ahead_or_passed_within_a_month(client):
    assert list(entries(client, "?mode=large-scale")) == [
        "cutoff-large-scale-2026-11-30",
        "cutoff-large-scale-2026-12-15",
        "cutoff-large-scale-2027-01-04",
        "cutoff-large-scale-2026-11-13",
        "cutoff-large-scale-2026-10-30",
    ]


def test_the_next_cutoff_of_all_stands_first_and_then_the_newest_that_has_passed(client):
    days = [datetime.date.fromisoformat(anchor[-10:]) for anchor in entries(client)]

    ahead = [day for day in days if day >= datetime.date(2026, 11, 22)]
    past = days[len(ahead) :]
    assert days == sorted(ahead) + sorted(past, reverse=True)
    assert ahead[0] == datetime.date(2026, 11, 30)
    assert past[0] == datetime.date(2026, 11, 13)


def test_of_a_recurring_cutoff_only_the_next_two_are_entries(client):
    assert list(entries(client, "?mode=benchmark&mode=development")) == [
        "cutoff-benchmark-2026-12-01",
        "cutoff-development-2026-12-01",
        "cutoff-benchmark-2027-01-01",
        "cutoff-development-2027-01-01",
    ]


def test_a_feed_of_what_has_run_out_keeps_the_last_cutoff_and_says_that_none_follows(client):
    (entry,) = entries(client, "?mode=ffplus-innovation-studies").values()

    assert entry.findtext(f"{ATOM}id") == f"{PAGE}#cutoff-ffplus-innovation-studies-2026-02-25"
    assert "No later cut-off is published." in entry.findtext(f"{ATOM}summary")


def test_an_entry_tells_what_when_and_who_says_so(client):
    entry = entries(client)["cutoff-large-scale-2026-11-30"]

    assert entry.findtext(f"{ATOM}title") == (
        "Large Scale Access: cut-off 30 November 2026, 10:00 Brussels time"
    )
    assert entry.find(f"{ATOM}link").get("href") == f"{PAGE}#mode-large-scale"
    assert entry.find(f"{ATOM}category").get("term") == "industry"
    summary = entry.findtext(f"{ATOM}summary")
    assert "Sources: Catalogue of EU GPU" in summary
    assert "Last checked 21 April 2026." in summary
    assert "No later" not in summary


def test_an_entry_is_as_old_as_the_last_change_of_its_mode(client):
    before = {key: ElementTree.tostring(entry) for key, entry in entries(client).items()}
    with recorded():
        AccessCall.objects.filter(mode="ai-for-science", closes_on="2026-12-11").update(
            note="Moved"
        )
    after = entries(client)

    changed = {key for key in after if ElementTree.tostring(after[key]) != before[key]}
    assert changed == {
        "cutoff-ai-for-science-2026-12-11",
        "cutoff-ai-for-science-2026-10-30",
    }
    newest = Edition.current().made_at
    for key in changed:
        assert datetime.datetime.fromisoformat(after[key].findtext(f"{ATOM}updated")) == newest
    assert "<p>Moved</p>" in after["cutoff-ai-for-science-2026-12-11"].findtext(f"{ATOM}summary")
    assert datetime.datetime.fromisoformat(feed(client).findtext(f"{ATOM}updated")) == newest


def test_names_are_text_and_never_markup(client):
    make_access_mode("odd", name="<b>R&D</b>", closes_on=["2026-12-01"])

    (entry,) = entries(client, "?mode=odd").values()

    assert entry.findtext(f"{ATOM}title").startswith("<b>R&D</b>: cut-off 1 December 2026")
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in entry.findtext(f"{ATOM}summary")


def test_the_feed_is_of_what_was_asked_for(client):
    root = feed(client, "?track=general")

    assert root.findtext(f"{ATOM}title").endswith(": General EuroHPC access")
    assert root.findtext(f"{ATOM}id") == "http://testserver/calls.atom?track=general"
    general = AccessMode.objects.filter(track="general").values_list("pk", flat=True)
    told = set(entries(client, "?track=general"))
    assert {key.removeprefix("cutoff-").rsplit("-", 3)[0] for key in told} == set(general)


def test_a_feed_without_cutoffs_is_still_a_feed(client):
    root = feed(client, "?mode=playground")

    assert root.findall(f"{ATOM}entry") == []
    assert datetime.datetime.fromisoformat(root.findtext(f"{ATOM}updated"))
