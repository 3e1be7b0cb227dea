"""Lists of dates in tables and plain texts: CSV with or without names of columns, or a date-time a line.

Decides how a date may be written (YYYY-MM-DD or DD.MM.YYYY, one of them throughout a file) and which column holds it.
Refuses what can be read in two ways. Knows nothing of patterns.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from frontdesk.errors import ContentError
from recurrence import Problem

MOST_LINES = 20_001
_MOST_PROBLEMS = 10
_DELIMITERS = ";\t,"
_STARTS = (
    *("start", "starts", "starts_at", "begin", "begins", "datetime", "date_time", "date", "day", "dates"),
    *("начало", "дата и время", "дата", "день", "даты"),
)
_TIMES = ("time", "start_time", "at", "время", "время начала")
_SLASHED = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}")
_TIME = r"(?:[T ](?P<clock>.+))?"
_FORMS = {
    "YYYY-MM-DD": re.compile(rf"\A(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_TIME}\Z"),
    "DD.MM.YYYY": re.compile(
        rf"\A(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_TIME}\Z"
    ),
}
_CLOCK = re.compile(r"\A(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:00)?\Z")


class Form(NamedTuple):
    """How a file writes its dates: the day's form, whether the time stands with it, and in which line that was seen."""

    day: str
    timed: bool
    line: int

    @property
    def words(self) -> str:
        """The form for a person."""
        return f"{self.day}{' HH:MM' if self.timed else ''}"


class Layout(NamedTuple):
    """Where the dates are: the form, the columns of day and time, and the names of the columns if there are any."""

    form: Form
    day: int
    time: int | None
    names: Sequence[str]

    def named(self, line: int, column: int) -> str:
        """A cell for a person."""
        if column < len(self.names):
            return f"line {line}, column {self.names[column]}"
        return f"line {line}" + (f", column {column + 1}" if column or self.time is not None else "")


def moments_of_table(path: str, text: str, at: time | None) -> tuple[datetime, ...]:
    """The date-times of a table, in its order; `at` for days without a time.

    Raises `ContentError` with line and column of everything that is wrong, ten problems at most.
    """
    rows = list(_rows(path, text))
    layout, rows = _layout(path, rows, at)
    problems: list[Problem] = []
    found = []
    for line, row in rows:
        moment = _moment(row, line, layout, at, problems)
        if moment is not None:
            found.append(moment)
        if len(problems) >= _MOST_PROBLEMS:
            break
    if problems:
        raise ContentError(path, problems)
    return tuple(found)


def _rows(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with its line. Raises `ContentError` for more than there may be."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        allowed = f"at most {MOST_LINES - 1:,} dates"
        raise ContentError(path, [Problem("lines", len(lines), allowed, "split it by class or by year")])
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error:
        field, most = f"line {reader.line_num}", f"{csv.field_size_limit():,}"
        allowed = f"cells as CSV writes them: quotes closed, at most {most} characters"
        raise ContentError(path, [Problem(field, lines[reader.line_num - 1][:60], allowed)]) from None


def _layout(
    path: str, rows: list[tuple[int, list[str]]], at: time | None
) -> tuple[Layout, list[tuple[int, list[str]]]]:
    """Where the dates are, and the rows without the names of columns."""
    dated = next((place for place, (_, row) in enumerate(islice(rows, 2)) if any(map(_like, row))), None)
    if dated is None:
        said = rows[-1 if len(rows) < 2 else 1] if rows else (1, [])
        allowed = "a date in one of the first two lines, YYYY-MM-DD HH:MM or DD.MM.YYYY HH:MM"
        raise ContentError(path, [Problem(f"line {said[0]}", ", ".join(said[1]) or None, allowed)])
    names = rows[0][1] if dated else []
    line, row = rows[dated]
    day = _chosen([place for place, cell in enumerate(row) if _like(cell)], names, _STARTS)
    matched = _matched(row[day])
    if matched is None:
        field = Layout(Form("", False, line), day, None, names).named(line, day)  # noqa: FBT003  Form's own field
        raise ContentError(path, [Problem(field, row[day], *_allowed(row[day], None))])
    form = Form(matched[0], matched[1]["clock"] is not None, line)
    clocks = [place for place, cell in enumerate(row) if _CLOCK.match(cell)]
    clock = None if form.timed or not clocks else _chosen(clocks, names, _TIMES)
    if not form.timed and clock is None and at is None:
        field = Layout(form, day, None, names).named(line, day)
        raise ContentError(
            path, [Problem(field, row[day], "a time of day too", "--at HH:MM gives one to all")]
        )
    return Layout(form, day, clock, names), rows[dated:]


def _like(cell: str) -> bool:
    """Whether a cell looks like a date, be it one that is refused."""
    return _matched(cell) is not None or _SLASHED.match(cell) is not None


def _chosen(places: Sequence[int], names: Sequence[str], wanted: Sequence[str]) -> int:
    """The column with the likeliest name, else the leftmost."""
    named = {names[place].strip().lower(): place for place in reversed(places) if place < len(names)}
    return next((named[name] for name in wanted if name in named), places[0])


def _matched(cell: str) -> tuple[str, re.Match[str]] | None:
    return next(((name, match) for name, form in _FORMS.items() if (match := form.match(cell))), None)


def _moment(
    row: list[str], line: int, layout: Layout, at: time | None, problems: list[Problem]
) -> datetime | None:
    cell = row[layout.day] if layout.day < len(row) else ""
    field = layout.named(line, layout.day)
    matched = _matched(cell)
    if matched is None or (matched[0], matched[1]["clock"] is not None) != layout.form[:2]:
        problems.append(Problem(field, cell or None, *_allowed(cell, layout.form)))
        return None
    match, clock = matched[1], at
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        problems.append(Problem(field, cell, "a day of the calendar"))
        return None
    if layout.form.timed or layout.time is not None:
        said = match["clock"] if layout.time is None else row[layout.time] if layout.time < len(row) else ""
        clock = _clock(said)
        if clock is None:
            field = layout.named(line, layout.day if layout.time is None else layout.time)
            problems.append(Problem(field, said or None, "a local time HH:MM, without seconds or an offset"))
    return None if clock is None else datetime.combine(day, clock)


def _clock(text: str) -> time | None:
    match = _CLOCK.match(text)
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    return time(int(match["hour"]), int(match["minute"]))


def _allowed(cell: str, form: Form | None) -> tuple[str, str]:
    """What a cell takes, and a hint."""
    two_ways = "it can be read in two ways, day first or month first" if _SLASHED.match(cell) else ""
    if form is None:
        return "YYYY-MM-DD or DD.MM.YYYY, with the time HH:MM", two_ways
    return f"a date written {form.words} as in line {form.line}", two_ways
