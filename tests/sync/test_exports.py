"""What `import sync` offers, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sync


@pytest.mark.parametrize("name", sync.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sync, name) is not None


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = sync.nothing_such


@pytest.mark.parametrize(
    "line", ["import sync", "from sync.wire import read_strategies", "from sync import ByDates"]
)
def test_the_http_library_is_loaded_only_where_it_is_used(line: str) -> None:
    code = f"{line}\nimport sys\nprint('httpx' in sys.modules, 'asyncio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
