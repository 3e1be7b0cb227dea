"""Keeps what commands said that tests ran and read themselves, so that the search for canaries sees it too."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def keep(said: Iterable[str]) -> None:
    """Add texts to those that are searched; without a stage of `make test` around, nothing is kept."""
    folder = os.environ.get("RECUR_SAID")
    texts = [text for text in said if text]
    if folder and texts:
        # Where a test leaves a process no room to write in, the one that started it keeps what was said.
        with (
            suppress(OSError),
            Path(folder, f"said-{os.getpid()}.txt").open(
                "a", encoding="utf-8", errors="backslashreplace"
            ) as file,
        ):
            file.writelines(f"{text}\n" for text in texts)
