"""`recur verify`: does what was planned exist, exactly once? Next week the same command says what has changed since."""

from collections.abc import Sequence

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import read_case
from frontdesk.render.layout import screen
from frontdesk.render.verification import as_json, as_text
from frontdesk.runs.comparing import compared_case
from frontdesk.runs.execution import connected_to, locked
from frontdesk.service.connection import add_connection_options
from frontdesk.service.lookups import add_output_options, check_format, conclude
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of

FORMATS = ("table", "json")
_DESCRIPTION = """\
Compares a plan and its journal with what the service has now: which dates are
as planned, which are missing, moved, or there twice. Only reads."""
_EXAMPLES = """\
examples:
  Right after applying, and again next week (exit code 1: something differs):
    $ recur verify plan.json
"""


def parser() -> Parser:
    """The parser of `recur verify`."""
    made = Parser("recur verify", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file")
    add_connection_options(made)
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Compare; 0 if all is equal, 1 if not."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    if is_fleet(options.plan):
        from frontdesk.fleet.verifying import verify_fleet

        return verify_fleet(options, desk)
    case = read_case(options.plan)
    connection = connected_to(case, desk, options)
    with locked(case, connection, desk):
        found = compared_case(case, connection)
    if options.format == "json":
        conclude(desk, as_json(found))
    else:
        conclude(desk, as_text(found, screen(desk.out, None), options.language))
    return DONE if found.found.is_equal else DIFFERENT
