"""Puts a deliberate fault into a copy of the code, runs the one test that is named for it there, and asks whether it fails.

Decides what a copy consists of and that it finds no other code. That the same tests pass on the copy without a fault
shows that they notice the fault and not the folder. The faults themselves are beside the tests that list them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGES = ("recurrence", "sync", "frontdesk")
UNUSED = shutil.ignore_patterns(".*", "*-pytest-*.pyc", "*.pyc.*")  # the last are just being written
SETTINGS = "[pytest]\naddopts = --import-mode=importlib\npythonpath = .\ntimeout = 60\n"
GUARD = """\
from importlib.util import find_spec
from pathlib import Path
for name in {packages}:
    assert Path(find_spec(name).origin).is_relative_to(Path(__file__).parent), "the code of another folder is tested"
"""
PLUGINS = ("no:cacheprovider", "pytest_timeout", "_hypothesis_pytestplugin")
OPTIONS = ("-q", "-x", "--assert=plain", "--tb=short", "-c", "pytest.ini", *(f"-p{name}" for name in PLUGINS))


@dataclass(frozen=True)
class Fault:
    """`snippet` of `module`, replaced by `replacement`, is noticed by the test `caught_by`.

    The snippet stands exactly once in its module, so that no fault can silently become none when the code is rewritten.
    """

    name: str
    module: str
    snippet: str
    replacement: str
    caught_by: str

    def applied_to(self, text: str) -> str:
        """The module's text with the fault; an error unless the snippet stands there exactly once."""
        found = text.count(self.snippet)
        assert found == 1, f"{self.name}: the snippet stands {found} times in {self.module}"
        assert self.replacement != self.snippet
        return text.replace(self.snippet, self.replacement)


class Told(NamedTuple):
    """How pytest ended, and what it said."""

    code: int
    told: str

    def counted(self, outcome: str) -> int:
        """How many tests it says had this outcome."""
        found = re.search(rf"\b(\d+) {outcome}", self.told)
        return int(found[1]) if found else 0


class Zygote:
    """The process that has loaded the libraries; see `zygote.py`."""

    def __init__(self) -> None:
        """Starts it."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        environment = {**inherited, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, str(Path(__file__).with_name("zygote.py"))]
        self._process = subprocess.Popen(
            command, cwd="/", env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def pytest(self, folder: Path, words: Sequence[str], environment: dict[str, str]) -> Told:
        """Runs pytest with these words in that folder, in a process of its own."""
        asked = {"folder": str(folder), "environment": environment, "words": [*words]}
        source, sink = self._process.stdin, self._process.stdout
        assert source is not None
        assert sink is not None
        source.write(json.dumps(asked) + "\n")
        source.flush()
        line = sink.readline()
        assert line, "the process that runs the tests is gone"
        return Told(**json.loads(line))

    def close(self) -> None:
        """Ends it."""
        self._process.communicate()


class Copy:
    """Packages and tests in a folder that finds no others."""

    def __init__(self, folder: Path, zygote: Zygote, parts: Iterable[str]) -> None:
        """Copies these files and folders of the repository."""
        self.folder, self._zygote = folder, zygote
        for part in parts:
            source, target = ROOT / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=UNUSED)
            else:
                shutil.copy2(source, target)
        (folder / "pytest.ini").write_text(SETTINGS)
        (folder / "conftest.py").write_text(GUARD.format(packages=PACKAGES))

    def run(self, *tests: str, profile: str = "fixed") -> Told:
        """Runs these tests there, with the same examples every time unless another profile is named."""
        return self._zygote.pytest(self.folder, [*OPTIONS, *tests], {"HYPOTHESIS_PROFILE": profile})

    def assert_noticed(self, fault: Fault) -> None:
        """With the fault, the test that is named for it is the one that fails."""
        with self._with(fault):
            told = self.run(fault.caught_by)
        assert (told.code, told.counted("failed")) == (1, 1), told.told[-4_000:]

    def assert_passing(self, tests: Iterable[str], profile: str = "glance") -> None:
        """Without a fault each of these passes."""
        named = sorted(set(tests))
        assert named
        told = self.run(*named, profile=profile)
        assert told.code == 0, told.told[-4_000:]
        assert told.counted("passed") >= len(named), told.told[-4_000:]

    @contextmanager
    def _with(self, fault: Fault) -> Iterator[None]:
        """The fault is in its file for a while."""
        file = self.folder / fault.module
        before = file.read_text(encoding="utf-8")
        file.write_text(fault.applied_to(before), encoding="utf-8")
        Path(cache_from_source(str(file))).unlink(missing_ok=True)
        try:
            yield
        finally:
            file.write_text(before, encoding="utf-8")
