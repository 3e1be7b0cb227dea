"""Calibration against a service with a hidden reading: it is asked, never looked into, until nothing tells more.

The service is the API in memory with the brute-force oracle for its dates: it shares no code with the engine.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from property_tests.oracle import AXES, Question, Refused, walk
from recurrence import InvalidWindow, Problem, Reading, Strategy, Window
from recurrence.analysis import EVERY, Calibration, Observation, Probe, calibrate, probe, where
from sync.events import Event
from sync.memory_api import MemoryApi, MemoryWorld
from sync.requests import ByParameters, Force
from sync.target import Target

MONDAY = date(2027, 1, 4)
SEED = 20270104
MOST_STEPS = 12


def question(strategy: Strategy, window: Window, event: datetime, axes: dict[str, str]) -> Question:
    return Question(
        mode=int(strategy.repeat_mode),
        days=strategy.days,
        interval=strategy.interval,
        start=window.start,
        till=window.till,
        count=window.count,
        hours=window.hours,
        minutes=window.minutes,
        event=event,
        axes=axes,
    )


class Service:
    """A booking service that reads the documentation in a way nobody is told. `largest`: the most it ever created."""

    def __init__(self, hidden: dict[str, str]) -> None:
        self._hidden = hidden
        self.largest = 0

    def expanded(self, strategy: Strategy, window: Window, event: datetime) -> list[datetime]:
        try:
            return walk(question(strategy, window, event, self._hidden))
        except Refused:
            raise InvalidWindow([Problem("request", "this", "another")]) from None

    def observed(self, asked: Probe) -> Observation:
        """Copy an event as the probe says, and see what came into being."""
        source = Event(108, 4564, 7, 9, asked.event, length=3600, capacity=9)
        world = MemoryWorld(4564, {108: source})
        request = ByParameters(asked.strategy, asked.window, Force.YES)
        MemoryApi(world, expander=self.expanded).duplicate(Target(4564, 108), request)
        made = sorted(event.start for event in world.events.values() if event.id != 108)
        self.largest = max(self.largest, len(made))
        refused = not made and self._refuses(asked)
        return Observation(asked.strategy, asked.window, asked.event, None if refused else tuple(made))

    def _refuses(self, asked: Probe) -> bool:
        try:
            self.expanded(asked.strategy, asked.window, asked.event)
        except InvalidWindow:
            return True
        return False


@cache
def first_probe() -> Probe | None:
    return probe(EVERY, MONDAY)


def calibrated(service: Service) -> Calibration:
    """Ask what is proposed until nothing is."""
    observations: list[Observation] = []
    found = calibrate(observations)
    for _ in range(MOST_STEPS):
        following = probe(found.possible, MONDAY) if observations else first_probe()
        if following is None:
            return found
        observations.append(service.observed(following))
        found = calibrate(observations)
    raise AssertionError("there is always one more window to try")


def hidden_readings() -> Iterator[dict[str, str]]:
    """The documented one, one with every last value, one for each axis with that axis' last value, and random ones."""
    chance = random.Random(SEED)
    yield {}
    yield {axis: values[-1] for axis, values in AXES.items()}
    yield {"source_slot": "create", "count_source": "yes", "empty_days": "none"}
    for _ in range(7):
        yield {axis: chance.choice(values) for axis, values in AXES.items()}


def created(axes: dict[str, str], q: Question) -> list[datetime]:
    """What comes into being; nothing where it is refused."""
    try:
        return walk(question(*_asked(q), axes=axes))
    except Refused:
        return []


def _asked(q: Question) -> tuple[Strategy, Window, datetime]:
    assert q.event is not None
    strategy = Strategy(q.mode, q.days, q.interval)
    return strategy, Window(q.start, q.till, q.count, q.hours, q.minutes), q.event


def random_questions(chance: random.Random, number: int) -> Iterator[Question]:
    """A broad set of questions about a year or two."""
    for _ in range(number):
        start = MONDAY + timedelta(days=chance.randrange(400))
        till = start + timedelta(days=chance.randrange(90)) if chance.random() < 0.7 else None
        count = chance.randrange(1, 5) if till is None or chance.random() < 0.4 else None
        event = datetime(2027, 1, 1, chance.choice((0, 9)), chance.choice((0, 45)))
        mode, days = chance.randrange(1, 8), tuple(day for day in range(7) if chance.random() < 0.3)
        yield Question(
            mode=mode,
            start=start,
            till=till if till or mode < 6 else start + timedelta(days=200),
            count=count,
            days=days if mode == 5 else (),
            interval=chance.choice((0, 0, 1, 2)),
            hours=chance.choice((None, None, 0, 9)),
            minutes=chance.choice((None, None, 0, 30)),
            event=event + timedelta(days=chance.randrange(450)),
        )


def settled_or_endless(q: Question) -> bool:
    """Whether the walk is short: a count alone in a mode without dates walks to the end of the calendar."""
    return q.till is not None or (q.mode < 6 and not (q.mode == 5 and not q.days))


@pytest.mark.parametrize("hidden", [*hidden_readings()])
def test_a_hidden_reading_is_found_by_asking_what_is_proposed(hidden: dict[str, str]) -> None:
    service = Service(hidden)
    found = calibrated(service)
    own = Reading(**hidden)
    assert own in found.possible
    assert service.largest <= 10
    assert found.reading is not None
    left = list(found.possible.standing())
    chance = random.Random(SEED + 1)
    for q in filter(settled_or_endless, random_questions(chance, 60)):
        ours = created(hidden, q)
        assert all(created(other._asdict(), q) == ours for other in chance.sample(left, min(len(left), 3)))


def monday(week: int) -> datetime:
    return datetime(2027, 1, 4, 9) + timedelta(weeks=week)


