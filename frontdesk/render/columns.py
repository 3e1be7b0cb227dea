"""Plain tables: rows of texts in columns as wide as the screen allows, or as CSV; objects as JSON.

Decides widths and wrapping. Every text is made safe here: control characters for a terminal, formulas for a
spreadsheet, all beyond ASCII escaped in JSON.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from frontdesk.render.layout import width_of
from frontdesk.shell.safe import cell, visible

_GAP = "  "
_NARROWEST = 8


class Column(NamedTuple):
    """A column: its name, whether its cells are numbers (and stand at the right), whether it may be made narrower."""

    name: str
    number: str = ""
    gives_way: str = ""


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], console: Console) -> Iterator[str]:
    """The names of the columns and a line for each row; a text that does not fit goes on below itself."""
    shown = [[visible(text) for text in row] for row in rows]
    widths = _widths(columns, shown, width_of(console))
    yield from _lines(columns, [column.name for column in columns], widths, console, "dim")
    for row in shown:
        yield from _lines(columns, row, widths, console, "")


def csv_lines(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A line of names, then a line for each row; every cell quoted, none a formula."""
    yield _csv_line(names)
    yield from (_csv_line(["" if value is None else str(value) for value in row]) for row in rows)


def json_text(schema: str, fields: Mapping[str, object]) -> str:
    """An object with its schema first, ended by a line break.

    >>> print(json_text("recurrence.services/1", {"count": 0}), end="")
    {
      "schema": "recurrence.services/1",
      "count": 0
    }
    """
    return json.dumps({"schema": schema, **fields}, indent=2, allow_nan=False) + "\n"


def _csv_line(texts: Sequence[str]) -> str:
    return ",".join(map(cell, texts)) + "\n"


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], most: int) -> list[int]:
    """As wide as the widest cell; where that is too much, the columns that give way share what is left."""
    texts = [[column.name for column in columns], *rows]
    widths = [max(cell_len(row[place]) for row in texts) for place in range(len(columns))]
    room = most - len(_GAP) * (len(columns) - 1)
    giving = [place for place, column in enumerate(columns) if column.gives_way]
    while sum(widths) > room and (wide := max((widths[place], place) for place in giving))[0] > _NARROWEST:
        widths[wide[1]] -= 1
    return widths


def _lines(
    columns: Sequence[Column], row: Sequence[str], widths: Sequence[int], console: Console, style: str
) -> Iterator[str]:
    parts = [
        Text(text, style=style).wrap(console, max(width, 1)) for text, width in zip(row, widths, strict=True)
    ]
    for number in range(max((len(part) for part in parts), default=0)):
        line = Text()
        for place, part in enumerate(parts):
            here = part[number].copy() if number < len(part) else Text()
            here.rstrip()
            space = widths[place] - here.cell_len
            line.append(" " * space if columns[place].number else "").append_text(here)
            line.append("" if columns[place].number else " " * space)
            line.append(_GAP if place < len(parts) - 1 else "")
        line.rstrip()
        with console.capture() as captured:
            console.print(line, soft_wrap=True)
        yield captured.get()
