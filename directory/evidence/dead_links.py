"""Links that lead nowhere any more, by the last check."""

import datetime

from directory.models import LinkCheck


def dead_links() -> dict[str, datetime.date]:
    """Return the addresses that were found dead, each with the day; one query for a whole page."""
    found = LinkCheck.objects.exclude(dead_since=None).values_list("url", "dead_since")
    return {url: since for url, since in found.order_by() if since}