EVERY_OTHER = Strategy(5, days=(1,), interval=1)
EVENT = monday(-1)


def seen(*weeks: int, **changes: Any) -> Observation:  # noqa: ANN401  any field of a window
    window = Window(**{"start": date(2027, 1, 4), "count": 3, **changes})
    return Observation(EVERY_OTHER, window, EVENT, tuple(map(monday, weeks)))


def test_what_no_observation_is_about_is_not_ruled_out() -> None:
    found = calibrate([seen(0, 2, 4)])
    about = {"interval_means", "anchor", "from_included"}
    assert {axis: found.possible.values(axis) for axis in AXES if axis not in about} == {
        axis: values for axis, values in AXES.items() if axis not in about
    }
    assert found.settled == {"interval_means": "break", "from_included": "yes"}


def test_readings_that_would_give_the_same_are_left_together() -> None:
    # Counting from the event a week before would make weeks 1, 3, 5; the day of the event alone changes no Monday.
    assert calibrate([seen(0, 2, 4)]).open["anchor"] == ("from", "event_day")
    assert calibrate([seen(1, 3, 5)]).settled["anchor"] == "event"


def test_observations_that_contradict_each_other_are_named() -> None:
    found = calibrate([seen(0, 2, 4), seen(0, 2), seen(0, 1, 2)])
    assert not found.possible
    assert found.conflict == (1,)
    other = Observation(EVERY_OTHER, Window(date(2027, 1, 4), count=2), EVENT, (monday(0), monday(1)))
    assert calibrate([seen(0, 2, 4), seen(0, 2, 4), other]).conflict == (0, 2)


def test_three_observations_of_which_any_two_agree_are_all_named() -> None:
    # Week 1 first: counted from the event a week before, or every Monday but the first day.
    week_one = seen(1, count=1)
    first_day = Observation(Strategy(1), Window(date(2027, 1, 4), count=1), EVENT, (monday(0),))
    tuesdays = Observation(
        Strategy(5, days=(2,), interval=1),
        Window(date(2027, 1, 4), till=date(2027, 1, 17)),
        EVENT,
        (datetime(2027, 1, 5, 9), datetime(2027, 1, 12, 9)),
    )
    for pair in ([week_one, first_day], [week_one, tuesdays], [first_day, tuesdays]):
        assert calibrate(pair).conflict == ()
    assert calibrate([week_one, first_day, tuesdays]).conflict == (0, 1, 2)


def test_a_calibration_goes_on_where_an_earlier_one_stopped() -> None:
    before = calibrate([seen(0, 2, 4)]).possible
    assert calibrate([seen(1, 3, 5)], before).conflict == (0,)
    assert calibrate([], before).possible == before


def test_a_refusal_may_be_an_empty_answer_and_an_empty_answer_no_refusal() -> None:
    empty = Strategy(5)
    window = Window(date(2027, 1, 4), till=date(2027, 1, 31))
    assert calibrate([Observation(empty, window, EVENT, None)]).possible.values("empty_days") == (
        "refuse",
        "none",
    )
    assert calibrate([Observation(empty, window, EVENT, ())]).possible.values("empty_days") == ("none",)


def test_of_days_that_were_not_looked_at_nothing_is_held_against_a_reading() -> None:
    window = Window(date(2027, 1, 4), count=3)
    looked = Observation(EVERY_OTHER, window, EVENT, (monday(0),), (date(2027, 1, 4), date(2027, 1, 10)))
    assert calibrate([looked]).possible.values("interval_means") == ("break", "step")
    further = looked._replace(days=(date(2027, 1, 4), date(2027, 1, 17)))
    assert calibrate([further]).possible.values("interval_means") == ("break",)


def test_a_date_twice_or_outside_the_days_is_refused() -> None:
    with pytest.raises(InvalidWindow, match="each date-time once"):
        calibrate([seen(0, 0)])
    with pytest.raises(InvalidWindow, match="looked at"):
        calibrate([seen(0)._replace(days=(date(2027, 1, 5), date(2027, 1, 6)))])


def test_the_reading_is_named_only_where_what_is_left_is_equal_everywhere() -> None:
    alone = where(**{axis: values[:1] for axis, values in AXES.items()})
    assert calibrate([], alone).reading == Reading()
    two = where(**{axis: values[:1] for axis, values in AXES.items() if axis != "week"})
    assert calibrate([], two).reading is None
    slot = {axis: values[:1] for axis, values in AXES.items() if axis not in {"source_slot", "count_source"}}
    assert calibrate([], where(**slot, source_slot=("create",))).reading == Reading(source_slot="create")
    assert calibrate([], where(**slot, source_slot=("skip",))).reading is None


def test_a_proposal_copies_one_of_the_events_that_there_are() -> None:
    weeks = where(
        **{axis: values[:1] for axis, values in AXES.items() if axis not in {"week", "interval_means"}}
    )
    events = (datetime(2027, 1, 14, 10, 0), datetime(2027, 1, 22, 10, 0))
    found = probe(weeks, MONDAY, events)
    assert found is not None
    assert found.event in events
    assert len(found.parts) == 6
    assert probe(weeks & where(week=("monday",), interval_means=("break",)), MONDAY, events) is None


@pytest.mark.parametrize("months", range(12))
def test_a_window_tells_the_weeks_apart_whatever_weekday_a_month_ends_on(months: int) -> None:
    """The 31st that is proposed for copying is on another weekday each time; every week must show beside it."""
    first = date(2027, 1, 4) + timedelta(days=30 * months)
    counted = where(**{axis: values[:1] for axis, values in AXES.items() if axis not in {"anchor", "week"}})
    for weeks in combinations(AXES["week"], 2):
        assert probe(counted & where(anchor=("event",), week=weeks), first) is not None
