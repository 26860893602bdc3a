"""One page of a long list in the admin; a number that is none of its pages is told so."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _


class PageQuestion(forms.Form):
    """Asks for a page by its number."""

    def __init__(self, asked: Any, rows: Any, size: int) -> None:
        super().__init__(asked)
        self.pages = Paginator(rows, size)
        last = self.pages.num_pages
        wrong = _("The page is a number from 1 to %d.") % last
        self.fields["page"] = forms.IntegerField(
            min_value=1,
            max_value=last,
            required=False,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        )

    @property
    def status(self) -> HTTPStatus:
        return HTTPStatus.OK if self.is_valid() else HTTPStatus.BAD_REQUEST

    def answer(self) -> Page:
        """Return the page asked for, without a row where the question is wrong."""
        if not self.is_valid():
            return Page([], 1, self.pages)
        return self.pages.page(self.cleaned_data["page"] or 1)
