"""What a rule of RFC 5545 repeats, as a mode, an interval and a reading; or what in it no strategy can hold.

Knows neither lines nor limits. A day of the month that is not DTSTART's is said by a source event: any day that has
it, at another minute, so that it is no slot of the pattern (R2 `event_day`, R10). So are weeks that begin on no day
that a reading names (R3 `rolling`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from recurrence.errors import Problem
from recurrence.strategy import MAX_INTERVAL, RepeatMode, Strategy

WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAMED = {
    (1, 2, 3, 4, 5): RepeatMode.WEEKDAYS,
    (1, 3, 5): RepeatMode.MON_WED_FRI,
    (2, 4): RepeatMode.TUE_THU,
}
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MISSING = {"OMIT": "skip", "BACKWARD": "clamp", "FORWARD": "overflow"}
_LAST_ALWAYS_THERE = 28
_LEAP_YEAR = 2000
_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_NO = "no such part"


class Pattern(NamedTuple):
    """What repeats: a strategy, the axes that differ from the documented reading, the event that they take.

    `far`: a day that is counted on beyond the first of the next month would not be what the rule says.
    """

    strategy: Strategy
    axes: Mapping[str, str] = {}
    event: datetime | None = None
    far: bool = False


class _Rule(NamedTuple):
    """A rule's parts, where it starts, and where problems go."""

    terms: dict[str, str]
    start: datetime
    problems: list[Problem]

    def refuse(self, name: str, allowed: str) -> None:
        self.problems.append(Problem(name, self.terms.get(name), allowed))

    def refuse_parts(self, kept: set[str], why: str) -> None:
        """Every part that chooses dates, other than those kept."""
        for name in self.terms:
            if name.startswith("BY") and name not in {*kept, *_CLOCK}:
                self.refuse(name, f"{_NO}: {why}")

    @property
    def period(self) -> int:
        """INTERVAL, which a strategy's interval is one less than."""
        text = self.terms.get("INTERVAL", "1")
        if _NUMBER.fullmatch(text) and int(text) <= MAX_INTERVAL + 1:
            return int(text)
        return 1


def pattern_of(terms: dict[str, str], start: datetime, problems: list[Problem]) -> Pattern | None:
    """The pattern of a rule that dateutil takes; None where problems were noted."""
    rule, found = _Rule(terms, start, problems), len(problems)
    if str(rule.period) != terms.get("INTERVAL", "1"):
        rule.refuse("INTERVAL", f"1 to {MAX_INTERVAL + 1}")
    for name, own in zip(_CLOCK, (start.hour, start.minute, start.second), strict=True):
        if name in terms and terms[name].lstrip("0") != str(own or ""):
            rule.refuse(name, "the time of DTSTART alone")
    if terms.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        rule.refuse("RSCALE", "GREGORIAN")
    if terms.get("SKIP", "OMIT") not in _MISSING:
        rule.refuse("SKIP", "OMIT, BACKWARD or FORWARD")
    made = _KINDS.get(terms.get("FREQ", ""), _too_often)(rule)
    return made if len(problems) == found else None


def _too_often(rule: _Rule) -> None:
    rule.refuse("FREQ", "DAILY, WEEKLY, MONTHLY or YEARLY: a strategy has one date a day at most")
    rule.refuse_parts(set(), "a strategy has one date a day at most")


def _daily(rule: _Rule) -> Pattern | None:
    if "BYDAY" in rule.terms and rule.period == 1:
        return _weekly(rule)
    rule.refuse_parts(set(), "a daily strategy knows nothing but its interval")
    return Pattern(Strategy(RepeatMode.DAILY, interval=rule.period - 1))


def _weekly(rule: _Rule) -> Pattern | None:
    rule.refuse_parts({"BYDAY"}, "a weekly strategy knows weekdays")
    first = rule.start.isoweekday() % 7
    names = rule.terms.get("BYDAY", WEEKDAYS[first]).split(",")
    if not set(names) <= set(WEEKDAYS):
        rule.refuse("BYDAY", "weekdays without numbers: " + ", ".join(WEEKDAYS))
        return None
    days = tuple(sorted({WEEKDAYS.index(name) for name in names}))
    if rule.period == 1:
        mode = _NAMED.get(days, RepeatMode.WEEKLY)
        return Pattern(Strategy(mode, days if mode is RepeatMode.WEEKLY else ()))
    strategy = Strategy(RepeatMode.WEEKLY, days, rule.period - 1)
    wanted = _places(days, first, WEEKDAYS.index(rule.terms.get("WKST", "MO")))
    for week, begins in (("monday", 1), ("sunday", 0), ("rolling", first)):
        if _places(days, first, begins) == wanted:
            return Pattern(strategy, {"week": week} if week != "monday" else {})
    return Pattern(strategy, {"week": "rolling", "anchor": "event"}, _week_of(rule, first))


