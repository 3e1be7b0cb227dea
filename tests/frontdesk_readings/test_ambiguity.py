"""`recur ambiguity` says where readings differ, under which conditions, and what the documentation says about it."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from frontdesk.shell.options import preview_parser
from frontdesk.words.clauses import AXES_SAID, CLAUSES
from frontdesk.words.conditions import NOT
from frontdesk.words.reading_words import holding
from recurrence.analysis import EVERY, where
from recurrence.reading import AXES, CLAUSE
from tests.frontdesk.running import WORKED, recur
from tests.frontdesk_net.schemas import faults

ROOT = Path(__file__).resolve().parents[2]
WORKED_HERE = WORKED.replace("preview", "ambiguity")
HEADING = re.compile(r"^### ([CR]\d+) · (?:`(?P<axis>\w+)`)?.*\((?P<status>\w+)", re.MULTILINE)


def told(line: str) -> str:
    """What is printed, in one line."""
    done = recur(f"ambiguity {line}")
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.lines)) <= 80
    return " ".join(done.out.split())


def data(line: str) -> dict[str, Any]:
    done = recur(f"ambiguity {line} --format json")
    assert (done.code, done.err) == (0, "")
    document: dict[str, Any] = json.loads(done.out)
    assert faults(document, "ambiguity") == []
    return document


WEEKLY = "--mode weekly --days mon,thu --interval 2 --from 2020-09-28 --till 2020-10-28 --at 10:30"


def test_each_contested_date_stands_beside_what_it_hangs_on() -> None:
    shown = told(WEEKLY)
    assert "In all of them Thu 2020-10-01 10:30 Contested" in shown
    assert "Mon 2020-09-28 10:30 A C only if the first day counts (R7)" in shown
    assert "Mon 2020-10-12 10:30 C D only if the interval is a step (R1)" in shown
    assert "Thu 2020-10-22 10:30 A B only if the interval is a break (R1)" in shown


def test_the_documentation_behind_each_axis_that_matters_is_told_and_no_other() -> None:
    shown = told(WEEKLY)
    assert "R1 interval_means (contested; C4, C5): Since 2020" in shown
    assert (
        "C5: Days 1 and 4 with interval 2 in weekly mode are Monday and Thursday of every third week."
        in shown
    )
    assert "R4 missing_day" not in shown
    assert [each["axis"] for each in data(WEEKLY)["documentation"]] == ["interval_means", "from_included"]


def test_where_all_agree_their_number_is_told() -> None:
    shown = told("--mode 3 --from 2027-01-05 --till 2027-01-16 --at 09:30 --event 2027-01-01T09:30")
    assert "All 207,360 readings give the same 5 dates." in shown
    assert "Send it in any form: every reading still possible gives these dates." in shown
    assert "Contested" not in shown


def test_readings_that_need_the_event_are_counted_and_nothing_is_promised_for_them() -> None:
    shown = told(WEEKLY)
    assert "69,120 more need the source event (R2) and are not compared: give --event." in shown
    alike = told("--mode daily --from 2027-01-05 --count 3 --at 09:00 --reading from_included=yes")
    assert "Send it by dates (--form dates): not all readings could be compared." in alike


def test_a_given_axis_takes_the_other_readings_out_of_question() -> None:
    line = f"{WEEKLY} --event 2020-09-07T10:30 --reading interval_means=break --reading from_included=yes"
    found = data(line)
    assert found["possible"] == 207360 / 4
    assert found["axes"] == []
    assert found["advice"]["forms"] == ["dates", "strategy", "parameters"]
    both = data(f"{WEEKLY} --reading week=sunday --reading week=rolling")
    assert both["possible"] == 207360 * 2 / 3


def test_a_reading_that_refuses_is_a_result() -> None:
    first, *others = data("--mode weekly --from 2027-01-04 --till 2027-01-20 --at 10:30")["groups"]
    assert (first["documented"], first["dates"], first["cases"]) == (True, None, [{"empty_days": ["refuse"]}])
    assert "at least one weekday in mode 5" in first["refusal"]
    assert all(group["dates"] is not None for group in others)


def test_the_data_say_of_each_date_which_readings_have_it() -> None:
    found = data(WEEKLY)
    (twelfth,) = [each for each in found["contested"] if each["at"] == "2020-10-12T10:30:00"]
    assert [found["groups"][place]["documented"] for place in twelfth["groups"]] == [False, False]
    assert {case["interval_means"][0] for case in twelfth["readings"]} == {"step"}
    assert sum(group["readings"] for group in found["groups"]) + found["untried"]["readings"] == 207360


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--mode weekly", "--from"),
        (f"{WEEKLY} --reading week", "week=monday or sunday or rolling"),
        (f"{WEEKLY} --reading weeks=monday", "axis one of interval_means"),
        (f"{WEEKLY} --location 4564", "--profile"),
        (f"{WEEKLY} --format csv", "table or json"),
        ("--mode 1 --from 2027-01-01 --till 9999-12-31 --at 10:30", "at most 100000"),
    ],
)
def test_what_makes_no_question_is_refused_in_words(line: str, said: str) -> None:
    done = recur(f"ambiguity {line}")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_command_that_a_preview_advises_compares_the_same_dates() -> None:
    preview = recur(WORKED)
    text = preview.out.replace("\\\n", "")
    (command,) = re.findall(r"^  recur (ambiguity .+)$", text, re.MULTILINE)
    found = json.loads(recur("", *shlex.split(command), "--format", "json").out)
    short = json.loads(recur(f"{WORKED} --format json").out)["ambiguity"]
    assert len(found["groups"]) == short["readings"]
    assert [each["at"] for each in found["contested"]] == short["contested"]
    assert preview_parser() is not None


def test_every_sentence_has_the_number_and_the_status_of_the_semantics_page() -> None:
    page = (ROOT / "docs" / "semantics.md").read_text(encoding="utf-8")
    found = {match[1]: (match["axis"], match["status"]) for match in HEADING.finditer(page)}
    assert list(CLAUSES) == [number for number in found if number.startswith("C")]
    assert {CLAUSE[axis]: (axis, said.status) for axis, said in AXES_SAID.items()} == {
        number: told for number, told in found.items() if number.startswith("R")
    }
    assert {clause for said in AXES_SAID.values() for clause in said.clauses} <= CLAUSES.keys()


def test_ruling_out_one_value_of_three_has_words_for_every_such_value() -> None:
    wanted = {axis: set(values) for axis, values in AXES.items() if len(values) > 2}
    assert {axis: set(words) for axis, words in NOT.items()} == wanted
    for axis, values in wanted.items():
        for value in values:
            assert holding(EVERY - where(**{axis: (value,)})).startswith(("only if ", "unless "))
