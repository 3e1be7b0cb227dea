"""The judgement over the whole wire table, for both generations."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from sync.outcome import Exchange, Expected, Outcome, Reason, outcome, outcome_of_delete, wait_of
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import ASKED, LOCATION, answered, events, failed, v1
from tests.sync.sample import body
from tests.sync.wire_table import SPEECHES, Row, Speech, judge, rows

TABLE = [
    pytest.param(speech, row, id=f"{generation} {row.name}")
    for generation, speech in SPEECHES.items()
    for row in rows(speech)
]
DECIDED_ELSEWHERE = {"F18", "F26", "F27", "F23"}
"""Faults of several exchanges: a partial creation that a read-back finds, reads, an empty search."""


@pytest.mark.parametrize(("speech", "row"), TABLE)
def test_an_exchange_proves_what_the_table_says(speech: Speech, row: Row) -> None:
    assert judge(row, speech) == (row.kind, row.reason, row.wait)


@pytest.mark.parametrize(("speech", "row"), [case for case in TABLE if case.values[1].shown is not None])  # type: ignore[union-attr]  # the second value is a Row
def test_the_events_that_an_answer_shows_are_kept_whatever_it_proves(speech: Speech, row: Row) -> None:
    answer = outcome(row.exchange, Expected(LOCATION, ASKED), speech.dialect)
    assert len(answer.events) == row.shown


def test_the_table_has_a_row_for_every_fault_that_one_exchange_shows() -> None:
    numbers = {f"F{number:02}" for number in range(1, 29)} - DECIDED_ELSEWHERE
    found = {match[0] for row in rows(SPEECHES["v1"]) if (match := re.match(r"F\d\d", row.name))}
    assert found == numbers
    assert len(TABLE) >= 150


@pytest.mark.parametrize("speech", SPEECHES.values(), ids=SPEECHES)
def test_created_is_said_of_nothing_but_what_was_asked(speech: Speech) -> None:
    created = [row.name for row in rows(speech) if row.kind == "CREATED"]
    assert created == ["as asked", "as asked, in another order", "F16 as asked, and nothing stored"]


def test_dates_that_nobody_predicted_prove_nothing() -> None:
    exchange = answered(200, v1(events()))
    answer = outcome(exchange, Expected(LOCATION, None), V1())
    assert (answer.kind, answer.reason, len(answer.events)) == (Outcome.UNKNOWN, Reason.UNPREDICTED, 3)


def test_two_classes_at_one_time_are_asked_for_and_found_twice() -> None:
    twice = (ASKED[0], ASKED[0])
    assert outcome(answered(200, v1(events(twice))), Expected(LOCATION, twice), V1()).kind is Outcome.CREATED


def test_the_words_of_a_refusal_are_kept() -> None:
    answer = outcome(answered(409, body("errors/409")), Expected(LOCATION, ASKED), V1())
    assert answer.message == "Мастер занят или не работает: 2020-10-01 10:30"
    assert answer.named == (datetime(2020, 10, 1, 10, 30),)
    assert answer.status == 409


@pytest.mark.parametrize(
    ("exchange", "kind"),
    [
        (answered(202, body("v1/deleted")), Outcome.DELETED),
        (answered(202, b""), Outcome.UNKNOWN),
        (answered(202, body("v1/deleted"), "text/html"), Outcome.UNKNOWN),
        (answered(202, body("errors/400")), Outcome.UNKNOWN),
        (answered(200, body("v1/deleted")), Outcome.UNKNOWN),
        (answered(204, b""), Outcome.UNKNOWN),
        (answered(404, body("errors/404_list")), Outcome.REJECTED),
        (answered(503, body("errors/400")), Outcome.UNKNOWN),
        (failed("TIMEOUT", sent=True), Outcome.UNKNOWN),
        (failed("UNREACHABLE", sent=False), Outcome.NOT_SENT),
    ],
)
def test_a_delete_in_v1(exchange: Exchange, kind: Outcome) -> None:
    assert outcome_of_delete(exchange, V1()).kind is kind


@pytest.mark.parametrize(
    ("exchange", "kind"),
    [
        (answered(204, b"", None), Outcome.DELETED),
        (answered(204, b"{}"), Outcome.UNKNOWN),
        (answered(202, body("v1/deleted")), Outcome.UNKNOWN),
        (answered(404, body("errors/v2_jsonapi_409")), Outcome.REJECTED),
        (failed("BROKEN", sent=True, status=204), Outcome.UNKNOWN),
        (failed("CERTIFICATE", sent=False), Outcome.NOT_SENT),
    ],
)
def test_a_delete_in_v2(exchange: Exchange, kind: Outcome) -> None:
    assert outcome_of_delete(exchange, V2()).kind is kind


def test_a_wait_is_always_within_its_bounds() -> None:
    assert {wait_of(str(number)) for number in (0, 1, 300, 301)} == {1, 300}
