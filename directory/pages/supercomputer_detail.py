"""What the page of a supercomputer tells, gathered in the order in which people ask."""

import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.columns import SUPERCOMPUTER_COLUMNS, Column
from directory.evidence.footnotes import Evidence
from directory.evidence.timeline import history_of
from directory.evidence.updates import updated_on
from directory.models import Milestone, Supercomputer, stage_label
from directory.pages.timeline_picture import timeline_picture
from directory.selection import SupercomputerSelection

COLUMNS = {column.name: column for column in SUPERCOMPUTER_COLUMNS}

#: The facts in the order of the page: the anchor of a group, its heading, its columns.
GROUPS = (
    (
        "place",
        gettext_lazy("What it is and where"),
        ("role", "country", "city", "operator", "owner", "website"),
    ),
    (
        "build",
        gettext_lazy("What it is made of"),
        ("vendor", "cpu", "accelerator_model", "accelerator_count", "nodes", "storage_pb"),
    ),
    (
        "performance",
        gettext_lazy("How fast it is"),
        ("rmax_pflops", "rpeak_pflops", "ai_eflops", "top500_rank", "power_kw"),
    ),
    ("money", gettext_lazy("What it costs"), ("cost_eur",)),
    (
        "lineage",
        gettext_lazy("What came before and after"),
        ("builds_upon", "built_upon_by"),
    ),
)


def detail_supercomputers(day: datetime.date) -> QuerySet:
    """Return the machines of a day with everything their pages show, in a fixed query count."""
    everything = SupercomputerSelection.on(day)
    milestones = (
        Milestone.objects.known_on(day).order_by("latest", "pk").prefetch_related("sources")
    )
    return everything.with_details(everything.all_rows()).prefetch_related(
        Prefetch("milestones", milestones)
    )


def detail_context(machine: Supercomputer, day: datetime.date) -> dict[str, Any]:
    history = history_of(machine, day)
    return {
        "machine": machine,
        "updated": updated_on(machine),
        "trail": [
            (_("Supercomputers"), reverse("directory:supercomputers")),
            (machine.country.name, machine.country.get_absolute_url()),
        ],
        "stage_label": stage_label(machine.stage),
        "groups": [(anchor, label, columns(names)) for anchor, label, names in GROUPS],
        **Evidence(machine).context(),
        "history": history,
        "picture": timeline_picture([history], day),
    }


def columns(names: tuple[str, ...]) -> list[Column]:
    return [COLUMNS[name] for name in names]
