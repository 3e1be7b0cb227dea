"""What other plans on this machine have asked for and nobody knows yet: two plans of one class must not both make it.

A request that got no answer may be executed later. Until its own plan has settled it, no other plan asks for the same
start of the same class. Reads journals; changes none.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sync.errors import JournalRefused
from sync.journal import Journal, first_row, journals
from sync.outcome import Outcome
from sync.plan import Plan
from sync.planfile import class_of, digest_of
from sync.progress import hidden_at
from sync.rows import Answered, Began, Ended, Intended, Looked, Row
from sync.steps import Ending


class Unsettled(NamedTuple):
    """A plan, by its digest, and those of another plan's starts that its requests may still make."""

    digest: str
    starts: tuple[datetime, ...]


def unsettled(folder: Path, plan: Plan, now: datetime) -> Iterator[Unsettled]:
    """The other plans of the same class whose requests may still make a start of this one; `now`: the wall clock, UTC.

    Hold the target's lock. Raises `JournalRefused` (another damaged) where a journal of the class cannot be trusted.
    """
    own, wanted, hidden = digest_of(plan), set(plan.creates), hidden_at(plan, now)
    for digest in journals(folder) if wanted else ():
        if digest != own:
            starts = open_starts(rows_of_class(folder, digest, class_of(plan)), hidden)
            if both := sorted(wanted & starts):
                yield Unsettled(digest, tuple(both))


def open_starts(rows: Iterable[Row], hidden: datetime) -> set[datetime]:
    """The starts that requests of a record may have made or may still make, though none was seen.

    A run that waited the settle time and looked twice has settled those after `hidden`, up to which a search may show
    nothing: whoever asks for them anew does so knowingly.
    """
    found: set[datetime] = set()
    before: set[datetime] = set()
    asked: set[datetime] = set()
    for row in rows:
        if isinstance(row, Intended):
            asked = set(row.starts)
            before = found & asked
            found |= asked
        elif isinstance(row, Answered) and row.outcome is Outcome.CREATED:
            found -= asked
        elif isinstance(row, Answered) and row.outcome is not Outcome.UNKNOWN:
            found -= asked - before
        elif isinstance(row, Looked):
            found -= {start for _, start in row.seen}
        elif row == Ended(Ending.UNRESOLVED.name):
            found = {start for start in found if start <= hidden}
    return found


def rows_of_class(folder: Path, digest: str, name: str) -> tuple[Row, ...]:
    """The rows of a journal if it is one of this class, else none. Raises `JournalRefused` (another damaged)."""
    if _class_in(folder, digest) != name:
        return ()
    try:
        with Journal.open(folder, digest) as journal:
            return journal.rows
    except JournalRefused as error:
        raise JournalRefused("another damaged", error.path) from None


_CLASSES: dict[tuple[Path, str], str] = {}
"""The classes of records that were looked at. A plan's digest says which it is, so it never changes."""


def _class_in(folder: Path, digest: str) -> str | None:
    """Which class a record is about; None where it cannot be told."""
    if (folder, digest) not in _CLASSES:
        first = first_row(folder, digest)
        if not isinstance(first, Began):
            return None
        _CLASSES[folder, digest] = first.target
    return _CLASSES[folder, digest]
