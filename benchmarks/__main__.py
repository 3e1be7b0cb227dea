"""Measures and writes docs/performance.md: `python -m benchmarks [GROUP …] [--resume] [--list] [--page] [--date YYYY-MM-DD]`.

Without a group all are run. Each group's figures are kept when it is done, and the page is made anew from all that are
kept: a run that is stopped goes on with `--resume`, which leaves out what was measured today of the same code.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from benchmarks.figures import Figure
from benchmarks.groups import Group, groups
from benchmarks.pairs import pin
from benchmarks.report import document, table
from benchmarks.results import RESULTS, ROOT, Result, code_now, keep, kept, machine


def main(arguments: list[str] | None = None) -> int:
    """Measure; 0 if every group was measured and no answer was wrong, whatever the figures."""
    everything = groups()
    options = _options(arguments, [group.name for group in everything])
    if options.page:
        _write(everything, options.results, options.out)
        return 0
    if options.list:
        print("\n".join(f"{group.name:14} {group.words}" for group in everything))
        return 0
    code, pinned = code_now(), pin()
    before = {result.group: result for result in kept((group.name for group in everything), options.results)}
    chosen = [group for group in everything if not options.group or group.name in options.group]
    if options.resume:
        chosen = [group for group in chosen if not _done(before.get(group.name), options.date, code)]
    faults = [
        fault
        for group in _with_progress(chosen, before)
        for fault in _done_and_kept(group, (options.date, pinned, code), options.results)
    ]
    _write(everything, options.results, options.out)
    for fault in faults:
        _say(fault)
    return 1 if faults else 0


def _done_and_kept(group: Group, facts: tuple[str, str, str], results: Path) -> list[str]:
    """Measure a group and keep its figures; what went wrong. The others are measured all the same."""
    try:
        result = _measured(group, *facts)
    except Exception as error:  # noqa: BLE001  a quarter of an hour of measuring must not end in the first group
        return [f"FAILED {group.name}: {type(error).__name__}: {error}"]
    keep(result, results)
    return [
        f"REFUSED {figure.goal} {figure.words}: {figure.outcome}"
        for figure in result.figures
        if figure.bound and str(figure.outcome).startswith("refused")
    ]


def _done(result: Result | None, day: str, code: str) -> bool:
    return result is not None and (result.day, result.code) == (day, code)


def _with_progress(chosen: Sequence[Group], before: dict[str, Result]) -> Iterator[Group]:
    """The groups, each with a heading: which it is, since when, and how long the rest took the last time."""
    begin = monotonic()
    for number, group in enumerate(chosen):
        rest = sum(before[left.name].seconds for left in chosen[number:] if left.name in before)
        left = f", about {rest / 60:.0f} min left" if rest else ""
        _say(
            f"\n[{number + 1}/{len(chosen)}] {group.name}: {group.words}  ({monotonic() - begin:.0f} s so far{left})"
        )
        yield group
    _say(f"\n{len(chosen)} groups in {monotonic() - begin:.0f} s")


def _measured(group: Group, day: str, pinned: str, code: str) -> Result:
    begin, load, figures = monotonic(), os.getloadavg()[0], list[Figure]()
    for figure in group.figures():
        figures.append(figure)
        _say(table([figure]).splitlines()[-1])
    loads, seconds = (round(load, 2), round(os.getloadavg()[0], 2)), round(monotonic() - begin, 1)
    return Result(group.name, day, machine(pinned), group.versions(), loads, seconds, code, tuple(figures))


def _write(everything: Sequence[Group], results: Path, page: Path) -> None:
    page.parent.mkdir(exist_ok=True)
    found = kept((group.name for group in everything), results)
    page.write_text(document(found, {group.name for group in everything if group.of_peers}), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options(arguments: list[str] | None, names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure against the peers.")
    parser.add_argument("group", nargs="*", help="which groups; without any, all of them")
    parser.add_argument("--list", action="store_true", help="name the groups and measure nothing")
    parser.add_argument("--page", action="store_true", help="only write the page, of what is kept")
    parser.add_argument(
        "--resume", action="store_true", help="leave out what was measured today of this code"
    )
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="the day to write down")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the folder of the figures")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs" / "performance.md", help="the page to write"
    )
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.group) - set(names)):
        parser.error(f"there is no group {', '.join(unknown)}; there are {', '.join(names)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
