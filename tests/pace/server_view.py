"""Decides what a server sees: the most requests in any stretch of time. Knows nothing of how they were sent."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

A_SECOND, A_MINUTE = 5, 200


def most_in(seconds: float, arrivals: Iterable[float]) -> int:
    """The most arrivals in any stretch of so many seconds, its end not included."""
    most = 0
    stretch: deque[float] = deque()
    for arrival in sorted(arrivals):
        stretch.append(arrival)
        while stretch[0] <= arrival - seconds:
            stretch.popleft()
        most = max(most, len(stretch))
    return most


def is_accepted(arrivals: Iterable[float]) -> bool:
    """Whether the documented limits hold: 5 in any second, 200 in any minute."""
    arrivals = list(arrivals)
    assert arrivals, "nothing arrived"
    return most_in(1.0, arrivals) <= A_SECOND and most_in(60.0, arrivals) <= A_MINUTE
