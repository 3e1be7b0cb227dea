"""What a row of the record may say: each kind comes back as it was kept, and what no row can say is refused where it stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from recurrence.strategy import MAX_ID
from sync.errors import WireError
from sync.outcome import Outcome, Reason
from sync.rows import (
    Answered,
    Began,
    Deleting,
    Ended,
    Intended,
    Looked,
    Removed,
    Row,
    Seen,
    read_row,
    row_document,
)

AT = datetime(2027, 4, 1, 10)
LOOKED, INTENDED = Looked(2, (Seen(5, AT),)), Intended(1, (AT,), "request")
ANSWERED = Answered(1, Outcome.UNKNOWN, Reason.STATUS, (Seen(5, AT),), (AT,), 60, "Wait.")
KINDS: tuple[Row, ...] = (
    Began("digest", "target", AT.replace(tzinfo=UTC)),
    LOOKED,
    INTENDED,
    ANSWERED,
    Deleting(5),
    Removed(5, Outcome.CREATED, Reason.AS_ASKED),
    Ended("DONE"),
)


@pytest.mark.parametrize("row", KINDS, ids=lambda row: type(row).__name__)
def test_a_row_comes_back_as_it_was_kept(row: Row) -> None:
    assert read_row(row_document(row)) == row


@pytest.mark.parametrize(
    "row",
    [
        Looked(0, ()),
        Looked(1, (Seen(1, AT), Seen(MAX_ID, AT))),
        ANSWERED._replace(seen=(), named=(), wait=0, message=""),
        ANSWERED._replace(wait=None),
    ],
)
def test_a_row_may_say_the_least_and_the_most_of_each(row: Row) -> None:
    assert read_row(row_document(row)) == row


@pytest.mark.parametrize(
    ("row", "change", "field"),
    [
        (LOOKED, {"total": -1}, "total"),
        (LOOKED, {"seen": [[5]]}, "seen[0]"),
        (LOOKED, {"seen": [[5, AT.isoformat(), 1]]}, "seen[0]"),
        (LOOKED, {"seen": ["51"]}, "seen[0]"),
        (LOOKED, {"seen": [[0, AT.isoformat()]]}, "seen[0]"),
        (LOOKED, {"seen": [[MAX_ID + 1, AT.isoformat()]]}, "seen[0]"),
        (LOOKED, {"seen": [[True, AT.isoformat()]]}, "seen[0]"),
        (LOOKED, {"seen": [[1.0, AT.isoformat()]]}, "seen[0]"),
        (LOOKED, {"seen": [[5, "2027-04-01"]]}, "seen[0]"),
        (INTENDED, {"starts": [AT.isoformat(), 5]}, "starts[1]"),
        (INTENDED, {"starts": ["soon"]}, "starts[0]"),
        (INTENDED, {"attempt": 0}, "attempt"),
        (ANSWERED, {"wait": -1}, "wait"),
        (ANSWERED, {"outcome": "GUESSED"}, "outcome"),
        (ANSWERED, {"reason": "GUESSED"}, "outcome"),
        (LOOKED, {"kind": "guessed"}, "kind"),
        (LOOKED, {"more": 1}, "row"),
    ],
)
def test_what_no_row_can_say_is_refused_where_it_stands(
    row: Row, change: dict[str, object], field: str
) -> None:
    with pytest.raises(WireError) as raised:
        read_row(row_document(row) | change)
    assert raised.value.path == field
