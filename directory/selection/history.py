"""Selections read as what changed: not their rows, but the kept versions of these."""

from functools import cache, cached_property
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from directory.selection.changes import ChangeSelection
from directory.selection.question import PAGE, PAGE_SIZE
from directory.selection.selection import Selection


class History(Selection):
    """What editions made by a day changed in the rows that a question finds, the newest first.

    Its pages are pages of changes, those of one row too; its count is still that of the rows.
    """

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*super().known, PAGE)))

    @cached_property
    def versions(self) -> QuerySet:
        changes = ChangeSelection.on(self.day)
        slugs = self.found.order_by().values("pk")
        return changes.all_rows().filter(kind=self.record_kind, slug__in=slugs)

    @cached_property
    def _paginator(self) -> Paginator:
        return Paginator(self.versions, PAGE_SIZE)

    @cached_property
    def count(self) -> int:
        return self.found.count() if self.is_right else 0

    @cached_property
    def page(self) -> Page:
        """The page of versions that was asked for, told together."""
        page = self._paginator.page(self.page_number)
        page.object_list = ChangeSelection.on(self.day).for_table(
            cast("QuerySet", page.object_list)
        )
        return page


@cache
def history_of(selection: type[Selection]) -> type[Selection]:
    return type(f"HistoryOf{selection.__name__}", (History, selection), {})
