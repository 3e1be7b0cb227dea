"""Tests that give canaries away in every way that they can. Not collected: `test_search.py` runs them, to find them out."""

import logging
from pathlib import Path

from tests.canaries.tokens import canary


def test_that_prints() -> None:
    print(canary("printed"))


def test_that_logs() -> None:
    logging.getLogger("leaky").debug("sent %s", canary("logged"))


def test_that_writes(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b"\0" + canary("written").encode("utf-16"))


def test_that_fails() -> None:
    assert canary("raised") == ""
