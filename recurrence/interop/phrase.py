"""Strategies and windows as sentences, in English or Russian.

Says what was asked for and how it is read; it computes no dates. The words are `english.py`'s and `russian.py`'s.
"""

from datetime import date, datetime

from recurrence.interop.english import MONTHS, day_text, listed, ordinal
from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language, Tongue
from recurrence.reading import DOCUMENTED, Reading
from recurrence.rule import FIXED_DAYS, clock_of, period_of
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window

__all__ = ["MONTHS", "day_text", "has_no_days", "listed", "ordinal", "pattern", "sentence"]

_UNITS = {RepeatMode.DAILY: "day", RepeatMode.MONTHLY: "month", RepeatMode.YEARLY: "year"}
_SHORTEST_MONTH = 28


def sentence(
    strategy: Strategy,
    window: Window,
    event: datetime | None = None,
    reading: Reading = DOCUMENTED,
    *,
    number: int | None = None,
    language: Language = "en",
) -> str:
    """The strategy in a window as one sentence; `number`: how many dates it has, where that is to be said too.

    >>> strategy = Strategy(5, days=(1, 4), interval=2)
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> sentence(strategy, window)
    'Every 3rd week on Monday and Thursday at 10:30, from Mon 28 Sep 2020 until Wed 28 Oct 2020.'
    >>> sentence(strategy, window, number=4, language="ru")
    'Каждую третью неделю по понедельникам и четвергам в 10:30, с 28 сентября по 28 октября 2020 г.: 4 занятия.'
    >>> sentence(strategy, Window(date(2020, 9, 28), count=4), number=3)
    'Every 3rd week on Monday and Thursday, from Mon 28 Sep 2020, 4 dates, 3 of them left.'
    """
    speak = tongue(language)
    repeat = pattern(strategy, window, event, reading, language=language)
    if has_no_days(strategy, reading):
        return speak.ended(repeat)
    clock = clock_of(window, event, reading)
    parts = (
        repeat,
        speak.say("at", clock=clock) if clock else "",
        _limits(speak, window, reading),
        "" if number is None else speak.say(_numbered(window, reading, number), number=number),
    )
    return speak.ended("".join(parts))


def pattern(
    strategy: Strategy,
    window: Window,
    event: datetime | None,
    reading: Reading,
    *,
    language: Language = "en",
) -> str:
    """The repeat alone: how often, and on which days.

    >>> pattern(Strategy(6), Window(date(2027, 1, 31), count=3), None, DOCUMENTED)
    'Every month on day 31 (months without it are left out)'
    >>> pattern(Strategy(5), Window(date(2027, 1, 31), count=3), None, Reading(empty_days="none"))
    'No dates, since no weekday is given'
    >>> pattern(Strategy(7, interval=1), Window(date(2028, 2, 29), count=3), None, DOCUMENTED, language="ru")
    'Каждый второй год 29 февраля (годы без этого дня пропускаются)'
    """
    speak, mode = tongue(language), strategy.repeat_mode
    day_from = event if event and reading.anchor != "from" else window.start
    every = _every(speak, strategy, reading)
    if mode is RepeatMode.DAILY:
        return every
    if mode is RepeatMode.MONTHLY:
        missing = _missing(speak, "missing", reading) if day_from.day > _SHORTEST_MONTH else ""
        return speak.say("month_day", every=every, day=day_from.day, missing=missing)
    if mode is RepeatMode.YEARLY:
        leap_day = (day_from.month, day_from.day) == (2, 29)
        missing = _missing(speak, "leap_day", reading) if leap_day else ""
        return speak.say("year_day", every=every, day=day_from, missing=missing)
    if has_no_days(strategy, reading):
        return speak.say("no_dates")
    text = "monday_to_friday" if mode is RepeatMode.WEEKDAYS else "weekdays"
    return speak.say(text, every=every, days=_weekdays(strategy, day_from))


def has_no_days(strategy: Strategy, reading: Reading) -> bool:
    """Whether the repeat lacks the weekdays that it needs, and none stands in (R5).

    >>> has_no_days(Strategy(5), Reading(empty_days="none")), has_no_days(Strategy(4), DOCUMENTED)
    (True, False)
    """
    lacks_days = strategy.repeat_mode is RepeatMode.WEEKLY and not strategy.days
    return lacks_days and reading.empty_days != "anchor_weekday"


def _every(speak: Tongue, strategy: Strategy, reading: Reading) -> str:
    unit, period = _UNITS.get(strategy.repeat_mode, "week"), period_of(strategy, reading)
    if unit == "year":
        period //= 12
    return speak.say(f"{'each' if period == 1 else 'nth'}.{unit}", period=period)


def _weekdays(strategy: Strategy, day_from: date) -> tuple[int, ...]:
    days = FIXED_DAYS.get(strategy.repeat_mode, strategy.days)
    return days or (day_from.isoweekday() % 7,)


def _missing(speak: Tongue, which: str, reading: Reading) -> str:
    return speak.say(f"{which}.{reading.missing_day}")


def _limit(window: Window, reading: Reading) -> str:
    """What ends the window: `count`, `till`, or `both`."""
    both = window.till is not None and window.count is not None
    kept = {"count": "count", "till": "till"}.get(reading.both_limits, "both")
    return kept if both else "count" if window.till is None else "till"


def _numbered(window: Window, reading: Reading, number: int) -> str:
    """How a number is said: where a count was said just before, as what is left of it."""
    counted = window.count is not None and _limit(window, reading) == "count"
    return "number.of_count" if counted and number < (window.count or 0) else "number"


def _limits(speak: Tongue, window: Window, reading: Reading) -> str:
    """From when until when, or how many, and which end does not count."""
    limits = speak.say(
        f"limits.{_limit(window, reading)}", **window._asdict(), span=(window.start, window.till)
    )
    ends = {"first": reading.from_included, "last": reading.till_included}
    left_out = [name for name, counts in ends.items() if counts == "no"]
    if not left_out:
        return limits
    return limits + speak.say(f"left_out.{left_out[0] if len(left_out) == 1 else 'both'}")
