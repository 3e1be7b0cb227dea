"""Lists of strategies, events and services: for people, for programs and for spreadsheets."""

import csv
import io
import json
from copy import deepcopy
from typing import Any

import pytest

from sync.emulator.running import Emulator
from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import STUDIO, Terminal, environment
from tests.frontdesk_net.schemas import faults

DAYS = "--from 2026-11-30 --till 2026-12-02"
NASTY = '=cmd|"/c calc"!A1 \x1b[2J\u202egnp\r\n'


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_strategies_are_listed_with_what_they_repeat(recur: Terminal) -> None:
    done = recur("strategies list")
    assert (done.code, done.err) == (0, "")
    assert "every 3rd week on Monday and" in done.out
    assert done.lines[0].startswith("emulator on 127.0.0.1:")
    assert done.lines[-1] == "7 strategies."


def test_events_are_listed_by_start_with_names_in_both_generations(recur: Terminal) -> None:
    done = recur(f"events list {DAYS}")
    assert done.code == 0
    assert [line.split()[0] for line in done.lines[2:-2]] == ["105", "102", "101", "104", "103"]
    assert "Morning yoga" in done.out
    assert "Teacher 2" in done.out


def test_both_days_of_a_list_are_included(recur: Terminal) -> None:
    found = json.loads(recur("events list --from 2026-11-30 --till 2026-11-30 --format json").out)
    assert [event["id"] for event in found["events"]] == [105, 102, 101]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("--service 1201", [101]),
        ("--staff 2001", [105, 101, 103]),
        ("--staff 2001 --service 1205", [105]),
        ("--staff 2001 --staff 2002", [105, 102, 101, 104, 103]),
        ("--service 1", []),
    ],
)
def test_events_are_chosen_by_service_and_staff(recur: Terminal, options: str, ids: list[int]) -> None:
    found = json.loads(recur(f"events list {DAYS} {options} --format json").out)
    assert [event["id"] for event in found["events"]] == ids


def test_an_event_is_shown_with_all_that_is_known(recur: Terminal) -> None:
    done = recur("events show 101")
    assert done.code == 0
    assert "start      Mon 2026-11-30 18:30:00" in done.lines
    assert "service    Strength (1201)" in done.lines
    resources = "3001" if recur.environ["RECUR_API"] == "v1" else "not told by this API"
    assert f"resources  {resources}" in done.lines


def test_services_are_chosen_by_staff_and_by_a_term(recur: Terminal) -> None:
    assert len(json.loads(recur("services --format json").out)["services"]) == 7
    of_one = json.loads(recur("services --staff 2001 --format json").out)["services"]
    assert [service["id"] for service in of_one] == [1201, 1203, 1205, 1207]
    named = json.loads(recur("services --format json --term", "yoga").out)["services"]
    assert [service["title"] for service in named] == ["Morning yoga"]


@pytest.mark.parametrize(
    ("line", "schema"),
    [
        ("strategies list", "strategies"),
        (f"events list {DAYS}", "events"),
        ("events show 101", "event"),
        ("services", "services"),
        ("strategies update 3 --interval 0", "strategy-change"),
        ("strategies update 3 --interval 2 --yes", "strategy-change"),
        ("strategies create --title Evening --mode daily --yes", "strategy-change"),
        ("strategies delete 3 --yes", "strategy-change"),
        ("pull --from 2026-11-01 --till 2026-12-31 --event 101 --out s.json", "pull"),
        ("pull --from 2026-11-01 --till 2026-12-31 --out s.json", "pull"),
    ],
)
def test_json_keeps_to_its_schema_and_the_target_stands_beside_it(
    recur: Terminal, line: str, schema: str
) -> None:
    done = recur(f"{line} --format json")
    assert done.code == 0
    assert faults(json.loads(done.out), schema) == []
    assert done.err.startswith("emulator on 127.0.0.1:")


