"""Whether an undo took back what a plan created, as the undo's own journal on this machine tells.

Decides when there is nothing to go on with. What an undo deletes is `sync.undo`'s to decide. Reads journals; changes none.
"""

from collections.abc import Iterable

from frontdesk.plans.case import Case
from frontdesk.runs.execution import Ground, progress_of
from frontdesk.words.plan_words import events
from sync.errors import PlanRefused
from sync.journal import journals
from sync.others import rows_of_class
from sync.outcome import Outcome
from sync.planfile import SHORTEST_PREFIX, Stale, class_of
from sync.progress import Status
from sync.rows import Began, Deleting, Ended, Removed, Row
from sync.steps import Ending
from sync.verify import journaled_ids

_FINISHED = (Ended(Ending.DONE.name), Ended(Ending.DRIFT.name))
_NOT_DELETED = {Outcome.NOT_SENT, Outcome.REJECTED}


def refuse_if_undone(case: Case, ground: Ground) -> None:
    """Raise `PlanRefused` (undone, or undo begun) where an undo deleted events of this plan; hold the lock.

    Not while a date is unknown: only this plan's own look settles that. Raises `JournalRefused` (another damaged).
    """
    progress = progress_of(case.plan, ground.journal.rows)
    ours = set(journaled_ids(progress))
    if not ours or progress.having(Status.UNKNOWN):
        return
    found: dict[str, list[Stale]] = {"undo begun": [], "undone": []}
    for digest in journals(ground.connection.state):
        rows = rows_of_class(ground.connection.state, digest, class_of(case.plan))
        if deleted := ours & deleted_in(rows):
            why = "undone" if rows[-1] in _FINISHED else "undo begun"
            found[why].append(Stale(why, digest[:SHORTEST_PREFIX], _told(deleted, rows)))
    for why, reasons in found.items():
        if reasons:
            raise PlanRefused(why, reasons)


def deleted_in(rows: Iterable[Row]) -> set[int]:
    """The events that the rows of an undo deleted, or may have deleted.

    >>> from sync.outcome import Reason
    >>> sorted(deleted_in([Deleting(7), Deleting(8), Removed(8, Outcome.NOT_SENT, Reason.HELD_BACK)]))
    [7]
    """
    found: set[int] = set()
    for row in rows:
        if isinstance(row, Deleting):
            found.add(row.event)
        elif isinstance(row, Removed) and row.outcome in _NOT_DELETED:
            found.discard(row.event)
    return found


def _told(deleted: set[int], rows: Iterable[Row]) -> str:
    """How many events, and when the undo last began."""
    at = max(row.at for row in rows if isinstance(row, Began))
    return f"{events(len(deleted))} on {at:%Y-%m-%d} at {at:%H:%M} UTC"
