"""A year at a glance: a preview or a plan as twelve months on one screen, without the list.

Decides what of a view is left out so that a year fits into 80 columns and 50 lines.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from frontdesk.dates.preview import Preview
from frontdesk.render import as_table, review
from frontdesk.render.as_table import LEGEND, Shown, marks_of
from frontdesk.render.grids import year_grids, year_of
from frontdesk.render.layout import drawn, width_of
from frontdesk.words.voices import voice
from recurrence.interop.tongue import Language
from sync.plan import Plan


def preview_year(preview: Preview, console: Console, language: Language = "en") -> Iterator[str]:
    """The years of a preview in parts, with the console's colours."""
    width = width_of(console)
    yield from drawn(console, width, as_table.opening(preview, language))
    year = year_of(line.shown for line in preview.lines)
    if year.months:
        drawn_months = set(year.months)
        lines = (line for line in preview.lines if (line.shown.year, line.shown.month) in drawn_months)
        marks = marks_of(preview, Shown(year.months, tuple(lines), 0))
        sunday = 6 if preview.request.reading.week == "sunday" else 0
        yield from drawn(console, width, year_grids(marks, year, LEGEND, width, sunday, language))
    yield voice("view", language).say("year.more") + "\n"


def plan_year(plan: Plan, path: str, console: Console, language: Language = "en") -> Iterator[str]:
    """The years of a plan in parts: what it does on which day, and the next command."""
    width = width_of(console)
    yield from drawn(console, width, review.opening(plan, language))
    year = year_of(action.start for action in plan.actions)
    marks = review.marks_of([*plan.actions])
    sunday = 6 if plan.recipe is not None and plan.recipe.reading.week == "sunday" else 0
    if year.months:
        legend = [*review.MARKS.values()]
        yield from drawn(console, width, year_grids(marks, year, legend, width, sunday, language))
    yield from drawn(console, width, [Text(review.counts(plan, language), style="bold")])
    yield "\n".join(review.next_lines(plan, path, language)) + "\n"
