"""Real processes, signals and disks: an apply that is interrupted, stopped hard, or runs out of room (F34, F37, F39)."""

import json
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from frontdesk.words.plan_words import dates
from tests.frontdesk_plan.processes import Process, run
from tests.frontdesk_plan.shop import STARTS, Shop


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ |= {"RECUR_STATE_DIR": str(tmp_path / "kept"), "RECUR_SETTLE": "0"}


def agreement(shop: Shop) -> tuple[str, ...]:
    return "plan.json", "--digest", shop.digest()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_first_signal_ends_after_the_current_request_and_says_what_is_sure(shop: Shop, number: int) -> None:
    words = ("--event", "101", "--mode", "daily", "--from", "2026-12-07", "--count", "60", "--at", "22:00")
    shop.planned("--chunk", "1", words=words)
    process = Process(shop, "apply", *agreement(shop))
    process.when(lambda: shop.posts() >= 2)
    process.signal(number)
    done = process.ended()
    made = len(shop.made())
    assert done.code == 130
    assert 2 <= made < 60
    assert f"Answered as created, and not looked for since: {dates(made)}." in done.lines
    assert "Interrupted as asked." in done.lines
    assert "NOT SURE" not in done.out
    assert done.lines[-1] == "  recur resume plan.json"
    assert "once more stops at once" in done.err
    assert run(shop, "resume", "plan.json").code == 0
    assert len(shop.made()) == 60


def test_a_second_signal_stops_in_the_middle_and_says_what_is_not_sure(shop: Shop) -> None:
    shop.planned("--chunk", "3")
    shop.emulator.faults.add({"duplicate": ["ok", "commit-hang"]})
    process = Process(shop, "apply", *agreement(shop))
    process.when(lambda: len(shop.made()) == 6)
    process.signal(signal.SIGINT)
    time.sleep(0.2)
    assert process.popen.poll() is None
    process.signal(signal.SIGINT)
    done = process.ended()
    assert done.code == 130
    assert "NOT SURE, may or may not come into being, 3 dates:" in done.out
    assert run(shop, "resume", "plan.json").code == 0
    assert (shop.made(), shop.posts()) == (STARTS, 2)


def test_a_wait_is_cut_short_by_a_signal(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["rst"]})
    process = Process(shop, "apply", *agreement(shop), "--settle", "3000")
    process.when(lambda: len(shop.emulator.requests("search")) >= 3)
    process.signal(signal.SIGINT)
    assert process.ended().code == 130


def test_six_starts_at_once_make_every_date_once(shop: Shop) -> None:
    words = ("--event", "101", "--mode", "daily", "--from", "2026-12-07", "--count", "12", "--at", "22:00")
    shop.planned("--chunk", "1", words=words)
    processes = [Process(shop, "apply", *agreement(shop)) for _ in range(6)]
    codes = sorted(process.ended().code for process in processes)
    assert codes[0] == 0
    assert set(codes) <= {0, 75}
    assert len(shop.made()) == len(set(shop.made())) == 12


def test_four_resumes_at_once_make_every_date_once(shop: Shop) -> None:
    shop.planned("--chunk", "1")
    shop.emulator.faults.add({"duplicate": ["ok", "rst"]})
    assert shop.applied().code == 3
    processes = [Process(shop, "resume", "plan.json", "--resend") for _ in range(4)]
    codes = {process.ended().code for process in processes}
    assert codes <= {0, 75}
    assert shop.made() == STARTS


def test_a_full_disk_never_sends_what_is_not_written_down_and_shows_the_row(shop: Shop) -> None:
    """The disk fills up earlier and earlier; whatever was made is found again, once."""
    codes = set[int]()
    for round_, limit in enumerate(range(1024, 18_000, 6000)):
        day = 7 + round_
        words = ("--event", "101", "--mode", "daily", "--from", f"2026-12-{day:02}", "--count", "1")
        shop.planned("--chunk", "1", "--at", f"{10 + round_}:00", words=words)
        before = shop.posts()
        done = run(shop, "apply", *agreement(shop), LIMIT=str(limit))
        codes.add(done.code)
        assert done.code in {0, 73, 74}, done
        assert "Traceback" not in done.err
        if done.code == 73:
            assert shop.posts() == before
        if done.code == 74 and shop.posts() > before:
            assert json.loads(next(line for line in done.err.splitlines() if line.startswith("{")))["kind"]
        again = run(shop, "resume", "plan.json")
        if again.code == 73:
            again = run(shop, "apply", *agreement(shop))
        if again.code == 3:
            again = run(shop, "resume", "plan.json", "--resend")
        assert again.code == 0, again
    assert len(shop.made()) == len(set(shop.made())) == round_ + 1
    assert codes >= {0, 73}


@pytest.mark.parametrize("limit", [9000, 13_000, 20_000])
def test_a_disk_that_fills_up_in_the_middle_shows_the_row_and_loses_nothing(shop: Shop, limit: int) -> None:
    words = ("--event", "101", "--mode", "daily", "--from", "2026-12-07", "--count", "40", "--at", "22:00")
    shop.planned("--chunk", "1", words=words)
    done = run(shop, "apply", *agreement(shop), LIMIT=str(limit))
    assert done.code == 74
    row = json.loads(next(line for line in done.err.splitlines() if line.startswith("{")))
    assert row["kind"] in {"looked", "intended", "answered"}
    assert "recur resume" in done.err
    assert run(shop, "resume", "plan.json", "--resend").code == 0
    assert len(shop.made()) == len(set(shop.made())) == 40


def test_a_state_folder_that_cannot_be_written_refuses_before_anything_is_sent(
    shop: Shop, tmp_path: Path
) -> None:
    shop.planned()
    (tmp_path / "kept" / "journals").write_text("a file where a folder belongs")
    done = shop.applied()
    assert (done.code, shop.posts()) == (73, 0)
    with suppress(FileNotFoundError):
        (tmp_path / "kept" / "journals").unlink()
    assert shop.applied().code == 0
