"""Starts emulators with a sample studio and canary tokens. After EVERY test here, all that it wrote is searched for them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sync.emulator.clock import VirtualClock
from sync.emulator.running import Emulator, running_emulator
from sync.emulator.switches import Switches
from tests.frontdesk_net.running import ACCESS, NOW, STUDIO, Terminal, environment
from tests.frontdesk_net.secrets_seen import files_with_secrets, found

Start = Callable[..., Emulator]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No colours and no width from outside; settings and state in folders of this test; somewhere to write files."""
    for name in ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture(autouse=True)
def nothing_tells(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> Iterator[list[str]]:
    """After the test: no canary in anything shown, logged or written, but for profiles, which exist to hold them."""
    shown: list[str] = []
    caplog.set_level(logging.DEBUG)
    yield shown
    logged = [record.getMessage() for record in caplog.get_records("call")]
    assert found("\n".join([*shown, *logged, *capsys.readouterr()])) == []
    profiles = {path for path in (tmp_path / "settings" / "recur").glob("*.toml") if not path.is_symlink()}
    assert {path: hits for path, hits in files_with_secrets(tmp_path) if path not in profiles} == {}


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts an emulator: the sample studio, canary tokens, a clock that stands still, no rate limit, unless given."""
    with ExitStack() as running:

        def started(seed: Any = STUDIO, **options: Any) -> Emulator:  # noqa: ANN401  running_emulator's own options
            usual = {"access": ACCESS, "clock": VirtualClock(NOW), "switches": Switches(rate_limit="off")}
            return running.enter_context(running_emulator(seed, **{**usual, **options}))

        yield started


@pytest.fixture
def emulator(start: Start) -> Emulator:
    """An emulator as it is by default."""
    return start()


@pytest.fixture
def shell(nothing_tells: list[str]) -> Terminal:
    """A terminal whose environment says nothing."""
    return Terminal(written=nothing_tells)


@pytest.fixture(params=["v1", "v2"])
def recur(request: pytest.FixtureRequest, emulator: Emulator, shell: Terminal) -> Terminal:
    """A terminal in which everything is set for the emulator; each test runs in both generations of the API."""
    shell.environ |= environment(emulator, RECUR_API=request.param)
    return shell
