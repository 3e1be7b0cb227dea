"""`recur bulk`: a table of strategies to a table of dates. Reads and writes files; with --engine dask, on a cluster."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from frontdesk.errors import DIFFERENT, DONE, INTERRUPTED, UsageError
from frontdesk.service.lookups import add_output_options, check_format, conclude
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.stopping import Stop
from recurrence import DOCUMENTED, Problem, Reading, RecurrenceError
from recurrence.errors import InvalidTable, MissingExtra

if TYPE_CHECKING:
    from frontdesk.bulk.engines import Engine
    from frontdesk.bulk.job import Job

FORMATS = ("table", "json")
ENGINES = ("local", "dask")
_STOPPING = "\nStopping after the partitions that are under way; once more stops at once.\n"
_LIBRARIES = {"pyarrow", "numpy"}

_DESCRIPTION = """\
Works out the dates of every row of a table: Parquet, CSV, JSON lines, or a
folder of one of these. Columns are named as the API's fields: repeat_mode_id,
days, interval, from, till or count, hours, minutes; also event (the source
event's start) and reading. All other columns are keys and come along. Rows are
numbered from 0.

A row that means no dates is no end of the run: it is written beside the output,
to NAME.errors.SUFFIX, with all its problems, and the exit code is 1. A run that
was stopped or killed is gone on with by the same command. Nothing is sent."""

_EXAMPLES = """\
examples:
  A line for each date, with the row's number and keys:
    $ recur bulk examples/strategies.csv --out dates.parquet
  A line for each row, with the list of its dates:
    $ recur bulk strategies/ --out dates.parquet --lists
  How many dates, by month and location, without making them:
    $ recur bulk examples/strategies.csv --counts month,location
  On the workers of a Dask cluster:
    $ recur bulk strategies.parquet --out dates.parquet \\
        --engine dask --scheduler tcp://127.0.0.1:8786
"""


def parser() -> Parser:
    """The parser of `recur bulk`."""
    made = Parser("recur bulk", _DESCRIPTION, _EXAMPLES)
    made.add_argument("table", metavar="TABLE", help="a .parquet, .csv or .jsonl file, or a folder of such")
    made.add_argument(
        "--reading",
        metavar="AXIS=VALUE",
        action="append",
        default=[],
        help="how rows without a reading of their own are read; repeatable",
    )
    group = made.add_argument_group("what is made")
    group.add_argument("--out", metavar="FILE", help="a new .parquet, .csv or .jsonl file")
    group.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    group.add_argument("--lists", action="store_true", help="a line for each row, with the list of its dates")
    group.add_argument(
        "--counts",
        metavar="LIST",
        help="how many dates instead, by month, weekday, row and keys, or total; --out is optional",
    )
    _add_work(made)
    add_output_options(made, FORMATS)
    return made


def _add_work(made: Parser) -> None:
    group = made.add_argument_group("how the work is done")
    group.add_argument("--rows", metavar="N", help="how many rows a partition has (32768)")
    group.add_argument("--workers", metavar="N", help="threads of this machine (one for each processor)")
    group.add_argument("--engine", metavar="ENGINE", default="local", help="local (default) or dask")
    group.add_argument(
        "--scheduler", metavar="ADDRESS", help="of the Dask cluster, such as tcp://127.0.0.1:8786"
    )


def run(argv: Sequence[str], desk: Desk) -> int:
    """Write the dates or the counts; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    try:
        job, engine = _asked(options)
        if options.counts is None:
            return _dates(options, job, engine, desk, argv)
        return _counts(options, job, engine, desk)
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _LIBRARIES or isinstance(error, MissingExtra):
            raise
        raise MissingExtra("table", library) from None


def _asked(options: Namespace) -> "tuple[Job, Engine]":
    """What the options ask for. Raises `UsageError` with all problems, and `MissingExtra`."""
    from frontdesk.bulk.job import MOST_ROWS, ROWS, Job, kind_of

    problems: list[Problem] = []
    reading = _reading(options.reading, problems)
    rows = _number(options.rows, "rows", 1, MOST_ROWS, problems)
    workers = _number(options.workers, "workers", 1, 256, problems)
    kind = None if options.out is None else kind_of(options.out)
    if options.out is None and options.counts is None:
        problems.append(
            Problem("out", None, "the file to write, such as --out dates.parquet, or --counts month")
        )
    elif options.out is not None and kind is None:
        problems.append(Problem("out", options.out, "a name that ends with .parquet, .csv or .jsonl"))
    if options.lists and options.counts is not None:
        problems.append(Problem("lists", "--lists", "dates, and --counts makes none: give one of the two"))
    problems += _engine_problems(options)
    if problems:
        raise UsageError(problems)
    job = Job(kind or "csv", "lists" if options.lists else "long", reading, rows or ROWS)
    return job, _engine(options.scheduler, workers)


def _engine_problems(options: Namespace) -> Iterator[Problem]:
    if options.engine not in ENGINES:
        yield Problem("engine", options.engine, "local or dask")
    elif options.engine == "dask" and options.scheduler is None:
        yield Problem("scheduler", None, "the address of the Dask scheduler, such as tcp://127.0.0.1:8786")
    elif options.engine == "local" and options.scheduler is not None:
        yield Problem("scheduler", options.scheduler, "the cluster of --engine dask: give that too")
    elif options.scheduler is not None and not options.scheduler.startswith(("tcp://", "tls://")):
        yield Problem("scheduler", options.scheduler, "an address that begins with tcp:// or tls://")


def _engine(scheduler: str | None, workers: int | None) -> "Engine":
    from frontdesk.bulk.engines import cores, dask, threads

    return threads(workers or cores()) if scheduler is None else dask(scheduler)


def _reading(texts: list[str], problems: list[Problem]) -> Reading:
    axes = arguments.axes(texts, problems)
    try:
        return Reading(**axes)
    except RecurrenceError as error:
        problems += error.problems
        return DOCUMENTED


def _number(text: str | None, field: str, low: int, high: int, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    number = arguments.whole_number(text, field, problems)
    if number is not None and not low <= number <= high:
        problems.append(Problem(field, number, f"{low} to {high}"))
    return number


def _dates(options: Namespace, job: "Job", engine: "Engine", desk: Desk, argv: Sequence[str]) -> int:
    from frontdesk.bulk.progress import View
    from frontdesk.bulk.running import bulk
    from frontdesk.render.bulk import dates_json, dates_text
    from frontdesk.words.bulk_words import interrupted

    view = View(desk.err, desk.clock)
    with Stop(desk.err, desk.clock, desk.sleep, _STOPPING) as stop:
        done = bulk(
            options.table,
            options.out,
            job,
            engine=engine,
            overwrite=options.overwrite,
            watch=view,
            stop=stop.is_asked,
        )
    view.close()
    if not done.finished:
        desk.err.writelines(interrupted(done, done.tally.dates, argv))
    elif options.format == "table":
        conclude(desk, dates_text(done))
    if options.format == "json":
        conclude(desk, dates_json(done, options.table, job))
    if not done.finished:
        return INTERRUPTED
    return DIFFERENT if done.tally.refused else DONE


def _counts(options: Namespace, job: "Job", engine: "Engine", desk: Desk) -> int:
    from frontdesk.bulk.counting import count, write_counts
    from frontdesk.bulk.job import errors_path
    from frontdesk.bulk.progress import View
    from frontdesk.bulk.source import check_apart
    from frontdesk.render.bulk import counts_json, counts_text

    view = View(desk.err, desk.clock)
    by = options.counts.split(",")
    if options.out is not None:
        check_apart(options.table, (options.out, errors_path(options.out)))
    try:
        with Stop(desk.err, desk.clock, desk.sleep, _STOPPING) as stop:
            counts = count(options.table, by, job, engine=engine, watch=view, stop=stop.is_asked)
    except InvalidTable as error:
        raise UsageError([problem._replace(field="counts") for problem in error.problems]) from None
    view.close()
    if not counts.finished:
        desk.err.write("Interrupted as asked. Counts are kept nowhere: the same command begins anew.\n")
        return INTERRUPTED
    errors = None
    if options.out is not None:
        errors = write_counts(counts, job, options.out, overwrite=options.overwrite)
    told = (options.out, errors)
    conclude(
        desk,
        counts_json(counts, options.table, job, told)
        if options.format == "json"
        else counts_text(counts, told),
    )
    return DIFFERENT if counts.tally.refused else DONE
