"""Withdrawing: visitors see a record no more, its versions stay, what is gone can be listed."""

import pytest

from directory import dates
from directory.editing.kinds import KINDS
from directory.editing.leaving.gone import gone, gone_keys
from directory.editing.leaving.withdrawing import withdraw
from directory.editing.problems import ChangeRefusedError
from directory.editing.writing import restore
from directory.models import (
    Assumption,
    ClaimTopic,
    Edition,
    Organisation,
    Site,
    Source,
    Version,
    Withdrawal,
)
from tests.factories import make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

SITES, ORGANISATIONS, SOURCES = (KINDS[name] for name in ("sites", "organisations", "sources"))


def withdrawn(kind, slug, reason="Closed.", **more):
    return withdraw(kind, slug, who="maria", reason=reason, **more)


def gone_now():
    return gone_keys(KINDS)


def test_a_withdrawn_site_stays_unpublished_with_its_reason_and_all_versions():
    make_site("old", name="Old site")

    edition = withdrawn(SITES, "old", successor="lumi-ai-factory")

    assert not Site.objects.get(pk="old").published
    assert (edition.who, edition.why) == ("maria", "Closed.")
    assert Version.objects.filter(kind="sites", slug="old").count() == 2
    (told,) = gone([("sites", "old")])
    assert (told.name, told.end.edition, told.was_public) == ("Old site", edition, True)
    assert told.successor() == Site.objects.get(pk="lumi-ai-factory")
    assert told.withdrawal.withdrawn_on == dates.today()


def test_a_record_of_another_kind_leaves_the_directory():
    make_organisation("old", name="Old lab")

    withdrawn(ORGANISATIONS, "old")

    assert not Organisation.objects.filter(pk="old").exists()
    (told,) = gone([("organisations", "old")])
    assert (told.name, told.last.edition_id + 1) == ("Old lab", told.end.edition_id)


def cited_by_a_topic():
    topic = ClaimTopic.objects.filter(claims__isnull=False).first()
    return "claims", topic.claims.first().pk


def source_of_an_assumption():
    return "sources", Assumption.objects.filter(sources__isnull=False).first().sources.first().pk


@pytest.mark.parametrize("needed", [cited_by_a_topic, source_of_an_assumption])
def test_what_another_record_names_in_a_list_cannot_be_withdrawn(needed):
    kind, slug = needed()
    before = Edition.current_number()

    with pytest.raises(ChangeRefusedError, match="needed by"):
        withdrawn(KINDS[kind], slug)

    assert KINDS[kind].model.objects.filter(pk=slug).exists()
    assert (Edition.current_number(), Withdrawal.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("slug", "more", "told"),
    [
        ("hidden", {}, "not published"),
        ("nowhere", {}, "no such record"),
        ("shown", {"reason": " "}, "Say why"),
        ("shown", {"successor": "nowhere"}, "no other"),
        ("shown", {"successor": "shown"}, "no other"),
    ],
)
def test_a_refused_withdrawal_leaves_nothing_behind(slug, more, told):
    make_site("hidden", published=False)
    make_site("shown")
    before = Edition.current_number()

    with pytest.raises(ChangeRefusedError, match=told):
        withdrawn(SITES, slug, **more)

    assert (Edition.current_number(), Withdrawal.objects.count()) == (before, 0)
    assert Site.objects.get(pk="shown").published


@pytest.mark.parametrize("kind", [SITES, ORGANISATIONS])
def test_what_is_restored_is_withdrawn_no_more(kind):
    make_site("back") if kind is SITES else make_organisation("back")
    stood = Edition.current_number()
    withdrawn(kind, "back")
    assert gone_now() == [(kind.name, "back")]

    restore(kind, "back", stood, who="ana", why="It goes on.")

    assert kind.model.objects.filter(pk="back").exists()
    assert (gone_now(), gone([(kind.name, "back")])) == ([], [])
    assert not Withdrawal.objects.exists()


def test_readers_follow_several_withdrawals_to_what_stands():
    for slug in ("first", "second", "third"):
        make_organisation(slug)
    withdrawn(ORGANISATIONS, "first", successor="second")
    withdrawn(ORGANISATIONS, "second", successor="third")
    (first,) = gone([("organisations", "first")])
    assert first.successor() == Organisation.objects.get(pk="third")

    withdrawn(ORGANISATIONS, "third")

    assert first.successor() is None


def test_successors_that_name_each_other_lead_nowhere():
    make_organisation("first")
    make_organisation("second")
    withdrawn(ORGANISATIONS, "first", successor="second")
    with recorded():
        Organisation.objects.filter(pk="second").delete()
        Withdrawal.objects.create(
            kind="organisations",
            slug="second",
            successor="first",
            reason="Closed.",
            withdrawn_on=dates.today(),
        )

    assert [told.successor() for told in gone(gone_now())] == [None, None]


def test_deleted_records_are_gone_too_and_what_only_is_unpublished_is_not():
    make_site("hidden", published=False)
    make_site("never", published=False, name="Never shown")
    source = make_source("paper")
    with recorded("A mistake."):
        Site.objects.get(pk="never").delete()
        source.delete()

    assert sorted(gone_now()) == [("sites", "never"), ("sources", "paper")]
    never, paper = gone(sorted(gone_now()))
    assert (never.name, never.was_public, never.end.edition.why) == (
        "Never shown",
        False,
        "A mistake.",
    )
    assert (paper.name, paper.withdrawal, paper.successor()) == ("paper", None, None)
    assert not Source.objects.filter(pk="paper").exists()


def test_a_withdrawn_site_that_is_edited_further_went_when_it_was_withdrawn():
    make_site("old", name="Old site")
    edition = withdrawn(SITES, "old")
    with recorded():
        Site.objects.filter(pk="old").update(name="Secret")

    (told,) = gone([("sites", "old")])

    assert (told.name, told.end.edition) == ("Old site", edition)
