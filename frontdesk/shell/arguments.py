"""Texts of a command line to values, strictly: plain ASCII digits and names, nothing trimmed, nothing guessed.

Each reader returns the value, or notes what is wrong in `problems` and returns a harmless stand-in, so that one
run finds every problem. Bounds that the engine checks anyway (a day 7, an hour 24) are left to it.
"""

import re
from datetime import date, datetime, time

from recurrence import AXES, Problem, RepeatMode

MODES = {
    "daily": RepeatMode.DAILY,
    "weekdays": RepeatMode.WEEKDAYS,
    "mon-wed-fri": RepeatMode.MON_WED_FRI,
    "tue-thu": RepeatMode.TUE_THU,
    "weekly": RepeatMode.WEEKLY,
    "monthly": RepeatMode.MONTHLY,
    "yearly": RepeatMode.YEARLY,
}
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
DAY_ALLOWED = "a day written YYYY-MM-DD, such as 2027-01-31"
MOMENT_ALLOWED = "a local date and time written YYYY-MM-DDTHH:MM, such as 2027-01-31T10:30"
CLOCK_ALLOWED = "a time of day from 00:00 to 23:59, such as 09:30"

_WHOLE = re.compile(r"\A-?[0-9]{1,40}\Z")
_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?\Z")
_CLOCK = re.compile(r"\A[0-9]{2}:[0-9]{2}\Z")
_SHORT_CLOCK = re.compile(r"\A[0-9]:[0-9]{2}\Z")
_OFFSET = re.compile(r"(Z|[+-][0-9]{2}:?[0-9]{2})\Z")
_MOST_CHARACTERS = 200


def whole_number(text: str, field: str, problems: list[Problem]) -> int | None:
    """The integer that a text says, in ASCII digits only.

    >>> found = []
    >>> whole_number("12", "interval", found), whole_number(" 5", "interval", found)
    (12, None)
    >>> found[0].allowed
    'a whole number in plain digits'
    """
    if _WHOLE.match(text):
        return int(text)
    problems.append(Problem(field, text, "a whole number in plain digits"))
    return None


def mode(text: str, problems: list[Problem]) -> int:
    """The mode's number, from its number or its name; bounds are the engine's.

    >>> mode("weekly", []), mode("8", [])
    (5, 8)
    """
    if text in MODES:
        return int(MODES[text])
    if _WHOLE.match(text):
        return int(text)
    hint = f"Did you mean {text.lower()}?" if text.isascii() and text.lower() in MODES else ""
    problems.append(Problem("repeat_mode", text, "", hint))
    return RepeatMode.DAILY


def days(text: str, problems: list[Problem]) -> list[int]:
    """The weekdays of a list such as `1,4` or `mon,thu`, in the order given, `none` for none; bounds are the engine's.

    >>> days("mon,4", []), days("none", [])
    ([1, 4], [])
    """
    if len(text) > _MOST_CHARACTERS:
        problems.append(Problem("days", text, ""))
        return []
    if text == "none":
        return []
    return [number for part in text.split(",") if (number := _weekday(part, problems)) is not None]


def _weekday(text: str, problems: list[Problem]) -> int | None:
    if text in DAYS:
        return DAYS.index(text)
    if _WHOLE.match(text):
        return int(text)
    short = text.strip()[:3].lower()
    problems.append(Problem("days", text, "", f"Did you mean {short}?" if short in DAYS else ""))
    return None


def day(text: str, field: str, problems: list[Problem]) -> date | None:
    """The day that a text `YYYY-MM-DD` says; week dates and `20270131` are refused.

    >>> found = []
    >>> day("2027-01-31", "from", found), day("2027-W01-1", "from", found)
    (datetime.date(2027, 1, 31), None)
    """
    hint = ""
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            hint = "There is no such day in the calendar"
    problems.append(Problem(field, text, DAY_ALLOWED, hint))
    return None


def moment(text: str, field: str, problems: list[Problem]) -> datetime | None:
    """The local date-time that a text `YYYY-MM-DDTHH:MM` says, with or without `:SS`.

    >>> moment("2020-09-21T10:30", "event", [])
    datetime.datetime(2020, 9, 21, 10, 30)
    """
    hint = "Leave the offset out: it is the location's own clock" if _OFFSET.search(text[-8:]) else ""
    if _MOMENT.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            hint = "There is no such day or time"
    problems.append(Problem(field, text, MOMENT_ALLOWED, "" if _DAY.match(text) else hint))
    return None


def clock(text: str, field: str, problems: list[Problem]) -> time | None:
    """The time of day that a text `HH:MM` says.

    >>> clock("09:30", "at", [])
    datetime.time(9, 30)
    """
    if _CLOCK.match(text):
        try:
            return time.fromisoformat(text)
        except ValueError:
            pass
    hint = f"Write 0{text}" if _SHORT_CLOCK.match(text) else ""
    problems.append(Problem(field, text, CLOCK_ALLOWED, hint))
    return None


def axes(texts: list[str], problems: list[Problem]) -> dict[str, str]:
    """The axes of a reading from texts `axis=value`, each axis once; values are the engine's to check.

    >>> axes(["week=sunday", "missing_day=clamp"], [])
    {'week': 'sunday', 'missing_day': 'clamp'}
    """
    chosen: dict[str, str] = {}
    for text in texts:
        axis, equals, value = text.partition("=")
        if axis in AXES and not equals:
            *others, last = AXES[axis]
            problems.append(Problem("reading", text, f"{axis}={', '.join(others)} or {last}"))
        elif axis not in AXES:
            problems.append(Problem("reading", text, "axis=value with an axis among " + ", ".join(AXES)))
        elif chosen.setdefault(axis, value) != value:
            problems.append(
                Problem("reading", text, f"one value for {axis}, and {chosen[axis]} was given too")
            )
    return chosen
