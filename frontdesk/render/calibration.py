"""A calibration for a person, or as JSON in the shape `recurrence.calibration/1`.

Decides the layout: evidence, what is settled, what is open, what to try next.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from frontdesk.analysis.calibrating import Calibrated
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.columns import Column, json_text, table
from frontdesk.render.layout import drawn, width_of
from frontdesk.shell.commands import in_language, shell_lines
from frontdesk.words.conditions import condition
from frontdesk.words.voices import voice
from recurrence.analysis import Probe
from recurrence.analysis.readings import NUMBER
from recurrence.interop.tongue import Language, Tongue
from recurrence.reading import CLAUSE
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.calibration/1"
_COLUMNS = (("", "yes", ""), ("seen_in", "", "yes"), ("created", "", ""), ("leaves", "yes", ""))


def as_text(found: Calibrated, console: Console, language: Language = "en") -> Iterator[str]:
    """The calibration for a person."""
    width, speak, calibration = width_of(console), voice("reading", language), found.calibration
    facts = {"seen": len(found.evidence), "left": len(calibration.possible), "number": NUMBER}
    yield from drawn(console, width, [Text(speak.say("seen", **facts), style="bold")])
    if found.evidence:
        columns = [Column(speak.say(f"column.{name}") if name else "", *manner) for name, *manner in _COLUMNS]
        yield from table(columns, _rows(found, speak), console)
    lines = (
        _conflict(found, speak) if calibration.conflict else (*_points(found, speak), *_next(found, speak))
    )
    yield from drawn(console, width, lines)


def _rows(found: Calibrated, speak: Tongue) -> Iterator[tuple[str, str, str, str]]:
    each = zip(found.evidence, found.calibration.each, strict=True)
    for number, (one, fits) in enumerate(each, 1):
        seen = one.observation
        name = "created.refused" if seen.dates is None else "created"
        told = speak.say(name, number=len(seen.dates or ()), start=seen.window.start)
        yield str(number), one.path, told, speak.forms["n"](len(fits))


def as_json(found: Calibrated) -> Iterator[str]:
    """The calibration as one object."""
    calibration = found.calibration
    each = zip(found.evidence, calibration.each, strict=True)
    yield json_text(
        SCHEMA,
        {
            "location": found.location,
            "observations": [
                {
                    "file": one.path,
                    "sha256": one.digest,
                    "host": one.host,
                    "told": one.told,
                    "leaves": len(fits),
                }
                for one, fits in each
            ],
            "before": len(found.before),
            "possible": len(calibration.possible),
            "settled": calibration.settled if calibration.possible else {},
            "open": {axis: list(values) for axis, values in calibration.open.items()},
            "conflict": list(calibration.conflict),
            "reading": calibration.reading._asdict() if calibration.reading else None,
            "next": None if found.next is None else _next_fields(found, found.next),
            "profile": found.profile,
        },
    )


def _conflict(found: Calibrated, speak: Tongue) -> Iterator[Text]:
    """Which observations leave no reading, and what that can mean."""
    numbers = [str(number + 1) for number in found.calibration.conflict]
    yield Text()
    if not numbers:
        return
    yield Text(speak.say("conflict.one" if len(numbers) == 1 else "conflict", which=numbers), style="bold")
    yield Text(speak.say("conflict.means"))


def _points(found: Calibrated, speak: Tongue) -> Iterator[Text]:
    """What is settled, and what is open, each with the documentation behind it."""
    calibration = found.calibration
    if calibration.settled:
        yield from (Text(), Text(speak.say("heading.settled"), style="bold"))
        for axis, value in calibration.settled.items():
            told = condition(axis, value, speak.language)
            yield Text("  " + speak.say("settled", condition=told, axis=axis, value=value))
    if calibration.open and found.evidence:
        yield from (Text(), Text(speak.say("heading.open"), style="bold"))
        for axis, values in calibration.open.items():
            yield Text("  " + speak.say("open", clause=CLAUSE[axis], axis=axis, values=values))
    if calibration.reading is not None and calibration.open:
        yield Text(speak.say("open.no_difference"))


def _next(found: Calibrated, speak: Tongue) -> Iterator[Text]:
    yield Text()
    if found.profile is not None:
        name = "kept.pinned" if found.calibration.reading else "kept.open"
        yield Text(speak.say(name, profile=found.profile, location=found.location), style="bold")
    probe = found.next
    if probe is None:
        yield Text(speak.say("next.none"))
        return
    facts = {"start": probe.event, "most": probe.most, "groups": len(probe.parts), "event": found.event}
    yield Text(speak.say("next.event" if found.event else "next", **facts))
    command = in_language(found.next_command, speak.language)
    yield from (Text(line) for line in shell_lines(command, "  "))
    yield Text(speak.say("next.then", file=found.next_file))


def _next_fields(found: Calibrated, probe: Probe) -> dict[str, object]:
    return {
        "strategy": strategy_fields(probe.strategy),
        "window": fields_of_window(probe.window),
        "event": probe.event.isoformat(),
        "event_id": found.event,
        "groups": len(probe.parts),
        "most_events": probe.most,
        "command": found.next_command,
    }
