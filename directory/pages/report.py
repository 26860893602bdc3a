"""The page that writes an error report for visitors to send; it sends and keeps nothing."""

from functools import cached_property
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.columns.base import when
from directory.evidence.footnotes import Footnote
from directory.models import Edition, Source
from directory.pages.answers import public, refusal
from directory.pages.reported import Reported, UnknownPageError, page_at
from directory.selection.asking import Asked

#: Programs take addresses of a few thousand characters; what is longer they may cut off.
LONGEST_VALUE = 300
LONGEST_TITLE = 100
MOST_SOURCES = 4


class PageField(forms.CharField):
    accepted = gettext_lazy("the address of a page of this portal, such as /sites/")


class ReportForm(forms.Form):
    """The question what a report is about; the facts to choose from are those of the page."""

    about = PageField(required=False)
    field = forms.ChoiceField(label=gettext_lazy("Which fact is it about?"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        try:
            self.page = page_at(str(data.get("about", "/")))
        except UnknownPageError:
            self.page = None
        facts = self.page.facts if self.page else []
        choices: Any = self.fields["field"]
        choices.choices = [("", _("The page as a whole")), *facts]

    def clean_about(self) -> Reported:
        if self.page is None:
            raise forms.ValidationError(_("There is no such page here."))
        return self.page


class Report(Asked):
    """What a visitor wants to report, and the message for it."""

    form_class = ReportForm

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        self.request = request
        self.edition = Edition.current()

    @property
    def page(self) -> Reported:
        return self.values["about"]

    @property
    def about(self) -> str:
        """The page as the form of this page names it."""
        path, hash_, fragment = self.page.path.partition("#")
        return f"{path}{self.page.as_of.query}{hash_}{fragment}"

    @property
    def fact(self) -> str:
        return self.values["field"]

    @property
    def fact_label(self) -> str:
        return dict(self.page.facts).get(self.fact, "")

    @property
    def address(self) -> str:
        """The absolute address of the page, for whoever receives the report."""
        return self.request.build_absolute_uri(get_script_prefix() + self.about[1:])

    @property
    def record(self) -> str:
        """The record as editors find it: its kind and its slug."""
        return f"{self.page.kind.name}/{self.page.slug}" if self.page.kind else ""

    @property
    def title(self) -> str:
        about = [self.page.name or self.page.path, self.fact_label]
        return _("Error report: %(about)s") % {"about": one_line(", ".join(filter(None, about)))}

    @cached_property
    def lines(self) -> list[str]:
        """The message, line by line."""
        page = self.page
        told = []
        if page.name:
            told.append((_("About"), page.name))
        if self.record:
            told.append((_("Record"), self.record))
        told.append((_("Page"), self.address))
        if self.edition:
            day = date_format(self.edition.day, dates.DAY)
            words = _("%(number)s of %(day)s") % {"number": self.edition.number, "day": day}
            told.append((_("Edition"), words))
        if page.as_of.asked:
            told.append((_("As of"), date_format(page.as_of.day, dates.DAY)))
        lines = [f"{label}: {one_line(words)}" for label, words in told]
        if self.fact:
            lines += ["", *self.lines_of_fact()]
        to_fill_in = (
            _("What is wrong:"),
            _("What is right:"),
            _("Source (the address of a document that says so):"),
        )
        for question in to_fill_in:
            lines += ["", question, ""]
        return lines

    def lines_of_fact(self) -> list[str]:
        value = one_line(self.page.value(self.fact), LONGEST_VALUE) or _("not published")
        lines = [
            f"{_('Fact')}: {self.fact_label} ({self.fact})",
            f"{_('The directory shows')}: {value}",
        ]
        footnote = self.page.footnote(self.fact)
        return lines + (lines_of(footnote) if footnote else [])

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def mail_link(self) -> str:
        """The address that opens a mail program, empty where the operator reads no mail."""
        if not settings.CORRECTIONS_EMAIL:
            return ""
        body = encoded("\r\n".join(self.lines))
        to = quote(settings.CORRECTIONS_EMAIL, safe="@")
        return f"mailto:{to}?subject={encoded(self.title)}&body={body}"

    @property
    def issue_link(self) -> str:
        """The address of a form for a new issue, empty where there is none."""
        form = settings.CORRECTIONS_URL
        return form.replace("{title}", encoded(self.title)).replace("{body}", encoded(self.text))


def one_line(text: str, longest: int = LONGEST_TITLE * 2) -> str:
    return Truncator(" ".join(str(text).split())).chars(longest)


def encoded(text: str) -> str:
    return quote(text, safe="")


def lines_of(footnote: Footnote) -> list[str]:
    """Return who says what of a fact, a document a line."""
    supporting = [citation.source for citation in footnote.supports]
    supporting += [source for step in footnote.steps for source in step.sources.all()]
    lines = [f"- {name_source(source)}" for source in dict.fromkeys(supporting)]
    for stated in footnote.otherwise:
        said = one_line(stated.words)
        lines += [f"- “{said}”: {name_source(c.source)}" for c in stated.citations]
    more = len(lines) - MOST_SOURCES
    if more > 0:
        lines = [*lines[:MOST_SOURCES], "- " + _("and %(count)d more") % {"count": more}]
    return [_("Sources:"), *lines]


def name_source(source: Source) -> str:
    date = _("undated") if source.undated else when(source)
    words = (one_line(source.title, LONGEST_TITLE), source.publisher, date, source.url)
    return ", ".join(filter(None, words))


@public
def report(request: HttpRequest) -> HttpResponse:
    """Answer with a message about a page, and about one fact of it where one is chosen."""
    asked = Report(request)
    if not asked.is_right:
        return refusal(request, list(asked.mistakes))
    context = {
        "report": asked,
        "edition": asked.edition,
        "corrections_email": settings.CORRECTIONS_EMAIL,
    }
    return render(request, "directory/report.html", context)
