"""How a run over a fleet ended: what is sure, the ledger, every target that a person has to look at, the next command.

The standings come from the journals; the words of endings are `ending_words.py`'s. As text for a person, or as JSON.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontdesk.errors import DIFFERENT, DONE, UNRESOLVED
from frontdesk.render.columns import json_text
from frontdesk.render.fleet_review import FleetReview, plan_path
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.ending_words import CODES, SAID, Next
from frontdesk.words.fleet_words import named, plans
from frontdesk.words.plan_words import dates
from sync.fleet import Stand, Standing
from sync.fleet_totals import Line
from sync.steps import Ending

SCHEMA = "recurrence.fleet-result/1"
_ORDER = (UNRESOLVED, DIFFERENT)
"""Of several targets' exit codes the first of these counts, else that of the first target."""


class Entry(NamedTuple):
    """A target in the ledger: its standing, how many dates its journal has as created and as not sure, what to do next
    about it, why it was refused this time, if it was, and how many of the created dates a look of this run showed
    (None: this run did not look).
    """

    line: Line
    stand: Stand
    created: int = 0
    unsure: int = 0
    next: tuple[Next, ...] = ()
    refusal: tuple[str, ...] = ()
    code: int = DONE
    seen: int | None = None


class FleetResult(NamedTuple):
    """A run that ended: the ledger it leaves, what stopped all of it, if anything did, and how many plans were done
    before it: what became of their dates since, nobody has looked.
    """

    review: FleetReview
    entries: Sequence[Entry]
    stopped: Ending | None = None
    earlier: int = 0

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        if self.stopped is not None:
            return CODES[self.stopped]
        endings = [entry.stand.ending for entry in self.having(Standing.LOOK)]
        looks = [DIFFERENT if ending is None else CODES[ending] for ending in endings]
        refused = [entry.code for entry in self.entries if entry.code != DONE]
        undone = [DIFFERENT for entry in self.entries if entry.stand.standing is not Standing.DONE]
        first = [code for code in _ORDER if code in looks]
        return next(iter([*first, *looks, *refused, *undone]), DONE)

    def having(self, standing: Standing) -> list[Entry]:
        """The targets with a standing, in order."""
        return [entry for entry in self.entries if entry.stand.standing is standing]

    def names(self) -> dict[int, str]:
        """What the locations are called."""
        return {studio.location: studio.name for studio in self.review.fleet.studios}


def as_text(result: FleetResult) -> Iterator[str]:
    """The last lines of a run."""
    yield from _sure(result)
    yield ledger_line(result.entries)
    names = result.names()
    for entry in result.having(Standing.LOOK):
        yield from _look(entry, named(entry.line.sealed, names[entry.line.sealed.location]))
    refused = [
        entry for entry in result.entries if entry.refusal and entry.stand.standing is not Standing.LOOK
    ]
    for entry in refused:
        yield f"Set aside: {named(entry.line.sealed, names[entry.line.sealed.location])}:\n"
        yield from (f"  {sentence.strip()}\n" for sentence in entry.refusal)
    yield f"{_said(result)}\n"
    for told, command in next_of(result):
        yield f"{told}\n" + "".join(f"  {line}\n" for line in shell_lines(command))


def _sure(result: FleetResult) -> Iterator[str]:
    """What was seen in this run, and what only journals tell."""
    total, seen = result.review.totals.creates, sum(entry.seen or 0 for entry in result.entries)
    earlier = sum(entry.created for entry in result.entries if entry.seen is None)
    unseen = sum(entry.created for entry in result.entries) - earlier - seen
    yield f"Sure: {seen:,} of {dates(total)} {'is' if total == 1 else 'are'} created and seen there.\n"
    if earlier:
        yield f"Created by an earlier run, and not looked at in this one: {dates(earlier)}.\n"
    if unseen:
        yield f"Answered as created, but not seen there: {dates(unseen)}.\n"


