"""Closed days as a command line or a file of a studio gives them, gathered into `Closures` for the days at hand.

Decides how a closed day is written, which of several names a day has, and which contradictions are refused. What
calendars close is `calendars.py`'s; what becomes of a date on a closed day is the engine's.
"""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell import arguments
from frontdesk.shell.files import read_toml, text_of
from frontdesk.shell.options import add_closed_policy, add_closures
from recurrence import Closures, Problem
from recurrence.closures import COUNT_MEANS, IF_CLOSED, CountMeans, IfClosed
from recurrence.strategy import WEEKDAYS

if TYPE_CHECKING:
    from frontdesk.dates.calendars import PublicHolidays
    from frontdesk.words.note_words import Told
    from recurrence.interop.tongue import Language

__all__ = ["Asked", "Known", "add_closed_policy", "add_closures", "asked_of", "closures_of"]

CLOSED_ALLOWED = "a day (2027-01-01), days (2027-01-01..2027-01-08) or weekdays (sat,sun), a name after ="
OPEN_ALLOWED = "a day written YYYY-MM-DD, such as 2027-02-20"
ENTRY_ALLOWED = 'a table such as { on = "2027-01-01..2027-01-08", name = "Winter break" }'
_KEYS = ("closed", "open", "holidays")
_DAY = timedelta(days=1)
_MOST_NAME = 200
_LIKE_A_DAY = re.compile(r"[0-9-]{6,}")


class Span(NamedTuple):
    """Days that are closed for one reason, both ends included."""

    first: date
    last: date
    name: str


class Asked(NamedTuple):
    """What a command line says about closed days, files of closures included; calendars are only named.

    `language`: the one in which public holidays are named.
    """

    spans: tuple[Span, ...] = ()
    weekdays: Mapping[int, str] = {}
    open_days: frozenset[date] = frozenset()
    calendars: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()
    if_closed: IfClosed = "drop"
    count_means: CountMeans = "generated"
    language: "Language" = "en"

    @property
    def fills_up(self) -> bool:
        """Whether dates beyond the window stand in for those that are left out."""
        return self.if_closed == "append" or self.count_means == "kept"

    def known(self, first: date, last: date, zone: str | None = None) -> "Known":
        """The closures of some days, both ends included. Raises `FileError`, `ContentError` and `MissingExtra`."""
        days: dict[date, str] = {}
        partly: list[tuple[str, int]] = []
        for span in self.spans:
            for day in _days(max(span.first, first), min(span.last, last)):
                days.setdefault(day, span.name)
        for path in self.calendars:
            from frontdesk.dates.calendars import calendar_days

            found, others = calendar_days(path, first, last, zone)
            days = {**found, **days}
            if others:
                partly.append((path, others))
        public = self._public(first, last)
        known = {**(public.days if public else {}), **days}
        return Known(Closures(known, self.weekdays, self.open_days), self, public, tuple(partly))

    def _public(self, first: date, last: date) -> "PublicHolidays | None":
        if not self.holidays:
            return None
        from frontdesk.dates.calendars import public_holidays

        return public_holidays(self.holidays, first, last, self.language)


class Known(NamedTuple):
    """The closures of the days at hand, what they were asked for, and what there is to say about their sources.

    `partly`: files of which so many events cover no whole day.
    """

    closures: Closures
    asked: Asked
    public: "PublicHolidays | None"
    partly: tuple[tuple[str, int], ...]

    @property
    def provider(self) -> str | None:
        """The library of public holidays with its version, where it was asked."""
        return self.public.provider if self.public else None

    def notes(self, first: date, last: date) -> Iterator[str]:
        """What to know about the closed days from one day to another, both ends included; in English."""
        return (told.said() for told in self.told(first, last))

    def told(self, first: date, last: date) -> "Iterator[Told]":
        """The same for any language."""
        from frontdesk.words.note_words import Told

        for path, others in self.partly:
            yield Told("calendar", {"path": path, "others": others})
        if self.public is not None:
            yield Told("holidays", {"countries": ", ".join(self.asked.holidays), "provider": self.provider})
            yield from self.public.told(first, last)
        everything = Closures(self.closures.days, self.closures.weekdays)
        for day in sorted(self.asked.open_days):
            if first <= day <= last and everything.why(day) is None:
                yield Told("open", {"day": day})


