"""A reviewed plan and nothing else: F41 to F43 of the fault table."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recurrence import ContentType, RepeatMode, Strategy, Window, arrange, expand
from sync.canonical import digest
from sync.errors import BadInput, PlanRefused, WireError
from sync.events import Event
from sync.plan import Code, Level, Limits, Manner, Plan, make_plan
from sync.planfile import LONGEST_AGE, approves, digest_of, plan_text, read_plan, stale
from sync.snapshot import Snapshot
from sync.steps import Ending
from tests.apply.worlds import asked, ending, world
from tests.simulation.plans import EARLIER, LATER, NOW, SOON, SOURCE, VERSIONS, plan_of, snapshot_of
from tests.simulation.server import HOST, OTHER_SERVICE

REFUSALS = (PlanRefused, WireError, BadInput)
SAMPLE = plan_text(plan_of(2, present=0)).encode()


def refused(text: bytes) -> bool:
    """Whether a plan file is refused, with an error of ours."""
    try:
        read_plan(text)
    except REFUSALS:
        return True
    return False


def test_the_sample_is_accepted_as_it_is() -> None:
    assert read_plan(SAMPLE) == plan_of(2, present=0)


@pytest.mark.parametrize("bit", range(8))
def test_a_plan_in_which_any_byte_was_changed_is_refused(bit: int) -> None:
    for number in range(len(SAMPLE)):
        changed = bytearray(SAMPLE)
        changed[number] ^= 1 << bit
        assert refused(bytes(changed)), (number, SAMPLE[number : number + 20])


def test_a_plan_from_which_any_byte_was_taken_is_refused_unless_it_was_white_space() -> None:
    for number, byte in enumerate(SAMPLE):
        shorter = SAMPLE[:number] + SAMPLE[number + 1 :]
        assert refused(shorter) or chr(byte).isspace(), number


@pytest.mark.parametrize(
    ("letter", "alike"), [("e", "е"), ("a", "ａ"), ("1", "１"), ("-", "‐"), ("0", "O"), ("o", "ο")]
)
def test_a_letter_that_only_looks_alike_is_refused(letter: str, alike: str) -> None:
    text = SAMPLE.decode()
    places = [number for number, found in enumerate(text) if found == letter]
    assert places
    for place in places:
        assert refused((text[:place] + alike + text[place + 1 :]).encode()), text[place : place + 20]


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\ufeff", "\u0301", "\x00"])
def test_a_mark_that_nobody_sees_is_refused(mark: str) -> None:
    text = SAMPLE.decode()
    for place in range(0, len(text), 7):
        assert refused((text[:place] + mark + text[place:]).encode()), place


def test_the_order_of_keys_and_white_space_do_not_matter() -> None:
    document = json.loads(SAMPLE)
    turned = {name: document[name] for name in reversed(document)}
    for layout in (
        json.dumps(turned),
        json.dumps(turned, indent=7),
        json.dumps(document, separators=(",", ":")),
    ):
        assert read_plan(layout.encode()) == plan_of(2, present=0)


@pytest.mark.parametrize("value", [None, "", "0" * 64, 5, True, [], "ABCDEF"])
def test_a_plan_with_another_digest_is_refused(value: object) -> None:
    assert refused(json.dumps({**json.loads(SAMPLE), "digest": value}).encode())


def test_a_plan_without_a_digest_is_refused() -> None:
    document = json.loads(SAMPLE)
    del document["digest"]
    assert refused(json.dumps(document).encode())


def test_a_field_that_no_plan_has_is_refused_even_with_its_digest() -> None:
    document = json.loads(SAMPLE)
    del document["digest"]
    document["force_all"] = True
    assert refused(json.dumps({**document, "digest": digest(document)}).encode())


DELETED: dict[str, object] = {"do": "delete", "events": [201]}


def forged(**changes: object) -> bytes:
    """The sample with other fields and the digest that fits them."""
    document = {**json.loads(SAMPLE), **changes}
    del document["digest"]
    return json.dumps({**document, "digest": digest(document)}).encode()


def forged_actions(*changes: dict[str, object]) -> bytes:
    """The sample's second action, once for each of these changes."""
    (_, action) = json.loads(SAMPLE)["actions"]
    return forged(actions=[{**action, **change} for change in changes])


