"""`recur verify` of a fleet: every plan compared with what exists, by the way of a single plan, and one summary.

Decides what is kept of each comparison: counts, and the first differences. Only reads; a class that another process
works on is not compared, and said so.
"""

from argparse import Namespace
from collections import Counter
from contextlib import suppress

from frontdesk.errors import DONE
from frontdesk.fleet.folder import Folder
from frontdesk.fleet.ledger import ledger
from frontdesk.fleet.running import connected_to_fleet, opened
from frontdesk.render import fleet_verification
from frontdesk.render.fleet_result import Entry
from frontdesk.render.fleet_review import FleetReview
from frontdesk.render.fleet_verification import FleetVerification, Held
from frontdesk.runs.comparing import compared_case
from frontdesk.runs.execution import locked
from frontdesk.service.connection import Connection
from frontdesk.shell.compose import Desk
from frontdesk.shell.handing_out import hand_out
from frontdesk.words.fleet_words import effort, named, plans
from frontdesk.words.plan_messages import plan_exit_code, plan_sentences
from sync.errors import JournalRefused
from sync.fleet import minutes_of

_EVERY = 5.0
_MOST_NAMED = 5


def verify_fleet(options: Namespace, desk: Desk) -> int:
    """Compare all plans; 0 if all is equal, 1 if not, 75 if some could not be compared."""
    folder, review = opened(options.plan)
    connection = connected_to_fleet(review.fleet, desk, options)
    number, looks = len(review.lines), review.totals.looks
    desk.err.write(f"{plans(number)} to compare. {effort(looks, minutes_of(looks))}\n")
    held: list[Held] = []
    spoken = desk.clock()
    with connection.stop:
        for done, entry in enumerate(ledger(folder, review, connection.state), start=1):
            held.append(_held(folder, review, entry, connection, desk))
            if desk.clock() - spoken >= _EVERY:
                spoken = desk.clock()
                desk.err.write(f"Compared {done:,} of {plans(number)}: {named(entry.line.sealed)}.\n")
    found = FleetVerification(review, tuple(held))
    json = options.format == "json"
    with suppress(BrokenPipeError):  # the exit code says it, too, to whoever has stopped reading
        told = fleet_verification.as_json(found) if json else fleet_verification.as_text(found)
        hand_out(desk, options, told)
    return found.exit_code


def _held(folder: Folder, review: FleetReview, entry: Entry, connection: Connection, desk: Desk) -> Held:
    """One plan held against the service."""
    case = folder.case(review.fleet, entry.line.sealed)
    try:
        with locked(case, connection, desk):
            compared = compared_case(case, connection)
    except JournalRefused as error:
        return Held(entry, 0, {}, (), plan_exit_code(error), tuple(plan_sentences(error) or ()))
    found = compared.found
    kinds = Counter(finding.what.value for finding in found.findings)
    first = tuple(fleet_verification.first_differences(compared, _MOST_NAMED))
    return Held(entry, len(found.equal), dict(kinds), first, DONE)
