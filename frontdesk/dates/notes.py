"""What there is to say about a preview beside its dates: notes on single dates, and on the whole.

Decides what a person should know before sending these dates; every view shows the same notes. The words are
`note_words.py`'s, in English or Russian.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from frontdesk.dates.request import Request
from frontdesk.dates.single_changes import Changes
from frontdesk.shell.safe import visible
from frontdesk.words.note_words import Told
from recurrence import AXES, RepeatMode, expand
from recurrence.interop.tongue import Language
from recurrence.reading import CLAUSE
from recurrence.rule import FIXED_DAYS

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

NOT_COMPARED = "not_compared"
NEEDING_EVENT = ("anchor", "lone_time", "zero_time")
"""The axes of which a value may ask for the source event (R2, R12, R13)."""

_MOST_NAMED = 10
_MONTHLY = {RepeatMode.MONTHLY, RepeatMode.YEARLY}


class Note(NamedTuple):
    """One thing to know: its kind, the date-time that it is about (None: the whole), and the axes behind it.

    `told`: what there is to say, in any language; or a text that is there in one language only.
    """

    kind: str
    at: datetime | None
    told: Told | str
    axes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note in English."""
        return self.said("en")

    def said(self, language: Language) -> str:
        """The note in a language."""
        return self.told if isinstance(self.told, str) else self.told.said(language)


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
            yield Note("gap", planned, Told(self._gap(moment), {"planned": planned}))
        elif moment.kind == "fold":
            yield Note("fold", planned, Told("fold", {"planned": planned}))

    def on_readings(self, planned: datetime) -> Iterator[Note]:
        """The day that a date of the pattern stands for, and the readings that do without it."""
        told = self._common
        if wanted := self._missing(planned):
            name, day = wanted
            cause = self._choices([] if "missing_day" in told else ["missing_day"])
            facts = {"day": day, "choices": cause}
            yield Note("moved", planned, Told(f"{name}{'.if' if cause else ''}", facts), ("missing_day",))
            told |= {"missing_day"}
        if planned in self._resting:
            axes = tuple(axis for axis in self._resting[planned] if axis not in told)
            if axes or not self._resting[planned]:
                name = "contested" if axes else "contested.together"
                yield Note("contested", planned, Told(name, {"choices": self._choices(axes)}), axes)

    def general(self) -> Iterator[Note]:
        """What there is to say about the whole."""
        yield from _on_origin(self._request)
        yield from _on_strategy(self._request)
        if (slot := _left_out_slot(self._request)) is not None:
            yield Note("source_slot", slot, Told("source_slot", {"slot": slot}), ("source_slot",))
        if self._common:
            axes = tuple(axis for axis in AXES if axis in self._common)
            yield Note("contested", None, Told("contested.all", {"choices": self._choices(axes)}), axes)
        if not any(moment.wall for moment in self._moments):
            yield Note("empty", None, Told("empty"))
        if axes := tuple(axis for axis in self._untried if axis in NEEDING_EVENT):
            clauses = [CLAUSE[axis] for axis in axes]
            yield Note(NOT_COMPARED, None, Told("not_compared", {"clauses": clauses}), axes)

    def _choices(self, axes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """What the reading in use chooses on some axes."""
        return tuple((axis, getattr(self._request.reading, axis)) for axis in axes)

    def _gap(self, moment: Located) -> str:
        """The text for a time that the clock skips."""
        if moment.wall == moment.planned:
            return "gap.kept"
        if moment.wall is not None:
            return "gap.moved"
        return "gap.taken" if self._request.gap == "shift" else "gap.left_out"

    def _missing(self, planned: datetime) -> tuple[str, int] | None:
        """The text for a date that fell on another day than the wanted one, and that (R2, R4)."""
        window, event, reading = self._request.window, self._request.event, self._request.reading
        mode = self._request.strategy.repeat_mode
        wanted = (event if event and reading.anchor != "from" else window.start).day
        if mode not in _MONTHLY or planned.day == wanted:
            return None
        return ("moved.day", wanted) if mode is RepeatMode.MONTHLY else ("moved.leap_day", 29)


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
        days = {"given": origin.untidy_days, "kept": request.strategy.days}
        yield Note("days_tidied", None, Told("days_tidied", days))
    if origin.kept_aside:
        names = ", ".join(visible(name, 40) for name in list(origin.kept_aside)[:_MOST_NAMED])
        more = len(origin.kept_aside) - _MOST_NAMED
        text = "unknown_fields.more" if more > 0 else "unknown_fields"
        yield Note("unknown_fields", None, Told(text, {"names": names, "more": more}))


def _on_strategy(request: Request) -> Iterator[Note]:
    strategy = request.strategy
    if strategy.days and strategy.repeat_mode is not RepeatMode.WEEKLY:
        yield Note("days_ignored", None, Told("days_ignored", {"days": strategy.days}))
    if (
        strategy.interval
        and strategy.repeat_mode in FIXED_DAYS
        and request.reading.fixed_interval == "ignore"
    ):
        yield Note("interval_ignored", None, Told("interval_ignored", {"interval": strategy.interval}))


def _left_out_slot(request: Request) -> datetime | None:
    """The source event's slot, if the pattern has it in the window and it is left out (R10)."""
    event, reading = request.event, request.reading
    if event is None or reading.source_slot != "skip":
        return None
    created = expand(request.strategy, request.window, event, reading.replace(source_slot="create"))
    return event if event in created else None
