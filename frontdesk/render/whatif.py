"""The figures of scenarios side by side, each held against the base; more than two beside it go on below.

Decides what stands in which line. Differences stand in brackets, and only where there are any.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rich.console import Console

from frontdesk.render.clashes import clash_fields
from frontdesk.render.columns import Column, json_text, table
from frontdesk.scenario.book import BASE
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.note_words import Told
from frontdesk.words.voices import voice
from recurrence.analysis.whatif import Figures, Gap, Missed, Range, Tally
from recurrence.interop.tongue import Language

SCHEMA = "recurrence.whatif/1"
ABREAST = 3


class Row(NamedTuple):
    """A label, the figure of a scenario (a number, an amount or a time), and how it is written."""

    label: str
    of: Callable[[Figures], Any]
    written: Callable[[Any], str]


def as_table(
    found: Sequence[Figures], notes: Iterable[Told], path: str, console: Console, language: Language = "en"
) -> Iterator[str]:
    """The base and two scenarios beside it, then the base and the next two."""
    base, *others = found
    rows = list(_rows(found, language))
    for first in range(0, max(len(others), 1), ABREAST - 1):
        shown = [base, *others[first : first + ABREAST - 1]]
        names = names_of(shown, language)
        columns = [Column(""), *(Column(visible(name), number="right", gives_way="yes") for name in names)]
        cells = [[row.label, *(_cell(row, figures, base) for figures in shown)] for row in rows]
        yield from table(columns, cells, console)
        yield "\n"
    yield from _remarks(found, path, language)
    view = voice("view", language)
    yield from (f"{view.say('note', note=visible(note.said(language)))}\n" for note in notes)


def as_json(found: Sequence[Figures], notes: Iterable[Told]) -> Iterator[str]:
    """Everything, exact: money and shares as decimal texts, times in seconds."""
    base = found[0]
    scenarios = [_fields(figures, None if figures is base else base) for figures in found]
    yield json_text(SCHEMA, {"scenarios": scenarios, "notes": [note.said() for note in notes]})


def figures_table(found: Sequence[Figures], language: Language) -> Iterator[list[str]]:
    """Each line of the table as texts: its label, the base, and every scenario with its difference."""
    base = found[0]
    for row in _rows(found, language):
        yield [row.label, *(_cell(row, figures, base) for figures in found)]


def names_of(found: Iterable[Figures], language: Language) -> list[str]:
    """The names of scenarios; each language has its own for a base without one."""
    names = (figures.scenario.name for figures in found)
    return [voice("class", language).say("base") if name == BASE else name for name in names]


def unpriced(found: Iterable[Figures], language: Language) -> str:
    """Which classes have no price, in a sentence; empty where all have one."""
    names = dict.fromkeys(name for figures in found for name in figures.unpriced)
    told = voice("class", language).say("unpriced", names=", ".join(map(visible, names)))
    return told if names else ""


# --- the table ------------------------------------------------------------------------------------------------------


def _cell(row: Row, figures: Figures, base: Figures) -> str:
    value = row.of(figures)
    change = value - row.of(base)
    if not change:
        return row.written(value)
    sign = "+" if change > type(change)() else "-"
    return f"{row.written(value)} ({sign}{row.written(abs(change))})"


def _rows(found: Sequence[Figures], language: Language) -> Iterator[Row]:
    currency, speak = visible(found[0].scenario.currency, 8), voice("class", language)
    paid = f" ({currency})" if currency else ""
    for name, of, form in _FIGURES:
        yield Row(speak.say(f"figure.{name}", paid=paid), of, speak.forms[form])
    for month in sorted({month for figures in found for month in figures.months}):
        yield Row(speak.say("figure.month", month=f"{month:%Y-%m}"), _sessions_in(month), speak.forms["n"])
    for day in sorted({day for figures in found for day in figures.weekdays}, key=lambda day: (day - 1) % 7):
        yield Row(speak.say("figure.weekday", day=day), _sessions_on(day), speak.forms["n"])


_FIGURES: tuple[tuple[str, Callable[[Figures], Any], str], ...] = (
    ("sessions", lambda figures: figures.total.sessions, "n"),
    ("seats", lambda figures: figures.total.seats, "n"),
    ("staff_hours", lambda figures: figures.total.staff_time, "hours"),
    ("room_hours", lambda figures: figures.total.room_time, "hours"),
    ("least", lambda figures: figures.total.revenue.low, "money"),
    ("most", lambda figures: figures.total.revenue.high, "money"),
    ("closed", lambda figures: len(figures.holidays), "n"),
    ("away", lambda figures: len(figures.away), "n"),
    ("clashes", lambda figures: figures.total.clashes, "n"),
    ("gap", lambda figures: figures.gap.days if figures.gap else 0, "n"),
)
"""The figures in their order: the name of the label, which it is, the form in which a language writes it."""


def _sessions_in(month: date) -> Callable[[Figures], int]:
    return lambda figures: figures.months.get(month, Tally()).sessions


def _sessions_on(day: int) -> Callable[[Figures], int]:
    return lambda figures: figures.weekdays.get(day, Tally()).sessions


def _remarks(found: Sequence[Figures], path: str, language: Language) -> Iterator[str]:
    """What the figures leave out, and the next command."""
    if told := unpriced(found, language):
        yield f"{told}\n"
    if any(figures.total.clashes for figures in found):
        yield voice("class", language).say("sessions_clash") + "\n"
        yield from (f"  {line}\n" for line in shell_lines(in_language(["recur", "clashes", path], language)))


# --- JSON -----------------------------------------------------------------------------------------------------------


def _fields(figures: Figures, base: Figures | None) -> dict[str, object]:
    scenario = figures.scenario
    return {
        "name": scenario.name,
        "currency": scenario.currency,
        "fill": _range(scenario.fill),
        "if_closed": scenario.if_closed,
        "if_away": scenario.if_away,
        "total": _tally(figures.total),
        "difference": None if base is None else _tally(figures.total.less(base.total)),
        "months": [{"month": f"{month:%Y-%m}", **_tally(tally)} for month, tally in figures.months.items()],
        "weekdays": [{"weekday": day, **_tally(tally)} for day, tally in figures.weekdays.items()],
        "classes": [{"name": name, **_tally(tally)} for name, tally in figures.courses.items()],
        "closed": [_missed(missed) for missed in figures.holidays],
        "away": [_missed(missed) for missed in figures.away],
        "clashes": [clash_fields(clash, figures.sessions) for clash in figures.clashes],
        "longest_gap": None if figures.gap is None else _gap(figures.gap),
        "unpriced": list(figures.unpriced),
    }


def _tally(tally: Tally) -> Mapping[str, object]:
    return {
        "sessions": tally.sessions,
        "seats": tally.seats,
        "staff_seconds": int(tally.staff_time.total_seconds()),
        "room_seconds": int(tally.room_time.total_seconds()),
        "revenue": _range(tally.revenue),
        "clashing_sessions": tally.clashes,
    }


def _range(of: Range) -> dict[str, str]:
    return {"least": f"{of.low:f}", "most": f"{of.high:f}"}


def _missed(missed: Missed) -> dict[str, object]:
    to = missed.to.isoformat() if missed.to else None
    return {"class": missed.course, "at": missed.at.isoformat(), "why": missed.why, "to": to}


def _gap(gap: Gap) -> dict[str, object]:
    last, following = gap.last.isoformat(), gap.following.isoformat()
    return {"class": gap.course, "last": last, "following": following, "days": gap.days}
