"""A request as the words of a command that asks the same: complete, to be copied.

A strategy that came from a file is spelled out; what decides no date (title, content type) is left out.
"""

from collections.abc import Iterator
from datetime import datetime

from frontdesk.shell.arguments import DAYS, MODES
from recurrence import Strategy, Window

_NAMES = {mode: name for name, mode in MODES.items()}


def question_words(strategy: Strategy, window: Window, event: datetime | None = None) -> Iterator[str]:
    """The options of a strategy, a window and an event.

    >>> from datetime import date
    >>> window = Window(date(2027, 1, 4), count=3, hours=9, minutes=0)
    >>> " ".join(question_words(Strategy(5, days=(1, 4), interval=2), window))
    '--mode weekly --days mon,thu --interval 2 --from 2027-01-04 --count 3 --at 09:00'
    """
    yield from strategy_words(strategy)
    yield from window_words(window)
    if event is not None:
        yield from ("--event", f"{event:%Y-%m-%dT%H:%M}")


def strategy_words(strategy: Strategy) -> Iterator[str]:
    """The options of a strategy."""
    yield from ("--mode", _NAMES[strategy.repeat_mode])
    if strategy.days:
        yield from ("--days", ",".join(DAYS[day] for day in strategy.days))
    if strategy.interval:
        yield from ("--interval", str(strategy.interval))


def window_words(window: Window) -> Iterator[str]:
    """The options of a window."""
    yield from ("--from", window.start.isoformat())
    if window.till is not None:
        yield from ("--till", window.till.isoformat())
    if window.count is not None:
        yield from ("--count", str(window.count))
    if window.hours is not None and window.minutes is not None:
        yield from ("--at", f"{window.hours:02}:{window.minutes:02}")
        return
    for name, value in (("--hours", window.hours), ("--minutes", window.minutes)):
        if value is not None:
            yield from (name, str(value))
