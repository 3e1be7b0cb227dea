"""`recur verify`: does what was planned exist, exactly once? Next week the same command says what has changed since."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import read_case
from frontdesk.render.layout import screen
from frontdesk.render.verification import Compared, as_json, as_text
from frontdesk.runs.comparing import compared_case
from frontdesk.runs.execution import connected_to, locked
from frontdesk.service.connection import add_connection_options
from frontdesk.service.lookups import add_output_options, check_format
from frontdesk.shell.compose import Desk
from frontdesk.shell.handing_out import add_file, check_file, columns_for, hand_out
from frontdesk.shell.options import Parser, add_language, english_only, language_of

FORMATS = ("table", "json", "ics", "html", "md")
_OF_A_FLEET = ("table", "json")
_DESCRIPTION = """\
Compares a plan and its journal with what the service has now: which dates are
as planned, which are missing, moved, or there twice. Only reads."""
_EXAMPLES = """\
examples:
  Right after applying, and again next week (exit code 1: something differs):
    $ recur verify plan.json
  What exists, for a calendar; and the comparison as a page for somebody else:
    $ recur verify plan.json --format ics --out classes.ics
    $ recur verify plan.json --format html --out comparison.html
"""


def parser() -> Parser:
    """The parser of `recur verify`."""
    made = Parser("recur verify", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file, or a fleet's folder")
    add_connection_options(made)
    add_language(add_file(add_output_options(made, FORMATS)))
    return made


def _rendered(found: Compared, options: Namespace, desk: Desk) -> Iterable[str]:
    """The comparison in the format that is wanted."""
    if options.format == "json":
        return as_json(found)
    if options.format == "table":
        return as_text(found, screen(desk.out, columns_for(options)), options.language)
    from frontdesk.render.sharing import shared_comparison

    return shared_comparison(found, options.format, desk.now(), options.language)


def run(argv: Sequence[str], desk: Desk) -> int:
    """Compare; 0 if all is equal, 1 if not."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    check_file(options)
    if is_fleet(options.plan):
        from frontdesk.fleet.verifying import verify_fleet

        english_only(options)
        check_format(options.format, _OF_A_FLEET)
        return verify_fleet(options, desk)
    options.language = language_of(options, desk.environ)
    case = read_case(options.plan)
    connection = connected_to(case, desk, options)
    with locked(case, connection, desk):
        found = compared_case(case, connection)
    with suppress(BrokenPipeError):
        hand_out(desk, options, _rendered(found, options, desk))
    return DONE if found.found.is_equal else DIFFERENT
