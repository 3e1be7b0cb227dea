"""A preview as a table for spreadsheets: every cell quoted, none a formula (dropped dates have no number)."""

from collections.abc import Iterator

from frontdesk.dates.preview import Line, Preview
from frontdesk.render.words import offsets, remarks
from frontdesk.shell.safe import cell
from frontdesk.words.small import weekday

COLUMNS = ("number", "weekday", "date", "time", "offset", "note")


def as_csv(preview: Preview) -> Iterator[str]:
    """A line of names, then a line for each date."""
    yield _line(COLUMNS)
    yield from (_line(_cells(line)) for line in preview.lines)


def _cells(line: Line) -> tuple[str, ...]:
    moment, number = line.shown, "" if line.number is None else str(line.number)
    day, clock = moment.date().isoformat(), f"{moment:%H:%M}"
    return number, weekday(moment), day, clock, offsets(line), remarks(line)


def _line(cells: tuple[str, ...]) -> str:
    return ",".join(map(cell, cells)) + "\n"
