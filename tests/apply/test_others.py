"""Two plans of one class: what one has asked for and nobody knows yet, the other does not ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.errors import JournalRefused
from sync.journal import Journal
from sync.others import open_starts, unsettled
from sync.outcome import Outcome, Reason
from sync.plan import Plan
from sync.planfile import class_of, digest_of
from sync.progress import hidden_at
from sync.rows import Answered, Began, Ended, Intended, Looked, Row, Seen
from tests.simulation.plans import LATER, NOW, SOURCE, plan_of

FIRST, SECOND = datetime(2027, 4, 1, 10), datetime(2027, 4, 2, 10)
BOTH = (FIRST, SECOND)
ASKED = Intended(1, BOTH, "")
LONG_AGO = NOW
MOMENT = NOW.replace(tzinfo=UTC)


def answered(outcome: Outcome, reason: Reason = Reason.AS_ASKED) -> Answered:
    return Answered(1, outcome, reason)


OPEN: dict[str, tuple[Row, ...]] = {
    "no answer": (ASKED,),
    "an answer that proves nothing": (ASKED, answered(Outcome.UNKNOWN, Reason.TIMEOUT)),
    "a look that shows neither": (ASKED, Looked(1, ())),
    "a run that was interrupted": (ASKED, Looked(1, ()), Ended("INTERRUPTED")),
    "no answer, and then a refusal of the same": (
        ASKED, Intended(2, BOTH, ""), Answered(2, Outcome.REJECTED, Reason.NOT_AUTHORISED),
    ),
    "a settled one that was asked for again": (ASKED, Ended("UNRESOLVED"), Intended(2, BOTH, "")),
}  # fmt: skip
CLOSED: dict[str, tuple[Row, ...]] = {
    "nothing asked": (Looked(1, ()),),
    "created": (ASKED, answered(Outcome.CREATED)),
    "not sent": (ASKED, answered(Outcome.NOT_SENT, Reason.UNREACHABLE)),
    "refused": (ASKED, answered(Outcome.REJECTED, Reason.INVALID)),
    "seen": (ASKED, Looked(2, (Seen(201, FIRST), Seen(202, SECOND)))),
    "waited for and looked for twice": (ASKED, Looked(1, ()), Looked(1, ()), Ended("UNRESOLVED")),
}


@pytest.mark.parametrize("rows", OPEN.values(), ids=OPEN)
def test_what_may_still_come_is_open(rows: tuple[Row, ...]) -> None:
    assert open_starts(rows, LONG_AGO) == set(BOTH)


@pytest.mark.parametrize("rows", CLOSED.values(), ids=CLOSED)
def test_what_is_proved_or_settled_is_not(rows: tuple[Row, ...]) -> None:
    assert open_starts(rows, LONG_AGO) == set()


def test_what_a_search_may_hide_is_not_settled_by_looking() -> None:
    assert open_starts((ASKED, Ended("UNRESOLVED")), FIRST) == {FIRST}


def test_one_that_was_seen_does_not_close_the_other() -> None:
    assert open_starts((ASKED, Looked(2, (Seen(201, FIRST),))), LONG_AGO) == {SECOND}


# --- in the journals of a machine -----------------------------------------------------------------------------------


def asked(folder: Path, plan: Plan) -> Path:
    """The journal of a plan whose first request was never answered."""
    with Journal.create(folder, digest_of(plan)) as journal:
        journal.append(Began(digest_of(plan), class_of(plan), NOW))
        journal.append(Intended(1, plan.chunks()[0], ""))
        return journal.path


def found(folder: Path, plan: Plan) -> list[tuple[str, tuple[datetime, ...]]]:
    return [(digest, starts) for digest, starts in unsettled(folder, plan, MOMENT)]


def test_another_plan_of_the_class_is_found_with_the_dates_that_both_want(tmp_path: Path) -> None:
    other, plan = plan_of(6), plan_of(2)
    asked(tmp_path, other)
    assert found(tmp_path, plan) == [(digest_of(other), plan.creates)]


def test_another_event_of_the_same_class_makes_no_difference(tmp_path: Path) -> None:
    other, plan = plan_of(6), replace(plan_of(2), source=SOURCE.replace(id=109))
    asked(tmp_path, other)
    assert found(tmp_path, plan) == [(digest_of(other), plan.creates)]


def test_a_plan_is_not_in_its_own_way(tmp_path: Path) -> None:
    asked(tmp_path, plan_of(6))
    assert found(tmp_path, plan_of(6)) == []


@pytest.mark.parametrize(
    "other",
    [
        plan_of(6, first=LATER + timedelta(days=40)),
        replace(plan_of(6), source=SOURCE.replace(staff_id=7)),
        replace(plan_of(6), source=SOURCE.replace(service_id=7)),
        replace(plan_of(6), location=7),
        replace(plan_of(6), host="https://another.example"),
    ],
    ids=["other dates", "other staff", "another service", "another location", "another host"],
)
def test_a_plan_for_something_else_is_in_nobodys_way(tmp_path: Path, other: Plan) -> None:
    asked(tmp_path, other)
    assert found(tmp_path, plan_of(2)) == []


def test_a_damaged_journal_of_the_class_is_not_taken_for_a_settled_one(tmp_path: Path) -> None:
    path = asked(tmp_path, plan_of(6))
    path.write_bytes(path.read_bytes().replace(b"intended", b"intendec"))
    with pytest.raises(JournalRefused, match="another damaged"):
        found(tmp_path, plan_of(2))


def test_a_file_that_is_no_journal_is_passed_over(tmp_path: Path) -> None:
    asked(tmp_path, plan_of(6)).write_bytes(b"")
    assert found(tmp_path, plan_of(2)) == []


# --- the location's clock -------------------------------------------------------------------------------------------


def test_a_location_without_a_zone_may_be_fourteen_hours_ahead() -> None:
    zoned = replace(plan_of(2), zone="Europe/Riga")
    assert hidden_at(zoned, MOMENT) == NOW + timedelta(hours=2)
    assert hidden_at(plan_of(2), MOMENT) == NOW + timedelta(hours=16)
