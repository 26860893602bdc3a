"""Pieces of pages that are put below a field or into a message."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def piece(name: str, context: dict[str, Any]) -> SafeString:
    """Return a template of the admin as written for `context`: nothing at all where it is blank."""
    return SafeString(render_to_string(f"admin/directory/{name}.html", context).strip())
