"""A preview as one value: the dates as they would be sent, each with its offset and what there is to say about it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.dates.notes import Note
from frontdesk.dates.request import Request

if TYPE_CHECKING:
    from frontdesk.dates.scheduling import Scheduled
    from recurrence.analysis import Ambiguity


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
