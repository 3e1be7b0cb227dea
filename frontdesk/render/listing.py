"""The list of dates in columns: number, weekday, date, time, offset where a zone is known, notes.

Decides the columns' widths from what is in them; a note that does not fit goes on below itself, or stands below its
date where there is hardly any room beside it.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.text import Text

from frontdesk.dates.preview import Line
from frontdesk.render.words import offsets, remarks
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language, Tongue

COLUMNS = ("number", "day", "date", "time", "offset", "note")
"""The columns in their order; their names are texts of each language."""

_COMFORTABLE_NOTE = 40
_NARROWEST_NOTE = 16
_BELOW = "    "
_GAP = "  "


class Listing(NamedTuple):
    """The cells of a list and the widths of its columns."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    @property
    def comfortable(self) -> int:
        """The columns at which most notes fit in one line."""
        return self._before_note + min(self.widths[-1], _COMFORTABLE_NOTE)

    @property
    def _before_note(self) -> int:
        return sum(self.widths[:-1]) + len(_GAP) * sum(width > 0 for width in self.widths[:-1])

    def drawn(self, width: int) -> Iterator[Text]:
        """The lines of the list in so many columns, the names of the columns first."""
        room = width - self._before_note
        draw = self._row if room >= min(self.widths[-1], _NARROWEST_NOTE) else self._row_and_below
        for number, row in enumerate(self.rows):
            yield from draw(row, width, "dim" if number == 0 else "")

    def _start(self, row: tuple[str, ...]) -> str:
        return _GAP.join(
            cell.rjust(wide) if place == 0 else cell.ljust(wide)
            for place, (cell, wide) in enumerate(zip(row[:-1], self.widths, strict=False))
            if wide
        )

    def _row(self, row: tuple[str, ...], width: int, style: str) -> Iterator[Text]:
        note = wrap(row[-1], max(width - self._before_note, 1)) or [""]
        start = Text(self._start(row) + _GAP, style=style)
        yield start.append(note[0], style=style or "yellow")
        for rest in note[1:]:
            yield Text(" " * self._before_note).append(rest, style=style or "yellow")

    def _row_and_below(self, row: tuple[str, ...], width: int, style: str) -> Iterator[Text]:
        yield Text(self._start(row).rstrip(), style=style)
        for part in wrap(row[-1], width - len(_BELOW)) if row is not self.rows[0] else []:
            yield Text(_BELOW).append(part, style="yellow")


def listing(lines: Sequence[Line], language: Language = "en") -> Listing:
    """The dates as a list; the columns of offsets and notes are there if any date has one."""
    speak = voice("view", language)
    rows = [_cells(line, speak) for line in lines]
    used = [any(row[place] for row in rows) for place in range(6)]
    named = [speak.say(f"column.{name}") for name in COLUMNS]
    head = tuple(name if place < 4 or used[place] else "" for place, name in enumerate(named))
    rows = [head, *rows]
    return Listing(tuple(rows), tuple(max(len(row[place]) for row in rows) for place in range(6)))


def _cells(line: Line, speak: Tongue) -> tuple[str, ...]:
    moment, number = line.shown, "" if line.number is None else str(line.number)
    day, notes = speak.forms["weekday_short"](moment), remarks(line, speak.language)
    return number, day, moment.date().isoformat(), f"{moment:%H:%M}", offsets(line), notes
