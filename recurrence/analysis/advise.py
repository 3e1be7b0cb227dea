"""Which of the API's three request forms to send: the dates themselves, or a strategy that the server works out.

By dates is always right (C7). A form that leaves the dates to the server is advised only where every reading still
possible gives just the dates that are wanted. Knows no plans; the words are `frontdesk`'s.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from recurrence.analysis.ambiguity import ambiguity
from recurrence.analysis.readings import EVERY, Readings
from recurrence.errors import RecurrenceError
from recurrence.strategy import Strategy
from recurrence.window import Window


class Reason(Enum):
    """Why the server can be left to work the dates out, or why not."""

    AGREED = "every reading gives the dates"
    DIFFER = "readings differ"
    EDITED = "the dates are not the pattern's"
    NO_DATES = "there are no dates"
    NOT_COMPARED = "not every reading could be tried"


class Advice(NamedTuple):
    """The forms that can be sent, and why no others.

    `by_server`: whether the forms by strategy and by parameters are as good as by dates, which always is; `results`:
    how many different results the possible readings give; `contested`: dates that only some of them give; `axes`:
    those that it hangs on.
    """

    by_server: bool
    reason: Reason
    results: int = 0
    contested: tuple[datetime, ...] = ()
    axes: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms to choose from, the advised one first."""
        return ("dates", "strategy", "parameters") if self.by_server else ("dates",)


def advise(
    strategy: Strategy,
    window: Window,
    event: datetime | None,
    *,
    wanted: Sequence[datetime] | None = None,
    possible: Readings = EVERY,
) -> Advice:
    """Which forms can be sent for these dates (C7–C9, R1–R13).

    `wanted`: the dates to create, if they are not just the pattern's; `possible`: the readings that a calibration
    has left.

    >>> from datetime import date
    >>> window = Window(date(2027, 1, 5), till=date(2027, 1, 9), hours=9, minutes=30)
    >>> advise(Strategy(3), window, datetime(2026, 12, 30, 9, 30)).reason.name
    'AGREED'
    >>> found = advise(Strategy(3, interval=1), window, datetime(2026, 12, 30, 9, 30))
    >>> found.forms, found.reason.name, found.axes
    (('dates',), 'DIFFER', ('interval_means', 'anchor', 'fixed_interval'))
    """
    try:
        found = ambiguity(strategy, window, event, possible=possible)
    except RecurrenceError:  # all refuse, or there are too many dates to compare
        return Advice(by_server=False, reason=Reason.NOT_COMPARED)
    facts = found.readings, tuple(found.contested), found.axes
    reason = Reason.AGREED
    if found.readings > 1:
        reason = Reason.DIFFER
    elif found.untried:
        reason = Reason.NOT_COMPARED
    elif not found.agreed:
        reason = Reason.NO_DATES
    elif wanted is not None and tuple(sorted(wanted)) != found.agreed:
        reason = Reason.EDITED
    return Advice(reason is Reason.AGREED, reason, *facts)
