"""`recur plan`: what would be sent, as a sealed file to review. Reads the service or a snapshot; sends no change."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence

from frontdesk.dates.edits import add_edits, take_edits
from frontdesk.errors import DONE, PLAN_REFUSED, UsageError
from frontdesk.plans.observing import observer, seen_in, seen_through
from frontdesk.plans.planning import planned, wish_of
from frontdesk.service.connection import Connection, add_connection_options, announce, connect
from frontdesk.service.lookups import check_format, write
from frontdesk.service.snapshots import snapshot_of_file
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import (
    Parser,
    add_closed_policy,
    add_closures,
    add_language,
    add_strategy,
    add_window,
    english_only,
    language_of,
)
from frontdesk.shell.output import check_place, write_file
from frontdesk.shell.safe import visible
from frontdesk.words.note_words import Told
from frontdesk.words.voices import voice
from recurrence import DOCUMENTED, Problem
from recurrence.interop.tongue import Language
from sync.errors import FormNotSupported
from sync.plan import LIMITS, Form, Level, Plan
from sync.planfile import plan_text
from sync.wire.dialect import Generation

FORMATS = ("table", "json")
_DESCRIPTION = """\
Reads an event, a strategy and the days they cover, and writes a plan: which
dates would be created, and what would be sent. Nothing is created. A person
reviews the plan; `recur apply` does what it says, and nothing else."""

_EXAMPLES = """\
examples:
  Copy event 101 as strategy 1 says, date by date:
    $ recur plan --location 4564 --event 101 --strategy-id 1 \\
        --from 2027-01-04 --till 2027-03-31 --out plan.json
  Mondays and Thursdays without 6 January, one more on the 9th:
    $ recur plan --location 4564 --event 101 --mode weekly --days mon,thu \\
        --from 2027-01-04 --count 8 --drop 2027-01-07 --add 2027-01-09 \\
        --out plan.json
  Without public holidays, eight classes all the same:
    $ recur plan --location 4564 --event 101 --mode weekly --days mon,thu \\
        --from 2027-01-04 --count 8 --holidays LV --if-closed append \\
        --out plan.json
  Let the service work the dates out from its saved strategy:
    $ recur plan --location 4564 --event 101 --form strategy --strategy-id 1 \\
        --from 2027-01-04 --till 2027-03-31 --out plan.json
  Without the network, from what `recur pull` saved:
    $ recur plan --snapshot studio.snapshot.json --event 101 --mode daily \\
        --from 2027-01-04 --count 5 --out plan.json
  Many locations at once, as a file says, to be reviewed and applied as one:
    $ recur plan --fleet fleet.toml --out fleet-plan
"""


def plan_parser() -> Parser:
    """The parser of `recur plan`."""
    parser = Parser("recur plan", _DESCRIPTION, _EXAMPLES)
    add_connection_options(parser)
    parser.add_argument("--snapshot", metavar="FILE", help="plan from this snapshot instead of the service")
    parser.add_argument("--fleet", metavar="FILE", help="plan many locations at once, as this file says")
    parser.add_argument(
        "--snapshots",
        metavar="DIR",
        help="for --fleet: a folder of snapshots, ID.snapshot.json for each location",
    )
    parser.add_argument("--event", metavar="ID", help="the event to copy")
    add_strategy(parser)
    add_window(parser)
    add_closed_policy(add_closures(parser))
    add_edits(parser)
    _add_manner(parser)
    group = parser.add_argument_group("the output")
    group.add_argument("--out", metavar="FILE", help="the plan file to write; the folder, for a fleet")
    group.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    group.add_argument("--format", default="table", help="table (default), or json: the plan itself")
    add_language(group)
    group.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parser


def run(argv: Sequence[str], desk: Desk) -> int:
    """Make a plan and write it; 65 if it can never be applied."""
    parser = plan_parser()
    options = parser.parse_args(argv)
    check_format(options.format, FORMATS)
    if options.fleet is not None:
        from frontdesk.fleet import planning

        english_only(options)
        planning.check_options(options, parser.parse_args([]))
        return planning.run(options, desk)
    if options.snapshots is not None:
        raise UsageError([Problem("snapshots", options.snapshots, "nothing without --fleet")])
    options = take_edits(options)
    options.language = language_of(options, desk.environ)
    if options.out is None and options.format == "table":
        raise UsageError([Problem("out", None, "the plan file to write, such as plan.json")])
    if options.out is not None:
        check_place(options.out, overwrite=options.overwrite)
    if options.snapshot is None:
        connection = connect(desk, options)
        announce(desk, connection.title, options.format)
        plan = _from_service(connection, options, desk)
    else:
        plan = _from_snapshot(options, desk)
    if options.out is not None:
        write_file(options.out, [plan_text(plan)], overwrite=options.overwrite)
        written = voice("view", options.language).say("written", path=visible(options.out))
        desk.err.write(f"{written}\n")
    write(desk, _rendered(plan, options, desk))
    return PLAN_REFUSED if any(verdict.level is Level.REFUSE for verdict in plan.verdicts) else DONE


def _from_service(connection: Connection, options: Namespace, desk: Desk) -> Plan:
    wish = wish_of(options, connection.zone, connection.reading)
    if wish.form is not Form.DATES and connection.generation is not Generation.V1:
        raise FormNotSupported(wish.form.value, connection.generation.value, "dates")
    tell = _teller(desk, options.language)
    return planned(wish, seen_through(connection, wish), observer(connection), connection.limits, tell)


def _from_snapshot(options: Namespace, desk: Desk) -> Plan:
    """Without the network, from a file; place and zone are the file's."""
    snapshot = snapshot_of_file(options.snapshot)
    zone = options.zone or snapshot.zone
    wish = wish_of(options, zone, DOCUMENTED)
    if options.location not in {None, str(snapshot.location)}:
        raise UsageError([Problem("location", options.location, f"the snapshot's, {snapshot.location}")])
    return planned(
        wish, seen_in(snapshot, wish), lambda *_: snapshot, LIMITS, _teller(desk, options.language)
    )


def _teller(desk: Desk, language: Language) -> Callable[[Told], object]:
    """Says sentences about closed days where words go."""

    def tell(note: Told) -> None:
        sentence = note.said(language)
        desk.err.write(f"{visible(sentence, len(sentence))}\n")

    return tell


def _rendered(plan: Plan, options: Namespace, desk: Desk) -> Iterator[str]:
    if options.format == "json":
        yield plan_text(plan)
        return
    from frontdesk.render.layout import screen
    from frontdesk.render.review import review

    yield from review(plan, options.out, screen(desk.out, None), options.language)


def _add_manner(parser: Parser) -> None:
    group = parser.add_argument_group("how it is read and asked for")
    group.add_argument("--gap", help="a time that the clock skips: keep, shift (after the gap) or drop")
    group.add_argument(
        "--reading",
        metavar="AXIS=VALUE",
        action="append",
        default=[],
        help="read an open point of the API's documentation another way; repeatable",
    )
    group.add_argument(
        "--form", default="dates", help="dates (default), strategy or parameters: what the request says"
    )
    group.add_argument("--force", action="store_true", help="the API's field: ignore conflicts")
    group.add_argument("--chunk", metavar="N", help="dates in one request, 1 to 100 (20)")