@pytest.mark.parametrize(
    "file",
    [
        forged_actions({}, {}),
        forged_actions({"start": "2027-05-02T10:00:00"}, {"start": "2027-05-01T10:00:00"}),
        forged_actions({}, DELETED),
        forged_actions({"do": "delete", "events": [201, 202]}),
        forged_actions({"do": "delete", "events": []}),
        forged_actions(DELETED, DELETED),
        forged_actions({"do": "already there"}),
        forged_actions({"events": [201]}),
        forged(fingerprint="0" * 64),
        forged(zone="No/Where"),
        forged(source={**json.loads(SAMPLE)["source"], "location": 4565}),
    ],
    ids=[
        "a date twice",
        "dates out of order",
        "creating and deleting",
        "two events to delete at once",
        "no event to delete",
        "an event deleted twice",
        "there, but no event",
        "to create, but an event",
        "another event's fingerprint",
        "no such zone",
        "an event of another location",
    ],
)
def test_a_plan_that_contradicts_itself_is_refused_even_with_its_digest(file: bytes) -> None:
    with pytest.raises(PlanRefused, match="not a plan"):
        read_plan(file)


def test_a_forged_plan_that_does_not_contradict_itself_is_read() -> None:
    assert read_plan(forged_actions({}, {"start": "2028-05-01T10:00:00"})).creates
    assert read_plan(forged_actions(DELETED)).deletes == (201,)


@pytest.mark.parametrize("length", [0, 1, 11])
def test_a_digest_of_fewer_than_twelve_digits_approves_nothing(length: int) -> None:
    plan = plan_of(2)
    assert not approves(digest_of(plan)[:length], plan)


def test_only_the_plans_own_digest_approves_it() -> None:
    plan, other = plan_of(2), plan_of(3)
    assert approves(digest_of(plan)[:12], plan)
    assert approves(digest_of(plan), plan)
    assert not approves(digest_of(other), plan)
    assert not approves(digest_of(plan) + "0", plan)
    assert not approves(digest_of(plan).upper(), plan)


@pytest.mark.parametrize("change", [{"host": "https://other.example"}, {"host": HOST + "/"}])
def test_a_plan_for_another_host_sends_nothing(change: dict[str, str]) -> None:
    elsewhere = world(plan=replace(plan_of(6), host=change["host"]))
    assert (ending(elsewhere), asked(elsewhere)) == ("wrong target", [])


def test_a_plan_of_more_than_seven_days_is_not_applied_and_can_be_resumed() -> None:
    old = world(["timeout"])
    old.wall_jump = LONGEST_AGE + timedelta(minutes=1)
    assert (ending(old), asked(old)) == ("stale", [])
    old.wall_jump = LONGEST_AGE - timedelta(minutes=1)
    assert ending(old).name == "UNRESOLVED"  # type: ignore[union-attr]  # an Ending, or the line fails
    old.wall_jump = LONGEST_AGE + timedelta(days=2)
    assert ending(old).name == "UNRESOLVED"  # type: ignore[union-attr]  # as above


def test_a_plan_that_was_made_long_after_today_is_not_applied() -> None:
    early = world()
    early.wall_jump = -LONGEST_AGE - timedelta(minutes=1)
    assert (ending(early), asked(early)) == ("stale", [])


def test_a_plan_some_of_whose_dates_have_passed_is_not_applied_and_can_be_resumed() -> None:
    plan = plan_of(2, first=SOON)
    late = world(["timeout"], plan=plan)
    late.wall_jump = timedelta(minutes=3)
    assert (ending(late), asked(late)) == ("stale", [])
    late.wall_jump = timedelta(minutes=1)
    assert ending(late) is Ending.UNRESOLVED
    late.wall_jump = timedelta(hours=3)
    assert ending(late) is Ending.UNRESOLVED


def test_a_plan_whose_dates_are_all_there_has_nothing_to_send() -> None:
    done = plan_of(1, present=0)
    assert done.creates == ()
    assert stale(done, SOURCE, NOW.replace(tzinfo=UTC)) == ()


def verdicts(plan: Plan) -> dict[Code, tuple[Level, int]]:
    """What a plan says of itself."""
    return {code: (level, number) for code, level, number in plan.verdicts}


def planned(count: int, *, source: Event = SOURCE, seen: Snapshot | None = None, **manner: object) -> Plan:
    """A plan of so many daily classes from the day after the source on."""
    window = Window(LATER, count=count)
    occurrences = expand(Strategy(RepeatMode.DAILY), window, source.start)
    how = Manner(**manner)  # type: ignore[arg-type]  # as the caller says
    return make_plan(arrange(occurrences), source, seen or snapshot_of(), how, versions=VERSIONS)


