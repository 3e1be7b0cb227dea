"""A sheet as one self-contained HTML file: no scripts, nothing from elsewhere, readable in light and dark and on paper.

Decides the structure: headings, a table for each month, the list, what there is to know. Days are marked by a sign
and a frame beside the colour, and by words for a screen reader.
"""

from collections.abc import Iterator
from datetime import date

from frontdesk.render.listing import COLUMNS
from frontdesk.render.markup import safe_text, style_policy
from frontdesk.render.sheet import Section, Sheet, heading, month_of
from frontdesk.words.voices import voice

MOST_ROWS = 5_000

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0;
  --class: #116329; --class-bg: #d7f5de; --noted: #7d4e00; --noted-bg: #fff1c2; --closed: #a40e26;
  --closed-bg: #ffe5e6; --elsewhere: #0a4f9e; --elsewhere-bg: #e3f0ff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #12161b; --soft: #9aa4af; --line: #3a434d;
  --class: #7ee2a8; --class-bg: #10351f; --noted: #ffd479; --noted-bg: #3d2c00; --closed: #ffa8a8;
  --closed-bg: #46151a; --elsewhere: #9ecbff; --elsewhere-bg: #10294a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { margin: 1rem 0 .5rem; }
.said { font-size: 1.1rem; margin: 0 0 1rem; } .soft { color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0; list-style: none; }
.legend .mark { display: inline-block; min-width: 1.7em; text-align: center; }
.year { display: grid; gap: 1.25rem; align-items: start; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); }
table { border-collapse: collapse; } caption { text-align: left; font-weight: 600; }
.month { width: 100%; table-layout: fixed; font-variant-numeric: tabular-nums; border-collapse: separate;
  border-spacing: 3px; }
.month th { color: var(--soft); font-weight: 400; font-size: .8rem; }
.month td { position: relative; text-align: center; padding: 0; height: 1.9rem; line-height: 1.9rem; }
.sign { position: absolute; right: 1px; bottom: 1px; font-size: .55rem; line-height: 1; }
.class, .noted, .closed, .elsewhere { border-radius: 4px; outline-offset: -1px; }
.class { background: var(--class-bg); color: var(--class); font-weight: 700; outline: 1px solid; }
.noted { background: var(--noted-bg); color: var(--noted); font-weight: 700; outline: 2px solid; }
.closed { background: var(--closed-bg); color: var(--closed); text-decoration: line-through; }
.elsewhere { background: var(--elsewhere-bg); color: var(--elsewhere); outline: 1px dashed; }
.scroll { overflow-x: auto; } .list { width: 100%; }
.list th, .list td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
.list td:nth-child(-n+5) { white-space: nowrap; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); border-radius: 6px; }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { main { max-width: none; padding: 0; } .month, tr { break-inside: avoid; }
  .year { grid-template-columns: repeat(3, 1fr); } .class, .noted, .closed, .elsewhere { background: none; } }
"""


def as_html(sheet: Sheet) -> Iterator[str]:
    """The page in parts."""
    title = safe_text(sheet.title)
    yield (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{style_policy(STYLE)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="said">{safe_text(sheet.sentence)}</p>\n'
    )
    yield from _calendar(sheet)
    yield from _list(sheet)
    for section in sheet.sections:
        yield from html_section(section)
    yield "</main>\n</body>\n</html>\n"


def _calendar(sheet: Sheet) -> Iterator[str]:
    if not sheet.drawn.months:
        return
    title = heading("calendar", sheet.language)
    yield f'<section aria-labelledby="calendar">\n<h2 id="calendar">{title}</h2>\n<ul class="legend">\n'
    for kind in sheet.legend:
        yield f'<li><span class="mark {kind.name}" aria-hidden="true">{kind.sign}</span> {kind.told(sheet.language)}</li>\n'
    yield "</ul>\n"
    for year, months in sheet.drawn.months.items():
        yield f'<h3>{year}</h3>\n<div class="year">\n'
        for month in months:
            yield from _month(sheet, year, month)
        yield "</div>\n"
    if left := sheet.drawn.years_left:
        yield f'<p class="soft">{voice("view", sheet.language).say("years_left", left=left)}</p>\n'
    yield "</section>\n"


def _month(sheet: Sheet, year: int, month: int) -> Iterator[str]:
    forms = voice("view", sheet.language).forms
    yield f'<table class="month">\n<caption>{forms["month_name"](month)} {year}</caption>\n<thead><tr>'
    for place in range(7):
        day = (place + sheet.first_weekday + 1) % 7
        yield f'<th scope="col" abbr="{forms["weekday"](day)}">{forms["weekday_head"](day)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for week in month_of(year, month, sheet.first_weekday):
        yield "<tr>" + "".join(_day(sheet, day) for day in week) + "</tr>\n"
    yield "</tbody>\n</table>\n"


def _day(sheet: Sheet, day: date | None) -> str:
    if day is None:
        return "<td></td>"
    kind = sheet.marks.get(day)
    if kind is None:
        return f"<td>{day.day}</td>"
    return (
        f'<td class="{kind.name}"><time datetime="{day.isoformat()}">{day.day}</time>'
        f'<span class="sign" aria-hidden="true">{kind.sign}</span><span class="words"> {kind.told(sheet.language)}</span></td>'
    )


def _list(sheet: Sheet) -> Iterator[str]:
    rows, speak = sheet.rows, voice("view", sheet.language)
    if not rows:
        return
    offset, note = any(row.offset for row in rows), any(row.note for row in rows)
    used = [*COLUMNS[:4], *(["offset"] if offset else []), *(["note"] if note else [])]
    heads = [speak.say(f"column.{name}").capitalize() for name in used]
    title = heading("dates", sheet.language)
    yield f'<section aria-labelledby="dates">\n<h2 id="dates">{title}</h2>\n<div class="scroll">\n<table class="list">\n'
    yield (
        "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>\n"
    )
    for row in rows[:MOST_ROWS]:
        cells = [row.number, row.weekday, row.date, row.time, *([row.offset] if offset else [])]
        cells += [row.note] if note else []
        yield "<tr>" + "".join(f"<td>{safe_text(cell)}</td>" for cell in cells) + "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"
    if (left := len(rows) - MOST_ROWS) > 0:
        yield f'<p class="soft">{speak.say("more_rows", left=left)}</p>\n'
    yield "</section>\n"


def html_section(section: Section) -> Iterator[str]:
    """A section of words and commands as a page shows it."""
    yield f"<section>\n<h2>{safe_text(section.title)}</h2>\n"
    for block in section.blocks:
        if block.code:
            lines = "\n".join(map(safe_text, block.lines))
            yield f'<pre tabindex="0"><code>{lines}</code></pre>\n'
        else:
            yield "".join(f"<p>{safe_text(line)}</p>\n" for line in block.lines)
    yield "</section>\n"
