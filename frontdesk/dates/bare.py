"""A request as bare date-times, nothing said about them: all that `--format dates` needs, quick to load."""

from collections.abc import Iterator

from frontdesk.dates.pattern import expanded
from frontdesk.dates.request import Request

_PAGE = 10_000


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
