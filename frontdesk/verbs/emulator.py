"""`recur emulator`: the booking service on this machine, with sample data, until Ctrl-C. Nothing leaves the machine."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from frontdesk.errors import DONE, UsageError
from frontdesk.service.lookups import add_output_options, check_format
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from frontdesk.shell.files import content_of, read_json
from frontdesk.shell.options import Parser
from frontdesk.shell.safe import visible
from frontdesk.shell.samples import STUDIO, sample
from recurrence import Problem
from sync.emulator.access import DEFAULT_PARTNER, DEFAULT_USER, Access
from sync.emulator.errors import EmulatorError
from sync.emulator.expander import engine
from sync.emulator.model import Model
from sync.emulator.running import Options, build, serve
from sync.emulator.switches import Switches, parse_switches

FORMATS = ("table", "json")
SCHEMA = "recurrence.emulator/1"
_DESCRIPTION = """\
Serves the booking API on this machine, both generations of it, with the data
of a sample studio. Prints its address as the first line and serves until
Ctrl-C. What another terminal needs to talk to it stands on standard error."""
EXAMPLES = """\
examples:
  The sample studio, on a free port:
    $ recur emulator
  A service that counts weeks from Sunday, keeps its state, and whose second
  duplication fails after the work is done (faults.json holds
  {"duplicate": ["ok", "503@after"]}):
    $ recur emulator --port 8080 --reading week=sunday --state s.json \\
        --faults faults.json
  One that leaves what came before a conflict:
    $ recur emulator --switches conflict_atomicity=prefix
"""
_HINTS = """\
In another terminal:
  export RECUR_BASE_URL={url}
  export ALTEGIO_PARTNER_TOKEN={partner}
  export ALTEGIO_USER_TOKEN={user}
  export RECUR_LOCATION={location}
  export RECUR_ZONE={zone}
  recur strategies list
These are sample tokens; `recur login` knows {login} with the password {password}.
Its API is described at {root}/_emulator/openapi.json. Ctrl-C ends it.
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """Serve until interrupted; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    problems: list[Problem] = []
    port = arguments.whole_number(options.port, "port", problems)
    axes = arguments.axes(options.reading, problems)
    if port is not None and not 0 <= port <= 65_535:
        problems.append(Problem("port", port, "0 (a free one) to 65535"))
    if problems or port is None:
        raise UsageError(problems)
    model = _model(options.seed, axes, options.switches, options.faults, options.state)

    def announce(url: str) -> None:
        desk.tell(f"{url}\n" if options.format == "table" else _as_json(url, model))
        desk.flush()
        desk.err.write(_hints(url, model))
        desk.err.flush()

    try:
        serve(model, port=port, announce=announce)
    except OSError as error:
        raise UsageError([Problem("port", port, "a free port", error.strerror or str(error))]) from None
    if unused := model.faults.unused():
        desk.err.write(f"Faults that no request met: {visible(json.dumps(unused))}\n")
    return DONE


def parser() -> Parser:
    """The parser of `recur emulator`."""
    made = Parser("recur emulator", _DESCRIPTION, EXAMPLES)
    made.add_argument(
        "--port", metavar="N", default="0", help="a port of 127.0.0.1; 0 (default) takes a free one"
    )
    made.add_argument("--seed", metavar="FILE", help=f"the studio to begin with ({STUDIO})")
    made.add_argument("--state", metavar="FILE", help="keep the state in this file, and go on from it")
    made.add_argument(
        "--reading", metavar="AXIS=VALUE", action="append", default=[],
        help="how it expands strategies, such as week=sunday; repeatable",
    )  # fmt: skip
    made.add_argument(
        "--switches", metavar="FILE|NAME=VALUE", action="append", default=[],
        help="how it behaves where nobody knows; a JSON file or single switches; repeatable",
    )  # fmt: skip
    made.add_argument(
        "--faults", metavar="FILE", help="what is to go wrong: lists of instructions by operation"
    )
    add_output_options(made, FORMATS)
    return made


def _model(
    seed: str | None, axes: Mapping[str, str], switches: Sequence[str], faults: str | None, state: str | None
) -> Model:
    """The emulator that the options describe. Raises `EmulatorError` or `FileError`."""
    given: Options = {"switches": _switches(axes, switches), "expander": engine, "access": Access()}
    if faults is not None:
        given["faults"] = _lists(faults)
    if state is not None:
        given["state"] = Path(state)
        if Path(state).exists():
            content_of(state)
    return build(_seed(seed), **given)


def _seed(path: str | None) -> dict[str, object]:
    """The studio to begin with: a file, or the sample that comes along."""
    document = read_json(path or sample(STUDIO))
    if not isinstance(document, dict):
        raise EmulatorError("seed", type(document).__name__, "an object with a location and lists")
    return document


def _switches(axes: Mapping[str, str], given: Sequence[str]) -> Switches:
    """Switches from files and from texts, the reading's axes last."""
    base: dict[str, object] = {}
    for path in (text for text in given if "=" not in text):
        document = read_json(path)
        if not isinstance(document, dict):
            raise EmulatorError("switches", type(document).__name__, "an object of switches")
        base |= document
    texts = [text for text in given if "=" in text]
    return parse_switches([*texts, *(f"reading.{axis}={value}" for axis, value in axes.items())], base)


def _lists(path: str) -> dict[str, list[str]]:
    """Lists of instructions by operation."""
    document = read_json(path)
    if not isinstance(document, dict) or not all(isinstance(texts, list) for texts in document.values()):
        raise EmulatorError("faults", type(document).__name__, "an object of lists of instructions")
    return document


def _hints(url: str, model: Model) -> str:
    here, user = next(iter(model.world.locations.values())), Access().users[0]
    return _HINTS.format(
        url=url,
        root=url.removesuffix("/api"),
        partner=DEFAULT_PARTNER,
        user=DEFAULT_USER,
        location=here.id,
        zone=visible(here.timezone_name),
        login=user.login,
        password=user.password,
    )


def _as_json(url: str, model: Model) -> str:
    locations = [{"id": place.id, "zone": place.timezone_name} for place in model.world.locations.values()]
    return json.dumps({"schema": SCHEMA, "url": url, "locations": locations}) + "\n"
