"""One line of a schedule, and why it is where it is, or has no start. Decides no dates."""

from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple


class Why(Enum):
    """Why a slot is where it is, or has no start."""

    PATTERN = "pattern"
    ADDED = "added"
    MOVED = "moved"
    SHIFTED = "shifted out of a gap"
    DROPPED = "dropped"
    IN_GAP = "dropped in a gap"
    CLOSED = "closed"
    NO_PLACE = "closed, and no day near is open and free"
    TAKEN = "left out, its place is taken"
    OFF_CLOSURE = "moved off a closed day"
    APPENDED = "appended at the end"


REASONS = {
    **{why.name.lower(): why.value for why in Why},
    "moved": "moved by hand from {pattern}",
    "off_closure": "moved from {pattern}",
    "closed": "",
    "no_place": "no day near is open and free",
    "closure": "closed: {closure}",
    "despite": "although closed: {despite}",
}
"""What a slot's reason is made of: a text for each `Why`, and for the closures of its days."""


class Slot(NamedTuple):
    """One line of a schedule: the `start` to ask for (None: left out) and why; `pattern` is the pattern's date-time.

    `kind` (`ordinary`, `gap`, `fold`) and `offsets` say how the zone's clock shows the start; without a zone `kind`
    is `ordinary` and there are no offsets. `closure` names the closure of the pattern's day, `despite` that of the
    start's day, where only an edit can put a start.
    """

    start: datetime | None
    why: Why
    pattern: datetime | None
    kind: str = "ordinary"
    offsets: tuple[timedelta, ...] = ()
    closure: str | None = None
    despite: str | None = None

    @property
    def reason(self) -> str:
        """Why, in a few words, with the closure's name and the place that a start was moved from.

        >>> Slot(None, Why.CLOSED, datetime(2027, 1, 1, 9), closure="New Year's Day").reason
        "closed: New Year's Day"
        >>> Slot(datetime(2027, 1, 3, 9), Why.MOVED, datetime(2027, 1, 2, 9), despite="Sundays").reason
        'moved by hand from 2027-01-02 09:00, although closed: Sundays'
        """
        at = self.pattern.isoformat(" ", "minutes") if self.pattern else ""
        texts = (
            REASONS[name].format(pattern=at, closure=self.closure, despite=self.despite) for name in self.said
        )
        return ", ".join(filter(None, texts))

    @property
    def said(self) -> tuple[str, ...]:
        """The names of the texts that make up the reason, as `REASONS` has them.

        >>> Slot(None, Why.CLOSED, datetime(2027, 1, 1, 9), closure="New Year's Day").said
        ('closed', 'closure')
        """
        beside = {"closure": self.closure, "despite": self.despite}
        return (self.why.name.lower(), *(name for name, given in beside.items() if given is not None))
