"""Explanations for a person, each fact a line with its sign and clauses; or as JSON, `recurrence.explain/1`.

Decides layout and marks; the words are `recurrence.interop.reasons`'.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.explaining import Explained
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.columns import json_text
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence import Slot
from recurrence.analysis.explain import Explanation
from recurrence.analysis.facts import Closed, Fact, Placed
from recurrence.interop.phrase import sentence
from recurrence.interop.reasons import moment_text
from recurrence.interop.reasons import sentence as fact_text
from recurrence.interop.tongue import Language
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.explain/1"
_MARKS = {True: ("+", "green"), False: ("-", "red")}
_INDENT = 4
_MOST = 500
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_STATES = {
    (True, True): ("in", "bold green"),
    (True, False): ("left", "bold yellow"),
    (False, True): ("elsewhere", "bold yellow"),
    (False, False): ("out", "bold red"),
}
"""What to say of a day by whether the pattern has it, and whether something starts then in the end."""


def as_table(explained: Explained, console: Console, language: Language = "en") -> Iterator[str]:
    """The explanations for a person."""
    width, request = width_of(console), explained.request
    asked = request.strategy, request.window, request.event, request.reading
    said = sentence(*asked, language=language)
    title = [Text(visible(request.strategy.title), style="bold")] if request.strategy.title else []
    yield from drawn(console, width, [*title, Text(said, style="bold")])
    for found in explained.found:
        yield from drawn(console, width, [Text(), *_one(found, console, width, language)])
    yield from drawn(console, width, _closing(explained, language))


def days_of(explained: Explained, language: Language) -> Iterator[list[str]]:
    """The lines of each day: whether something starts then, then its facts, each with its sign."""
    for found in explained.found:
        head, state, _ = _headed(found, language)
        facts = [
            f"{_MARKS[fact.holds][0]} {_fact_line(fact, language)}" for fact in (*found.facts, *found.after)
        ]
        yield [head + state, *facts, *_near(found, language)]


def notes_of(explained: Explained, language: Language) -> Iterator[str]:
    """What there is to know besides, line by line."""
    return (text.plain for text in _closing(explained, language))


def _headed(found: Explanation, language: Language) -> tuple[str, str, str]:
    """The day, whether something starts then, and how that is drawn."""
    state, style = _STATES[found.occurs, found.stands]
    if found.occurs and any(isinstance(fact, Placed) and _has_moved(fact.slot) for fact in found.after):
        state = "moved"
    told = voice("date", language).say(f"day.{state}")
    return f"{moment_text(found.at, language=language)}: ", told, style


def _fact_line(fact: Fact | Closed | Placed, language: Language) -> str:
    clauses = f" ({', '.join(fact.clauses)})" if fact.clauses else ""
    return visible(fact_text(fact, language=language), _MOST) + clauses


def _near(found: Explanation, language: Language) -> Iterator[str]:
    """The dates beside the day."""
    near = [at for at in (found.before, found.beyond) if at is not None]
    if near:
        told = [moment_text(at, language=language) for at in near]
        yield voice("date", language).say("beside.two" if len(near) == 2 else "beside.one", moments=told)


def _one(found: Explanation, console: Console, width: int, language: Language) -> Iterator[Text]:
    head, state, style = _headed(found, language)
    yield Text.assemble((head, "bold"), (state, style))
    for fact in (*found.facts, *found.after):
        sign, colour = _MARKS[fact.holds]
        lines = Text(_fact_line(fact, language)).wrap(console, max(width - _INDENT, 8))
        for number, line in enumerate(lines):
            line.rstrip()
            start = f"  {sign} " if number == 0 else " " * _INDENT
            yield Text.assemble((start, colour), line)
    yield from (Text(" " * _INDENT + told, style="dim") for told in _near(found, language))


def _has_moved(slot: Slot) -> bool:
    return slot.start is not None and slot.pattern is not None and slot.start != slot.pattern


def _closing(explained: Explained, language: Language) -> Iterator[Text]:
    for note in explained.notes:
        yield Text()
        yield Text(visible(note.said(language), _MOST))
    if any(clause.startswith("R") for found in explained.found for clause in _against(found)):
        yield Text()
        yield Text(voice("date", language).say("leaves_room"))


def _against(found: Explanation) -> Iterator[str]:
    """The clauses behind what keeps a day from being a date."""
    for fact in found.facts:
        if not fact.holds:
            yield from fact.clauses


def as_json(explained: Explained) -> Iterator[str]:
    """The explanations as one object."""
    request = explained.request
    yield json_text(
        SCHEMA,
        {
            "strategy": strategy_fields(request.strategy),
            "window": fields_of_window(request.window),
            "event": request.event.isoformat() if request.event else None,
            "reading": request.reading._asdict(),
            "zone": request.zone,
            "days": [
                _fields(asked, found) for asked, found in zip(explained.days, explained.found, strict=True)
            ],
            "notes": [note.said() for note in explained.notes],
        },
    )


def _fields(asked: date | datetime, found: Explanation) -> dict[str, object]:
    return {
        "asked": asked.isoformat(),
        "at": found.at.isoformat(),
        "occurs": found.occurs,
        "stands": found.stands,
        "facts": [_fact(fact) for fact in found.facts],
        "after": [_fact(fact) for fact in found.after],
        "before": found.before.isoformat() if found.before else None,
        "beyond": found.beyond.isoformat() if found.beyond else None,
    }


def _fact(fact: Fact | Closed | Placed) -> dict[str, object]:
    kind = _CAPITAL.sub("_", type(fact).__name__).lower()
    return {
        "kind": kind,
        "text": fact_text(fact),
        **{name: _value(value) for name, value in fact._asdict().items()},
    }


def _value(value: object) -> object:
    if isinstance(value, Slot):
        start, pattern = (at.isoformat() if at else None for at in (value.start, value.pattern))
        return {"start": start, "pattern": pattern, "reason": value.reason}
    if isinstance(value, date | time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
