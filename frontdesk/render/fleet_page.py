"""The review of a fleet as a page and as Markdown: everything that it says, none of it left out for length.

Decides the structure; what is said is `fleet_review.py`'s, how foreign texts are made harmless that of every page.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontdesk.render.as_html import STYLE, html_section
from frontdesk.render.as_md import escaped
from frontdesk.render.columns import Column
from frontdesk.render.fleet_review import (
    HEADS,
    PLACE_COLUMNS,
    PLAN_COLUMNS,
    FleetReview,
    next_lines,
    place_rows,
    plan_rows,
)
from frontdesk.render.markup import LONGEST, safe_text, style_policy
from frontdesk.render.sheet import Section
from frontdesk.shell.safe import visible
from frontdesk.words.fleet_words import counts, effort, fleet_line, headline
from frontdesk.words.plan_words import verdict_line


class _Table(NamedTuple):
    """A table below its heading."""

    title: str
    columns: Sequence[Column]
    rows: Iterator[list[str]]


def as_html(review: FleetReview) -> Iterator[str]:
    """The page in parts: no scripts, nothing from elsewhere."""
    title = safe_text(headline(review.fleet))
    style = f"{STYLE}.list td:nth-child(-n+5) {{ white-space: normal; }}\n.list .number {{ text-align: right; }}\n"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{style_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="said">{safe_text(_sentence(review))}</p>\n'
    )
    for section in _problems(review):
        yield from html_section(section)
    for found in _tables(review):
        yield from _html_table(found)
    yield from html_section(_next(review))
    yield "</main>\n</body>\n</html>\n"


def as_md(review: FleetReview) -> Iterator[str]:
    """The text in parts."""
    yield f"# {escaped(headline(review.fleet))}\n\n{escaped(_sentence(review))}\n\n"
    for section in _problems(review):
        yield f"## {escaped(section.title)}\n\n"
        yield "".join(f"* {escaped(line)}\n" for line in section.lines) + "\n"
    for found in _tables(review):
        yield f"## {escaped(found.title)}\n\n"
        yield _md_line([column.name for column in found.columns])
        yield _md_line(["---:" if column.number else "---" for column in found.columns])
        yield from (_md_line([escaped(cell) for cell in row]) for row in found.rows)
        yield "\n"
    section = _next(review)
    yield f"## {escaped(section.title)}\n\n"
    for block in section.blocks:
        if block.code:
            yield "".join(f"    {visible(line, LONGEST)}\n" for line in block.lines) + "\n"
        else:
            yield "".join(f"{escaped(line)}\n\n" for line in block.lines)


def _sentence(review: FleetReview) -> str:
    totals = review.totals
    return f"{fleet_line(review.fleet)}. {counts(totals)}. {effort(totals.requests, totals.minutes)}"


def _problems(review: FleetReview) -> Iterator[Section]:
    for level, head in HEADS.items():
        lines = tuple(f"{target}: {verdict_line(verdict)}" for target, verdict in review.told(level))
        if lines:
            yield Section(head.rstrip(":"), lines)


def _tables(review: FleetReview) -> Iterator[_Table]:
    yield _Table("Locations", PLACE_COLUMNS, place_rows(review))
    yield _Table("Plans", PLAN_COLUMNS, plan_rows(review.lines))


def _next(review: FleetReview) -> Section:
    return Section("What comes next", tuple(next_lines(review)))


def _html_table(found: _Table) -> Iterator[str]:
    classes = [' class="number"' if column.number else "" for column in found.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{column.name}</th>'
        for column, kind in zip(found.columns, classes, strict=True)
    )
    yield f'<section>\n<h2>{found.title}</h2>\n<div class="scroll">\n<table class="list">\n'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in found.rows:
        cells = (f"<td{kind}>{safe_text(cell)}</td>" for cell, kind in zip(row, classes, strict=True))
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n</section>\n"


def _md_line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
