"""A request as bare date-times, nothing said about them: all that `--format dates` needs, quick to load."""

from collections.abc import Iterator

from frontdesk.errors import ContentError
from frontdesk.request import Request
from recurrence import InvalidStrategy, Occurrences, expand

_PAGE = 10_000


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


def pages(request: Request) -> Iterator[list[str]]:
    """The date-times to send, as texts, ten thousand at a time; lazily, however many there are."""
    occurrences = expanded(request)
    for first in range(0, len(occurrences), _PAGE):
        if request.zone is None:
            yield occurrences[first : first + _PAGE].isoformat()
        else:
            from recurrence.walltime import locate

            # One more, since a time moved out of a gap is dropped where the next date already stands.
            located = locate(occurrences[first : first + _PAGE + 1], request.zone, request.gap)[:_PAGE]
            yield [local.wall.isoformat() for local in located if local.wall]
