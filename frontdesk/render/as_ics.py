"""A preview as a calendar file (RFC 5545): one event for each date, or with `--rrule` one event that repeats.

Decides titles, UIDs and what an event says about itself. A UID comes from what makes a date this one: the same preview,
made longer or made again, gives the same events again and no second ones.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import NamedTuple

from frontdesk.dates.pattern import expanded
from frontdesk.dates.preview import Preview
from frontdesk.dates.request import Request
from frontdesk.errors import UsageError
from frontdesk.render.words import remarks
from frontdesk.words.voices import voice
from recurrence import Problem
from recurrence.errors import Unsayable
from recurrence.interop.ics_writing import Entry, Repeat, write_calendar
from recurrence.interop.phrase import sentence
from recurrence.interop.rrule import RuleText, to_rrule
from recurrence.interop.tongue import Language


class Manner(NamedTuple):
    """How it is written: when it was decided, how long a class lasts, as one event that repeats or one a date, in which language."""

    stamp: datetime
    length: timedelta = timedelta()
    repeating: bool = False
    language: Language = "en"


def as_ics(preview: Preview, manner: Manner) -> Iterator[str]:
    """The file in parts. Raises `UsageError` where the dates are to repeat and no rule says them."""
    entries = [_repeating(preview, manner)] if manner.repeating else _entries(preview, manner)
    return write_calendar(entries, stamp=manner.stamp, zone=preview.request.zone)


def uid_of(*parts: object) -> str:
    """A UID from what makes an event this one: the same parts give the same.

    >>> uid_of("Yoga", 108) == uid_of("Yoga", 108), uid_of("Yoga", 108) == uid_of("Yoga", 109)
    (True, False)
    """
    digest = sha256(dumps(parts, default=str, sort_keys=True).encode()).hexdigest()
    return f"{digest[:32]}@recur"


def _entries(preview: Preview, manner: Manner) -> list[Entry]:
    title, whose = _title(preview.request, manner), _whose(preview.request)
    return [
        Entry(
            line.wall, uid_of(*whose, line.planned), title, manner.length, note=remarks(line, manner.language)
        )
        for line in preview.lines
        if line.wall
    ]


def _title(request: Request, manner: Manner) -> str:
    return request.strategy.title.strip() or voice("view", manner.language).say("class")


def _whose(request: Request) -> tuple[object, ...]:
    """Which class it is: its title, its pattern, its source event, its zone; not the window, which may grow."""
    strategy = request.strategy
    pattern = (int(strategy.repeat_mode), strategy.days, strategy.interval)
    return strategy.title, strategy.id, pattern, request.event, request.zone


def _repeating(preview: Preview, manner: Manner) -> Entry:
    request, kept = preview.request, preview.kept
    rule = _rule(request)
    pattern = set(expanded(request))
    repeat = Repeat(
        rule.rule,
        max([*pattern, *kept]),
        tuple(sorted({*rule.left_out, *(pattern - set(kept))})),
        tuple(sorted(set(kept) - pattern)),
    )
    asked = request.strategy, request.window, request.event, request.reading
    note, title = sentence(*asked, language=manner.language), _title(request, manner)
    return Entry(rule.start, uid_of(*_whose(request)), title, manner.length, note=note, repeat=repeat)


def _rule(request: Request) -> RuleText:
    try:
        rule = to_rrule(request.strategy, request.window, request.event, request.reading)
    except Unsayable as error:
        raise UsageError([problem._replace(field="rrule") for problem in error.problems]) from None
    if rule.needs_skip:
        hint = "One event for each date says the same: leave out --rrule"
        allowed = "rules that common calendars know, and not SKIP of RFC 7529"
        raise UsageError([Problem("rrule", "SKIP", allowed, hint)])
    return rule
