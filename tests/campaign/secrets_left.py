"""C14: nothing that a run writes, prints, logs or reports holds a token: `python -m tests.campaign.secrets_left TEST …`.

The tests run with folders of their own for all that they write; then everything there is searched for canaries, in every
spelling that `tests/canaries/search.py` knows. With `control` they are tests that leak, and that must be noticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaign.runner import ROOT
from tests.campaign.said import say
from tests.canaries.search import files_of, hits

LEAKS = "tests/canaries/leaky.py"


def left(tests: Sequence[str]) -> tuple[int, list[str], str]:
    """How many files tests leave, each that holds a secret, and how the tests ended."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        environ = {
            **os.environ,
            "TMPDIR": name,
            "XDG_STATE_HOME": f"{name}/state",
            "RECUR_SAID": name,
            "PYTHONPATH": str(ROOT),
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--junitxml={name}/report.xml",
            *tests,
        ]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        (folder / "console.log").write_text(done.stdout + done.stderr, encoding="utf-8")
        files = list(files_of([folder]))
        return (
            len(files),
            [f"{hit.path.name}: {hit.spelling}" for hit in hits(files)],
            done.stdout[-200:].strip(),
        )


if __name__ == "__main__":
    if sys.argv[1] == "control":
        say({"controls": 1}, [] if left([LEAKS])[1] else ["tests that leak are not noticed"])
    else:
        count, leaks, ended = left(sys.argv[1:])
        say({"artefacts": count}, leaks if "passed" in ended and "failed" not in ended else [*leaks, ended])
