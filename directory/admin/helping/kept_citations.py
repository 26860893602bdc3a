"""A question to the editor after saving: do the citations of what was changed still say so?"""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from directory.columns.fact_labels import fact_label
from directory.editing import canonical
from directory.editing.helping.kept_citations import kept_citations
from directory.editing.kinds import kind_of
from directory.editing.writing import published_form
from directory.models import Version


class WithKeptCitations(admin.ModelAdmin):
    """Asks where a fact got another value and kept its citations; it costs reading both forms."""

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not change or not self.model.FACTS:
            return
        kind, slug = kind_of(self.model), form.instance.pk
        kept = Version.objects.latest_forms(kind.name, [slug]).get(slug, "")
        before = canonical.read_form(kept)
        if facts := kept_citations(kind, before, published_form(kind, slug)):
            page = reverse(f"admin:directory_{self.opts.model_name}_change", args=[slug])
            named = ", ".join(f"“{fact_label(fact)}”" for fact in facts)
            told = _("The citations of %(facts)s were kept: do they still say so?")
            link = format_html('<a href="{}#citations-group">{}</a>', page, told % {"facts": named})
            self.message_user(request, link, level=messages.WARNING)
