"""What there is to say about a preview beside its dates: notes on single dates, and on the whole.

Decides what a person should know before sending these dates; every view shows the same notes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from frontdesk.arguments import DAYS
from frontdesk.conditions import Changes, condition
from frontdesk.request import Request
from frontdesk.safe import visible
from recurrence import AXES, RepeatMode, expand
from recurrence.interop.phrase import listed
from recurrence.reading import CLAUSE
from recurrence.rule import FIXED_DAYS

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

NOT_COMPARED = "not_compared"
NEEDING_EVENT = ("anchor", "lone_time", "zero_time")
"""The axes of which a value may ask for the source event (R2, R12, R13)."""

_MONTHLY = {RepeatMode.MONTHLY, RepeatMode.YEARLY}


class Note(NamedTuple):
    """One thing to know: its kind, the date-time that it is about (None: the whole), the words, the axes behind it."""

    kind: str
    at: datetime | None
    text: str
    axes: tuple[str, ...] = ()


class Located(Protocol):
    """What a date is in its zone: `LocalTime` of `recurrence.walltime`, or one without a zone."""

    @property
    def planned(self) -> datetime:
        """The time that the pattern says."""

    @property
    def wall(self) -> datetime | None:
        """The time to send; None if the date is dropped."""

    @property
    def kind(self) -> str:
        """`ordinary`, `gap` or `fold`."""


class Remarks:
    """The notes of one request, on its dates one by one and on the whole."""

    def __init__(self, request: Request, moments: Sequence[Located], ambiguity: "Ambiguity | None") -> None:
        self._request = request
        self._moments = moments
        self._untried = ambiguity.untried.axes() if ambiguity and ambiguity.untried else ()
        self._resting = _resting(request, moments, ambiguity) if ambiguity else {}
        every = [{*self._resting.get(moment.planned, ())} for moment in moments]
        self._common = frozenset.intersection(*map(frozenset, every)) if len(every) > 1 else frozenset()

    def about(self, moment: Located) -> Iterator[Note]:
        """What there is to say about one date: its clock change, a day moved, readings that do without it."""
        yield from self.on_clock(moment)
        yield from self.on_readings(moment.planned)

    def on_clock(self, moment: Located) -> Iterator[Note]:
        """What the clock does to one date."""
        planned = moment.planned
        if moment.kind == "gap":
            yield Note("gap", planned, self._gap(moment))
        elif moment.kind == "fold":
            yield Note("fold", planned, f"the clock shows {planned:%H:%M} twice")

    def on_readings(self, planned: datetime) -> Iterator[Note]:
        """The day that a date of the pattern stands for, and the readings that do without it."""
        told = self._common
        if wanted := self._missing(planned):
            cause = "" if "missing_day" in told else f": {self._if(['missing_day'])}"
            yield Note("moved", planned, f"in place of {wanted}{cause}", ("missing_day",))
            told |= {"missing_day"}
        if planned in self._resting:
            axes = tuple(axis for axis in self._resting[planned] if axis not in told)
            if axes or not self._resting[planned]:
                said = f"only if {self._if(axes)}" if axes else "not under every reading"
                yield Note("contested", planned, said, axes)

    def general(self) -> Iterator[Note]:
        """What there is to say about the whole."""
        yield from _on_origin(self._request)
        yield from _on_strategy(self._request)
        if (slot := _left_out_slot(self._request)) is not None:
            said = f"The source event's own slot, {slot:%Y-%m-%d %H:%M}, is not made again (R10)."
            yield Note("source_slot", slot, said, ("source_slot",))
        if self._common:
            axes = tuple(axis for axis in AXES if axis in self._common)
            yield Note("contested", None, f"All these dates hold only if {self._if(axes)}.", axes)
        if not any(moment.wall for moment in self._moments):
            yield Note("empty", None, "No date of this pattern lies in the window.")
        if axes := tuple(axis for axis in self._untried if axis in NEEDING_EVENT):
            numbers = listed([CLAUSE[axis] for axis in axes])
            said = f"Readings that need the source event ({numbers}) are not compared: give --event."
            yield Note(NOT_COMPARED, None, said, axes)

    def _if(self, axes: Iterable[str]) -> str:
        return " and ".join(condition(axis, getattr(self._request.reading, axis)) for axis in axes)

    def _gap(self, moment: Located) -> str:
        skipped = f"the clock skips {moment.planned:%H:%M}"
        if moment.wall == moment.planned:
            return skipped
        if moment.wall is not None:
            return f"moved, {skipped}"
        taken = ", and the time after the gap is taken" if self._request.gap == "shift" else ""
        return f"left out, {skipped}{taken}"

    def _missing(self, planned: datetime) -> str:
        """The day that was wanted, where the date fell on another (R2, R4); empty where it did not."""
        window, event, reading = self._request.window, self._request.event, self._request.reading
        mode = self._request.strategy.repeat_mode
        wanted = (event if event and reading.anchor != "from" else window.start).day
        if mode not in _MONTHLY or planned.day == wanted:
            return ""
        return f"day {wanted}" if mode is RepeatMode.MONTHLY else "29 February"


def _resting(
    request: Request, moments: Iterable[Located], ambiguity: "Ambiguity"
) -> dict[datetime, tuple[str, ...]]:
    """For each contested date the axes that it hangs on, each by itself; none if only several together lose it."""
    changes = Changes(request, ambiguity)
    contested = (moment.planned for moment in moments if moment.planned in ambiguity.contested)
    return {planned: changes.taking_away(planned) for planned in contested}


def _on_origin(request: Request) -> Iterator[Note]:
    origin = request.origin
    if origin.untidy_days:
        given = ", ".join(DAYS[day] for day in origin.untidy_days)
        kept = ", ".join(DAYS[day] for day in request.strategy.days)
        yield Note("days_tidied", None, f"Days were repeated or unsorted: {given} was read as {kept}.")
    if origin.kept_aside:
        names = ", ".join(visible(name, 40) for name in list(origin.kept_aside)[:10])
        more = f" and {len(origin.kept_aside) - 10} more" if len(origin.kept_aside) > 10 else ""
        yield Note(
            "unknown_fields",
            None,
            f"Fields of the file that recur does not know are kept aside: {names}{more}.",
        )


def _on_strategy(request: Request) -> Iterator[Note]:
    strategy = request.strategy
    if strategy.days and strategy.repeat_mode is not RepeatMode.WEEKLY:
        named = ", ".join(DAYS[day] for day in strategy.days)
        yield Note("days_ignored", None, f"Days ({named}) count in weekly mode only and are ignored here.")
    if (
        strategy.interval
        and strategy.repeat_mode in FIXED_DAYS
        and request.reading.fixed_interval == "ignore"
    ):
        said = f"The interval {strategy.interval} is ignored: this mode has no unit to leave out (R6)."
        yield Note("interval_ignored", None, said)


def _left_out_slot(request: Request) -> datetime | None:
    """The source event's slot, if the pattern has it in the window and it is left out (R10)."""
    event, reading = request.event, request.reading
    if event is None or reading.source_slot != "skip":
        return None
    created = expand(request.strategy, request.window, event, reading.replace(source_slot="create"))
    return event if event in created else None
