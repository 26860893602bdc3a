"""The marks of a timeline: what is drawn of one date, where its label stands, what has room."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.columns.base import DAY, when
from directory.columns.milestones import changes_in_words
from directory.evidence.plans import PlannedStage
from directory.evidence.timeline import OVERDUE, UNTOLD, changes_of
from directory.models import Dated, Milestone
from directory.pages.timeline_axis import WIDTH, Axis

ROW = 16  # units from one row of marks to the next
PADDING = 3
POINT = 5  # half the width of a mark for one day
DENSE = 10  # units from row to row, and half the width of a mark, where none has a label
SMALL = 3.5
TAIL = 26  # how far a mark reaches to the left where only the last day is known
LETTER = 5.7  # the usual width of one at the size of labels
GAP = 5

DAY_MARK, SPAN, OPEN = "day", "span", "open"


@dataclass
class Mark:
    """One date of one step: a day, the span that it may lie in, or all days up to one.

    `key` is the anchor of the row that tells everything about it.
    """

    key: str
    title: str
    label: str
    shape: str
    x1: float
    x2: float
    reached: bool
    overdue: bool = False
    untold: bool = False
    row: int = 0
    pitch: int = ROW
    label_x: float = 0
    label_ends: bool = False

    @property
    def x(self) -> float:
        return round((self.x1 + self.x2) / 2, 1)

    @property
    def y(self) -> float:
        return PADDING + self.row * self.pitch + self.pitch / 2

    @property
    def width(self) -> float:
        return round(self.x2 - self.x1, 1)

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where the mark and its label need room."""
        long = len(self.label) * LETTER
        ends = (self.label_x - long, self.label_x) if self.label_ends else None
        label = ends or (self.label_x, self.label_x + long)
        half = POINT if self.label else SMALL
        mark = self.x1 - half, self.x2 + half
        return (min(mark[0], label[0]), max(mark[1], label[1])) if self.label else mark

    def put_label(self, *, left: bool = False) -> None:
        """Put the label into the mark where there is room, else to its right, else to its left."""
        long = len(self.label) * LETTER
        self.label_ends = False
        if self.shape == SPAN and self.width >= long + 2 * GAP:
            self.label_x = self.x1 + GAP
        elif not left and self.x2 + GAP + POINT + long <= WIDTH:
            self.label_x = self.x2 + GAP + (POINT if self.shape == DAY_MARK else 0)
        else:
            self.label_x = self.x1 - GAP - (POINT if self.shape == DAY_MARK else 0)
            self.label_ends = True


@dataclass(frozen=True)
class Arrow:
    """From one plan to a later or earlier one, or to the day on which the stage was reached."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def head(self) -> float:
        """Where the head of the arrow begins."""
        return round(self.x2 - 5 if self.x2 > self.x1 else self.x2 + 5, 1)


def arrow_between(before: Mark, after: Mark) -> Arrow:
    """Return the arrow from one mark to one that lies wholly later or earlier, in a lower row."""
    later = after.x1 >= before.x2
    half = POINT if after.shape == DAY_MARK else 0
    start = before.x2 - 8 if later else before.x1 + 8
    if before.shape == DAY_MARK:
        start = before.x
    end = after.x1 - half if later else after.x2 + half
    return Arrow(round(start, 1), before.y + 6, round(end, 1), after.y)


class Rows:
    """The rows of a lane, each with the stretches that are taken."""

    def __init__(self, gap: int = GAP) -> None:
        self.gap = gap
        self.taken: list[list[tuple[float, float]]] = []

    def place(self, mark: Mark, below: Mark | None = None) -> None:
        """Put a mark into the first row where it fits, below the one that an arrow leads from."""
        start, end = mark.extent
        if below:
            start, end = min(start, below.x2 - POINT), max(end, below.x1 + POINT)
        row = below.row + 1 if below else 0
        while not self.is_free(row, start, end):
            row += 1
        while len(self.taken) <= row:
            self.taken.append([])
        self.taken[row].append((start, end))
        mark.row = row

    def is_free(self, row: int, start: float, end: float) -> bool:
        if row >= len(self.taken):
            return True
        return all(
            end + self.gap <= left or right + self.gap <= start for left, right in self.taken[row]
        )


def mark_of(dated: Dated, key: str, title: str, label: str, axis: Axis, reached: bool) -> Mark:
    """Return the mark of a date: its true span, never a day that no source names."""
    latest = dated.latest or axis.last
    if dated.earliest is None:
        x2 = axis.end_of(latest)
        return Mark(key, title, label, OPEN, max(round(x2 - TAIL, 1), 1), x2, reached)
    if dated.earliest == latest:
        x = axis.middle_of(latest)
        return Mark(key, title, label, DAY_MARK, x, x, reached)
    x1, x2 = axis.start_of(dated.earliest), axis.end_of(latest)
    if x2 <= axis.left and axis.before:
        x1, x2 = 3, axis.left - 3
    elif x1 >= axis.right and axis.after:
        x1, x2 = axis.right + 3, axis.width - 3
    return Mark(key, title, label, SPAN, x1, x2, reached)


def milestone_mark(
    milestone: Milestone, stage: PlannedStage | None, axis: Axis, day: datetime.date
) -> Mark:
    changes = changes_of(milestone, stage, day)
    words = changes_in_words(milestone, stage, day)
    label = str(milestone.get_stage_display())
    title = [f"{milestone.owner()}: {label}", when(milestone)]
    if not milestone.reached:
        title[0] = _("%(step)s, planned") % {"step": title[0]}
        if milestone.stated_on:
            stated = date_format(milestone.stated_on, DAY)
            words = [_("stated on %(day)s") % {"day": stated}, *words]
    mark = mark_of(
        milestone,
        f"milestone-{milestone.pk}",
        "; ".join([": ".join(title), *words]),
        label,
        axis,
        milestone.reached,
    )
    mark.overdue, mark.untold = OVERDUE in changes, UNTOLD in changes
    if mark.untold:
        mark.label = f"{label}?"
    elif mark.overdue:
        mark.label = _("%(step)s? day passed") % {"step": label}
    mark.put_label()
    return mark