def closures_of(options: Namespace, first: date, last: date, problems: list[Problem]) -> Closures:
    """The closures that a command line asks for, on the days from `first` to `last`; option problems are noted.

    Raises `FileError`, `ContentError` and `MissingExtra`.
    """
    found = len(problems)
    asked = asked_of(options, problems)
    return (
        asked.known(first, last, getattr(options, "zone", None)).closures
        if len(problems) == found
        else Closures()
    )


def asked_of(options: Namespace, problems: list[Problem]) -> Asked:
    """What a command line asks for; all its problems are noted. Raises `FileError`, `ContentError`, `MissingExtra`."""
    given = _Gathered()
    for text in options.closed:
        given.close(text, "closed", problems)
    for text in options.open:
        given.reopen(text, "open", problems)
    for text in options.holidays:
        given.country(text, "holidays", problems)
    given.check("open", problems)
    asked = given.asked()
    for path in options.closures:
        if path.lower().endswith(".toml"):
            asked = _together(asked, asked_of_file(path))
        elif path.lower().endswith(".ics"):
            asked = asked._replace(calendars=(*asked.calendars, path))
        else:
            problems.append(Problem("closures", path, "a file whose name ends in .toml or .ics"))
    return asked._replace(
        if_closed=_policy(options, problems),
        count_means=_meaning(options, problems),
        language=getattr(options, "language", None) or "en",
    )


def _policy(options: Namespace, problems: list[Problem]) -> IfClosed:
    wanted = getattr(options, "if_closed", None)
    for policy in IF_CLOSED:
        if wanted in {None, policy}:
            return policy
    problems.append(Problem("if_closed", wanted, ", ".join(IF_CLOSED[:-1]) + f" or {IF_CLOSED[-1]}"))
    return "drop"


def _meaning(options: Namespace, problems: list[Problem]) -> CountMeans:
    wanted = getattr(options, "count_means", None)
    for meaning in COUNT_MEANS:
        if wanted in {None, meaning}:
            if meaning == "kept":
                _check_kept(options, problems)
            return meaning
    problems.append(Problem("count_means", wanted, " or ".join(COUNT_MEANS)))
    return "generated"


def _check_kept(options: Namespace, problems: list[Problem]) -> None:
    """A number that is kept needs room: no last day may stop it, and there must be a number."""
    if options.count is None:
        problems.append(Problem("count_means", "kept", "a number of dates beside it: give --count"))
    elif options.till is not None:
        problems.append(
            Problem("count_means", "kept", "--count without --till: a last day could leave too few")
        )


# --- how closed days are written ------------------------------------------------------------------------------------