@pytest.mark.parametrize(("count", "says"), [(200, False), (201, True)])
def test_more_than_two_hundred_creations_are_confirmed_by_number(count: int, says: bool) -> None:  # noqa: FBT001
    plan = planned(count)
    assert (Code.MANY in verdicts(plan)) is says
    if says:
        assert plan.unconfirmed(None, None)
        assert plan.unconfirmed(count - 1, None)
        assert not plan.unconfirmed(count, None)


def test_dates_of_more_than_eight_hundred_days_ahead_are_confirmed_by_number() -> None:
    far = (NOW + Limits().days_ahead * timedelta(days=1)).date() - LATER
    assert Code.FAR not in verdicts(planned(far.days))
    assert verdicts(planned(far.days + 10))[Code.FAR] == (Level.CONFIRM, 10)


def test_dates_in_the_past_are_confirmed_by_number() -> None:
    plan = plan_of(5, first=EARLIER)
    assert verdicts(plan)[Code.PAST] == (Level.CONFIRM, 3)
    assert plan.unconfirmed(3, None)
    assert not plan.unconfirmed(5, None)


@pytest.mark.parametrize(("held", "count", "says"), [(9, 9, False), (10, 3, False), (10, 4, True)])
def test_growth_by_more_than_thirty_percent_is_confirmed_by_number(held: int, count: int, says: bool) -> None:  # noqa: FBT001
    there = [SOURCE.replace(id=200 + n, start=datetime(2027, 6, 1 + n, 8)) for n in range(held)]
    others = [
        SOURCE.replace(id=300 + n, service_id=OTHER_SERVICE, start=datetime(2027, 7, 1 + n, 8))
        for n in range(20)
    ]
    plan = planned(count, seen=snapshot_of(*there, *others))
    assert (Code.GROWTH in verdicts(plan)) is says


def test_copied_appointments_are_confirmed_by_their_own_number() -> None:
    plan = planned(4, source=SOURCE.replace(records_count=3), content_type=ContentType.APPOINTMENTS)
    assert verdicts(plan)[Code.COPIES] == (Level.CONFIRM, 12)
    assert plan.unconfirmed(4, None)
    assert plan.unconfirmed(12, 4)
    assert not plan.unconfirmed(None, 12)


@pytest.mark.parametrize(
    "change",
    [
        {"start": "2027-03-02T10:00:00+00:00"},
        {"start": "2027-03-02T10+00:00"},
        {"start": "2027-02-31T10:00:00"},
        {"start": "2027-03-02 10:00:00"},
        {"start": "20270302T100000"},
        {"start": 20270302},
        {"do": "steal"},
        {"do": ["create"]},
        {"why": 5},
        {"why": None},
        {"events": None},
        {"events": [0]},
        {"events": [True]},
        {"more": 1},
    ],
    ids=repr,
)
def test_an_action_that_says_what_none_can_is_refused_even_with_its_digest(change: dict[str, object]) -> None:
    document = json.loads(plan_text(plan_of(3)))
    document["actions"][1] |= change
    del document["digest"]
    assert refused(json.dumps({**document, "digest": digest(document)}).encode())


@pytest.mark.parametrize("change", ["verdict taken out", "number lowered", "limit raised", "verdict put in"])
def test_what_must_be_confirmed_follows_from_dates_and_limits_even_with_a_digest(change: str) -> None:
    document = json.loads(plan_text(plan_of(201)))
    assert [verdict["code"] for verdict in document["verdicts"]] == ["many creations"]
    if change == "verdict taken out":
        document["verdicts"] = []
    elif change == "number lowered":
        document["verdicts"][0]["number"] = 200
    elif change == "limit raised":
        document["limits"]["creations"] = 1000
    else:
        document["verdicts"].append({"code": "in the past", "level": "confirm", "number": 1})
    del document["digest"]
    assert refused(json.dumps({**document, "digest": digest(document)}).encode())


def test_the_limits_of_a_plan_are_bound_by_its_digest() -> None:
    small = plan_of(3)
    wide = replace(small, limits=Limits(creations=1000))
    assert read_plan(plan_text(wide).encode()).limits == Limits(creations=1000)
    assert digest_of(wide) != digest_of(small)
