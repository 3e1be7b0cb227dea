"""`recur calibrate`: how a service reads the documentation, from what it was seen to create. Sends nothing itself."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.errors import DIFFERENT, DONE, UsageError
from frontdesk.service.lookups import add_output_options, check_format, ids_of, write
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, add_strategy, add_window, language_of
from recurrence import Problem

if TYPE_CHECKING:
    from frontdesk.analysis.calibrating import Calibrated
    from frontdesk.analysis.observations import Evidence

FORMATS = ("table", "json")
_DESCRIPTION = """\
Holds what a service created against every reading of its documentation: which
readings are ruled out, which points are settled, which are open, and which
window to try next, of ten events at most. Observations that no reading fits are
named. Nothing is sent; --pin writes the result into a profile."""

EXAMPLES = """\
examples:
  Where to begin:
    $ recur calibrate
  From a plan by parameters that was applied, and from a file:
    $ recur calibrate --plan probe.json --observation seen.json
  From two snapshots: what is there now and was not before is what it created:
    $ recur calibrate --before before.json --snapshot after.json --event 101 \\
        --mode weekly --days mon --interval 1 --from 2027-01-11 --count 4
  Keep it in the profile `studio`, for location 4564:
    $ recur calibrate --plan probe.json --profile studio --location 4564 --pin

an observation file (dates: null where the service refused to work them out):
  {"schema": "recurrence.observations/1", "observations": [{
    "strategy": {"repeat_mode_id": 5, "days": [1], "interval": 1},
    "window": {"from": "2027-01-11", "count": 2},
    "event": "2027-01-04T10:45:00",
    "dates": ["2027-01-11T10:45:00", "2027-01-25T10:45:00"]}]}
"""


def parser() -> Parser:
    """The parser of `recur calibrate`."""
    made = Parser("recur calibrate", _DESCRIPTION, EXAMPLES)
    group = made.add_argument_group("what was seen, each repeatable")
    group.add_argument(
        "--observation", metavar="FILE", action="append", default=[], help="an observation file"
    )
    group.add_argument(
        "--plan",
        metavar="FILE",
        action="append",
        default=[],
        help="a plan by strategy or parameters, applied here",
    )
    group = made.add_argument_group("what was seen in two snapshots, of the strategy and window below")
    group.add_argument("--before", metavar="FILE", help="the snapshot from before the request")
    group.add_argument(
        "--snapshot", metavar="FILE", help="the one from after it; also: events that can be copied"
    )
    group.add_argument("--event", metavar="ID", help="the event that was copied")
    add_strategy(made)
    add_window(made)
    group = made.add_argument_group("what next")
    group.add_argument(
        "--next", metavar="DAY", help="the first day on which something may be tried (tomorrow)"
    )
    group.add_argument(
        "--copy",
        metavar="MOMENT",
        action="append",
        default=[],
        help="start of an event that can be copied, YYYY-MM-DDTHH:MM; repeatable",
    )
    group = made.add_argument_group("where it is kept")
    group.add_argument("--profile", metavar="NAME", help="begin with what this profile has left")
    group.add_argument("--location", metavar="ID", help="the location, if the evidence does not say it")
    group.add_argument("--pin", action="store_true", help="write the result into the profile")
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Hold the observations against the readings; 1 if no reading fits all of them."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    from frontdesk.analysis.calibrating import calibrated, kept

    found = calibrated(options, _evidence(options, desk), _first(options, desk))
    if options.pin:
        found = kept(found, options, desk.today())
    write(desk, _rendered(found, options, desk))
    return DIFFERENT if found.calibration.conflict else DONE


def _rendered(found: "Calibrated", options: Namespace, desk: Desk) -> Iterator[str]:
    from frontdesk.render.calibration import as_json, as_text
    from frontdesk.render.layout import screen

    if options.format == "json":
        return as_json(found)
    return as_text(found, screen(desk.out, None), options.language)


def _first(options: Namespace, desk: Desk) -> date:
    problems: list[Problem] = []
    first = (
        arguments.day(options.next, "next", problems) if options.next else desk.today() + timedelta(days=1)
    )
    if problems or first is None:
        raise UsageError(problems)
    return first


def _evidence(options: Namespace, desk: Desk) -> "list[Evidence]":
    from frontdesk.analysis.observations import observations_of_file

    found = [each for path in options.observation for each in observations_of_file(path)]
    found += [_of_plan(path, options, desk) for path in options.plan]
    return [*found, *_of_snapshots(options)]


def _of_plan(path: str, options: Namespace, desk: Desk) -> "Evidence":
    """What the journal on this machine tells of a plan."""
    from frontdesk.analysis.observations import observation_of_plan
    from frontdesk.plans.case import read_case
    from frontdesk.service.profile import DEFAULT, read_profile, settings_folder, state_folder
    from sync.journal import Journal
    from sync.planfile import digest_of

    profile = read_profile(settings_folder(), options.profile or DEFAULT)
    folder = desk.environ.get("RECUR_STATE_DIR") or (profile.values.get("state_dir") if profile else None)
    case = read_case(path)
    state = Path(str(folder)) if folder else state_folder()
    with Journal.open(state, digest_of(case.plan)) as journal:
        return observation_of_plan(case.plan, journal.rows, path)


def _of_snapshots(options: Namespace) -> "Iterator[Evidence]":
    """What two snapshots tell, if two are given."""
    if options.before is None:
        return
    problems = [] if options.snapshot else [Problem("snapshot", None, "the snapshot from after the request")]
    number = ids_of([options.event] if options.event is not None else [], "event", problems)
    if not number:
        problems.append(Problem("event", None, "the id of the event that was copied"))
    if problems:
        raise UsageError(problems)
    from frontdesk.analysis.observations import observation_of_snapshot
    from frontdesk.dates.gathering import request_from
    from frontdesk.service.snapshots import snapshot_of_file

    before, after = snapshot_of_file(options.before), snapshot_of_file(options.snapshot)
    known = {
        event.id: event for event in (*after.events, after.source, *before.events, before.source) if event
    }
    if number[0] not in known:
        raise UsageError([Problem("event", number[0], "the id of an event in one of the snapshots")])
    request = request_from(
        Namespace(**{**vars(options), "event": None, "reading": [], "zone": None, "gap": None})
    )
    question = request.strategy, request.window, known[number[0]]
    yield observation_of_snapshot(after, before, question, options.snapshot)
