"""Measures and writes docs/performance.md: `python -m benchmarks [--quick] [--date YYYY-MM-DD] [--out FILE]`."""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.contests import contests, full_size
from benchmarks.figures import Figure
from benchmarks.pairs import FEW, QUICK, THOROUGH, Effort, pin
from benchmarks.processes import ROOT, first_calls, starts
from benchmarks.report import Circumstances, document, table


def main(arguments: list[str] | None = None) -> int:
    """Measure; 0 if no peer was refused."""
    options = _options(arguments)
    effort = QUICK if options.quick else THOROUGH
    pinned, before = pin(), os.getloadavg()[0]
    figures = []
    for figure in _figures(effort, quick=options.quick):
        figures.append(figure)
        print(table([figure]).splitlines()[-1], file=sys.stderr, flush=True)
    load = before, os.getloadavg()[0]
    if not options.quick:
        text = document(figures, Circumstances(options.date, effort, pinned, load))
        options.out.parent.mkdir(exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
    refused = [figure for figure in figures if str(figure.outcome).startswith("refused")]
    for figure in refused:
        print(f"REFUSED {figure.goal} {figure.words}: {figure.outcome}", file=sys.stderr)
    return 1 if refused else 0


def _figures(effort: Effort, *, quick: bool) -> Iterator[Figure]:
    for contest in contests():
        yield contest.measure(effort)
    yield from first_calls(effort.turns)
    if not quick:
        yield from (contest.measure(FEW) for contest in full_size())
        yield from starts(effort.turns)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure against the peers.")
    parser.add_argument("--quick", action="store_true", help="two turns each, no whole processes, no file")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="the day to write down")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs" / "performance.md", help="the file to write"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
