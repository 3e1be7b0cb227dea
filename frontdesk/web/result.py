"""The right side of the planner as data: the sentence, the counts, the months, the list, clashes, what there is to know.

Decides what is counted and listed; `planner.py` works it out, the templates lay it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from frontdesk.dates.preview import Line
from frontdesk.render.sheet import Section
from frontdesk.render.words import offsets
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.web import days, telling
from frontdesk.web.months import Month, gathered, months, used
from frontdesk.web.planner import Side, change_by_reading, is_moved
from frontdesk.web.words import WEEKDAYS, WORDS
from recurrence.analysis.clashes import By, Clash
from recurrence.analysis.compare import Difference, compare
from recurrence.interop.tongue import Language

MOST_ROWS = 500
_MOST_CLASHES = 100


class Row(NamedTuple):
    """One line of the list; `side`: A, B or both, where two are compared."""

    number: str
    day: str
    date: date
    time: str
    offset: str
    note: str
    side: str = ""


class Count(NamedTuple):
    """A number in words, and the mark of the days that it counts; empty where it is no mark's."""

    text: str
    mark: str = ""


class Columns(NamedTuple):
    """Which columns a list needs."""

    number: bool
    side: bool
    offset: bool
    note: bool


class Result(NamedTuple):
    """The right side of the page. `clashes` is None where no class is copied; `until`: where the months end too early;
    `depends`: whether days hang on how the documentation is read.
    """

    sentences: tuple[str, ...]
    counted: str
    counts: tuple[tuple[Count, ...], ...]
    command: str
    months: list[Month]
    legend: list[str]
    rows: list[Row]
    rows_left: int
    section: Section
    clashes: tuple[str, ...] | None
    until: date | None
    depends: bool


def result_of(a: Side, b: Side | None, language: Language) -> Result:
    """What one side comes to, or two compared."""
    t = WORDS[language]
    change = change_by_reading(a) if b is None else compare(a.starts, b.starts)
    found = days.of_one(a, change) if b is None or change is None else days.of_two(a, b, change)
    layers = [(mark, set(marked)) for mark, marked in found]
    first, last = _ends(layers, a.preview.request.window.start)
    sides = [a] if b is None else [a, b]
    closed = chain.from_iterable(days.closed(side, first, last) for side in sides)
    week = 6 if a.preview.request.reading.week == "sunday" else 0
    grid = months(first, last, gathered(*layers, *closed), week)
    rows = (
        list(_rows(a, language)) if b is None or change is None else list(_both_rows(a, b, change, language))
    )
    until = date(grid[-1].year, grid[-1].month, 1)
    return Result(
        tuple(telling.headline(side.preview, language) for side in sides),
        " / ".join(_number(len(side.starts), t) for side in sides),
        tuple(_counts(a, change, t) if b is None or change is None else _compared(a, b, change, t)),
        "\n".join(shell_lines(in_language(["recur", "preview", *_options(a.argv)], language))),
        grid,
        used(grid),
        rows[:MOST_ROWS],
        max(0, len(rows) - MOST_ROWS),
        Section(t["to_know"], (*telling.to_know(a.preview, language), *a.notes)),
        tuple(_clash_words(sides, t, language)) if a.source else None,
        until if (last.year, last.month) > (until.year, until.month) else None,
        depends=b is None and any(mark in {"contested", "elsewhere"} for mark in used(grid)),
    )


def _ends(layers: Sequence[tuple[str, set[date]]], start: date) -> tuple[date, date]:
    """The days from which and until which months are shown: those of the first date and the last, in or out."""
    found = {day for mark, marked in layers if mark not in days.BESIDE for day in marked}
    return min(found, default=start), max(found, default=start)


def columns(rows: Sequence[Row]) -> Columns:
    """The columns that have anything in them."""
    return Columns(*(any(getattr(row, name) for row in rows) for name in Columns._fields))


# --- counts -------------------------------------------------------------------------------------------------------


