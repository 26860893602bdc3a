"""What a row of the list of calls shows: an access mode with its cut-offs as of a day."""

import datetime
from collections.abc import Iterable

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.columns.base import DAY, Column, DataType, Link, iso
from directory.columns.facts import resources
from directory.enums import AccessTrack, CallState, ComputeUnit, Recurrence
from directory.evidence.cutoffs import Cutoff, Cutoffs

HOUR = "H:i"


def cutoff_in_words(cutoff: Cutoff) -> str:
    """Return day and hour of a cut-off, such as 30 November 2026, 10:00 Brussels time."""
    day = date_format(cutoff.day, DAY)
    if cutoff.hour is None:
        return _now("%(day)s, hour not published") % {"day": day}
    hour = time_format(cutoff.hour, HOUR)
    return _now("%(day)s, %(hour)s Brussels time") % {"day": day, "hour": hour}


def state_in_words(cutoffs: Cutoffs) -> str:
    """Return in a sentence whether one can apply, and by when or until when one could."""
    if cutoffs.next:
        words = _now("Next cut-off: %(when)s.") % {"when": cutoff_in_words(cutoffs.next)}
        rule = cutoffs.mode.get_recurrence_display()
        return f"{words} {rule}." if rule else words
    if not cutoffs.last_known:
        return f"{cutoffs.state.label}."
    last = {"day": date_format(cutoffs.last_known.day, DAY)}
    if cutoffs.state == CallState.CLOSED:
        return _now("Closed. The last cut-off was %(day)s; no later one is published.") % last
    return _now("No further cut-off is published. The last one known was %(day)s.") % last


