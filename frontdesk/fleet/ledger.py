"""The ledger of a fleet: for each target what its plan's own journal says. Kept nowhere; read whenever it is asked for.

Decides what is read: the plan of a target only where its journal is neither missing nor done. Writes nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from frontdesk.fleet.folder import Folder
from frontdesk.render.fleet_result import Entry
from frontdesk.render.fleet_review import FleetReview
from frontdesk.runs.execution import progress_of
from frontdesk.words.ending_words import next_commands
from frontdesk.words.plan_messages import plan_sentences
from sync.errors import JournalRefused
from sync.fleet import Stand, Standing, stand_of
from sync.fleet_totals import Line
from sync.journal import Journal
from sync.plan import Plan
from sync.progress import Progress, Status
from sync.rows import Row

UNTOUCHED = Stand(Standing.NOT_BEGUN)


def rows_of(state: Path, digest: str) -> tuple[Row, ...]:
    """The rows of a plan's journal; none where there is none. Raises `JournalRefused` for one not to be trusted."""
    try:
        with Journal.open(state, digest) as journal:
            return journal.rows
    except JournalRefused as error:
        if error.why == "missing":
            return ()
        raise


def ledger(folder: Folder, review: FleetReview, state: Path) -> Iterator[Entry]:
    """What the journals say of each target, in order."""
    for line in review.lines:
        try:
            rows = rows_of(state, line.sealed.digest)
        except JournalRefused as error:
            yield Entry(line, Stand(Standing.LOOK), refusal=tuple(plan_sentences(error) or ()))
            continue
        if not line.totals.creates:
            yield Entry(line, Stand(Standing.DONE))
        elif (stand := stand_of(rows)).standing is Standing.NOT_BEGUN:
            yield Entry(line, stand)
        elif stand.standing is Standing.DONE:
            yield Entry(line, stand, created=line.totals.creates)
        else:
            plan = folder.case(review.fleet, line.sealed).plan
            yield entry_of(line, plan, rows, folder.path_of(line.sealed))._replace(seen=None)


def entry_of(line: Line, plan: Plan, rows: Iterable[Row], path: str) -> Entry:
    """What the rows of a journal say of a target whose plan is at hand, and whose latest run is the one at hand."""
    kept = tuple(rows)
    stand, progress = stand_of(kept), progress_of(plan, kept)
    created, unsure = (len(progress.having(status)) for status in (Status.CREATED, Status.UNKNOWN))
    seen = None if progress.shown is None else sum(map(progress.is_seen, progress.fates))
    return Entry(line, stand, created, unsure, tuple(_next(stand, path, progress)), seen=seen)


def _next(stand: Stand, path: str, progress: Progress) -> Iterator[tuple[str, list[str]]]:
    if stand.standing is Standing.LOOK and stand.ending is not None:
        yield from next_commands(stand.ending, path, progress)
