"""What every view for a person is drawn with: the console, lines wrapped to its width, calendars beside a list.

Knows nothing of what is shown. Colour only repeats what signs and words say.
"""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TextIO

from rich.console import Console
from rich.text import Text

from frontdesk.render.listing import Listing
from frontdesk.render.month import WIDTH

_BETWEEN = 3
_BESIDE = 4
_WIDE = 120
_NARROWEST, _PAGE, _WIDEST = 24, 80, 400


class _Likeness(io.StringIO):
    """What rich is to draw on: it takes the text in, and is a terminal if the real stream is one."""

    def __init__(self, out: TextIO | None) -> None:
        super().__init__()
        self._terminal = out is not None and out.isatty()

    def isatty(self) -> bool:
        """Whether the real stream is a terminal: decides on colours."""
        return self._terminal


def screen(out: TextIO | None, columns: int | None) -> Console:
    """The console to draw for: the terminal behind `out`, or a plain page of so many columns.

    In a pipe a page is 80 columns wide, or as many as `COLUMNS` says.
    """
    page = columns is not None
    likeness = _Likeness(None if page else out)
    if not page and not likeness.isatty() and "COLUMNS" not in os.environ:
        columns = _PAGE
    return Console(
        file=likeness,
        width=columns,
        force_terminal=False if page else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def width_of(console: Console) -> int:
    """How many columns to draw in."""
    return min(max(console.width, _NARROWEST), _WIDEST)


def drawn(console: Console, width: int, lines: Iterable[Text]) -> Iterator[str]:
    """The lines as the console shows them, each wrapped where it is too long, with its indent."""
    for line in lines:
        with console.capture() as captured:
            indent = len(line.plain) - len(line.plain.lstrip()) if line.cell_len > width else 0
            indent = min(indent, width // 2)
            for number, part in enumerate(line.wrap(console, width - indent)):
                part.rstrip()
                console.print(Text(" " * indent * (number > 0)) + part, soft_wrap=True)
        yield captured.get()


def calendars_and_list(
    blocks: Sequence[list[Text]], legend: Text, table: Listing, width: int
) -> Iterator[Text]:
    """Calendars, their legend and the list, beside each other where three months and the list fit."""
    room = width - _BESIDE - table.comfortable
    if room >= (WIDTH + _BETWEEN) * (2 if width >= _WIDE else 3) - _BETWEEN:
        abreast = min(abreast_in(room), len(blocks))
        yield from _side_by_side([*in_rows(blocks, abreast), legend], table, width)
    else:
        yield from in_rows(blocks, abreast_in(width))
        yield legend
        yield Text()
        yield from table.drawn(width)
    yield Text()


def abreast_in(width: int) -> int:
    """How many months stand beside each other in so many columns."""
    return max(1, (width + _BETWEEN) // (WIDTH + _BETWEEN))


def in_rows(blocks: Sequence[list[Text]], abreast: int) -> Iterator[Text]:
    """Calendars in rows of so many, a blank line below each row."""
    for start in range(0, len(blocks), abreast):
        row = blocks[start : start + abreast]
        for parts in zip_longest(*row, fillvalue=Text(" " * WIDTH)):
            yield Text(" " * _BETWEEN).join(parts)
        yield Text()


def _side_by_side(left: Sequence[Text], table: Listing, width: int) -> Iterator[Text]:
    column = max(line.cell_len for line in left) + _BESIDE
    for one, other in zip_longest(left, table.drawn(width - column), fillvalue=Text()):
        line = one.copy()
        line.pad_right(column - line.cell_len)
        yield line.append_text(other)
