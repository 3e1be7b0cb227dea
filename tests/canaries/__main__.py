"""`python -m tests.canaries`: whether anything that `make test` wrote, logged or printed holds a canary; 1 if so.

Searched are the temporary folders of all stages (`.build/scratch` says where they are), the consoles, reports and
captured logs of all tests in `.build/logs`, and what tools keep for their next run.
"""

import sys
from collections.abc import Collection
from pathlib import Path
from time import monotonic

from tests.canaries.search import files_of, hits

LOGS, SCRATCH = Path(".build/logs"), Path(".build/scratch")
KEPT = (".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache")
REPORTS = ("doctests.xml", "repository.xml", "tests.xml", "properties.xml", "wheel.xml")
LEAST_FILES = 200
MOST_SHOWN = 20


def places() -> list[Path]:
    """Where a whole `make test` leaves what it writes."""
    scratch = Path(SCRATCH.read_text(encoding="utf-8").strip()) if SCRATCH.exists() else LOGS
    return [scratch, LOGS, *map(Path, KEPT)]


def complaint(files: Collection[Path]) -> str:
    """Why a search of these files would prove nothing; empty if it proves something."""
    missing = set(REPORTS) - {path.name for path in files if path.parent == LOGS}
    if missing:
        return f"no report of {', '.join(sorted(missing))}: this comes after the other stages of `make test`"
    return "" if len(files) >= LEAST_FILES else f"only {len(files)} files: what tests wrote is not there"


def main() -> int:
    """Search; 0 if there was enough to search and nothing was found."""
    began, files = monotonic(), list(files_of(places()))
    written = [path for path in files if path.parts[0] not in KEPT]
    found = [f"{hit.path}: {hit.spelling}" for hit in hits(files)]
    mebibytes = sum(path.stat().st_size for path in files if path.is_file()) / 2**20
    print(
        f"    {len(files):,} files, {mebibytes:,.0f} MiB, {monotonic() - began:.1f} s: {len(found)} canaries"
    )
    for line in [*found[:MOST_SHOWN], *filter(None, [complaint(written)])]:
        print(line, file=sys.stderr)
    return 1 if found or complaint(written) else 0


if __name__ == "__main__":
    sys.exit(main())
