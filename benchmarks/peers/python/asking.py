"""How a Python library of the peers' own environment is asked for the dates of a file of rules (../README.md).

A peer gives a `Peer`: how it makes the dates of a rule, what they are in seconds, and its answers to questions.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter_ns
from typing import Any, NamedTuple

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)


class Rule(NamedTuple):
    """One line of the file."""

    asks: str
    frequency: str
    interval: int
    days: tuple[int, ...]
    start: datetime
    until: datetime  # of a rule without end: as far as the question asks, or a year further
    first: datetime
    last: datetime

    def firsts(self) -> list[datetime]:
        """The first date of each weekday that is not before the start; weeks begin on Monday."""
        monday = self.start - timedelta(days=self.start.weekday())
        dates = [monday + timedelta(days=day - 1) for day in self.days]
        return [date if date >= self.start else date + self.interval * WEEK for date in dates]


class Peer(NamedTuple):
    """What a library can do: `make` a rule's dates, put them in `seconds`, and answer `how_many` and `after`."""

    version: str
    make: Callable[[Rule], Any]
    seconds: Callable[[Any], Sequence[int]]
    how_many: Callable[[Rule], int] | None = None
    after: Callable[[Rule], Any] | None = None


def answer(peer: Peer) -> None:
    """Answer the lines of standard input until it ends."""
    rules = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        key, *values = line.split(" ")
        rules[key].append(_rule(values))
    for line in sys.stdin:
        verb, *values = line.split()
        print(
            peer.version if verb == "version" else _answered(peer, rules[values[0]], verb, values[1:]),
            flush=True,
        )


def _rule(values: list[str]) -> Rule:
    asks, frequency, interval, days, *moments = values
    numbers = () if days == "-" else tuple(map(int, days.split(",")))
    start, until, first, last = (None if seconds == "-" else _moment(seconds) for seconds in moments)
    assert start is not None
    first = first or start
    until = until or last or first + YEAR
    return Rule(asks, frequency, int(interval), numbers, start, until, first, last or until)


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None)


def _answered(peer: Peer, rules: list[Rule], verb: str, values: list[str]) -> str:
    asks = rules[0].asks
    question = {"count": peer.how_many, "next": peer.after, "list": peer.make}[asks]
    if question is None:
        return "? the library has no such question"
    if verb == "time":
        return _timed(lambda: _each(question, rules), float(values[0]))
    found = [question(rule) for rule in rules]
    numbers = found if asks == "count" else [number for dates in found for number in peer.seconds(dates)]
    return "\n".join([*map(str, numbers), "."])


def _each(question: Callable[[Rule], object], rules: list[Rule]) -> None:
    """One list at a time."""
    for rule in rules:
        question(rule)


def _timed(call: Callable[[], object], least: float) -> str:
    calls, begin = 0, perf_counter_ns()
    end = begin
    while end - begin < least * 1e9:
        call()
        calls, end = calls + 1, perf_counter_ns()
    return f"{calls} {end - begin}"
