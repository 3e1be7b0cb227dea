r"""The whole of a bulk run: files in, one file of dates out, and beside it the rows that mean none.

Decides the order: nothing is begun that could not be ended, partitions are kept as they are done, and the output gets
its name when it is whole. `bulk` is for programs as much as for the verb.

>>> from tempfile import TemporaryDirectory
>>> rows = "repeat_mode_id,days,from,count,hours,minutes,hall\n5,mon,2027-01-01,2,9,30,A\n5,1,2027-01-01,2,9,30,B\n"
>>> with TemporaryDirectory() as folder:
...     _ = (Path(folder) / "in.csv").write_text(rows)
...     done = bulk(f"{folder}/in.csv", f"{folder}/dates.csv", Job("csv"))
...     print((Path(folder) / "dates.csv").read_text(), done.tally.refused)
"row","hall","start"
"1","B","2027-01-04T09:30:00"
"1","B","2027-01-11T09:30:00"
 1
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial, reduce
from operator import add
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from frontdesk.bulk.binding import Mark, binding_of
from frontdesk.bulk.encoding import encode, encode_errors
from frontdesk.bulk.engines import Engine, cores, threads, versions
from frontdesk.bulk.job import Job, Tally, errors_path
from frontdesk.bulk.joining import join
from frontdesk.bulk.lines import head_of
from frontdesk.bulk.partitions import Partition, partitions
from frontdesk.bulk.parts import (
    Kept,
    is_placing,
    kept_parts,
    marks_in,
    note_placing,
    paths_of,
    remove_parts,
    write_dates,
    write_errors,
    write_mark,
)
from frontdesk.bulk.reading import opened
from frontdesk.bulk.source import check_apart, check_unchanged, source_of
from frontdesk.errors import FileError
from frontdesk.shell.output import check_place, write_with
from recurrence.interop.table import dates_schema, errors_schema


class Earlier(NamedTuple):
    """What an earlier run left: partitions that are used, their rows and dates, and those thrown away, with reasons."""

    partitions: int = 0
    rows: int = 0
    dates: int = 0
    thrown: int = 0
    because: tuple[str, ...] = ()


class Progress(NamedTuple):
    """How far a run is: what is done by now, rows in all (of lines: about), and what an earlier run left."""

    tally: Tally
    rows: int
    earlier: Earlier = Earlier()


class Done(NamedTuple):
    """How a run ended. Not `finished`: it was stopped, and `kept` partitions are kept in `parts` for the next run.

    `errors`: where the refused rows are, None if there are none.
    """

    finished: bool
    tally: Tally
    out: str
    errors: str | None
    parts: str
    kept: int
    earlier: Earlier


Watch = Callable[[Progress], None]
Marks = dict[int, Mark]


def look_away(_: Progress) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody says stop."""
    return False


def bulk(
    path: str,
    out: str,
    job: Job,
    *,
    engine: Engine | None = None,
    overwrite: bool = False,
    watch: Watch = look_away,
    stop: Callable[[], bool] = never,
) -> Done:
    """Write the dates of every row of a file, or of a folder's files, to `out`, of the kind that `job` says.

    `watch` is told of each partition; when `stop` says so no other is begun. What was done by a run that was stopped
    or killed is not done again, if input, job and versions are the same. Raises `FileError` and `ContentError` for the
    input, `OutputRefused` and `OutputFailed` for the output, `AnotherRun`, `EngineFailed`; never for a row.
    """
    check_place(out, overwrite=overwrite)
    check_place(errors_path(out), overwrite=overwrite or is_placing(out))
    source = source_of(path)
    check_apart(path, (out, errors_path(out)))
    table = opened(source)
    work = engine or threads(cores())
    with kept_parts(out, binding_of(source, job, versions())) as kept:
        feed = Feed(partitions(table.batches, job.rows), kept.done, stop)
        try:
            marks = _worked(feed, kept, job, work, partial(_tell, watch, table.rows, _earlier(kept)))
        except KeyboardInterrupt:
            feed.stopped, marks = True, marks_in(kept.folder)
        if not marks and not feed.stopped:
            raise FileError(path, "no_rows")
        if not feed.stopped:
            check_unchanged(source)
            _place(kept, marks, table.schema, job, out, overwrite=overwrite)
        return _done(kept, marks, out, finished=not feed.stopped)


