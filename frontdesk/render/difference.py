"""What differs between two files of dates: calendars, and a line each, with signs; or as JSON, `recurrence.compare/1`.

Decides layout, signs and colours: a colour never stands alone. What differs is `recurrence.analysis.compare`'s.
"""

from collections.abc import Iterator
from datetime import date, datetime

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.comparing import Compared, Side
from frontdesk.render.columns import json_text
from frontdesk.render.grids import month_grids
from frontdesk.render.layout import drawn, width_of
from frontdesk.render.month import Mark
from frontdesk.shell.safe import visible
from recurrence.analysis.compare import How, Moved
from recurrence.interop.phrase import day_text

SCHEMA = "recurrence.compare/1"
_MOST_PATH = 300
_HOW = {
    How.SLOT: "moved, the same slot of the pattern",
    How.DAY: "moved, the same day",
    How.NEAR: "moved to another day",
}


ADDED, REMOVED = Mark("+", "green", "only in B"), Mark("-", "red", "only in A")
MOVED, UNCHANGED = Mark("~", "yellow", "in both, changed"), Mark("=", "dim", "in both")
LEGEND = (REMOVED, ADDED, MOVED, UNCHANGED)


def as_table(compared: Compared, console: Console, *, every: bool) -> Iterator[str]:
    """The comparison for a person; `every`: also the dates that are in both."""
    width = width_of(console)
    yield from drawn(console, width, _head(compared))
    if marks := _days(compared, every=every):
        yield from drawn(console, width, month_grids(marks, LEGEND, width))
    yield from drawn(console, width, _lines(compared, every=every))


def _head(compared: Compared) -> Iterator[Text]:
    for name, side in zip("AB", compared.sides, strict=True):
        yield Text(f"{name}  {_told(side)}")
    if compared.days is not None:
        first, last = compared.days
        yield Text(f"   from {day_text(first)} until {day_text(last)}")
    yield Text()


def _days(compared: Compared, *, every: bool) -> dict[date, Mark]:
    """The mark of each day, in the months that have a difference, or in all; a day in both lists may differ by its time."""
    found = compared.difference
    old = {at.date() for at in (*found.removed, *(change.old for change in found.moved))}
    new = {at.date() for at in (*found.added, *(change.new for change in found.moved))}
    same = {at.date() for at in found.unchanged}
    months = {(day.year, day.month) for day in old | new}
    marks = {day: UNCHANGED for day in same if every or (day.year, day.month) in months}
    marks |= dict.fromkeys(old, REMOVED) | dict.fromkeys(new, ADDED)
    return marks | dict.fromkeys((old & new) | (old | new) & same, MOVED)


def _lines(compared: Compared, *, every: bool) -> Iterator[Text]:
    found = sorted(_marked(compared, every=every), key=lambda line: line[:2])
    for _, _, mark, text in found:
        yield Text.assemble((f"{mark.sign} {text}", mark.style))
    if found:
        yield Text()
    for note in compared.notes:
        yield Text(visible(note, _MOST_PATH))
    yield Text(_counts(compared), style="bold")


def _told(side: Side) -> str:
    kind = {"dates": "a list", "plan": "a plan", "preview": "a preview", "snapshot": "a snapshot"}
    thing = "event" if side.file.kind == "snapshot" else "date"
    number = f"{len(side.moments):,} {thing}{'' if len(side.moments) == 1 else 's'}"
    about = f" of {side.about}" if side.about else ""
    return f"{visible(side.file.path, _MOST_PATH)}: {kind[side.file.kind]}, {number}{about}"


def _marked(compared: Compared, *, every: bool) -> Iterator[tuple[datetime, str, Mark, str]]:
    """Each line with what it is sorted by: its first moment, and its sign."""
    found = compared.difference
    for at in found.added:
        yield at, "+", ADDED, f"{_moment(at)}  only in B: added"
    for at in found.removed:
        yield at, "-", REMOVED, f"{_moment(at)}  only in A: removed"
    for change in found.moved:
        yield change.old, "~", MOVED, f"{_moment(change.old)}  → {_target(change)}  {_HOW[change.how]}"
    if every:
        for at in found.unchanged:
            yield at, "=", UNCHANGED, f"{_moment(at)}  in both"


def _target(change: Moved) -> str:
    return f"{change.new:%H:%M}" if change.old.date() == change.new.date() else _moment(change.new)


def _moment(at: datetime) -> str:
    return f"{day_text(at.date())[:3]} {at:%Y-%m-%d %H:%M}" + (f":{at:%S}" if at.second else "")


def _counts(compared: Compared) -> str:
    found = compared.difference
    if found.is_equal:
        return f"Equal: {len(found.unchanged):,} unchanged."
    counts = {"added": found.added, "removed": found.removed, "moved": found.moved}
    told = [f"{len(some):,} {word}" for word, some in counts.items() if some]
    return " · ".join([*told, f"{len(found.unchanged):,} unchanged"]) + "."


def as_json(compared: Compared) -> Iterator[str]:
    """The comparison as one object."""
    found, days = compared.difference, compared.days
    yield json_text(
        SCHEMA,
        {
            "a": _side(compared.sides[0]),
            "b": _side(compared.sides[1]),
            "days": None if days is None else {"from": days[0].isoformat(), "till": days[1].isoformat()},
            "is_equal": found.is_equal,
            "added": [at.isoformat() for at in found.added],
            "removed": [at.isoformat() for at in found.removed],
            "moved": [
                {"from": old.isoformat(), "to": new.isoformat(), "how": how.name.lower()}
                for old, new, how in found.moved
            ],
            "unchanged": [at.isoformat() for at in found.unchanged],
            "notes": list(compared.notes),
        },
    )


def _side(side: Side) -> dict[str, object]:
    return {
        "path": side.file.path,
        "kind": side.file.kind,
        "about": side.about or None,
        "count": len(side.moments),
        "outside": side.outside,
    }
