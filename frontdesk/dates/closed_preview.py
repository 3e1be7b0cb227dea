"""A preview with closed days: each line of the schedule with what became of it, and what to know on the whole.

Decides what is said of closed days; what they do is the engine's. Loaded only where closed days are asked for.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from frontdesk.dates.notes import Note, Remarks
from frontdesk.dates.preview import Line, Preview
from frontdesk.dates.request import Request
from frontdesk.dates.scheduling import Scheduled, scheduled
from frontdesk.shell.safe import visible
from frontdesk.words.note_words import Told
from recurrence import Occurrences, Slot, Why
from recurrence.walltime import LocalTime, tz_version

if TYPE_CHECKING:
    from recurrence.analysis import Ambiguity

_LEFT_OUT = {Why.CLOSED, Why.NO_PLACE, Why.TAKEN}
_OF_CLOSURES = {*_LEFT_OUT, Why.OFF_CLOSURE, Why.APPENDED}


def closed_preview(request: Request, occurrences: Occurrences, ambiguity: "Ambiguity | None") -> Preview:
    """The preview of a request with closed days. Raises what `scheduled` raises."""
    found = scheduled(request, occurrences)
    planned = [LocalTime(moment, moment, "ordinary", ()) for moment in occurrences]
    remarks = Remarks(request, planned, ambiguity)
    lines = tuple(_lines(found, remarks, frozenset(occurrences)))
    notes = (*remarks.general(), *_on_the_whole(found, ambiguity))
    version = tz_version() if request.zone else None
    return Preview(request, lines, notes, ambiguity, version, found)


def _lines(found: Scheduled, remarks: Remarks, own: frozenset[datetime]) -> Iterator[Line]:
    """The lines in order of time; what readings say is known of the window's own dates only."""
    number = 0
    for slot in found.schedule.slots:
        assert slot.pattern is not None  # noqa: S101  a preview has no edits
        number += slot.start is not None
        local = _on_the_clock(slot)
        notes = [
            *([Note("closed", slot.pattern, told)] if (told := closing_note(slot)) else []),
            *remarks.on_clock(local),
            *(remarks.on_readings(slot.pattern) if slot.pattern in own else ()),
        ]
        moved = local.wall not in {None, local.planned}
        offsets = slot.offsets[1:] if moved else slot.offsets
        yield Line(number if slot.start else None, slot.pattern, slot.start, offsets, tuple(notes))


def _on_the_clock(slot: Slot) -> LocalTime:
    """A slot as the clock met it: on the day that it was moved to, at the pattern's time."""
    pattern = slot.pattern
    assert pattern is not None  # noqa: S101  a preview has no edits
    if slot.start is not None and slot.why is not Why.SHIFTED:
        pattern = datetime.combine(slot.start.date(), pattern.time())
    kind = slot.kind if slot.kind in {"gap", "fold"} else "ordinary"
    return LocalTime(pattern, slot.start, kind, slot.offsets)  # type: ignore[arg-type]  # one of the three kinds


def closing_note(slot: Slot) -> Told | None:
    """What closed days did to a date; None where they did nothing.

    >>> closing_note(Slot(None, Why.CLOSED, datetime(2027, 1, 1, 9), closure="New Year's Day")).said()
    "left out, closed: New Year's Day"
    """
    facts = {"closure": visible(slot.closure or ""), "pattern": slot.pattern}
    if slot.why in _OF_CLOSURES:
        return Told(f"closed.{slot.why.name.lower()}", facts)
    return None if slot.closure is None else Told("closed", facts)


def _on_the_whole(found: Scheduled, ambiguity: "Ambiguity | None") -> Iterator[Note]:
    slots = found.schedule.slots
    counts = {
        "left": sum(slot.why in _LEFT_OUT for slot in slots),
        "moved": sum(slot.why is Why.OFF_CLOSURE for slot in slots),
        "appended": sum(slot.why is Why.APPENDED for slot in slots),
    }
    numbers = {what: number for what, number in counts.items() if number}
    yield Note("closures", None, Told("closures", {"numbers": numbers}) if numbers else Told("closures.none"))
    for told in found.told():
        yield Note("closures", None, told)
    if ambiguity is not None and ambiguity.readings > 1:
        yield Note("closures", None, Told("closures.readings"))
