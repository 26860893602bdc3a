"""What a submitted form would make of a record, found by saving it and taking that back.

So the forms and rows of a draft, or of an edit that came second, are checked and understood by
exactly what saves a published record.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from directory.editing.kinds import Kind
from directory.editing.problems import ChangeRefusedError, refused_by
from directory.editing.record_forms import Form
from directory.editing.writing import published_form, undone, write_form
from directory.models import Record

View = Callable[[], HttpResponse]
#: The key of a row in the names of a formset's fields.
ROW_KEY = re.compile(r"-\d+-id$")


@dataclass
class CapturedError(Exception):
    """Carries what a form would have saved out of the change that is taken back."""

    slug: str
    form: Form
    why: str


def save_captured(request: HttpRequest, kind: Kind, record: Record, why: str) -> None:
    """End a save that is only to be captured; called when record and rows are all written."""
    if getattr(request, "capturing", False):
        raise CapturedError(record.pk, published_form(kind, record.pk), why)


@dataclass
class Submission:
    """A request for the form of a record, which sees the record as `start` where that is given."""

    request: Any
    view: View
    kind: Kind
    slug: str | None
    start: Form | None = None

    @property
    def who(self) -> str:
        return self.request.user.get_username()

    def captured(self) -> CapturedError | HttpResponse:
        """Return what the submitted form would save, or the page that says what is wrong."""
        self.request.capturing = True
        try:
            return self._as_new_rows()
        except CapturedError as saved:
            return saved
        except IntegrityError as error:
            refused = refused_by(error)
        finally:
            self.request.capturing = False
        return self.refused(refused)

    def refused(self, refused: ChangeRefusedError) -> HttpResponse:
        """Return the submitted form again with what is told against it."""
        forget_messages(self.request)
        self.request.refused = refused
        return self._as_new_rows()

    def _as_new_rows(self) -> HttpResponse:
        """Answer as if every row that was submitted were new.

        The keys of rows do not outlive what is taken back, nor what somebody else saved.
        """
        self.request.POST = with_new_rows(self.request.POST)
        return self.page(bare=True)

    def page(self, *, bare: bool = False) -> HttpResponse:
        """Return what the view answers, `bare` where the record has no rows for it."""
        self.request.bare = bare
        with undone():
            if self.slug and self.start:
                write_form(self.kind, self.slug, self.start)
            if self.slug and bare:
                for model, parent in self.kind.parts:
                    model._default_manager.filter(**{parent: self.slug}).delete()
            response: Any = self.view()
            if hasattr(response, "render"):
                response.render()
            return response


def forget_messages(request: HttpRequest) -> None:
    """Drop what a refused attempt would have told the editor, such as that it succeeded."""
    request._messages = default_storage(request)  # type: ignore[attr-defined]


def with_new_rows(data: Any) -> Any:
    """Return a submitted form in which no row is one that exists."""
    copy = data.copy()
    for name in copy:
        if name.endswith("-INITIAL_FORMS"):
            copy[name] = "0"
        elif ROW_KEY.search(name):
            copy[name] = ""
    return copy
