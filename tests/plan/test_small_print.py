"""What single lines of a plan and of its file promise, each once unnoticed when it was changed (C12)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from recurrence import arrange
from sync.canonical import digest
from sync.errors import WireError
from sync.events import Deleted, Event
from sync.plan import Code, Form, Level, Manner, make_plan
from sync.planfile import Stale, plan_text, read_plan, stale
from sync.requests import ByDates, ByParameters
from tests.plan.builders import RECIPE, SOURCE, STRATEGY, another, plan, snapshot

PLAN = plan()


def written(**changes: object) -> bytes:
    """A plan file that somebody wrote, with a digest that fits."""
    document = json.loads(plan_text(PLAN)) | changes
    del document["digest"]
    return json.dumps({**document, "digest": digest(document)}).encode()


def test_a_plan_whose_source_is_deleted_is_refused() -> None:
    gone = replace(SOURCE, deleted=Deleted.YES)
    found = make_plan(arrange([PLAN.creates[0]]), gone, snapshot(source=gone), versions=PLAN.versions)
    assert found.verdicts == ((Code.NO_SOURCE, Level.REFUSE, 1),)
    assert found.unconfirmed(1, 0) == found.verdicts


def test_a_date_that_is_left_out_where_the_clock_skips_its_time_is_not_told_as_planned_there() -> None:
    skipped = arrange([datetime(2027, 3, 28, 3, 30)], zone="Europe/Riga", gap="drop")
    assert [slot.start for slot in skipped.slots] == [None]
    assert plan(schedule=skipped).verdicts == ()


def test_a_file_shows_titles_as_people_write_them() -> None:
    titled = plan(snapshot(), arrange([PLAN.creates[0]]))
    text = plan_text(replace(titled, source=replace(SOURCE, title="Йога")))
    assert '"title": "Йога"' in text
    assert '\n "host": ' in text


def test_no_zone_is_doubted_by_a_clock_a_whole_day_away_or_where_nothing_is_to_be_created() -> None:
    def verdicts(hours: int, *starts: datetime) -> list[Code]:
        instant = int(SOURCE.start.replace(tzinfo=UTC).timestamp()) - hours * 3600
        told = replace(SOURCE, timestamp=instant)
        riga = arrange(starts, zone="Europe/Riga")
        made = make_plan(riga, told, snapshot(source=told), versions=PLAN.versions)
        return [verdict.code for verdict in made.verdicts if verdict.code is Code.ZONE]

    free = PLAN.creates[0]
    assert [verdicts(hours, free) for hours in (2, 3, 24, -24)] == [[], [Code.ZONE], [], []]
    assert verdicts(3, SOURCE.start) == []


def test_what_a_form_cannot_say_is_asked_for_by_the_one_that_can() -> None:
    nameless = RECIPE._replace(strategy=STRATEGY.replace(id=None))
    none, unsaved = (plan(manner=Manner(Form.STRATEGY), recipe=recipe) for recipe in (None, nameless))
    assert isinstance(none.request(none.creates, Form.STRATEGY), ByDates)
    assert isinstance(unsaved.request(unsaved.creates, Form.STRATEGY), ByParameters)


def test_an_event_with_the_lowest_id_can_be_there_already() -> None:
    there = plan(snapshot(another(1, PLAN.creates[0])))
    assert there.baseline == (1,)
    assert read_plan(plan_text(there).encode()) == there


@pytest.mark.parametrize("text", [b"[]", b'"text"', b"null"])
def test_what_is_no_object_is_no_plan(text: bytes) -> None:
    with pytest.raises(WireError) as raised:
        read_plan(text)
    assert raised.value.path == "schema"


def test_a_window_or_a_reading_that_is_none_is_refused_where_it_stands() -> None:
    recipe = json.loads(plan_text(PLAN))["recipe"]
    for part, change in (("window", {"count": 0}), ("reading", {"anchor": "guess"})):
        with pytest.raises(WireError) as raised:
            read_plan(written(recipe={**recipe, part: {**recipe[part], **change}}))
        assert raised.value.path.startswith("recipe.")


@pytest.mark.parametrize("chunk", [1, 100])
def test_a_plan_may_ask_for_one_date_or_for_a_hundred_at_once(chunk: int) -> None:
    chunked = plan(manner=Manner(chunk=chunk))
    assert read_plan(plan_text(chunked).encode()) == chunked


@pytest.mark.parametrize("source", [None, replace(SOURCE, deleted=Deleted.YES)])
def test_a_plan_whose_source_is_gone_or_deleted_since_is_not_applied(source: Event | None) -> None:
    assert stale(PLAN, source, PLAN.taken_at) == (Stale("source", "there", "gone", (SOURCE.id,)),)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (
            {"manner": {"form": "dates", "content_type": 3, "force": False, "chunk": 20}},
            "manner.content_type",
        ),
        (
            {"manner": {"form": "dates", "content_type": 0, "force": False, "chunk": 20}},
            "manner.content_type",
        ),
        ({"manner": {"form": "dates", "content_type": 1, "force": False, "chunk": 0}}, "manner.chunk"),
        ({"manner": {"form": "dates", "content_type": 1, "force": False, "chunk": 101}}, "manner.chunk"),
        ({"manner": {"form": "guess", "content_type": 1, "force": False, "chunk": 20}}, "manner.form"),
        ({"verdicts": [{"code": "in the past", "level": "confirm", "number": 0}]}, "verdicts[0].number"),
        ({"baseline": [0]}, "baseline[0]"),
        ({"baseline": [True]}, "baseline[0]"),
        ({"baseline": [10**12 + 1]}, "baseline[0]"),
    ],
)
def test_what_no_plan_can_say_is_refused_where_it_stands(changes: dict[str, object], field: str) -> None:
    with pytest.raises(WireError) as raised:
        read_plan(written(**changes))
    assert [problem.field for problem in raised.value.problems] == [field]
