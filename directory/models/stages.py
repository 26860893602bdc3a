"""Status is derived, never typed: the stage of a record on a day, from its milestones."""

import datetime
from typing import ClassVar, Self

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
