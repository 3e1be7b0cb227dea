"""`recur verify`: does what was planned exist, exactly once? Next week the same command says what has changed since."""

from collections.abc import Sequence

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.plans.case import Case, read_case
from frontdesk.render.layout import screen
from frontdesk.render.verification import Compared, as_json, as_text
from frontdesk.runs.execution import connected_to, locked, progress_of
from frontdesk.runs.running import compared, left_of_undo, without_journal
from frontdesk.service.connection import Connection, add_connection_options
from frontdesk.service.lookups import add_output_options, check_format, conclude
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.words.plan_words import is_undo
from sync.errors import JournalRefused
from sync.journal import Journal
from sync.plan import Form
from sync.planfile import digest_of
from sync.rows import Row
from sync.verify import agreeing_readings

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
    add_output_options(made, FORMATS)
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Compare; 0 if all is equal, 1 if not."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    case = read_case(options.plan)
    connection = connected_to(case, desk, options)
    with locked(case, connection, desk):
        found = _compared(case, connection)
    conclude(desk, as_json(found) if options.format == "json" else as_text(found, screen(desk.out, None)))
    return DONE if found.found.is_equal else DIFFERENT


def _compared(case: Case, connection: Connection) -> Compared:
    plan = case.plan
    if is_undo(plan):
        return Compared(plan, case.path, left_of_undo(plan, connection.api), "kept")
    journal, rows = _rows(case, connection)
    if rows is None:
        return Compared(plan, case.path, without_journal(plan, connection.api), journal)
    progress = progress_of(plan, rows)
    readings = None if plan.manner.form is Form.DATES else agreeing_readings(plan, progress)
    return Compared(plan, case.path, compared(plan, progress, connection.api), journal, readings)


def _rows(case: Case, connection: Connection) -> tuple[str, tuple[Row, ...] | None]:
    """The journal's rows, or why there are none to rely on."""
    try:
        with Journal.open(connection.state, digest_of(case.plan)) as journal:
            return "kept", journal.rows
    except JournalRefused as error:
        if error.why not in {"missing", "damaged"}:
            raise
        return error.why, None
