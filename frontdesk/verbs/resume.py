"""`recur resume`: go on with a plan where an earlier command stopped or was killed. Nothing is asked for twice unasked."""

from collections.abc import Sequence

from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import read_case
from frontdesk.runs.execution import connected_to, mode_of, refuse_if_unsettled, reopened, settle_of
from frontdesk.runs.running import Run, run_plan, run_undo
from frontdesk.runs.taken_back import refuse_if_undone
from frontdesk.service.lookups import check_format
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.verbs.apply import FORMATS, add_run_options
from frontdesk.words.plan_words import is_undo
from sync.apply import resume

_DESCRIPTION = """\
Goes on where `recur apply` stopped: looks at what exists first, waits the
settle time for what may still come, and asks for the rest. Dates that were
asked for and stay absent are listed; only --resend asks for them again."""
_EXAMPLES = """\
examples:
  After an interruption, a kill or an error:
    $ recur resume plan.json
  Ask again for dates that stay absent after the settle time:
    $ recur resume plan.json --resend
  Go on with a fleet: what is done and what needs a look is left alone:
    $ recur resume fleet-plan
"""


def parser() -> Parser:
    """The parser of `recur resume`."""
    made = Parser("recur resume", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file, or a fleet's folder")
    made.add_argument(
        "--resend", action="store_true", help="ask again for dates that stay absent after the settle time"
    )
    add_run_options(made)
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Go on; the exit code says how it ended."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    if is_fleet(options.plan):
        from frontdesk.fleet.running import resume_fleet

        return resume_fleet(options, desk)
    case = read_case(options.plan)
    connection = connected_to(case, desk, options)
    mode = mode_of(options, settle_of(options, connection), resend=options.resend)
    with reopened(case, connection, desk) as ground:
        refuse_if_unsettled(case, connection)
        if is_undo(case.plan):
            return run_undo(case, ground, desk, options.format)
        refuse_if_undone(case, ground)
        return run_plan(resume, case, ground, desk, Run(mode, options.format))
