"""Two studios with a terminal for each test; tokens are canaries, and nothing that is shown or written holds one."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sync.emulator.running import Emulator
from tests.fleet.chain import STUDIOS, Chain
from tests.frontdesk_net.conftest import Start, nothing_tells, plain_terminal, shell, start
from tests.frontdesk_net.running import Terminal, environment
from tests.frontdesk_net.secrets_seen import files_with_secrets
from tests.frontdesk_plan.shop import SharedTime

__all__ = ["nothing_tells", "plain_terminal", "shell", "start"]


@pytest.fixture
def emulator(start: Start) -> Emulator:
    """The service of the two studios."""
    return start(STUDIOS)


@pytest.fixture
def state() -> Iterator[Path]:
    """The folder of journals and locks: in memory where there is room, since each row waits for its disk."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
        assert dict(files_with_secrets(Path(folder))) == {}


@pytest.fixture
def chain(emulator: Emulator, shell: Terminal, state: Path) -> Chain:
    """Both studios, their time that of the service, with a settle time of ten seconds."""
    time = shell.time = SharedTime(emulator)
    here = {"RECUR_LOCATION": "", "RECUR_ZONE": "", "RECUR_STATE_DIR": str(state)}
    shell.environ |= environment(emulator, RECUR_SETTLE="10", **here)
    return Chain(emulator, shell, time)
