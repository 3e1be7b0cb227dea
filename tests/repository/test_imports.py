"""Decides which file may import which library, and where: finer than import-linter's contracts can say.

In `recurrence` every library is loaded where it is first used, so that `import recurrence` loads none: inside a
function, or at the top of a file of `interop/`, which the rest of the engine in turn may load inside functions only;
an import for types alone (`if TYPE_CHECKING:`) loads nothing and may stand at the top. The last tests run
import-linter itself on a small project that breaks each contract.
"""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

FLOORS = ("recurrence", "sync", "frontdesk")
# Which part of a floor may import a library. What is named here is forbidden to all other files of all floors.
DOORS = {
    "pendulum": ("recurrence/walltime.py",),
    "dateutil": ("recurrence/interop/",),
    "pyarrow": ("recurrence/interop/", "frontdesk/bulk/"),
    "dask": ("frontdesk/bulk/engines.py",),
    "distributed": ("frontdesk/bulk/engines.py",),
    "icalendar": ("recurrence/interop/",),
    "recurring_ical_events": ("recurrence/interop/",),
    "holidays": ("frontdesk/dates/calendars.py",),
    "starlette": ("frontdesk/web/",),
    "uvicorn": ("frontdesk/web/",),
    "jinja2": ("frontdesk/web/",),
    "mcp": ("frontdesk/mcp/",),
    "numpy": ("recurrence/interop/", "recurrence/occurrences.py", "frontdesk/bulk/"),
    "httpx": ("sync/http_api.py",),
    "h11": ("sync/emulator/",),
    "platformdirs": ("frontdesk/service/profile.py",),
}
INTEROP = "recurrence/interop/"
# Our own modules that a file must not see.
BLIND = {
    "sync/apply.py": ("sync.http_api", "sync.emulator"),
    "sync/emulator/": ("sync.wire", "sync.http_api", "sync.outcome", "sync.client"),
}


class Import(NamedTuple):
    """One imported module, and whether importing the file loads it."""

    line: int
    module: str
    at_load: bool


def imports(path: str, text: str) -> list[Import]:
    """Every import of a source text, with relative ones made absolute."""
    return list(_imports(ast.parse(text), path.split("/")[:-1], at_load=True))


