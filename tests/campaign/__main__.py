"""`python -m tests.campaign`: go on with the campaign where it stopped, and write docs/campaign.md. `make campaign` calls it.

Items that are reached are left out, unless they are named or a seed is given. Ctrl-C keeps what is done.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.campaign.catalogue import ITEMS
from tests.campaign.items import Figure, Item, value
from tests.campaign.mutants import told
from tests.campaign.page import number, page
from tests.campaign.page import time as minutes
from tests.campaign.record import Record, Verdict, load, save, verdict
from tests.campaign.runner import ROOT, Limits, Shell, Sitting

FILE, PAGE = ROOT / "docs" / "campaign.json", ROOT / "docs" / "campaign.md"
MINUTES, WORKERS = 25.0, 2
PACKAGES = ("recurrence", "sync", "frontdesk")
ORDER = [item.id for item in ITEMS]
INTERRUPTED = 130


def code(root: Path) -> str:
    """The first digits of a digest of the code that is tried."""
    files = sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


class Screen:
    """Shows how far it is: on a terminal one line that changes each second, elsewhere one line now and then."""

    def __init__(self, seconds: float) -> None:
        self._limit, self._shown, self._first = seconds, -60.0, dict[str, float]()
        self._every = 1.0 if sys.stdout.isatty() else 20.0

    def tell(self, item: Item, record: Record, passed: float) -> None:
        """Show it, unless something was just shown."""
        now = time.monotonic()
        if now - self._shown < self._every:
            return
        self._shown = now
        figure = item.figures[0]
        reached = value(figure, record.reached) or 0.0
        rate = (reached - self._first.setdefault(item.id, reached)) / max(passed, 1.0)
        line = f"{item.id}: {self._amount(figure, reached)}, {number(rate)}/s, {minutes(max(self._limit - passed, 0))} left"
        line += f", {len(record.failed)} batches with findings" if record.failed else ""
        print(
            f"\r{line:78.78}" if sys.stdout.isatty() else line,
            end="" if sys.stdout.isatty() else "\n",
            flush=True,
        )

    def _amount(self, figure: Figure, reached: float) -> str:
        return f"{number(reached)} of {number(figure.goal)} {figure.unit}"


def keep(item: Item, record: Record) -> None:
    """Write the record, and the page with it."""
    save(FILE, item.id, record, ORDER)
    PAGE.write_text(page(ITEMS, load(FILE), told()), encoding="utf-8")


def sit(item: Item, args: argparse.Namespace) -> Verdict:
    """One sitting of one item."""
    record = load(FILE).get(item.id)
    if record is None or (args.seed is not None and args.seed != record.seed):
        record = Record(seed=args.seed or 0)
    print(f"{item.id} {item.what} (seed {record.seed})", flush=True)
    limits = Limits(args.minutes * 60, args.workers)
    today = lambda: datetime.now(UTC).date().isoformat()  # noqa: E731  a clock
    shell = Shell(time.monotonic, time.sleep, today, code(ROOT), Screen(limits.seconds).tell, keep)
    Sitting(item, record, limits, shell).run()
    found = verdict(item, record)
    print(f"\r{item.id} {found.value} after {minutes(record.seconds)} in all".ljust(78), flush=True)
    for findings in record.failed.values():
        print(*(f"    {finding}" for finding in findings), sep="\n", flush=True)
    return found


def wanted(args: argparse.Namespace) -> Sequence[Item]:
    """The items of this sitting."""
    if args.only:
        unknown = set(args.only) - set(ORDER)
        if unknown:
            sys.exit(f"no item {', '.join(sorted(unknown))}; there are {', '.join(ORDER)}")
        return [item for item in ITEMS if item.id in args.only]
    records = load(FILE)
    over = {Verdict.REACHED} if args.seed is None else set[Verdict]()
    return [item for item in ITEMS if verdict(item, records.get(item.id)) not in over]


def main(words: Sequence[str]) -> int:
    """The sitting; 1 if anything is broken, 130 after Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument(
        "--only", action="append", default=[], metavar="C2", help="this item; may be repeated"
    )
    parser.add_argument("--seed", type=int, help="begin a new round with this seed")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long each item may take")
    parser.add_argument("--workers", type=int, default=WORKERS, help="batches at once")
    parser.add_argument("--page", action="store_true", help="write the page again, run nothing")
    args = parser.parse_args(words)
    if args.page:
        PAGE.write_text(page(ITEMS, load(FILE), told()), encoding="utf-8")
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends its batches, too
    try:
        verdicts = [sit(item, args) for item in wanted(args)]
    except KeyboardInterrupt:
        print("\nstopped; what was done is kept", flush=True)
        return INTERRUPTED
    return 1 if Verdict.BROKEN in verdicts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
