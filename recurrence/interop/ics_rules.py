"""What an RRULE in someone else's calendar may ask for, decided before anything expands it.

A rule can be a few characters long and take a day to expand. So each is priced first, from its text alone: about how
many microseconds dateutil walks from DTSTART to the end of the window. Refused are rules that repeat more often than
daily, that give no date at all (dateutil would look for one until the year 9999), and files whose rules together cost
more than the budget.
"""

import re
from datetime import date, datetime
from itertools import islice

from dateutil.rrule import rrulestr

from recurrence.errors import Problem
from recurrence.interop.ics_lines import Line, Outline, Part

BUDGET = 5_000_000
"""What all rules of a file may cost together: about so many microseconds."""

_LONGEST = 1_000
_MOST_ZONE_RULES = 200
_STEP_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_STEP_COST = {"DAILY": 3, "WEEKLY": 5, "MONTHLY": 9, "YEARLY": 50}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAYS = {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS"}
_RAREST = 40 * 365
"""Days between two dates of a rule whose parts seldom meet, such as a leap day that is a Monday."""

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def rule_problems(found: Outline, last: date) -> list[Problem]:
    """Everything that is wrong with the rules of a file, whose dates are wanted until `last`; the budget too."""
    problems: list[Problem] = []
    spent = 0
    for part in found.parts:
        for line in part.lines:
            if line.name == "RRULE" and not problems:
                fault, cost = _judged(line, part, last)
                problems += [fault] if fault else []
                spent += cost
                if spent > BUDGET:
                    problems.append(_too_much(line))
    zone_rules = [
        line for part in found.of("STANDARD", "DAYLIGHT") for line in part.lines if line.name == "RRULE"
    ]
    if len(zone_rules) > _MOST_ZONE_RULES:
        problems.append(
            Problem("file", f"{len(zone_rules):,} rules of time zones", f"up to {_MOST_ZONE_RULES}")
        )
    return problems


def _too_much(line: Line) -> Problem:
    hint = "the rules up to here are too much work; ask for fewer years, or take out rules that go on daily for centuries"
    return Problem(_field(line), line.value[:40], "rules that can be expanded in a few seconds", hint)


def _field(line: Line) -> str:
    return f"line {line.number}, {line.name}"


def _judged(line: Line, part: Part, last: date) -> tuple[Problem | None, int]:
    """What is wrong with one rule, if anything, and what it costs."""
    if len(line.text) > _LONGEST:
        return Problem(_field(line), f"{len(line.text):,} characters", f"up to {_LONGEST:,}"), 0
    terms = {
        name.upper(): value.upper() for name, _, value in (t.partition("=") for t in line.value.split(";"))
    }
    if allowed := _fault(terms, part.kind):
        return Problem(_field(line), line.value[:60], allowed), 0
    start = _start(part)
    if start is None:
        return Problem(
            f"line {part.line('DTSTART')}, DTSTART", None, "a date or a date-time to count from"
        ), 0
    wait = _first_wait(terms, start)
    if isinstance(wait, str):
        return Problem(_field(line), line.value[:60], wait), 0
    return None, _cost(terms, max((last - start.date()).days, 0) + wait)


def _fault(terms: dict[str, str], kind: str) -> str:
    """What the rule should be instead; empty if it is sound so far."""
    zone = kind in {"STANDARD", "DAYLIGHT"}
    if terms.get("FREQ") not in ({"YEARLY"} if zone else _STEP_DAYS):
        return "FREQ=YEARLY in a time zone" if zone else "FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"
    if unknown := set(terms) - _PARTS - _DAYS - set(() if zone else _CLOCK):
        return f"the parts of RFC 5545, and not {min(unknown)[:20] or 'an empty one'}"
    for name in ("INTERVAL", "COUNT"):
        if name in terms and not _NUMBER.fullmatch(terms[name]):
            return f"{name}, if any, from 1"
    return ""


def _start(part: Part) -> datetime | None:
    """The DTSTART of a component, on its own clock."""
    given = next((line.value for line in part.lines if line.name == "DTSTART"), "")
    if not (found := _DATE.match(given)):
        return None
    try:
        year, month, day, hour, minute, second = (int(number or 0) for number in found.groups())
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def _first_wait(terms: dict[str, str], start: datetime) -> int | str:
    """Days until the rule's first date; or what is wrong, if there is none or dateutil cannot read it.

    The calendar repeats every 400 years, so the question is asked near its end, where a search in vain is short.
    """
    late = start.replace(year=9200 + start.year % 400)
    rule = ";".join(f"{name}={value}" for name, value in terms.items() if name not in {"UNTIL", "COUNT"})
    try:
        first = next(islice(rrulestr(rule, dtstart=late), 1), None)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError):
        return "a rule as RFC 5545 writes it"
    return (first - late).days if first else "a rule that gives a date"


def _cost(terms: dict[str, str], days: int) -> int:
    """About how many microseconds expanding takes: steps, each with its times of day, and the way to a rare date."""
    frequency = terms["FREQ"]
    day_parts = len(_DAYS & set(terms)) - (frequency == "WEEKLY" and "BYDAY" in terms)
    walked = days + (_RAREST if day_parts > 1 else 0)
    steps = walked // (_STEP_DAYS[frequency] * int(terms.get("INTERVAL", "1"))) + 1
    times = 1
    for name in _CLOCK:
        times *= terms.get(name, "").count(",") + 1
    many = times if times == 1 else times * max(_STEP_DAYS[frequency], 1)
    return steps * _STEP_COST[frequency] * many
