"""A page that is served as its user serves it, in a process of its own, and the browser that looks at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = tuple(str(ROOT / "examples" / name) for name in ("studio.json", "scenario.toml"))
STATE = "mode=weekly&days=mon&days=thu&from=2027-01-04&till=2027-06-30&at=10:00"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
]


@contextmanager
def served(folder: Path, *words: str) -> Iterator[str]:
    """The address that `recur web` prints in a folder, with these words more, for as long as it is needed."""
    script = "import sys; from frontdesk.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "RECUR_STATE_DIR": str(folder / "state"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", script, "web", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        printed = process.stdout.readline().strip()
        assert printed, f"recur web did not start: {process.communicate()[1]}"
        try:
            yield printed
        finally:
            process.terminate()
            process.communicate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium without a window."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "There is no chromium: tools/need-chromium installs it (Debian: apt-get install chromium)."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()
