"""`recur pull`: what stands at a location, as a snapshot file for work without the network. Nothing is changed."""

import json
from collections.abc import Sequence
from datetime import date

from frontdesk.errors import DONE, UsageError
from frontdesk.render.columns import json_text
from frontdesk.service.connection import Connection, add_connection_options, announce, connect
from frontdesk.service.lookups import add_days, add_output_options, check_format, days_of, ids_of
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.output import check_place, write_file
from frontdesk.shell.safe import visible
from recurrence import Problem
from recurrence.walltime import wall_clock
from sync.snapshot import Snapshot, snapshot_document
from sync.target import Target

FORMATS = ("table", "json")
SCHEMA = "recurrence.pull/1"
_DESCRIPTION = """\
Writes a snapshot: the events of some days, the location's strategies, and the
event that is to be copied. `recur plan --snapshot` plans from it without the
network. Nothing is changed."""
EXAMPLES = """\
examples:
  A quarter, and event 101 that is to be copied:
    $ recur pull --location 4564 --zone Europe/Riga --event 101 \\
        --from 2027-01-04 --till 2027-03-31 --out studio.snapshot.json
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """Write the snapshot; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    problems: list[Problem] = []
    days = days_of(options, problems)
    source = ids_of([options.event] if options.event is not None else [], "event", problems)
    if options.out is None:
        problems.append(Problem("out", None, "the file to write"))
    if problems:
        raise UsageError(problems)
    check_place(options.out, overwrite=options.overwrite)
    connection = connect(desk, options)
    connection.here()
    connection.wall_zone()
    announce(desk, connection.title, options.format)
    snapshot = _observed(connection, source, *days)
    text = json.dumps(snapshot_document(snapshot), indent=1, allow_nan=False) + "\n"
    write_file(options.out, [text], overwrite=options.overwrite)
    desk.tell(_report(snapshot, options.out, options.format))
    return DONE


def parser() -> Parser:
    """The parser of `recur pull`."""
    made = Parser("recur pull", _DESCRIPTION, EXAMPLES)
    add_days(made)
    made.add_argument("--event", metavar="ID", help="the event that is to be copied")
    add_connection_options(made)
    made.add_argument("--out", metavar="FILE", help="the file to write")
    made.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    add_output_options(made, FORMATS)
    return made


def _observed(connection: Connection, source: tuple[int, ...], first: date, last: date) -> Snapshot:
    """The location as it is now. The time is taken before the first read: nothing in it is older."""
    location, zone, now = connection.here(), connection.wall_zone(), connection.now()
    events = connection.api.events(location, first, last)
    return Snapshot(
        host=connection.host,
        location=location,
        zone=zone,
        taken_at=now,
        local_now=wall_clock(now, zone),
        first=first,
        last=last,
        events=events,
        strategies=connection.api.strategies(location),
        source=connection.api.event(Target(location, source[0])) if source else None,
    )


def _report(snapshot: Snapshot, path: str, wanted: str) -> str:
    """What was written, and where."""
    facts = {
        "out": path,
        "from": snapshot.first.isoformat(),
        "till": snapshot.last.isoformat(),
        "events": len(snapshot.events),
        "strategies": len(snapshot.strategies),
        "source": None if snapshot.source is None else snapshot.source.id,
    }
    if wanted == "json":
        return json_text(SCHEMA, facts)
    copied = "" if snapshot.source is None else f", event {snapshot.source.id} to copy"
    return (
        f"Written: {visible(path)}: {len(snapshot.events):,} events from {snapshot.first} to {snapshot.last}, "
        f"{len(snapshot.strategies)} strategies{copied}, as of {snapshot.local_now:%Y-%m-%d %H:%M} there.\n"
    )
