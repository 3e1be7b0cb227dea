"""A year at a glance: a preview or a plan as twelve months on one screen, without the list.

Decides what of a view is left out so that a year fits into 80 columns and 50 lines.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from frontdesk.preview import Preview
from frontdesk.render import as_table, review
from frontdesk.render.as_table import LEGEND, Shown, marks_of
from frontdesk.render.grids import MOST_YEARS, year_grids
from frontdesk.render.layout import drawn, width_of
from sync.plan import Plan

MORE = "The list, and what to know: --format table."


def preview_year(preview: Preview, console: Console) -> Iterator[str]:
    """The years of a preview in parts, with the console's colours."""
    width = width_of(console)
    yield from drawn(console, width, as_table.opening(preview))
    years = sorted({line.shown.year for line in preview.lines})
    if not years:
        yield f"{MORE}\n"
        return
    months = tuple((year, month) for year in years[:MOST_YEARS] for month in range(1, 13))
    lines = tuple(line for line in preview.lines if line.shown.year in years[:MOST_YEARS])
    marks = marks_of(preview, Shown(months, lines, 0))
    sunday = 6 if preview.request.reading.week == "sunday" else 0
    yield from drawn(console, width, year_grids(marks, years, LEGEND, width, sunday))
    yield f"{MORE}\n"


def plan_year(plan: Plan, path: str, console: Console) -> Iterator[str]:
    """The years of a plan in parts: what it does on which day, and the next command."""
    width = width_of(console)
    yield from drawn(console, width, review.opening(plan))
    years = sorted({action.start.year for action in plan.actions})
    marks = review.marks_of([action for action in plan.actions if action.start.year in years[:MOST_YEARS]])
    sunday = 6 if plan.recipe is not None and plan.recipe.reading.week == "sunday" else 0
    if years:
        yield from drawn(console, width, year_grids(marks, years, [*review.MARKS.values()], width, sunday))
    yield from drawn(console, width, [Text(review.counts(plan), style="bold")])
    yield "\n".join(review.next_lines(plan, path)) + "\n"
