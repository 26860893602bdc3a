"""The icon, for browsers that look for it where pages do not name it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from directory.pages.answers import public


@public
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("directory/icon.svg"))
