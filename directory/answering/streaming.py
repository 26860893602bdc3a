"""Answers of any length, all of them read in one moment."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from directory.answering.snapshot import snapshot

Piece = str | bytes

#: Up to so many characters an answer is sent whole: it is right or it is a 500, never cut short.
WHOLE = 1_000_000


def of_one_moment(answer: Callable[[ExitStack], HttpResponseBase]) -> HttpResponseBase:
    """Return what `answer` makes within a snapshot, which lasts as long as it is sent."""
    with ExitStack() as moment:
        moment.enter_context(snapshot())
        return answer(moment)


def answer_of(
    pieces: Iterable[Piece], media_type: str, moment: ExitStack
) -> HttpResponse | StreamingHttpResponse:
    """Answer with pieces that are read in a moment; what is long goes as it comes."""
    pieces, begun, size = iter(pieces), [], 0
    for piece in pieces:
        begun.append(piece)
        size += len(piece)
        if size > WHOLE:
            sent = Sent(begun, pieces, moment.pop_all())
            return StreamingHttpResponse(sent, content_type=media_type)
    return HttpResponse(begun, content_type=media_type)


class Sent:
    """Pieces of which the first ones are there already, and the moment in which all are read."""

    def __init__(self, begun: list[Piece], pieces: Iterator[Piece], moment: ExitStack) -> None:
        self.begun = begun
        self.pieces = pieces
        self.moment = moment

    def __iter__(self) -> Iterator[Piece]:
        with self.moment:
            yield from self.begun
            yield from self.pieces

    def close(self) -> None:
        """End the moment, also where nobody waited for the end."""
        self.moment.close()