def _counts(side: Side, change: Difference | None, t: Mapping[str, str]) -> Iterator[tuple[Count, ...]]:
    lines = side.preview.lines
    numbers = {
        "moved": sum(map(is_moved, lines)),
        "left": sum(line.wall is None for line in lines),
        "clash": len(side.clashes),
        "contested": sum(any(note.kind == "contested" for note in line.notes) for line in lines),
        "elsewhere": len(days.contested(side)),
    }
    told = [Count(t["count_dates"].format(_number(len(side.starts), t)), "class" if side.starts else "")]
    for mark, number in numbers.items():
        if number:
            told.append(Count(t[f"count_{mark}"].format(_number(number, t)), mark))
    yield tuple(told)
    if change is not None:
        yield (Count(_by_reading(change, t)),)


def _by_reading(change: Difference, t: Mapping[str, str]) -> str:
    if change.is_equal:
        return t["same_reading"]
    if not (change.unchanged or change.removed or change.moved):
        return t["no_documented"]
    numbers = change.added, change.removed, change.moved, change.unchanged
    return t["against_reading"].format(*(_number(len(each), t) for each in numbers))


def _compared(a: Side, b: Side, change: Difference, t: Mapping[str, str]) -> Iterator[tuple[Count, ...]]:
    numbers = {
        ("count_a", ""): a.starts,
        ("count_b", ""): b.starts,
        ("only_a", "only_a"): change.removed,
        ("only_b", "only_b"): change.added,
        ("count_shifted", "moved_b"): change.moved,
        ("both", "both"): change.unchanged,
    }
    yield tuple(
        Count(f"{t[name]}: {_number(len(each), t)}", mark if each else "")
        for (name, mark), each in numbers.items()
    )


def _number(number: int, t: Mapping[str, str]) -> str:
    return f"{number:,}".replace(",", t["thousands"])


# --- the list -----------------------------------------------------------------------------------------------------


def _rows(side: Side, language: Language) -> Iterator[Row]:
    return (_row(line, language) for line in side.preview.lines)


def _both_rows(a: Side, b: Side, change: Difference, language: Language) -> Iterator[Row]:
    """The dates of both sides in order, each once, with what became of it."""
    t = WORDS[language]
    gone = {moved.old: t["moved_to"].format(telling.moment(moved.new, language)) for moved in change.moved}
    come = {moved.new: t["moved_from"].format(telling.moment(moved.old, language)) for moved in change.moved}
    first, second = _by_start(a), _by_start(b)
    for start in sorted({*first, *second}):
        line = first.get(start) or second[start]
        where = [name for name, side in ((t["side_a"], first), (t["side_b"], second)) if start in side]
        moved = gone.get(start, "") if start in first else come.get(start, "")
        row = _row(line, language)
        note = "; ".join(filter(None, (moved, row.note)))
        yield row._replace(number="", note=note, side=", ".join(where))


def _by_start(side: Side) -> dict[datetime, Line]:
    return {line.wall: line for line in side.preview.lines if line.wall}


def _row(line: Line, language: Language) -> Row:
    day = WEEKDAYS[language][line.shown.isoweekday() % 7]
    number = "" if line.number is None else str(line.number)
    notes = telling.remarks(line, language)
    return Row(number, day, line.shown.date(), f"{line.shown:%H:%M}", offsets(line), notes)


# --- the rest -----------------------------------------------------------------------------------------------------


def _options(argv: Sequence[str]) -> Iterator[str]:
    """Options as a person writes them: the value as a word of its own."""
    for option in argv:
        name, _, value = option.partition("=")
        yield from (name, value) if not value.startswith("-") else (option,)


def _clash_words(sides: Sequence[Side], t: Mapping[str, str], language: Language) -> Iterator[str]:
    found = {(start, clash): None for side in sides for start, each in side.clashes.items() for clash in each}
    for start, clash in list(found)[:_MOST_CLASHES]:
        yield f"{telling.moment(start, language)}: {_against(clash, t)}"
    if len(found) > _MOST_CLASHES:
        yield t["more"].format(len(found) - _MOST_CLASHES)


def _against(clash: Clash, t: Mapping[str, str]) -> str:
    said = t["clash_staff"] if clash.by is By.STAFF else t["clash_resource"].format(clash.who)
    other = clash.other
    return f"{said}: {other.title or other.id}, {other.start:%H:%M}–{other.end:%H:%M}" if other else said
