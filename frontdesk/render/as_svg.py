"""A sheet as a picture (SVG): the months of each year that has dates, days marked by shapes, for print and for pages.

Decides coordinates and shapes. A screen reader gets a title and a description with the dates in words. The same sheet
gives the same bytes.
"""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from frontdesk.render.markup import safe_text
from frontdesk.render.sheet import Kind, Sheet, month_of
from frontdesk.words.voices import voice

COLUMNS = 4
_CELL = 28
_MONTH_WIDTH = 7 * _CELL + 24
_MONTH_HEIGHT = 8 * _CELL + 16
_MARGIN = 24
_WIDTH = COLUMNS * _MONTH_WIDTH + 2 * _MARGIN - 24
_HEAD = 116
_YEAR_HEAD = 36
_LINE = 96
_MOST_NAMED = 400

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24; }
.paper { fill: #fff; } .title { font-size: 22px; font-weight: 700; } .year { font-size: 18px; font-weight: 700; }
.month { font-weight: 600; } .soft { fill: #59636e; font-size: 11px; } .day { text-anchor: middle; }
.bold { font-weight: 700; }
.class { fill: #d7f5de; stroke: #116329; } .noted { fill: #fff1c2; stroke: #7d4e00; stroke-width: 2; }
.closed { fill: none; stroke: #a40e26; stroke-width: 1.5; }
.elsewhere { fill: none; stroke: #0a4f9e; stroke-width: 1.5; stroke-dasharray: 3 2; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .paper { fill: #12161b; } .soft { fill: #9aa4af; }
  .class { fill: #10351f; stroke: #7ee2a8; } .noted { fill: #3d2c00; stroke: #ffd479; }
  .closed { stroke: #ffa8a8; } .elsewhere { stroke: #9ecbff; } }
"""


def as_svg(sheet: Sheet) -> Iterator[str]:
    """The picture in parts."""
    said = _broken(sheet.sentence)
    head = _HEAD + 18 * (len(said) - 1)
    tops = [*accumulate(map(_height, sheet.drawn.months.values()), initial=head)]
    height = tops[-1] + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title description">\n'
        f'<title id="title">{safe_text(sheet.title)}</title>\n'
        f'<desc id="description">{safe_text(_described(sheet))}</desc>\n<style>{_STYLE}</style>\n'
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>\n'
    )
    yield _text(_MARGIN, 40, _cut(sheet.title, 60), "title")
    for number, line in enumerate(said):
        yield _text(_MARGIN, 64 + 18 * number, line)
    yield from _legend(sheet, head - 16)
    for year, top in zip(sheet.drawn.months, tops, strict=False):
        yield from _year(sheet, year, top)
    if left := sheet.drawn.years_left:
        told = f"{voice('view', sheet.language).say('more_years', left=left)}."
        yield _text(_MARGIN, height - 8, told, "soft")
    yield "</svg>\n"


def _described(sheet: Sheet) -> str:
    """The sentence and the dates, as many as one can bear to hear."""
    counted = [row for row in sheet.rows if row.number]
    named = ", ".join(f"{row.weekday} {row.date}" for row in counted[:40])
    if (left := len(counted) - 40) > 0:
        named = voice("view", sheet.language).say("more_named", named=named, left=left)
    return f"{sheet.sentence} {named}" if counted else sheet.sentence


def _legend(sheet: Sheet, top: int) -> Iterator[str]:
    left = _MARGIN
    for kind in sheet.legend:
        yield _shape(kind, left + 12, top - 4)
        meaning = kind.told(sheet.language)
        yield _text(left + 30, top, meaning)
        left += 54 + 7 * len(meaning)


def _height(months: range) -> int:
    """The height of a year of which these months are drawn."""
    return _YEAR_HEAD + -(-len(months) // COLUMNS) * _MONTH_HEIGHT


def _year(sheet: Sheet, year: int, top: int) -> Iterator[str]:
    yield _text(_MARGIN, top + 24, str(year), "year")
    for number, month in enumerate(sheet.drawn.months[year]):
        row, column = divmod(number, COLUMNS)
        left, below = _MARGIN + column * _MONTH_WIDTH, top + _YEAR_HEAD + row * _MONTH_HEIGHT
        yield from _month(sheet, year, month, left, below)


def _month(sheet: Sheet, year: int, month: int, left: int, top: int) -> Iterator[str]:
    forms = voice("view", sheet.language).forms
    yield _text(left + 4, top + 16, forms["month_name"](month), "month")
    for place in range(7):
        name = forms["weekday_head"]((place + sheet.first_weekday + 1) % 7)
        yield _text(_center(left, place), top + 36, name, "day soft")
    for number, week in enumerate(month_of(year, month, sheet.first_weekday)):
        for place, day in enumerate(week):
            if day:
                yield _day(sheet.marks.get(day), day, _center(left, place), top + 60 + number * _CELL)


def _center(left: int, place: int) -> int:
    return left + place * _CELL + _CELL // 2


def _day(kind: Kind | None, day: date, x: int, y: int) -> str:
    if kind is None:
        return _text(x, y, str(day.day), "day")
    return _shape(kind, x, y - 5) + _text(x, y, str(day.day), "day bold")


def _shape(kind: Kind, x: int, y: int) -> str:
    """A disc, a triangle, a struck-out frame or a dashed ring: told apart without colour."""
    if kind.name == "noted":
        points = f"{x},{y - 14} {x + 14},{y + 10} {x - 14},{y + 10}"
        return f'<polygon class="{kind.name}" points="{points}"/>\n'
    if kind.name == "closed":
        frame = f"M{x - 11},{y - 11}h22v22h-22zM{x - 11},{y + 11}l22,-22"
        return f'<path class="{kind.name}" d="{frame}"/>\n'
    return f'<circle class="{kind.name}" cx="{x}" cy="{y}" r="12"/>\n'


def _text(x: int, y: int, text: str, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{x}" y="{y}"{named}>{safe_text(text)}</text>\n'


def _broken(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(_cut(text, _MOST_NAMED), _LINE + 24) or [""]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
