"""A rule of RFC 5545 as a strategy and a window: exactly its dates, or the list of what a strategy cannot hold.

Texts are checked by dateutil, so that what passes here is a rule elsewhere too. What the rule repeats is decided in
`rrule_patterns`; here: lines, the limit, the zone, and the one date that may be left out.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from dateutil.rrule import rrulestr

from recurrence.errors import InvalidRule, InvalidZone, Problem
from recurrence.interop.ics_lines import Line, unfolded
from recurrence.interop.rrule_patterns import Pattern, pattern_of
from recurrence.occurrences import expand
from recurrence.reading import DOCUMENTED, Reading
from recurrence.strategy import RepeatMode, Strategy
from recurrence.walltime import known_zone, wall_clock
from recurrence.window import MAX_COUNT, Window

_LONGEST = 2_000
_MOST_LEFT_OUT = 10_000
_BY = ("MONTH", "MONTHDAY", "YEARDAY", "WEEKNO", "DAY", "SETPOS", "HOUR", "MINUTE", "SECOND")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "RSCALE", "SKIP", *(f"BY{unit}" for unit in _BY)}
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_COUNT = re.compile(r"[1-9]\d{0,9}", re.ASCII)
_MOMENT_ALLOWED = "a date-time such as 20200928T103000"
_DAY = timedelta(days=1)


class Held(NamedTuple):
    """What holds a rule: `expand(strategy, window, event, reading)` gives its dates; `zone`: its zone, if it names one."""

    strategy: Strategy
    window: Window
    event: datetime | None
    reading: Reading
    zone: str | None


class _Written(NamedTuple):
    """The lines of a rule, taken apart."""

    start: datetime
    zone: str | None
    terms: dict[str, str]
    left_out: frozenset[datetime]


def from_rrule(text: str, till: date | None = None) -> Held:
    r"""The strategy, window and reading whose dates are those of the rule; `till` bounds a rule without an end.

    `text` has the lines DTSTART, RRULE and, if dates are left out, EXDATE, as in a calendar file. Raises
    `InvalidRule` with everything in it that no strategy can hold.

    >>> held = from_rrule("DTSTART:20200928T103000\nRRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;COUNT=4")
    >>> held.strategy.days, held.strategy.interval, held.window.count, held.reading.changed()
    ((1, 4), 2, 4, {})
    >>> from_rrule("DTSTART:20200928T103000\nRRULE:FREQ=MONTHLY;BYDAY=2MO;BYHOUR=9,10;COUNT=4")
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidRule: BYHOUR: '9,10' is not allowed; it takes the time of DTSTART alone. BYDAY: ...
    """
    problems: list[Problem] = []
    written = _written(text, problems)
    if written is None:
        raise InvalidRule(problems)
    pattern = pattern_of(written.terms, written.start, problems)
    window = _window(written, till, problems)
    if problems or pattern is None or window is None:
        raise InvalidRule(problems)
    return _held(written, pattern, window)


def _held(written: _Written, pattern: Pattern, window: Window) -> Held:
    """The parts together; raises `InvalidRule` where they do not fit each other."""
    reading = DOCUMENTED.replace(**pattern.axes)
    created = expand(pattern.strategy, window, pattern.event, reading.replace(source_slot="create"))
    if not created or created[0] != written.start:
        allowed = "a date of the rule itself: what comes of any other RFC 5545 leaves open"
        raise InvalidRule([Problem("DTSTART", written.start.isoformat(), allowed)])
    if pattern.far and (far := next((m for m in created if m.day in (2, 3)), None)):
        raise InvalidRule(
            [Problem("SKIP", "FORWARD", "no such part: a strategy counts a missing day on", f"{far:%F}")]
        )
    out = sorted(moment for moment in written.left_out if moment in created)
    if not out:
        return Held(pattern.strategy, window, pattern.event, reading, written.zone)
    if len(out) > 1 or (
        pattern.event and (pattern.event.month, pattern.event.day) != (out[0].month, out[0].day)
    ):
        allowed = "one date at most, that of the source event; more are edits of a schedule"
        raise InvalidRule([Problem("EXDATE", f"{len(out)} of its dates", allowed)])
    return Held(pattern.strategy, window, out[0], reading.replace(count_source="yes"), written.zone)


def _is_also(left_out: datetime, pattern: Pattern) -> bool:
    """Whether the source event can be on the date that is left out and say what the pattern needs it for."""
    event = pattern.event
    if event is None or pattern.axes["anchor"] == "event":
        return event is None
    yearly = pattern.strategy.repeat_mode is RepeatMode.YEARLY
    return event.day == left_out.day and (event.month == left_out.month or not yearly)


def _written(text: str, problems: list[Problem]) -> _Written | None:
    if len(text) > _LONGEST * 10:
        problems.append(Problem("RRULE", f"{len(text):,} characters", f"up to {_LONGEST * 10:,}"))
        return None
    lines = [line for line in unfolded(text) if line.text.strip()]
    for line in lines:
        if line.name not in {"DTSTART", "RRULE", "EXDATE"}:
            allowed = "DTSTART, RRULE or EXDATE: a strategy holds nothing else"
            problems.append(Problem(f"line {line.number}", line.text[:40], allowed))
    start, zone = _start(_only(lines, "DTSTART", problems), problems)
    rule = _only(lines, "RRULE", problems)
    terms = _terms(rule, problems) if rule else {}
    left_out = _left_out([line for line in lines if line.name == "EXDATE"], zone, problems)
    if start is None or problems or not _is_rule(terms, start, problems):
        return None
    return _Written(start, zone, terms, left_out)


def _only(lines: list[Line], name: str, problems: list[Problem]) -> Line | None:
    found = [line for line in lines if line.name == name]
    if len(found) != 1:
        problems.append(Problem(name, f"{len(found)} lines" if found else None, f"one line {name}:…"))
    return found[0] if found else None


def _start(line: Line | None, problems: list[Problem]) -> tuple[datetime | None, str | None]:
    """DTSTART and its zone: that of TZID, or UTC where it ends with Z."""
    if line is None:
        return None, None
    zone = None
    for parameter in line.text.removesuffix(":" + line.value).split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.upper() == "TZID":
            zone = value.strip('"')
    try:
        zone = None if zone is None else known_zone(zone)
    except InvalidZone as error:
        problems += error.problems
    found = _MOMENT.fullmatch(line.value)
    start = _moment(line, line.value, problems)
    if start and start.second:
        problems.append(Problem("DTSTART", line.value[:40], "a time to the minute"))
    return start, "UTC" if found and found[7] else zone


def _moment(line: Line, text: str, problems: list[Problem]) -> datetime | None:
    found = _MOMENT.fullmatch(text.strip())
    try:
        if found:
            year, month, day, hour, minute, second = (int(number) for number in found.groups()[:6])
            return datetime(year, month, day, hour, minute, second)
    except ValueError:
        pass
    problems.append(Problem(line.name, text[:40], _MOMENT_ALLOWED))
    return None


def _left_out(lines: list[Line], zone: str | None, problems: list[Problem]) -> frozenset[datetime]:
    texts = [(line, text) for line in lines for text in line.value.split(",")]
    if len(texts) > _MOST_LEFT_OUT:
        problems.append(Problem("EXDATE", f"{len(texts):,} dates", f"up to {_MOST_LEFT_OUT:,}"))
        return frozenset()
    found = ((text, _moment(line, text, problems)) for line, text in texts)
    return frozenset(
        _local(moment, zone) if text.endswith("Z") else moment for text, moment in found if moment
    )


def _local(moment: datetime, zone: str | None) -> datetime:
    """An instant in UTC as the rule's own clock shows it."""
    from datetime import UTC

    return wall_clock(moment.replace(tzinfo=UTC), zone) if zone else moment


