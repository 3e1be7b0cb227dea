"""Strategies are created, changed and deleted after a person has seen both sides and agreed, once, and never blindly."""

import json
from pathlib import Path

import pytest

from frontdesk.runs.changes import is_as_asked
from frontdesk.service.profile import Profile, settings_folder, write_profile
from recurrence import Strategy
from sync.emulator.running import Emulator
from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import STUDIO, Done, Terminal, environment

WRITES = ("create_strategy", "update_strategy", "delete_strategy")
CREATE = "strategies create --title Evening --mode weekly --days mon,thu --interval 2"
UPDATE = "strategies update 1 --interval 0"
DELETE = "strategies delete 1"


def writes(emulator: Emulator) -> int:
    return sum(len(emulator.requests(name)) for name in WRITES)


def listed(recur: Terminal) -> dict[int, dict[str, object]]:
    found = json.loads(recur("strategies list --format json").out)
    return {each["id"]: each for each in found["strategies"]}


def side_by_side(done: Done) -> list[list[str]]:
    """The cells of the table of now and then."""
    table = done.lines[1 : done.lines.index("")] if "" in done.lines else done.lines[1:]
    return [line.split() for line in table]


def test_a_strategy_is_created_as_it_was_shown(recur: Terminal) -> None:
    done = recur(CREATE, answers=["yes"])
    assert (done.code, done.err) == (0, "")
    assert ["title", "-", "Evening", "<"] in side_by_side(done)
    assert ["days", "-", "Mon,", "Thu", "<"] in side_by_side(done)
    (made,) = (each for each in listed(recur).values() if each["title"] == "Evening")
    assert (made["days"], made["interval"], made["repeat_mode_id"]) == ([1, 4], 2, 5)
    assert done.lines[-1] == f"Created: strategy {made['id']}."


def test_an_update_changes_only_what_is_given(recur: Terminal) -> None:
    before = listed(recur)
    done = recur(UPDATE, answers=["yes"])
    assert done.code == 0
    assert ["interval", "2", "0", "<"] in side_by_side(done)
    assert [row[0] for row in side_by_side(done) if row[-1] == "<"] == ["interval"]
    assert listed(recur) == {**before, 1: {**before[1], "interval": 0}}


def test_a_strategy_that_is_weekly_no_longer_loses_its_days(recur: Terminal) -> None:
    assert recur("strategies update 1 --mode daily --yes").code == 0
    assert listed(recur)[1]["days"] == []


def test_an_update_that_changes_nothing_sends_nothing(emulator: Emulator, recur: Terminal) -> None:
    done = recur("strategies update 1 --interval 2")
    assert (done.code, done.lines[-1]) == (0, "Unchanged: strategy 1.")
    assert writes(emulator) == 0


def test_a_strategy_is_deleted_and_its_events_stay(emulator: Emulator, recur: Terminal) -> None:
    events = len(emulator.events())
    done = recur(DELETE, answers=["yes"])
    assert (done.code, done.lines[-1]) == (0, "Deleted: strategy 1.")
    assert "Events that were made with it stay." in done.lines
    assert 1 not in listed(recur)
    assert len(emulator.events()) == events


def test_a_whole_strategy_comes_from_a_file(recur: Terminal) -> None:
    done = recur(f"strategies update 3 --strategy {STUDIO} --strategy-id 1 --yes")
    assert done.code == 0
    assert listed(recur)[3] == {**listed(recur)[1], "id": 3}


@pytest.mark.parametrize("line", [CREATE, UPDATE, DELETE])
@pytest.mark.parametrize("said", ["no", "", "y", "YES", "yes ", "да"])
def test_anything_but_yes_sends_nothing(emulator: Emulator, shell: Terminal, line: str, said: str) -> None:
    shell.environ |= environment(emulator)
    done = shell(line, answers=[said])
    assert (done.code, writes(emulator)) == (2, 0)
    assert done.err.endswith("Nothing was sent.\n")


@pytest.mark.parametrize("line", [CREATE, UPDATE, DELETE])
@pytest.mark.parametrize("wanted", ["table", "json"])
def test_where_nobody_can_be_asked_nothing_is_sent_without_yes(
    emulator: Emulator, shell: Terminal, line: str, wanted: str
) -> None:
    shell.environ |= environment(emulator)
    done = shell(f"{line} --format {wanted}")
    assert (done.code, writes(emulator)) == (2, 0)
    assert "--yes agrees in advance" in done.err
    shown = done.out if wanted == "table" else done.err
    assert "then" in shown
    assert wanted == "table" or done.out == ""


def test_the_question_names_the_target(emulator: Emulator, recur: Terminal) -> None:
    (question,) = recur(DELETE, answers=["no"]).asked
    assert f"(emulator on 127.0.0.1:{emulator.port})" in question


