"""Traps of strategies for a person, each with the command that mends it; or as JSON, `recurrence.lint/1`.

Decides layout; the words are `recurrence.interop.advice`'s.
"""

import shlex
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.linting import Linted, Looked, commands
from frontdesk.render.columns import json_text
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence.analysis.lint import Finding
from recurrence.interop.advice import advice
from recurrence.interop.tongue import Language
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.lint/1"
_INDENT = 4
_MOST = 500


def as_table(linted: Linted, console: Console, language: Language = "en") -> Iterator[str]:
    """The findings for a person, the strategies without any only counted."""
    width = width_of(console)
    for looked in linted.looked:
        if not looked.findings:
            continue
        yield from drawn(console, width, [Text(_named(looked, language), style="bold")])
        for finding in looked.findings:
            yield from drawn(console, width, _told(looked, finding, console, width, language))
            # A command is copied whole: it is broken where a shell allows it, never wrapped.
            for words in commands(looked, finding, linted.given.location):
                yield "".join(f"    {line}\n" for line in shell_lines(words, "$ "))
        yield "\n"
    yield from drawn(console, width, [Text(_counted(linted, language), style="bold")])


def _named(looked: Looked, language: Language) -> str:
    strategy, speak = looked.strategy, voice("date", language)
    title = visible(strategy.title)
    if strategy.id is None:
        return title or speak.say("strategy")
    return speak.say("strategy.titled" if title else "strategy.id", id=strategy.id, title=title)


def _told(
    looked: Looked, finding: Finding, console: Console, width: int, language: Language
) -> Iterator[Text]:
    told = advice(looked.strategy, finding, language=language)
    said = f"{visible(told, _MOST)} ({', '.join(finding.clauses)})"
    for number, line in enumerate(Text(said).wrap(console, max(width - _INDENT, 8))):
        line.rstrip()
        yield Text.assemble(("  ! " if number == 0 else " " * _INDENT, "bold yellow"), line)


def _counted(linted: Linted, language: Language) -> str:
    name = "traps" if linted.total else "traps.none"
    return voice("date", language).say(name, found=linted.total, looked=len(linted.looked))


def as_json(linted: Linted) -> Iterator[str]:
    """All that was looked at, as one object."""
    yield json_text(
        SCHEMA,
        {
            "source": linted.given.source,
            "start": linted.start.isoformat() if linted.start else None,
            "strategies": [
                {
                    "strategy": strategy_fields(looked.strategy),
                    "findings": [_finding(linted, looked, finding) for finding in looked.findings],
                }
                for looked in linted.looked
            ],
            "findings": linted.total,
        },
    )


def _finding(linted: Linted, looked: Looked, finding: Finding) -> dict[str, object]:
    ready = [shlex.join(words) for words in commands(looked, finding, linted.given.location)]
    said = finding.said
    return {
        "trap": finding.trap.value,
        "clauses": list(finding.clauses),
        "text": advice(looked.strategy, finding),
        "words": finding.words,
        "period": None if said is None else {"every": said.period, "unit": said.unit},
        "days": list(finding.days),
        "day": finding.day,
        "others": [other.id for other in finding.others],
        "fixes": [
            {
                "repeat_mode_id": None if fix.repeat_mode is None else int(fix.repeat_mode),
                "days": None if fix.days is None else list(fix.days),
                "interval": fix.interval,
                "command": ready[place] if ready else None,
            }
            for place, fix in enumerate(finding.fixes)
        ],
    }
