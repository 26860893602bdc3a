"""One page of a long list in the admin; a number that is none of its pages is told so."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

WRONG_QUESTION = 400


class PageQuestion(forms.Form):
    """Asks for a page by its number."""

    def __init__(self, asked: Any, rows: Any, size: int) -> None:
        super().__init__(asked)
        self.pages = Paginator(rows, size)
        self.fields["page"] = forms.IntegerField(
            min_value=1, max_value=self.pages.num_pages, required=False
        )

    @property
    def status(self) -> int:
        return 200 if self.is_valid() else WRONG_QUESTION

    def answer(self) -> Page:
        """Return the page asked for, the first where the question is wrong."""
        return self.pages.page((self.is_valid() and self.cleaned_data["page"]) or 1)
