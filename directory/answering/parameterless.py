"""Questions that data do not take: an answer that ignored them would look like theirs."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from directory.answering.open_data import View
from directory.answering.problems import wrong_question
from directory.selection.facets import Mistake
from directory.text import is_tracking


def parameterless(view: View) -> View:
    """Refuse every parameter of data, with a problem."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if mistakes := unknown_parameters(request):
            return wrong_question(mistakes, request.build_absolute_uri())
        return view(request, *args, **kwargs)

    return answer


def unknown_parameters(request: HttpRequest, known: tuple[str, ...] = ()) -> list[Mistake]:
    names = [name for name in request.GET if not is_tracking(name)]
    reason = _("There is no such parameter.")
    return [Mistake(name, reason, known) for name in names if name not in known]
