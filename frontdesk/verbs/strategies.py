"""`recur strategies list|create|update|delete`: a location's duplication strategies.

Every change is shown as now and then, agreed to by a person or by `--yes`, and sent once.
"""

from argparse import Namespace
from collections.abc import Sequence

from frontdesk.dates.gathering import strategy_from
from frontdesk.dates.pattern import dateless
from frontdesk.errors import DIFFERENT, DONE, ContentError, UsageError
from frontdesk.render import strategies as views
from frontdesk.render.layout import screen
from frontdesk.runs.changes import Change, agree, chosen, is_as_asked, require_deleted
from frontdesk.service.connection import Connection, add_connection_options, announce, connect
from frontdesk.service.lookups import action_of, add_output_options, check_format, ids_of, write
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import INLINE, Parser, add_strategy
from recurrence import Problem, RepeatMode, Strategy

LIST_FORMATS = ("table", "json", "csv")
CHANGE_FORMATS = ("table", "json")
OVERVIEW = """\
usage: recur strategies list [options]
       recur strategies create --title TEXT --mode MODE [options]
       recur strategies update ID [options]
       recur strategies delete ID [options]

Lists a location's duplication strategies, or changes one. A change shows how
it is and how it would be, and asks; --yes agrees in advance. Events are not
touched by any of these.

`recur strategies list --help` (and so on) teaches each by example.
"""
LIST_EXAMPLES = """\
examples:
  At the location of RECUR_LOCATION:
    $ recur strategies list
  As data; the target line goes to standard error:
    $ recur strategies list --location 4564 --format json
"""
CREATE_EXAMPLES = """\
examples:
  Monday and Thursday of every 3rd week:
    $ recur strategies create --title "Strength" --mode weekly \\
        --days mon,thu --interval 2
  As it stands in a file that another location's list was saved to:
    $ recur strategies create --strategy strategies.json --strategy-id 3
"""
UPDATE_EXAMPLES = """\
examples:
  Only what is given changes:
    $ recur strategies update 3 --interval 1 --title "Pilates at one"
"""
DELETE_EXAMPLES = """\
examples:
  Without a question, for a script:
    $ recur strategies delete 3 --yes
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """List or change strategies; the exit code."""
    action = action_of(argv, ("list", "create", "update", "delete"), OVERVIEW, desk)
    if action is None:
        return DONE
    return {"list": _list, "create": _create, "update": _update, "delete": _delete}[action](argv[1:], desk)


def list_parser() -> Parser:
    """The parser of `recur strategies list`."""
    made = Parser("recur strategies list", "Lists a location's duplication strategies.", LIST_EXAMPLES)
    add_connection_options(made)
    add_output_options(made, LIST_FORMATS)
    return made


def create_parser() -> Parser:
    """The parser of `recur strategies create`."""
    made = Parser("recur strategies create", "Creates a duplication strategy.", CREATE_EXAMPLES)
    add_strategy(made)
    return _with_yes(made)


def update_parser() -> Parser:
    """The parser of `recur strategies update`."""
    made = Parser("recur strategies update", "Changes a duplication strategy.", UPDATE_EXAMPLES)
    made.add_argument("id", metavar="ID", help="the strategy's id")
    add_strategy(made)
    return _with_yes(made)


def delete_parser() -> Parser:
    """The parser of `recur strategies delete`."""
    told = "Deletes a duplication strategy. Events that were made with it stay."
    made = Parser("recur strategies delete", told, DELETE_EXAMPLES)
    made.add_argument("id", metavar="ID", help="the strategy's id")
    return _with_yes(made)


def _with_yes(parser: Parser) -> Parser:
    parser.add_argument("--yes", action="store_true", help="agree in advance: nothing is asked")
    add_connection_options(parser)
    add_output_options(parser, CHANGE_FORMATS)
    return parser


def _list(argv: Sequence[str], desk: Desk) -> int:
    options = list_parser().parse_args(argv)
    connection, found = _opened(desk, options, LIST_FORMATS)
    if options.format == "json":
        write(desk, views.list_as_json(found, connection.host, connection.here()))
    elif options.format == "csv":
        write(desk, views.list_as_csv(found))
    else:
        write(desk, views.list_as_table(found, connection.reading, screen(desk.out, None)))
    return DONE


def _create(argv: Sequence[str], desk: Desk) -> int:
    options = create_parser().parse_args(argv)
    problems: list[Problem] = []
    strategy, _ = strategy_from(options, problems)
    if strategy is not None and not strategy.title.strip():
        problems.append(Problem("title", None, "a name for the strategy, which the API asks for"))
    if problems or strategy is None:
        raise UsageError(problems)
    connection = _connected(desk, options, CHANGE_FORMATS)
    _refuse_dateless(strategy, connection, options)
    known = connection.api.strategies(connection.here())
    asked = strategy.replace(id=None)
    same = [str(each.id) for each in known if each.title == asked.title]
    remark = f"There is one of this title already: {', '.join(same)}." if same else ""
    change = Change("Create", "created", None, asked, remark)
    agree(desk, connection, change, yes=options.yes, wanted=options.format)
    stored = connection.api.create_strategy(connection.here(), asked)
    return _told(desk, connection, change._replace(then=stored), asked, options.format)


def _update(argv: Sequence[str], desk: Desk) -> int:
    options = update_parser().parse_args(argv)
    number, problems = _id(options)
    given = _given(options, problems)
    if problems:
        raise UsageError(problems)
    connection, known = _opened(desk, options, CHANGE_FORMATS)
    now = chosen(known, number)
    asked = _changed(now, given)
    change = Change("Change", "updated", now, asked)
    if asked == now:
        return _told(desk, connection, change._replace(done="unchanged"), asked, options.format)
    if not dateless(now, connection.reading):
        _refuse_dateless(asked, connection, options)
    agree(desk, connection, change, yes=options.yes, wanted=options.format)
    stored = connection.api.update_strategy(connection.here(), asked)
    return _told(desk, connection, change._replace(then=stored), asked, options.format)


def _delete(argv: Sequence[str], desk: Desk) -> int:
    options = delete_parser().parse_args(argv)
    number, problems = _id(options)
    if problems:
        raise UsageError(problems)
    connection, known = _opened(desk, options, CHANGE_FORMATS)
    change = Change("Delete", "deleted", chosen(known, number), None, "Events that were made with it stay.")
    agree(desk, connection, change, yes=options.yes, wanted=options.format)
    require_deleted(connection.api.delete_strategy(connection.here(), number))
    return _told(desk, connection, change, None, options.format)


def _opened(
    desk: Desk, options: Namespace, formats: Sequence[str]
) -> tuple[Connection, tuple[Strategy, ...]]:
    """The connection, announced, and the location's strategies as they are now."""
    connection = _connected(desk, options, formats)
    return connection, connection.api.strategies(connection.here())


