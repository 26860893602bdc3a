"""Addresses of the API: an index, two for each list, and what describes them."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless
from directory.api.v1 import views
from directory.selection import SELECTIONS

app_name = "api"


def lists() -> Iterator[URLPattern]:
    for name, selection in SELECTIONS.items():
        every = open_data(views.ListView.as_view(selection_class=selection))
        one = open_data(views.RecordView.as_view(selection_class=selection))
        yield path(f"{name}/", every, name=name)
        yield path(f"{name}/<slug:slug>/", one, name=f"{name}-record")


urlpatterns = [
    path("", open_data(parameterless(views.Index.as_view())), name="index"),
    path("docs/", views.docs, name="docs"),
    path("openapi.json", open_data(parameterless(views.OpenApi.as_view())), name="openapi"),
    *lists(),
    path("<path:rest>", views.nothing),
]
