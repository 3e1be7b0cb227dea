"""What a server was seen to do, as files tell it: an observation file, a plan with its journal, or a snapshot.

Decides what counts as seen. A refusal counts only where a person says so in an observation file: a request may be
refused for many reasons that say nothing about its dates.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell.files import content_of, read_json
from recurrence import InvalidStrategy, InvalidWindow, Problem, RepeatMode, Strategy, Window
from recurrence.analysis import Observation
from recurrence.window import event_problems
from sync.events import Deleted, Event
from sync.outcome import Outcome, Reason
from sync.plan import Form, Plan
from sync.progress import margin_of
from sync.rows import Answered, Row
from sync.snapshot import Snapshot, read_day, read_moment
from sync.wire.fields import Fields

SCHEMA = "recurrence.observations/1"
MOST_OBSERVATIONS = 200
_TOLD_DATES = {Reason.AS_ASKED, Reason.FEWER, Reason.MORE, Reason.OTHER_DATES, Reason.UNPREDICTED}
"""Reasons of an answer that shows what was created; `MORE` may also count events that it does not show."""

_STAND_IN = Observation(
    Strategy(RepeatMode.DAILY), Window(date(2000, 1, 1), count=1), datetime(2000, 1, 1), ()
)


class Evidence(NamedTuple):
    """An observation and where it comes from: the file, its SHA-256, host and location where these are known."""

    observation: Observation
    path: str
    digest: str
    host: str | None = None
    location: int | None = None

    @property
    def told(self) -> str:
        """What was seen, in short."""
        seen = self.observation
        created = (
            "refused"
            if seen.dates is None
            else f"{len(seen.dates)} date{'' if len(seen.dates) == 1 else 's'}"
        )
        return f"{created} from {seen.window.start}"


def digest_of_file(path: str) -> str:
    """The SHA-256 of a file. Raises `FileError`."""
    return hashlib.sha256(content_of(path)).hexdigest()


def observations_of_file(path: str) -> list[Evidence]:
    """The observations of a file of ours. Raises `FileError`, or `ContentError` with every problem's path."""
    problems: list[Problem] = []
    fields = Fields(read_json(path), "", problems)
    if fields.value("schema") != SCHEMA:
        raise ContentError(path, [Problem("schema", fields.value("schema"), SCHEMA)])
    host, location = fields.text("host") or None, fields.optional_whole("location")
    items = list(fields.items("observations"))
    if not 1 <= len(items) <= MOST_OBSERVATIONS:
        problems.append(Problem("observations", len(items), f"a list of 1 to {MOST_OBSERVATIONS}"))
    found = [_observation(Fields(item, at, problems)) for at, item in items[:MOST_OBSERVATIONS]]
    problems += _unknown(fields)
    if problems:
        raise ContentError(path, problems)
    digest = digest_of_file(path)
    return [Evidence(each, path, digest, host, location) for each in found]


def observation_of_plan(plan: Plan, rows: Iterable[Row], path: str) -> Evidence:
    """What the service answered to a plan that left the dates to it. Raises `ContentError` where that tells nothing."""
    if plan.recipe is None or plan.manner.form is Form.DATES:
        allowed = (
            "a plan by strategy or by parameters: dates that we list ourselves tell nothing about readings"
        )
        raise ContentError(path, [Problem("manner.form", plan.manner.form.value, allowed)])
    answers = [row for row in rows if isinstance(row, Answered)]
    telling = [row for row in answers if _tells(row, plan)]
    if len(telling) != 1:
        said = ", ".join(row.reason.value for row in answers) or "no answer"
        allowed = "one answer that shows every event it created"
        raise ContentError(path, [Problem("journal", said, allowed)])
    strategy, window, _ = plan.recipe
    dates = tuple(sorted(seen.start for seen in telling[0].seen))
    observation = Observation(strategy, window, plan.source.start, dates)
    return Evidence(observation, path, digest_of_file(path), plan.host, plan.location)


