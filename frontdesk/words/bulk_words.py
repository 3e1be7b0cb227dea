"""What a bulk run says: how it ended, what is kept, and which command comes next; and what an engine fails at."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from frontdesk.errors import AnotherRun, EngineFailed
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.safe import visible
from frontdesk.words.small import dates

ANOTHER = "{path}: another run is at work on it. Wait for its end, or choose another place with --out."
ENGINE_FAULTS = {
    "unreachable": "{address}: no Dask scheduler answers ({detail}). Start one with `dask scheduler` and workers with "
    "`dask worker {address}`, or leave --engine out.",
    "no_workers": "{address}: the scheduler has no workers. Start some with `dask worker {address}`.",
    "not_there": "{address}: a worker lacks what is to be done ({detail}). Run pip install 'recur[dask]' there.",
    "versions": "{address}: a worker has other versions than this machine: {detail}. Install the same everywhere.",
    "killed": "{address}: one partition has ended several workers ({detail}). What is done is kept. The same command "
    "with a smaller --rows starts anew with smaller partitions.",
    "lost": "{address}: the connection broke off ({detail}). What is done is kept; the same command goes on.",
}


class Ended(Protocol):
    """What is told of a run: see `frontdesk.bulk.running.Done`."""

    @property
    def out(self) -> str:
        """The output."""

    @property
    def parts(self) -> str:
        """Where partitions are kept."""

    @property
    def kept(self) -> int:
        """How many are."""


def bulk_sentence(error: AnotherRun | EngineFailed) -> str:
    """An error of a bulk run in a sentence or two."""
    if isinstance(error, AnotherRun):
        return ANOTHER.format(path=visible(error.path))
    told = ENGINE_FAULTS[error.fault]
    return told.format(address=visible(error.address), detail=visible(error.detail))


def interrupted(ended: Ended, dates_kept: int, words: Sequence[str]) -> Iterator[str]:
    """The last lines of a run that was stopped: what is kept, and the command that goes on; each with its end."""
    if ended.kept:
        what = f"{ended.kept:,} partition{'' if ended.kept == 1 else 's'} with {dates(dates_kept)}"
        yield f"Interrupted as asked. {what} kept in {visible(ended.parts)}.\n"
    else:
        yield "Interrupted as asked. Nothing is kept: no partition was done.\n"
    yield f"{visible(ended.out)} was not written. To go on where it stopped:\n"
    yield from (f"  {line}\n" for line in shell_lines(["recur", "bulk", *words]))


def begun_anew(thrown: int, because: Sequence[str]) -> str:
    """That an earlier run's partitions could not be used.

    >>> begun_anew(2, ["the input has changed"])
    'Begun anew: the input has changed, so 2 partitions of an earlier run are not used.'
    """
    what = f"{thrown:,} partition{'' if thrown == 1 else 's'} of an earlier run"
    are = "is" if thrown == 1 else "are"
    if not because:
        return f"Done again: {what} {are} not as they were written."
    return f"Begun anew: {' and '.join(because)}, so {what} {are} not used."


def gone_on(before: int) -> str:
    """That an earlier run's partitions are used.

    >>> gone_on(1)
    'Going on: 1 partition was done by an earlier run.'
    """
    return f"Going on: {before:,} partition{' was' if before == 1 else 's were'} done by an earlier run."
