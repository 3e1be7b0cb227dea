"""Tests collected once, and run again and again in forked processes: all of them to learn what each enters, then some.

Decides how a test is run and what counts as noticing; which functions are changed, and how, is `mutants.py`'s.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import json
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import NamedTuple, TypeVar

import pytest

from tests.campaign.runner import ROOT

OPTIONS = ("-q", "--capture=no", "--tb=no", "--timeout=0", "-Wignore", *(f"-pno:{name}" for name in ("cacheprovider", "xdist", "randomly", "faulthandler")))  # fmt: skip
Result = TypeVar("Result")
SOURCES = ("recurrence", "sync", "tests", "property_tests")
KEPT = ROOT / ".build" / "entered"
MEMORY = 8 << 30
"""Bytes of address space that a test may ask for: a mutant that never stops must not take the machine with it."""
SURVIVED, NOTICED, NOT_RUN = 0, 1, 5


class Entered(NamedTuple):
    """What was seen of a test on the code as it is: seconds of the processor, whether it passed, the functions it entered."""

    seconds: float
    passed: bool
    functions: list[str]


class Tests:
    """All that was collected. `enters`: by the name of a test what it did on the code as it is."""

    def __init__(self, session: pytest.Session, files: Iterable[str]) -> None:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        self._caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
        self._caches = [one for one in self._caches if one.__module__.partition(".")[0] in SOURCES]
        gc.collect()
        gc.freeze()
        self.enters = dict[str, Entered]()
        self.enters = self._kept({str(ROOT / file): file for file in files})

    def reaching(self, function: str) -> list[str]:
        """The names of the tests that enter a function and pass without a fault, the quickest first."""
        found = (
            (one.seconds, name)
            for name, one in self.enters.items()
            if one.passed and function in one.functions
        )
        return [name for _, name in sorted(found)]

    def outcome(self, change: Callable[[], None], names: Sequence[str]) -> int:
        """Whether one of these tests notices a change: `SURVIVED`, `NOT_RUN` where it cannot be made, or anything else."""

        def work() -> int:
            try:
                change()
            except (LookupError, ValueError):
                return NOT_RUN
            return (
                NOTICED
                if any(not self._passes(name, following) for name, following in _pairs(names))
                else SURVIVED
            )

        return in_a_fork(work)

    def _passes(self, name: str, following: str | None) -> bool:
        """Run one test for at most ten times as long as it needs; one that does not end kills its process."""
        if name in self.enters:
            seconds = 2 + 10 * self.enters[name].seconds
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.setitimer(signal.ITIMER_REAL, 15 * seconds)  # a busy machine is no fault
        failed = self.session.testsfailed
        self.session.config.hook.pytest_runtest_protocol(
            item=self.items[name], nextitem=self.items[following] if following else None
        )
        return self.session.testsfailed == failed

    def forget(self) -> None:
        """Forget what was worked out before, with other code."""
        for one in self._caches:
            one.cache_clear()

    def _kept(self, files: Mapping[str, str]) -> dict[str, Entered]:
        """What each test enters; from an earlier batch if neither the code nor the tests have changed since."""
        path = KEPT / f"{_digest([*files.values(), *self.items])}.json"
        if not path.exists():
            KEPT.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            code = in_a_fork(lambda: self._record(files, fresh))
            if code:
                raise SystemExit(f"the tests do not run on the code as it is: {code}")
            fresh.rename(path)
        return {name: Entered(*one) for name, one in json.loads(path.read_text(encoding="utf-8")).items()}

    def _record(self, files: Mapping[str, str], path: Path) -> int:
        found = dict[str, Entered]()
        for name, following in _pairs(list(self.items)):
            self.forget()
            began = time.process_time()
            with _entering() as codes:
                passed = self._passes(name, following)
            functions = {
                f"{files[code.co_filename]} {code.co_qualname.partition('.<locals>')[0]}"
                for code in codes.values()
                if code.co_filename in files
            }
            found[name] = Entered(time.process_time() - began, passed, sorted(functions))
        path.write_text(json.dumps(found), encoding="utf-8")
        return 0


def with_tests(chosen: Iterable[str], files: Iterable[str], work: Callable[[Tests], Result]) -> Result:
    """Collect these tests, in this process, and do the work in place of running them."""
    results = list[Result]()

    class Loop:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            results.append(work(Tests(session, files)))
            return True

    with tempfile.TemporaryDirectory() as folder:
        code = pytest.main([*OPTIONS, f"--basetemp={folder}/tests", *chosen], plugins=[Loop()])
    if not results:
        raise SystemExit(f"the tests cannot be collected: {code}")
    return results[0]


def in_a_fork(work: Callable[[], int]) -> int:
    """What some work comes to in a forked process that says nothing; below 0 where a signal ended it."""
    child = os.fork()
    if child == 0:
        code = NOTICED
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@contextmanager
def _entering() -> Iterator[dict[int, CodeType]]:
    """All code that is entered meanwhile, in any thread, by its identity."""
    codes = dict[int, CodeType]()

    def seen(frame: FrameType, _event: str, _argument: object) -> None:
        codes[id(frame.f_code)] = frame.f_code

    threading.settrace(seen)
    sys.settrace(seen)
    try:
        yield codes
    finally:
        sys.settrace(None)
        threading.settrace(None)


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Each name with the next one, which says what may stay set up."""
    return zip(names, [*names[1:], None], strict=True)


def _digest(words: Iterable[str]) -> str:
    """Of all modules of ours that are loaded, and of what is asked of them."""
    files = {getattr(one, "__file__", None) or "" for one in list(sys.modules.values())}
    ours = sorted(file for file in files if file.startswith(tuple(f"{ROOT / folder}/" for folder in SOURCES)))
    content = b"".join(hashlib.sha256(Path(file).read_bytes()).digest() for file in ours)
    return hashlib.sha256("\n".join([sys.version, *words]).encode() + content).hexdigest()[:20]
