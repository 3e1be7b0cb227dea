"""Laws of writing: a body has the fields of its form and no other, and says what the request says."""

from __future__ import annotations

import json
from datetime import date, datetime
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from recurrence import ContentType, Strategy, Window
from sync.requests import ByDates, ByParameters, ByStrategy, Force
from sync.target import Target
from sync.wire.call import Arrays, Call, Filters
from sync.wire.v1_calls import Spelling
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2

IDS = st.integers(1, 10**12)
TARGETS = st.builds(Target, IDS, IDS)
FORCE = st.sampled_from(Force)
CONTENT = st.sampled_from(ContentType)
MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
STRATEGIES = st.builds(
    Strategy,
    st.integers(1, 7),
    st.sets(st.integers(0, 6)).map(tuple),
    st.integers(0, 10_000),
    CONTENT,
    st.text(min_size=1, max_size=20).map(lambda text: f"a{text}"),
    IDS,
)
HOURS, MINUTES = st.one_of(st.none(), st.integers(0, 23)), st.one_of(st.none(), st.integers(0, 59))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start, end = sorted((draw(st.dates()), draw(st.dates())))
    till, count = draw(st.sampled_from([(end, None), (None, 3), (end, 1)]))
    return Window(start, till, count, draw(HOURS), draw(MINUTES))


def sent(call: Call) -> dict[str, object]:
    assert call.body is not None
    assert call.body.isascii()
    found = json.loads(call.body)
    assert isinstance(found, dict)
    return found


@given(TARGETS, st.lists(MOMENTS, min_size=1, max_size=20, unique=True), CONTENT, FORCE)
def test_dates_are_sent_as_they_are_in_both_generations(
    target: Target, dates: list[datetime], content: ContentType, force: Force
) -> None:
    request = ByDates(dates, content, force)
    for dialect in (V1(), V2()):
        body = sent(dialect.duplicate(target, request))
        assert list(body) == ["dates", "content_type", "force"]
        assert [datetime.strptime(text, "%Y-%m-%dT%H:%M:%S") for text in body["dates"]] == dates  # type: ignore[attr-defined]  # a list
        assert (body["content_type"], body["force"]) == (int(content), force is Force.YES)


def window_of(body: dict[str, object]) -> Window:
    """The window that a body says."""
    till = body.get("till")
    return Window(
        date.fromisoformat(str(body["from"])),
        None if till is None else date.fromisoformat(str(till)),
        body.get("count"),  # type: ignore[arg-type]  # the constructor checks
        body.get("hours"),  # type: ignore[arg-type]  # as above
        body.get("minutes"),  # type: ignore[arg-type]  # as above
    )


@given(TARGETS, IDS, windows(), FORCE)
def test_a_strategy_request_says_its_window(
    target: Target, identity: int, window: Window, force: Force
) -> None:
    body = sent(V1().duplicate(target, ByStrategy(identity, window, force)))
    assert window_of(body) == window
    assert set(body) <= {"duplication_strategy_id", "from", "till", "count", "hours", "minutes", "force"}
    assert (body["duplication_strategy_id"], body["force"]) == (identity, force is Force.YES)
    assert None not in body.values()


@given(TARGETS, STRATEGIES, windows(), FORCE)
def test_a_parameter_request_says_its_pattern_and_its_window(
    target: Target, strategy: Strategy, window: Window, force: Force
) -> None:
    body = sent(V1().duplicate(target, ByParameters(strategy, window, force)))
    assert window_of(body) == window
    said = Strategy(
        body["repeat_mode_id"],  # type: ignore[arg-type]  # the constructor checks
        body.get("days", strategy.days),  # type: ignore[arg-type]  # as above
        body["interval"],  # type: ignore[arg-type]  # as above
        body["content_type"],  # type: ignore[arg-type]  # as above
    )
    assert said == strategy.replace(title="", id=None)
    assert ("days" in body) == (strategy.repeat_mode == 5)
    assert "title" not in body


@given(
    TARGETS,
    st.sampled_from(Spelling),
    st.sampled_from(Arrays),
    st.lists(IDS, max_size=3),
    st.integers(1, 400),
)
def test_a_path_holds_letters_digits_and_slashes_only(
    target: Target, spelling: Spelling, arrays: Arrays, ids: list[int], page: int
) -> None:
    days, filters = (date(2027, 1, 1), date(2027, 2, 1)), Filters(tuple(ids), tuple(ids), ())
    for dialect in (V1(spelling, arrays), V2()):
        for call in (
            dialect.event(target),
            dialect.delete_event(target),
            dialect.events(target.location, days, filters, page),
            dialect.delete_strategy(target.location, target.event),
        ):
            assert call.path.replace("/", "").replace("_", "").isalnum()
            assert call.path.isascii()
            assert urlencode(call.query).isascii()
