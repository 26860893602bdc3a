"""The check of links: which addresses records name, which are due, and what is kept of answers."""

import datetime
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import Any

from django.db.models import URLField
from django.utils import timezone
from django.utils.translation import ngettext

from directory import dates
from directory.editing.change import recorded_change
from directory.editing.kinds import KINDS
from directory.editing.links.answers import Answer, Verdict, host_of
from directory.models import LinkCheck, Site

WHO = "check_links"
AT_A_TIME = 8
BATCH = 50


def addresses() -> list[str]:
    """Return every address that public records name, each once; a query for each kind of record."""
    found: set[str] = set()
    for kind in KINDS.values():
        found |= _named_in(kind.model.public())
        for rows in kind.rows:
            parts = rows.model._default_manager.all()
            if kind.model is Site:
                parts = parts.filter(**{f"{rows.parent}__published": True})
            found |= _named_in(parts)
    return sorted(found)


def _named_in(rows: Any) -> set[str]:
    fields = [field.name for field in rows.model._meta.fields if isinstance(field, URLField)]
    if not fields:
        return set()
    return {url for row in rows.order_by().values_list(*fields) for url in row if url}


def due(
    named: Iterable[str], *, host: str = "", older_than: int | None = None, limit: int | None = None
) -> list[str]:
    """Return the addresses to ask: those of a host, not asked for so many days, longest ago first.

    `host` stands for the hosts below it too.
    """
    asked = dict(LinkCheck.objects.values_list("url", "checked_at"))
    before = timezone.now() - datetime.timedelta(days=older_than or 0)
    never = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    chosen = [
        url
        for url in named
        if (not host or f".{host_of(url)}".endswith(f".{host.lower()}"))
        and (older_than is None or asked.get(url, never) < before)
    ]
    return sorted(chosen, key=lambda url: (asked.get(url, never), url))[:limit]


def answers(
    urls: Iterable[str], ask: Callable[[str], Answer], stop: threading.Event
) -> Iterator[Answer]:
    """Yield answers as they come, several hosts at a time and each with one request at a time.

    A host that has had enough is asked no further.
    """
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    come: Queue[Answer | None] = Queue()

    def ask_host(of_host: list[str]) -> None:
        try:
            for url in of_host:
                if stop.is_set():
                    break
                answer = ask(url)
                come.put(answer)
                if answer.is_enough:
                    break
        finally:
            come.put(None)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        asked = [pool.submit(ask_host, of_host) for of_host in by_host.values()]
        try:
            for _host in asked:
                while (answer := come.get()) is not None:
                    yield answer
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
    for host in asked:
        host.result()  # what failed here is a fault of ours and is told


def check(urls: list[str], ask: Callable[[str], Answer]) -> Iterator[list[Answer]]:
    """Ask addresses and yield answers as they are kept, in batches that each stay valid.

    A host without an address is believed to be gone once another one answered after it: a machine
    that has no network, or loses it on the way, finds none at all.
    """
    stop, sure, doubtful, witness = threading.Event(), list[Answer](), list[Answer](), ""
    for answer in answers(urls, ask, stop):
        doubtful.append(answer)
        if answer.reached:
            sure, doubtful, witness = sure + doubtful, [], answer.url
        if len(sure) >= BATCH:
            keep(sure)
            yield sure
            sure = []
    if witness and (not doubtful or ask(witness).reached):
        sure += doubtful
    if sure:
        keep(sure)
        yield sure


def keep(found: Iterable[Answer]) -> None:
    """Write down answers; pages get a new edition where links died or live again."""
    found = list(found)
    with recorded_change(WHO) as change:
        known = LinkCheck.objects.in_bulk([answer.url for answer in found])
        turned: Counter[bool] = Counter()
        for answer in found:
            check = known.get(answer.url) or LinkCheck(url=answer.url)
            was_dead = check.dead_since is not None
            if answer.verdict is Verdict.DEAD:
                check.dead_since = check.dead_since or dates.today()
            elif answer.verdict is Verdict.ALIVE:
                check.dead_since = None
            is_dead = check.dead_since is not None
            turned[is_dead] += was_dead != is_dead
            check.checked_at, check.outcome = timezone.now(), answer.outcome
            check.save()
        change.is_seen = turned.total() > 0
        change.why = in_words(died=turned[True], live=turned[False])


def in_words(*, died: int, live: int) -> str:
    told = []
    if died:
        told.append(
            ngettext("%(count)d link found dead.", "%(count)d links found dead.", died)
            % {"count": died}
        )
    if live:
        told.append(
            ngettext("%(count)d link answers again.", "%(count)d links answer again.", live)
            % {"count": live}
        )
    return " ".join(told)


def forget(named: Iterable[str]) -> int:
    """Drop what is kept of addresses that no public record names any more; return how many."""
    kept = set(LinkCheck.objects.values_list("url", flat=True)) - set(named)
    if kept:
        with recorded_change(WHO):
            LinkCheck.objects.filter(url__in=kept).delete()
    return len(kept)
