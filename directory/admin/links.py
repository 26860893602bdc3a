"""What the last check of links found, to read, and the sources whose link is dead."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from directory.admin.filters import ConditionFilter
from directory.admin.past.history import ReadOnlyAdmin
from directory.admin.record_form import FORM_FIELDS
from directory.editing.links.answers import Verdict
from directory.models import LinkCheck

DEAD = Q(dead_since__isnull=False)


class AnswerFilter(ConditionFilter):
    title = _("answer")
    parameter_name = "answer"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        alive, unclear = (
            Q(outcome__startswith=verdict.value) for verdict in (Verdict.ALIVE, Verdict.UNCLEAR)
        )
        return {
            "dead": (_("Dead"), DEAD),
            "unclear": (_("Unclear"), unclear),
            "alive": (_("Answers"), alive),
        }


class DeadLinkFilter(ConditionFilter):
    title = _("link")
    parameter_name = "link"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        dead = Q(Exists(LinkCheck.objects.filter(DEAD, url=OuterRef("url"))))
        return {"dead": (_("Dead"), dead), "other": (_("Not known to be dead"), ~dead)}


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    list_display = ("url", "outcome", "dead_since", "checked_at", "visit")
    list_filter = (AnswerFilter,)
    search_fields = ("url", "outcome")
    date_hierarchy = "checked_at"
    formfield_overrides = FORM_FIELDS

    @admin.display(description=_("document"))
    def visit(self, link: LinkCheck) -> SafeString:
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', link.url, _("Open"))
