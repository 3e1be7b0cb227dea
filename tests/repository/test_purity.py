"""Decides what pure code may not touch: the clock, files, the network, chance, the terminal and the log.

Pure are all of `recurrence/` and the deciding half of `sync/`. The check reads the syntax tree, so a word in a
comment or a docstring is no finding.
"""

import ast
from collections.abc import Iterator

import pytest

PURE = (
    "recurrence/",
    "sync/requests.py",
    "sync/target.py",
    "sync/events.py",
    "sync/secret.py",
    "sync/endpoint.py",
    "sync/reading.py",
    "sync/paging.py",
    "sync/port.py",
    "sync/memory_api.py",
    "sync/snapshot.py",
    "sync/plan.py",
    "sync/planfile.py",
    "sync/outcome.py",
    "sync/verify.py",
    "sync/fleet.py",
    "sync/fleet_totals.py",
    "sync/canonical.py",
    "sync/rows.py",
    "sync/progress.py",
    "sync/wire/",
)
MODULES = {
    "asyncio",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "time",
}
NAMES = {"input", "open", "print"}
METHODS = {"now", "today", "utcnow", "sleep"}


def impurities(path: str, text: str) -> list[str]:
    """One finding for each impure import, name or call in a source text."""
    nodes = ast.walk(ast.parse(text))
    return [f"{path}:{line}: {what}" for node in nodes for line, what in _impure(node)]


def _impure(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import():
            yield from ((node.lineno, a.name) for a in node.names if a.name.split(".")[0] in MODULES)
        case ast.ImportFrom(module=str(module), level=0) if module.split(".")[0] in MODULES:
            yield node.lineno, module
        case ast.Name(id=name) if name in NAMES | METHODS and isinstance(node.ctx, ast.Load):
            yield node.lineno, name
        case ast.Attribute(attr=name) if name in METHODS:
            yield node.lineno, name
        case ast.Attribute(value=ast.Name(id="time"), attr="time"):
            yield node.lineno, "time.time"
        case ast.Call(func=ast.Attribute(attr=name)) if name in NAMES:
            yield node.lineno, name


def is_pure(path: str) -> bool:
    """Whether the file must be pure."""
    return path.startswith(PURE)


def test_pure_code_touches_nothing(sources: dict[str, str]) -> None:
    pure = {path: text for path, text in sources.items() if is_pure(path)}
    assert pure, "no pure file was found"
    assert [finding for path, text in pure.items() for finding in impurities(path, text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "import os.path as p",
        "from pathlib import Path",
        "import random",
        "from logging import getLogger",
        "import socket",
        "from time import sleep",
        "datetime.now()",
        "date.today()",
        "datetime.utcnow()",
        "clock = datetime.now",
        "time.time()",
        "clock.sleep(1)",
        "open('f')",
        "path.open()",
        "print(1)",
        "show = print",
        "input()",
        "def f():\n    import os",
    ],
)
def test_a_touch_of_the_world_is_found(line: str) -> None:
    assert len(impurities("bad.py", line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import time",
        "datetime.time(10, 30)",
        "x = slot.time",
        "'print(now())'",
        "# os.sleep()",
        "from .time import of_day",
    ],
)
def test_a_mere_likeness_is_no_finding(line: str) -> None:
    assert impurities("good.py", line) == []


def test_the_pure_half_of_sync_is_pure_and_its_shell_is_not() -> None:
    assert is_pure("sync/wire/v1.py")
    assert is_pure("sync/plan.py")
    assert not is_pure("sync/apply.py")
    assert not is_pure("sync/journal.py")