def _terms(line: Line, problems: list[Problem]) -> dict[str, str]:
    terms: dict[str, str] = {}
    if len(line.value) > _LONGEST:
        problems.append(Problem("RRULE", f"{len(line.value):,} characters", f"up to {_LONGEST:,}"))
        return terms
    for term in line.value.strip().split(";"):
        name, _, value = term.upper().partition("=")
        if name not in _KNOWN or not value:
            problems.append(
                Problem("RRULE", term[:40], "parts such as FREQ=WEEKLY, as RFC 5545 and 7529 name them")
            )
        elif name in terms:
            problems.append(Problem(name, value[:40], "each part once"))
        else:
            terms[name] = value
    return terms


def _is_rule(terms: dict[str, str], start: datetime, problems: list[Problem]) -> bool:
    """Whether dateutil takes it; it knows no RFC 7529, and compares UNTIL with the zone."""
    foreign = {"RSCALE", "SKIP", "UNTIL", "COUNT"}
    rule = ";".join(f"{name}={value}" for name, value in terms.items() if name not in foreign)
    try:
        rrulestr(rule, dtstart=start)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError):
        problems.append(Problem("RRULE", rule[:60], "a rule as RFC 5545 writes it"))
        return False
    return True


def _window(written: _Written, till: date | None, problems: list[Problem]) -> Window | None:
    """UNTIL is a moment: its day belongs to the window if the class begins no later."""
    found, start, terms = len(problems), written.start, written.terms
    last, count = till, None
    if "COUNT" in terms:
        count = int(terms["COUNT"]) if _COUNT.fullmatch(terms["COUNT"]) else 0
        if not 1 <= count <= MAX_COUNT:
            problems.append(Problem("COUNT", terms["COUNT"][:40], f"1 to {MAX_COUNT}"))
    if "UNTIL" in terms:
        last = _last_day(written, problems)
        if count is not None:
            problems.append(Problem("UNTIL", terms["UNTIL"][:40], "the place of COUNT: one or the other"))
    if last is None and count is None and len(problems) == found:
        problems.append(Problem("UNTIL", None, "an end: UNTIL or COUNT, or a last day beside the rule"))
    if last and last < start.date():
        problems.append(Problem("UNTIL", last.isoformat(), "an end that is not before DTSTART"))
    if len(problems) > found:
        return None
    return Window(start.date(), last, count, start.hour, start.minute)


def _last_day(written: _Written, problems: list[Problem]) -> date | None:
    text = written.terms["UNTIL"]
    until = _moment(Line(0, "UNTIL", text), text, problems)
    if until is None:
        return None
    if text.endswith("Z") and written.zone is None:
        problems.append(Problem("UNTIL", text[:40], "a local time, as DTSTART is one"))
        return None
    if text.endswith("Z"):
        until = _local(until, written.zone)
    if until < written.start:
        return date.min
    return until.date() if until.time() >= written.start.time() else until.date() - _DAY
