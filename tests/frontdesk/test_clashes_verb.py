"""`recur clashes`: what clashes, where it could go, and edits that `recur plan` takes and that leave no clash."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frontdesk.dates.place import place_of_file
from sync.snapshot import Snapshot, snapshot_document
from tests.frontdesk.running import recur
from tests.frontdesk_net.schemas import faults

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = str(ROOT / "examples" / "scenario.toml")
STRENGTH = "--event 101 --mode weekly --days mon,thu --from 2027-01-11 --till 2027-01-31"


@pytest.fixture(autouse=True)
def a_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a snapshot of the sample studio, a class of boxing on two Thursdays more, and a calendar."""
    place = place_of_file(str(ROOT / "examples" / "studio.json"))
    boxing = place.event(104)
    assert boxing is not None
    more = [boxing.replace(id=200 + day, start=datetime(2027, 1, day, 19)) for day in (14, 28)]
    there = place.event(101)
    assert there is not None
    more.append(there.replace(id=300, start=datetime(2027, 1, 18, 18, 30)))
    snapshot = Snapshot(
        "https://api.example/api/v1",
        4564,
        "Europe/Riga",
        datetime(2026, 11, 22, tzinfo=UTC),
        datetime(2026, 11, 22, 2),
        date(2026, 11, 22),
        date(2027, 3, 31),
        events=(*place.events, *more),
        strategies=tuple(place.strategies.values()),
    )
    (tmp_path / "studio.snapshot.json").write_text(json.dumps(snapshot_document(snapshot)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def clashing(*more: str) -> dict[str, object]:
    done = recur(f"clashes --snapshot studio.snapshot.json {STRENGTH} --format json", *more)
    assert done.err == ""
    document = json.loads(done.out)
    assert faults(document, "clashes") == []
    assert done.code == (1 if document["choices"] and "--take-first" not in more else 0)
    return dict(document)


def starts(document: dict[str, object]) -> list[str]:
    return [choice["start"] for choice in document["choices"]]  # type: ignore[attr-defined]  # a list of objects


def test_a_class_clashes_with_what_the_snapshot_has_in_its_hall() -> None:
    document = clashing()
    assert starts(document) == ["2027-01-14T18:30:00", "2027-01-28T18:30:00"]
    (clash,) = document["choices"][0]["clashes"]  # type: ignore[index]  # a list of objects
    assert (clash["by"], clash["id"], clash["other"]["event"]) == ("resource", 3001, 214)
    assert clash["force"] == "presumably"


def test_the_class_that_is_there_already_is_no_clash_with_itself() -> None:
    document = clashing()
    assert (document["classes"], document["already_there"]) == (6, 1)
    assert "2027-01-18T18:30:00" not in starts(document)


def test_a_calendar_takes_the_teacher_and_the_hall(tmp_path: Path) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:20270111T180000", "DTEND:20270111T190000"]
    calendar = "\r\n".join([*lines, "SUMMARY:Dentist", "END:VEVENT", "END:VCALENDAR", ""])
    (tmp_path / "teacher.ics").write_text(calendar, encoding="utf-8")
    document = clashing("--calendar", "teacher.ics")
    clashes = document["choices"][0]["clashes"]  # type: ignore[index]  # a list of objects
    assert [(clash["by"], clash["against"]) for clash in clashes] == [
        ("staff", "calendar entry"),
        ("resource", "calendar entry"),
    ]
    assert {clash["force"] for clash in clashes} == {"not asked: the service does not know of it"}


def test_work_hours_come_from_a_scenario_file(tmp_path: Path) -> None:
    (tmp_path / "hours.toml").write_text(
        '[[staff]]\nid = 2001\nworks = { thu = "09:00-21:00" }\n', encoding="utf-8"
    )
    document = clashing("--hours-of", "hours.toml", "--drop", "2027-01-28")
    kinds = {choice["start"][:10]: choice["clashes"][0]["against"] for choice in document["choices"]}  # type: ignore[attr-defined]  # a list of objects
    assert kinds == {"2027-01-11": "work hours", "2027-01-14": "event", "2027-01-25": "work hours"}


@pytest.mark.parametrize("prefer", ["time", "day", "append", "drop"])
@pytest.mark.parametrize("more", ["", "--drop 2027-01-11 --add 2027-01-12 --move 2027-01-14=2027-01-15"])
def test_the_edits_taken_leave_no_clash_in_the_plan_they_are_for(prefer: str, more: str) -> None:
    done = recur(
        f"clashes --snapshot studio.snapshot.json {STRENGTH} {more} --prefer {prefer} --take-first --out edits.toml"
    )
    assert done.code == 0, done.err
    again = recur(f"clashes --snapshot studio.snapshot.json {STRENGTH} --edits edits.toml --format json")
    assert (again.code, json.loads(again.out)["clashing"]) == (0, 0), again.err
    planned = recur(
        f"plan --snapshot studio.snapshot.json {STRENGTH} --edits edits.toml --out plan.json --format json"
    )
    assert planned.code == 0, planned.err


def test_days_that_the_snapshot_does_not_cover_are_told() -> None:
    done = recur(
        "clashes --snapshot studio.snapshot.json --event 101 --mode weekly --days mon --from 2027-04-01 --count 2"
    )
    assert done.code == 0
    assert "The snapshot covers 2026-11-22 to 2027-03-31" in " ".join(done.out.split())


def test_classes_of_a_scenario_are_planned_together() -> None:
    done = recur(f"clashes {SCENARIO} --take-first")
    assert done.code == 0
    assert "4 of 65 classes clash." in done.out
    assert "  --move 2027-01-14T19:00=2027-01-14T19:30\n" in done.out
    assert max(map(len, done.lines)) <= 80


def test_a_scenario_is_named_and_absences_are_clashes() -> None:
    done = recur(f"clashes {SCENARIO} --format json --scenario", "teacher away 12-26 Jan")
    against = [clash["against"] for choice in json.loads(done.out)["choices"] for clash in choice["clashes"]]
    assert (done.code, against.count("absence")) == (1, 7)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            f"{SCENARIO} --scenario nobody",
            "--scenario: 'nobody' is not allowed; it takes a scenario of the file",
        ),
        (f"{SCENARIO} --event 101", "give one or the other"),
        (f"{SCENARIO} --calendar teacher.ics", "the place of --calendar: give one or the other"),
        (f"{SCENARIO} --hours-of {SCENARIO} --closed sun", "the place of --hours-of, --closed: give one"),
        (f"{SCENARIO} --interval 0 --drop 2027-01-14", "the place of --interval, --drop: give one"),
        (
            f"{SCENARIO} --out edits.toml",
            "--out: 'edits.toml' is not allowed; it takes the edits that --take-first",
        ),
        (
            f"{SCENARIO} --prefer noon",
            "--prefer: 'noon' is not allowed; it takes each once: time, day, append, drop",
        ),
        (f"{SCENARIO} --step 0", "--step: 0 is not allowed; it takes minutes, 5 to 720"),
        ("--event 101", "--snapshot is missing: give a snapshot file"),
        ("--scenario base", "--scenario: 'base' is not allowed"),
    ],
)
def test_what_does_not_go_together_is_refused(line: str, said: str) -> None:
    done = recur(f"clashes {line}")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
