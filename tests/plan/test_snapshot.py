"""Snapshots as files, and the fingerprint of a source event."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from recurrence import ContentType
from sync.canonical import canonical
from sync.errors import BadInput, WireError
from sync.snapshot import fingerprint, read_snapshot, snapshot_document
from sync.wire.documents import parse
from tests.plan.builders import SOURCE, another, snapshot

SEEN = snapshot(another(109, datetime(2027, 1, 7, 10, 30), title="Йога утром", resources=(3127,)))


def test_a_snapshot_survives_its_file() -> None:
    assert read_snapshot(parse(canonical(snapshot_document(SEEN)))) == SEEN


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", "recurrence.snapshot/2"),
        ("location", "4564"),
        ("taken_at", "2026-12-28"),
        ("taken_at", "2026-12-28T12:00:00+00:00"),
        ("first", "20260101"),
        ("first", "2026-02-30"),
        ("events", {}),
        ("events", [{"id": True}]),
        ("strategies", [{"repeat_mode": 9}]),
        ("surprise", 1),
    ],
)
def test_a_file_that_says_something_else_is_refused(field: str, value: object) -> None:
    with pytest.raises(WireError) as caught:
        read_snapshot({**snapshot_document(SEEN), field: value})

    assert all(problem.field.startswith(field) for problem in caught.value.problems)


def test_the_last_day_is_not_before_the_first() -> None:
    with pytest.raises(BadInput, match="a day not before the first"):
        replace(SEEN, last=date(2025, 1, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"service_id": 1},
        {"staff_id": 1},
        {"start": datetime(2027, 1, 4, 10, 31)},
        {"length": 1},
        {"capacity": 1},
        {"resources": (1,)},
    ],
)
def test_a_change_that_matters_changes_the_fingerprint(changes: dict[str, object]) -> None:
    changed = another(SOURCE.id, SOURCE.start) if not changes else replace(SOURCE, **changes)  # type: ignore[arg-type]

    assert fingerprint(changed, ContentType(1)) != fingerprint(SOURCE, ContentType(1))


@pytest.mark.parametrize("changes", [{"title": "x"}, {"staff_name": "x"}, {"timestamp": 1}, {"id": 5}])
def test_a_change_that_does_not_matter_keeps_it(changes: dict[str, object]) -> None:
    changed = replace(SOURCE, **changes)  # type: ignore[arg-type]  # fields by name

    assert fingerprint(changed, ContentType(1)) == fingerprint(SOURCE, ContentType(1))


def test_appointments_matter_where_they_are_copied() -> None:
    booked = replace(SOURCE, records_count=4)

    assert fingerprint(booked, ContentType(1)) == fingerprint(SOURCE, ContentType(1))
    assert fingerprint(booked, ContentType(2)) != fingerprint(SOURCE, ContentType(2))


def test_the_order_of_resources_does_not_matter() -> None:
    forth, back = replace(SOURCE, resources=(1, 2)), replace(SOURCE, resources=(2, 1))

    assert fingerprint(forth, ContentType(1)) == fingerprint(back, ContentType(1))