@pytest.mark.parametrize("line", [UPDATE, DELETE])
def test_a_strategy_that_changed_while_the_person_thought_is_left_alone(
    emulator: Emulator, shell: Terminal, line: str
) -> None:
    shell.environ |= environment(emulator)
    other = Terminal({**shell.environ}, shell.time, shell.written)

    def rename() -> None:
        assert other("strategies update 1 --title Renamed --yes").code == 0

    done = shell(line, answers=["yes"], meanwhile=rename)
    assert (done.code, writes(emulator)) == (2, 1)
    assert "changed by somebody else meanwhile" in done.err


def test_a_title_that_is_there_already_is_pointed_out(recur: Terminal) -> None:
    done = recur("strategies create --mode daily --title Boxing", answers=["no"])
    assert "There is one of this title already: 4." in done.lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("strategies create --mode daily", "--title is missing"),
        ("strategies create --title A", "--mode is missing"),
        ("strategies create --title A --mode weekly --days 7", "--days: 7 is not allowed"),
        (
            "strategies create --title A --mode weekly --yes",
            "--days is missing: a weekly strategy needs weekdays",
        ),
        ("strategies update 3 --mode weekly --yes", "--days is missing: a weekly strategy needs weekdays"),
        ("strategies update 1", "something to change"),
        ("strategies update 1 --interval x", "--interval: 'x' is not allowed"),
        ("strategies update x --interval 1", "ID: 'x' is not allowed"),
        ("strategies update 99 --interval 1 --yes", "one of the location's strategies: 1, 2, 3"),
        ("strategies update 1 --interval 99999 --yes", "--interval: 99999 is not allowed"),
        ("strategies delete 99 --yes", "one of the location's strategies: 1, 2, 3"),
        ("strategies update 1 --title  --yes", None),
    ],
)
def test_a_change_that_means_nothing_is_refused(
    emulator: Emulator, shell: Terminal, line: str, said: str | None
) -> None:
    shell.environ |= environment(emulator)
    done = shell(line)
    assert (done.code, writes(emulator)) == (2, 0)
    assert said is None or said in done.err


def test_a_strategy_without_dates_is_refused_before_anything_is_asked(
    emulator: Emulator, shell: Terminal
) -> None:
    shell.environ |= environment(emulator)
    Path("weekly.json").write_text('{"title": "Evening", "repeat_mode_id": 5, "days": []}')
    for given in ("--title Evening --mode weekly", "--strategy weekly.json"):
        done = shell(f"strategies create {given} --yes")
        assert (done.code, "days" in done.err, emulator.requests()) == (2, True, [])


@pytest.mark.parametrize(("empty_days", "code"), [("anchor_weekday", 0), ("none", 2)])
def test_whether_a_week_without_days_has_dates_is_for_the_pinned_reading_to_say(
    emulator: Emulator, shell: Terminal, empty_days: str, code: int
) -> None:
    shell.environ |= environment(emulator)
    values = {"base_url": emulator.base_url, "reading": {"empty_days": empty_days}}
    write_profile(settings_folder(), Profile("default", "", values))
    done = shell("strategies create --title Evening --mode weekly --yes")
    assert (done.code, writes(emulator)) == (code, 1 if code == 0 else 0)


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize(
    ("line", "operation"),
    [(CREATE, "create_strategy"), (UPDATE, "update_strategy"), (DELETE, "delete_strategy")],
)
@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("503@after", 3, "It is not known whether"),
        ("rst@after", 3, "It is not known whether"),
        ("500-html", 3, "It is not known whether"),
        ("401", 77, "does not accept the tokens"),
        ("403", 77, "no right to this"),
        ("422", 2, "refuses it"),
        ("429", 75, "Run the command again in"),
    ],
)
def test_a_change_is_sent_once_and_its_end_is_told(
    start: Start, shell: Terminal, line: str, operation: str, fault: str, code: int, said: str, api: str
) -> None:
    emulator = start(faults={operation: [fault]})
    shell.environ |= environment(emulator, RECUR_API=api)
    done = shell(line, "--yes")
    assert (done.code, writes(emulator)) == (code, 1)
    assert said in done.err
    assert not done.lines[-1].startswith(("Created", "Updated", "Deleted"))


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (Strategy(3, (), 0, 1, "Noon", 7), "same"),
        (Strategy(3, (1, 3, 5), 0, 1, "Noon", 7), "same"),  # days mean nothing in that mode
        (Strategy(3, (), 1, 1, "Noon", 7), "different"),
        (Strategy(3, (), 0, 2, "Noon", 7), "different"),
        (Strategy(3, (), 0, 1, "Noo", 7), "different"),
        (Strategy(4, (), 0, 1, "Noon", 7), "different"),
    ],
)
def test_what_the_service_stored_is_compared_with_what_was_asked(stored: Strategy, said: str) -> None:
    assert is_as_asked(stored, Strategy(3, (), 0, 1, "Noon")) == (said == "same")