class Feed:
    """The partitions that are not done yet, until somebody says stop."""

    def __init__(
        self, parts: Iterator[Partition], done: Mapping[int, Mark], stop: Callable[[], bool]
    ) -> None:
        self.stopped = False
        self._parts, self._done, self._stop = parts, done, stop

    def __iter__(self) -> Iterator[Partition]:
        for part in self._parts:
            if part.number in self._done:
                continue
            if self._stop():
                self.stopped = True
                return
            yield part


def _worked(
    feed: Iterable[Partition], kept: Kept, job: Job, engine: Engine, tell: Callable[[Tally], None]
) -> Marks:
    """The marks of all partitions that are done in the end."""
    marks = dict(kept.done)
    tally = total(marks.values())
    tell(tally)
    work = partial(_on_disk, job=job, folder=kept.folder) if engine.here else partial(in_memory, job=job)
    with closing(engine.run(feed, work)) as results:  # whatever happens, nobody works on when this ends
        for result in results:
            mark = result if engine.here else _put_down(kept.folder, result)
            marks[mark.number] = mark
            tally = _sum(tally, mark.tally)
            tell(tally)
    return marks


def total(marks: Iterable[Mark]) -> Tally:
    """What partitions come to together."""
    return reduce(_sum, (mark.tally for mark in marks), Tally(0, 0, 0))


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(*map(add, one, other))


def _tell(watch: Watch, rows: int, earlier: Earlier, tally: Tally) -> None:
    watch(Progress(tally, rows, earlier))


def _earlier(kept: Kept) -> Earlier:
    tally = total(kept.done.values())
    return Earlier(len(kept.done), tally.rows, tally.dates, kept.thrown, tuple(kept.because))


# --- the work on one partition --------------------------------------------------------------------------------------


class Written(NamedTuple):
    """A part that was made elsewhere: its number, what it came to, and its files, as buffers: these travel without a copy."""

    number: int
    tally: Tally
    dates: pa.Buffer
    errors: pa.Buffer | None


def _on_disk(part: Partition, job: Job, folder: Path) -> Mark:
    """Do a partition and keep its part; in a thread of this process."""
    dates, (tally, refused) = write_dates(folder, part.number, lambda sink: encode(part, job, sink))
    errors = None
    if tally.refused:
        errors, _ = write_errors(folder, part.number, lambda sink: encode_errors(refused, job, sink))
    return write_mark(folder, part.number, tally, dates, errors)


def in_memory(part: Partition, job: Job) -> Written:
    """Do a partition; on a worker that may be anywhere. The same rows and job come to the same part."""
    sink = pa.BufferOutputStream()
    tally, refused = encode(part, job, sink)
    if not tally.refused:
        return Written(part.number, tally, sink.getvalue(), None)
    errors = pa.BufferOutputStream()
    encode_errors(refused, job, errors)
    return Written(part.number, tally, sink.getvalue(), errors.getvalue())


def _put_down(folder: Path, part: Written) -> Mark:
    """Keep a part that came from a worker."""
    dates, _ = write_dates(folder, part.number, lambda sink: sink.write(part.dates))
    errors = None
    if part.errors is not None:
        told = part.errors
        errors, _ = write_errors(folder, part.number, lambda sink: sink.write(told))
    return write_mark(folder, part.number, part.tally, dates, errors)


# --- the end --------------------------------------------------------------------------------------------------------


def _place(
    kept: Kept, marks: Mapping[int, Mark], schema: pa.Schema, job: Job, out: str, *, overwrite: bool
) -> None:
    """Put the output into place, the refused rows first: where there are dates, all is there."""
    again = is_placing(out)
    note_placing(kept)
    dates, errors = paths_of(kept, marks)
    beside = errors_path(out)
    if errors:
        head = head_of(job.kind, errors_schema(schema).names)
        write_with(beside, lambda file: join(errors, job.kind, head, file), overwrite=overwrite or again)
    elif overwrite or again:
        Path(beside).unlink(missing_ok=True)
    head = head_of(job.kind, dates_schema(schema, job.shape).names)
    write_with(out, lambda file: join(dates, job.kind, head, file), overwrite=overwrite)
    remove_parts(kept)


def _done(kept: Kept, marks: Mapping[int, Mark], out: str, *, finished: bool) -> Done:
    tally = total(marks.values())
    return Done(
        finished,
        tally,
        out,
        errors_path(out) if tally.refused and finished else None,
        str(kept.folder),
        len(marks),
        _earlier(kept),
    )
