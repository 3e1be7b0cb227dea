"""A fleet held against what exists: one summary, and of every plan that differs how, and where to read more.

Decides order and length. What differs is `sync.verify`'s.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.render.columns import json_text
from frontdesk.render.fleet_result import Entry, ledger_line, target_document
from frontdesk.render.fleet_review import FleetReview, plan_path
from frontdesk.render.verification import Compared, difference
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.fleet_words import named, plans
from frontdesk.words.plan_words import dates

SCHEMA = "recurrence.fleet-verification/1"


class Held(NamedTuple):
    """A plan held against the service: its place in the ledger, how many dates are as planned, how many differ in which
    way, the first differences in words; or why it could not be compared, and with which exit code.
    """

    entry: Entry
    equal: int
    kinds: Mapping[str, int]
    first: tuple[str, ...]
    code: int = DONE
    refusal: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether it was compared and nothing differs."""
        return self.code == DONE and not self.kinds


class FleetVerification(NamedTuple):
    """All plans of a fleet held against the service."""

    review: FleetReview
    held: tuple[Held, ...]

    @property
    def exit_code(self) -> int:
        """The exit code of the command: a difference before what could not be compared."""
        if any(held.kinds for held in self.held):
            return DIFFERENT
        return next((held.code for held in self.held if held.code != DONE), DONE)


def first_differences(compared: Compared, most: int) -> Iterator[str]:
    """The first differences of a plan, each in a line."""
    return (difference(finding, compared, "en") for finding in islice(compared.found.findings, most))


def as_text(found: FleetVerification) -> Iterator[str]:
    """The comparison for a person."""
    totals = found.review.totals
    yield f"As planned: {sum(held.equal for held in found.held):,} of {dates(totals.creates + totals.present)}.\n"
    yield ledger_line([held.entry for held in found.held])
    names = {studio.location: studio.name for studio in found.review.fleet.studios}
    for held in found.held:
        sealed = held.entry.line.sealed
        if not held.is_equal:
            yield from _different(
                held, named(sealed, names[sealed.location]), plan_path(found.review, sealed[:2])
            )
    differing = sum(not held.is_equal for held in found.held)
    if not differing:
        yield "Equal: every planned date of every plan exists exactly once.\n"
    else:
        yield f"{plans(differing)} of {len(found.held):,} not equal. Nothing is created or deleted by itself.\n"


def _different(held: Held, target: str, path: str) -> Iterator[str]:
    if held.refusal:
        yield f"Not compared: {target}:\n"
        yield from (f"  {sentence.strip()}\n" for sentence in held.refusal)
        return
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in held.kinds.items())
    yield f"Different: {target}: {held.equal:,} as planned, {kinds}:\n"
    yield from (f"  {line}\n" for line in held.first)
    if sum(held.kinds.values()) > len(held.first):
        yield "  … All of them:\n"
        yield "".join(f"    {line}\n" for line in shell_lines(["recur", "verify", path]))


def as_json(found: FleetVerification) -> Iterator[str]:
    """The comparison as one object."""
    kinds: Counter[str] = Counter()
    for held in found.held:
        kinds.update(held.kinds)
    yield json_text(
        SCHEMA,
        {
            "fleet": found.review.fleet.digest,
            "host": found.review.fleet.host,
            "exit_code": found.exit_code,
            "equal": sum(held.equal for held in found.held),
            "differences": _counts(kinds),
            "targets": [_document(held, found.review) for held in found.held],
        },
    )


def _document(held: Held, review: FleetReview) -> dict[str, object]:
    entry = target_document(held.entry, review)
    return {
        **{key: entry[key] for key in ("location", "event", "plan", "file", "standing")},
        "is_equal": held.is_equal,
        "equal": held.equal,
        "differences": _counts(held.kinds),
        "refusal": [visible(sentence.strip(), len(sentence)) for sentence in held.refusal],
    }


def _counts(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: kinds.get(kind, 0) for kind in ("missing", "extra", "moved")}
