"""`recur apply`: do what a reviewed plan says, and nothing else: create its dates, or (an undo plan) delete its events."""

from argparse import Namespace
from collections.abc import Sequence

from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import Case, read_case
from frontdesk.runs.execution import AppliedBefore, begun, check_agreement, connected_to, mode_of, settle_of
from frontdesk.runs.running import Run, nothing_to_do, run_plan, run_undo
from frontdesk.service.connection import Connection, add_connection_options
from frontdesk.service.lookups import add_output_options, check_format
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.words.plan_words import is_undo
from sync.apply import apply

FORMATS = ("table", "json")
_DESCRIPTION = """\
Creates the dates of a plan that somebody has reviewed: the digest says so.
Each request is written down before it leaves, so that nothing is created
twice, even if this command is killed. Ctrl-C ends after the current request."""
_EXAMPLES = """\
examples:
  As the last line of `recur show plan.json` says:
    $ recur apply plan.json --digest 3f9a1c07b2de
  A plan with more dates than usual, its number confirmed:
    $ recur apply plan.json --digest 3f9a1c07b2de --expect-creates 412
  All plans of a fleet, one after the other, as `recur show fleet-plan` says:
    $ recur apply fleet-plan --digest 90566dbfab38 --expect-creates 1720
"""


def parser() -> Parser:
    """The parser of `recur apply`."""
    made = Parser("recur apply", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file, or an undo plan, or a fleet's folder")
    group = made.add_argument_group("the agreement")
    group.add_argument("--digest", metavar="PREFIX", help="12 or more digits of the plan's digest")
    group.add_argument("--expect-creates", metavar="N", help="how many dates would be created, exactly")
    group.add_argument("--expect-copies", metavar="N", help="how many appointments would be copied, exactly")
    group.add_argument("--expect-deletes", metavar="N", help="how many events would be deleted, exactly")
    add_run_options(made)
    return made


def add_run_options(made: Parser) -> None:
    """The options of every command that sends a plan's requests."""
    group = made.add_argument_group("what may be done without asking")
    group.add_argument(
        "--continue",
        dest="continue_",
        action="store_true",
        help="after a conflict, go on with later requests",
    )
    group.add_argument(
        "--isolate",
        action="store_true",
        help="after a conflict, also ask again for the other dates of its request",
    )
    group.add_argument(
        "--settle", metavar="S", help="seconds until what was not seen counts as not made (180)"
    )
    add_connection_options(made)
    add_output_options(made, FORMATS)


def run(argv: Sequence[str], desk: Desk) -> int:
    """Apply a plan; the exit code says how it ended."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    if is_fleet(options.plan):
        from frontdesk.fleet.running import apply_fleet

        return apply_fleet(options, desk)
    case = read_case(options.plan)
    check_agreement(case, options)
    if not case.plan.creates and not case.plan.deletes:
        return nothing_to_do(case, desk, options.format)
    return _applied(case, connected_to(case, desk, options), desk, options)


def _applied(case: Case, connection: Connection, desk: Desk, options: Namespace) -> int:
    mode = mode_of(options, settle_of(options, connection))
    try:
        with begun(case, connection, desk) as ground:
            if is_undo(case.plan):
                return run_undo(case, ground, desk, options.format)
            return run_plan(apply, case, ground, desk, Run(mode, options.format))
    except AppliedBefore as before:
        return nothing_to_do(case, desk, options.format, before.rows)
