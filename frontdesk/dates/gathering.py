"""What a command line asks for: its texts gathered into one request, with all problems of it at once.

Decides which options go together and where a strategy comes from. Knows nothing of views.
"""

from argparse import Namespace
from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from frontdesk.dates.request import Origin, Request
from frontdesk.errors import UsageError
from frontdesk.shell import arguments
from frontdesk.shell.options import INLINE
from recurrence import DOCUMENTED, Problem, Reading, RecurrenceError, Strategy, Window

if TYPE_CHECKING:
    from frontdesk.dates.closing import Asked
    from recurrence.walltime import GapPolicy

CLOSING = ("closed", "closures", "holidays", "open", "if_closed", "count_means")
"""The options about closed days."""

Made = TypeVar("Made")


def request_from(options: Namespace, known: Strategy | None = None) -> Request:
    """The request of a parsed command line; `known`: its strategy, where the options are not to give one.

    Raises `UsageError`, `FileError` or `WireError`.
    """
    problems: list[Problem] = []
    if getattr(options, "pulled", None) is not None:
        from frontdesk.dates.pulled import taken

        options, known = taken(options, problems)
    strategy, origin = (known, Origin()) if known else strategy_from(options, problems)
    window = _window(options, problems)
    event = arguments.moment(options.event, "event", problems) if options.event is not None else None
    axes = arguments.axes(options.reading, problems)
    reading = _made(lambda: Reading(**axes), problems) or DOCUMENTED
    gap = _gap(options, problems)
    zone = _zone(options.zone, problems)
    closing = _closing(options, problems)
    if problems or strategy is None or window is None:
        raise UsageError(problems)
    return Request(strategy, window, event, reading, zone, gap, origin, closing)


def _made(make: Callable[[], Made], problems: list[Problem]) -> Made | None:
    try:
        return make()
    except RecurrenceError as error:
        problems.extend(error.problems)
        return None


def strategy_from(options: Namespace, problems: list[Problem]) -> tuple[Strategy | None, Origin]:
    """The strategy of a command line or of the file that it names; None where problems were noted."""
    if options.strategy is None:
        if options.strategy_id is not None:
            problems.append(
                Problem("strategy_id", options.strategy_id, "a strategy of a file that --strategy names")
            )
        return _inline_strategy(options, problems)
    doubled = [f"--{option.replace('_', '-')}" for option in INLINE if getattr(options, option) is not None]
    if doubled:
        problems.append(
            Problem("strategy", options.strategy, f"the place of {', '.join(doubled)}: give one or the other")
        )
    wanted = options.strategy_id
    number = None if wanted is None else arguments.whole_number(wanted, "strategy_id", problems)
    if doubled or (wanted is not None and number is None):
        return None, Origin()
    from frontdesk.dates.strategies import strategy_of_file

    return strategy_of_file(options.strategy, number)


def _inline_strategy(options: Namespace, problems: list[Problem]) -> tuple[Strategy | None, Origin]:
    found = len(problems)
    if options.mode is None:
        problems.append(Problem("repeat_mode", None, ""))
    mode = 1 if options.mode is None else arguments.mode(options.mode, problems)
    days = [] if options.days is None else arguments.days(options.days, problems)
    interval = _number(options.interval, "interval", 0, problems) or 0
    content = _number(options.content_type, "content_type", 1, problems)
    content = 1 if content is None else content
    strategy = _made(lambda: Strategy(mode, days, interval, content, options.title or ""), problems)
    if strategy is None or len(problems) > found:
        return None, Origin()
    tidy = [
        strategy.days,
        tuple(sorted(strategy.days, key=lambda day: (day - 1) % 7)),
    ]  # a week may begin on Monday
    return strategy, Origin(untidy_days=None if tuple(days) in tidy else tuple(days))


def _window(options: Namespace, problems: list[Problem]) -> Window | None:
    found = len(problems)
    start = _day(options.start, "from", date.min, problems)
    till = None if options.till is None else _day(options.till, "till", date.max, problems)
    count = _number(options.count, "count", 1, problems)
    hours, minutes = _clock(options, problems)
    window = _made(lambda: Window(start, till, count, hours, minutes), problems)
    return window if len(problems) == found else None


def _day(text: str | None, field: str, stand_in: date, problems: list[Problem]) -> date:
    if text is None:
        problems.append(Problem(field, None, arguments.DAY_ALLOWED))
        return stand_in
    return arguments.day(text, field, problems) or stand_in


def _number(text: str | None, field: str, stand_in: int, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    number = arguments.whole_number(text, field, problems)
    return stand_in if number is None else number


def _clock(options: Namespace, problems: list[Problem]) -> tuple[int | None, int | None]:
    """Hours and minutes, from `--at` or from the two options of the API's names."""
    hours = _number(options.hours, "hours", 0, problems)
    minutes = _number(options.minutes, "minutes", 0, problems)
    if options.at is None:
        return hours, minutes
    if options.hours is not None or options.minutes is not None:
        problems.append(
            Problem("at", options.at, "the place of --hours and --minutes: give one or the other")
        )
    at = arguments.clock(options.at, "at", problems) or time()
    return at.hour, at.minute


def _gap(options: Namespace, problems: list[Problem]) -> "GapPolicy":
    if options.gap is None:
        return "keep"
    from recurrence.walltime import GAP_POLICIES

    for policy in GAP_POLICIES:
        if options.gap == policy:
            if options.zone is None:
                problems.append(Problem("zone", None, "the zone whose clock changes --gap is about"))
            return policy
    problems.append(Problem("gap", options.gap, "keep, shift or drop"))
    return "keep"


def _closing(options: Namespace, problems: list[Problem]) -> "Asked | None":
    """What is asked about closed days; None, and nothing loaded, where nothing is."""
    if not any(getattr(options, name, None) for name in CLOSING):
        return None
    from frontdesk.dates.closing import asked_of

    return asked_of(options, problems)


def _zone(zone: str | None, problems: list[Problem]) -> str | None:
    if zone is None:
        return None
    from recurrence.walltime import known_zone

    return _made(lambda: known_zone(zone), problems)
