"""How the peers of other runtimes are got and built: from Debian, from npm's lock, from the peers' own Python lock.

What cannot be had raises `Unmeasured` with the reason; nothing is left half made. Built things are in `.build/peers`,
the Python of the peers in `.venvs/bench`: development needs neither.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).with_name("peers")
BUILT = ROOT / ".build" / "peers"
GO = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "-trimpath"}
NODE_MODULES = ["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
Command = list[str]


class Unmeasured(Exception):
    """A measurement could not be taken; the text says why."""


def output(command: Sequence[str], folder: Path, env: dict[str, str] | None = None) -> str:
    """What a command prints. Raises `Unmeasured` with its last line of complaint."""
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=folder, env={**os.environ, **(env or {})}
        )
    except FileNotFoundError:
        raise Unmeasured(f"command missing: {Path(command[0]).name}") from None
    except subprocess.CalledProcessError as error:
        raise failed(command, error.stderr) from None
    return done.stdout


def failed(command: Sequence[str], complaint: str) -> Unmeasured:
    r"""Why a command gave nothing: its last line, without the place of this folder.

    >>> str(failed(["/usr/bin/gcc", "x.c"], f"x.c: see\n{ROOT}/x.c:1: error"))
    'gcc failed: x.c:1: error'
    """
    last = (complaint.strip() or "no message").splitlines()[-1].replace(f"{ROOT}/", "")
    return Unmeasured(f"{Path(command[0]).name} failed: {last[:200]}")


def _packages(*names: str) -> None:
    output([str(ROOT / "tools" / "need-packages"), *names], ROOT)


def go() -> Command:
    """The program of rrule-go, built from Debian's sources of it without a network."""
    _packages("golang-go", "golang-github-teambition-rrule-go-dev")
    program = BUILT / "rrule-go"
    _make(program, PEERS / "go" / "main.go", ["go", "build", "-o", str(program)], GO)
    return [str(program)]


def c() -> Command:
    """The program of libical."""
    _packages("gcc", "libc6-dev", "libical-dev")
    program = BUILT / "libical"
    _make(program, PEERS / "c" / "libical.c", ["gcc", "-O2", "-o", str(program)], {}, "-lical")
    return [str(program)]


def _make(program: Path, source: Path, command: Command, env: dict[str, str], *libraries: str) -> None:
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    output([*command, str(source), *libraries], ROOT, env)


def php() -> Command:
    """The script of DatePeriod."""
    _packages("php-cli")
    return ["php", str(PEERS / "php" / "date_period.php")]


def node(script: str) -> Command:
    """A script for node, beside the libraries of the lock."""
    if not (shutil.which("node") and shutil.which("npm")):
        _packages("nodejs", "npm")
    folder = BUILT / "node"
    folder.mkdir(parents=True, exist_ok=True)
    lock = (PEERS / "node" / "package-lock.json").read_bytes()
    stamp = folder / ".installed"
    for file in (PEERS / "node").iterdir():
        shutil.copy(file, folder)
    if not stamp.exists() or stamp.read_bytes() != lock:
        output(NODE_MODULES, folder)
        stamp.write_bytes(lock)
    return ["node", str(folder / script)]


def python(module: str) -> Command:
    """A module in the peers' own environment, which is made from its lock."""
    env, lock = ROOT / ".venvs" / "bench", ROOT / "requirements" / "bench.lock"
    stamp = env / ".locked"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        output([str(ROOT / "tools" / "make-env"), str(env), sys.executable, str(lock)], ROOT)
        stamp.touch()
    return [str(env / "bin" / "python"), "-W", "ignore", "-m", f"benchmarks.peers.python.{module}"]


PROGRAMS: dict[str, Callable[[], Command]] = {
    "rrule-go": go,
    "rrule-rust": partial(node, "rrule-rust.mjs"),
    "DatePeriod": php,
    "libical": c,
    "rrule.js": partial(node, "rrule.mjs"),
    "rrule-temporal": partial(node, "rrule-temporal.mjs"),
    "pendulum": partial(python, "pendulum_range"),
    "pandas": partial(python, "pandas_index"),
    "polars": partial(python, "polars_series"),
}
"""Each peer of another runtime, and how to get the command that speaks for it."""

FROM_DEBIAN = {"rrule-go": "golang-github-teambition-rrule-go-dev", "libical": "libical-dev"}


def packaged(peer: str) -> str:
    """The version of the package that a peer is from, where the program itself cannot tell."""
    if peer not in FROM_DEBIAN:
        return ""
    return " (Debian's " + output(["dpkg-query", "-W", "-f", "${Version}", FROM_DEBIAN[peer]], ROOT) + ")"
