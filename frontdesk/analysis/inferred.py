"""What `recur infer` found, class by class, and the commands that plan it.

Decides which words of a command line say a pattern with its edits. Knows nothing of how a view looks.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from frontdesk.analysis.dates_in import DateList
from frontdesk.dates.edits import edit_words
from frontdesk.errors import ContentError
from frontdesk.shell.arguments import DAYS, MODES
from recurrence import DOCUMENTED, Drop, InvalidDates, Reading, RepeatMode
from recurrence.analysis import Inference, Pattern, Share, infer

_NAMES = {mode: name for name, mode in MODES.items()}


class Class(NamedTuple):
    """One list of dates, what was found in it, its dates again by expanding, and the patterns, each date in one."""

    dates: DateList
    found: Inference
    expanded: Sequence[datetime]
    shares: tuple[Share, ...]


class Findings(NamedTuple):
    """All classes of a file, in order; `snapshot` if the file is one, so that plans can be made from it."""

    path: str
    classes: tuple[Class, ...]
    snapshot: bool


def findings(path: str, lists: Sequence[DateList], reading: Reading) -> Findings:
    """What is behind each list. Raises `ContentError` for date-times that are none to the minute."""
    try:
        classes = tuple(_class(each, infer(each.moments, reading=reading)) for each in lists)
    except InvalidDates as error:
        raise ContentError(path, error.problems) from None
    return Findings(path, classes, any(each.event for each in lists))


def _class(dates: DateList, found: Inference) -> Class:
    return Class(dates, found, found.expand(), found.shares())


def preview_words(pattern: Pattern, reading: Reading) -> list[str]:
    """The command that previews a pattern, without the exceptions.

    >>> from datetime import date
    >>> from recurrence import Strategy, Window
    >>> window = Window(date(2027, 1, 4), date(2027, 3, 1), None, 10, 30)
    >>> " ".join(preview_words(Pattern(Strategy(5, days=(1, 4), interval=2), window, None), DOCUMENTED))
    'recur preview --mode weekly --days mon,thu --interval 2 --from 2027-01-04 --till 2027-03-01 --at 10:30'
    """
    event = [] if pattern.event is None else ["--event", pattern.event.isoformat(timespec="minutes")]
    return ["recur", "preview", *_pattern_words(pattern), *event, *_reading_words(reading)]


def plan_words(findings: Findings, which: Class, number: int) -> list[str] | None:
    """The command that plans share `number` of a class with its edits; None where the reading counts from an event.

    `ID` stands where the file does not say which event is to be copied.
    """
    pattern, edits = which.shares[number]
    if pattern.event is not None:
        return None
    copied = which.dates.event
    source = ["--event", "ID"] if copied is None else ["--event", str(copied[0])]
    place = ["--snapshot", findings.path] if findings.snapshot else []
    if copied is not None:  # its own slot is never of the pattern (R10)
        edits = tuple(edit for edit in edits if not (isinstance(edit, Drop) and edit.moment == copied[1]))
    kept = _reading_words(which.found.reading)
    return [
        "recur",
        "plan",
        *place,
        *source,
        *_pattern_words(pattern),
        *kept,
        *edit_words(edits),
        *_out(findings, which, number),
    ]


def _out(findings: Findings, which: Class, number: int) -> list[str]:
    """A file of its own for each plan."""
    before = sum(len(each.shares) for each in findings.classes[: findings.classes.index(which)])
    return ["--out", f"plan-{before + number + 1}.json"]


def _pattern_words(pattern: Pattern) -> Iterator[str]:
    strategy, window, _ = pattern
    yield from ("--mode", _NAMES[strategy.repeat_mode])
    if strategy.repeat_mode is RepeatMode.WEEKLY:
        yield from ("--days", ",".join(DAYS[day] for day in strategy.days))
    if strategy.interval:
        yield from ("--interval", str(strategy.interval))
    yield from ("--from", window.start.isoformat(), "--till", str(window.till))
    yield from ("--at", f"{window.hours or 0:02}:{window.minutes or 0:02}")


def _reading_words(reading: Reading) -> list[str]:
    changed = reading.changed() if reading != DOCUMENTED else {}
    return [word for axis, value in changed.items() for word in ("--reading", f"{axis}={value}")]
