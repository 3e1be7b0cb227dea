"""F37: several processes at once. One proceeds, the others are told that the target is locked; nothing is sent twice.

Real processes with the real record and lock. Each holds what it got until all have tried.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sync.apply import apply, resume
from sync.errors import JournalRefused
from sync.journal import Journal, target_lock
from sync.outcome import Answer
from sync.planfile import digest_of
from sync.requests import Request
from sync.steps import Ending, Mode
from sync.target import Target
from tests.apply.worlds import STRICT, world
from tests.simulation.world import Api, Simulation

ROOT = Path(__file__).parents[2]
PLAN = world().plan
DIGEST = digest_of(PLAN)
CROWD = 4
SCRIPT = "import sys; from tests.apply.test_processes import main; main(*sys.argv[1:])"


class CountingApi(Api):
    """The simulated api; each request leaves a line in a file that all processes share."""

    def __init__(self, simulation: Simulation, posts: Path) -> None:
        super().__init__(simulation)
        self._posts = posts

    def duplicate(self, target: Target, request: Request, **known: object) -> Answer:
        """As always, after the line."""
        with self._posts.open("a") as lines:
            lines.write("POST\n")
        return super().duplicate(target, request, **known)  # type: ignore[arg-type]  # as it came


def run(how: str, folder: Path, posts: Path) -> Ending:
    """Apply or resume in this process, as the only one that may."""
    with target_lock(folder, "the target"):
        with Journal.create(folder, DIGEST) if how == "apply" else Journal.open(folder, DIGEST) as journal:
            simulation = world()
            simulation.checker.post = lambda *_: None  # type: ignore[method-assign]  # it knows no other process
            simulation.checker.answered = lambda *_: None  # type: ignore[method-assign]  # as above
            outside = simulation.world()._replace(record=journal, api=CountingApi(simulation, posts))
            ending = (apply if how == "apply" else resume)(PLAN, outside, Mode(resend=True)).ending
        print(ending.name, flush=True)
        sys.stdin.read()
        return ending


def main(how: str, folder: str) -> None:
    """A process of the crowd: says that it is ready, waits for a line, tries, tells, and waits for the end."""
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        run(how, Path(folder), Path(folder) / "posts")
    except JournalRefused as refusal:
        print(refusal.why, flush=True)


def crowd(how: str, folder: Path) -> list[str]:
    """What each of several simultaneous processes came to."""
    command = [sys.executable, "-c", SCRIPT, how, str(folder)]
    people = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(CROWD)
    ]
    try:
        assert [_line(one) for one in people] == ["ready"] * CROWD
        for one in people:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        return [_line(one) for one in people]
    finally:
        for one in people:
            one.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def lines(folder: Path) -> int:
    """How many requests left, from all processes."""
    return len((folder / "posts").read_text().splitlines())


def test_of_several_simultaneous_starts_one_proceeds(tmp_path: Path) -> None:
    assert sorted(crowd("apply", tmp_path)) == ["DONE", *["locked"] * (CROWD - 1)]
    assert lines(tmp_path) == len(PLAN.chunks())


def test_of_several_simultaneous_resumes_one_proceeds(tmp_path: Path) -> None:
    half = world(["ok", "401"])
    with Journal.create(tmp_path, DIGEST) as journal:
        half.checker.post = lambda *_: None  # type: ignore[method-assign]  # it is not told of this record
        half.checker.answered = lambda *_: None  # type: ignore[method-assign]  # as above
        assert apply(PLAN, half.world()._replace(record=journal), STRICT).ending is Ending.NOT_AUTHORISED
    endings = crowd("resume", tmp_path)
    assert endings.count("locked") == CROWD - 1
    assert lines(tmp_path) == 1


def test_a_lock_is_free_again_when_its_process_is_dead(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), target_lock(tmp_path, "the target"):
        raise ZeroDivisionError
    with target_lock(tmp_path, "the target"), target_lock(tmp_path, "another target"):
        with pytest.raises(JournalRefused) as refusal, target_lock(tmp_path, "the target"):
            pass
        assert refusal.value.why == "locked"


def test_an_error_of_the_run_is_not_taken_for_a_lock(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), target_lock(tmp_path, "the target"):
        raise BlockingIOError
