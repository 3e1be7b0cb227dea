"""One try for a change, a few for a read; what is asked of the transport, with the transport written down beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from recurrence import Strategy
from sync.client import Client, Retries
from sync.errors import (
    ApiUnavailable,
    BadInput,
    CallFailed,
    Forbidden,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Refused,
)
from sync.outcome import Exchange, Outcome
from sync.requests import ByDates, ByStrategy
from sync.target import Target
from sync.wire.call import Call
from sync.wire.dialect import Dialect
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import ASKED, LOCATION, SOURCE, answered, event, events, failed, v1
from tests.sync.sample import body

TARGET = Target(LOCATION, SOURCE)
FOUND = answered(200, v1(event(SOURCE, datetime(2027, 1, 4, 10))))
DOWN = failed("UNREACHABLE", sent=False)
BUSY = answered(503, b"", "text/html")
REFUSAL = body("errors/400")
STRATEGY = Strategy(1, title="Every day", id=3)


class Scripted:
    """A client whose transport answers by a list, and how it behaved."""

    def __init__(
        self, *script: Exchange, dialect: Dialect | None = None, retries: Retries | None = None
    ) -> None:
        self.script = [*script]
        self.calls: list[Call] = []
        self.slept: list[float] = []
        self.now = 0.0
        self.client = Client(
            dialect or V1(), self._send, sleep=self._sleep, clock=lambda: self.now, retries=retries
        )

    def _send(self, call: Call) -> Exchange:
        self.calls.append(call)
        return self.script.pop(0)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize(
    "first", [DOWN, BUSY, failed("TIMEOUT", sent=True), answered(200, b"{}"), answered(200, b"[")]
)
def test_a_read_that_failed_is_tried_again(first: Exchange) -> None:
    rig = Scripted(first, first, FOUND)
    assert rig.client.event(TARGET).id == SOURCE
    assert rig.slept == [0.5, 1.0]


def test_a_read_is_given_up_after_three_tries_and_says_why() -> None:
    rig = Scripted(DOWN, BUSY, answered(200, b"{}"))
    with pytest.raises(ApiUnavailable) as caught:
        rig.client.event(TARGET)
    assert (caught.value.tries, caught.value.status, caught.value.reason) == (3, 200, "malformed")
    assert caught.value.problems


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused), (401, NotAuthorised), (402, Forbidden), (403, Forbidden), (404, NotFound), (409, Refused),
        (422, Refused), (429, RateLimited),
    ],
)  # fmt: skip
def test_a_refusal_is_not_asked_again(status: int, error: type[CallFailed]) -> None:
    rig = Scripted(answered(status, REFUSAL))
    with pytest.raises(error) as caught:
        rig.client.event(TARGET)
    assert (caught.value.status, caught.value.message) == (status, "An error has occurred.")
    assert rig.slept == []


@pytest.mark.parametrize("answer", [b"", b"<p>slow down", REFUSAL])
def test_a_429_of_a_read_needs_no_particular_body(answer: bytes) -> None:
    rig = Scripted(answered(429, answer, "text/html", "12"))
    with pytest.raises(RateLimited) as caught:
        rig.client.event(TARGET)
    assert caught.value.wait == 12


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_not_asked_again(status: int) -> None:
    with pytest.raises(ApiUnavailable) as caught:
        Scripted(answered(status, b"", None)).client.event(TARGET)
    assert caught.value.tries == 1


def test_the_budget_of_repeats_is_for_the_whole_run() -> None:
    rig = Scripted(*[DOWN] * 100, retries=Retries(budget=5))
    tries = []
    for _ in range(4):
        with pytest.raises(ApiUnavailable) as caught:
            rig.client.event(TARGET)
        tries.append(caught.value.tries)
    assert tries == [3, 3, 2, 1]


def test_successes_refill_the_budget_slowly() -> None:
    rig = Scripted(DOWN, FOUND, *[FOUND] * 10, DOWN, FOUND, DOWN, retries=Retries(budget=1))
    for _ in range(12):
        rig.client.event(TARGET)
    with pytest.raises(ApiUnavailable):
        rig.client.event(TARGET)


def test_no_try_begins_after_the_time_of_a_read_is_over() -> None:
    rig = Scripted(DOWN, DOWN, DOWN, retries=Retries(tries=10, seconds=1.2))
    with pytest.raises(ApiUnavailable) as caught:
        rig.client.event(TARGET)
    assert caught.value.tries == 3
    assert rig.slept == [0.5, 1.0]


@pytest.mark.parametrize("exchange", [DOWN, BUSY, failed("TIMEOUT", sent=True), answered(200, b"{}")])
def test_a_change_is_tried_once(exchange: Exchange) -> None:
    rig = Scripted(*[exchange] * 5)
    rig.client.duplicate(TARGET, ByDates(ASKED))
    rig.client.delete_event(TARGET)
    rig.client.delete_strategy(LOCATION, 3)
    for change in (rig.client.create_strategy, rig.client.update_strategy):
        with pytest.raises((ApiUnavailable, OutcomeUnknown)):
            change(LOCATION, STRATEGY)
    assert (len(rig.calls), rig.slept) == (5, [])


@pytest.mark.parametrize(
    ("exchange", "error"),
    [
        (DOWN, ApiUnavailable),
        (BUSY, OutcomeUnknown),
        (failed("TIMEOUT", sent=True), OutcomeUnknown),
        (answered(200, b"{}"), OutcomeUnknown),
        (answered(200, body("v1/strategies").replace(b'"id": 2', b'"id": null')), OutcomeUnknown),
        (answered(201, body("v1/strategy_created")), OutcomeUnknown),
        (answered(422, REFUSAL), Refused),
        (answered(429, REFUSAL), RateLimited),
        (answered(404, body("errors/404_list")), NotFound),
    ],
)
def test_a_strategy_change_says_whether_it_may_have_been_made(
    exchange: Exchange, error: type[CallFailed]
) -> None:
    with pytest.raises(error):
        Scripted(exchange).client.create_strategy(LOCATION, STRATEGY)


def test_v2_creates_with_201_and_changes_with_200() -> None:
    made = body("v2/strategy")
    rig = Scripted(answered(201, made), answered(200, made), dialect=V2())
    assert rig.client.create_strategy(LOCATION, STRATEGY).id == 11
    assert rig.client.update_strategy(LOCATION, STRATEGY).id == 11


def test_the_source_event_is_never_a_new_one() -> None:
    data = [event(SOURCE, ASKED[0]), *events(ASKED[1:])]
    answer = Scripted(answered(200, v1(data))).client.duplicate(TARGET, ByDates(ASKED))
    assert answer.kind is Outcome.UNKNOWN


def test_what_v2_lacks_is_not_sent() -> None:
    from recurrence import Window

    rig = Scripted(dialect=V2())
    with pytest.raises(BadInput):
        rig.client.duplicate(TARGET, ByStrategy(1, Window(date(2027, 1, 1), count=1)))
    assert rig.calls == []


@pytest.mark.parametrize("other", [{"id": 109}, {"salon_id": 4565}])
def test_another_event_than_the_one_that_was_asked_for_is_refused(other: dict[str, object]) -> None:
    rig = Scripted(answered(200, v1({**event(SOURCE, ASKED[0]), **other})))
    with pytest.raises(ApiUnavailable):
        rig.client.event(TARGET)


def search(*pages: Iterable[dict[str, object]], count: int | None = None) -> Scripted:
    meta: dict[str, object] = {} if count is None else {"meta": {"count": count}}
    return Scripted(*(answered(200, v1([*page], **meta)) for page in pages), dialect=V1(page_size=2))


def found(rig: Scripted) -> list[int]:
    return [each.id for each in rig.client.events(LOCATION, date(2027, 1, 1), date(2027, 2, 1))]


MANY = [event(9001 + number, datetime(2027, 1, 1 + number, 10)) for number in range(6)]


def test_a_search_reads_pages_until_one_is_not_full() -> None:
    rig = search(MANY[:2], MANY[2:4], MANY[4:5], count=5)
    assert found(rig) == [9001, 9002, 9003, 9004, 9005]
    assert [dict(call.query)["page"] for call in rig.calls] == ["1", "2", "3"]


def test_a_search_does_not_mind_order_repeats_and_events_of_elsewhere() -> None:
    elsewhere = {**MANY[3], "salon_id": 4565}
    rig = search([MANY[2], MANY[0]], [MANY[1], MANY[0]], [elsewhere], count=4)
    assert found(rig) == [9001, 9002, 9003]


def test_a_search_leaves_out_deleted_events_and_other_days() -> None:
    deleted = {**MANY[0], "is_deleted": True}
    outside = event(9100, datetime(2027, 3, 1, 10))
    assert found(search([deleted, outside], [])) == []


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ([MANY[:1]], 2),  # a page that is cut
        ([MANY[:2], MANY[2:3]], 5),  # a page that is missing
        ([MANY[:2], MANY[:2]], None),  # the same page for ever, and nobody says how many there are
        ([MANY[:2], MANY[:2]], 4),
        ([[]], 3),
    ],
)
def test_a_search_that_may_lack_events_is_refused(
    pages: list[list[dict[str, object]]], count: int | None
) -> None:
    with pytest.raises(ApiUnavailable) as caught:
        found(search(*pages, count=count))
    assert caught.value.problems


def test_a_service_that_knows_no_pages_is_fine_when_its_count_says_that_all_is_there() -> None:
    assert found(search(MANY[:2], MANY[:2], count=2)) == [9001, 9002]


def test_a_search_that_never_ends_is_refused() -> None:
    endless = (
        [
            event(10_000 + 2 * page, datetime(2027, 1, 1, 10)),
            event(10_001 + 2 * page, datetime(2027, 1, 1, 11)),
        ]
        for page in range(1000)
    )
    with pytest.raises(ApiUnavailable, match="malformed"):
        found(search(*endless))


def test_a_page_that_fails_is_read_again_and_not_the_whole_search() -> None:
    rig = search(MANY[:2], MANY[2:3])
    rig.script.insert(1, BUSY)
    assert found(rig) == [9001, 9002, 9003]
    assert len(rig.calls) == 3


@pytest.mark.parametrize("identity", [0, -1, True, "4564", 10**12 + 1, None])
def test_no_call_is_made_with_a_bad_id(identity: int) -> None:
    rig = Scripted()
    client, days = rig.client, (date(2027, 1, 1), date(2027, 1, 2))
    for call in (
        lambda: client.events(identity, *days),
        lambda: client.events(LOCATION, *days, service_ids=(identity,)),
        lambda: client.strategies(identity),
        lambda: client.create_strategy(identity, STRATEGY),
        lambda: client.update_strategy(identity, STRATEGY),
        lambda: client.delete_strategy(LOCATION, identity),
        lambda: client.services(identity),
    ):
        with pytest.raises(BadInput):
            call()
    assert rig.calls == []


@pytest.mark.parametrize(
    "days",
    [(date(2027, 1, 2), date(2027, 1, 1)), ("2027-01-01", date(2027, 1, 2)), (datetime(2027, 1, 1), None)],
)
def test_no_search_is_made_without_two_days_in_order(days: tuple[date, date]) -> None:
    rig = Scripted()
    with pytest.raises(BadInput):
        rig.client.events(LOCATION, *days)
    assert rig.calls == []


@pytest.mark.parametrize("ids", [[1], (1,) * 101, "1"])
def test_a_filter_is_a_tuple_of_at_most_100_ids(ids: tuple[int, ...]) -> None:
    with pytest.raises(BadInput):
        Scripted().client.events(LOCATION, date(2027, 1, 1), date(2027, 1, 2), staff_ids=ids)
