"""`recur lint`: options, files and snapshots, the commands that it offers, its JSON, and what it refuses."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from frontdesk.verbs.strategies import update_parser
from tests.frontdesk.running import Done, recur
from tests.frontdesk_analysis.files import snapshot, write_snapshot
from tests.frontdesk_net.schemas import faults

STUDIO = Path(__file__).resolve().parents[2] / "examples" / "studio.json"
TITLED = ("lint --mode weekly --days mon,thu --interval 2", "--title", "Yoga, every 2 weeks")
TRAPPED: list[dict[str, Any]] = [
    {"id": 3, "title": "Бокс пн, чт раз в две недели", "repeat_mode_id": 5, "days": [2, 5], "interval": 2},
    {"id": 4, "title": "Weekend", "repeat_mode_id": 5, "days": [6, 7], "interval": 0},
    {"id": 5, "title": "Pilates", "repeat_mode_id": 3, "days": [], "interval": 2},
    {"id": 6, "title": "Morning", "repeat_mode_id": 5, "days": [1, 2, 3, 4, 5], "interval": 0},
    {"id": 8, "title": "Evening", "repeat_mode_id": 2, "days": [1], "interval": 0},
    {"id": 9, "title": "Meeting", "repeat_mode_id": 6, "days": [], "interval": 0},
]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def trapped() -> str:
    Path("trapped.json").write_text(json.dumps(TRAPPED), encoding="utf-8")
    return "trapped.json"


def told(done: Done) -> str:
    assert done.err == ""
    assert max(map(len, done.lines)) <= 80
    return " ".join(done.out.split())


def test_a_title_beside_a_break_is_told_with_what_was_meant() -> None:
    done = recur(*TITLED)
    assert done.code == 1
    assert 'The title says "every 2 weeks", and interval 2 leaves 2 weeks out: every 3rd week.' in told(done)
    assert "Interval 1 is every 2nd week. (C4, C5, R1)" in told(done)
    assert done.lines[-1] == "1 trap in 1 strategy."
    assert "$" not in done.out


def test_a_strategy_without_a_trap_is_no_finding() -> None:
    done = recur(TITLED[0], "--title", "Yoga, every 3rd week")
    assert (done.code, done.out) == (0, "No traps in 1 strategy.\n")


def test_every_strategy_of_a_file_is_looked_at_and_each_fix_is_a_command() -> None:
    done = recur(f"lint --strategy {trapped()} --from 2027-01-31")
    assert done.code == 1
    assert [line.strip() for line in done.lines if line.startswith("    $")] == [
        "$ recur strategies update 3 --interval 1",
        "$ recur strategies update 3 --days mon,thu",
        "$ recur strategies update 4 --days sun,sat",
        "$ recur strategies update 5 --interval 0",
        "$ recur strategies update 5 --mode weekly --days mon,wed,fri",
        "$ recur strategies update 6 --mode weekdays",
        "$ recur strategies update 8 --days none",
        "$ recur strategies update 8 --mode weekly",
        "$ recur strategies delete 8",
    ]
    assert done.lines[-1] == "9 traps in 6 strategies."


def test_each_command_is_one_that_the_verb_takes() -> None:
    done = recur(f"lint --strategy {trapped()} --from 2027-01-31")
    for line in re.findall(r"\$ recur strategies update (.+)", done.out):
        assert update_parser().parse_args(shlex.split(line)).id.isdecimal()


def test_a_seven_in_a_file_is_explained_and_not_refused() -> None:
    found = told(recur(f"lint --strategy {trapped()} --strategy-id 4"))
    assert "There is no day 7: 0 is Sunday and 6 is Saturday" in found
    assert "Saturday and Sunday are 6 and 0. (C3)" in found
    assert "Monday and Sunday are 1 and 0." in told(recur("lint --mode 5 --days 1,7"))


def test_the_same_twice_is_told_of_both() -> None:
    found = told(recur(f"lint --strategy {trapped()}"))
    assert 'It is the same as strategy 8 ("Evening") under all readings' in found
    assert 'It is the same as strategy 6 ("Morning") under all readings' in found


def test_a_missing_day_is_looked_for_from_the_first_day_or_the_source_event() -> None:
    for option in ("--from 2027-01-29", "--event 2027-01-29T10:00"):
        found = told(recur(f"lint --mode monthly {option}"))
        assert "Some months have no day 29, and what happens then is not said." in found
    assert recur("lint --mode monthly --from 2027-01-28 --event 2027-01-29T10:00").code == 0
    assert "Some years have no 29 February" in told(recur("lint --mode yearly --from 2028-02-29"))


def test_the_sample_studio_has_one_trap_and_its_location_is_in_the_command() -> None:
    done = recur(f"lint --strategy {STUDIO}")
    assert done.lines[-1] == "1 trap in 7 strategies."
    assert "$ recur strategies update 4 --interval 0 --location 4564" in done.out


def test_a_snapshot_is_looked_at() -> None:
    write_snapshot("seen.json", snapshot())
    done = recur("lint --snapshot seen.json")
    assert done.code == 1
    assert 'The title says "через неделю"' in told(done)
    assert "$ recur strategies update 7 --interval 1 --location 4564" in done.out


@pytest.mark.parametrize("more", ["", " --from 2027-01-31", " --strategy-id 9"])
def test_the_json_keeps_its_schema(more: str) -> None:
    done = recur(f"lint --strategy {trapped()} --format json{more}")
    document = json.loads(done.out)
    assert faults(document, "lint") == []
    assert document["findings"] == sum(len(each["findings"]) for each in document["strategies"])


def test_the_json_has_fixes_as_values_and_as_commands() -> None:
    document = json.loads(recur(f"lint --strategy {trapped()} --strategy-id 5 --format json").out)
    (finding,) = document["strategies"][0]["findings"]
    assert (finding["trap"], finding["clauses"]) == ("interval_ignored", ["C2", "R6"])
    assert finding["fixes"][1] == {
        "repeat_mode_id": 5,
        "days": [1, 3, 5],
        "interval": 2,
        "command": "recur strategies update 5 --mode weekly --days mon,wed,fri",
    }
    inline = json.loads(recur(*TITLED, "--format", "json").out)
    assert inline["strategies"][0]["findings"][0]["fixes"][0]["command"] is None
    assert faults(inline, "lint") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lint", "--mode is missing"),
        ("lint --mode 5 --days 1,8", "--days: 8 is not allowed"),
        (
            "lint --strategy a.json --mode 5",
            "--strategy: 'a.json' is not allowed; it takes the place of --mode",
        ),
        ("lint --strategy a.json --snapshot b.json", "the place of --snapshot"),
        ("lint --strategy nowhere.json", "nowhere.json: there is no such file"),
        ("lint --strategy empty.json", "empty.json: strategies: "),
        ("lint --strategy bad.json", "bad.json: [0].repeat_mode_id: 9 is not allowed"),
        ("lint --snapshot bad.json", "bad.json: schema: it is missing"),
        ("lint --strategy trapped.json --strategy-id 77", "--strategy-id: '77' is not allowed"),
        ("lint --mode 1 --from yesterday", "--from: 'yesterday' is not allowed"),
    ],
)
def test_bad_input_is_refused_with_its_place(line: str, said: str) -> None:
    trapped()
    Path("empty.json").write_text("[]", encoding="utf-8")
    Path("bad.json").write_text('[{"repeat_mode_id": 9}]', encoding="utf-8")
    done = recur(line)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_title_cannot_steer_the_terminal() -> None:
    done = recur("lint --mode weekly --days mon --interval 2", "--title", "\x1b[2J every 2 weeks")
    assert "\x1b" not in done.out
