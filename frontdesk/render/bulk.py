"""How a bulk run ended, as lines and as JSON; counts as columns. Looks at no date."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from frontdesk.bulk.counting import Counts
from frontdesk.bulk.job import Job, Tally
from frontdesk.bulk.running import Done
from frontdesk.shell.safe import visible
from frontdesk.words.small import dates
from recurrence.strategy import WEEKDAYS

SCHEMA = "recurrence.bulk/1"
MOST_LINES = 1_000
_MOST_ERRORS = 3


def dates_text(done: Done) -> Iterator[str]:
    """What was written, and what is to be looked at."""
    yield f"{dates(done.tally.dates)} of {_rows(done.tally.rows - done.tally.refused)}: {visible(done.out)}\n"
    if done.errors is not None:
        yield f"{_refused(done.tally)}: {visible(done.errors)}\n"


def counts_text(counts: Counts, written: tuple[str | None, str | None]) -> Iterator[str]:
    """The counts in columns, or where they are; and the first of the rows that mean no dates."""
    out, errors = written
    told = f"{dates(counts.tally.dates)} of {_rows(counts.tally.rows - counts.tally.refused)}"
    if out is None:
        yield from _columns(counts)
        yield f"{told}\n"
    else:
        yield f"{told}: {visible(out)}\n"
    if counts.tally.refused:
        yield _refused(counts.tally) + (f": {visible(errors)}\n" if errors else ". The first of them:\n")
    if not errors:
        for row in counts.errors.slice(0, _MOST_ERRORS).to_pylist():
            yield f"  row {row['row']}: {visible(' '.join(each['message'] for each in row['problems']), 500)}\n"


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _refused(tally: Tally) -> str:
    return f"{_rows(tally.refused)} mean{'s' if tally.refused == 1 else ''} no dates"


def _columns(counts: Counts) -> Iterator[str]:
    names = counts.table.column_names
    if names == ["dates"]:
        return
    lines = [
        [visible(name, 40) for name in names],
        *(_shown(row) for row in counts.table.slice(0, MOST_LINES).to_pylist()),
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        *groups, number = line
        cells = [cell.ljust(width) for cell, width in zip(groups, widths, strict=False)]
        yield "  ".join([*cells, number.rjust(widths[-1])]) + "\n"
    if counts.table.num_rows > MOST_LINES:
        yield f"… and {counts.table.num_rows - MOST_LINES:,} more: --out writes them all.\n"


def _shown(row: dict[str, Any]) -> list[str]:
    groups = [_group(name, value) for name, value in row.items() if name != "dates"]
    return [*groups, f"{row['dates']:,}"]


def _group(name: str, value: object) -> str:
    if name == "month" and isinstance(value, date):
        return f"{value:%Y-%m}"
    if name == "weekday" and isinstance(value, int):
        return WEEKDAYS[value][:3]
    return "-" if value is None else visible(str(value), 40)


# --- JSON -----------------------------------------------------------------------------------------------------------


def dates_json(done: Done, table: str, job: Job) -> Iterator[str]:
    """The end of a run as `recurrence.bulk/1`."""
    yield _document(
        table,
        job,
        done.tally,
        {
            "finished": done.finished,
            "shape": job.shape,
            "out": done.out,
            "errors": done.errors,
            "partitions": {
                "done": done.kept,
                "earlier": done.earlier.partitions,
                "thrown": done.earlier.thrown,
            },
            "by": None,
            "counts": None,
        },
    )


def counts_json(
    counts: Counts, table: str, job: Job, written: tuple[str | None, str | None]
) -> Iterator[str]:
    """Counts as `recurrence.bulk/1`; those that are in a file are not told again."""
    out, errors = written
    *by, _ = counts.table.column_names
    told = [_group_json(row) for row in counts.table.to_pylist()] if out is None else None
    yield _document(
        table,
        job,
        counts.tally,
        {
            "finished": counts.finished,
            "shape": None,
            "out": out,
            "errors": errors,
            "partitions": None,
            "by": by,
            "counts": told,
        },
    )


def _group_json(row: dict[str, Any]) -> dict[str, Any]:
    *group, number = row.values()
    plain = [
        value if value is None or isinstance(value, bool | int | float) else str(value) for value in group
    ]
    return {"group": plain, "dates": number}


def _document(table: str, job: Job, tally: Tally, more: dict[str, Any]) -> str:
    document = {
        "schema": SCHEMA,
        "table": table,
        "reading": job.reading._asdict(),
        **tally._asdict(),
        **more,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
