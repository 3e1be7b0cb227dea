"""Kills a command with -9 in the middle of writing a file, at each piece of it and each step around it, and looks what is there.

As `sweep.py`: a forked process dies, the service is real. A file is written in pieces that reach the disk one by one.
Prints a JSON object: how many kills, how often the old and the new file were there, and every file that was neither.

    python -m tests.frontdesk_plan.torn plan|undo|pull [in-place]
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from frontdesk.shell import output
from tests.frontdesk_plan.sweep import DATES, FIRST, KILLED, Place, Steps, service

PIECES = 8
OLD = "what somebody keeps here\n"


class Slow:
    """A file whose content reaches the disk a piece at a time, each a step."""

    def __init__(self, file: Any, steps: Steps) -> None:  # noqa: ANN401  whatever os.fdopen gives
        self._file, self._steps = file, steps

    def writelines(self, parts: Iterable[bytes]) -> None:
        content = b"".join(parts)
        size = len(content) // PIECES + 1
        for start in range(0, len(content), size):
            self._file.write(content[start : start + size])
            self._file.flush()
            self._steps.note(f"written up to {start + size}")

    def flush(self) -> None:
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Pieces(Steps):
    """Sees the steps of writing a file, and nothing before it."""

    def install(self, mutant: str) -> None:
        if mutant == "in-place":
            output._create_beside = _in_place
            output._put_in_place = lambda *_, **__: None
            Path.unlink = lambda *_, **__: None  # type: ignore[method-assign]
        fdopen, self.seen = os.fdopen, False

        def opened(descriptor: int, *args: Any, **options: Any) -> Any:  # noqa: ANN401  as os has it
            self.seen = self.seen or args == ("wb",)
            file = fdopen(descriptor, *args, **options)
            return Slow(file, self) if args == ("wb",) else file

        os.fdopen = opened  # type: ignore[assignment]
        for name in ("fsync", "link", "replace", "unlink"):
            setattr(os, name, self._around(name, getattr(os, name)))

    def note(self, name: str) -> None:
        if self.seen:
            super().note(name)

    def _around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        return super()._around(name, function)


def _in_place(path: str) -> tuple[Path, int]:
    """A file that is written where it belongs."""
    return Path(path), os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


def words_of(verb: str, place: Place, out: Path) -> list[str]:
    """A command that writes a file over another."""
    event, last = str(10_000 + place.number), FIRST.replace(day=FIRST.day + DATES)
    days = ["--from", FIRST.isoformat(), "--till", last.isoformat()]
    rest = {
        "plan": ["--event", event, "--mode", "daily", *days],
        "undo": [place.plan],
        "pull": days,
    }
    return [verb, *rest[verb], "--out", str(out), "--overwrite"]


def is_whole(verb: str, place: Place, out: Path) -> bool:
    """Whether the file is what the command writes, to the last byte."""
    if verb == "pull":
        return bool(json.loads(out.read_bytes())["events"])
    return place.run("show", str(out)).code == 0


def torn(folder: Path, verb: str, mutant: str = "") -> dict[str, object]:
    """Every step of writing one file."""
    counts, wrong = {"old": 0, "new": 0}, list[str]()
    with service(folder, 1) as url:
        place = Place(url, 1, folder / "1", mutant)
        place.folder.mkdir()
        assert place.run("apply", place.plan, *place.planned()).code == 0
        trace, out = Pieces(None), place.folder / "out.json"
        words = words_of(verb, place, out)
        assert place.dying(trace, *words).code == 0
        assert is_whole(verb, place, out)
        for at, name in enumerate(trace.names):
            out.write_text(OLD, encoding="utf-8")
            assert place.dying(Pieces(at), *words).code == KILLED
            if out.read_text(encoding="utf-8") == OLD:
                counts["old"] += 1
            elif _read(verb, place, out):
                counts["new"] += 1
            else:
                wrong.append(f"{at} {name}: {out.stat().st_size} bytes")
        assert place.run(*words).code == 0
        assert is_whole(verb, place, out)
    return {"kills": len(trace.names), **counts, "wrong": wrong}


def _read(verb: str, place: Place, out: Path) -> bool:
    try:
        return is_whole(verb, place, out)
    except ValueError:
        return False


if __name__ == "__main__":
    print(json.dumps(torn(Path(mkdtemp()), *sys.argv[1:])))
