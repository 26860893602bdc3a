"""Two who write at the same moment: one after the other, and nothing of either is lost."""

import datetime
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from directory.editing.drafting import drafts
from directory.editing.roles import PUBLISHER
from directory.models import Draft, Edition, HelpEntry
from tests.admin.forms import address, form_data
from tests.admin.people import someone
from tests.conftest import TODAY
from tests.edits import begin_draft
from tests.factories import recorded

TERM = "access-mode"
FORM, VERIFIED = (address(HelpEntry, page, TERM) for page in ("change", "verified"))
OLD = datetime.date(2026, 1, 1)
#: How a writer asks for its turn, on SQLite and on PostgreSQL.
ASKS_FOR_ITS_TURN = ("BEGIN IMMEDIATE", "SELECT pg_advisory_xact_lock")
PATIENCE = 20


@contextmanager
def before_turn(number: int, meet: Callable[[], Any]) -> Iterator[None]:
    """Call `meet` as soon as this thread is about to ask for its turn to write this many times."""
    asked = 0

    def watch(execute: Callable, sql: str, *rest: Any) -> Any:
        nonlocal asked
        if sql.startswith(ASKS_FOR_ITS_TURN):
            asked += 1
            if asked == number:
                meet()
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield
    assert asked >= number


def in_a_thread(write: Callable, turn: int = 1, meet: Callable = bool) -> Any:
    """Write over a connection of its own, which a thread has."""
    try:
        with before_turn(turn, meet):
            return write()
    finally:
        connection.close()


def at_once(*writers: Callable) -> list:
    """Let all write when each has seen how things are, and none has changed them."""
    everybody = Barrier(len(writers), timeout=PATIENCE)
    with ThreadPoolExecutor(len(writers)) as threads:
        began = [threads.submit(in_a_thread, write, meet=everybody.wait) for write in writers]
        return [one.result() for one in began]


def overtaken(slow: Callable, quick: Callable, *, turn: int = 1) -> list:
    """Let `quick` write it all when `slow` has looked and is about to have its turn."""
    answers = []
    with ThreadPoolExecutor(2) as threads:

        def meet() -> None:
            answers.append(threads.submit(in_a_thread, quick).result(PATIENCE))

        return [threads.submit(in_a_thread, slow, turn, meet).result(), *answers]


@pytest.fixture
def petra():
    return someone(PUBLISHER, "petra")


@pytest.fixture
def paul():
    return someone(PUBLISHER, "paul")


def saving(client, **values):
    """Open the form now; return what sends it, changed, later."""
    data = form_data(client.get(FORM)) | values
    return lambda **more: client.post(FORM, data | more)


@pytest.fixture(autouse=True)
def term(transactional_db):
    """The second edition: an entry of the help that was verified long ago."""
    with recorded():
        HelpEntry.objects.filter(pk=TERM).update(theme="Time", asked_by="", checked_on=OLD)


def says(*names):
    return HelpEntry.objects.values_list(*names).get(pk=TERM)


def editions():
    return list(Edition.objects.order_by("number").values_list("number", flat=True))


def test_of_two_saves_of_one_form_the_second_is_refused_and_can_be_brought_together(petra, paul):
    saves = [saving(petra, theme="Speed"), saving(paul, asked_by="Firms")]

    answers = at_once(*saves)

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert editions() == [1, 2, 3]
    second = [answer.status_code for answer in answers].index(409)
    assert says("theme", "asked_by") == (("Time", "Firms"), ("Speed", ""))[second]
    page = answers[second].content.decode()
    assert f'value="{("Speed", "Firms")[second]}"' in page
    assert ("Firms", "Speed")[second] in page

    assert saves[second](seen=3, _merge="1").status_code == 302
    assert says("theme", "asked_by") == ("Speed", "Firms")


def test_a_draft_kept_while_another_saves_rests_on_what_its_writer_saw(petra, paul):
    keep = saving(petra, theme="Speed", _draft="1")

    overtaken(keep, saving(paul, asked_by="Firms"), turn=2)

    draft = Draft.objects.get()
    assert (draft.base, editions()) == (2, [1, 2, 3])
    drafts.bring_together(draft, who="petra")
    drafts.publish(draft, who="petra")
    assert says("theme", "asked_by") == ("Speed", "Firms")


def test_both_changes_are_not_published_together_over_a_third(petra, paul):
    merge = saving(petra, theme="Speed")
    assert saving(paul, asked_by="Firms")().status_code == 302
    assert merge().status_code == 409

    # Its first turn only tries out what the form would save.
    third = saving(paul, question="Access?")
    answers = overtaken(partial(merge, seen=3, _merge="1"), third, turn=2)

    assert [answer.status_code for answer in answers] == [409, 302]
    assert "Access?" in answers[0].content.decode()
    assert says("theme", "asked_by", "question") == ("Time", "Firms", "Access?")
    assert merge(seen=4, _merge="1").status_code == 302
    assert says("theme", "asked_by", "question") == ("Speed", "Firms", "Access?")


def test_nobody_verifies_what_was_changed_after_they_looked(petra, paul):
    answers = overtaken(lambda: petra.post(VERIFIED, {"opened_at": 2}), saving(paul, theme="Speed"))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert "Look at it again." in petra.get(FORM).content.decode()
    assert (editions(), says("theme", "checked_on")) == ([1, 2, 3], ("Speed", OLD))


def test_verifying_many_takes_nothing_from_a_save(petra, paul):
    page, action = address(HelpEntry, "changelist"), "mark_as_verified"
    verify = {"action": action, "_selected_action": [TERM]}

    overtaken(lambda: petra.post(page, verify), saving(paul, theme="Speed"))

    assert (editions(), says("theme", "checked_on")) == ([1, 2, 3, 4], ("Speed", TODAY))


def test_a_save_does_not_take_back_that_somebody_verified_meanwhile(petra, paul):
    save = saving(petra, theme="Speed")

    answers = overtaken(save, lambda: paul.post(VERIFIED, {"opened_at": 2}))

    assert [answer.status_code for answer in answers] == [409, 302]
    assert says("theme", "checked_on") == ("Time", TODAY)
    assert save(seen=3, _merge="1").status_code == 302
    assert says("theme", "checked_on") == ("Speed", TODAY)


def test_a_draft_that_two_publish_makes_one_edition(petra, paul):
    draft = begin_draft("help", TERM, theme="Speed")
    page = reverse("admin:directory_draft_change", args=[draft.pk])
    publish = {"revision": 1, "publish": "1"}

    answers = at_once(lambda: petra.post(page, publish), lambda: paul.post(page, publish))

    assert {answer.status_code for answer in answers} == {302}
    assert (editions(), says("theme")) == ([1, 2, 3], ("Speed",))
    assert Edition.current().who in {f"eva, published by {name}" for name in ("petra", "paul")}
    assert not Draft.objects.exists()


def test_what_is_due_is_published_once_by_two_runs():
    slugs = ["ai-factory", TERM, "ai-gigafactory"]
    for slug in slugs:
        drafts.schedule(begin_draft("help", slug, theme="Speed"), TODAY, who="petra")
    out = [io.StringIO(), io.StringIO()]

    at_once(*(partial(call_command, "publish_due", stdout=each) for each in out))

    told = "".join(each.getvalue() for each in out).splitlines()
    assert sorted(line.partition(":")[0] for line in told) == sorted(f"help/{s}" for s in slugs)
    assert editions() == [1, 2, 3, 4, 5]
    assert set(HelpEntry.objects.filter(theme="Speed").values_list("pk", flat=True)) == set(slugs)
    assert not Draft.objects.exists()
