"""A preview as JSON, in the shape `recurrence.preview/1` (docs/schemas/preview-1.schema.json).

Decides the names of its fields; those of a strategy and of a window are the API's. Every letter beyond ASCII is
escaped, so that no text in it can steer a terminal.
"""

import json
from collections.abc import Iterator
from datetime import date

from frontdesk.dates.notes import Note
from frontdesk.dates.preview import Preview
from frontdesk.words.small import offset
from recurrence import Slot, Window
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.preview/1"


def as_json(preview: Preview) -> Iterator[str]:
    """One object, ended by a line break."""
    yield json.dumps(fields(preview), indent=2, allow_nan=False) + "\n"


def fields(preview: Preview) -> dict[str, object]:
    """The object, in the order in which it is written."""
    request, kept = preview.request, [line for line in preview.lines if line.wall]
    zoned = request.zone is not None
    return {
        "schema": SCHEMA,
        "strategy": strategy_fields(request.strategy),
        "window": fields_of_window(request.window),
        "event": request.event.isoformat() if request.event else None,
        "reading": request.reading._asdict(),
        "zone": request.zone,
        "gap": request.gap if zoned else None,
        "tz_version": preview.tz_version,
        "count": len(kept),
        "occurrences": [moment.isoformat() for moment in preview.kept],
        "offsets": [[offset(gap)[3:] for gap in line.offsets] for line in kept] if zoned else None,
        "closures": _closures(preview),
        "notes": [_note(note) for note in every_note(preview)],
        "ambiguity": _ambiguity(preview),
    }


def every_note(preview: Preview) -> Iterator[Note]:
    """The notes on the whole, then those on single dates, in order."""
    yield from preview.notes
    for line in preview.lines:
        yield from line.notes


def fields_of_window(window: Window) -> dict[str, object]:
    """A window under the API's names."""
    return {
        "from": window.start.isoformat(),
        "till": window.till.isoformat() if window.till else None,
        "count": window.count,
        "hours": window.hours,
        "minutes": window.minutes,
    }


def _closures(preview: Preview) -> dict[str, object] | None:
    """The closed days around the dates, and what became of each date; None where nothing is asked about them."""
    if preview.closed is None:
        return None
    schedule, known = preview.closed.schedule, preview.closed.known
    first, last = preview.closed.days
    closed = (
        (day, known.closures.why(day))
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    )
    return {
        "if_closed": known.asked.if_closed,
        "count_means": known.asked.count_means,
        "holidays": known.provider,
        "days": [{"day": day.isoformat(), "reason": why} for day, why in closed if why is not None],
        "slots": [_slot(slot) for slot in schedule.slots],
    }


def _slot(slot: Slot) -> dict[str, object]:
    return {
        "start": slot.start.isoformat() if slot.start else None,
        "pattern": slot.pattern.isoformat() if slot.pattern else None,
        "why": slot.why.value,
        "closure": slot.closure,
    }


def _note(note: Note) -> dict[str, object]:
    at = note.at.isoformat() if note.at else None
    return {"kind": note.kind, "at": at, "text": note.text, "axes": list(note.axes)}


def _ambiguity(preview: Preview) -> dict[str, object] | None:
    """The short form; None where there were too many dates to compare."""
    found = preview.ambiguity
    if found is None:
        return None
    contested = [moment.isoformat() for moment in found.contested]
    return {
        "readings": found.readings,
        "axes": list(found.axes),
        "agreed": len(found.agreed),
        "contested": contested,
    }
