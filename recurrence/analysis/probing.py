"""Which window to try next at a server, so that what it creates tells the most of the readings left apart.

Never more than ten events are created, whichever of the readings left is the server's. Knows patterns worth trying
and counts what they would tell; which readings are left is `calibrate.py`'s.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import NamedTuple

from recurrence.analysis.readings import Readings
from recurrence.analysis.results import Result, results_of
from recurrence.errors import RecurrenceError
from recurrence.occurrences import expand
from recurrence.reading import AXES, Reading
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window

MOST_EVENTS = 10
_PROBE_TIME = time(10, 45)  # neither part is 0, so that one left out shows

Limit = tuple[int | None, int | None]
"""After how many units the window ends, and how many dates are asked for; either may be left out."""

ONE: tuple[Limit, ...] = ((None, 4), (2, None))
BOTH: tuple[Limit, ...] = (*ONE, (2, 6), (4, 2))

Clock = tuple[int | None, int | None]
NO_TIME, ZERO, LONE = (None, None), (0, None), (9, None)

Question = tuple[Strategy, Window, datetime]


class Probe(NamedTuple):
    """A question for a server: copy an event that starts at `event` by this strategy in this window.

    `parts`: the readings left, split by what they would create; `most`: the most events that any of them creates;
    `guess`: one of those that create some, but for what makes no difference here, to plan the question with.
    """

    strategy: Strategy
    window: Window
    event: datetime
    parts: tuple[Readings, ...]
    most: int
    guess: Reading


def probe(possible: Readings, first: date, events: Sequence[datetime] = ()) -> Probe | None:
    """The window, from `first` on, that tells the most of the readings apart; None if none tells any apart.

    `events`: the starts of the events that can be copied, all from `first` on; none given: any that helps.

    >>> from recurrence.analysis.readings import where
    >>> weeks = where(interval_means=("break",), anchor=("from",), from_included=("yes",))
    >>> found = probe(weeks, date(2027, 1, 4))
    >>> len(found.parts) > 10, found.most <= 10
    (True, True)
    """
    best: Probe | None = None
    for strategy, window, event in _questions(first, tuple(events)):
        found = _asked(possible, strategy, window, event)
        if found is not None and (best is None or _is_better(found, best)):
            best = found
    return best and best._replace(guess=_shortened(best))


def _is_better(one: Probe, other: Probe) -> bool:
    """More parts are better; then a smaller largest part; then fewer events."""
    if len(one.parts) != len(other.parts):
        return len(one.parts) > len(other.parts)
    return (max(map(len, one.parts)), one.most) < (max(map(len, other.parts)), other.most)


def _asked(possible: Readings, strategy: Strategy, window: Window, event: datetime) -> Probe | None:
    """A question as a probe, if it tells readings apart and creates no more than ten events."""
    parts: list[Readings] = []
    most, shared, guess = 0, None, None
    for result in _results(possible, strategy, window, event):
        part = result.members
        most = max(most, len(result.occurrences or ()))
        if result.occurrences:
            parts.append(part)
            guess = guess or part.first()
        else:  # a refusal and an empty answer may look the same
            shared = part if shared is None else shared | part
    parts += [shared] if shared else []
    if guess is None or len(parts) < 2 or most > MOST_EVENTS:
        return None
    return Probe(strategy, window, event, tuple(parts), most, guess)


def _shortened(found: Probe) -> Reading:
    """The guess without the choices that make no difference to its dates."""
    strategy, window, event, _, _, guess = found
    dates = expand(strategy, window, event, guess)
    for axis in guess.changed():
        plain = guess.replace(**{axis: AXES[axis][0]})
        with suppress(RecurrenceError):  # a reading that refuses makes a difference
            guess = plain if expand(strategy, window, event, plain) == dates else guess
    return guess


def _results(possible: Readings, strategy: Strategy, window: Window, event: datetime) -> Sequence[Result]:
    try:
        return results_of(strategy, window, event, possible)
    except RecurrenceError:  # the end of the calendar: nothing to try there
        return ()


def _questions(first: date, events: tuple[datetime, ...]) -> Iterator[Question]:
    """Patterns worth trying beside each event, in windows that begin on days that matter to it."""
    for event in events or tuple(_events(first)):
        day, weekday = event.date(), event.isoweekday() % 7
        days = tuple(sorted({weekday, (weekday - 1) % 7, 0}))
        before, after = day - timedelta(days=2), day + timedelta(days=9)
        asked = (
            *_windows(Strategy(RepeatMode.MONTHLY), (_same_day(day), after), BOTH, (NO_TIME, ZERO)),
            *_windows(
                Strategy(RepeatMode.MONTHLY, interval=1), (_same_day(day), after), BOTH, (NO_TIME, ZERO)
            ),
            *_windows(
                Strategy(RepeatMode.WEEKLY, days=days, interval=2), (day, after), BOTH, (NO_TIME, LONE)
            ),
            *_windows(Strategy(RepeatMode.WEEKLY, interval=2), (after,), ONE, (NO_TIME,)),
            *_windows(Strategy(RepeatMode.MON_WED_FRI, interval=2), (day, after), ONE, (NO_TIME,)),
            *_windows(Strategy(RepeatMode.DAILY), (before,), BOTH, (NO_TIME, LONE, ZERO)),
        )
        for strategy, window in asked:
            if window.start >= first:
                yield strategy, window, event


def _windows(
    strategy: Strategy, starts: Sequence[date], limits: Sequence[Limit], times: Sequence[Clock]
) -> Iterator[tuple[Strategy, Window]]:
    """The strategy from each start, with each limit, at each time."""
    unit = {RepeatMode.DAILY: 1, RepeatMode.MONTHLY: 31}.get(strategy.repeat_mode, 7)
    for start, (units, count), (hours, minutes) in product(starts, limits, times):
        till = None if units is None else start + timedelta(days=units * unit * (strategy.interval + 1))
        yield strategy, Window(start, till, count, hours, minutes)


def _events(first: date) -> Iterator[datetime]:
    """Starts that show the most: the 31st before a shorter month, and a Wednesday, each some days on."""
    near = (first + timedelta(days=days) for days in range(2, 200))
    month = next(day for day in near if day.day == 31 and (day + timedelta(days=31)).day != 31)
    yield datetime.combine(month, _PROBE_TIME)
    yield datetime.combine(first + timedelta(days=2 + (1 - first.isoweekday()) % 7), _PROBE_TIME)


def _same_day(day: date) -> date:
    """The same day of the next month that has it."""
    after = (day + timedelta(days=days) for days in range(28, 63))
    return next(other for other in after if other.day == day.day)
