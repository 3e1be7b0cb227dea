"""Every error in one or two sentences that name the option to change and the next command.

Decides words only; what is wrong, and what is allowed, are facts that the errors carry.
"""

from functools import partial

from frontdesk.errors import (
    AnotherRun,
    CommandLine,
    ConfigurationError,
    ContentError,
    EngineFailed,
    FileError,
    NotApproved,
    NotConfirmed,
    OutputFailed,
    OutputRefused,
    UsageError,
)
from frontdesk.shell.safe import visible
from recurrence import AXES, ClosedDates, Problem, RecurrenceError
from recurrence.errors import SHOWN_CHARACTERS, MissingExtra, shown
from sync.errors import SyncError

OPTIONS = {
    "FILE": "FILE",
    "window": "the window",
    "repeat_mode": "--mode",
    "content_type": "--content-type",
    "strategy_id": "--strategy-id",
    "last": "--till",
    "if_closed": "--if-closed",
    "count_means": "--count-means",
    "ID": "ID",
    **{axis: f"--reading {axis}" for axis in AXES},
}
"""Fields whose option is not simply `--field`."""

ALLOWED = {
    "repeat_mode": "1 to 7, or daily, weekdays, mon-wed-fri, tue-thu, weekly, monthly or yearly",
    "days": "a list such as mon,thu or 1,4: sun … sat, or 0 (Sunday) … 6 (Saturday)",
}
"""What an option takes where the command line's words differ from the library's."""

MISSING = {
    "till": "--till or --count is missing: give a last day (--till 2027-12-31) or a number of dates (--count 10).",
    "days": "--days is missing: a weekly strategy needs weekdays, such as --days mon,thu.",
    "repeat_mode": "--mode is missing: give the repeat mode ({allowed}), or a file with {files}.",
    "location": "--location is missing: give the location's id, or set RECUR_LOCATION.",
    "time": "There is no time of day: give it with --at HH:MM, or the source event with --event YYYY-MM-DDTHH:MM.",
}

FILES = {None: "--strategy or --snapshot", "strategies": "--strategy"}
"""Which options name a file with strategies, by verb."""

COMMAND_FAULTS = {
    "action": "There is no action {word}; there are {known}.",
    "verb": "There is no verb {word}; the verbs are {known}.",
    "option": "There is no option {word}.",
    "language": "What this command prints is in English only; --language is not for it.",
    "word": "The word {word} belongs to no option.",
    "no_value": "{word} needs a value.",
    "minus": "{option} needs a value. One that begins with a minus is joined on: {word}.",
    "other": "{word}.",
}

CLOSED = "--if-closed refuse: {moment} is on a closed day: {reason}."
TOO_FEW = "{count} dates are to be left after closed days, and there are {allowed}. Close fewer days, or ask for fewer."

TOO_MANY = (
    "These are {count} dates, and a view or file takes {allowed}. "
    "--format dates prints any number; --till or --count asks for fewer."
)

FILE_FAULTS = {
    "missing": "{path}: there is no such file.",
    "unreadable": "{path}: it cannot be read: {detail}.",
    "not_a_file": "{path}: it is not an ordinary file, but a folder or the like.",
    "large": "{path}: it is larger than {mebibytes} MiB, the most that is read.",
    "encoding": "{path}: it is not UTF-8 text ({detail}). Save it as UTF-8.",
    "empty": "{path}: it is empty.",
    "syntax": "{path}: it is not JSON: {detail}.",
    "toml": "{path}: it is not TOML: {detail}.",
    "deep": "{path}: it is nested more than {detail} deep.",
    "twice": "{path}: the key {detail} stands twice in one object, and it is not clear which one is meant.",
    "number": "{path}: {detail} is not a number that JSON can carry.",
    "no_table": "{path}: no kind of table has this name. It takes a name that ends with .parquet, .csv or .jsonl.",
    "no_tables": "{path}: the folder holds no tables. Put some there ({detail}), or name a file.",
    "kinds": "{path}: the folder has tables of several kinds ({detail}). Give each kind a folder and a run of its own.",
    "table": "{path}: it cannot be read as the kind of table that its name says: {detail}.",
    "columns": "{path}: its columns differ from those of the files and rows before: {detail}. Give it a run of its own.",
    "types": "{path}: a column is not of one type throughout: {detail}. Make it one type, or give it a run of its own.",
    "no_rows": "{path}: it has no rows, so there is nothing to write. Nothing was written.",
    "changed": "{path}: it was changed while it was read. Nothing was written; run the command again.",
}

OUTPUT_FAULTS = {
    "exists": "{path}: the file is there already. --overwrite replaces it.",
    "fleet": "{path}: there is something of that name, and a fleet is never written over it. Choose another folder with --out.",
    "symlink": "{path}: it is a symbolic link, and --out does not follow one. Name the file itself.",
    "not_a_file": "{path}: it is not an ordinary file, and --out writes no other.",
    "parts": "{path}: partitions are kept under this name meanwhile, and what is there is not from `recur bulk`. "
    "Move it away, or choose another place with --out.",
    "cannot": "{path}: it cannot be created: {detail}. Choose another place with --out.",
}


