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
from frontdesk.words.option_words import hint_of, is_missing, option_problem
from recurrence import ClosedDates, Problem, RecurrenceError
from recurrence.errors import SHOWN_CHARACTERS, MissingExtra, shown
from sync.errors import SyncError

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
FILE_FAULTS = {
    "missing": "{path}: there is no such file.",
    "unreadable": "{path}: it cannot be read: {detail}.",
    "not_a_file": "{path}: it is not an ordinary file, but a folder or the like.",
    "large": "{path}: it is larger than {mebibytes} MiB, the most that is read.",
    "encoding": "{path}: it is not UTF-8 text ({detail}). Save it as UTF-8.",
    "empty": "{path}: it is empty.",
    "no_plan": "{path}: it is no plan ({detail}). A plan is the JSON file that `recur plan --out plan.json` writes; tables and "
    "calendars of dates go to `recur infer` and `recur compare`, scenarios to `recur whatif`, files of fleets to `recur plan --fleet`.",
    "no_page": "{path}: it is no plan, snapshot, studio or scenario, which are what the page shows. A scenario is a TOML file, "
    "the others are JSON.",
    "blank": "{path}: its first line is blank, and should have the names of the columns.",
    "syntax": "{path}: it is not JSON: {detail}.",
    "toml": "{path}: it is not TOML: {detail}.",
    "deep": "{path}: it is nested more than {detail} deep.",
    "twice": "{path}: the key {detail} stands twice in one object, and it is not clear which one is meant.",
    "number": "{path}: {detail} is not a number that JSON can carry.",
    "no_table": "{path}: no kind of table has this name. It takes a name that ends with .parquet, .csv or .jsonl.",
    "folder_in_folder": "{path}: a folder inside the folder of tables. Only files of one folder are read: name this one, "
    "or put all files into one folder.",
    "no_tables": "{path}: the folder holds no tables. Put some there ({detail}), or name a file.",
    "kinds": "{path}: the folder has tables of several kinds ({detail}). Give each kind a folder and a run of its own.",
    "table": "{path}: it cannot be read as the kind of table that its name says: {detail}.",
    "quote": "{path}: a cell on line {detail} begins with a quotation mark that is not closed where the cell ends (or within "
    "131,072 characters), so the rows behind it would be lost. Close it; a mark inside of such a cell is written twice.",
    "columns": "{path}: its columns differ from those of the files and rows before: {detail}. Give it a run of its own.",
    "types": "{path}: a column is not of one type throughout: {detail}. Make it one type, or give it a run of its own.",
    "no_rows": "{path}: it has no rows, so there is nothing to write. Nothing was written.",
    "changed": "{path}: it was changed while it was read. Nothing was written; run the command again.",
}

OUTPUT_FAULTS = {
    "exists": "{path}: the file is there already. --overwrite replaces it.",
    "fleet": "{path}: there is something of that name, and a fleet is never written over it. Choose another folder with --out.",
    "input": "{path}: the table that is read lies there, and nothing is written over it or beside the files of its folder. "
    "Choose another place with --out.",
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
    given = "it is missing" if is_missing(problem) else f"{shown(problem.value)} is not allowed"
    return f"{visible(problem.field)}: {given}; it takes {problem.allowed}.{hint_of(problem)}"
