"""The workloads as other runtimes take them: a file of rules, one a line (the columns: `benchmarks/peers/README.md`).

W8 is here too: as many strategies as asked for, of all modes, each from a day of 2026 on for a year.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from benchmarks.workloads import DECADE, LATE, W1, WORKLOADS, endless_window
from recurrence import RepeatMode, Strategy, Window
from recurrence.rule import FIXED_DAYS

CLOCK = timedelta(hours=10, minutes=30)
EPOCH = datetime(1970, 1, 1)
YEAR = timedelta(days=364)  # from the first day to the last of a year of 365 days
STEPPED = (RepeatMode.DAILY, RepeatMode.WEEKLY, RepeatMode.MONTHLY, RepeatMode.YEARLY)
FREQUENCIES = {
    RepeatMode.DAILY: "DAILY",
    RepeatMode.MONTHLY: "MONTHLY",
    RepeatMode.YEARLY: "YEARLY",
}


class Row(NamedTuple):
    """One strategy of W8 as plain values: what a caller has before it makes anything."""

    mode: int
    days: tuple[int, ...]
    interval: int
    start: date

    def strategy(self) -> Strategy:
        """The strategy, checked."""
        return Strategy(self.mode, self.days, self.interval)

    def window(self) -> Window:
        """Its year."""
        return Window(self.start, till=self.start + YEAR, hours=10, minutes=30)


@cache
def rows(number: int) -> Sequence[Row]:
    """So many strategies: seed 8, the modes equally often, in mode 5 one to three days, intervals 0 to 2 where they count."""
    chance = Random(8)
    return tuple(_row(chance) for _ in range(number))


def _row(chance: Random) -> Row:
    mode = RepeatMode(chance.randint(1, 7))
    days = tuple(sorted(chance.sample(range(7), chance.randint(1, 3)))) if mode is RepeatMode.WEEKLY else ()
    interval = chance.randint(0, 2) if mode in STEPPED else 0
    return Row(int(mode), days, interval, date(2026, 1, 1) + timedelta(days=chance.randrange(365)))


def rules(number: int) -> Iterator[str]:
    """The lines of the file, with so many strategies in W8."""
    for work in WORKLOADS:
        window = work.window()
        assert window.till is not None
        yield _line(work.key, work.strategy(), window.start, window.till)
    endless = W1.strategy(), endless_window().start, None
    yield _line("W5", *endless, "count", DECADE)
    yield _line("W6", *endless, "next", (LATE,))
    for row in rows(number):
        yield _line("W8", row.strategy(), row.start, row.start + YEAR)


def _line(
    key: str,
    strategy: Strategy,
    start: date,
    till: date | None,
    asks: str = "list",
    about: tuple[datetime, ...] = (),
) -> str:
    mode = strategy.repeat_mode
    numbers = sorted(day or 7 for day in FIXED_DAYS.get(mode, strategy.days))  # Sunday is 7 in the file
    days = ",".join(map(str, numbers))
    until = "-" if till is None else seconds_at(till)
    first, last = (*map(seconds_of, about), "-", "-")[:2]
    step = strategy.interval + 1 if mode in STEPPED else 1
    values = (
        key,
        asks,
        FREQUENCIES.get(mode, "WEEKLY"),
        step,
        days or "-",
        seconds_at(start),
        until,
        first,
        last,
    )
    return " ".join(map(str, values))


def seconds_at(day: date) -> int:
    """Half past ten of a day, in seconds since 1970 of the clock on the wall."""
    return seconds_of(datetime(day.year, day.month, day.day) + CLOCK)


def seconds_of(moment: datetime) -> int:
    """A moment in seconds since 1970 of the clock on the wall.

    >>> seconds_of(datetime(1970, 1, 2))
    86400
    """
    return (moment - EPOCH) // timedelta(seconds=1)
