"""Ambiguity against trying reading after reading: every axis that may matter here, all their values, all together.

The peer is given which axes cannot matter; trying all 207,360 readings would take minutes. Both say which different
results there are.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import product

from recurrence import AXES, DOCUMENTED, RecurrenceError, Strategy, Window, expand
from recurrence.analysis import ambiguity

Work = Callable[[], object]
PEER = "reading after reading"

YEARLY = (
    "a year of a weekly class, under every reading",
    Strategy(5, days=(1, 4), interval=2),
    Window(date(2027, 1, 1), till=date(2027, 12, 31)),
    datetime(2026, 12, 29, 10, 30),
    ("interval_means", "anchor", "week", "from_included", "till_included", "source_slot"),
)
MANY = (
    "a weekly class without days, count and till, hour 0, under every reading",
    Strategy(5, interval=2),
    Window(date(2027, 1, 1), till=date(2027, 12, 31), count=60, hours=0, minutes=0),
    datetime(2027, 2, 5, 10, 30),
    ("interval_means", "anchor", "week", "empty_days", *tuple(AXES)[6:]),
)


def readings() -> Iterator[tuple[str, str, Work, Work]]:
    """Words, peer, ours, theirs."""
    for words, strategy, window, event, axes in (YEARLY, MANY):
        yield words, PEER, _ours(strategy, window, event), _theirs(strategy, window, event, axes)


def _ours(strategy: Strategy, window: Window, event: datetime) -> Work:
    def results() -> object:
        groups = ambiguity(strategy, window, event).groups
        return sorted(str(group.refusal or group.occurrences) for group in groups)

    return results


def _theirs(strategy: Strategy, window: Window, event: datetime, axes: tuple[str, ...]) -> Work:
    def results() -> object:
        found: set[object] = set()
        for values in product(*(AXES[axis] for axis in axes)):
            try:
                found.add(
                    expand(
                        strategy, window, event, DOCUMENTED.replace(**dict(zip(axes, values, strict=True)))
                    )
                )
            except RecurrenceError as refusal:
                found.add(str(refusal))
        return sorted(map(str, found))

    return results
