"""What the days of a page are marked with: by one side alone, by a change of reading, or by two sides compared.

Decides marks only; which of several gives a day its colour is decided in `months.py`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from frontdesk.dates.preview import Line
from frontdesk.web.planner import Side, is_moved
from recurrence.analysis.compare import Difference

Layer = tuple[str, Iterable[date]]
BESIDE = frozenset({"source", "there"})
"""Marks of what is there anyway: no month is drawn for their sake."""
_MONTH = 31


def of_one(side: Side, change: Difference | None) -> Iterator[Layer]:
    """The marks of one side; `change`: what its reading changes of the documented one's dates."""
    for line in side.preview.lines:
        yield _mark(line), (line.shown.date(),)
    if change is not None:
        yield "added", _dates(change.gained)
        kept = {start.date() for start in side.starts}
        yield "gone", set(_dates(change.lost)) - kept
    yield from _around(side)


def of_two(a: Side, b: Side, change: Difference) -> Iterator[Layer]:
    """The marks of two sides; `change`: what became of A's dates in B."""
    yield "both", _dates(change.unchanged)
    yield "only_a", _dates(change.removed)
    yield "only_b", _dates(change.added)
    yield "moved_a", _dates(moved.old for moved in change.moved)
    yield "moved_b", _dates(moved.new for moved in change.moved)
    for side in (a, b):
        yield "clash", _dates(side.clashes)
        yield "source", _dates(filter(None, [side.preview.request.event]))


def closed(side: Side, first: date, last: date) -> Iterator[Layer]:
    """The closed days of the months that are shown."""
    if side.preview.closed is None:
        return
    closures = side.preview.closed.known.closures
    days = range(first.replace(day=1).toordinal(), min(last.toordinal() + _MONTH, date.max.toordinal()))
    yield "closed", {day for day in map(date.fromordinal, days) if closures.why(day) is not None}


def contested(side: Side) -> set[datetime]:
    """The date-times that only other readings have."""
    found = side.preview.ambiguity.contested if side.preview.ambiguity else ()
    return set(found) - {line.planned for line in side.preview.lines}


def _around(side: Side) -> Iterator[Layer]:
    """What is marked beside the classes."""
    yield "clash", _dates(side.clashes)
    yield "there", _dates(side.there)
    yield "source", _dates(filter(None, [side.preview.request.event]))
    taken = {start.date() for start in side.starts}
    yield "elsewhere", set(_dates(contested(side))) - taken


def _mark(line: Line) -> str:
    if line.wall is None:
        return "left"
    if is_moved(line):
        return "moved"
    kinds = {note.kind for note in line.notes}
    if kinds == {"contested"}:
        return "contested"
    return "noted" if kinds else "class"


def _dates(moments: Iterable[datetime]) -> Iterator[date]:
    return (moment.date() for moment in moments)