def _imports(node: ast.AST, package: list[str], *, at_load: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for module in _modules(child, package):
                yield Import(child.lineno, module, at_load)
        yield from _imports(child, package, at_load=at_load and not _is_late(child))


def _modules(node: ast.Import | ast.ImportFrom, package: list[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = package[: len(package) - node.level + 1] if node.level else []
    prefix = ".".join([*base, *([node.module] if node.module else [])])
    return [f"{prefix}.{alias.name}" for alias in node.names]


def _is_late(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test).endswith("TYPE_CHECKING")
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def forbidden(path: str, text: str) -> list[str]:
    """One finding for each import that the house rules forbid in this file."""
    found = ((i, _objection(path, i)) for i in imports(path, text))
    return [f"{path}:{i.line}: {i.module}: {objection}" for i, objection in found if objection]


def _objection(path: str, found: Import) -> str | None:
    floor, library = path.split("/", 1)[0], found.module.split(".", 1)[0]
    if library in FLOORS:
        return _objection_to_our_own(path, found, floor, library)
    if library in sys.stdlib_module_names:
        return None
    if library not in DOORS:
        return None if floor == "frontdesk" else "the standard library only"
    if not path.startswith(DOORS[library]):
        return "only " + " and ".join(DOORS[library])
    late_only = floor == "recurrence" and not path.startswith(INTEROP)
    return "inside the function that needs it" if late_only and found.at_load else None


def _objection_to_our_own(path: str, found: Import, floor: str, library: str) -> str | None:
    if FLOORS.index(library) > FLOORS.index(floor):
        return "the floor above"
    if floor == "recurrence" and not path.startswith(INTEROP) and found.at_load:
        return "inside the function that needs it" if found.module.startswith("recurrence.interop") else None
    blind = tuple(module for part, modules in BLIND.items() if path.startswith(part) for module in modules)
    return "it must not know this" if found.module.startswith(blind) else None


def test_every_import_goes_the_way_the_house_says(sources: dict[str, str]) -> None:
    assert [i for path, text in sources.items() for i in imports(path, text)], "no import was found"
    assert [finding for path, text in sources.items() for finding in forbidden(path, text)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("recurrence/rule.py", "def f():\n    import pendulum"),
        ("recurrence/walltime.py", "import pendulum"),
        ("recurrence/walltime.py", "from pendulum import timezone"),
        ("recurrence/walltime.py", "try:\n    import pendulum\nexcept ImportError:\n    pass"),
        ("recurrence/occurrences.py", "from recurrence.interop.arrays import datetime_array"),
        ("recurrence/interop/rrule.py", "import httpx"),
        ("recurrence/analysis/infer.py", "def f():\n    from dateutil import rrule"),
        ("recurrence/occurrences.py", "import numpy as np"),
        ("recurrence/occurrences.py", "class A:\n    import numpy"),
        ("recurrence/cycle.py", "def f():\n    import numpy"),
        ("recurrence/cycle.py", "if TYPE_CHECKING:\n    import numpy"),
        ("recurrence/cycle.py", "import rich"),
        ("recurrence/cycle.py", "import sync"),
        ("recurrence/cycle.py", "from .. import sync"),
        ("recurrence/cycle.py", "from ..frontdesk import cli"),
        ("sync/plan.py", "import frontdesk.cli"),
        ("sync/plan.py", "import httpx"),
        ("sync/plan.py", "import yaml"),
        ("sync/apply.py", "from sync import http_api"),
        ("sync/apply.py", "from .http_api import HttpApi"),
        ("sync/apply.py", "from sync.emulator import model"),
        ("sync/emulator/v1.py", "from sync.wire import v1"),
        ("sync/emulator/model.py", "import sync.outcome"),
        ("frontdesk/cli.py", "def f():\n    import httpx"),
        ("frontdesk/cli.py", "def f():\n    import platformdirs"),
        ("frontdesk/render/html.py", "import numpy"),
    ],
)
def test_an_import_the_wrong_way_is_found(path: str, text: str) -> None:
    assert len(forbidden(path, text)) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("recurrence/walltime.py", "def f():\n    import pendulum"),
        ("recurrence/occurrences.py", "def f():\n    import numpy as np"),
        ("recurrence/occurrences.py", "if TYPE_CHECKING:\n    import numpy as np"),
        ("recurrence/occurrences.py", "def f():\n    from recurrence.interop.arrays import datetime_array"),
        ("recurrence/interop/rrule.py", "from dateutil import rrule"),
        ("recurrence/interop/arrays.py", "import numpy as np"),
        ("recurrence/analysis/infer.py", "from ..cycle import DayCycle"),
        ("recurrence/cycle.py", "import datetime"),
        ("sync/http_api.py", "import httpx"),
        ("sync/apply.py", "from sync.port import BookingApi"),
        ("frontdesk/cli.py", "import rich.table"),
        ("frontdesk/cli.py", "from sync import make_plan"),
    ],
)
def test_an_import_the_right_way_is_no_finding(path: str, text: str) -> None:
    assert forbidden(path, text) == []


@pytest.mark.parametrize(
    ("path", "text", "contract"),
    [
        ("recurrence/bad.py", "import sync\n", "A floor knows nothing of the floor above"),
        ("recurrence/bad.py", "import pendulum\n", "The engine stands on the standard library"),
        ("sync/bad.py", "import httpx\n", "Only sync.http_api speaks HTTP"),
        ("sync/bad.py", "import rich\n", "Only the front desk draws"),
        ("frontdesk/words.py", "import frontdesk.verbs\n", "A room of the front desk knows nothing"),
    ],
)
def test_import_linter_breaks_its_contract_on(
    path: str, text: str, contract: str, root: Path, tmp_path: Path
) -> None:
    shutil.copy(root / "pyproject.toml", tmp_path)
    for floor in FLOORS:
        (tmp_path / floor).mkdir()
        (tmp_path / floor / "__init__.py").touch()
    (tmp_path / "frontdesk" / "verbs.py").touch()
    assert _lint_imports(tmp_path).returncode == 0
    (tmp_path / path).write_text(text, encoding="utf-8")
    broken = [line for line in _lint_imports(tmp_path).stdout.splitlines() if line.endswith("BROKEN")]
    assert len(broken) == 1
    assert broken[0].startswith(contract)


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    script = f"import sys; sys.path[0] = {str(folder)!r}; from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", script, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
