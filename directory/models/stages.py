"""Status is derived, never typed: the stage of a record on a day, from its milestones."""

import datetime
from collections.abc import Iterable
from typing import ClassVar, NamedTuple, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from directory import dates
from directory.enums import UNKNOWN_STAGE


def happened_by(day: datetime.date) -> Q:
    """Match reached milestones that had happened by `day`; undated ones are known only today."""
    return Q(latest__lte=day) | (Q(latest__isnull=True) if day >= dates.today() else Q(pk__in=[]))


def may_have_happened_by(day: datetime.date) -> Q:
    """Match reached milestones of which no source tells whether they had happened by `day`."""
    under_way = Q(latest__gt=day) & (Q(earliest__isnull=True) | Q(earliest__lte=day))
    return under_way | (Q(pk__in=[]) if day >= dates.today() else Q(latest__isnull=True))


class Step(NamedTuple):
    """A reached milestone: its stage, and the first and last day on which it may have happened."""

    stage: str
    earliest: datetime.date | None
    latest: datetime.date | None

    def happened_by(self, day: datetime.date) -> bool:
        """Tell what `happened_by` tells the database."""
        return self.latest <= day if self.latest else day >= dates.today()

    def is_after(self, day: datetime.date) -> bool:
        """Tell whether it happened later than `day` for certain."""
        return bool(self.earliest and self.earliest > day)

    def may_have_happened_by(self, day: datetime.date) -> bool:
        """Tell what `may_have_happened_by` tells the database."""
        if not self.latest:
            return day < dates.today()
        return self.latest > day and (self.earliest is None or self.earliest <= day)


def possible_stages(
    steps: Iterable[Step], ladder: type[models.TextChoices], day: datetime.date
) -> list[str]:
    """Return every stage that a record may have had on `day`, as far as sources tell.

    One where they do; where only a "known by" day is published, all from the last certain stage
    up to that one.
    """
    steps, stages = list(steps), list(ladder.values)
    certain = [stages.index(step.stage) for step in steps if step.happened_by(day)]
    possible = [stages.index(step.stage) for step in steps if step.may_have_happened_by(day)]
    if not certain and not possible:
        return stages
    lowest = max(certain, default=0)
    return stages[lowest : max([lowest, *possible]) + 1]


def stage_on(steps: Iterable[Step], ladder: type[models.TextChoices], day: datetime.date) -> str:
    """Return the stage on `day` by the rule of `with_stage`, which asks the database."""
    steps = list(steps)
    stages = possible_stages(steps, ladder, day)
    certain = any(step.happened_by(day) for step in steps)
    return stages[0] if certain and len(stages) == 1 else UNKNOWN_STAGE


class StagedQuerySet(models.QuerySet):
    """Adds the stage of each record, as a `stage` column that can be filtered and sorted."""

    ladder: ClassVar[type[models.TextChoices]]

    def with_stage(self, day: datetime.date | None = None) -> Self:
        """Annotate `stage`: the highest rung among the milestones reached by `day` (default today).

        It is UNKNOWN_STAGE where no milestone was reached, or where a higher one may have been:
        before a "known by" day the sources do not tell, so the lower rung is not stated as a fact.
        `stage_rung` is its place on the ladder from 0, null where unknown.
        """
        day = day or dates.today()
        rungs = {stage: rung for rung, stage in enumerate(self.ladder.values)}
        rung_of_stage = Case(
            *(When(stage=stage, then=Value(rung)) for stage, rung in rungs.items()),
            output_field=models.SmallIntegerField(),
        )
        reached = self.model.milestones.rel.related_model.objects.filter(
            **{self.model.milestones.rel.field.name: OuterRef("pk")}, reached=True
        ).annotate(rung=rung_of_stage)

        def highest(condition: Q) -> Subquery:
            return Subquery(reached.filter(condition).order_by("-rung").values("rung")[:1])

        known = self.annotate(
            certain_rung=highest(happened_by(day)), possible_rung=highest(may_have_happened_by(day))
        )
        return known.annotate(
            stage_rung=Case(
                When(possible_rung__gt=F("certain_rung"), then=None),
                default=F("certain_rung"),
                output_field=models.SmallIntegerField(),
            )
        ).annotate(
            stage=Case(
                *(When(stage_rung=rung, then=Value(stage)) for stage, rung in rungs.items()),
                default=Value(UNKNOWN_STAGE),
                output_field=models.CharField(),
            )
        )
