"""Whether parts that an earlier run kept are parts of this one. Pure: documents in, a decision out.

What a part holds depends on the input's content, on what is asked for, and on the versions that did the work; a part is
used only where all of these are the same. Where the input lies, and when it was written, decides nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from frontdesk.bulk.job import Job, Tally
from frontdesk.bulk.source import Source

SCHEMA = "recurrence.bulk-parts/1"


class Blob(NamedTuple):
    """A file of a part: how many bytes, and their checksum (CRC-32)."""

    bytes: int
    crc32: int


class Mark(NamedTuple):
    """A partition that is done: what it came to, its file of dates, and its file of refused rows if it has any."""

    number: int
    tally: Tally
    dates: Blob
    errors: Blob | None

    def document(self) -> dict[str, Any]:
        """The mark in plain values, for a file."""
        return {
            "number": self.number,
            "tally": self.tally._asdict(),
            "dates": self.dates._asdict(),
            "errors": None if self.errors is None else self.errors._asdict(),
        }


def mark_of(document: Mapping[str, Any]) -> Mark:
    """A mark from its document. Raises `KeyError` or `TypeError` for another.

    >>> mark = Mark(3, Tally(10, 200, 0), Blob(90, 12), None)
    >>> mark_of(mark.document()) == mark
    True
    """
    errors = document["errors"]
    return Mark(
        document["number"],
        Tally(**document["tally"]),
        Blob(**document["dates"]),
        None if errors is None else Blob(**errors),
    )


def binding_of(source: Source, job: Job, versions: Mapping[str, str]) -> dict[str, Any]:
    """What the parts of a run depend on, as a document."""
    return {
        "schema": SCHEMA,
        "input": [{"bytes": file.bytes, "sha256": file.sha256} for file in source.files],
        "kind": source.kind,
        "job": job.document(),
        "versions": dict(versions),
    }


_SAID = {
    "input": "the input has changed",
    "kind": "the input has changed",
    "job": "the options are others",
    "versions": "recur or a library was updated",
}


def other_because(kept: object, wanted: Mapping[str, Any]) -> list[str]:
    """Why parts kept under one binding are not parts of a run with another; empty if they are.

    >>> other_because({"schema": SCHEMA, "job": 1}, {"schema": SCHEMA, "job": 2})
    ['the options are others']
    >>> other_because(None, {"schema": SCHEMA})
    ['what is kept cannot be read']
    """
    if not isinstance(kept, dict) or kept.get("schema") != wanted["schema"]:
        return ["what is kept cannot be read"]
    differing = [said for name, said in _SAID.items() if kept.get(name) != wanted.get(name)]
    return list(dict.fromkeys(differing))


def standing(marks: Iterable[Mark], found: Mapping[str, Blob]) -> dict[int, Mark]:
    """The marks whose files are all there as marked, by the number of the partition; `found`: files by name.

    >>> mark = Mark(0, Tally(1, 1, 0), Blob(90, 12), None)
    >>> list(standing([mark], {dates_name(0): Blob(90, 12)})), list(standing([mark], {}))
    ([0], [])
    """
    return {
        mark.number: mark
        for mark in marks
        if found.get(dates_name(mark.number)) == mark.dates
        and (mark.errors is None or found.get(errors_name(mark.number)) == mark.errors)
    }


def dates_name(number: int) -> str:
    """The name of a part's file of dates."""
    return f"{number:08d}.dates"


def errors_name(number: int) -> str:
    """The name of a part's file of refused rows."""
    return f"{number:08d}.errors"


def mark_name(number: int) -> str:
    """The name of a part's mark, which is written last."""
    return f"{number:08d}.json"
