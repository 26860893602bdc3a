"""The kinds of record: which model each is, in which file, and which rows belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from directory.models import (
    AboutRecord,
    Accelerator,
    AccessCall,
    AccessMode,
    AntennaLink,
    Assumption,
    Citation,
    Claim,
    ClaimTopic,
    Conflict,
    Country,
    FinderRule,
    HelpEntry,
    Milestone,
    Organisation,
    Part,
    Policy,
    PolicyStep,
    Record,
    Sector,
    Service,
    Site,
    SiteMachine,
    SiteOrganisation,
    Source,
    Supercomputer,
    Wave,
)


def accessor(model: type[models.Model], parent: str) -> str:
    """Return the name under which a record holds the rows of `model` that name it as `parent`."""
    key: Any = model._meta.get_field(parent)
    return key.remote_field.get_accessor_name()


@dataclass(frozen=True)
class Rows:
    """Rows written within a record: under `key`, of `model`, tied to it by the key `parent`."""

    key: str
    model: type[Part]
    parent: str

    @property
    def accessor(self) -> str:
        """The name under which the record's instance holds these rows."""
        return accessor(self.model, self.parent)


@dataclass(frozen=True)
class Kind:
    """A kind of record. Its name is that of its fixture file and of its list's address."""

    name: str
    model: type[Record]
    date_key: str = ""
    rows: tuple[Rows, ...] = ()

    @property
    def evidence_key(self) -> str:
        """The foreign key by which citations and conflicts name a record of this kind, or ''."""
        return next(
            (
                key
                for key in AboutRecord.SUBJECTS
                if Citation._meta.get_field(key).related_model is self.model
            ),
            "",
        )

    @property
    def fields(self) -> list[models.Field]:
        return written_fields(self.model)

    @property
    def parts(self) -> list[tuple[type[Part], str]]:
        """Each model of rows of this kind with the foreign key to the record."""
        evidence = [(Citation, self.evidence_key), (Conflict, self.evidence_key)]
        return [(rows.model, rows.parent) for rows in self.rows] + evidence * bool(
            self.evidence_key
        )

    def records(self, slugs: Iterable[str] | None = None) -> models.QuerySet:
        """Return the records with all their rows, in a number of queries that does not grow."""
        records = self.model._default_manager.order_by("slug")
        if slugs is not None:
            records = records.filter(slug__in=list(slugs))
        related = [field.name for field in self.model._meta.many_to_many if is_written(field)]
        for rows in self.rows:
            related.append(rows.accessor)
            related += [f"{rows.accessor}__{field.name}" for field in rows.model._meta.many_to_many]
        if self.evidence_key:
            related += ["citations", "conflicts"]
        return records.prefetch_related(*related)


def is_written(field: Any) -> bool:
    """Tell whether a field stands in the record form by itself."""
    if field.many_to_many:
        return field.remote_field.through._meta.auto_created
    return field.editable and not field.auto_created and not field.primary_key


def written_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of the form in their order: as declared, many-to-many last."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [field for field in fields if is_written(field)]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("countries", Country, date_key="joined"),
        Kind("sectors", Sector),
        Kind("services", Service),
        Kind("organisations", Organisation),
        Kind("sources", Source, date_key="published"),
        Kind("waves", Wave),
        Kind("accelerators", Accelerator),
        Kind(
            "supercomputers",
            Supercomputer,
            rows=(Rows("milestones", Milestone, "supercomputer"),),
        ),
        Kind(
            "sites",
            Site,
            rows=(
                Rows("organisations", SiteOrganisation, "site"),
                Rows("supercomputers", SiteMachine, "site"),
                Rows("linked_factories", AntennaLink, "antenna"),
                Rows("milestones", Milestone, "site"),
            ),
        ),
        Kind("claims", Claim, date_key="as_of"),
        Kind("claim-topics", ClaimTopic),
        Kind("access-modes", AccessMode, rows=(Rows("calls", AccessCall, "mode"),)),
        Kind("policies", Policy, date_key="date", rows=(Rows("steps", PolicyStep, "policy"),)),
        Kind("finder-rules", FinderRule),
        Kind("assumptions", Assumption),
        Kind("help", HelpEntry),
    )
}


def kind_of(model: type[models.Model]) -> Kind:
    """Return the kind whose records `model`, or a proxy of it, holds."""
    concrete = model._meta.concrete_model
    return next(kind for kind in KINDS.values() if kind.model is concrete)


def kind_named(model_name: str | None) -> Kind | None:
    """Return the kind whose model has this name, which is also that of its records' pages."""
    return next(
        (kind for kind in KINDS.values() if kind.model._meta.model_name == model_name), None
    )
