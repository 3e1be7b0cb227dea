"""Strategies as the API writes them, in both dialects, to ours: tolerant in shape, strict in types."""

import pytest

from recurrence import RepeatMode, Strategy
from sync.errors import SyncError, WireError
from sync.wire import read_strategies, v1, v2

# The samples of the API's documentation, with English titles.
LISTED = {
    "success": True,
    "data": [
        {
            "id": 2,
            "company_id": 4564,
            "title": "Test pattern",
            "repeat_mode_id": 1,
            "repeat_mode": {"id": 1, "title": "Daily"},
            "days": [],
            "interval": 0,
            "content_type": 1,
        }
    ],
    "meta": {"count": 1},
}
CREATED = {
    "success": True,
    "data": {
        "id": 3,
        "company_id": 4564,
        "title": "Test duplication strategy",
        "repeat_mode_id": 5,
        "repeat_mode": {"id": 5, "title": "Every week"},
        "days": [1, 4],
        "interval": 2,
        "content_type": 1,
    },
    "meta": [],
}
RESOURCE = {
    "type": "activity_duplication_strategy",
    "id": "11",
    "attributes": {
        "title": "Mon & Wed",
        "repeat_mode_id": 5,
        "days": [1, 3],
        "interval": 1,
        "content_type": 1,
    },
}
ENTITY = {"id": 3, "title": "Yoga", "repeat_mode_id": 5, "days": [1, 4], "interval": 2, "content_type": 2}


def only(document: object) -> Strategy:
    (found,) = read_strategies(document)
    return found.strategy


def problems(document: object) -> dict[str, object]:
    """The paths of what is wrong, each with the value given."""
    with pytest.raises(WireError) as caught:
        read_strategies(document)
    return {problem.field: problem.value for problem in caught.value.problems}


def test_the_documented_samples_are_read() -> None:
    assert only(LISTED) == Strategy(1, title="Test pattern", id=2)
    assert only(CREATED) == Strategy(5, [1, 4], 2, 1, "Test duplication strategy", 3)
    assert only({"data": RESOURCE, "meta": []}) == Strategy(5, [1, 3], 1, 1, "Mon & Wed", 11)


@pytest.mark.parametrize(
    "wrap",
    [lambda one: one, lambda one: [one], lambda one: {"data": one}, lambda one: {"data": [one], "meta": {}}],
)
@pytest.mark.parametrize("one", [ENTITY, RESOURCE])
def test_one_is_read_bare_in_a_list_and_in_an_answer(one: dict[str, object], wrap: object) -> None:
    assert callable(wrap)
    assert only(wrap(one)) == only(one)


def test_many_are_read_in_order() -> None:
    assert [read.strategy.id for read in read_strategies([ENTITY, {**ENTITY, "id": 2}])] == [3, 2]
    assert [read.strategy.id for read in read_strategies({"data": [RESOURCE, {**RESOURCE, "id": "4"}]})] == [
        11,
        4,
    ]
    assert read_strategies([]) == read_strategies({"success": True, "data": [], "meta": []}) == []


@pytest.mark.parametrize("name", ["company_id", "salon_id", "location_id"])
def test_a_location_is_read_under_each_of_its_names(name: str) -> None:
    (read,) = read_strategies({**ENTITY, name: 4564})
    assert read.location == 4564


def test_what_may_be_left_out_gets_its_default_and_is_named() -> None:
    (read,) = read_strategies({"repeat_mode_id": 2})
    assert read.strategy == Strategy(RepeatMode.WEEKDAYS)
    assert read.defaulted == ("title", "days", "interval", "content_type")
    assert only({**ENTITY, "repeat_mode_id": 1, "days": None}).days == ()


def test_the_mode_may_stand_in_its_object_alone() -> None:
    assert only({"repeat_mode": {"id": 6, "title": "Every month"}}).repeat_mode is RepeatMode.MONTHLY
    assert problems({"repeat_mode_id": 5, "repeat_mode": {"id": 6}}) == {"repeat_mode.id": 6}
    assert problems({"repeat_mode_id": 5, "repeat_mode": "weekly"}) == {"repeat_mode": "weekly"}


def test_unknown_fields_are_kept_aside() -> None:
    (read,) = read_strategies({**ENTITY, "duplicate_records": 1, "x": [2]})
    assert dict(read.kept_aside) == {"duplicate_records": 1, "x": [2]}
    attributes = {"repeat_mode_id": 1, "colour": "red"}
    (read,) = read_strategies({"data": {"id": "1", "attributes": attributes, "links": {}}})
    assert dict(read.kept_aside) == {"colour": "red", "links": {}}


