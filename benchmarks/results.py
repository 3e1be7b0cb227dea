"""What a run of one group gave, kept in `benchmarks/results/`, so that a run of some groups does not lose the others.

The page is made from these files alone. Whether a result is of the code as it is now is decided by `code_now`.
"""

import hashlib
import json
import os
import platform
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("results")
MEASURED = ("recurrence", "sync", "frontdesk", "benchmarks")


class Result(NamedTuple):
    """The figures of a group, and what they depend on beside the code."""

    group: str
    day: str
    machine: tuple[str, ...]
    versions: tuple[str, ...]
    load: tuple[float, float]  # processes that waited, mean of a minute, before and after
    seconds: float
    code: str
    figures: tuple[Figure, ...]

    def text(self) -> str:
        """As a file."""
        plain = {**self._asdict(), "figures": [figure.plain() for figure in self.figures]}
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def of_text(text: str) -> Result:
    """The result that a file holds."""
    plain: dict[str, Any] = json.loads(text)
    figures = tuple(map(Figure.of, plain.pop("figures")))
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
    }
    return Result(**lists, figures=figures)


def kept(groups: Iterable[str], folder: Path = RESULTS) -> list[Result]:
    """The results that are there, in the order of the groups."""
    files = [folder / f"{group}.json" for group in groups]
    return [of_text(file.read_text(encoding="utf-8")) for file in files if file.exists()]


def keep(result: Result, folder: Path = RESULTS) -> None:
    """Write a result, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{result.group}.new"
    new.write_text(result.text(), encoding="utf-8")
    new.replace(folder / f"{result.group}.json")


def code_now() -> str:
    """A short name for the code that is measured, and that measures."""
    files = sorted(file for name in MEASURED for file in (ROOT / name).rglob("*.py"))
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return whole.hexdigest()[:8]


def machine(pinned: str) -> tuple[str, ...]:
    """The processor, the system and this interpreter."""
    return (
        f"{processor()}, {os.cpu_count()} CPUs, {platform.system()}; {pinned}",
        f"{platform.python_implementation()} {platform.python_version()}, {build()}",
    )


def versions(names: Sequence[str]) -> tuple[str, ...]:
    """Each distribution with its version here.

    >>> versions(["no-such-thing"])
    ('no-such-thing: not here',)
    """
    return tuple(map(_version, names))


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name}: not here"


def processor() -> str:
    """The processor's own name, where the system tells."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def build() -> str:
    """Whether this interpreter was built with profile-guided optimisation."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    kind = (
        "an optimised build"
        if "--enable-optimizations" in options
        else "a build without --enable-optimizations"
    )
    return f"{kind}, {sys.maxsize.bit_length() + 1} bits"
