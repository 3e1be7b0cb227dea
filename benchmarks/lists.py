"""What is behind a list of 2,000 dates, beside dateutil's mere expansion of the answer: both sides give the dates again.

The lists: several classes of ten years with holes and dates besides, at three times of day; one class; and noise, which
is the slowest, since nothing in it ends the search early.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from random import Random
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rruleset, weekday

from recurrence import DOCUMENTED, Add, RepeatMode, Strategy, Window, expand
from recurrence.analysis import Inference, Pattern, infer
from recurrence.rule import FIXED_DAYS, period_of

PEER = "python-dateutil, expanding the answer"
NUMBER = 2_000
NEW_YEAR = datetime(2027, 1, 1)
CLOCKS = (time(9), time(10, 30), time(18))
CLASSES = (
    (Strategy(5, days=(1, 4)), CLOCKS[0], 700),
    (Strategy(5, days=(2,), interval=1), CLOCKS[0], 150),
    (Strategy(RepeatMode.MON_WED_FRI), CLOCKS[1], 700),
    (Strategy(RepeatMode.MONTHLY), CLOCKS[1], 60),
    (Strategy(5, days=(6,), interval=2), CLOCKS[2], 160),
    (Strategy(RepeatMode.DAILY, interval=3), CLOCKS[2], 250),
)
KINDS: dict[RepeatMode, Literal[0, 1, 2, 3]] = {
    RepeatMode.DAILY: DAILY,
    RepeatMode.MONTHLY: MONTHLY,
    RepeatMode.YEARLY: YEARLY,
}
Row = tuple[str, str, Callable[[], list[datetime]], Callable[[], list[datetime]], int]


def studio() -> list[datetime]:
    """2,000 dates of six classes, one in fifty missing, forty besides."""
    chance, found = Random(1), set[datetime]()
    for place, (strategy, clock, number) in enumerate(CLASSES):
        start = date(2027, 1, 31) + timedelta(days=30 * place)
        window = Window(start, count=number, hours=clock.hour, minutes=clock.minute)
        found |= {moment for moment in expand(strategy, window) if chance.random() > 0.02}
    besides = [_some(chance, 3_000) for _ in range(40)]
    return sorted(found | set(besides))[:NUMBER]


def one_class() -> list[datetime]:
    """2,000 Mondays and Thursdays."""
    return list(expand(Strategy(5, days=(1, 4)), Window(date(2027, 1, 1), count=NUMBER, hours=9, minutes=0)))


def noise() -> list[datetime]:
    """2,000 of 4,000 days, by chance, at one time of day."""
    return [NEW_YEAR + timedelta(days=day) for day in sorted(Random(1).sample(range(4_000), NUMBER))]


def lists() -> Iterator[Row]:
    """Words, peer, both sides and how many dates; nothing is worked out before it is asked for."""
    for words, dates in (("six classes", studio()), ("one class", one_class()), ("noise", noise())):
        yield f"infer: {words}", PEER, partial(inferred, dates), partial(expanded, tuple(dates)), len(dates)


def inferred(dates: list[datetime]) -> list[datetime]:
    """Ours: what is behind the dates, and from that the dates."""
    return infer(dates).expand()


def expanded(dates: tuple[datetime, ...]) -> list[datetime]:
    """The peer's: from rules that are at hand the dates."""
    return list(_rules_behind(dates))


@cache
def _rules_behind(dates: tuple[datetime, ...]) -> rruleset:
    return rules_of(infer(dates))


def rules_of(found: Inference) -> rruleset:
    """The answer as dateutil takes it."""
    rules = rruleset()
    for pattern in found.strategies:
        rules.rrule(_rule(pattern))
    for edit in found.exceptions:
        (rules.rdate if isinstance(edit, Add) else rules.exdate)(edit.moment)
    return rules


def _rule(pattern: Pattern) -> rrule:
    strategy, window, _ = pattern
    assert window.till is not None
    clock = time(window.hours or 0, window.minutes or 0)
    mode, period = strategy.repeat_mode, period_of(strategy, DOCUMENTED)
    days = FIXED_DAYS.get(mode, strategy.days)
    return rrule(
        KINDS.get(mode, WEEKLY),
        datetime.combine(window.start, clock),
        interval=period // 12 if mode is RepeatMode.YEARLY else period,
        until=datetime.combine(window.till, clock),
        byweekday=[weekday((day - 1) % 7) for day in days] or None,
    )


def _some(chance: Random, days: int) -> datetime:
    return datetime.combine(NEW_YEAR + timedelta(days=chance.randrange(days)), chance.choice(CLOCKS))
