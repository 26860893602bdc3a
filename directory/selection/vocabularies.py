"""Selections of the two vocabularies: sectors and services, each with its sites."""

from typing import ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.models import Sector, Service, Site
from directory.selection.filters import AsOfFilter, FilterSetOfRecords, OrderFilter
from directory.selection.whole import BY_NAME, WholeSelection


class TermFilterSet(FilterSetOfRecords):
    """What can be asked of a vocabulary: the words stay, the sites are those of a day."""

    as_of = AsOfFilter()
    sort = OrderFilter(BY_NAME)


class TermSelection(WholeSelection):
    """A selection of the words of a vocabulary, each with its `public_sites` as of a day."""

    filterset_class = TermFilterSet
    rows_have_days = True

    def for_table(self, rows: QuerySet) -> QuerySet:
        sites = Site.objects.public().as_of(self.day).order_by("sort_key", "slug")
        return rows.prefetch_related(Prefetch("sites", sites, to_attr="public_sites"))


class SectorSelection(TermSelection):
    """A selection of the fields of application that sites address."""

    name = record_kind = "sectors"
    model = Sector
    title = _("Sectors")
    counted_words = ngettext_lazy("%(count)d sector", "%(count)d sectors", "count")
    pages: ClassVar[dict[str, str]] = {"list": "directory:sectors"}
    record_page = "directory:sector"


class ServiceSelection(TermSelection):
    """A selection of the kinds of help that sites offer."""

    name = record_kind = "services"
    model = Service
    title = _("Services")
    counted_words = ngettext_lazy("%(count)d service", "%(count)d services", "count")
