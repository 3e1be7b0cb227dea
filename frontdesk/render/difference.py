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
from frontdesk.words.voices import voice
from recurrence.interop import changes
from recurrence.interop.tongue import Language, Tongue

SCHEMA = "recurrence.compare/1"
_MOST_PATH = 300
ADDED, REMOVED = Mark("+", "green", "only_b"), Mark("-", "red", "only_a")
MOVED, UNCHANGED = Mark("~", "yellow", "changed"), Mark("=", "dim", "both")
LEGEND = (REMOVED, ADDED, MOVED, UNCHANGED)


def as_table(
    compared: Compared, console: Console, *, every: bool, language: Language = "en"
) -> Iterator[str]:
    """The comparison for a person; `every`: also the dates that are in both."""
    width = width_of(console)
    yield from drawn(console, width, _head(compared, language))
    if marks := days_of(compared, every=every):
        yield from drawn(console, width, month_grids(marks, LEGEND, width, language=language))
    yield from drawn(console, width, _lines(compared, every=every, language=language))


def _head(compared: Compared, language: Language) -> Iterator[Text]:
    speak = voice("date", language)
    for name, side in zip("AB", compared.sides, strict=True):
        yield Text(f"{name}  {_told(side, speak)}")
    if compared.days is not None:
        yield Text("   " + speak.say("compared.days", days=compared.days))
    yield Text()


def head_of(compared: Compared, language: Language) -> Iterator[str]:
    """What is compared, line by line."""
    return (text.plain.strip() for text in _head(compared, language))


def notes_of(compared: Compared, language: Language) -> Iterator[tuple[datetime, str, str]]:
    """Every date of both sides in order: its moment, its sign, what became of it."""
    stamp = voice("date", language).forms["stamp"]
    for at, sign, _, text in sorted(
        _marked(compared, voice("date", language), every=True), key=lambda line: line[:2]
    ):
        yield at, sign, text.removeprefix(stamp(at)).strip()


def days_of(compared: Compared, *, every: bool) -> dict[date, Mark]:
    """The mark of each day, in the months that have a difference, or in all; a day in both lists may differ by its time."""
    found = compared.difference
    old = {at.date() for at in (*found.removed, *(change.old for change in found.moved))}
    new = {at.date() for at in (*found.added, *(change.new for change in found.moved))}
    same = {at.date() for at in found.unchanged}
    months = {(day.year, day.month) for day in old | new}
    marks = {day: UNCHANGED for day in same if every or (day.year, day.month) in months}
    marks |= dict.fromkeys(old, REMOVED) | dict.fromkeys(new, ADDED)
    return marks | dict.fromkeys((old & new) | (old | new) & same, MOVED)


def _lines(compared: Compared, *, every: bool, language: Language) -> Iterator[Text]:
    speak = voice("date", language)
    found = sorted(_marked(compared, speak, every=every), key=lambda line: line[:2])
    for _, _, mark, text in found:
        yield Text.assemble((f"{mark.sign} {text}", mark.style))
    if found:
        yield Text()
    for note in compared.notes:
        yield Text(visible(note.said(language), _MOST_PATH))
    counts = changes.counts(compared.difference, language=language)
    yield Text(" · ".join(counts) + ".", style="bold")


def _told(side: Side, speak: Tongue) -> str:
    kind = side.file.kind
    named = [speak.say(name, ids=", ".join(map(str, ids))) for name, ids in side.wanted.named]
    return speak.say(
        "side.events" if kind == "snapshot" else "side.dates",
        path=visible(side.file.path, _MOST_PATH),
        kind=speak.say(f"kind.{kind}"),
        number=len(side.moments),
        about=speak.say("side.about", about=named) if named else "",
    )


def _marked(compared: Compared, speak: Tongue, *, every: bool) -> Iterator[tuple[datetime, str, Mark, str]]:
    """Each line with what it is sorted by: its first moment, and its sign."""
    found, stamp = compared.difference, speak.forms["stamp"]
    for at in found.added:
        yield at, "+", ADDED, f"{stamp(at)}  {speak.say('compared.added')}"
    for at in found.removed:
        yield at, "-", REMOVED, f"{stamp(at)}  {speak.say('compared.removed')}"
    for old, new, how in found.moved:
        target = f"{new:%H:%M}" if old.date() == new.date() else stamp(new)
        told = speak.say(f"compared.moved.{how.name.lower()}")
        yield old, "~", MOVED, f"{stamp(old)}  → {target}  {told}"
    if every:
        for at in found.unchanged:
            yield at, "=", UNCHANGED, f"{stamp(at)}  {speak.say('compared.unchanged')}"


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
            "notes": [note.said() for note in compared.notes],
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
