"""How a run ended: what is sure, what is not, every open date by its name, and the next command.

The fates come from the journal; the words are `ending_words.py`'s. As text for a person, or as JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from frontdesk.render.columns import json_text
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.ending_words import CODES, next_commands, said
from frontdesk.words.plan_words import dates, moment
from sync.plan import Plan
from sync.planfile import digest_of
from sync.progress import Progress, Status
from sync.steps import Ending

SCHEMA = "recurrence.result/1"
_MOST_NOT_ASKED = 20


class Outcome(NamedTuple):
    """A run that ended: of which plan and file, how, with which fates; and, by their start, what a comparison with the
    service says of dates, where one was made: it stands in the place of what is said without it.
    """

    plan: Plan
    path: str
    ending: Ending
    progress: Progress
    compared: Mapping[datetime, Sequence[str]] = {}

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return CODES[self.ending]

    def having(self, status: Status) -> tuple[datetime, ...]:
        """The starts with a status, in order."""
        return tuple(start for start, fate in self.progress.fates.items() if fate.status is status)


def as_text(outcome: Outcome) -> Iterator[str]:
    """The last lines of a run."""
    created, total = outcome.having(Status.CREATED), len(outcome.progress.fates)
    seen, there = sum(map(outcome.progress.is_seen, created)), " and seen there" if created else ""
    yield f"Sure: {seen:,} of {dates(total)} {'is' if total == 1 else 'are'} created{there}.\n"
    yield from _unseen(outcome)
    yield from _rejected(outcome)
    yield from _named("Taken by somebody else", outcome, outcome.having(Status.FOREIGN))
    yield from _named("NOT SURE, may or may not come into being", outcome, outcome.having(Status.UNKNOWN))
    yield from _not_asked(outcome)
    yield from _otherwise(outcome)
    yield f"{said(outcome.ending, outcome.progress)}\n"
    for told, command in next_commands(outcome.ending, outcome.path, outcome.progress):
        yield f"{told}\n" + "".join(f"  {line}\n" for line in shell_lines(command))


def _unseen(outcome: Outcome) -> Iterator[str]:
    """Dates that only answers tell of: those that nobody has looked for since, and those that a look did not show."""
    created, missed = outcome.having(Status.CREATED), _missed(outcome)
    if later := len(created) - sum(map(outcome.progress.is_seen, created)) - len(missed):
        yield f"Answered as created, and not looked for since: {dates(later)}.\n"
    yield from _named("Answered as created, but the latest look does not show them", outcome, missed)


def _missed(outcome: Outcome) -> list[datetime]:
    """Dates that were answered as created and that a look since did not show."""
    progress = outcome.progress
    return [
        start
        for start in outcome.having(Status.CREATED)
        if progress.shown is not None and start not in progress.since and not progress.is_seen(start)
    ]


def _rejected(outcome: Outcome) -> Iterator[str]:
    """Refused dates with the reason and the service's own words."""
    yield from _named("Refused", outcome, outcome.having(Status.REJECTED))
    words = [attempt.answer.message for attempt in outcome.progress.attempts[-1:] if attempt.answer]
    if outcome.ending in {Ending.CONFLICT, Ending.REJECTED, Ending.NOT_AUTHORISED} and any(words):
        yield f"The service said: {visible(words[0])}\n"


def _named(head: str, outcome: Outcome, starts: Sequence[datetime]) -> Iterator[str]:
    if starts:
        yield f"{head}, {dates(len(starts))}:\n"
    for start in starts:
        yield from _told(outcome, start)


def _told(outcome: Outcome, start: datetime) -> Iterator[str]:
    """What there is to say of one date."""
    if start in outcome.compared:
        yield from outcome.compared[start]
        return
    fate = outcome.progress.fates[start]
    why = f" ({fate.reason.value})" if fate.reason else ""
    event = f" (event {fate.event})" if fate.event else ""
    yield f"  {moment(start)}{why}{event}\n"


def _not_asked(outcome: Outcome) -> Iterator[str]:
    """Dates that are proved not to be created by us: all, or the ends of a long list."""
    starts = outcome.having(Status.PLANNED)
    if starts:
        yield f"Sure: not created by this plan so far, {dates(len(starts))}:\n"
    shown = _ends(starts)
    for number, start in enumerate(shown):
        if number == 3 and shown is not starts:
            yield f"  … {dates(len(starts) - 4)} more …\n"
        yield from _told(outcome, start)


def _ends(starts: Sequence[datetime]) -> Sequence[datetime]:
    return starts if len(starts) <= _MOST_NOT_ASKED else (*starts[:3], *starts[-1:])


def _otherwise(outcome: Outcome) -> Iterator[str]:
    """What the comparison says of dates that stand in no list above."""
    lists = map(outcome.having, (Status.REJECTED, Status.FOREIGN, Status.UNKNOWN))
    above = {*_missed(outcome), *chain(*lists), *_ends(outcome.having(Status.PLANNED))}
    left = [line for start, lines in outcome.compared.items() if start not in above for line in lines]
    yield from ["Otherwise than planned:\n", *left] if left else []


def as_json(outcome: Outcome) -> Iterator[str]:
    """The result as one object."""
    fates = outcome.progress.fates
    named = {status: outcome.having(status) for status in Status}
    yield json_text(
        SCHEMA,
        {
            "plan": digest_of(outcome.plan),
            "host": outcome.plan.host,
            "location": outcome.plan.location,
            "event": outcome.plan.source.id,
            "ending": outcome.ending.name,
            "exit_code": outcome.exit_code,
            "counts": {status.value: len(starts) for status, starts in named.items()},
            "dates": [
                {
                    "start": start.isoformat(),
                    "status": fate.status.value,
                    "event": fate.event,
                    "seen": outcome.progress.is_seen(start),
                    "reason": fate.reason.value if fate.reason else None,
                }
                for start, fate in fates.items()
            ],
            "next": [command for _, command in next_commands(outcome.ending, outcome.path, outcome.progress)],
        },
    )
