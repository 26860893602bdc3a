"""A source that is begun by its address: what the other sources of its host let one expect."""

from collections import Counter

from directory.editing.helping.addresses import normal_host, slug_for
from directory.models import Source

#: What the sources of one host have in common more often than not.
EXPECTED = ("publisher", "language", "kind")


def begun_source(url: str) -> dict[str, str]:
    """Return the values with which the form of a new source at `url` begins."""
    host = normal_host(url)
    of_host = [
        row
        for row in Source.objects.filter(url__icontains=host)
        .order_by("pk")
        .values("url", *EXPECTED)
        if normal_host(row["url"]) == host
    ]
    begun = {"url": url, "slug": slug_for(url, set(Source.objects.values_list("pk", flat=True)))}
    for name in EXPECTED:
        for value, _times in Counter(row[name] for row in of_host).most_common(1):
            begun[name] = value
    return begun
