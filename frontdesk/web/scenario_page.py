"""A scenario file as a page of the planner: its figures side by side, each held against the base, and what to know.

The figures and how they are written are those of `recur whatif`; decides only that all stand in one table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frontdesk.render.whatif import figures_table
from frontdesk.shell.commands import shell_lines
from recurrence.analysis.whatif import Figures
from recurrence.interop.tongue import Language

_LABELS = {
    "sessions that clash": "занятия с пересечениями",
    "sessions": "занятия",
    "seats": "места",
    "staff hours": "часы сотрудников",
    "room hours": "часы помещений",
    "least revenue": "выручка, не меньше",
    "most revenue": "выручка, не больше",
    "dates on closed days": "даты в закрытые дни",
    "nobody to teach": "некому вести",
    "longest gap, days": "самый долгий перерыв, дней",
    "in ": "в ",
    "on Mondays": "в понедельник",
    "on Tuesdays": "во вторник",
    "on Wednesdays": "в среду",
    "on Thursdays": "в четверг",
    "on Fridays": "в пятницу",
    "on Saturdays": "в субботу",
    "on Sundays": "в воскресенье",
}
"""The labels of the figures, the longer of two that begin alike first."""


def scenario_page(
    found: Sequence[Figures], notes: Iterable[str], path: str
) -> Callable[[Language], Mapping[str, Any]]:
    """The page of a scenario file by language; `path`: the file, as commands name it."""
    unpriced = dict.fromkeys(name for figures in found for name in figures.unpriced)
    told = [f"Without a price, counted as nothing: {', '.join(unpriced)}."] if unpriced else []
    again = "\n".join(shell_lines(["recur", "whatif", path]))
    clashes = "\n".join(shell_lines(["recur", "clashes", path]))
    content: dict[str, Any] = {
        "names": [figures.scenario.name for figures in found],
        "rows": list(figures_table(found)),
        "notes": [*told, *notes],
        "again": again,
        "clashes": clashes if any(figures.total.clashes for figures in found) else None,
    }
    return lambda language: {
        "scenario": {**content, "rows": [_row(row, language) for row in content["rows"]]}
    }


def _row(row: list[str], language: Language) -> list[str]:
    """A line of the table with its label in the language of the page."""
    return row if language == "en" else [_russian(row[0]), *row[1:]]


def _russian(label: str) -> str:
    """A label of the table in Russian.

    >>> _russian("on Mondays"), _russian("least revenue (EUR)")
    ('в понедельник', 'выручка, не меньше (EUR)')
    """
    for english, russian in _LABELS.items():
        if label.startswith(english):
            return russian + label.removeprefix(english)
    return label
