"""What was reached so far, as a file that several sittings write: docs/campaign.json. Items that were not run are not in it.

Decides when a round of an item is whole, what a failed batch means, and the verdict. Dates and seconds come in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path

from tests.campaign.items import Batch, Item, Kind, Reached, folded, is_met

MOST_KEPT = 20
"""Findings of one batch that are kept."""


class Verdict(Enum):
    """How an item stands."""

    NOT_RUN = "not run yet"
    BROKEN = "BROKEN"
    UNDER_WAY = "under way"
    SHORT = "falls short"
    REACHED = "reached"


@dataclass
class Record:
    """One round of an item: how far it is, what it reached, which batches found something and what."""

    seed: int
    next: int = 0
    left: list[int] = field(default_factory=list)
    whole: bool = False
    seconds: float = 0.0
    reached: Reached = field(default_factory=dict)
    failed: dict[str, list[str]] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    began: str = ""
    last: str = ""

    def start(self, number: int) -> None:
        """A batch begins; until it is over it counts as left."""
        self.next = max(self.next, number + 1)
        self.left.append(number)

    def done(self, item: Item, number: int, reached: Mapping[str, object], findings: Sequence[str]) -> None:
        """A batch is over. What it counted counts once, and only when it found nothing."""
        self.left.remove(number)
        if findings:
            self.failed[str(number)] = list(findings)[:MOST_KEPT]
        else:
            self.mended += self.failed.pop(str(number), [])
            self.reached = folded(item.figures, self.reached, reached)


def pending(item: Item, record: Record) -> Iterator[tuple[int, Batch]]:
    """The batches that are not done, with their numbers: those that failed or were stopped first."""
    again = {*map(int, record.failed), *record.left}
    old, record.left = record.next, []
    for number, batch in enumerate(item.batches(record.seed)):
        if number in again or number >= old:
            yield number, batch


def verdict(item: Item, record: Record | None) -> Verdict:
    """How an item stands: one open finding is enough to break it."""
    if record is None or not (record.reached or record.failed):
        return Verdict.NOT_RUN
    if record.failed:
        return Verdict.BROKEN
    if _is_over(item, record):
        return Verdict.SHORT
    met = all(is_met(figure, record.reached) for figure in item.figures)
    if met and (item.endless or record.whole):
        return Verdict.REACHED
    return Verdict.SHORT if record.whole else Verdict.UNDER_WAY


def _is_over(item: Item, record: Record) -> bool:
    """Whether something is more than it may be, which no further batch can mend."""
    return any(
        figure.kind is Kind.MOST and figure.name in record.reached and not is_met(figure, record.reached)
        for figure in item.figures
    )


def load(path: Path) -> dict[str, Record]:
    """Every record on file, by the item's id."""
    if not path.exists():
        return {}
    return {name: Record(**fields) for name, fields in json.loads(path.read_text(encoding="utf-8")).items()}


def save(path: Path, name: str, record: Record, order: Sequence[str]) -> None:
    """Write one record; the others stay as they are now, whoever wrote them."""
    records = {**load(path), name: record}
    known = [one for one in order if one in records] + sorted(records.keys() - set(order))
    text = json.dumps({one: asdict(records[one]) for one in known}, indent=1, ensure_ascii=False) + "\n"
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
