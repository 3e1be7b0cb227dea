"""A request as bare date-times, nothing said about them: all that `--format dates` needs, quick to load."""

from collections.abc import Iterator
from datetime import date

from frontdesk.dates.request import Request
from frontdesk.errors import ContentError
from recurrence import InvalidStrategy, Occurrences, Window, expand

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


def continued(request: Request, occurrences: Occurrences, until: date) -> Occurrences:
    """The date-times with which the pattern goes on behind its window, up to a day, that one included.

    `occurrences`: those in the window, with which the longer pattern begins.
    """
    window = request.window
    longer = Window(window.start, max(until, window.start), None, window.hours, window.minutes)
    return expanded(request._replace(window=longer))[len(occurrences) :]


def pages(request: Request) -> Iterator[list[str]]:
    """The date-times to send, as texts, ten thousand at a time; without closed days lazily, however many there are."""
    occurrences = expanded(request)
    if request.closing is not None:
        from frontdesk.dates.scheduling import scheduled

        starts = scheduled(request, occurrences).schedule.starts
        for first in range(0, len(starts), _PAGE):
            yield [start.isoformat() for start in starts[first : first + _PAGE]]
        return
    for first in range(0, len(occurrences), _PAGE):
        if request.zone is None:
            yield occurrences[first : first + _PAGE].isoformat()
        else:
            from recurrence.walltime import locate

            # One more, since a time moved out of a gap is dropped where the next date already stands.
            located = locate(occurrences[first : first + _PAGE + 1], request.zone, request.gap)[:_PAGE]
            yield [local.wall.isoformat() for local in located if local.wall]
