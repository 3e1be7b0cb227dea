"""`recur compare`: files of every kind against each other, what it prints, and what it refuses."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.events import Deleted
from tests.frontdesk.running import Done, recur
from tests.frontdesk_analysis.files import (
    FIRST,
    MONDAYS,
    TEACHER_2,
    event,
    snapshot,
    there,
    write_dates,
    write_plan,
    write_snapshot,
)
from tests.frontdesk_net.schemas import faults


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def compared(*words: str) -> Done:
    done = recur("compare", *words)
    assert done.err == ""
    assert max(map(len, done.lines)) <= 80
    return done


def test_lists_that_differ_are_told_line_by_line_in_order_of_time() -> None:
    old = write_dates("old.txt", *MONDAYS)
    new = write_dates("new.txt", MONDAYS[0], MONDAYS[1].replace(hour=18), MONDAYS[2] + timedelta(days=1))
    done = compared(old, new)
    assert done.code == 1
    assert done.lines == [
        "A  old.txt: a list, 4 dates",
        "B  new.txt: a list, 3 dates",
        "",
        "    January 2027",
        "Mo Tu We Th Fr Sa Su",
        "             1  2  3",
        " 4= 5  6  7  8  9 10",
        "11~12 13 14 15 16 17",
        "18-19+20 21 22 23 24",
        "25-26 27 28 29 30 31",
        "",
        "- only in A   + only in B   ~ in both, changed   = in both",
        "",
        "~ Mon 2027-01-11 10:30  → 18:30  moved, the same day",
        "~ Mon 2027-01-18 10:30  → Tue 2027-01-19 10:30  moved to another day",
        "- Mon 2027-01-25 10:30  only in A: removed",
        "",
        "1 removed · 2 moved · 1 unchanged.",
    ]


@pytest.mark.parametrize(("shows_past", "code"), [(False, 0), (True, 1)])
def test_what_a_search_does_not_show_any_more_is_not_gone(shows_past: bool, code: int) -> None:  # noqa: FBT001
    """On 12 January a search may show the classes to come only; if it shows one that has begun, it shows them all."""
    begun = [event(MONDAYS[0], 301, TEACHER_2)] if shows_past else []
    later = snapshot(*there(MONDAYS[3]), *begun)
    now = replace(later, taken_at=datetime(2027, 1, 12, 8, tzinfo=UTC), local_now=datetime(2027, 1, 12, 10))
    done = compared(write_plan(), write_snapshot("now.json", now))
    assert done.code == code
    assert ("2 dates of plan.json outside these days are not compared." in done.lines) is not shows_past


def test_equal_lists_are_equal_and_the_exit_code_is_0() -> None:
    done = compared(write_dates("old.txt", *MONDAYS), write_dates("new.txt", *MONDAYS))
    assert (done.code, done.lines[-1]) == (0, "Equal: 4 unchanged.")


def test_dates_in_both_are_listed_when_asked_for() -> None:
    done = compared(write_dates("old.txt", *MONDAYS), write_dates("new.txt", FIRST), "--all")
    assert "= Mon 2027-01-04 10:30  in both" in done.lines


def test_a_preview_as_json_is_compared_with_a_list() -> None:
    line = "preview --mode weekly --days mon --from 2027-01-04 --count 4 --at 10:30 --format json"
    Path("preview.json").write_text(recur(line).out, encoding="utf-8")
    assert compared("preview.json", write_dates("list.txt", *MONDAYS)).code == 0


def test_a_plan_is_compared_with_the_events_of_its_own_class_on_its_own_days() -> None:
    stranger = event(MONDAYS[1] + timedelta(hours=3), 301, staff=TEACHER_2)
    gone = event(MONDAYS[2], 302, deleted=Deleted.YES)
    later = event(datetime(2027, 1, 30, 9), 303)
    before = event(FIRST - timedelta(days=3), 304)
    found = snapshot(*there(MONDAYS[0], MONDAYS[1], MONDAYS[3]), stranger, gone, later, before)
    done = compared(write_plan(), write_snapshot("now.json", found))
    assert done.code == 0
    assert "B  now.json: a snapshot, 3 events of service 1201 and staff 2001" in done.lines
    assert "   from Mon 4 Jan 2027 until Mon 25 Jan 2027" in done.lines
    assert "2 dates of now.json outside these days are not compared." in done.lines


def test_an_event_that_somebody_moved_is_told() -> None:
    found = snapshot(*there(MONDAYS[0], MONDAYS[1] + timedelta(hours=1), MONDAYS[3]))
    done = compared(write_plan(), write_snapshot("now.json", found))
    assert done.code == 1
    assert "~ Mon 2027-01-11 10:30  → 11:30  moved, the same day" in done.lines


def test_what_a_snapshot_did_not_look_at_is_not_called_gone() -> None:
    found = snapshot(*there(MONDAYS[0], MONDAYS[1]), last=date(2027, 1, 12))
    done = compared(write_plan(), write_snapshot("now.json", found))
    assert done.code == 0
    assert "1 date of plan.json outside these days is not compared." in done.lines


def test_snapshots_are_compared_on_the_days_that_both_have() -> None:
    old = snapshot(*there(*MONDAYS))
    new = snapshot(*there(*MONDAYS[1:]), first=date(2027, 1, 5), last=date(2027, 2, 5))
    done = compared(write_snapshot("old.json", old), write_snapshot("new.json", new))
    assert done.code == 0
    assert "   from Tue 5 Jan 2027 until Sun 31 Jan 2027" in done.lines


def test_events_of_a_snapshot_are_chosen_by_event_or_service_and_staff() -> None:
    both = snapshot(*there(*MONDAYS), event(FIRST + timedelta(hours=8), 401, staff=TEACHER_2))
    name, mondays = write_snapshot("now.json", both), write_dates("list.txt", *MONDAYS)
    assert compared(mondays, name).code == 1
    assert "of 2 classes: --event," in compared(mondays, name).out
    assert compared(mondays, name, "--staff", "2001").code == 0
    assert compared(mondays, name, "--event", "202").code == 0
    assert compared(mondays, name, "--service", "1201", "--staff", "2002").code == 1


def test_days_can_be_chosen() -> None:
    old, new = write_dates("old.txt", *MONDAYS), write_dates("new.txt", *MONDAYS[:3])
    assert compared(old, new, "--till", "2027-01-24").code == 0
    assert compared(old, new, "--from", "2027-01-25").code == 1


def test_the_json_keeps_its_schema_and_says_the_same() -> None:
    found = snapshot(*there(MONDAYS[0], MONDAYS[1] + timedelta(hours=1)))
    files = write_plan(), write_snapshot("now.json", found)
    done = recur("compare", *files, "--format", "json")
    document = json.loads(done.out)
    assert (done.code, faults(document, "compare")) == (1, [])
    assert document["removed"] == ["2027-01-25T10:30:00"]
    assert document["moved"] == [{"from": "2027-01-11T10:30:00", "to": "2027-01-11T11:30:00", "how": "day"}]
    equal = json.loads(recur("compare", files[0], files[0], "--format", "json").out)
    assert (equal["is_equal"], equal["days"], faults(equal, "compare")) == (True, None, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("2027-01-04T10:30:00\nMonday\n", "bad: line 2: 'Monday' is not allowed"),
        ("2027-02-31T10:30:00\n", "There is no such day or time."),
        ("2027-01-04T10:30:00Z\n", "Leave the offset out"),
        ("{", "bad: it is not JSON: line 1"),
        ('{"schema": "recurrence.pull/1"}', "bad: schema: 'recurrence.pull/1' is not allowed; it takes"),
        ("[]", "bad: schema: it is missing"),
        ('{"schema": "recurrence.preview/1", "occurrences": 3}', "bad: occurrences: 3 is not allowed"),
        (
            '{"schema": "recurrence.preview/1", "occurrences": [1, "2027-01-04"]}',
            "bad: occurrences[1]: '2027-01-04' is not allowed",
        ),
        ('{"schema": "recurrence.snapshot/1"}', "bad: location: it is missing"),
    ],
)
def test_a_file_that_is_none_of_these_is_refused_with_its_place(content: str, said: str) -> None:
    Path("bad").write_text(content, encoding="utf-8")
    done = recur("compare", "bad", write_dates("list.txt", *MONDAYS))
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_of_a_thousand_wrong_lines_the_first_twenty_are_told() -> None:
    Path("bad").write_text("x\n" * 1_000, encoding="utf-8")
    done = recur("compare", "bad", "bad")
    assert done.code == 2
    assert len(done.err.splitlines()) == 21
    assert "bad: and more: 980" in done.err


def test_an_edited_plan_is_refused() -> None:
    path = Path(write_plan())
    path.write_text(path.read_text(encoding="utf-8").replace("10:30", "11:30"), encoding="utf-8")
    assert recur("compare", "plan.json", "plan.json").code == 65


def test_options_that_exclude_each_other_and_an_unknown_event_are_refused() -> None:
    name = write_snapshot("now.json", snapshot(*there(*MONDAYS)))
    done = recur("compare", name, name, "--event", "201", "--staff", "2001", "--from", "x")
    assert done.code == 2
    assert "--event: 201 is not allowed; it takes the place of --service and --staff" in done.err
    assert "--from: 'x' is not allowed" in done.err
    assert "the id of an event in a snapshot" in recur("compare", name, name, "--event", "999").err


def test_a_file_name_cannot_steer_the_terminal() -> None:
    name = write_dates("\x1b[2J.txt", FIRST)
    assert "\x1b" not in recur("compare", name, name).out


def test_a_comparison_is_handed_on_as_a_text_and_as_a_page() -> None:
    old = write_dates("old.txt", *MONDAYS)
    new = write_dates("new.txt", MONDAYS[0], MONDAYS[1].replace(hour=18), MONDAYS[2] + timedelta(days=1))
    text = recur("compare", old, new, "--format", "md")
    assert text.code == 1
    assert text.lines[0] == "# old.txt → new.txt"
    for line in (
        r"| \= | Mon | 2027-01-04 | 10:30 | in both |",
        r"| \~ | Mon | 2027-01-11 | 10:30 | → 18:30  moved, the same day |",
        r"| \- | Mon | 2027-01-25 | 10:30 | only in A: removed |",
    ):
        assert line in text.lines
    page = recur("compare", old, new, "--format", "html").out
    marked = [page.count(f'<td class="{name}">') for name in ("class", "closed", "noted", "elsewhere")]
    assert marked == [1, 2, 1, 1]