def test_untidy_days_are_told_as_they_were() -> None:
    (tidy,), (untidy,) = read_strategies(ENTITY), read_strategies({**ENTITY, "days": [4, 1, 1]})
    assert tidy.untidy_days is None
    assert (untidy.strategy.days, untidy.untidy_days) == ((1, 4), (4, 1, 1))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"repeat_mode_id": "5"}, "repeat_mode_id"),
        ({"repeat_mode_id": True}, "repeat_mode_id"),
        ({"repeat_mode_id": 5.0}, "repeat_mode_id"),
        ({"repeat_mode_id": 0}, "repeat_mode_id"),
        ({"repeat_mode_id": 8}, "repeat_mode_id"),
        ({"repeat_mode_id": None}, "repeat_mode_id"),
        ({"days": ["1"]}, "days"),
        ({"days": [True]}, "days"),
        ({"days": [1.0]}, "days"),
        ({"days": [7]}, "days"),
        ({"days": [{"id": 1}]}, "days"),
        ({"days": "1,4"}, "days"),
        ({"days": {"0": 1}}, "days"),
        ({"interval": "2"}, "interval"),
        ({"interval": -1}, "interval"),
        ({"interval": 2**63}, "interval"),
        ({"interval": False}, "interval"),
        ({"content_type": 3}, "content_type"),
        ({"content_type": "1"}, "content_type"),
        ({"title": 7}, "title"),
        ({"id": "3"}, "id"),
        ({"id": 0}, "id"),
        ({"company_id": "4564"}, "company_id"),
        ({"company_id": True}, "company_id"),
        ({"company_id": 1, "salon_id": 2}, "salon_id"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(change: dict[str, object], path: str) -> None:
    assert list(problems({**ENTITY, **change})) == [path]
    assert list(problems({"success": True, "data": [ENTITY, {**ENTITY, **change}]})) == [f"data[1].{path}"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": 11}, "data.id"),
        ({"id": "１１"}, "data.id"),
        ({"id": "0"}, "data.id"),
        ({"id": "1" * 13}, "data.id"),
        ({"type": "activity"}, "data.type"),
        ({"attributes": {"repeat_mode_id": "5"}}, "data.attributes.repeat_mode_id"),
    ],
)
def test_a_wrong_resource_is_refused_with_its_path(change: dict[str, object], path: str) -> None:
    assert list(problems({"data": {**RESOURCE, **change}})) == [path]


def test_every_problem_of_every_strategy_is_told() -> None:
    found = problems(
        {"data": [{"repeat_mode_id": 9, "interval": "2"}, ENTITY, {"repeat_mode_id": 5, "days": [8]}]}
    )
    assert found == {"data[0].repeat_mode_id": 9, "data[0].interval": "2", "data[2].days": 8}


@pytest.mark.parametrize(
    "document", [None, 5, "x", True, [5], {"data": 5}, {"data": None}, {"data": [None]}, {}]
)
def test_what_is_no_strategy_is_refused(document: object) -> None:
    assert problems(document)


def test_a_refusal_of_the_service_is_not_read_as_strategies() -> None:
    assert problems({"success": False, "data": None, "meta": {"message": "Access denied."}}) == {
        "success": False
    }


def test_a_wire_error_tells_its_first_problem_directly() -> None:
    with pytest.raises(WireError) as caught:
        v1.read_strategy({**ENTITY, "interval": "2"}, "data[2]")
    assert isinstance(caught.value, SyncError)
    assert (caught.value.path, caught.value.value) == ("data[2].interval", "2")
    assert "integer" in caught.value.allowed


def test_the_dialects_are_told_apart() -> None:
    assert v2.speaks({"data": [RESOURCE]})
    assert v2.speaks(RESOURCE)
    assert not v2.speaks(LISTED)
    assert not v2.speaks({"data": []})


def test_a_strategy_goes_out_as_it_came_in() -> None:
    assert v1.strategy_fields(only(ENTITY)) == ENTITY


@pytest.mark.parametrize(
    ("text", "hour"), [("2020-01-01 12:00:00", 12), ("2026-10-10 15:30", 15), ("2026-10-10T15:30:00", 15)]
)
def test_an_events_start_is_read(text: str, hour: int) -> None:
    assert v1.read_event({"id": 108, "date": text}).start.hour == hour


@pytest.mark.parametrize(
    "text", ["soon", "2020-01-01", "2020-13-01 12:00:00", "２０20-01-01 12:00", 1601289000, None, True]
)
def test_what_is_no_start_is_refused(text: object) -> None:
    with pytest.raises(WireError) as caught:
        v1.read_event({"id": 108, "date": text})
    assert caught.value.path == "event.date"
