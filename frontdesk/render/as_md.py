"""A sheet as Markdown: a heading, the sentence, the dates in a table, what there is to know.

Decides the structure. Every foreign text is escaped, so that none of its signs means anything.
"""

import re
from collections.abc import Iterator

from frontdesk.render.listing import COLUMNS
from frontdesk.render.markup import LONGEST
from frontdesk.render.sheet import Section, Sheet
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$@])")
_LINKS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"^(\d*)(?<=\d)([.)])|^()([-=+])")


def as_md(sheet: Sheet) -> Iterator[str]:
    """The text in parts."""
    yield f"# {escaped(sheet.title)}\n\n{escaped(sheet.sentence)}\n\n"
    yield from _table(sheet)
    for section in sheet.sections:
        yield from _section(section)


def escaped(text: str) -> str:
    r"""A foreign text in one line, every sign that Markdown or HTML could take for its own behind a backslash.

    >>> print(escaped("[x](https://y) <b> | a"), escaped("1. b"), escaped("www.z"))
    \[x\](https:\/\/y) \<b\> \| a 1\. b www\.z
    """
    shown = _SIGNS.sub(r"\\\1", visible(text, LONGEST).strip())
    shown = _LINKS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), shown)
    return _START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[4]}", shown)


def _table(sheet: Sheet) -> Iterator[str]:
    rows, speak = sheet.rows, voice("view", sheet.language)
    if not rows:
        return
    places = [place for place in range(len(COLUMNS)) if place < 4 or any(row[place] for row in rows)]
    yield _line([speak.say(f"column.{COLUMNS[place]}") for place in places])
    yield _line(["---:" if place == 0 else "---" for place in places])
    for row in rows:
        yield _line([escaped(row[place]) for place in places])
    yield "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}\n\n"
    for block in section.blocks:
        if block.code:
            yield "".join(f"    {visible(line, LONGEST)}\n" for line in block.lines) + "\n"
        else:
            yield "".join(f"{escaped(line)}\n\n" for line in block.lines)
