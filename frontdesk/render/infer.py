"""What pattern is this: the patterns of a list as sentences, the exceptions, the certificate, the commands; or as JSON.

Decides words only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.inferred import Class, Findings, plan_words, preview_words
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.as_table import read_with
from frontdesk.render.columns import json_text
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence import Add, Drop, expand
from recurrence.analysis import Share
from recurrence.interop.phrase import sentence
from recurrence.interop.tongue import Language, Tongue
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.infer/1"
MOST_SHOWN = 30
MOST_EDITS = 30


def as_text(findings: Findings, console: Console, language: Language = "en") -> Iterator[str]:
    """Each class with its patterns; then the commands."""
    width, speak = width_of(console), voice("date", language)
    for each in findings.classes:
        yield from drawn(console, width, _class_lines(findings, each, speak))
        yield from _commands(findings, each, speak)
    reading = findings.classes[0].found.reading
    if reading.changed():
        yield from drawn(console, width, [Text(f"\n{read_with(reading, language)}")])


def as_json(findings: Findings) -> Iterator[str]:
    """The shape `recurrence.infer/1`."""
    fields: dict[str, object] = {
        "file": findings.path,
        "reading": findings.classes[0].found.reading._asdict(),
        "classes": [_class_fields(findings, each) for each in findings.classes],
    }
    yield json_text(SCHEMA, fields)


# --- words --------------------------------------------------------------------------------------------------------


def _class_lines(findings: Findings, each: Class, speak: Tongue) -> Iterator[Text]:
    dates = each.expanded
    if each is not findings.classes[0]:
        yield Text()
    facts = {"name": visible(each.dates.name or findings.path), "number": len(dates)}
    days = (dates[0].date(), dates[-1].date())
    told = speak.say("list" if len(dates) > 1 else "list.one", **facts, days=days, at=dates[0])
    yield Text(speak.ended(told), style="bold")
    if each.dates.repeated:
        yield Text(speak.say("list.repeated", repeated=each.dates.repeated))
    for number, share in enumerate(each.shares, 1):
        yield Text()
        yield from _pattern_lines(each, share, number, speak)
    added = [edit.moment for edit in each.found.exceptions if isinstance(edit, Add)]
    if added:
        yield Text()
        name = "list.besides" if each.shares else "list.single"
        yield Text(speak.say(name, moments=_listed(added, "brief_moment", speak)))
    yield Text()
    yield Text(speak.say("list.proved", number=len(dates)))


def _pattern_lines(each: Class, share: Share, number: int, speak: Tongue) -> Iterator[Text]:
    strategy, window, event = share.pattern
    given = expand(*share.pattern, each.found.reading)
    kept = set(each.expanded)
    dropped = [moment for moment in given if moment not in kept]
    asked = strategy, window, event, each.found.reading
    said = sentence(*asked, number=len(given) - len(dropped), language=speak.language)
    yield Text(f"{number}. {said}")
    if dropped:
        yield Text("   " + speak.say("list.except", moments=_listed(dropped, "brief_day", speak)))
    others = len([edit for edit in share.edits if isinstance(edit, Drop)]) - len(dropped)
    if others:
        yield Text("   " + speak.say("list.others", others=others))


def _commands(findings: Findings, each: Class, speak: Tongue) -> Iterator[str]:
    if each.shares:
        yield "\n"
    for number, share in enumerate(each.shares):
        words = plan_words(findings, each, number)
        yield from _command(preview_words(share.pattern, each.found.reading), speak)
        if words is not None and len(share.edits) <= MOST_EDITS:
            yield from _command(words, speak)
        elif words is not None:
            yield f"  {speak.say('list.long_plan', edits=len(share.edits))}\n"


def _command(words: Sequence[str], speak: Tongue) -> Iterator[str]:
    yield from (f"{line}\n" for line in shell_lines(in_language(words, speak.language), "  "))


def _listed(moments: Sequence[datetime], form: str, speak: Tongue) -> str:
    named = ", ".join(speak.forms[form](moment) for moment in moments[:MOST_SHOWN])
    left = len(moments) - MOST_SHOWN
    return speak.say("list.more", named=named, left=left) if left > 0 else named


# --- JSON ---------------------------------------------------------------------------------------------------------


def _class_fields(findings: Findings, each: Class) -> dict[str, object]:
    dates, found = each.expanded, each.found
    edits = [
        {"edit": "drop" if isinstance(edit, Drop) else "add", "moment": edit.moment.isoformat()}
        for edit in found.exceptions
    ]
    return {
        "name": each.dates.name,
        "event": None if each.dates.event is None else each.dates.event[0],
        "count": len(dates),
        "first": dates[0].isoformat(),
        "last": dates[-1].isoformat(),
        "repeated": each.dates.repeated,
        "cost": found.cost,
        "strategies": [_strategy(findings, each, number) for number in range(len(found.strategies))],
        "exceptions": edits,
        "certificate": {"dates": len(dates), "equal": dates == sorted(set(each.dates.moments))},
    }


def _strategy(findings: Findings, each: Class, number: int) -> dict[str, object]:
    pattern, edits = each.shares[number]
    words = plan_words(findings, each, number)
    return {
        "sentence": sentence(*pattern, each.found.reading),
        "strategy": strategy_fields(pattern.strategy),
        "window": fields_of_window(pattern.window),
        "event": pattern.event.isoformat() if pattern.event else None,
        "drop": [edit.moment.isoformat() for edit in edits if isinstance(edit, Drop)],
        "add": [edit.moment.isoformat() for edit in edits if isinstance(edit, Add)],
        "preview": preview_words(pattern, each.found.reading),
        "plan": words,
    }