def sentences(error: Exception, verb: str | None) -> list[str]:
    """An error in sentences, one a line; where options are to blame the last names the next command."""
    see = f"See `recur {verb} --help`." if verb else "See `recur --help`."
    if isinstance(error, AnotherRun | EngineFailed):
        from frontdesk.words.bulk_words import bulk_sentence

        return [bulk_sentence(error)]
    if isinstance(error, FileError | OutputRefused | OutputFailed | ContentError):
        return _of_files(error)
    if isinstance(error, NotApproved):
        from frontdesk.words.plan_messages import plan_sentences

        return plan_sentences(error) or internal(error)
    if isinstance(error, ConfigurationError | NotConfirmed | SyncError):
        from frontdesk.words.service_messages import service_sentences

        return service_sentences(error) or internal(error)
    if isinstance(error, UsageError | RecurrenceError):
        told = [_command_fault(error)] if isinstance(error, CommandLine) else []
        words = _closed_date if isinstance(error, ClosedDates) else partial(option_problem, verb=verb)
        return [*told, *map(words, error.problems), see]
    return [f"{error}."] if isinstance(error, MissingExtra) else internal(error)


def _of_files(error: FileError | OutputRefused | OutputFailed | ContentError) -> list[str]:
    if isinstance(error, FileError):
        return [_file_fault(error)]
    if isinstance(error, OutputRefused):
        return [OUTPUT_FAULTS[error.fault].format(path=visible(error.path), detail=visible(error.detail))]
    if isinstance(error, OutputFailed):
        return [f"{visible(error.path) or 'Standard output'}: writing failed: {visible(error.detail)}."]
    return [f"{visible(error.path)}: {_in_file(problem)}" for problem in error.problems]


def _closed_date(problem: Problem) -> str:
    """A date on a closed day, and why it is closed: the name may be a file's."""
    moment = str(problem.value).replace("T", " ")
    return CLOSED.format(moment=moment.removesuffix(":00"), reason=visible(problem.hint))


def _command_fault(error: CommandLine) -> str:
    from difflib import get_close_matches

    word = visible(error.word)
    said = COMMAND_FAULTS[error.fault].format(
        word=word, option=word.partition("=")[0], known=", ".join(error.known)
    )
    near = get_close_matches(error.word[:SHOWN_CHARACTERS], error.known, n=1)
    return f"{said} Did you mean {near[0]}?" if near else said


def _file_fault(error: FileError) -> str:
    detail = error.detail
    named = visible(detail) if isinstance(detail, str) and error.fault != "twice" else shown(detail)
    mebibytes = detail // 1024**2 if isinstance(detail, int) else ""
    return FILE_FAULTS[error.fault].format(path=visible(error.path), detail=named, mebibytes=mebibytes)


def internal(error: Exception) -> list[str]:
    """An error that nobody foresaw, in one sentence."""
    return [f"Something went wrong inside recur ({type(error).__name__}); --debug shows where."]


def option_problem(problem: Problem, verb: str | None = None) -> str:
    """One problem of a command line, naming the option to change.

    >>> option_problem(Problem("days", 7, "weekdays from 0 to 6", "6 is Saturday and Sunday is 0"))
    '--days: 7 is not allowed; it takes a list such as mon,thu or 1,4: sun … sat, or 0 (Sunday) … 6 (Saturday). \
6 is Saturday and Sunday is 0.'
    """
    if problem.field == "kept":
        return TOO_FEW.format(count=f"{problem.value:,}", allowed=problem.allowed)
    if problem.field == "dates":
        return TOO_MANY.format(count=f"{problem.value:,}", allowed=problem.allowed)
    option = OPTIONS.get(problem.field, f"--{problem.field}")
    allowed = ALLOWED.get(problem.field, problem.allowed.replace("before from", "before --from"))
    if _is_missing(problem):
        key = "time" if problem.field == "event" and "hours" in problem.allowed else problem.field
        told = MISSING.get(key, "{option} is missing: give {allowed}.")
        return told.format(option=option, allowed=allowed, files=FILES.get(verb, FILES[None]))
    return f"{option}: {shown(problem.value)} is not allowed; it takes {allowed}.{_hint(problem)}"


def _in_file(problem: Problem) -> str:
    """One problem inside a file: its field is a path there, not an option."""
    if problem.field == "strategy_id":
        one = problem.value is None
        which = "several strategies" if one else f"not exactly one strategy with id {problem.value}"
        return f"it holds {which}. --strategy-id takes {problem.allowed}."
    if problem.field == "ids":
        if problem.value is None:
            return "it holds strategies without ids of their own. Give each of them one in the file."
        alike = f"several strategies with id {problem.value}"
        return f"it holds {alike}. Give each of them an id of its own in the file."
    given = "it is missing" if _is_missing(problem) else f"{shown(problem.value)} is not allowed"
    return f"{visible(problem.field)}: {given}; it takes {problem.allowed}.{_hint(problem)}"


def _is_missing(problem: Problem) -> bool:
    return problem.value is None or problem.value == ()


def _hint(problem: Problem) -> str:
    hint = problem.hint[:1].upper() + problem.hint[1:]
    return f" {hint}" + ("" if hint.endswith("?") else ".") if hint else ""
