"""A snapshot file holds what stood there, by the location's own clock, and reads back as the same snapshot."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.service.snapshots import snapshot_of_file
from sync.emulator.running import Emulator
from sync.snapshot import read_snapshot, snapshot_document
from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import Terminal, environment
from tests.frontdesk_net.schemas import faults

DAYS = "--from 2026-11-01 --till 2026-12-31"
PULL = f"pull {DAYS} --event 101 --out s.json"


def test_a_snapshot_holds_events_strategies_and_the_source(recur: Terminal) -> None:
    done = recur(PULL)
    assert done.code == 0
    assert "6 events from 2026-11-01 to 2026-12-31, 7 strategies, event 101 to copy" in done.out
    found = snapshot_of_file("s.json")
    assert (len(found.events), len(found.strategies), found.location) == (6, 7, 4564)
    assert found.source is not None
    assert found.source.id == 101
    assert found.host == recur.environ["RECUR_BASE_URL"]


@pytest.mark.parametrize("zone", ["Europe/Riga", "America/New_York", "Asia/Kathmandu"])
def test_its_time_is_that_of_the_location(recur: Terminal, zone: str) -> None:
    assert recur(f"{PULL} --zone {zone}").code == 0
    found = snapshot_of_file("s.json")
    walls = {"Europe/Riga": (22, 18, 30), "America/New_York": (22, 11, 30), "Asia/Kathmandu": (22, 22, 15)}
    assert found.taken_at == datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    day, hour, minute = walls[zone]
    assert (found.local_now, found.zone) == (datetime(2026, 11, day, hour, minute), zone)


def test_it_keeps_to_its_schema_and_reads_back_equal(recur: Terminal) -> None:
    recur(PULL)
    document = json.loads(Path("s.json").read_text(encoding="utf-8"))
    assert faults(document, "snapshot") == []
    assert snapshot_document(read_snapshot(document)) == document


def test_it_needs_a_zone_a_location_and_a_file(emulator: Emulator, shell: Terminal) -> None:
    shell.environ |= environment(emulator, RECUR_ZONE="")
    done = shell(PULL)
    assert (done.code, "--zone is missing" in done.err) == (2, True)
    done = shell(f"{PULL} --zone Europe/Riga", RECUR_LOCATION="")
    assert (done.code, "--location is missing" in done.err) == (2, True)
    assert shell("pull").err.count(" is missing") == 3
    assert not emulator.requests()


@pytest.mark.parametrize(
    ("there", "options", "code"),
    [
        ("file", "", 73),
        ("file", "--overwrite", 0),
        ("link", "--overwrite", 73),
        ("folder", "--overwrite", 73),
    ],
)
def test_what_is_there_is_replaced_only_when_told_and_never_through_a_link(
    emulator: Emulator, shell: Terminal, there: str, options: str, code: int
) -> None:
    shell.environ |= environment(emulator)
    place, elsewhere = Path("s.json"), Path("elsewhere.json")
    elsewhere.write_text("mine", encoding="utf-8")
    if there == "file":
        place.write_text("mine", encoding="utf-8")
    elif there == "link":
        place.symlink_to(elsewhere)
    else:
        place.mkdir()
    assert shell(f"{PULL} {options}").code == code
    assert elsewhere.read_text(encoding="utf-8") == "mine"
    assert bool(emulator.requests()) == (code == 0)


def test_where_the_service_fails_no_file_is_made(start: Start, shell: Terminal) -> None:
    emulator = start(faults={"strategies": ["503", "503", "503"]})
    shell.environ |= environment(emulator)
    assert shell(PULL).code == 69
    assert [*Path().iterdir()] == []
