"""One side of the planner worked out: the preview of what the form says, its clashes, and the marks of its days.

Decides what a day is marked with. The checks are the command line's, word for word: a form is a command here.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from frontdesk.errors import FrontdeskError
from frontdesk.explaining import explained_of
from frontdesk.options import preview_parser
from frontdesk.place import Place, busy_event, busy_of, unseen
from frontdesk.preview import Line, Preview, preview_of
from frontdesk.request import request_from
from frontdesk.verbs.explain import parser as explain_parser
from frontdesk.web.state import State
from recurrence import DOCUMENTED, Problem, RecurrenceError
from recurrence.analysis.clashes import Clash, clashes
from recurrence.analysis.explain import Explanation
from sync.events import Event

Layer = tuple[str, frozenset[date]]


class Side(NamedTuple):
    """What a form comes to: its preview, the class it copies, and by start what stands in the way of it."""

    argv: tuple[str, ...]
    preview: Preview
    source: Event | None
    clashes: dict[datetime, tuple[Clash, ...]]
    notes: tuple[str, ...]

    @property
    def starts(self) -> frozenset[datetime]:
        """Every start."""
        return frozenset(self.preview.kept)

    def layers(self) -> Iterator[Layer]:
        """The marks of the days."""
        lines = [line for line in self.preview.lines if line.wall is not None]
        yield "class", _days(line for line in lines if not line.notes)
        yield "noted", _days(line for line in lines if line.notes and not _is_moved(line))
        yield "moved", _days(line for line in lines if _is_moved(line))
        yield "clash", frozenset(start.date() for start in self.clashes)
        event = self.preview.request.event
        yield "source", frozenset([event.date()] if event else [])
        contested = self.preview.ambiguity.contested if self.preview.ambiguity else ()
        taken = frozenset(start.date() for start in self.starts)
        yield "elsewhere", frozenset(moment.date() for moment in contested) - taken


class Wrong(NamedTuple):
    """Why a form comes to nothing: sentences for a person, and the fields to blame."""

    sentences: tuple[str, ...]
    fields: tuple[str, ...]


def side_of(state: State, place: Place | None) -> Side | Wrong:
    """What one side of the page comes to, with the studio's classes if there is one."""
    try:
        argv = options_of(state, place)
        preview = preview_of(request_from(preview_parser().parse_args(argv)))
    except (FrontdeskError, RecurrenceError) as error:
        from frontdesk.messages import sentences

        told = tuple(
            line.replace("`recur preview --help`", "the form") for line in sentences(error, "preview")
        )
        problems = getattr(error, "problems", ())
        return Wrong(told, tuple(_field(problem) for problem in problems))
    source = _source(state, place)
    found, notes = _clashes(preview, source, place)
    return Side(argv, preview, source, found, notes)


def explanation(side: Side, day: date) -> Explanation:
    """Why a day is in or out."""
    return explained_of(explain_parser().parse_args([*side.argv, f"--date={day}"])).found[0]


def changed_days(side: Side) -> tuple[frozenset[datetime], frozenset[datetime]]:
    """What the chosen reading adds to the documented one's starts, and what it takes away."""
    request = side.preview.request
    if not request.reading.changed():
        return frozenset(), frozenset()
    try:
        before = frozenset(preview_of(request._replace(reading=DOCUMENTED)).kept)
    except (FrontdeskError, RecurrenceError):  # the documented reading refuses
        before = frozenset()
    return side.starts - before, before - side.starts


def options_of(state: State, place: Place | None) -> tuple[str, ...]:
    """The options of `recur preview` that say what one side says; event and zone are the studio's if not given."""
    source, more = _source(state, place), []
    if source is not None and "event" not in state.single:
        more.append(f"--event={source.start:%Y-%m-%dT%H:%M}")
    if place is not None and place.zone and "zone" not in state.single:
        more.append(f"--zone={place.zone}")
    return (*state.argv(), *more)


def _source(state: State, place: Place | None) -> Event | None:
    wanted = state.copy
    if place is None or not wanted:
        return None
    return place.event(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 20 else None


def _clashes(
    preview: Preview, source: Event | None, place: Place | None
) -> tuple[dict[datetime, tuple[Clash, ...]], tuple[str, ...]]:
    if source is None or place is None:
        return {}, ()
    model, starts = busy_event(source), preview.kept
    length = model.end - model.start
    slots = [
        model._replace(start=start, end=start + min(length, datetime.max - start), id=None)
        for start in starts
    ]
    found: dict[datetime, list[Clash]] = {}
    for clash in clashes(slots, busy_of(place.events)):
        found.setdefault(slots[clash.slot].start, []).append(clash)
    notes = tuple(unseen(place.days, [start.date() for start in starts]))
    return {start: tuple(each) for start, each in found.items()}, notes


def _days(lines: Iterator[Line]) -> frozenset[date]:
    return frozenset(line.shown.date() for line in lines)


def _is_moved(line: Line) -> bool:
    return line.wall is not None and line.wall != line.planned


def _field(problem: Problem) -> str:
    """The form's field that a problem is about."""
    field = {"repeat_mode": "mode", "hours": "at", "minutes": "at", "time": "at", "start": "from"}.get(
        problem.field
    )
    return field or problem.field.replace("_", "-").partition("[")[0]
