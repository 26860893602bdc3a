"""What the frame of every page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from directory.evidence.footnotes import knowledge_horizon
from directory.models import Edition


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Return edition and knowledge horizon, asked of the database only where a page shows them."""
    return {
        "edition": SimpleLazyObject(Edition.current_number),
        "horizon": SimpleLazyObject(knowledge_horizon),
    }