@pytest.mark.parametrize("line", ["strategies list", f"events list {DAYS}", "services"])
def test_csv_has_a_line_for_each_and_the_target_stands_beside_it(recur: Terminal, line: str) -> None:
    done = recur(f"{line} --format csv")
    assert done.code == 0
    assert len(rows(done.out)) == {"strategies": 7, "events": 5, "services": 7}[line.split(maxsplit=1)[0]]
    assert done.err.startswith("emulator on 127.0.0.1:")


def test_csv_gives_the_same_facts_in_both_generations(recur: Terminal) -> None:
    found = rows(recur(f"events list {DAYS} --format csv").out)
    assert found[2] | {"resources": ""} == {
        "id": "101", "date": "2026-11-30", "time": "18:30:00", "minutes": "60", "service_id": "1201",
        "service": "Strength", "staff_id": "2001", "staff": "Teacher 1", "taken": "0", "seats": "12",
        "resources": "",
    }  # fmt: skip


def nasty_studio() -> dict[str, Any]:
    """The sample studio with titles that want to be a formula and to steer a terminal."""
    studio = deepcopy(json.loads(STUDIO.read_text(encoding="utf-8")))
    for entry in (*studio["strategies"]["data"], *studio["services"]["data"]):
        entry["title"] = NASTY
    for event in studio["events"]["data"]:
        event["service"]["title"] = NASTY
        event["staff"]["name"] = NASTY
    return dict(studio)


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize("line", ["strategies list", f"events list {DAYS}", "events show 101", "services"])
def test_foreign_texts_steer_no_terminal_and_no_spreadsheet(
    start: Start, shell: Terminal, line: str, api: str
) -> None:
    shell.environ |= environment(start(nasty_studio()), RECUR_API=api)
    formats = ["table", "json"] if "show" in line else ["table", "json", "csv"]
    for wanted in formats:
        done = shell(f"{line} --format {wanted}")
        assert done.code == 0
        if wanted != "csv":
            assert all(char.isprintable() or char == "\n" for char in done.out)
            assert "calc" in done.out
        else:
            assert not any(cell.startswith(tuple("=+-@")) for row in rows(done.out) for cell in row.values())


def test_lists_fit_into_eighty_columns(recur: Terminal) -> None:
    for line in ("strategies list", f"events list {DAYS}", "services", "events show 101"):
        assert max(map(len, recur(line).lines)) <= 80


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("events list --till 2026-12-01", "--from is missing"),
        ("events list --from 2026-11-30", "--till is missing: give a day"),
        ("events list --from 2026-12-01 --till 2026-11-30", "--till: '2026-11-30' is not allowed"),
        ("events list --from 30.11.2026 --till 2026-12-01", "--from: '30.11.2026' is not allowed"),
        (f"events list {DAYS} --service x --staff ٣", "--service: 'x' is not allowed"),
        (f"events list {DAYS} --format dates", "--format: 'dates' is not allowed"),
        ("events show 1/../2", "ID: '1/../2' is not allowed"),
        ("events show", "the following arguments are required: ID"),
        ("events", None),
        ("events rm 3", "There is no action rm; there are list, show."),
        ("strategies", None),
        ("strategies lst", "Did you mean list?"),
        ("services --staff 0", "--staff: '0' is not allowed"),
        ("services --location 4564x", "--location: '4564x' is not allowed"),
        ("services --zone Mars", "--zone: 'Mars' is not allowed"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_sent(
    emulator: Emulator, shell: Terminal, line: str, said: str | None
) -> None:
    shell.environ |= environment(emulator)
    done = shell(line)
    assert done.code == (2 if said else 0)
    assert said is None or said in done.err
    assert not emulator.requests()


@pytest.mark.parametrize("columns", ["24", "40", "200"])
def test_lists_are_drawn_at_any_width_and_nothing_is_lost(
    recur: Terminal, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in (
        "strategies list",
        f"events list {DAYS}",
        "services",
        "strategies update 1 --mode daily --yes",
    ):
        done = recur(line)
        assert done.code == 0
        assert "Strength" in done.out.replace("\n", "")
