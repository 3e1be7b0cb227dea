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
from frontdesk.shell.commands import shell_lines
from frontdesk.words.conditions import condition
from frontdesk.words.small import weekday
from recurrence.analysis import Probe
from recurrence.analysis.readings import NUMBER
from recurrence.interop.phrase import listed
from recurrence.reading import CLAUSE
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.calibration/1"
_COLUMNS = (
    Column("", number="yes"),
    Column("seen in", gives_way="yes"),
    Column("created"),
    Column("by itself leaves", number="yes"),
)


def as_text(found: Calibrated, console: Console) -> Iterator[str]:
    """The calibration for a person."""
    width, left = width_of(console), len(found.calibration.possible)
    number = len(found.evidence)
    seen = f"{number} observation{'' if number == 1 else 's'}"
    opening = f"{seen}: {left:,} of {NUMBER:,} readings {'is' if left == 1 else 'are'} left."
    yield from drawn(console, width, [Text(opening, style="bold")])
    if found.evidence:
        each = zip(found.evidence, found.calibration.each, strict=True)
        rows = [(str(n), one.path, one.told, f"{len(fits):,}") for n, (one, fits) in enumerate(each, 1)]
        yield from table(_COLUMNS, rows, console)
    lines = _conflict(found) if found.calibration.conflict else (*_points(found), *_next(found))
    yield from drawn(console, width, lines)


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


def _conflict(found: Calibrated) -> Iterator[Text]:
    """Which observations leave no reading, and what that can mean."""
    numbers = [str(number + 1) for number in found.calibration.conflict]
    yield Text()
    if not numbers:
        return
    if len(numbers) == 1:
        yield Text(f"No reading gives what observation {numbers[0]} saw.", style="bold")
    else:
        yield Text(
            f"Observations {listed(numbers)} together fit no reading; any fewer of them do.", style="bold"
        )
    yield Text(
        "Either one of them is not what the service made of just this strategy, window and event, or the service "
        "reads the documentation in a way that is not among the readings. Send dates (--form dates)."
    )


def _points(found: Calibrated) -> Iterator[Text]:
    """What is settled, and what is open, each with the documentation behind it."""
    calibration = found.calibration
    if calibration.settled:
        yield Text()
        yield Text("Settled", style="bold")
        yield from (
            Text(f"  {condition(axis, value)}: {axis}={value}") for axis, value in calibration.settled.items()
        )
    if calibration.open and found.evidence:
        yield Text()
        yield Text("Open", style="bold")
        for axis, values in calibration.open.items():
            yield Text(f"  {CLAUSE[axis]} {axis}: {' or '.join(values)}")
    if calibration.reading is not None and calibration.open:
        yield Text("What is open makes no difference beside what is settled.")


def _next(found: Calibrated) -> Iterator[Text]:
    yield Text()
    if found.profile is not None:
        pinned = (
            "the reading is pinned"
            if found.calibration.reading
            else "what is left is kept, no reading is pinned yet"
        )
        yield Text(f"Profile {found.profile}, location {found.location}: {pinned}.", style="bold")
    probe = found.next
    if probe is None:
        yield Text("No window tells what is left apart.")
        return
    start = f"{weekday(probe.event)} {probe.event:%Y-%m-%d %H:%M}"
    which = f"copy event {found.event}, which" if found.event else "copy an event that"
    yield Text(
        f"Next: {which} starts {start}; at most {probe.most} events come into being, and tell "
        f"{len(probe.parts)} groups of readings apart:"
    )
    yield from (Text(line) for line in shell_lines(found.next_command, "  "))
    yield Text(
        f"Apply it as `recur show {found.next_file}` says. Dates that the service did not make stay unresolved: "
        f"`recur resume {found.next_file}` settles them. Then give --plan {found.next_file} here."
    )


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
