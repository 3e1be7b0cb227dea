"""What pattern is this: the patterns of a list as sentences, the exceptions, the certificate, the commands; or as JSON.

Decides words only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.inferred import Class, Findings, plan_words, preview_words
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.columns import json_text
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from recurrence import Add, Drop, expand
from recurrence.analysis import Share
from recurrence.interop.phrase import day_text, sentence
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.infer/1"
MOST_SHOWN = 30
MOST_EDITS = 30


def as_text(findings: Findings, console: Console) -> Iterator[str]:
    """Each class with its patterns; then the commands."""
    width = width_of(console)
    for each in findings.classes:
        yield from drawn(console, width, _class_lines(findings, each))
        yield from _commands(findings, each)
    if changed := findings.classes[0].found.reading.changed():
        axes = ", ".join(f"{axis}={value}" for axis, value in changed.items())
        yield from drawn(console, width, [Text(f"\nRead with {axes}, not by the documented reading.")])


def as_json(findings: Findings) -> Iterator[str]:
    """The shape `recurrence.infer/1`."""
    fields: dict[str, object] = {
        "file": findings.path,
        "reading": findings.classes[0].found.reading._asdict(),
        "classes": [_class_fields(findings, each) for each in findings.classes],
    }
    yield json_text(SCHEMA, fields)


# --- words --------------------------------------------------------------------------------------------------------


def _class_lines(findings: Findings, each: Class) -> Iterator[Text]:
    dates = each.expanded
    if each is not findings.classes[0]:
        yield Text()
    name = visible(each.dates.name or findings.path)
    span = (
        f"from {day_text(dates[0])} until {day_text(dates[-1])}" if len(dates) > 1 else f"{_when(dates[0])}"
    )
    yield Text(f"{name}: {_counted(len(dates), 'date')}, {span}.", style="bold")
    if each.dates.repeated:
        yield Text(f"{_counted(each.dates.repeated, 'date')} more stood there twice; each counts once.")
    for number, share in enumerate(each.shares, 1):
        yield Text()
        yield from _pattern_lines(each, share, number)
    added = [edit.moment for edit in each.found.exceptions if isinstance(edit, Add)]
    if added:
        yield Text()
        yield Text(
            f"{'Besides' if each.shares else 'No pattern says them shorter. Single dates'}: {_listed(added)}."
        )
    yield Text()
    yield Text(f"Expanding this gives exactly the {_counted(len(dates), 'date')} of the list.")


def _pattern_lines(each: Class, share: Share, number: int) -> Iterator[Text]:
    strategy, window, event = share.pattern
    given = expand(*share.pattern, each.found.reading)
    said = sentence(strategy, window, event, each.found.reading)
    kept = set(each.expanded)
    dropped = [moment for moment in given if moment not in kept]
    yield Text(f"{number}. {said.removesuffix('.')}: {_counted(len(given) - len(dropped), 'date')}.")
    if dropped:
        yield Text(f"   Except {_listed(dropped, timed=False)}.")
    others = len([edit for edit in share.edits if isinstance(edit, Drop)]) - len(dropped)
    if others:
        yield Text(f"   {others:,} of its dates {'is' if others == 1 else 'are'} in a pattern above too.")


def _commands(findings: Findings, each: Class) -> Iterator[str]:
    if each.shares:
        yield "\n"
    for number, share in enumerate(each.shares):
        words = plan_words(findings, each, number)
        yield from _command(preview_words(share.pattern, each.found.reading))
        if words is not None and len(share.edits) <= MOST_EDITS:
            yield from _command(words)
        elif words is not None:
            yield f"  (its `recur plan` has {len(share.edits):,} edits: --format json gives it)\n"


def _command(words: Sequence[str]) -> Iterator[str]:
    yield from (f"{line}\n" for line in shell_lines(words, "  "))


def _listed(moments: Sequence[datetime], *, timed: bool = True) -> str:
    shown = [_when(moment) if timed else day_text(moment) for moment in moments[:MOST_SHOWN]]
    left = len(moments) - len(shown)
    return ", ".join(shown) + (f" and {left:,} more (--format json has all)" if left else "")


def _when(moment: datetime) -> str:
    return f"{day_text(moment)} {moment:%H:%M}"


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


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
