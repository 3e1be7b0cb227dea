"""`recur undo`: a plan that deletes what another plan created and nobody has touched since. Deletes nothing itself."""

from collections.abc import Sequence
from dataclasses import replace

from frontdesk.errors import DONE, UNRESOLVED, UsageError
from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import Case, read_case
from frontdesk.plans.observing import observed
from frontdesk.plans.planning import versions
from frontdesk.runs.execution import connected_to, progress_of, reopened
from frontdesk.runs.running import events_by_id
from frontdesk.service.connection import Connection, add_connection_options
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.output import check_place, write_file
from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import dates, is_undo
from recurrence import Problem
from sync.plan import Plan
from sync.planfile import plan_text
from sync.progress import Progress, Status
from sync.undo import undo_plan
from sync.verify import journaled_ids

FORMATS = ("table", "json")
ONE_BY_ONE = (
    "one plan's file; of a fleet each plan is taken back by itself, such as fleet-plan/plans/4564-101.json"
)
_DESCRIPTION = """\
Writes a plan that takes back another one: it deletes the events that were
created and that nobody has touched since. Events with appointments, or changed
or moved, are kept and listed. It is reviewed and applied like any plan."""
_EXAMPLES = """\
examples:
  Take back what a plan created:
    $ recur undo plan.json --out undo.json
    $ recur show undo.json
"""


def parser() -> Parser:
    """The parser of `recur undo`."""
    made = Parser("recur undo", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan that was applied")
    made.add_argument("--out", metavar="FILE", help="the undo plan to write")
    made.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    add_connection_options(made)
    add_output_options(made, FORMATS)
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Write the undo plan and show it; 3 if there are dates that may still come into being."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    if options.out is None:
        raise UsageError([Problem("out", None, "the undo plan to write, such as undo.json")])
    if is_fleet(options.plan):
        raise UsageError([Problem("FILE", options.plan, ONE_BY_ONE)])
    check_place(options.out, overwrite=options.overwrite)
    case = read_case(options.plan)
    if is_undo(case.plan):
        raise UsageError([Problem("FILE", options.plan, "a plan that creates; this one deletes")])
    connection = connected_to(case, desk, options)
    with reopened(case, connection, desk) as ground:
        progress = progress_of(case.plan, ground.journal.rows)
        made = _made(case, progress, connection)
    write_file(options.out, [plan_text(made)], overwrite=options.overwrite)
    desk.err.write(f"Written: {visible(options.out)}\n")
    _show(made, options.out, options.format, desk)
    return _unresolved(len(progress.having(Status.UNKNOWN)), case, desk)


def _made(case: Case, progress: Progress, connection: Connection) -> Plan:
    """The undo plan on the ground of what is there now, events outside the planned days read by their ids."""
    plan, ids = case.plan, journaled_ids(progress)
    snapshot = observed(connection, plan.source, plan.days)
    besides = events_by_id(plan, connection.api, ids, snapshot.events)
    seen = replace(snapshot, events=(*snapshot.events, *besides))
    return undo_plan(plan, progress, seen, versions(plan.zone))


def _show(made: Plan, path: str, wanted: str, desk: Desk) -> None:
    if wanted == "json":
        write(desk, [plan_text(made)])
        return
    from frontdesk.render.layout import screen
    from frontdesk.render.review import review

    write(desk, review(made, path, screen(desk.out, None)))


def _unresolved(count: int, case: Case, desk: Desk) -> int:
    if not count:
        return DONE
    desk.err.write(
        f"{dates(count)} of the plan may still come into being and cannot be taken back yet. "
        f"`recur resume {visible(case.path)}` settles them.\n"
    )
    return UNRESOLVED
