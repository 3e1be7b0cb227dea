"""The content lines of a calendar file (RFC 5545, 3.1), unfolded and numbered, before any library reads them.

Decides which lines a reader of dates needs and how much a file may hold. Lines that say nothing about when something
is (attendees, alarms, pictures) are left out here, so that they cost nothing and nothing in them can do harm. Knows
nothing of rules.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from recurrence.errors import Problem

MOST_CHARACTERS = 16 * 1024 * 1024
MOST_EVENTS = 100_000
MOST_LISTED_DATES = 100_000
MOST_MOVES_ON = 200
"""Changes that say `this and all that follow`: each is looked at for each date."""

_DEEPEST = 8
_PLACES = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_WHEN = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_ABOUT = {"UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP"}
_OF_CALENDARS = {"CALSCALE", "X-WR-TIMEZONE", "PRODID", "VERSION"}
_OF_ZONES = {"TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}
_KEPT = _WHEN | _ABOUT | _OF_CALENDARS | _OF_ZONES


class Line(NamedTuple):
    """A line of a component: its number in the file, its property's name, and the text after unfolding."""

    number: int
    name: str
    text: str

    @property
    def value(self) -> str:
        """What stands after the colon that ends name and parameters (a colon in quotes does not).

        >>> Line(7, "DTSTART", 'DTSTART;X="a:b":20270104').value
        '20270104'
        """
        quoted = False
        for place, char in enumerate(self.text):
            quoted ^= char == '"'
            if char == ":" and not quoted:
                return self.text[place + 1 :]
        return ""


class Part(NamedTuple):
    """A component of the file, such as VEVENT: the line where it begins, and the lines of its own that are kept."""

    kind: str
    number: int
    lines: list[Line]

    def line(self, name: str) -> int:
        """The number of its first line with that property; where there is none, of its BEGIN."""
        return next((line.number for line in self.lines if line.name == name), self.number)


class Outline(NamedTuple):
    """A file's components in order, the text that a library is to read, and what is wrong."""

    parts: list[Part]
    text: str
    problems: list[Problem]

    def of(self, *kinds: str) -> list[Part]:
        """The components of these kinds, in the order in which they begin."""
        return [part for part in self.parts if part.kind in kinds]


def outline(text: str) -> Outline:
    r"""The components of a calendar file, with all problems of its structure and size.

    >>> found = outline("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Yo\n ga\nEND:VEVENT\nEND:VCALENDAR\n")
    >>> [(part.kind, part.number) for part in found.parts], found.parts[1].lines[0]
    ([('VCALENDAR', 1), ('VEVENT', 2)], Line(number=3, name='SUMMARY', text='SUMMARY:Yoga'))
    """
    if len(text) > MOST_CHARACTERS:
        return Outline([], "", [Problem("file", f"{len(text):,} characters", f"up to {MOST_CHARACTERS:,}")])
    built = _Builder()
    for line in unfolded(text):
        built.add(line)
    problems = [*built.problems, *built.unended(), *_excess(built.parts)]
    if not any(part.kind == "VCALENDAR" for part in built.parts):
        problems = [Problem("line 1", shown_start(text), "BEGIN:VCALENDAR", "it is not a calendar file")]
    return Outline(built.parts, "".join(f"{line}\r\n" for line in built.kept), problems)


def unfolded(text: str) -> Iterator[Line]:
    """Each logical line; one that begins with a space or a tab goes on with the one before it."""
    number, pieces = 0, [""]
    for place, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if raw[:1] in {" ", "\t"} and number:
            pieces.append(raw[1:])
            continue
        if number:
            yield _line(number, "".join(pieces))
        number, pieces = place, [raw]
    yield _line(number, "".join(pieces))


def shown_start(text: str) -> str:
    """The first line, in short."""
    return text.lstrip("\ufeff").split("\n", 1)[0][:40].rstrip("\r")


def _line(number: int, text: str) -> Line:
    ends = [place for place in (text.find(":"), text.find(";")) if place >= 0]
    return Line(number, text[: min(ends)].upper() if ends else "", text)


class _Builder:
    """Puts lines into the components that they belong to; foreign components are passed over whole."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.kept: list[str] = []
        self.problems: list[Problem] = []
        self._stack: list[tuple[str, int, Part | None]] = []

    def add(self, line: Line) -> None:
        if line.name == "BEGIN":
            self._begin(line, line.value.strip().upper())
        elif line.name == "END":
            self._end(line, line.value.strip().upper())
        elif self._stack and line.name in _KEPT and (part := self._stack[-1][2]):
            part.lines.append(line)
            self.kept.append(line.text)
        elif not self._stack and line.text.strip():
            self._fault(line, "BEGIN:VCALENDAR before anything else")

    def unended(self) -> Iterator[Problem]:
        """Components that the file does not end."""
        for kind, number, _ in self._stack[:1]:
            yield Problem(
                f"line {number}", f"BEGIN:{kind[:40]}", f"an END:{kind[:40]}", "the file is cut off"
            )

    def _begin(self, line: Line, kind: str) -> None:
        if len(self._stack) == _DEEPEST:
            self._fault(line, f"components within each other up to {_DEEPEST} deep")
        inside = not self._stack or self._stack[-1][2] is not None
        part = Part(kind, line.number, []) if kind in _PLACES and inside else None
        self._stack.append((kind, line.number, part))
        if part:
            self.parts.append(part)
            self.kept.append(f"BEGIN:{kind}")

    def _end(self, line: Line, kind: str) -> None:
        if not self._stack or self._stack[-1][0] != kind:
            wanted = f"END:{self._stack[-1][0][:40]}" if self._stack else "no END here"
            self._fault(line, wanted)
            return
        if self._stack.pop()[2]:
            self.kept.append(f"END:{kind}")

    def _fault(self, line: Line, allowed: str) -> None:
        if not self.problems:  # what follows the first fault of structure says nothing
            self.problems.append(Problem(f"line {line.number}", line.text[:40], allowed))


def _excess(parts: Iterable[Part]) -> Iterator[Problem]:
    """More of something than a file of dates can need."""
    lines = [line for part in parts for line in part.lines]
    listed = sum(line.text.count(",") + 1 for line in lines if line.name in {"RDATE", "EXDATE"})
    moves = sum("THISANDFUTURE" in line.text.upper() for line in lines if line.name == "RECURRENCE-ID")
    events = sum(part.kind == "VEVENT" for part in parts)
    for what, number, most in (
        ("events", events, MOST_EVENTS),
        ("RDATE and EXDATE dates", listed, MOST_LISTED_DATES),
        ("changes with RANGE=THISANDFUTURE", moves, MOST_MOVES_ON),
    ):
        if number > most:
            yield Problem("file", f"{number:,} {what}", f"up to {most:,}")
