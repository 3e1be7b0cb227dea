"""A request as bare date-times, nothing said about them: all that `--format dates` needs, quick to load."""

from collections.abc import Iterator

from frontdesk.errors import ContentError
from frontdesk.request import Request
from recurrence import InvalidStrategy, Occurrences, expand

_CHUNK = 10_000


def expanded(request: Request) -> Occurrences:
    """The pattern's date-times, before any clock change is looked at.

    Raises what `expand` raises; a refusal of a file's strategy is a `ContentError`, for no option can mend it.
    """
    try:
        return expand(request.strategy, request.window, request.event, request.reading)
    except InvalidStrategy as error:
        if request.origin.file is None:
            raise
        raise ContentError(request.origin.file, error.problems) from None


def texts(request: Request) -> Iterator[str]:
    """The date-times to send, as texts; lazily, however many there are."""
    occurrences = expanded(request)
    for first in range(0, len(occurrences), _CHUNK):
        part = occurrences[first : first + _CHUNK]
        if request.zone is None:
            yield from part.isoformat()
        else:
            from recurrence.walltime import locate

            located = locate(part, request.zone, request.gap)
            yield from (local.wall.isoformat() for local in located if local.wall)
