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
from recurrence import Slot
from recurrence.analysis.explain import Explanation
from recurrence.analysis.facts import Closed, Fact, Placed
from recurrence.interop.phrase import listed, sentence
from recurrence.interop.reasons import moment_text
from recurrence.interop.reasons import sentence as fact_text
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.explain/1"
_MARKS = {True: ("+", "green"), False: ("-", "red")}
_INDENT = 4
_MOST = 500
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_STATES = {
    (True, True): ("in", "bold green"),
    (True, False): ("in the pattern, and left out", "bold yellow"),
    (False, True): ("not in the pattern, but in the schedule", "bold yellow"),
    (False, False): ("out", "bold red"),
}
"""What to say of a day by whether the pattern has it, and whether something starts then in the end."""


def as_table(explained: Explained, console: Console) -> Iterator[str]:
    """The explanations for a person."""
    width, request = width_of(console), explained.request
    said = sentence(request.strategy, request.window, request.event, request.reading)
    title = [Text(visible(request.strategy.title), style="bold")] if request.strategy.title else []
    yield from drawn(console, width, [*title, Text(said, style="bold")])
    for found in explained.found:
        yield from drawn(console, width, [Text(), *_one(found, console, width)])
    yield from drawn(console, width, _closing(explained))


def _one(found: Explanation, console: Console, width: int) -> Iterator[Text]:
    state, style = _STATES[found.occurs, found.stands]
    if found.occurs and any(isinstance(fact, Placed) and _has_moved(fact.slot) for fact in found.after):
        state = "in the pattern, and moved"
    yield Text.assemble((f"{moment_text(found.at)}: ", "bold"), (state, style))
    for fact in (*found.facts, *found.after):
        sign, colour = _MARKS[fact.holds]
        clauses = f" ({', '.join(fact.clauses)})" if fact.clauses else ""
        lines = Text(visible(fact_text(fact), _MOST) + clauses).wrap(console, max(width - _INDENT, 8))
        for number, line in enumerate(lines):
            line.rstrip()
            start = f"  {sign} " if number == 0 else " " * _INDENT
            yield Text.assemble((start, colour), line)
    if beside := [moment_text(at) for at in (found.before, found.beyond) if at is not None]:
        which = "The dates of the pattern" if len(beside) == 2 else "The date of the pattern"
        yield Text(f"    {which} beside it: {listed(beside)}.", style="dim")


def _has_moved(slot: Slot) -> bool:
    return slot.start is not None and slot.pattern is not None and slot.start != slot.pattern


def _closing(explained: Explained) -> Iterator[Text]:
    for note in explained.notes:
        yield Text()
        yield Text(visible(note, _MOST))
    if any(clause.startswith("R") for found in explained.found for clause in _against(found)):
        yield Text()
        yield Text(
            "Where an R stands beside a minus the documentation leaves room: `recur ambiguity` with "
            "the same options shows what other readings say."
        )


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
            "notes": list(explained.notes),
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