def _week_of(rule: _Rule, first: int) -> datetime:
    """The day on which DTSTART's week begins, or one whole cycle later: rolling weeks are counted from an event."""
    back = (first - WEEKDAYS.index(rule.terms["WKST"])) % 7
    start = rule.start.replace(minute=rule.start.minute ^ 1)
    begins = start.toordinal() - back
    day = date.fromordinal(begins if begins > 0 else begins + 7 * rule.period)
    return datetime.combine(day, start.time())


def _places(days: tuple[int, ...], first: int, begins: int) -> list[int]:
    """How far each weekday lies from DTSTART's in a week that begins on a given one."""
    return [(day - begins) % 7 - (first - begins) % 7 for day in days]


def _monthly(rule: _Rule) -> Pattern | None:
    rule.refuse_parts({"BYMONTHDAY", "BYSETPOS"}, "a monthly strategy knows days of the month")
    day, missing = _day_of_month(rule, rule.terms.get("BYMONTHDAY", str(rule.start.day)), 31)
    if not day:
        return None
    return _on(
        rule, Strategy(RepeatMode.MONTHLY, interval=rule.period - 1), date(_LEAP_YEAR, 1, day), missing
    )


def _yearly(rule: _Rule) -> Pattern | None:
    strategy = Strategy(RepeatMode.YEARLY, interval=rule.period - 1)
    if "BYYEARDAY" in rule.terms:
        return _on_day_of_year(rule, strategy)
    rule.refuse_parts({"BYMONTH", "BYMONTHDAY", "BYSETPOS"}, "a yearly strategy knows one day of one month")
    month = rule.terms.get("BYMONTH", str(rule.start.month))
    is_month = _NUMBER.fullmatch(month) and int(month) <= 12
    if not is_month or ("BYMONTHDAY" in rule.terms and "BYMONTH" not in rule.terms):
        rule.refuse("BYMONTH", "one month: a yearly strategy has one date a year")
        return None
    length = 29 if month == "2" else 30 + (int(month) in {1, 3, 5, 7, 8, 10, 12})
    day, missing = _day_of_month(rule, rule.terms.get("BYMONTHDAY", str(rule.start.day)), length)
    if not day:
        return None
    if day > length:
        rule.refuse("BYMONTHDAY", f"a day that month {month} has")
        return None
    return _on(rule, strategy, date(_LEAP_YEAR, int(month), day), missing)


def _on_day_of_year(rule: _Rule, strategy: Strategy) -> Pattern | None:
    """Day 60 is 29 February, or 1 March where there is none; the days before it are the same every year."""
    rule.refuse_parts({"BYYEARDAY", "BYSETPOS"}, "a yearly strategy knows one day of one month")
    text = rule.terms["BYYEARDAY"]
    if not _NUMBER.fullmatch(text) or int(text) > 60 or rule.terms.get("BYSETPOS", "1") not in {"1", "-1"}:
        rule.refuse("BYYEARDAY", "a day from 1 to 60: later ones are two days of the month, by the year")
        return None
    day = date(_LEAP_YEAR, 1, 1) + timedelta(days=int(text) - 1)
    return _on(rule, strategy, day, "overflow")


def _day_of_month(rule: _Rule, text: str, last: int) -> tuple[int, str]:
    """The day that is meant and what becomes of it where it is missing (R4); day 0 where problems were noted."""
    missing = _MISSING.get(rule.terms.get("SKIP", "OMIT"), "skip")
    place = rule.terms.get("BYSETPOS")
    if _NUMBER.fullmatch(text) and int(text) <= 31 and place in {None, "1", "-1"}:
        return int(text), missing
    if text == "-1" and place in {None, "1", "-1"}:
        return last, "clamp"
    days = text.split(",")
    ends = [",".join(map(str, range(_LAST_ALWAYS_THERE, end + 1))) for end in (29, 30, 31)]
    if place == "-1" and text in ends:
        return min(int(days[-1]), last), "clamp"
    if place is not None:
        rule.refuse("BYSETPOS", f"{_NO}: a strategy has one day of the month")
    rule.refuse(
        "BYMONTHDAY", "one day up to 31, or -1, or 28 and all that follow up to a day with BYSETPOS=-1"
    )
    return 0, missing


def _on(rule: _Rule, strategy: Strategy, meant: date, missing: str) -> Pattern:
    """The pattern on a day of the month (in a month of the year); an event says it where DTSTART is another day."""
    yearly = strategy.repeat_mode is RepeatMode.YEARLY
    matters = meant.day > _LAST_ALWAYS_THERE and (not yearly or meant.month == 2)
    axes = {"missing_day": missing} if matters and missing != "skip" else {}
    event, start = None, rule.start
    if start.day != meant.day or (yearly and start.month != meant.month):
        axes["anchor"] = "event_day"
        event = datetime(meant.year, meant.month, meant.day, start.hour, start.minute ^ 1)
    return Pattern(strategy, axes, event, far=missing == "overflow" and meant.day > 29)


_KINDS: dict[str, Callable[[_Rule], Pattern | None]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}
