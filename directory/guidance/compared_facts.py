"""Which facts the comparison shows, and which figures of supercomputers can be compared."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.enums import CostScope, SiteKind
from directory.models import Record, Site

Sections = tuple[tuple[str, Promise, tuple[str, ...]], ...]

#: The facts in the order of the page: the anchor of a section, its heading, its facts. A name is
#: the heading of a column.
SITE_SECTIONS: Sections = (
    (
        "place",
        _("What it is and where"),
        ("kind", "acronym", "aliases", "country", "city", "address", "coordinates", "wave"),
    ),
    ("today", _("Status and machines"), ("status", "supercomputers", "linked_factories")),
    ("people", _("Who runs it"), ("host", "coordinator", "partners", "partner_countries")),
    ("money", _("Money"), ("eu_funding_eur", "total_budget_eur")),
    ("offer", _("Access and offer"), ("access_url", "contact", "website", "sectors", "services")),
)
MACHINE_SECTIONS: Sections = (
    (
        "place",
        _("What it is and where"),
        (
            "role",
            "status",
            "sites",
            "country",
            "city",
            "operator",
            "owner",
            "builds_upon",
            "website",
        ),
    ),
    (
        "build",
        _("What it is made of"),
        (
            "vendor",
            "cpu",
            "accelerator_model",
            "figures_scope",
            "accelerator_count",
            "nodes",
            "storage_pb",
        ),
    ),
    (
        "performance",
        _("How fast it is"),
        ("rmax_pflops", "rpeak_pflops", "ai_eflops", "top500_rank"),
    ),
    ("money", _("Power and cost"), ("power_kw", "cost_eur")),
)

#: Facts that rest on the evidence of another one: each round selected sites of one kind.
RESTS_ON = {"kind": "wave"}

#: The figures that may be of a part of a machine only.
FIGURES = (
    "accelerator_count",
    "nodes",
    "rmax_pflops",
    "rpeak_pflops",
    "ai_eflops",
    "top500_rank",
    "power_kw",
)
#: No source says of all sites what these pay for.
MONEY_OF_SITES = ("eu_funding_eur", "total_budget_eur")
NOT_STATED = (CostScope.NOT_STATED, "not stated", "")


class Caution(NamedTuple):
    """What one must know to compare a figure; `forbids` where it cannot be compared at all."""

    words: str | Promise
    forbids: bool = False
    #: The fact that tells more, if one does.
    see: str = ""


class Scope(NamedTuple):
    """What figures of a fact must share to be comparable, and what to say where they do not."""

    of: Callable[[Any], Any]
    words: Promise


SCOPES = {
    "top500_rank": Scope(
        lambda machine: machine.top500_list,
        _("Ranks of different lists cannot be compared."),
    ),
    "cost_eur": Scope(
        lambda machine: machine.cost_scope,
        _("The costs cover different things, or what they cover is not published."),
    ),
    "ai_eflops": Scope(
        lambda machine: machine.ai_precision,
        _("Different precisions, or precisions that are not published, cannot be compared."),
    ),
}


def caution(fact: str, records: Sequence[Any]) -> Caution | None:
    """Return what to know before the figures that `records` publish of a fact are compared."""
    if len(records) <= 1:
        return None
    if fact in MONEY_OF_SITES:
        return Caution(_("What the amounts cover may differ."))
    if (scope := SCOPES.get(fact)) and not are_one(map(scope.of, records)):
        return Caution(scope.words, forbids=True)
    if fact in FIGURES and len({machine.figures_scope for machine in records}) > 1:
        return Caution(_("may cover different parts"), see="figures_scope")
    return None


def are_one(scopes: Iterable[Any]) -> bool:
    """Tell whether all scopes are known and the same."""
    found = set(scopes)
    return len(found) == 1 and not found & set(NOT_STATED)


def instead(record: Record, fact: str) -> str | Promise:
    """Return what a fact that a record cannot have is, rather than not published."""
    if fact == "figures_scope":
        return _("nothing noted")
    if not isinstance(record, Site):
        return ""
    if fact == "linked_factories" and record.kind == SiteKind.FACTORY:
        return _("does not apply to an AI Factory")
    if fact == "supercomputers" and record.kind == SiteKind.ANTENNA:
        return "" if record.machine_uses.all() else _("none of its own")
    return ""
