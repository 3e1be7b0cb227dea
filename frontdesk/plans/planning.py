"""From a command line and what was observed to a plan: which dates, edited how, asked for in which form.

Decides which options go together. What is observed comes in as a function, so that a snapshot file does as well as
the service. Knows nothing of views.
"""

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from frontdesk.dates.gathering import request_from
from frontdesk.dates.pattern import continued, expanded
from frontdesk.dates.request import Request
from frontdesk.dates.scheduling import Scheduled, scheduled
from frontdesk.errors import UsageError
from frontdesk.shell import arguments
from frontdesk.shell.options import INLINE
from frontdesk.words.note_words import Told
from recurrence import (
    ContentType,
    InvalidSchedule,
    InvalidStrategy,
    Occurrences,
    Problem,
    Reading,
    RepeatMode,
    Strategy,
)
from recurrence.schedule import Add, Drop, Edit, Move
from recurrence.strategy import MAX_ID
from recurrence.walltime import tz_version, wall_clock
from sync.events import Event
from sync.plan import CHUNK, LARGEST_CHUNK, Form, Limits, Manner, Plan, Recipe, Versions, make_plan
from sync.requests import MOST_DATES, Force
from sync.snapshot import Snapshot

MOMENT_OR_DAY = (
    "a date of the pattern, YYYY-MM-DD, or with its time, YYYY-MM-DDTHH:MM, where a day has several"
)
STAND_IN = Strategy(RepeatMode.DAILY)
"""The strategy of a wish whose own is saved at the service and not read yet."""


class Change(NamedTuple):
    """An edit as it was written: which option, and its one or two days or date-times."""

    option: str
    at: tuple[date | datetime, ...]


class Wish(NamedTuple):
    """What a command line wants planned. `saved`: the id of a strategy of the location, None where one is given."""

    event: int
    request: Request
    saved: int | None
    form: Form
    content_type: ContentType | None
    force: Force
    chunk: int
    changes: tuple[Change, ...]


class Seen(NamedTuple):
    """What was read before the target range can be known: the source event and the strategy."""

    source: Event
    strategy: Strategy


Observe = Callable[[Event, date, date], Snapshot]
"""The location from one day to another, both included."""


def wish_of(options: Namespace, zone: str | None, pinned: Reading) -> Wish:
    """The wish of a parsed command line; `zone` and `pinned`, a reading, where the options say none.

    Raises `UsageError` with all problems, or `FileError`.
    """
    problems: list[Problem] = []
    event = _id(options.event, "event", problems)
    saved = _saved(options, problems)
    form = form_of(options, saved, problems)
    chunk = _whole(options.chunk, "chunk", (1, LARGEST_CHUNK), problems) or CHUNK
    content = _whole(options.content_type, "content_type", (1, 2), problems)
    changes = tuple(changes_of(options, problems))
    request = _request(options, zone, None if saved is None else STAND_IN, problems)
    if problems or request is None or event is None:
        raise UsageError(problems)
    said = arguments.axes(options.reading, problems)
    return Wish(
        event,
        request._replace(reading=pinned.replace(**said)),
        saved,
        form,
        ContentType(content) if content else None,
        Force.YES if options.force else Force.NO,
        chunk,
        changes,
    )


def planned(
    wish: Wish, seen: Seen, observe: Observe, limits: Limits, tell: Callable[[Told], object] = Told.said
) -> Plan:
    """The plan of a wish; `tell` is given each remark that there is to know about its closed days.

    Raises `UsageError`, what `expand` raises, and what reading closures and observing raises.
    """
    try:
        request, found = dates_of(wish, seen)
    except InvalidStrategy as error:
        if wish.saved is None:
            raise
        raise UsageError(_of_saved(error, wish.saved)) from None
    for note in found.told():
        tell(note)
    return plan_of(wish, seen.source, (request, found), observe, limits)


def _of_saved(error: InvalidStrategy, saved: int) -> list[Problem]:
    """What is wrong with a saved strategy as a problem of that, for no option can mend it; the rest as it is."""
    return [
        Problem(f"saved.{problem.field}", saved, problem.allowed, problem.hint)
        if problem.field in {"days", "interval"}
        else problem
        for problem in error.problems
    ]


def plan_of(
    wish: Wish, source: Event, dated: tuple[Request, Scheduled], observe: Observe, limits: Limits
) -> Plan:
    """The plan of a wish whose dates are known: those of `dates_of`."""
    request, found = dated
    schedule, content = found.schedule, request.strategy.content_type
    return make_plan(
        schedule,
        source,
        observe(source, *days_of(dated, source)),
        Manner(wish.form, content, wish.force, wish.chunk),
        versions=versions(request.zone)._replace(holidays=found.known.provider),
        recipe=Recipe(request.strategy, request.window, request.reading),
        limits=limits,
    )


def days_of(dated: tuple[Request, Scheduled], source: Event) -> tuple[date, date]:
    """The first and the last day that a wish has dates on; the source's own where it has none."""
    days = [start.date() for start in dated[1].schedule.starts] or [source.start.date()]
    return min(days), max(days)


def dates_of(wish: Wish, seen: Seen) -> tuple[Request, Scheduled]:
    """The whole request of a wish, and its dates off closed days with all edits.

    Raises `UsageError`, what `expand` raises, and what reading closures raises.
    """
    content = wish.content_type or seen.strategy.content_type
    strategy = seen.strategy.replace(content_type=content)
    request = wish.request._replace(strategy=strategy, event=seen.source.start)
    occurrences = expanded(request)
    if len(occurrences) > MOST_DATES:
        raise UsageError([Problem("dates", len(occurrences), f"{MOST_DATES:,}")])
    return request, _arranged(wish, request, occurrences)


