"""Duplication strategies to explicit dates, by arithmetic, on your own machine.

The worked example of the API's documentation (C5): mode 5 on Monday and Thursday with a break of two weeks means
every third week.

>>> from datetime import date, datetime
>>> strategy = Strategy(RepeatMode.WEEKLY, days=(1, 4), interval=2)
>>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28))
>>> expand(strategy, window, event=datetime(2020, 9, 21, 10, 30)).isoformat()
['2020-09-28T10:30:00', '2020-10-01T10:30:00', '2020-10-19T10:30:00', '2020-10-22T10:30:00']
"""

from recurrence.closures import NO_CLOSURES, Closures
from recurrence.errors import (
    ClosedDates,
    InvalidClosures,
    InvalidDates,
    InvalidReading,
    InvalidRequest,
    InvalidSchedule,
    InvalidStrategy,
    InvalidWindow,
    InvalidZone,
    Problem,
    RecurrenceError,
    TooFewDates,
)
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import AXES, DOCUMENTED, Reading
from recurrence.schedule import Add, Drop, Edit, Move, Schedule, arrange
from recurrence.slot import Slot, Why
from recurrence.strategy import ContentType, RepeatMode, Strategy
from recurrence.window import Window

__all__ = [
    "AXES",
    "DOCUMENTED",
    "NO_CLOSURES",
    "Add",
    "ClosedDates",
    "Closures",
    "ContentType",
    "Drop",
    "Edit",
    "InvalidClosures",
    "InvalidDates",
    "InvalidReading",
    "InvalidRequest",
    "InvalidSchedule",
    "InvalidStrategy",
    "InvalidWindow",
    "InvalidZone",
    "Move",
    "Occurrences",
    "Problem",
    "Reading",
    "RecurrenceError",
    "RepeatMode",
    "Schedule",
    "Slot",
    "Strategy",
    "TooFewDates",
    "Why",
    "Window",
    "arrange",
    "expand",
]
