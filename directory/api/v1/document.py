"""The OpenAPI document of the API, made once for each edition and day."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator

from directory import dates
from directory.api.v1.schemas import components
from directory.models import Edition

BASE = "api/v1/"


def document(index: str) -> dict[str, Any]:
    """Return the description of the API whose index is at an address; it is not to be changed."""
    newest = Edition.current()
    # With its moment: a number alone says little where databases are many, as in tests.
    made = (newest.number, newest.made_at) if newest else ()
    return _document(index.removesuffix(f"/{BASE}"), made, dates.today())


@lru_cache(maxsize=4)
def _document(server: str, *_standing: Hashable) -> dict[str, Any]:
    patterns = [path(BASE, include("directory.api.v1.urls"))]
    description = SchemaGenerator(patterns=patterns).get_schema(public=True)
    description["servers"] = [{"url": server}]
    description["components"] = {"schemas": components()}
    return description
