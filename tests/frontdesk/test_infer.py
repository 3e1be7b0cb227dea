"""`recur infer`: which files it reads, what it says of them, and that the commands it gives do what it says."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from frontdesk.analysis.dates_in import Wanted, date_lists
from sync.snapshot import snapshot_document
from tests.frontdesk.running import recur
from tests.frontdesk_net.schemas import faults
from tests.plan.builders import another, snapshot

MONDAYS = [datetime(2027, 1, 4, 10, 30) + timedelta(weeks=week) for week in range(10)]
Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file into the folder of the test, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return written


def lines(form: str, *, head: str = "") -> str:
    return "".join(
        f"{line}\n" for line in [*filter(None, [head]), *(f"{moment:{form}}" for moment in MONDAYS)]
    )


TABLES = {
    "a date-time a line": lines("%Y-%m-%dT%H:%M:%S"),
    "with a blank": lines("%Y-%m-%d %H:%M"),
    "as Russian tables have them": lines("%d.%m.%Y %H:%M;x", head="Дата и время;Зал"),
    "in two columns": lines("%d.%m.%Y,%H:%M,Teacher 1", head="date,time,teacher"),
    "without names of columns": lines("x,%Y-%m-%d,%H:%M"),
    "with a start and an end": lines("%Y-%m-%d 09:00,%Y-%m-%d %H:%M", head="entered,start"),
    "quoted, with tabs": lines('"%Y-%m-%d"\t"%H:%M"', head='"day"\t"time"'),
    "with a byte order mark": "\ufeff" + lines("%Y-%m-%d %H:%M", head="start"),
    "with empty lines": lines("%Y-%m-%d %H:%M\n"),
    "with Windows' line ends": lines("%Y-%m-%d %H:%M").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_is_read(write: Write, text: str) -> None:
    (found,) = date_lists(write("dates.csv", text), Wanted())
    assert list(found.moments) == MONDAYS


def test_what_preview_prints_is_read(write: Write) -> None:
    for form in ("csv", "dates"):
        printed = recur(
            f"preview --mode weekly --days mon --from 2027-01-04 --count 10 --at 10:30 --format {form}"
        )
        (found,) = date_lists(write("dates.csv", printed.out), Wanted())
        assert list(found.moments) == MONDAYS


def test_days_without_a_time_take_it_from_the_option(write: Write) -> None:
    path = write("days.txt", lines("%d.%m.%Y"))
    assert "Every week on Monday at 18:00" in recur(f"infer {path} --at 18:00").out
    done = recur(f"infer {path}")
    assert done.code == 2
    assert "line 1: '04.01.2027' is not allowed; it takes a time of day too. --at HH:MM gives one" in done.err


GOOD = "04.01.2027 10:30\n"
FAULTS = {
    "another format": (f"start\n{GOOD}2027-01-11 10:30\n", "line 3, column start: '2027-01-11 10:30'"),
    "the time missing": (f"{GOOD}11.01.2027\n", "line 2: '11.01.2027'"),
    "day or month first": (
        f"{GOOD}01/11/2027 10:30\n",
        "it can be read in two ways, day first or month first",
    ),
    "day or month first from the start": ("1/4/2027 10:30\n", "line 1: '1/4/2027 10:30'"),
    "no day of the calendar": (f"{GOOD}31.02.2027 10:30\n", "line 2: '31.02.2027 10:30'"),
    "no time of day": (f"{GOOD}11.01.2027 24:00\n", "line 2: '24:00'"),
    "seconds": (f"{GOOD}11.01.2027 10:30:15\n", "without seconds or an offset"),
    "an offset": ("2027-01-04T10:30Z\n", "without seconds or an offset"),
    "a cell missing": ("n,start\n1,2027-01-04 10:30\n2\n", "line 3, column start: it is missing"),
    "no date at all": ("name,room\nYoga,1\n", "a date in one of the first two lines"),
    "a quote left open": (f'{GOOD}"11.01.2027 10:30\n', "takes cells as CSV writes them: quotes closed"),
    "a cell without an end": ("[" * 200_000 + "\n", "at most 131,072 characters"),
    "nothing": ("", "it is empty"),
    "blanks": (" \n\n", "it is empty"),
    "too much": (
        "2027-01-04 10:30\n" * 200_000,
        "lines: 200000 is not allowed; it takes at most 20,000 dates",
    ),
    "a steering character": ("start\n\x1b[2J04.01.2027\n", r"'\x1b[2J04.01.2027'"),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
def test_a_file_that_is_not_clear_is_refused_with_the_place(write: Write, text: str, said: str) -> None:
    done = recur(f"infer {write('dates.csv', text)}")
    assert (done.code, done.out) == (2, "")
    assert said.lower() in done.err.lower()
    assert "dates.csv: " in done.err
    assert "\x1b" not in done.err


def test_all_problems_are_told_up_to_ten(write: Write) -> None:
    done = recur("infer", write("dates.csv", GOOD + "2027-01-11 10:30\n" * 30))
    assert done.err.count("line ") >= 10
    assert len(done.err.splitlines()) == 10


def test_another_encoding_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_bytes("дата;учитель\n04.01.2027 10:30;Учитель 1\n".encode("cp1251"))
    done = recur("infer", str(path))
    assert done.code == 2
    assert "it reads like Windows-1251" in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("2027-01-04 10:30".encode("utf-16"), "it reads like UTF-16, which spreadsheets call Unicode text"),
        (b"\xe4\xe0\xf2\xe0\x00\xe4\xe0\xf2\xe0", "(line 1, byte 0). Save it as UTF-8."),
    ],
    ids=["UTF-16", "no text"],
)
def test_another_encoding_is_named_only_where_it_can_be_told(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "dates.csv"
    path.write_bytes(content)
    done = recur(f"infer {path}")
    assert (done.code, said in done.err) == (2, True)
    assert "Save it as UTF-8" in done.err


def test_dates_that_stand_twice_are_told_and_count_once(write: Write) -> None:
    out = recur("infer", write("dates.csv", lines("%Y-%m-%d %H:%M") + "2027-01-04 10:30\n")).out
    assert "10 dates, from Mon 4 Jan 2027 until Mon 8 Mar 2027." in out
    assert "1 date more stood there twice; each counts once." in out
    assert "Expanding this gives exactly the 10 dates of the list." in out


def test_the_view_has_sentence_exceptions_certificate_and_commands(write: Write) -> None:
    text = lines("%Y-%m-%d %H:%M").replace("2027-02-01 10:30\n", "2027-02-03 12:00\n")
    out = " ".join(recur(f"infer {write('dates.csv', text)}").out.replace("\\\n", "").split())
    assert "1. Every week on Monday at 10:30, from Mon 4 Jan 2027 until Mon 8 Mar 2027: 9 dates." in out
    assert "Except Mon 1 Feb 2027." in out
    assert "Besides: Wed 3 Feb 2027 12:00." in out
    assert "Expanding this gives exactly the 10 dates of the list." in out
    assert "recur preview --mode weekly --days mon --from 2027-01-04 --till 2027-03-08 --at 10:30" in out
    assert "--drop 2027-02-01T10:30 --add 2027-02-03T12:00 --out plan-1.json" in out


def test_the_preview_command_gives_the_dates_of_the_pattern(write: Write) -> None:
    (strategy,) = one_class(write("dates.csv", lines("%Y-%m-%d %H:%M")))["strategies"]
    done = recur("", *strategy["preview"][1:], "--format", "dates")
    assert done.lines == [moment.isoformat() for moment in MONDAYS]


def one_class(path: str, *more: str) -> dict[str, Any]:
    """The only class of what is printed as data, which keeps the schema."""
    printed = json.loads(recur(f"infer {path} --format json", *more).out)
    assert faults(printed, "infer") == []
    (found,) = printed["classes"]
    return dict(found)


def test_a_reading_is_heard_and_said(write: Write) -> None:
    path = write("dates.txt", "2027-01-31 10:00\n2027-02-28 10:00\n2027-03-31 10:00\n2027-04-30 10:00\n")
    done = recur(f"infer {path} --reading missing_day=clamp")
    assert "Every month on day 31 (or on the last day of a shorter month)" in done.out
    assert "Read with missing_day=clamp, not by the documented reading." in done.out
    (strategy,) = one_class(path, "--reading", "missing_day=clamp")["strategies"]
    assert strategy["plan"][-4:-2] == ["--reading", "missing_day=clamp"]
    (strategy,) = one_class(path, "--reading", "missing_day=clamp", "--reading", "anchor=event")["strategies"]
    assert strategy["plan"] is None
    done = recur("", *strategy["preview"][1:], "--format", "dates")
    assert done.lines[:2] == ["2027-01-31T10:00:00", "2027-02-28T10:00:00"]


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20270104T103000
RRULE:FREQ=WEEKLY{limit}
EXDATE:20270201T103000
SUMMARY:Yoga
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_file_is_read_for_the_days_asked_for(write: Write) -> None:
    path = write("teacher.ics", CALENDAR.format(limit=""))
    found = one_class(path, "--from", "2027-01-01", "--till", "2027-03-10")
    assert (found["name"], found["count"]) == ("Yoga", 9)
    assert found["exceptions"] == [{"edit": "drop", "moment": "2027-02-01T10:30:00"}]
    done = recur(f"infer {path}")
    assert done.code == 2
    assert "--from is missing" in done.err
    assert "--till is missing" in done.err


def test_a_calendar_with_a_million_recurrences_is_refused(write: Write) -> None:
    path = write("teacher.ics", CALENDAR.replace("WEEKLY", "MINUTELY").format(limit=";COUNT=1000000"))
    done = recur(f"infer {path} --from 2027-01-01 --till 2029-12-31")
    assert (done.code, done.out) == (2, "")
    assert "teacher.ics: line 5" in done.err


STUDIO = [another(200 + number, start) for number, start in enumerate(MONDAYS) if number not in {0, 4}]
EVENING = [another(300 + number, start.replace(hour=18), staff_id=7) for number, start in enumerate(MONDAYS)]


def test_a_snapshot_is_read_class_by_class(write: Write) -> None:
    path = write("studio.json", json.dumps(snapshot_document(snapshot(*STUDIO, *EVENING))))
    out = recur(f"infer {path}").out
    assert "service 1185299, team member 7 (1185299, 7): 10 dates" in out
    assert "service 1185299, team member 26427 (1185299, 26427): 9 dates" in out
    assert re.findall(r"plan-\d", out) == ["plan-1", "plan-2"]
    assert one_class(path, "--staff", "7")["count"] == 10
    assert one_class(path, "--event", "201")["count"] == 9
    assert "--event: 999 is not allowed" in recur(f"infer {path} --event 999").err
    assert recur(f"infer {path} --service 5").code == 2


def test_the_plan_command_of_a_snapshot_plans_exactly_the_class(write: Write) -> None:
    """The class as it stands again, from its first event: all its dates exist already, and there is no other."""
    path = write("studio.json", json.dumps(snapshot_document(snapshot(*STUDIO))))
    (strategy,) = one_class(path)["strategies"]
    words = strategy["plan"][1:]
    assert words[:5] == ["plan", "--snapshot", path, "--event", "108"]
    assert strategy["drop"] == ["2027-02-01T10:30:00"]
    done = recur("", *words)
    assert done.code == 0, done.err
    planned = json.loads(Path("plan-1.json").read_text(encoding="utf-8"))
    said = [(action["start"], action["do"]) for action in planned["actions"]]
    dropped = MONDAYS[4]
    assert said == [
        (moment.isoformat(), "left out" if moment == dropped else "already there") for moment in MONDAYS[1:]
    ]


def test_filters_of_a_snapshot_are_refused_for_other_files(write: Write) -> None:
    done = recur(f"infer {write('dates.csv', GOOD)} --service 5")
    assert done.code == 2
    assert "--service" in done.err


def test_what_the_options_say_is_checked_before_the_file() -> None:
    done = recur("infer nothing.csv --from 2027-01-05 --till 2027-01-04 --at 9:00 --reading week=x --staff x")
    assert done.code == 2
    assert all(option in done.err for option in ("--till", "--at", "--reading week", "--staff"))


def test_days_that_leave_nothing_are_refused(write: Write) -> None:
    done = recur(f"infer {write('dates.csv', GOOD)} --from 2028-01-01")
    assert done.code == 2
    assert "at least one date" in done.err


def test_dates_without_a_pattern_are_said_to_be_single_ones(write: Write) -> None:
    squares = [datetime(2027, 1, 1, 10) + timedelta(days=number * number) for number in range(1, 9)]
    out = recur("infer", write("dates.txt", "".join(f"{each:%Y-%m-%d %H:%M}\n" for each in squares))).out
    assert "No pattern says them shorter. Single dates: Sat 2 Jan 2027 10:00" in out
    assert "recur plan" not in out
