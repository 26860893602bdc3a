"""Gaps: the facts that a record states and no source is cited for."""

from functools import reduce
from operator import add, or_
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Sum, Value, When

from directory.enums import OrganisationRole
from directory.models import AboutRecord, Citation, Milestone, Record

#: Where the value of a fact stands, if not in the field of its name. Any of them states the fact.
HELD_BY = {
    "contact": ("contact_email", "contact_url"),
    "coordinates": ("latitude",),
    "cutoffs": ("calls", "always_open", "recurrence"),
    "date": ("latest",),
    "joined": ("latest",),
    "linked_factories": ("factory_links",),
    "owner": ("owner_name",),
    "resources": ("resources", "resource_min", "resource_max"),
    "sectors": ("sectors", "sectors_as_published"),
    "services": ("services", "services_as_published"),
    "sites": ("site_uses",),
    "status": ("milestones",),
    "supercomputers": ("machine_uses",),
    "turnaround": ("turnaround", "turnaround_working_days"),
}
#: Facts of a site that are the organisations in a role.
ROLES = {
    "host": OrganisationRole.HOST,
    "coordinator": OrganisationRole.COORDINATOR,
    "partners": OrganisationRole.PARTNER,
}


def with_gaps(records: models.QuerySet) -> models.QuerySet:
    """Annotate `gaps`, the number of facts of each record that are stated and not cited.

    It costs a subquery for each fact and record, but no query of its own.
    """
    return records.annotate(gaps=reduce(add, _gaps_by_fact(records.model).values()))


def gaps_of(record: Record) -> list[str]:
    """Return the facts of a kept record that are stated and not cited, in one query."""
    model = type(record)
    columns = {f"gap_{fact}": gap for fact, gap in _gaps_by_fact(model).items()}
    row: Any = model._base_manager.filter(pk=record.pk).values(**columns).get()
    return [fact for fact in model.FACTS if row[f"gap_{fact}"]]


def records_with_gaps(model: type[Record]) -> list[tuple[str, str, list[str]]]:
    """Return (slug, name, facts) of the records with facts that are not cited; one query."""
    columns = {f"gap_{fact}": gap for fact, gap in _gaps_by_fact(model).items()}
    records: Any = model._default_manager.order_by("sort_key", "pk")
    return [
        (row["pk"], row["name"], facts)
        for row in with_gaps(records).filter(gaps__gt=0).values("pk", "name", **columns)
        if (facts := [fact for fact in model.FACTS if row[f"gap_{fact}"]])
    ]


def total_gaps(model: type[Record]) -> int:
    """Return how many facts of all records of a model are stated and not cited, in one query."""
    records = with_gaps(model._default_manager.order_by())
    return records.aggregate(total=Sum("gaps"))["total"] or 0


def _gaps_by_fact(model: type[Record]) -> dict[str, Case]:
    """Return an expression for each fact: 1 where it is a gap, else 0."""
    return {
        fact: Case(
            When(_stated(model, fact) & ~_cited(model, fact), then=Value(1)),
            default=Value(0),
            output_field=models.IntegerField(),
        )
        for fact in model.FACTS
    }


def _stated(model: type[Record], fact: str) -> Q:
    """Match records that hold a value of the fact."""
    if fact in ROLES:
        return Q(_has_rows(model, "involvements", role=ROLES[fact]))
    return reduce(or_, (_filled(model, name) for name in HELD_BY.get(fact, (fact,))))


def _filled(model: type[Record], name: str) -> Q:
    """Match records in which a field is not empty.

    A yes-or-no that cannot be left open states something by its yes only: no is its default.
    """
    field: Any = model._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return Q(_has_rows(model, name))
    if isinstance(field, models.BooleanField) and not field.null:
        return Q(**{name: True})
    if isinstance(field, models.JSONField):
        return ~Q(**{name: []})
    if isinstance(field, models.CharField | models.TextField) and not field.null:
        return ~Q(**{name: ""})
    return Q(**{f"{name}__isnull": False})


def is_stated(record: Any, fact: str) -> bool:
    """Tell whether a record holds a value of the fact, by the rows that it comes with."""
    if fact in ROLES:
        return any(row.role == ROLES[fact] for row in record.involvements.all())
    return any(_holds(record, name) for name in HELD_BY.get(fact, (fact,)))


def _holds(record: Any, name: str) -> bool:
    field: Any = record._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return bool(getattr(record, name).all())
    value = getattr(record, field.attname)
    if isinstance(field, models.BooleanField) and not field.null:
        return value
    return value is not None and value not in ("", [])


def _has_rows(model: type[Record], name: str, **conditions: Any) -> Exists:
    """Match records with rows under the accessor `name`."""
    field: Any = model._meta.get_field(name)
    if field.many_to_many:
        rows, key = field.remote_field.through, field.m2m_field_name()
    else:
        rows, key = field.related_model, field.field.name
    return Exists(rows._base_manager.filter(**{key: OuterRef("pk")}, **conditions))


def _cited(model: type[Record], fact: str) -> Q:
    """Match records of which a source supports the fact; one that says otherwise does not.

    Milestones name their sources themselves: they support the status if each of them has one.
    """
    subject = subject_of(model)
    supporting = Citation.objects.filter(**{subject: OuterRef("pk")}, field=fact, states="")
    if fact != "status":
        return Q(Exists(supporting))
    unsourced = Milestone.objects.filter(**{subject: OuterRef("pk")}, sources__isnull=True)
    return ~Q(Exists(unsourced))


def subject_of(model: type[Record]) -> str:
    """Return the foreign key by which citations and conflicts name the records of a model."""
    return next(
        subject
        for subject in AboutRecord.SUBJECTS
        if Citation._meta.get_field(subject).related_model is model._meta.concrete_model
    )
