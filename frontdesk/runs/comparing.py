"""A plan, with its journal where there is one to rely on, against the service. Decides nothing about what differs."""

from frontdesk.plans.case import Case
from frontdesk.render.verification import Compared
from frontdesk.runs.execution import progress_of
from frontdesk.runs.running import compared, left_of_undo, without_journal
from frontdesk.service.connection import Connection
from frontdesk.words.plan_words import is_undo
from sync.errors import JournalRefused
from sync.journal import Journal
from sync.plan import Form
from sync.planfile import digest_of
from sync.rows import Row
from sync.verify import agreeing_readings


def compared_case(case: Case, connection: Connection) -> Compared:
    """What the service has now of a plan; hold its lock. Raises a `CallFailed`, or `JournalRefused`."""
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
