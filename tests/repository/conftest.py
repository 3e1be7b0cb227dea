"""Decides which files the repository checks look at. They are data here: nothing is imported, only read."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("recurrence", "sync", "frontdesk")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Every module of the packages: its path from the root, and its text."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    found = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert any(name.startswith("recurrence/") for name in found), "no module of the engine was found"
    return found


@pytest.fixture(scope="session")
def tracked() -> dict[str, str]:
    """Every text file under version control; in an unpacked archive, every file that came with it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else _files_of_an_archive()
    found = {name: _text(ROOT / name) for name in names if (ROOT / name).is_file()}
    assert "pyproject.toml" in found, "the list of files misses pyproject.toml"
    return found


def _files_of_an_archive() -> list[str]:
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    made = {"__pycache__", ".venv", ".venvs", ".build", ".hypothesis"}
    return [
        path.as_posix() for path in paths if not (made | {"dist"}) & set(path.parts) and not _is_cache(path)
    ]


def _is_cache(path: Path) -> bool:
    return any(part.startswith(".") and part.endswith("_cache") for part in path.parts)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
