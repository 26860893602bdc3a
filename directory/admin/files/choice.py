"""What an upload would change, as an editor sees and chooses it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.admin.views import FORMS
from directory.editing.drafting.merging import Side, side_by_side
from directory.editing.imports.comparison import CHOOSABLE, comparison_of, mark_of
from directory.editing.kinds import KINDS
from directory.editing.loading.comparing import Line, Outcome
from directory.editing.problems import Problem
from directory.editing.telling.differences import differences
from directory.editing.telling.names import EditorsNames, name_key
from directory.editing.telling.row_differences import Difference
from directory.models import Site, Upload

OUTCOMES = {
    Outcome.CREATED: _("new"),
    Outcome.CHANGED: _("changed"),
    Outcome.CONFLICT: _("in conflict with an edit"),
    Outcome.KEPT: _("edited in the directory since, and left so"),
    Outcome.UNCHANGED: _("unchanged"),
}


@dataclass
class ShownLine:
    """One record of an upload, with what it would change in words."""

    line: Line
    name: str
    mark: str
    ticked: bool
    told: list[Difference]
    #: What both sides changed since the file was exported, where the line is a conflict.
    sides: list[Side] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def value(self) -> str:
        return f"{self.line.slug} {self.mark}"

    @property
    def outcome(self) -> Any:
        return OUTCOMES[self.line.outcome]

    @property
    def exact(self) -> list[tuple[str, Any, Any]]:
        """What differs key by key, for what words cannot tell apart."""
        return list(self.line.differences())

    @property
    def is_new(self) -> bool:
        return self.line.in_database is None


class Choice:
    """The records of an upload and which of them a request chose; a few queries in all."""

    def __init__(self, request: HttpRequest, upload: Upload) -> None:
        self.request = request
        self.upload = upload
        self.kind = KINDS[upload.kind]
        self.comparison = comparison_of(upload)
        self.values = set(request.POST.getlist("chosen"))
        pairs = (value.partition(" ") for value in request.POST.getlist("chosen"))
        self.chosen = {slug: mark for slug, _space, mark in pairs}
        self.is_new_question = request.method != "POST"
        self.counts = {
            words: len(self.comparison.having(outcome)) for outcome, words in OUTCOMES.items()
        }
        self.lines: list[ShownLine] = []
        self.problems: list[Problem] = []

    def show(self, problems: list[Problem]) -> None:
        """Put into words what differs, and each problem beside its record."""
        names = EditorsNames()
        problems = list(dict.fromkeys([*problems, *self.comparison.problems]))
        self.lines = [
            self._shown(line, names, [p for p in problems if p.slug == line.slug])
            for line in self.comparison.having(*CHOOSABLE)
        ]
        placed = {shown.line.slug for shown in self.lines}
        self.problems = [problem for problem in problems if problem.slug not in placed]

    def _shown(self, line: Line, names: EditorsNames, problems: list[Problem]) -> ShownLine:
        now, mark = line.in_database or {}, mark_of(line)
        shown = ShownLine(
            line=line,
            name=str(line.result.get(name_key(self.kind.model), line.slug)),
            mark=mark,
            ticked=line.outcome is not Outcome.CONFLICT,
            told=differences(self.kind, now, line.result, names, dates.today()),
            problems=problems,
        )
        if not self.is_new_question:
            shown.ticked = shown.value in self.values
        if line.outcome is Outcome.CONFLICT and line.base is not None and line.in_file:
            shown.sides = side_by_side(self.kind, line.base, now, line.in_file)
        return shown

    def may_draft(self) -> bool:
        user = self.request.user
        may = user.has_perms(["directory.add_upload", "directory.change_draft"])
        return may and all(self._admin(line).has_add_permission(self.request) for line in self._new)

    def may_apply(self) -> bool:
        """Tell whether the user may publish what was chosen: of each record as its form would."""
        return all(
            self._admin(line).may_publish(self.request)
            if line.in_database is not None
            else self._admin(line).has_add_permission(self.request)
            and self._admin(line).may_publish(self.request, adding=True)
            for line in self._considered
        )

    @property
    def _considered(self) -> list[Line]:
        """The chosen lines, all that can be chosen where nothing was yet."""
        lines = self.comparison.having(*CHOOSABLE)
        return [line for line in lines if self.is_new_question or line.slug in self.chosen]

    @property
    def _new(self) -> list[Line]:
        return [line for line in self._considered if line.in_database is None]

    def _admin(self, line: Line) -> Any:
        model = FORMS[line.result["kind"]] if self.kind.model is Site else self.kind.model
        return admin.site.get_model_admin(model)


def may_discard(request: HttpRequest, upload: Upload) -> bool:
    is_own = upload.who == request.user.get_username()
    return is_own or request.user.has_perm("directory.publish_draft")
