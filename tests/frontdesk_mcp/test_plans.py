"""Plans made by an assistant, from a snapshot: what it may write, and what it gets to hand on."""

import io
import json
import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdesk.mcp.answering import Answer, Place, answer
from frontdesk.mcp.folders import folders_of
from frontdesk.mcp.tools import TOOLS
from frontdesk.plans.case import read_case
from frontdesk.shell.compose import Desk
from sync.planfile import approves
from tests.frontdesk_analysis.files import MONDAYS, event, snapshot, write_snapshot

MONDAYS_LEFT = {"mode": "weekly", "days": "mon", "from": "2027-01-05", "count": 3}
THREE = {"snapshot": "seen.json", "event": "101", **MONDAYS_LEFT}
TWO_STARTS = ["2027-01-11T10:30", "2027-01-25T10:30"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a blank in its name, and a snapshot in it."""
    made = tmp_path / "my classes"
    made.mkdir()
    monkeypatch.chdir(made)
    write_snapshot("seen.json", snapshot(event(MONDAYS[0], 101), event(MONDAYS[2], 202)))
    return made


def called(name: str, **given: object) -> Answer:
    """A tool's answer in the current folder."""
    tool = next(tool for tool in TOOLS if tool.verb == name)
    desk = Desk(None, io.StringIO(), lambda: date(2026, 11, 22))
    return answer(tool, given, Place(desk, folders_of([])))


def data(found: Answer) -> Mapping[str, Any]:
    """What an answer holds; it must be none of an error."""
    assert not found.failed, found.text
    return found.data


def test_a_plan_is_written_into_the_folder_and_its_starts_are_what_is_not_there_yet(folder: Path) -> None:
    found = data(called("plan", **THREE, out="plan.json"))
    assert found["starts"] == TWO_STARTS
    assert json.loads((folder / "plan.json").read_text(encoding="utf-8")) == found["result"]


def test_with_a_language_an_answer_holds_what_a_person_reads_too() -> None:
    plain, spoken = (
        data(called("preview", **MONDAYS_LEFT, at="10:30", **more)) for more in ({}, {"language": "ru"})
    )
    assert spoken["result"] == plain["result"]
    assert plain["view"] == ""
    assert spoken["view"].startswith("Каждую неделю по понедельникам в 10:30, с 5 января 2027 г., 3 занятия.")
    assert "view" in spoken["untrusted"]
    data(called("plan", **THREE, out="plan.json"))
    assert "Чтобы применить:\n  recur apply " in data(called("show", plan="plan.json", language="ru"))["view"]
    assert called("preview", **MONDAYS_LEFT, at="10:30", language="de").failed


def test_the_command_is_for_a_shell_and_names_the_digest_of_this_plan(folder: Path) -> None:
    data(called("plan", **THREE, out="plan.json"))
    words = shlex.split(data(called("show", plan="plan.json"))["apply"]["command"])
    assert words[:4] == ["recur", "apply", str(folder / "plan.json"), "--digest"]
    assert approves(words[4], read_case("plan.json").plan)


def test_without_a_file_there_is_nothing_to_apply() -> None:
    found = data(called("plan", **THREE))
    assert found["starts"] == TWO_STARTS
    assert found["apply"] == {"command": None}


def test_a_plan_file_is_replaced_only_when_that_is_asked_for(folder: Path) -> None:
    data(called("plan", **THREE, out="plan.json"))
    before = (folder / "plan.json").read_bytes()
    again = {**THREE, "count": 1, "out": "plan.json"}
    assert called("plan", **again).data["error"] == "OutputRefused"
    assert (folder / "plan.json").read_bytes() == before
    assert data(called("plan", **again, overwrite=True))["starts"] == TWO_STARTS[:1]


def test_a_plan_that_can_never_be_applied_offers_nothing(folder: Path) -> None:
    found = data(called("plan", **{**THREE, "from": "2027-02-05"}, out="plan.json"))
    assert found["exit_code"] == 65
    assert (found["starts"], found["apply"]) == ([], {"command": None})
    assert (folder / "plan.json").exists()


def test_a_plan_file_that_was_edited_is_refused(folder: Path) -> None:
    data(called("plan", **THREE, out="plan.json"))
    text = (folder / "plan.json").read_text(encoding="utf-8")
    (folder / "plan.json").write_text(text.replace("2027-01-25T", "2027-01-26T"), encoding="utf-8")
    assert called("show", plan="plan.json").data["error"] == "PlanRefused"


def test_force_is_a_person_s_decision() -> None:
    found = called("plan", **THREE, force=True)
    assert found.failed
    assert "--force" in found.text
