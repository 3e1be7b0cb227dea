"""One side of the planner worked out: the preview of what the form says, its clashes, and what it differs in.

The checks are the command line's, word for word: a form is a command here. Knows nothing of how a page looks.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from frontdesk.analysis.explaining import explained
from frontdesk.dates.gathering import request_from
from frontdesk.dates.place import Place, busy_event, busy_of, unseen
from frontdesk.dates.preview import Line, Preview
from frontdesk.dates.previewing import preview_of
from frontdesk.errors import FrontdeskError
from frontdesk.shell.options import preview_parser
from frontdesk.web.form import countries
from frontdesk.web.problems import Told, told_of
from frontdesk.web.state import State
from recurrence import DOCUMENTED, RecurrenceError
from recurrence.analysis.clashes import Busy, Clash, already_there, clashes
from recurrence.analysis.compare import Difference, compare
from recurrence.analysis.explain import Explanation
from recurrence.interop.tongue import Language
from sync.events import Event


class Side(NamedTuple):
    """What a form comes to: its preview, the class it copies, what stands in the way of it by start, what is there."""

    argv: tuple[str, ...]
    preview: Preview
    source: Event | None
    clashes: dict[datetime, tuple[Clash, ...]]
    there: frozenset[datetime]
    notes: tuple[str, ...]

    @property
    def starts(self) -> list[datetime]:
        """Every start, in order."""
        return self.preview.kept


class Wrong(NamedTuple):
    """Why a form comes to nothing: each problem with the field that it belongs to."""

    told: tuple[Told, ...]


def side_of(state: State, place: Place | None, language: Language) -> Side | Wrong:
    """What one side of the page comes to, with the studio's classes if there is one."""
    try:
        argv = options_of(state, place)
        preview = _preview((*argv, f"--language={language}"))
    except (FrontdeskError, RecurrenceError) as error:
        return Wrong(tuple(told_of(error, language)))
    source = _source(state, place)
    if source is None or place is None:
        return Side(argv, preview, source, {}, frozenset(), ())
    slots = _slots(preview.kept, source)
    busy = busy_of(place.events)
    there = frozenset(slots[number].start for number in already_there(slots, busy))
    looked = [start.date() for start in preview.kept]
    notes = tuple(note.said(language) for note in unseen(place.days, looked))
    return Side(argv, preview, source, _clashes(slots, busy), there, notes)


@lru_cache(maxsize=32)
def _preview(argv: tuple[str, ...]) -> Preview:
    """The preview of options, kept: a click on a day, a step back or another studio asks for the same once more."""
    return preview_of(request_from(preview_parser().parse_args(argv)))


def explanation(side: Side, day: date) -> Explanation:
    """Why a day is in or out."""
    return explained(side.preview.request, (day,)).found[0]


def change_by_reading(side: Side) -> Difference | None:
    """What the chosen reading changes of the documented one's dates; None where it is the documented one."""
    request = side.preview.request
    if not request.reading.changed():
        return None
    try:
        before: Sequence[datetime] = preview_of(request._replace(reading=DOCUMENTED)).kept
    except (FrontdeskError, RecurrenceError):  # the documented reading refuses
        before = ()
    return compare(before, side.starts)


def options_of(state: State, place: Place | None) -> tuple[str, ...]:
    """The options of `recur preview` that say what one side says; event and zone are the studio's if not given."""
    source, more = _source(state, place), []
    if source is not None and "event" not in state.single:
        more.append(f"--event={source.start:%Y-%m-%dT%H:%M}")
    if place is not None and place.zone and "zone" not in state.single:
        more.append(f"--zone={place.zone}")
    return (*map(_coded, state.argv()), *more)


def _coded(option: str) -> str:
    """The option with a country's code for its name."""
    name, _, value = option.partition("=")
    return f"{name}={_codes().get(value.casefold(), value)}" if name == "--holidays" else option


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in countries()}


def is_moved(line: Line) -> bool:
    """Whether a date stands elsewhere than the pattern has it."""
    return line.wall is not None and line.wall != line.planned


def _source(state: State, place: Place | None) -> Event | None:
    wanted = state.copy
    if place is None or not wanted:
        return None
    return place.event(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 20 else None


def _slots(starts: Sequence[datetime], source: Event) -> list[Busy]:
    """What a copy of the source at each start takes."""
    model = busy_event(source)
    length = model.end - model.start
    return [
        model._replace(start=start, end=start + min(length, datetime.max - start), id=None)
        for start in starts
    ]


def _clashes(slots: Sequence[Busy], busy: tuple[Busy, ...]) -> dict[datetime, tuple[Clash, ...]]:
    found: dict[datetime, list[Clash]] = defaultdict(list)
    for clash in clashes(slots, busy):
        found[slots[clash.slot].start].append(clash)
    return {start: tuple(each) for start, each in found.items()}
