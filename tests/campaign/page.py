"""docs/campaign.md, written from the records: what was to be reached, what was, when, from which seed, in what time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from tests.campaign.items import Figure, Item, Kind, value
from tests.campaign.record import Record, Verdict, verdict

HEAD = """\
# The campaign

What `make test` does not take the time for: the same questions, asked long enough to say how often the answer is wrong.
`make campaign` writes this page from `campaign.json` beside it. It can be stopped and started again; `ONLY=C2,C10` takes
some items, `SEED=7` begins a round of its own, `MINUTES=5` shortens the 25 minutes that each item may take on two cores.

*Reached* means: every figure is, and nothing was found that is still open. *Under way* means that the round goes on where
it stopped when `make campaign` runs again. *0 findings in n* bounds the rate of failures below 3/n, with 95 % confidence.

"""
MOST_SHOWN = 8
"""Findings of an item that are shown once they are mended; all of them are in the file."""
COLUMNS = ("", "item", "to reach", "reached", "date", "seed", "time", "verdict")


def page(
    items: Sequence[Item], records: Mapping[str, Record], reasons: Mapping[str, str] | None = None
) -> str:
    """The page; `reasons`: why a mutant that no test noticed is no fault."""
    rows = [_row(item, records.get(item.id)) for item in items]
    table = [COLUMNS, ("---",) * len(COLUMNS), *rows]
    text = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in table)
    return (
        text
        + _findings(items, records)
        + _mended(items, records)
        + _survivors(records, reasons or {})
        + _limits(items)
        + _replay(items)
    )


def _row(item: Item, record: Record | None) -> tuple[str, ...]:
    goals = "<br>".join(goal(figure) for figure in item.figures)
    words = verdict(item, record)
    if record is None or words is Verdict.NOT_RUN:
        return (item.id, item.what, goals, words.value, "", "", "", words.value)
    found = "<br>".join(shown(figure, record) for figure in item.figures)
    dates = record.last if record.began == record.last else f"{record.began} – {record.last}"
    return (
        item.id,
        item.what,
        goals,
        found,
        dates,
        str(record.seed),
        time(record.seconds),
        f"**{words.value}**",
    )


def number(amount: float | None, *, share: bool = False) -> str:
    """An amount with as many digits as say something.

    >>> number(1000000.0), number(0.4242), number(0.957, share=True), number(None)
    ('1,000,000', '0.42', '95.7 %', '–')
    """
    if amount is None:
        return "–"
    if share:
        return f"{100 * amount:.1f} %"
    return f"{amount:,.0f}" if amount == int(amount) or amount >= 1000 else f"{amount:,.3g}"


def goal(figure: Figure) -> str:
    """A figure to reach, in words."""
    sign = "≤" if figure.kind is Kind.MOST else "≥"
    each = "each " if figure.kind is Kind.EACH else ""
    return f"{each}{sign} {number(figure.goal, share=figure.kind is Kind.SHARE)} {figure.unit}".strip()


def shown(figure: Figure, record: Record) -> str:
    """What was reached of it."""
    return f"{number(value(figure, record.reached), share=figure.kind is Kind.SHARE)} {figure.unit}".strip()


def time(seconds: float) -> str:
    """Minutes and seconds of work: `12:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _findings(items: Sequence[Item], records: Mapping[str, Record]) -> str:
    lines = [
        f"* {item.id}, batch {batch}: `{finding[:300]}`\n"
        for item in items
        if (record := records.get(item.id))
        for batch, findings in record.failed.items()
        for finding in findings
    ]
    return "\n## Open findings\n\n" + ("".join(lines) or "None in what was run.\n")


def _mended(items: Sequence[Item], records: Mapping[str, Record]) -> str:
    lines = [
        f"* {item.id}: `{' '.join(finding.split())[:300]}`\n"
        for item in items
        if (record := records.get(item.id))
        for finding in list(dict.fromkeys(record.mended))[:MOST_SHOWN]
    ]
    return "\n## Found, and mended since\n\n" + "".join(lines) if lines else ""


def _survivors(records: Mapping[str, Record], reasons: Mapping[str, str]) -> str:
    """The mutants that no test noticed: why they are no faults, or that nobody has said so yet."""
    found = [record.reached.get("survivors", {}) for record in records.values()]
    names = sorted(name for one in found if isinstance(one, dict) for name in one)
    lines = [
        f"* `{name.replace('`', chr(39))}`: {reasons.get(name, '**no reason yet**')}\n" for name in names
    ]
    return "\n## Mutants that nothing noticed (C12)\n\n" + "".join(lines) if lines else ""


def _limits(items: Sequence[Item]) -> str:
    return "\n## What the figures do not show\n\n" + "".join(
        f"* {item.id}: {item.limits}\n" for item in items if item.limits
    )


def _replay(items: Sequence[Item]) -> str:
    """What each item runs, so that anybody can: its first batch."""
    lines = [f"{item.id:4} {batch}\n" for item in items for batch in islice(item.batches(0), 1)]
    return "\n## The first batch of each, to run by hand\n\n```\n" + "".join(lines) + "```\n"
