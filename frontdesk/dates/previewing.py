"""A request worked out into its preview.

Decides what is gathered once for every view, and how much is too much. Knows nothing of how a view looks.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from frontdesk.dates.notes import Remarks
from frontdesk.dates.pattern import expanded
from frontdesk.dates.preview import Line, Preview
from frontdesk.dates.request import Request
from frontdesk.errors import UsageError
from recurrence import Occurrences, Problem, RecurrenceError
from recurrence.walltime import LocalTime, locate
from recurrence.walltime import tz_version as version

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

MOST_DATES = 100_000
MOST_COMPARED = 200_000  # dates of all readings together: about a second


def preview_of(request: Request) -> Preview:
    """The request worked out. Raises `UsageError` beyond 100,000 dates, and what `expand` and closed days raise."""
    occurrences = expanded(request)
    if len(occurrences) > MOST_DATES:
        raise UsageError([Problem("dates", len(occurrences), f"{MOST_DATES:,}")])
    ambiguity = _ambiguity(request)
    if request.closing is not None:
        from frontdesk.dates.closed_preview import closed_preview

        return closed_preview(request, occurrences, ambiguity)
    moments, tz_version = _located(request, occurrences)
    remarks = Remarks(request, moments, ambiguity)
    lines = tuple(_lines(moments, remarks))
    return Preview(request, lines, tuple(remarks.general()), ambiguity, tz_version)


def _ambiguity(request: Request) -> "Ambiguity | None":
    """How far readings differ; None where working it out would take long."""
    from recurrence.analysis.ambiguity import ambiguity

    try:
        return ambiguity(request.strategy, request.window, request.event, most=MOST_COMPARED)
    except RecurrenceError:  # too many dates: the request's own reading was expanded before
        return None


def _located(request: Request, occurrences: Occurrences) -> tuple[list[LocalTime], str | None]:
    """Each date in its zone, and the version of the tz database; without a zone every date is ordinary."""
    if request.zone is None:
        return [LocalTime(moment, moment, "ordinary", ()) for moment in occurrences], None
    return locate(occurrences, request.zone, request.gap), version()


def _lines(moments: Iterable[LocalTime], remarks: Remarks) -> Iterator[Line]:
    number = 0
    for moment in moments:
        number += moment.wall is not None
        moved = moment.wall not in {None, moment.planned}
        offsets = moment.offsets[1:] if moved else moment.offsets
        yield Line(
            number if moment.wall else None,
            moment.planned,
            moment.wall,
            offsets,
            tuple(remarks.about(moment)),
        )
