"""F33: the zone of the machine, or the tz database, is another one when a plan is applied: what was reviewed is sent."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from recurrence.walltime import tz_version
from tests.frontdesk_plan.processes import run
from tests.frontdesk_plan.shop import Shop

SPRING = ("--event", "101", "--mode", "daily", "--from", "2027-03-26", "--count", "5", "--at", "03:30")
STARTS = [f"2027-03-{day}T03:30:00" for day in range(26, 31)]
PACKAGE = importlib.util.find_spec("tzdata")
MACHINES = ["Pacific/Kiritimati", "America/New_York", ":/nowhere", ""]


def sent(shop: Shop) -> list[str]:
    """The dates that were asked for, as they stood in the requests."""
    bodies = [json.loads(arrival.body or "") for arrival in shop.emulator.requests("duplicate")]
    return [date for body in bodies for date in body["dates"]]


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ |= {"RECUR_STATE_DIR": str(tmp_path / "kept"), "RECUR_SETTLE": "0"}


@pytest.fixture
def another_database(tmp_path: Path) -> str:
    """A tz database of another release, in which Riga has the clock of Tokyo, before all others on Python's path."""
    assert PACKAGE is not None
    assert PACKAGE.origin is not None
    folder = tmp_path / "later" / "tzdata"
    shutil.copytree(Path(PACKAGE.origin).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    module = folder / "__init__.py"
    module.write_text(module.read_text(encoding="utf-8").replace(tz_version(), "2099z"), encoding="utf-8")
    shutil.copy(folder / "zoneinfo" / "Asia" / "Tokyo", folder / "zoneinfo" / "Europe" / "Riga")
    return str(folder.parent)


@pytest.mark.parametrize("zone", MACHINES)
def test_the_zone_of_the_machine_changes_no_byte_of_what_is_sent(shop: Shop, zone: str) -> None:
    digest = shop.planned(words=SPRING)
    done = run(shop, "apply", "plan.json", "--digest", digest, TZ=zone)
    assert (done.code, sent(shop)) == (0, STARTS)
    assert run(shop, "verify", "plan.json", TZ=zone).code == 0


def test_the_zone_of_the_machine_changes_no_plan(shop: Shop) -> None:
    words = ("plan", *SPRING, "--event", "101", "--format", "json")
    digests = set()
    for zone in MACHINES:
        done = run(shop, *words, TZ=zone)
        assert done.code == 0, done.err
        plan = json.loads(done.out)
        digests.add(json.dumps([plan["actions"], plan["zone"], plan["versions"]]))
    assert len(digests) == 1


def test_another_tz_database_changes_no_byte_of_what_is_sent(shop: Shop, another_database: str) -> None:
    digest = shop.planned(words=SPRING)
    done = run(shop, "apply", "plan.json", "--digest", digest, PYTHONPATH=another_database)
    assert (done.code, sent(shop)) == (0, STARTS)
    assert run(shop, "verify", "plan.json", PYTHONPATH=another_database).code == 0


def test_the_other_tz_database_is_indeed_another(shop: Shop, another_database: str) -> None:
    done = run(shop, "plan", *SPRING, "--format", "json", PYTHONPATH=another_database)
    plan = json.loads(done.out)
    assert plan["versions"]["tz"] == "2099z"
    assert "in a gap of the clock" not in str(plan["verdicts"])
    shop.planned(words=SPRING)
    assert "in a gap of the clock" in str(shop.document()["verdicts"])