def versions(zone: str | None) -> Versions:
    """The engine's version, and the tz database's where a zone is known."""
    from importlib.metadata import version

    return Versions(version("recur"), tz_version() if zone else None)


def local_time(now: datetime, zone: str | None) -> datetime:
    """What the location's clock shows at an instant; without a zone UTC has to do."""
    return wall_clock(now, zone) if zone else now.astimezone(UTC).replace(tzinfo=None)


def _request(
    options: Namespace, zone: str | None, known: Strategy | None, problems: list[Problem]
) -> Request | None:
    elsewhere = {"event": None, "content_type": None}
    asked = Namespace(**{**vars(options), **elsewhere, "zone": zone})
    try:
        return request_from(asked, known)
    except UsageError as error:
        problems += error.problems
        return None


def _saved(options: Namespace, problems: list[Problem]) -> int | None:
    """The id of the saved strategy that is meant: that of `--strategy-id` where no file is named."""
    if options.strategy_id is None or options.strategy is not None:
        return None
    doubled = [
        f"--{name}" for name in INLINE if name != "content_type" and getattr(options, name) is not None
    ]
    if doubled:
        allowed = f"the place of {', '.join(doubled)}: give one or the other"
        problems.append(Problem("strategy_id", options.strategy_id, allowed))
    return _id(options.strategy_id, "strategy_id", problems)


def form_of(options: Namespace, saved: int | None, problems: list[Problem]) -> Form:
    """The form that `form` names, held against `strategy_id` and `content_type`; problems are noted."""
    for form in Form:
        if options.form == form.value:
            if form is Form.STRATEGY and saved is None:
                problems.append(Problem("strategy_id", None, "the id of the saved strategy to send"))
            if form is Form.STRATEGY and options.content_type is not None:
                problems.append(
                    Problem("content_type", options.content_type, "nothing here: the saved strategy says it")
                )
            return form
    problems.append(Problem("form", options.form, ", ".join(form.value for form in Form)))
    return Form.DATES


def _id(text: str | None, field: str, problems: list[Problem]) -> int | None:
    if text is None:
        problems.append(Problem(field, None, "the id of the event to copy"))
        return None
    return _whole(text, field, (1, MAX_ID), problems)


def _whole(text: str | None, field: str, bounds: tuple[int, int], problems: list[Problem]) -> int | None:
    if text is None:
        return None
    number = arguments.whole_number(text, field, problems)
    if number is None or bounds[0] <= number <= bounds[1]:
        return number
    problems.append(Problem(field, number, f"{bounds[0]} to {bounds[1]}"))
    return None


# --- edits --------------------------------------------------------------------------------------------------------


def changes_of(options: Namespace, problems: list[Problem]) -> Iterator[Change]:
    """The edits that `drop`, `add` and `move` say, each a list of texts; problems are noted."""
    for text in options.drop:
        yield Change("drop", (_moment_or_day(text, "drop", problems),))
    for text in options.add:
        yield Change("add", (_moment_or_day(text, "add", problems),))
    for text in options.move:
        old, equals, new = text.partition("=")
        if equals:
            at = _moment_or_day(old, "move", problems), _moment_or_day(new, "move", problems)
            yield Change("move", at)
        else:
            problems.append(Problem("move", text, "OLD=NEW, such as 2027-01-04=2027-01-05"))


def _moment_or_day(text: str, field: str, problems: list[Problem]) -> date | datetime:
    if len(text) > len("2027-01-31"):
        return arguments.moment(text, field, problems) or datetime.min
    return arguments.day(text, field, problems) or date.min


def _arranged(wish: Wish, request: Request, occurrences: Occurrences) -> Scheduled:
    """The occurrences off closed days, with all edits. Raises `UsageError` that names the options to blame."""
    problems: list[Problem] = []
    clock = occurrences[0].time() if occurrences else _clock(request)
    edits = [_edit(change, request, occurrences, clock, problems) for change in wish.changes]
    if problems:
        raise UsageError(problems)
    try:
        return scheduled(request, occurrences, edits)
    except InvalidSchedule as error:
        options = {f"edits[{number}]": change.option for number, change in enumerate(wish.changes)}
        options["edits"] = "add"
        raise type(error)(
            [problem._replace(field=options.get(problem.field, problem.field)) for problem in error.problems]
        ) from None


def _clock(request: Request) -> time:
    assert request.event is not None  # noqa: S101  the source event was read
    return request.event.time()


def _edit(
    change: Change, request: Request, occurrences: Occurrences, clock: time, problems: list[Problem]
) -> Edit:
    """An edit at date-times; a day alone means the pattern's date-time on it, a new day keeps the time."""
    if change.option == "add":
        return Add(_at(change.at[0], clock))
    old = _of_pattern(change, request, occurrences, problems)
    return Drop(old) if change.option == "drop" else Move(old, _at(change.at[1], old.time()))


def _at(given: date | datetime, clock: time) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, clock)


def _of_pattern(
    change: Change, request: Request, occurrences: Occurrences, problems: list[Problem]
) -> datetime:
    """The pattern's date-time that is meant: one of the window, or one behind it that stands in for a closed one."""
    given = change.at[0]
    if isinstance(given, datetime):
        return given
    day = datetime.combine(given, time()), datetime.combine(given, time.max)
    found = occurrences.between(*day)
    if not found and request.closing is not None and request.closing.fills_up:
        found = continued(request, occurrences, given).between(*day)
    if len(found) != 1:
        problems.append(Problem(change.option, given.isoformat(), MOMENT_OR_DAY))
        return datetime.min
    return found[0]