def ledger_line(entries: Sequence[Entry]) -> str:
    r"""How many plans have each standing.

    >>> ledger_line([])
    'Ledger: 0 plans.\n'
    """
    counts = Counter(entry.stand.standing for entry in entries)
    parts = [f"{counts[standing]:,} {standing.value}" for standing in Standing if counts[standing]]
    return f"Ledger: {plans(len(entries))}" + (f": {', '.join(parts)}" if parts else "") + ".\n"


def _look(entry: Entry, target: str) -> Iterator[str]:
    ending = entry.stand.ending
    why = SAID[ending] if ending is not None else " ".join(entry.refusal)
    unseen = 0 if entry.seen is None else entry.created - entry.seen
    told = f"{entry.created:,} of {dates(entry.line.totals.creates)} "
    told += f"answered as created, {unseen:,} of them NOT SEEN" if unseen else "created"
    told += f", {entry.unsure:,} NOT SURE" if entry.unsure else ""
    yield f"Needs a look: {target}: {told}.\n"
    yield f"  {why}\n"
    for _, command in entry.next[:1]:
        yield "".join(f"    {line}\n" for line in shell_lines(command))


def _said(result: FleetResult) -> str:
    if result.stopped is not None:
        return f"{SAID[result.stopped]} No further plan was begun."
    if all(entry.stand.standing is Standing.DONE for entry in result.entries):
        if result.earlier:
            before = "It was" if result.earlier == 1 else "They were"
            return (
                f"Done: every date of every plan was created and seen, once. "
                f"{plans(result.earlier)} had been done before. {before} not looked at again."
            )
        return "Done: every date of every plan exists, once."
    return "Not everything is done; what is set aside stays as it is until somebody has looked."


def next_of(result: FleetResult) -> Iterator[Next]:
    """What to do next with the whole fleet."""
    path = result.review.path
    if result.stopped is Ending.NOT_AUTHORISED:
        yield "To get a new user token:", ["recur", "login"]
    going = [standing for standing in (Standing.BEGUN, Standing.NOT_BEGUN) if result.having(standing)]
    if going:
        yield "To go on where it stopped:", ["recur", "resume", path]
    if any(entry.stand.ending is Ending.UNRESOLVED for entry in result.having(Standing.LOOK)):
        yield "To ask again for dates that stay absent:", ["recur", "resume", path, "--resend"]
    if not going:
        yield "To compare all of it with what is there, today or next week:", ["recur", "verify", path]


def as_json(result: FleetResult) -> Iterator[str]:
    """The result as one object."""
    counts = Counter(entry.stand.standing for entry in result.entries)
    yield json_text(
        SCHEMA,
        {
            "fleet": result.review.fleet.digest,
            "host": result.review.fleet.host,
            "stopped": result.stopped.name if result.stopped else None,
            "exit_code": result.exit_code,
            "counts": {standing.value: counts[standing] for standing in Standing},
            "dates": {
                "total": result.review.totals.creates,
                "created": sum(entry.created for entry in result.entries),
                "seen": sum(entry.seen or 0 for entry in result.entries),
                "unknown": sum(entry.unsure for entry in result.entries),
            },
            "targets": [target_document(entry, result.review) for entry in result.entries],
            "next": [command for _, command in next_of(result)],
        },
    )


def target_document(entry: Entry, review: FleetReview) -> dict[str, object]:
    """A target of the ledger."""
    sealed = entry.line.sealed
    return {
        "location": sealed.location,
        "event": sealed.event,
        "plan": sealed.digest,
        "file": plan_path(review, sealed[:2]),
        "standing": entry.stand.standing.value,
        "ending": entry.stand.ending.name if entry.stand.ending else None,
        "total": entry.line.totals.creates,
        "created": entry.created,
        "seen": entry.seen,
        "unknown": entry.unsure,
        "refusal": [visible(sentence.strip(), len(sentence)) for sentence in entry.refusal],
        "next": [command for _, command in entry.next],
    }