def _connected(desk: Desk, options: Namespace, formats: Sequence[str]) -> Connection:
    """The connection, announced; nothing is asked yet."""
    check_format(options.format, formats)
    connection = connect(desk, options)
    connection.here()
    announce(desk, connection.title, options.format)
    return connection


def _refuse_dateless(strategy: Strategy, connection: Connection, options: Namespace) -> None:
    """Raise `UsageError`, or `ContentError` for a file's, if nothing could ever be planned with a strategy."""
    problems = dateless(strategy, connection.reading)
    if problems and options.strategy is not None:
        raise ContentError(options.strategy, problems)
    if problems:
        raise UsageError(problems)


def _id(options: Namespace) -> tuple[int, list[Problem]]:
    problems: list[Problem] = []
    (number,) = ids_of([options.id], "ID", problems) or (0,)
    return number, problems


def _given(options: Namespace, problems: list[Problem]) -> dict[str, object]:
    """The fields that an update gives, from options or all of them from a file."""
    if options.strategy is not None or options.strategy_id is not None:
        strategy, _ = strategy_from(options, problems)
        return {} if strategy is None else {**strategy._asdict(), "id": None}
    given: dict[str, object] = {}
    if options.mode is not None:
        given["repeat_mode"] = arguments.mode(options.mode, problems)
    if options.days is not None:
        given["days"] = arguments.days(options.days, problems)
    for name in ("interval", "content_type"):
        if (text := getattr(options, name)) is not None:
            given[name] = arguments.whole_number(text, name, problems)
    if options.title is not None:
        given["title"] = options.title
        if not options.title.strip():
            problems.append(Problem("title", None, "a name for the strategy, which the API asks for"))
    if not given and not problems:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in INLINE)
        problems.append(Problem("strategy", None, f"something to change: {names}, or a file with --strategy"))
    return given


def _changed(now: Strategy, given: dict[str, object]) -> Strategy:
    """The strategy with what was given; days go when it is weekly no longer. Raises `InvalidStrategy`."""
    changed = now.replace(**{**given, "id": now.id})
    left = now.repeat_mode is RepeatMode.WEEKLY and changed.repeat_mode is not RepeatMode.WEEKLY
    return changed.replace(days=()) if left and "days" not in given else changed


def _told(desk: Desk, connection: Connection, change: Change, asked: Strategy | None, wanted: str) -> int:
    """Report a change that was made; 1 if the service stored something else than was asked for."""
    if wanted == "json":
        location, host = connection.here(), connection.host
        write(desk, views.change_as_json(change.done, location, host, change.now, change.then))
    else:
        about = change.then or change.now
        number = "" if about is None else f" {about.id}"
        desk.tell(f"{change.done[0].upper()}{change.done[1:]}: strategy{number}.\n")
    if asked is None or change.then is None or is_as_asked(change.then, asked):
        return DONE
    desk.err.write("recur strategies: the service stored it otherwise than was asked for:\n")
    columns = screen(desk.err, None)
    desk.err.write("".join(views.change_as_table(asked.replace(id=change.then.id), change.then, columns)))
    return DIFFERENT
