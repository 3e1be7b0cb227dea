"""Laws of reading: any bytes and any document give a value or a typed error; what one writes the other reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from recurrence import ContentType, Strategy
from sync.errors import WireError
from sync.outcome import Exchange, Expected, Outcome, Reason, outcome, outcome_of_delete, wait_of
from sync.wire import v1_search
from sync.wire.documents import DEEPEST, parse
from sync.wire.fields import wall_clock
from sync.wire.v1_calls import strategy_body
from sync.wire.v1_dialect import V1
from sync.wire.v1_envelope import refusal_of
from sync.wire.v2_dialect import V2
from tests.sync.exchanges import ASKED, LOCATION, answered, events, v1, v2

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**13), 10**13),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["8", "2027-01-11 10:00:00", "activity", "x" * 50]),
)
NAMES = st.one_of(
    st.sampled_from(
        ["success", "data", "meta", "errors", "count", "message", "id", "type", "attributes", "date"]
    ),
    st.sampled_from(
        ["service_id", "staff_id", "master_id", "length", "capacity", "records_count", "service"]
    ),
    st.sampled_from(["staff", "company_id", "salon_id", "title", "days", "interval", "repeat_mode_id"]),
    st.text(max_size=5),
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=6)),
    max_leaves=10,
)
MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
)
def test_any_bytes_give_a_document_or_a_wire_error(body: bytes) -> None:
    try:
        document = parse(body)
    except WireError:
        return
    assert document == json.loads(body)


@given(DOCUMENTS)
def test_a_document_that_json_writes_is_read_back_unless_it_is_refused(document: object) -> None:
    body = json.dumps(document).encode()
    try:
        found = parse(body)
    except WireError:
        assert any(word in body for word in (b"NaN", b"Infinity", b"\\ud"))
    else:
        assert found == document


@given(st.integers(1, 60))
def test_the_depth_that_is_allowed_is_exact(depth: int) -> None:
    body = b"[" * depth + b"]" * depth
    try:
        parse(body)
    except WireError:
        assert depth > DEEPEST
    else:
        assert depth <= DEEPEST


@given(DOCUMENTS)
def test_any_document_gives_a_value_or_a_wire_error_to_every_reader(document: object) -> None:
    first, second = V1(), V2()
    readers: list[Callable[[], object]] = [
        lambda: first.read_event(document, LOCATION),
        lambda: first.read_events(document, LOCATION),
        lambda: first.read_strategies(document),
        lambda: first.read_strategy(document),
        lambda: first.read_services(document),
        lambda: first.read_login(document),
        lambda: first.read_code_needed(document),
        lambda: first.read_deleted(document),
        lambda: second.read_event(document, LOCATION),
        lambda: second.read_events(document, LOCATION),
        lambda: second.read_strategies(document),
        lambda: second.read_strategy(document),
        lambda: v1_search.days_of(document),
        lambda: v1_search.range_of(document),
        lambda: v1_search.filters_of(document),
        lambda: refusal_of(document),
    ]
    for read in readers:
        with suppress(WireError):
            read()


@given(
    st.booleans(),
    st.one_of(st.none(), st.integers(100, 599)),
    st.one_of(st.none(), st.sampled_from(["application/json", "text/html"])),
    DOCUMENTS,
    st.one_of(st.none(), st.sampled_from(Reason)),
    st.one_of(st.none(), st.text(max_size=10)),
)
def test_created_and_rejected_are_never_said_without_proof(
    sent: bool,  # noqa: FBT001  a field of the exchange
    status: int | None,
    kind: str | None,
    document: object,
    failure: Reason | None,
    retry: str | None,
) -> None:
    exchange = Exchange(sent, status, kind, json.dumps(document).encode(), failure, retry)
    for dialect in (V1(), V2()):
        answer = outcome(exchange, Expected(LOCATION, ASKED), dialect)
        assert (answer.kind is Outcome.NOT_SENT) == (not sent)
        assert answer.kind is not Outcome.CREATED, "no such document holds three events at these dates"
        if answer.kind is Outcome.REJECTED:
            assert failure is None
            assert kind == "application/json"
            assert status is not None
            assert 400 <= status < 500
        assert outcome_of_delete(exchange, dialect).kind is not Outcome.CREATED


@given(st.lists(MOMENTS, max_size=6), st.lists(MOMENTS, max_size=6), st.randoms(use_true_random=False))
def test_created_is_said_exactly_of_the_same_dates_in_any_order(
    asked: list[datetime], other: list[datetime], random: Random
) -> None:
    for found in (random.sample(asked, len(asked)), other):
        for body, status, dialect in ((v1(events(found)), 200, V1()), (v2(events(found)), 201, V2())):
            answer = outcome(answered(status, body), Expected(LOCATION, tuple(asked)), dialect)
            assert (answer.kind is Outcome.CREATED) == (sorted(found) == sorted(asked))
            assert [event.start for event in answer.events] == found


@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 60))
def test_a_spoilt_success_is_created_only_if_it_still_says_the_same(
    junk: bytes, place: int, length: int
) -> None:
    whole = v1(events())
    spoilt = whole[:place] + junk + whole[place + length :]
    answer = outcome(answered(200, spoilt), Expected(LOCATION, ASKED), V1())
    assert answer.kind in {Outcome.CREATED, Outcome.UNKNOWN}
    if answer.kind is Outcome.CREATED:
        assert sorted(event.start for event in answer.events) == sorted(ASKED)


@given(
    MOMENTS,
    st.sampled_from(["T", " "]),
    st.sampled_from(["", ".000"]),
    st.sampled_from(["", "Z", "+0300", "-05:00"]),
)
def test_the_wall_clock_is_what_is_printed_in_every_form(
    moment: datetime, separator: str, millis: str, offset: str
) -> None:
    text = f"{moment.date().isoformat()}{separator}{moment.time().isoformat()}{millis}{offset}"
    assert wall_clock(text) == moment


@given(MOMENTS.filter(lambda moment: moment.year >= 1970))
def test_a_number_is_the_wall_clock_read_as_utc(moment: datetime) -> None:
    assert wall_clock(int((moment - datetime(1970, 1, 1)).total_seconds())) == moment


@given(st.text(max_size=30))
def test_any_text_is_a_wall_clock_or_none(text: str) -> None:
    found = wall_clock(text)
    assert found is None or text.isascii()


@given(st.one_of(st.none(), st.text(max_size=400), st.integers().map(str)))
def test_a_wait_is_within_its_bounds_whatever_is_said(text: str | None) -> None:
    assert 1 <= wait_of(text) <= 300


@given(
    st.integers(1, 7),
    st.sets(st.integers(0, 6)),
    st.integers(0, 10_000),
    st.sampled_from(ContentType),
    st.text(min_size=1, max_size=50).filter(lambda text: text.strip() and text.isprintable()),
    st.integers(1, 10**12),
)
def test_a_strategy_that_is_written_is_read_back(
    mode: int, days: set[int], interval: int, content: ContentType, title: str, identity: int
) -> None:
    strategy = Strategy(mode, tuple(sorted(days)), interval, content, title, identity)
    entity = {**strategy_body(strategy), "id": identity}
    first = json.dumps({"success": True, "data": entity, "meta": []}).encode()
    resource = {
        "type": "activity_duplication_strategy",
        "id": str(identity),
        "attributes": strategy_body(strategy),
    }
    second = json.dumps({"data": resource, "meta": []}).encode()
    assert V1().read_strategy(parse(first)) == strategy
    if identity < 10**12:  # a text id has at most twelve digits
        assert V2().read_strategy(parse(second)) == strategy
