"""What can be asked of a list: one FilterSet for each kind of record that has one.

Only `Selection` builds these (ruff holds it); everything else asks through a Selection.
"""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.enums import UNKNOWN_STAGE, SiteKind, SiteStage
from directory.models import Country, Site, Wave

#: How sites can be sorted: the word in the address, its label, the columns. A slug always decides.
SITE_ORDERS = {
    "name": (_("Name"), "sort_key"),
    "country": (_("Country"), "country__sort_key"),
    "wave": (_("Wave"), "wave__announced_on"),
    "status": (_("Status"), "stage_rung"),
}


def country_choices() -> list[tuple[str, str]]:
    """Return the countries that take part in the network: EuroHPC states and host countries."""
    taking_part = Q(eurohpc_participant=True) | Q(pk__in=Site.objects.public().values("country"))
    return list(Country.objects.filter(taking_part).values_list("slug", "name"))


def wave_choices() -> list[tuple[str, str]]:
    return list(Wave.objects.values_list("slug", "name"))


def order_choices() -> Iterable[tuple[str, object]]:
    for word, (label, _column) in SITE_ORDERS.items():
        yield word, label
        yield f"-{word}", _("%(order)s, descending") % {"order": label}


class SiteFilterSet(django_filters.FilterSet):
    """The filters of the site list. Values of one filter are alternatives, filters add up."""

    kind = django_filters.MultipleChoiceFilter(
        distinct=False,
        choices=SiteKind.choices,
        label=_("Kind"),
        help_text=_("An AI Factory, or an Antenna that gives access to one."),
    )
    country = django_filters.MultipleChoiceFilter(
        distinct=False,
        label=_("Host country"),
        help_text=_("The country in which the site is, as ISO 3166-1 code."),
    )
    wave = django_filters.MultipleChoiceFilter(
        distinct=False,
        label=_("Wave"),
        help_text=_("The selection round in which the site was chosen."),
    )
    status = django_filters.MultipleChoiceFilter(
        distinct=False,
        field_name="stage",
        choices=[*SiteStage.choices, (UNKNOWN_STAGE, _("Not published"))],
        label=_("Status"),
        help_text=_("The highest milestone that the site has reached."),
    )
    sort = django_filters.ChoiceFilter(
        choices=list(order_choices()),
        method="sort_by",
        label=_("Sort by"),
        help_text=_("The order of the list; a minus sign turns it round."),
        empty_label=None,
    )

    class Meta:
        model = Site
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked once for each question: a callable would be asked again for every value given.
        self.filters["country"].extra["choices"] = country_choices()
        self.filters["wave"].extra["choices"] = wave_choices()

    def sort_by(self, sites: QuerySet, name: str, value: str) -> QuerySet:
        column = F(SITE_ORDERS[value.removeprefix("-")][1])
        first = (
            column.desc(nulls_last=True) if value.startswith("-") else column.asc(nulls_last=True)
        )
        return sites.order_by(first, "sort_key", "slug")
