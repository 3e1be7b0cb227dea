"""A request that waits for its turn: the log of sends fails it, or a person asks to stop; and in a rest after a 429."""

import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.frontdesk_plan.shop import STARTS, Shop

AT_ONCE = 0.5
LONG = ("60", "300")


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ["RECUR_STATE_DIR"] = str(tmp_path / "kept")


def once(shop: Shop, so: Callable[[], bool], act: Callable[[], object]) -> None:
    """Do something in the first pause in which something is so."""

    def look() -> None:
        if so():
            act()
        else:
            shop.time.after(0.01, look)

    shop.time.after(0.0, look)


def ctrl_c(shop: Shop) -> list[float]:
    """Ctrl-C, two seconds from now; the moment of it will stand in the list."""
    pressed = list[float]()

    def press() -> None:
        pressed.append(shop.time.seconds)
        signal.raise_signal(signal.SIGINT)

    shop.time.after(2.0, press)
    return pressed


def open_to_others(tmp_path: Path, *, how: int = 0o777) -> None:
    (tmp_path / "kept" / "pace").chmod(how)


def test_a_log_of_sends_that_fails_in_the_middle_leaves_nothing_unknown(shop: Shop, tmp_path: Path) -> None:
    shop.planned("--chunk", "1")
    once(shop, lambda: shop.posts() == 3, partial(open_to_others, tmp_path))
    done = shop.applied()
    assert (done.code, shop.posts()) == (73, 3)
    assert "The request that was due was not sent." in done.err
    assert "So far: 3 of 6 dates created. To go on once it is mended:\n  recur resume plan.json\n" in done.err
    open_to_others(tmp_path, how=0o700)
    assert shop.recur("resume plan.json").code == 0
    assert (shop.made(), shop.posts()) == (STARTS, 6)


def test_so_does_one_that_fails_in_an_undo(shop: Shop, tmp_path: Path) -> None:
    shop.planned()
    assert shop.applied().code == 0
    assert shop.recur("undo plan.json --out undo.json").code == 0
    gone = partial(shop.emulator.requests, "delete_event")
    once(shop, lambda: len(gone()) == 2, partial(open_to_others, tmp_path))
    agreed = ("apply", "undo.json", "--digest", shop.digest("undo.json"), "--expect-deletes", "6")
    assert shop.recur(*agreed).code == 73
    open_to_others(tmp_path, how=0o700)
    assert shop.recur("resume undo.json").code == 0
    assert shop.made() == []


@pytest.mark.parametrize("seconds", LONG)
def test_a_rest_after_a_429_ends_with_ctrl_c(shop: Shop, seconds: str) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": [f"429:{seconds}"]})
    pressed = ctrl_c(shop)
    done = shop.applied()
    assert done.code == 130
    assert shop.time.seconds - pressed[0] < AT_ONCE
    assert "Sure: 0 of 6 dates are created." in done.lines
    assert "NOT SURE" not in done.out
    assert done.lines[-1] == "  recur resume plan.json"


def test_so_does_the_rest_that_another_command_was_told_to_take(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["429:300"]})
    ctrl_c(shop)
    assert shop.applied().code == 130
    pressed, before = ctrl_c(shop), len(shop.emulator.requests())
    done = shop.recur("resume plan.json")
    assert (done.code, len(shop.emulator.requests())) == (130, before)
    assert shop.time.seconds - pressed[0] < AT_ONCE
    assert done.lines[-1] == "  recur resume plan.json"
    assert shop.recur("resume plan.json").code == 0
    assert (shop.made(), shop.posts()) == (STARTS, 2)


def test_a_request_that_waits_for_its_turn_is_not_sent_after_ctrl_c(shop: Shop) -> None:
    shop.planned("--chunk", "1")
    once(shop, lambda: shop.posts() == 2, lambda: signal.raise_signal(signal.SIGINT))
    done = shop.applied()
    assert (done.code, shop.posts()) == (130, 2)
    assert "Answered as created, and not looked for since: 2 dates." in done.lines
    assert "NOT SURE" not in done.out
    assert shop.recur("resume plan.json").code == 0
    assert (shop.made(), shop.posts()) == (STARTS, 6)


def test_a_comparison_that_waits_for_its_turn_ends_with_ctrl_c(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["429:300"]})
    ctrl_c(shop)
    assert shop.applied().code == 130
    ctrl_c(shop)
    done = shop.recur("verify plan.json")
    assert done.code == 130
    assert "Interrupted as asked. The request that waited for its turn was not sent." in done.err


def test_an_undo_that_waits_for_its_turn_ends_with_ctrl_c_and_goes_on(shop: Shop) -> None:
    shop.planned()
    assert shop.applied().code == 0
    assert shop.recur("undo plan.json --out undo.json").code == 0
    gone = partial(shop.emulator.requests, "delete_event")
    once(shop, lambda: len(gone()) == 2, lambda: signal.raise_signal(signal.SIGINT))
    agreed = ("apply", "undo.json", "--digest", shop.digest("undo.json"), "--expect-deletes", "6")
    done = shop.recur(*agreed)
    assert done.code == 130
    assert "Sure: 2 of 6 events are gone." in done.lines
    assert "kept: event" not in done.out
    assert shop.recur("resume undo.json").code == 0
    assert shop.made() == []
