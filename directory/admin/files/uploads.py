"""Import with a diff: a file is uploaded, compared with the directory, and chosen from."""

from dataclasses import astuple
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from directory.admin.files.choice import Choice, may_discard
from directory.admin.why import WhyField
from directory.editing.imports import choosing
from directory.editing.imports.comparison import CHOOSABLE, compare
from directory.editing.imports.reading import ACCEPTED, LARGEST, read_upload
from directory.editing.kinds import KINDS
from directory.editing.problems import ChangeRefusedError, OutdatedError, Problem
from directory.models import Upload

#: Problems that one page tells; a wrong file can have a hundred thousand.
MOST_TOLD = 200


class UploadForm(forms.Form):
    """A file of records, and of which kind they are where its name does not say so."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("YAML, CSV or XLSX, as the lists of records are exported."),
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of record"),
        required=False,
        help_text=gettext_lazy("Not needed where the name of the file says it, as in sites.yaml."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {name: kind.model._meta.verbose_name_plural for name, kind in KINDS.items()}
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("as the file is named")), *names.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Take a file; only one in which every record can be read is kept to choose from."""
    if not request.user.has_perm("directory.add_upload"):
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    problems: list[Problem] = []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                upload = _kept(request, form.cleaned_data["file"], form.cleaned_data["kind"])
            except ChangeRefusedError as refused:
                problems = [_sendable(problem) for problem in refused.problems[:MOST_TOLD]]
                if len(refused.problems) > MOST_TOLD:
                    told = _("Further problems: %d. Put these right first.")
                    further = len(refused.problems) - MOST_TOLD
                    problems.append(Problem("", "", "", told % further))
            else:
                return redirect("editing:upload", upload.pk)
    else:
        form = UploadForm(initial={"kind": kind})
        if kind and kind not in KINDS:
            told = _("There is no such kind of record. Accepted are: %s.") % ", ".join(KINDS)
            problems = [Problem("", "", "kind", told)]
    context = {
        **admin.site.each_context(request),
        "title": _("Import records"),
        "form": form,
        "problems": problems,
        "waiting": Upload.objects.all() if request.user.has_perm("directory.view_upload") else (),
        "largest": LARGEST // 1024**2,
    }
    status = HTTPStatus.BAD_REQUEST if problems or form.errors else HTTPStatus.OK
    return render(request, "admin/directory/import.html", context, status=status)


def _sendable(problem: Problem) -> Problem:
    """Replace the half characters that YAML can hold and no page."""
    parts = (str(part).encode(errors="replace").decode() for part in astuple(problem))
    return Problem(*parts)


def _kept(request: HttpRequest, file: Any, kind: str) -> Upload:
    """Keep a file whose every record can be read; else raise ChangeRefusedError."""
    read = read_upload(file.name, file.read(LARGEST + 1), kind)
    comparison = compare(read)
    if comparison.problems:
        raise ChangeRefusedError(comparison.problems)
    if len(comparison.having(*CHOOSABLE)) > choosing.MOST:
        told = _("More than %d records would change. Split the file.") % choosing.MOST
        raise ChangeRefusedError([Problem(file.name, "", "", told)])
    return choosing.keep(read, file.name, who=request.user.get_username())


class ReasonForm(forms.Form):
    why = WhyField(
        help_text=gettext_lazy("Kept with each new version, and published with the change.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an upload would change, and do what an editor decides about it."""
    if not request.user.has_perm("directory.view_upload"):
        raise PermissionDenied
    kept = get_object_or_404(Upload, pk=pk)
    if request.method == "POST" and "discard" in request.POST:
        return _discarded(request, kept)
    choice = Choice(request, kept)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    refused: ChangeRefusedError | None = None
    if request.method == "POST":
        try:
            if answer := _decided(request, choice, form):
                return answer
        except ChangeRefusedError as error:
            refused = error
            choice = Choice(request, kept)
    choice.show(refused.problems if refused else [])
    context = {
        **admin.site.each_context(request),
        "title": _("What would be imported"),
        "upload": kept,
        "choice": choice,
        "form": form,
        "refused": refused,
        "may_discard": may_discard(request, kept),
    }
    status = HTTPStatus.BAD_REQUEST if refused or form.errors else HTTPStatus.OK
    if isinstance(refused, OutdatedError):
        status = HTTPStatus.CONFLICT
    return render(request, "admin/directory/upload.html", context, status=status)


def _discarded(request: HttpRequest, kept: Upload) -> HttpResponse:
    if not may_discard(request, kept):
        raise PermissionDenied
    name = kept.name
    choosing.discard(kept, who=request.user.get_username())
    messages.success(request, _("“%s” was discarded. Nothing was changed.") % name)
    return redirect("editing:import")


def _decided(request: HttpRequest, choice: Choice, form: ReasonForm) -> HttpResponse | None:
    """Do what was decided about the chosen records; answer nothing where it is not clear."""
    as_drafts = "draft" in request.POST
    if as_drafts == ("apply" in request.POST):
        told = _("Accepted are: %s.") % "apply, draft, discard"
        raise ChangeRefusedError([Problem("", "", "", told)])
    if not choice.chosen:
        raise ChangeRefusedError([Problem("", "", "", _("Choose at least one record."))])
    if not (choice.may_draft() if as_drafts else choice.may_apply()):
        raise PermissionDenied
    if not form.is_valid():
        return None
    said = {"who": request.user.get_username(), "why": form.cleaned_data["why"]}
    if as_drafts:
        discards = may_discard(request, choice.upload)
        count = choosing.keep_as_drafts(choice.upload, choice.chosen, **said, discards=discards)
        told = ngettext(
            "%d draft was begun. Nothing is published yet.",
            "%d drafts were begun. Nothing is published yet.",
            count,
        )
        messages.success(request, told % count)
        return redirect("admin:directory_draft_changelist")
    edition = choosing.apply(choice.upload, choice.chosen, **said)
    count = len(choice.chosen)
    told = ngettext(
        "%(count)d record was written: edition %(edition)d.",
        "%(count)d records were written: edition %(edition)d.",
        count,
    )
    messages.success(request, told % {"count": count, "edition": edition.number})
    return redirect("editing:import")
