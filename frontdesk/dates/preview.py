"""A request worked out: the dates as they would be sent, each with its offset and what there is to say about it.

Decides what deserves a note and gathers it once for every view. Knows nothing of how a view looks.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.dates.notes import Note, Remarks
from frontdesk.dates.pattern import expanded
from frontdesk.dates.request import Request
from frontdesk.errors import UsageError
from recurrence import Occurrences, Problem, RecurrenceError
from recurrence.walltime import LocalTime, locate
from recurrence.walltime import tz_version as version

if TYPE_CHECKING:
    from frontdesk.dates.scheduling import Scheduled
    from recurrence.analysis import Ambiguity

MOST_DATES = 100_000
MOST_COMPARED = 200_000  # dates of all readings together: about a second


class Line(NamedTuple):
    """One date of the pattern: its number in the list (None if dropped), the time planned and the one to send.

    `offsets` from UTC: one, or two at a clock change, before and after; none without a zone.
    """

    number: int | None
    planned: datetime
    wall: datetime | None
    offsets: tuple[timedelta, ...]
    notes: tuple[Note, ...]

    @property
    def shown(self) -> datetime:
        """The time to send; of a dropped date the one that was planned."""
        return self.wall or self.planned


class Preview(NamedTuple):
    """Everything that the views show. `ambiguity` is None where too many dates would have to be compared, `closed`
    where nothing is asked about closed days.
    """

    request: Request
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    ambiguity: "Ambiguity | None"
    tz_version: str | None
    closed: "Scheduled | None" = None

    @property
    def kept(self) -> list[datetime]:
        """The date-times to send."""
        return [line.wall for line in self.lines if line.wall]


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