class _Gathered:
    """Closed and open days as they are read, one by one, from options or from a file."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._weekdays: dict[int, str] = {}
        self._open: list[date] = []
        self._countries: list[str] = []

    def asked(self) -> Asked:
        return Asked(
            tuple(self._spans),
            self._weekdays,
            frozenset(self._open),
            (),
            tuple(dict.fromkeys(self._countries)),
        )

    def close(self, text: str, field: str, problems: list[Problem], name: str = "") -> None:
        """A text such as `2027-01-01..2027-01-08=Winter break`; an own name stands behind an equals sign."""
        what, equals, own = text.partition("=")
        name = name or own.strip()
        if (equals and not name) or len(name) > _MOST_NAME:
            problems.append(Problem(field, text, f"a name of 1 to {_MOST_NAME} characters behind the ="))
            return
        for part in what.split(","):
            self._close_part(part.strip(), field, name, problems)

    def _close_part(self, part: str, field: str, name: str, problems: list[Problem]) -> None:
        if part in arguments.DAYS:
            number = arguments.DAYS.index(part)
            self._weekdays[number] = name or f"{WEEKDAYS[number]}s"
            return
        if not _LIKE_A_DAY.match(part):
            near = part[:3].lower()
            hint = f"Did you mean {near}?" if near in arguments.DAYS else ""
            problems.append(Problem(field, part, CLOSED_ALLOWED, hint))
            return
        begin, dots, end = part.partition("..")
        first = arguments.day(begin, field, problems)
        last = arguments.day(end, field, problems) if dots else first
        if first and last and last < first:
            problems.append(Problem(field, part, "days in order: the earlier one first"))
        elif first and last:
            self._spans.append(Span(first, last, name or part))

    def reopen(self, text: str, field: str, problems: list[Problem]) -> None:
        day = arguments.day(text, field, problems)
        if day:
            self._open.append(day)

    def country(self, text: str, field: str, problems: list[Problem]) -> None:
        from frontdesk.dates.calendars import code_problems

        for code in text.split(","):
            found = code_problems(code.strip(), field)
            problems += found
            self._countries += [] if found else [code.strip()]

    def check(self, field: str, problems: list[Problem]) -> None:
        """A day may be taken out of a range or a calendar, but not be closed and open by itself."""
        single = {span.first for span in self._spans if span.first == span.last}
        problems += [
            Problem(field, day.isoformat(), "a day that is not given as closed beside it")
            for day in sorted(single.intersection(self._open))
        ]


# --- files of closures ----------------------------------------------------------------------------------------------


def asked_of_file(path: str) -> Asked:
    """The closures of a TOML file: `closed`, `open` and `holidays`. Raises `FileError`, `ContentError`, `MissingExtra`.

    A list holds texts as the options take them, days as TOML writes them, and for closed days also tables. Problems
    name the line of their list.
    """
    document = read_toml(path)
    problems: list[Problem] = [
        Problem(key, document[key], "one of the keys " + ", ".join(_KEYS))
        for key in sorted(document.keys() - set(_KEYS))
    ]
    given = _Gathered()
    for field, entry in _entries(document, "closed", problems):
        if isinstance(entry, dict):
            _close_table(given, entry, field, problems)
        elif (text := _text(entry, field, CLOSED_ALLOWED, problems)) is not None:
            given.close(text, field, problems)
    for field, entry in _entries(document, "open", problems):
        if (text := _text(entry, field, OPEN_ALLOWED, problems)) is not None:
            given.reopen(text, field, problems)
    for field, entry in _entries(document, "holidays", problems):
        if (text := _text(entry, field, "a text such as RU or US-CA", problems)) is not None:
            given.country(text, field, problems)
    given.check("open", problems)
    if problems:
        from frontdesk.shell.toml_table import with_lines

        raise ContentError(path, with_lines(problems, text_of(path)))
    return given.asked()


def _entries(
    document: Mapping[str, object], key: str, problems: list[Problem]
) -> Iterator[tuple[str, object]]:
    """The entries of a list, each with its place; what is not a list is noted."""
    found = document.get(key, [])
    if not isinstance(found, list):
        problems.append(Problem(key, found, "a list in square brackets"))
        return
    yield from ((f"{key}[{number}]", entry) for number, entry in enumerate(found))


def _close_table(given: _Gathered, entry: Mapping[str, object], field: str, problems: list[Problem]) -> None:
    unknown = sorted(entry.keys() - {"on", "name"})
    problems += [Problem(f"{field}.{key}", entry[key], "one of the keys on, name") for key in unknown]
    if "on" not in entry:
        problems.append(Problem(f"{field}.on", None, CLOSED_ALLOWED.removesuffix(", a name after =")))
        return
    name = entry.get("name", "")
    if not isinstance(name, str) or len(name) > _MOST_NAME or ("name" in entry and not name.strip()):
        problems.append(Problem(f"{field}.name", name, f"a text of 1 to {_MOST_NAME} characters"))
        name = ""
    on = entry["on"]
    for one in on if isinstance(on, list) else [on]:
        if (text := _text(one, f"{field}.on", CLOSED_ALLOWED, problems)) is not None:
            given.close(text, f"{field}.on", problems, name.strip())


def _text(entry: object, field: str, allowed: str, problems: list[Problem]) -> str | None:
    """An entry as the options write it; a day of TOML's own as its text."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, date) and not isinstance(entry, datetime):
        return entry.isoformat()
    problems.append(Problem(field, str(entry) if isinstance(entry, date | time) else entry, allowed))
    return None


def _together(asked: Asked, more: Asked) -> Asked:
    """Two sources as one; the names of the first go before those of the second."""
    return asked._replace(
        spans=asked.spans + more.spans,
        weekdays={**more.weekdays, **asked.weekdays},
        open_days=asked.open_days | more.open_days,
        holidays=tuple(dict.fromkeys((*asked.holidays, *more.holidays))),
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * number for number in range((last - first).days + 1))
