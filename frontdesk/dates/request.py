"""A request: everything that decides what is previewed, as one value. Knows neither options nor views."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from recurrence import DOCUMENTED, Reading, Strategy, Window

if TYPE_CHECKING:
    from frontdesk.dates.closing import Asked
    from recurrence.walltime import GapPolicy


class Origin(NamedTuple):
    """Where a strategy came from and what was made of it on the way."""

    file: str | None = None
    untidy_days: tuple[int, ...] | None = None
    kept_aside: Mapping[str, object] = {}


class Request(NamedTuple):
    """Everything that decides what is previewed."""

    strategy: Strategy
    window: Window
    event: datetime | None
    reading: Reading = DOCUMENTED
    zone: str | None = None
    gap: "GapPolicy" = "keep"
    origin: Origin = Origin()
    closing: "Asked | None" = None
