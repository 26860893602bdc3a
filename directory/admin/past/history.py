"""What was changed when, to read: editions in words, versions on the pages of their records."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from directory.admin.paging import PageQuestion
from directory.admin.past.past import put_in_words, version_url
from directory.columns.changes import kind_in_words
from directory.editing.telling.wording import capitalised
from directory.models import Edition, Version

CHANGES_SHOWN = 100


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("number", "made_at", "who", "why")
    search_fields = ("who", "why")
    date_hierarchy = "made_at"
    change_form_template = "admin/directory/edition.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        versions = context["original"].versions.with_previous().select_related("edition")
        question = PageQuestion(request.GET, versions, CHANGES_SHOWN)
        page = question.answer()
        changes = [
            (version, words, capitalised(kind_in_words(version)), version_url(version))
            for version, words in put_in_words(page.object_list)
        ]
        context |= {"question": question, "page": page, "changes": changes}
        response = super().render_change_form(request, context, *args, **kwargs)
        response.status_code = question.status
        return response


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    """Lists the versions of all records; each stands on the page of its record's history."""

    list_display = ("slug", "kind", "edition", "made_at", "who", "why")
    list_filter = ("kind",)
    list_select_related = ("edition",)
    search_fields = ("slug", "form")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        version = self.get_object(request, object_id)
        if version is None or not self.has_view_permission(request, version):
            return super().change_view(request, object_id, *args, **kwargs)
        return HttpResponseRedirect(version_url(version))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_previous()

    @admin.display(description=_("made at"), ordering="edition__made_at")
    def made_at(self, version: Version) -> Any:
        return version.edition.made_at

    @admin.display(description=_("who"), ordering="edition__who")
    def who(self, version: Version) -> str:
        return version.edition.who

    @admin.display(description=_("why"), ordering="edition__why")
    def why(self, version: Version) -> str:
        return version.edition.why
