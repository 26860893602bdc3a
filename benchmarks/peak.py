"""How much memory this process needs at most to write one file."""

import resource
import time

from django.http import QueryDict

from directory.answering.snapshot import snapshot
from directory.formats import formats_of
from directory.selection import SiteSelection


def write(suffix: str) -> None:
    began = time.monotonic()
    with snapshot():
        selection = SiteSelection(QueryDict(""))
        address = selection.url_for(suffix)  # loads all that addresses lead to, as a server does
        pieces = formats_of("sites")[suffix].write(selection, f"http://localhost{address}")
        length = sum(len(piece) for piece in pieces)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.monotonic() - began
    print(
        f"{suffix:10}{selection.count:10,}{length / 1e6:9.1f} MB{peak:11.0f} MB{seconds:8.1f} s",
        flush=True,
    )
