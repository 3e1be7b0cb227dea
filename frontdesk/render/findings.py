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
from recurrence.analysis.lint import Finding
from recurrence.interop.advice import advice
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.lint/1"
_INDENT = 4
_MOST = 500


def as_table(linted: Linted, console: Console) -> Iterator[str]:
    """The findings for a person, the strategies without any only counted."""
    width = width_of(console)
    for looked in linted.looked:
        if not looked.findings:
            continue
        yield from drawn(console, width, [Text(_named(looked), style="bold")])
        for finding in looked.findings:
            yield from drawn(console, width, _told(looked, finding, console, width))
            # A command is copied whole: it is broken where a shell allows it, never wrapped.
            for words in commands(looked, finding, linted.given.location):
                yield "".join(f"    {line}\n" for line in shell_lines(words, "$ "))
        yield "\n"
    yield from drawn(console, width, [Text(_counted(linted), style="bold")])


def _named(looked: Looked) -> str:
    strategy = looked.strategy
    title = visible(strategy.title)
    if strategy.id is None:
        return title or "The strategy"
    return f"Strategy {strategy.id}" + (f": {title}" if title else "")


def _told(looked: Looked, finding: Finding, console: Console, width: int) -> Iterator[Text]:
    said = f"{visible(advice(looked.strategy, finding), _MOST)} ({', '.join(finding.clauses)})"
    for number, line in enumerate(Text(said).wrap(console, max(width - _INDENT, 8))):
        line.rstrip()
        yield Text.assemble(("  ! " if number == 0 else " " * _INDENT, "bold yellow"), line)


def _counted(linted: Linted) -> str:
    looked, found = len(linted.looked), linted.total
    where = "1 strategy" if looked == 1 else f"{looked:,} strategies"
    if not found:
        return f"No traps in {where}."
    return f"{found:,} trap{'' if found == 1 else 's'} in {where}."


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
