"""Decides what a lock may hold: versions and hashes, and nothing about where the files came from."""

import re
from pathlib import Path

import pytest

LOCKS = ("base", "dev", "quick", "relock", "campaign", "bench")
HELD_BACK = {"python-dateutil"}
BASE_LIMIT = 15  # with recur itself an ordinary install stays at 16 distributions or fewer

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;\\]+)( ; [^\\]+)?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


def problems(text: str) -> list[str]:
    """One finding for each line that is neither a pin with hashes nor a comment on one."""
    if not text.strip():
        return ["empty"]
    return [finding for line in _logical_lines(text) for finding in _problems_of(line)]


def _logical_lines(text: str) -> list[str]:
    kept = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(kept).replace("\\\n", "\0").splitlines()


def _problems_of(line: str) -> list[str]:
    pin, *hashes = (part.strip() for part in line.split("\0"))
    wrong = [part for part in hashes if not HASH.match(part)]
    if not PIN.match(pin):
        return [pin, *wrong]
    return wrong if hashes else [f"{pin}: no hash"]


def pins(text: str) -> set[tuple[str, str]]:
    """Name and version of everything a lock holds."""
    first = (line.split("\0")[0].strip() for line in _logical_lines(text))
    return {(match["name"], match["version"]) for line in first if (match := PIN.match(line))}


def read(root: Path, lock: str) -> str:
    """The text of a lock."""
    return (root / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_only(lock: str, root: Path) -> None:
    assert problems(read(root, lock)) == []
    assert pins(read(root, lock))
    assert "://" not in read(root, lock)


def test_no_lock_is_left_unread(root: Path) -> None:
    assert {path.stem for path in (root / "requirements").iterdir()} == set(LOCKS)


def test_development_uses_the_versions_that_users_get_but_for_one_that_extras_hold_back(root: Path) -> None:
    moved = {name for name, _ in pins(read(root, "base")) - pins(read(root, "dev"))}
    assert moved == HELD_BACK, "decision 30"


def test_the_other_pythons_use_the_versions_that_the_main_one_uses(root: Path) -> None:
    assert pins(read(root, "quick")) <= pins(read(root, "dev"))


def test_an_ordinary_install_stays_small(root: Path) -> None:
    assert len(pins(read(root, "base"))) <= BASE_LIMIT


HASHED = "rich==15.0.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rich==15.0.0\n",
        "rich>=15.0.0 \\\n    --hash=sha256:" + "0" * 64,
        "rich==15.0.0 \\\n    --hash=md5:" + "0" * 32,
        "--index-url https://packages.example/simple\n" + HASHED,
        "--find-links wheels\n" + HASHED,
        "rich @ https://packages.example/rich.whl\n",
        "-e .\n" + HASHED,
        HASHED + "httpx==0.28.1\n",
    ],
)
def test_a_bad_lock_is_found(text: str) -> None:
    assert problems(text)


def test_a_good_lock_is_no_finding() -> None:
    assert (
        problems(HASHED + "    # via recur\n" + HASHED.replace(" \\", " ; python_version < '3.12' \\", 1))
        == []
    )