def left_in_words(cutoffs: Cutoffs) -> str:
    """Return how far ahead the next cut-off is, empty where none is."""
    days = cutoffs.days_left
    if days is None:
        return ""
    if days == 0:
        return _now("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def checked_in_words(cutoffs: Cutoffs) -> str:
    if cutoffs.checked_on is None:
        return _now("When this was last checked is not published.")
    return _now("Last checked %(day)s.") % {"day": date_format(cutoffs.checked_on, DAY)}


def written(cutoff: Cutoff | None) -> str | None:
    """Return a cut-off as data: day and hour with its distance to UTC, or the day alone."""
    return cutoff.when.isoformat() if cutoff else None


def all_written(cutoffs: Iterable[Cutoff]) -> list[str]:
    return [cutoff.when.isoformat() for cutoff in cutoffs]


def checked(day: datetime.date | None) -> str:
    return date_format(day, DAY) if day else ""


CALL_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda mode: mode.slug),
    Column(
        "name",
        _("Name"),
        _("Name of the access mode, a way to get computing time."),
        lambda mode: mode.name,
        links=lambda mode: [Link(mode.name, mode.get_absolute_url())],
        in_table=True,
    ),
    Column(
        "track",
        _("Track"),
        _("The programme that the mode belongs to."),
        lambda mode: mode.track,
        choices=AccessTrack,
        text=lambda mode: mode.get_track_display(),
        in_table=True,
    ),
    Column(
        "state",
        _("State"),
        _("Whether one can apply on the day, as far as it is published."),
        lambda mode: mode.cutoffs.state.value,
        choices=CallState,
        text=lambda mode: mode.cutoffs.state.label,
        in_table=True,
    ),
    Column(
        "state_in_words",
        _("State in words"),
        _("The same in a sentence, with the next or the last cut-off."),
        lambda mode: state_in_words(mode.cutoffs),
    ),
    Column(
        "next_cutoff",
        _("Next cut-off"),
        _("The first cut-off from the day on: its hour with the distance to UTC, else its day."),
        lambda mode: written(mode.cutoffs.next),
        text=lambda mode: cutoff_in_words(mode.cutoffs.next) if mode.cutoffs.next else "",
        in_table=True,
    ),
    Column(
        "following_cutoffs",
        _("Following cut-offs"),
        _("Those after the next one. Of a cut-off that recurs these are worked out for a year."),
        lambda mode: all_written(mode.cutoffs.following),
        data_type=DataType.TEXTS,
    ),
    Column(
        "past_cutoffs",
        _("Past cut-offs"),
        _("Those before the day that were published as such, the newest first."),
        lambda mode: all_written(mode.cutoffs.past),
        data_type=DataType.TEXTS,
    ),
    Column(
        "recurrence",
        _("Recurring cut-off"),
        _("The rule by which a cut-off comes again; empty where there is none."),
        lambda mode: mode.recurrence,
        choices=Recurrence,
        text=lambda mode: mode.get_recurrence_display() or "",
    ),
    Column(
        "always_open",
        _("Open all the time"),
        _("Whether one can apply at any time; empty where no source tells."),
        lambda mode: mode.always_open,
        data_type=DataType.BOOLEAN,
    ),
    Column(
        "cutoff_time",
        _("Hour of the cut-off"),
        _("Hour of a cut-off day by which to apply, in Brussels, such as 10:00."),
        lambda mode: mode.cutoff_time or None,
    ),
    Column(
        "checked_on",
        _("Last checked"),
        _("The day on which the cut-offs were last compared with their source."),
        lambda mode: iso(mode.checked_on),
        data_type=DataType.DAY,
        text=lambda mode: checked(mode.checked_on),
        in_table=True,
    ),
    Column(
        "sources",
        _("Sources"),
        _("The documents that state the cut-offs, by their permanent names."),
        lambda mode: [source.pk for source in mode.cutoff_sources],
        data_type=DataType.TEXTS,
        refers_to="sources",
    ),
    Column(
        "conflict",
        _("Where sources disagree"),
        _("How what sources say of the cut-offs differs; empty where it does not."),
        lambda mode: mode.cutoff_conflict or None,
    ),
    Column(
        "for_whom",
        _("For whom"),
        _("Whom the mode is meant for."),
        lambda mode: mode.for_whom or None,
    ),
    Column(
        "eligibility",
        _("Who may apply"),
        _("Who may apply, as far as it is published."),
        lambda mode: mode.eligibility or None,
    ),
    Column(
        "resources",
        _("Size"),
        _("What one can apply for, in words."),
        lambda mode: resources(mode) or None,
    ),
    Column(
        "resource_unit",
        _("Unit of the size"),
        _("Unit of the smallest and the largest size."),
        lambda mode: mode.resource_unit,
        choices=ComputeUnit,
    ),
    Column(
        "resource_min",
        _("Smallest size"),
        _("The least that one can apply for; empty where not published."),
        lambda mode: mode.resource_min,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    Column(
        "resource_max",
        _("Largest size"),
        _("The most that one can apply for; empty where not published."),
        lambda mode: mode.resource_max,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    Column(
        "duration",
        _("Duration"),
        _("For how long the computing time is given."),
        lambda mode: mode.duration or None,
    ),
    Column(
        "turnaround",
        _("How long it takes"),
        _("From the application or its cut-off to access."),
        lambda mode: mode.turnaround or None,
    ),
    Column(
        "turnaround_working_days",
        _("How long it takes in working days"),
        _("The same as a number, where the sources give one."),
        lambda mode: mode.turnaround_working_days,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    Column("cost", _("Cost"), _("What it costs, and whom."), lambda mode: mode.cost or None),
    Column(
        "apply_url",
        _("Where to apply"),
        _("Address of the form or the portal."),
        lambda mode: mode.apply_url or None,
        data_type=DataType.URL,
    ),
    Column(
        "info_url",
        _("Where to read more"),
        _("Address of the page of the call."),
        lambda mode: mode.info_url or None,
        data_type=DataType.URL,
    ),
    Column(
        "example",
        _("Example"),
        _("What one project was given, as published."),
        lambda mode: mode.example or None,
    ),
    Column("note", _("Note"), _("Remark about the mode."), lambda mode: mode.note or None),
)
