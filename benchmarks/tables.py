"""W8, ten thousand strategies at once: lists one by one, and the table kernel, beside python-dateutil (G8, G14).

The columns of the table are at hand, as a caller's would be; dateutil makes its rules from plain values.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from benchmarks.figures import AtLeast, AtMost, Figure
from benchmarks.pairs import Effort, compare, compare_each, stopwatch
from benchmarks.rules import CLOCK, STEPPED, YEAR, Row, rows
from recurrence import RepeatMode, expand
from recurrence.cycle import pool_of
from recurrence.interop.table import count_table, expand_table
from recurrence.rule import FIXED_DAYS

PEER = "python-dateutil"
ONE_BY_ONE = "lists, one after the other"
MANY, MORE = 10_000, 100_000
MOST = 1 << 26  # dates: more than there are
KINDS: dict[RepeatMode, Any] = {
    RepeatMode.DAILY: DAILY,
    RepeatMode.MONTHLY: MONTHLY,
    RepeatMode.YEARLY: YEARLY,
}
Works = list[tuple[str, float, Callable[[], object]]]


def figures(effort: Effort, many: int = MANY, more: int = MORE) -> Iterator[Figure]:
    """Lists, arrays and counts against dateutil's lists; then ten times as many strategies against these."""
    works, theirs = _works(many), lambda: used_up(dateutil_lists(many))
    expected = [moment for moments in dateutil_lists(many) for moment in moments]
    if refusal := _refused(works, many, expected):
        yield refusal
        return
    watches = [stopwatch(work, effort.seconds) for _, _, work in works]
    found = compare_each(watches, stopwatch(theirs, 0.001), effort.turns)
    for (words, least, _), paired in zip(works, found, strict=True):
        yield Figure("G8", f"W8 of {many:,}, {words}", PEER, paired, len(expected), AtLeast(least))
    yield from _more(effort, many, more, len(expected))


def _works(many: int) -> Works:
    table = table_of(rows(many))
    return [
        (ONE_BY_ONE, 24, lambda: used_up(our_lists(many))),
        ("a column of lists", 100, lambda: expand_table(table, shape="lists").dates["starts"]),
        (
            "a column of list views, shared by rows of one class",
            400,
            lambda: expand_table(table, shape="views").dates["starts"],
        ),
        ("a line for each date, with its row", 100, lambda: expand_table(table, shape="long").dates["start"]),
        ("counts only", 2_500, lambda: counted(table)),
    ]


def _refused(works: Works, many: int, expected: list[datetime]) -> Figure | None:
    for words, least, work in works:
        answer = list(our_lists(many)) if words == ONE_BY_ONE else work()
        if _plain(answer) not in (expected, len(expected)):
            return Figure("G8", f"W8, {words}", PEER, "refused: the dates differ", 0, AtLeast(least))
    return None


def _plain(answer: Any) -> list[datetime] | int:  # noqa: ANN401  lists, Arrow columns or a number
    """The dates of an answer one after the other, or their number."""
    if isinstance(answer, int):
        return answer
    lists = answer.to_pylist() if isinstance(answer, pa.ChunkedArray) else answer
    return lists if isinstance(lists[0], datetime) else [moment for moments in lists for moment in moments]


def _more(effort: Effort, many: int, more: int, dates: int) -> Iterator[Figure]:
    """The cost of a date among ten times as many strategies: the peer's time is put to as many dates."""
    small, large = table_of(rows(many)), table_of(rows(more))
    scale = counted(large) / dates
    few = stopwatch(lambda: expand_table(small, shape="lists", max_dates=MOST), effort.seconds)
    ours = stopwatch(lambda: expand_table(large, shape="lists", max_dates=MOST), effort.seconds)
    paired = compare(ours, lambda: few() * scale, effort.turns)
    words, peer = f"W8 of {more:,}, a column of lists", f"{many:,} strategies, for as many dates"
    yield Figure("G14", words, peer, paired, counted(large), AtMost(1.5))


def used_up(lists: Iterator[list[datetime]]) -> None:
    """Each list made, and let go before the next."""
    deque(lists, maxlen=0)


def our_lists(many: int) -> Iterator[list[datetime]]:
    """Each strategy for itself, made and checked; no date is ready-made when the first one is asked for."""
    pool_of.cache_clear()
    return (list(expand(row.strategy(), row.window())) for row in rows(many))


def dateutil_lists(many: int) -> Iterator[list[datetime]]:
    """Each rule for itself."""
    return (list(rule_of(row)) for row in rows(many))


def rule_of(row: Row) -> rrule:
    """A strategy as dateutil takes it."""
    mode = RepeatMode(row.mode)
    days = FIXED_DAYS.get(mode, row.days)
    start = datetime(row.start.year, row.start.month, row.start.day) + CLOCK
    return rrule(
        KINDS.get(mode, WEEKLY),
        start,
        interval=row.interval + 1 if mode in STEPPED else 1,
        until=start + YEAR,
        byweekday=[(day - 1) % 7 for day in days] or None,
    )


def table_of(given: Sequence[Row]) -> pa.Table:
    """The strategies as Arrow columns."""
    return pa.table(
        {
            "repeat_mode_id": pa.array([row.mode for row in given], pa.int8()),
            "days": pa.array([row.days for row in given], pa.list_(pa.int8())),
            "interval": pa.array([row.interval for row in given], pa.int16()),
            "from": pa.array([row.start for row in given], pa.date32()),
            "till": pa.array([row.start + YEAR for row in given], pa.date32()),
            "hours": pa.array([10] * len(given), pa.int8()),
            "minutes": pa.array([30] * len(given), pa.int8()),
        }
    )


def counted(table: pa.Table) -> int:
    """How many dates, without making them."""
    number: int = count_table(table).counts["dates"][0].as_py()
    return number
