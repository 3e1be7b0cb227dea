"""C20: what the project is made of and how: `python -m tests.campaign.supply hashes|offline|audit|bandit|parts|twice`.

hashes: every pin of every lock has some. offline: a base install from downloaded wheels, hashes required, no index.
audit: known holes of what is locked. bandit: what is dangerous in the code. parts: the list of parts (CycloneDX).
twice: two builds, the same bytes. `audit` and `offline` need the network; without it they say so and count as not run.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaign.runner import ROOT
from tests.campaign.said import say

BIN = Path(sys.executable).parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PACKAGES = ("recurrence", "sync", "frontdesk")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", re.MULTILINE)
Tally = tuple[dict[str, object], list[str]]


def command(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A tool of the campaign's environment."""
    return subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)


def unhashed(text: str) -> list[str]:
    """The pins of a lock that carry no hash."""
    entries = re.split(r"\n(?=[a-z0-9])", text)
    return [entry.split("\n")[0] for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry]


def hashes() -> Tally:
    """Pins, and those with hashes."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in LOCKS}
    pins = sum(len(PIN.findall(text)) for text in texts.values())
    bare = [f"{name}: {pin} has no hash" for name, text in texts.items() for pin in unhashed(text)]
    return {"hashed": pins - len(bare), "pins": pins}, bare


def offline() -> Tally:
    """Wheels are downloaded once by their hashes; then a new environment is made of them without an index."""
    lock = ROOT / "requirements" / "base.lock"
    with TemporaryDirectory() as name:
        folder = Path(name)
        wheels = folder / "wheels"
        got = command(
            BIN / "python",
            "-m",
            "pip",
            "download",
            "-q",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            lock,
            "-d",
            wheels,
        )
        if got.returncode:
            return {}, [f"not run, no download: {got.stderr[-300:]}"]
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        words = (
            "install",
            "-q",
            "--no-index",
            "--find-links",
            wheels,
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            lock,
        )
        done = command(python, "-m", "pip", *words)
        listed = command(
            python, "-m", "pip", "list", "--format", "json", "--exclude", "pip", "--exclude", "setuptools"
        )
        count = len(json.loads(listed.stdout)) + 1  # and recur itself
    return {"offline installs": 1, "distributions": count}, [done.stderr[-500:]] if done.returncode else []


def audit() -> Tally:
    """Known holes in any of the locked versions."""
    found, checked = list[str](), 0
    for lock in LOCKS:
        done = command(
            BIN / "pip-audit",
            "-r",
            lock,
            "--require-hashes",
            "--disable-pip",
            "-f",
            "json",
            "--progress-spinner",
            "off",
        )
        try:
            dependencies = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            return {}, [f"not run, {lock.name}: {done.stderr.strip()[-300:]}"]
        checked += len(dependencies)
        found += [
            f"{lock.name}: {one['name']} {one['version']}: {hole['id']}"
            for one in dependencies
            for hole in one.get("vulns", ())
        ]
    return {"audited": checked}, found


def is_excused(one: dict[str, object]) -> bool:
    """Whether its line gives the linter, which has the same rules (B704 is S704), a reason for the exception."""
    lines = (ROOT / str(one["filename"])).read_text(encoding="utf-8").splitlines()
    rule = str(one["test_id"]).replace("B", "S", 1)
    return bool(
        re.search(rf"# noqa: [A-Z0-9, ]*{rule}\b.* \S{{3,}}", lines[int(str(one["line_number"])) - 1])
    )


def bandit(folders: Sequence[str | Path] = PACKAGES) -> Tally:
    """What bandit calls dangerous, high or medium, and no line gives a reason for."""
    done = command(BIN / "bandit", "-q", "-r", "-f", "json", *folders)
    told = json.loads(done.stdout)
    bad = [
        one for one in told["results"] if one["issue_severity"] in {"HIGH", "MEDIUM"} and not is_excused(one)
    ]
    lines = told["metrics"]["_totals"]["loc"]
    return {"lines": lines}, [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in bad
    ]


def parts() -> Tally:
    """The list of parts of a base install, from its lock; left in .build."""
    target = ROOT / ".build" / "recur.cdx.json"
    target.parent.mkdir(exist_ok=True)
    lock = ROOT / "requirements" / "base.lock"
    done = command(BIN / "cyclonedx-py", "requirements", lock, "--of", "JSON", "-o", target)
    if done.returncode:
        return {}, [done.stderr[-300:]]
    listed = {one["name"] for one in json.loads(target.read_text(encoding="utf-8"))["components"]}
    locked = {name for name, _ in PIN.findall(lock.read_text(encoding="utf-8"))}
    return {"parts": len(listed)}, [f"not in the list of parts: {name}" for name in sorted(locked - listed)]


def twice() -> Tally:
    """Two builds of the same tree, in two folders."""
    digests = list[str]()
    for _ in range(2):
        with TemporaryDirectory() as name:
            tree = Path(name) / "tree"
            ignore = shutil.ignore_patterns(".*", "__pycache__", "dist", "build")
            shutil.copytree(ROOT, tree, ignore=ignore)
            done = command(
                BIN / "python",
                "-m",
                "pip",
                "wheel",
                "-q",
                "--no-deps",
                "--no-build-isolation",
                "-w",
                Path(name) / "out",
                tree,
            )
            if done.returncode:
                return {}, [done.stderr[-500:]]
            (wheel,) = (Path(name) / "out").glob("*.whl")
            digests.append(hashlib.sha256(wheel.read_bytes()).hexdigest())
    return {"equal builds": 2}, [] if len(set(digests)) == 1 else [f"two builds, two digests: {digests}"]


WORK = {
    "hashes": hashes,
    "offline": offline,
    "audit": audit,
    "bandit": bandit,
    "parts": parts,
    "twice": twice,
}

if __name__ == "__main__":
    say(*WORK[sys.argv[1]]())