def observation_of_snapshot(
    snapshot: Snapshot, before: Snapshot, question: tuple[Strategy, Window, Event], path: str
) -> Evidence:
    """What stands in a snapshot and did not in an earlier one, of the source event's class, on days that both show.

    A search shows events to come only: that a class of the snapshot's own day is missing proves nothing.
    """
    strategy, window, source = question
    hidden = snapshot.local_now + margin_of(snapshot.zone)
    first = max(snapshot.first, before.first, hidden.date() + timedelta(days=1))
    last = min(snapshot.last, before.last)
    if last < first:
        allowed = f"days to come that {path} shows as well"
        raise ContentError(path, [Problem("days", f"{before.first} to {before.last}", allowed)])
    known = {event.id for event in (*before.events, source)}
    dates = tuple(
        sorted(
            event.start
            for event in snapshot.events
            if event.id not in known
            and (event.service_id, event.staff_id) == (source.service_id, source.staff_id)
            and event.deleted is not Deleted.YES
            and first <= event.start.date() <= last
        )
    )
    observation = Observation(strategy, window, source.start, dates, (first, last))
    return Evidence(observation, path, digest_of_file(path), snapshot.host, snapshot.location)


def observation_text(observations: Iterable[Observation]) -> str:
    """Observations as a file of ours."""
    document = {"schema": SCHEMA, "observations": [observation_fields(each) for each in observations]}
    return json.dumps(document, indent=1) + "\n"


def observation_fields(observation: Observation) -> dict[str, object]:
    """An observation under the names of the file."""
    strategy, window, event, dates, days = observation
    return {
        "strategy": {
            "repeat_mode_id": int(strategy.repeat_mode),
            "days": list(strategy.days),
            "interval": strategy.interval,
        },
        "window": {
            "from": window.start.isoformat(),
            "till": window.till.isoformat() if window.till else None,
            "count": window.count,
            "hours": window.hours,
            "minutes": window.minutes,
        },
        "event": event.isoformat(),
        "dates": None if dates is None else [moment.isoformat() for moment in dates],
        "days": None if days is None else {"first": days[0].isoformat(), "last": days[1].isoformat()},
    }


def _tells(row: Answered, plan: Plan) -> bool:
    """Whether an answer shows all that it created. A number beside the list may say that there is more."""
    if row.outcome not in {Outcome.CREATED, Outcome.UNKNOWN} or row.reason not in _TOLD_DATES:
        return False
    planned = sorted(plan.creates)
    return row.reason is not Reason.MORE or sorted(seen.start for seen in row.seen) != planned


def _observation(fields: Fields) -> Observation:
    problems = fields.problems
    found = len(problems)
    strategy = _strategy(fields.inner("strategy"))
    window = _window(fields.inner("window"))
    event = read_moment(fields, "event")
    problems += [problem._replace(field=fields.at("event")) for problem in event_problems(event)]
    if "dates" not in fields.entity:
        fields.problem(
            "dates", None, "the date-times that were created, [] for none, or null where it was refused"
        )
    dates = (
        None
        if fields.value("dates") is None
        else tuple(
            read_moment(Fields({"at": value}, at, problems), "at") for at, value in fields.items("dates")
        )
    )
    days = None
    if fields.value("days") is not None:
        inner = fields.inner("days")
        days = read_day(inner, "first"), read_day(inner, "last")
        problems += _unknown(inner)
    problems += _unknown(fields)
    if len(problems) > found or strategy is None or window is None:
        return _STAND_IN
    return Observation(strategy, window, event, dates, days)


def _strategy(fields: Fields) -> Strategy | None:
    values = {name: fields.value(given) for name, given in _STRATEGY.items() if given in fields.entity}
    fields.taken.update(
        {"id", "title", "content_type"}
    )  # a strategy as the API returns it may be pasted whole
    fields.problems += _unknown(fields)
    try:
        return Strategy(**{"repeat_mode": None, **values})  # type: ignore[arg-type]  # the constructor checks every type
    except InvalidStrategy as error:
        fields.problems += [problem._replace(field=fields.at(problem.field)) for problem in error.problems]
        return None


_STRATEGY = {"repeat_mode": "repeat_mode_id", "days": "days", "interval": "interval"}


def _window(fields: Fields) -> Window | None:
    found = len(fields.problems)
    start = read_day(fields, "from")
    till = None if fields.value("till") is None else read_day(fields, "till")
    numbers: Mapping[str, object] = {name: fields.value(name) for name in ("count", "hours", "minutes")}
    fields.problems += _unknown(fields)
    if len(fields.problems) > found:
        return None
    try:
        return Window(start, till, **numbers)  # type: ignore[arg-type]  # the constructor checks every type
    except InvalidWindow as error:
        fields.problems += [problem._replace(field=fields.at(problem.field)) for problem in error.problems]
        return None


def _unknown(fields: Fields) -> list[Problem]:
    return [Problem(fields.at(name), value, "no such field") for name, value in fields.rest().items()]
