"""How a number came about: the days on which it changed, as far as known today."""

import datetime
from itertools import chain

from directory.evidence.counting import Count, Metric
from directory.evidence.network import Network


def course_of(
    metric: Metric, network: Network, day: datetime.date
) -> list[tuple[datetime.date, Count]]:
    """Return each day up to `day` since which a number was another one, the newest first.

    Days before the first site, machine or state, on which the number was 0 for certain, are left
    out.
    """
    course: list[tuple[datetime.date, Count]] = []
    before = "0"
    for since in sorted(days_of_change(network, day)):
        count = metric.count(network, since)
        if count.in_words != before:
            course.append((since, count))
            before = count.in_words
    return course[::-1]


def days_of_change(network: Network, day: datetime.date) -> set[datetime.date]:
    """Return the days up to `day` on which the network, or what is certain of it, changed."""
    steps = chain(*(s.steps for s in network.sites), *(m.steps for m in network.machines))
    spans = [(step.earliest, step.latest) for step in steps]
    spans += [(country.earliest, country.latest) for country in network.countries]
    days = {one for span in spans for one in span if one and one <= day}
    return days | {wave.announced_on for wave in network.waves if wave.announced_on <= day} | {day}
