"""Days of a command line explained: the request worked out, each day with its facts, closed days and all.

Decides when a schedule is made beside the pattern, and how many days are explained at once. Knows nothing of views.
"""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from frontdesk.dates.gathering import request_from
from frontdesk.dates.pattern import expanded
from frontdesk.dates.request import Request
from frontdesk.errors import ContentError, UsageError
from frontdesk.shell import arguments
from frontdesk.words.note_words import Told
from recurrence import NO_CLOSURES, Closures, InvalidStrategy, Problem, Schedule, Slot
from recurrence.analysis.explain import Explanation, explain

MOST_DAYS = 1_000
DAY_ALLOWED = "a day written YYYY-MM-DD, or a date and time, YYYY-MM-DDTHH:MM; several are fine"


class Explained(NamedTuple):
    """A request, the days that were asked about, and what was found of each."""

    request: Request
    days: tuple[date | datetime, ...]
    found: tuple[Explanation, ...]
    notes: tuple[Told, ...]


def explained_of(options: Namespace) -> Explained:
    """The explanations that a parsed command line asks for. Raises `UsageError`, and what reading files raises."""
    problems: list[Problem] = []
    days = _days(options, problems)
    try:
        request = request_from(options)
    except UsageError as error:
        problems += error.problems
        raise UsageError(problems) from None
    if problems:
        raise UsageError(problems)
    return explained(request, days)


def explained(request: Request, days: tuple[date | datetime, ...]) -> Explained:
    """The explanations of some days of a request. Raises what reading files and `explain` raise."""
    schedule, closures, notes = _arranged(request, days)
    found = tuple(_explained(request, days, schedule, closures))
    return Explained(request, days, found, notes)


def _explained(
    request: Request, days: tuple[date | datetime, ...], schedule: Schedule | None, closures: Closures
) -> Iterator[Explanation]:
    strategy, window, event, reading = request.strategy, request.window, request.event, request.reading
    try:
        for day in days:
            yield explain(strategy, window, day, event, reading, closures=closures, schedule=schedule)
    except InvalidStrategy as error:
        if request.origin.file is None:
            raise
        raise ContentError(request.origin.file, error.problems) from None


def _days(options: Namespace, problems: list[Problem]) -> tuple[date | datetime, ...]:
    texts = [*options.days_asked, *options.date]
    if not texts or len(texts) > MOST_DAYS:
        allowed = DAY_ALLOWED if not texts else f"up to {MOST_DAYS:,} days at once"
        problems.append(Problem("date", len(texts) or None, allowed))
        return ()
    return tuple(_day(text, problems) for text in texts)


def _day(text: str, problems: list[Problem]) -> date | datetime:
    if len(text) > len("2027-01-31"):
        return arguments.moment(text, "date", problems) or datetime.min
    return arguments.day(text, "date", problems) or date.min


def _arranged(
    request: Request, days: tuple[date | datetime, ...]
) -> tuple[Schedule | None, Closures, tuple[Told, ...]]:
    """The schedule, where closed days or a zone can make one differ from the pattern; the closures of the days asked."""
    if request.closing is None and request.zone is None:
        return None, NO_CLOSURES, ()
    from frontdesk.dates.scheduling import scheduled

    made = scheduled(request, expanded(request))
    only_days = {day.date() if isinstance(day, datetime) else day for day in days}
    schedule = made.schedule._replace(
        slots=tuple(slot for slot in made.schedule.slots if _is_about(slot, only_days))
    )
    if request.closing is None:
        return schedule, NO_CLOSURES, ()
    known = request.closing.known(min(only_days), max(only_days), request.zone)
    return schedule, known.closures, tuple(made.told())


def _is_about(slot: Slot, days: set[date]) -> bool:
    return any(at is not None and at.date() in days for at in (slot.start, slot.pattern))
