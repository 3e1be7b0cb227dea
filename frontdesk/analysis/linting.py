"""Strategies of a command line, of a file or of a snapshot, each with its traps and the commands that mend them.

Decides where strategies come from, and that a 7 among weekdays is a trap to explain, not a file to refuse.
"""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeGuard

from frontdesk.dates.gathering import strategy_from
from frontdesk.errors import ContentError, UsageError
from frontdesk.shell import arguments
from frontdesk.shell.files import read_json
from frontdesk.shell.options import INLINE
from recurrence import Problem, RepeatMode, Strategy
from recurrence.analysis.lint import Finding, Fix, Trap, lint
from sync.errors import WireError
from sync.snapshot import read_snapshot
from sync.wire import read_strategies

_SEVEN = 7
_MODES = {mode: name for name, mode in arguments.MODES.items()}


class Given(NamedTuple):
    """Strategies and where they are from: a file (None: options), a location (None: not known).

    `numbers`: the weekdays as they were given, by the strategy's id, where a 7 was among them.
    """

    strategies: tuple[Strategy, ...]
    source: str | None
    location: int | None
    numbers: dict[int | None, tuple[int, ...]]


class Looked(NamedTuple):
    """A strategy that was looked at, and its traps."""

    strategy: Strategy
    findings: tuple[Finding, ...]


class Linted(NamedTuple):
    """All that was looked at; `start`: the day from which dates would be counted, if one was given."""

    given: Given
    start: date | None
    looked: tuple[Looked, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(len(each.findings) for each in self.looked)


def linted_of(options: Namespace) -> Linted:
    """The traps that a parsed command line asks for. Raises `UsageError`, `FileError` or `ContentError`."""
    problems: list[Problem] = []
    start = _start(options, problems)
    given = _given(options, problems)
    if problems or given is None:
        raise UsageError(problems)
    looked = tuple(
        Looked(
            strategy,
            lint(strategy, others=given.strategies, start=start, given_days=given.numbers.get(strategy.id)),
        )
        for strategy in given.strategies
        if options.strategy_id is None or str(strategy.id) == options.strategy_id
    )
    if not looked and options.strategy_id is not None:
        raise UsageError([Problem("strategy_id", options.strategy_id, "the id of a strategy in the file")])
    return Linted(given, start, looked)


def commands(looked: Looked, finding: Finding, location: int | None) -> Iterator[tuple[str, ...]]:
    """The words of the commands that make the fixes of a finding; none for a strategy without an id."""
    number = looked.strategy.id
    if number is None:
        return
    where = () if location is None else ("--location", str(location))
    for fix in finding.fixes:
        yield ("recur", "strategies", "update", str(number), *_options(looked.strategy, fix), *where)
    if finding.trap is Trap.EQUAL and all(
        other.id is not None and other.id < number for other in finding.others
    ):
        yield ("recur", "strategies", "delete", str(number), *where)


def _options(strategy: Strategy, fix: Fix) -> Iterator[str]:
    """The options that make a fix; a mode takes its days with it where they are not its own."""
    if fix.repeat_mode is not None:
        yield from ("--mode", _MODES[fix.repeat_mode])
    leaves_weekly = strategy.repeat_mode is RepeatMode.WEEKLY and fix.repeat_mode is not None
    if fix.days is not None and not (leaves_weekly and not fix.days):
        yield from ("--days", ",".join(arguments.DAYS[day] for day in fix.days) or "none")
    if fix.interval is not None and fix.interval != strategy.interval:
        yield from ("--interval", str(fix.interval))


def _start(options: Namespace, problems: list[Problem]) -> date | None:
    """The day from which dates are counted: `--from`, else the source event's (R2)."""
    start = None if options.start is None else arguments.day(options.start, "from", problems)
    if options.event is None:
        return start
    event = arguments.moment(options.event, "event", problems)
    return start or (event.date() if event else None)


def _given(options: Namespace, problems: list[Problem]) -> Given | None:
    """The strategies; None where problems were noted."""
    if options.strategy is None and options.snapshot is None:
        return _inline(options, problems)
    inline = [f"--{name.replace('_', '-')}" for name in INLINE if getattr(options, name) is not None]
    if options.strategy is not None and options.snapshot is not None:
        inline.append("--snapshot")
    if inline:
        name = "snapshot" if options.strategy is None else "strategy"
        problems.append(
            Problem(name, getattr(options, name), f"the place of {', '.join(inline)}: give one or the other")
        )
        return None
    return _of_file(options.strategy) if options.strategy is not None else _of_snapshot(options.snapshot)


def _inline(options: Namespace, problems: list[Problem]) -> Given | None:
    numbers = arguments.days(options.days, []) if options.days is not None else []
    tame = dict(vars(options))
    if _SEVEN in numbers:
        tame["days"] = ",".join(str(0 if number == _SEVEN else number) for number in numbers)
    strategy, _ = strategy_from(Namespace(**tame), problems)
    if strategy is None:
        return None
    return Given((strategy,), None, None, {None: tuple(numbers)} if _SEVEN in numbers else {})


def _of_file(path: str) -> Given:
    document = read_json(path)
    if isinstance(document, dict) and "strategies" in document:
        document = document["strategies"]
    numbers = dict(_without_sevens(document, None))
    try:
        found = read_strategies(document)
    except WireError as error:
        raise ContentError(path, error.problems) from None
    locations = {read.location for read in found if read.location is not None}
    location = locations.pop() if len(locations) == 1 else None
    if not found:
        raise ContentError(path, [Problem("strategies", [], "at least one strategy")])
    return Given(tuple(read.strategy for read in found), path, location, numbers)


def _of_snapshot(path: str) -> Given:
    document = read_json(path)
    numbers = dict(_without_sevens(document, None))
    try:
        snapshot = read_snapshot(document)
    except WireError as error:
        raise ContentError(path, error.problems) from None
    return Given(snapshot.strategies, path, snapshot.location, numbers)


def _without_sevens(node: object, number: object) -> Iterator[tuple[int | None, tuple[int, ...]]]:
    """Write 0 for each weekday 7 of a document; the weekdays as they were, by the id of their strategy."""
    if isinstance(node, dict):
        number = node.get("id", number)
        days = node.get("days")
        if _is_numbers(days) and _SEVEN in days:
            yield _id(number), tuple(days)
            node["days"] = [0 if day == _SEVEN else day for day in days]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _without_sevens(child, number)


def _is_numbers(days: object) -> TypeGuard[list[int]]:
    return isinstance(days, list) and all(type(day) is int for day in days)


def _id(number: object) -> int | None:
    return int(number) if isinstance(number, int | str) and str(number).isdecimal() else None
