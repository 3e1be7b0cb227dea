"""The plan as a file: its document, its digest, and whether it is still true of the world.

A file is accepted only if its digest is right and it says nothing that the plan does not: what is missing, unknown or
not verifiable is refused. Knows no paths and no clock.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple, TypeVar

from recurrence import (
    ContentType,
    InvalidReading,
    InvalidWindow,
    InvalidZone,
    Problem,
    Reading,
    Window,
)
from recurrence.strategy import MAX_ID
from recurrence.walltime import known_zone
from sync.canonical import Document, digest
from sync.errors import PlanRefused, WireError
from sync.events import Deleted, Event
from sync.plan import (
    LARGEST_CHUNK,
    TOLD_BY_PLAN,
    Action,
    Code,
    Do,
    Form,
    Level,
    Limits,
    Manner,
    Plan,
    Recipe,
    Verdict,
    Versions,
    beyond_limits,
)
from sync.progress import local_time
from sync.requests import Force
from sync.snapshot import (
    event_document,
    fingerprint,
    read_day,
    read_event,
    read_moment,
    read_strategy,
    strategy_document,
)
from sync.wire.documents import parse
from sync.wire.fields import MOST, Fields

SCHEMA = "recurrence.plan/1"
LONGEST_AGE = timedelta(days=7)
SHORTEST_PREFIX = 12
_Member = TypeVar("_Member", bound=Enum)


class Stale(NamedTuple):
    """One reason why a plan is no longer true: what it says, what is so now, and the events it is about."""

    what: str
    planned: str
    found: str
    events: tuple[int, ...] = ()


def document_of(plan: Plan) -> Document:
    """The plan as a document, without its digest."""
    return {
        "schema": SCHEMA,
        "versions": _versions_document(plan.versions),
        "host": plan.host,
        "location": plan.location,
        "source": event_document(plan.source),
        "fingerprint": plan.fingerprint,
        "manner": {
            "form": plan.manner.form.value,
            "content_type": int(plan.manner.content_type),
            "force": plan.manner.force.value,
            "chunk": plan.manner.chunk,
        },
        "recipe": None if plan.recipe is None else _recipe_document(plan.recipe),
        "zone": plan.zone,
        "taken_at": plan.taken_at.replace(tzinfo=None).isoformat(),
        "local_now": plan.local_now.isoformat(),
        "actions": [
            {"start": start.isoformat(), "do": do.value, "why": why, "events": list(events)}
            for start, do, why, events in plan.actions
        ],
        "baseline": list(plan.baseline),
        "limits": plan.limits._asdict(),
        "verdicts": [
            {"code": code.value, "level": level.value, "number": number}
            for code, level, number in plan.verdicts
        ],
    }


@lru_cache(maxsize=1)
def digest_of(plan: Plan) -> str:
    """The SHA-256 of the plan's canonical document: 64 hexadecimal digits. A command asks for its one plan's again and again."""
    return digest(document_of(plan))


def plan_text(plan: Plan) -> str:
    """The plan file: readable JSON with the digest in the field `digest`. The layout does not matter, the content does."""
    document = document_of(plan)
    return json.dumps({"digest": digest(document), **document}, indent=1, ensure_ascii=False) + "\n"


def read_plan(text: bytes) -> Plan:
    """The plan of a file. Raises `PlanRefused` (edited), `WireError` (not a plan), `BadInput` (no canonical form)."""
    document = parse(text)
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise WireError(
            [Problem("schema", document.get("schema") if isinstance(document, dict) else document, SCHEMA)]
        )
    given = document.pop("digest", None)
    if given != digest(document):
        raise PlanRefused("edited", (Stale("digest", str(given), digest(document)),))
    problems: list[Problem] = []
    plan = _plan(Fields(document, "", problems), problems)
    if problems:
        raise WireError(problems)
    if document_of(plan) != document:
        raise PlanRefused("not a plan", (Stale("content", "what a plan can say", "something else"),))
    if contradictions := tuple(_contradictions(plan)):
        raise PlanRefused("not a plan", contradictions)
    return plan


def class_of(plan: Plan) -> str:
    """Which class a plan is about, as one text: of two plans with the same one, a start could come to be twice.

    Not the source event: two events of one class are copied to the same thing.
    """
    return f"{plan.host} {plan.location} {plan.source.service_id} {plan.source.staff_id}"


def approves(prefix: str, plan: Plan) -> bool:
    """Whether a person's digest prefix (12 or more of its digits) is this plan's."""
    return len(prefix) >= SHORTEST_PREFIX and digest_of(plan).startswith(prefix)


def stale(plan: Plan, source: Event | None, asked_at: datetime) -> tuple[Stale, ...]:
    """Why a plan that was never applied cannot be applied any more; nothing if it can. Who took its dates, looks tell.

    `source` is the source event as it is now (None: gone), `asked_at` UTC.
    """
    found = []
    passed = sum(plan.local_now <= start < local_time(plan, asked_at) for start in plan.creates)
    if passed:
        found.append(Stale("passed", "ahead", f"{passed:,} of {len(plan.creates):,}"))
    if plan.taken_at - asked_at > LONGEST_AGE:
        found.append(Stale("clock", f"{plan.taken_at:%Y-%m-%d}", f"{asked_at:%Y-%m-%d}"))
    if asked_at - plan.taken_at > LONGEST_AGE:
        found.append(
            Stale("age", f"at most {LONGEST_AGE.days} days", f"{(asked_at - plan.taken_at).days} days")
        )
    if source is None or source.deleted is Deleted.YES:
        found.append(Stale("source", "there", "gone", (plan.source.id,)))
    elif fingerprint(source, plan.manner.content_type) != plan.fingerprint:
        found.append(_changed(plan, source))
    return tuple(found)


def _changed(plan: Plan, source: Event) -> Stale:
    """In what the source event differs; named where it is only that no resources are shown, as V2 shows none."""
    reviewed = plan.source.resources
    as_reviewed = (
        fingerprint(source.replace(resources=reviewed), plan.manner.content_type) == plan.fingerprint
    )
    if as_reviewed and not source.resources:
        return Stale("resources", ", ".join(map(str, reviewed)), "none", (source.id,))
    return Stale("source", "as reviewed", "changed", (source.id,))


def _contradictions(plan: Plan) -> Iterator[Stale]:
    """What no plan that we make says, but a file may that somebody wrote and gave a digest that fits."""
    if plan.source.location != plan.location:
        yield Stale("source event's location", str(plan.location), str(plan.source.location))
    if fingerprint(plan.source, plan.manner.content_type) != plan.fingerprint:
        yield Stale("fingerprint", "that of the source event", plan.fingerprint)
    if plan.zone is not None:
        try:
            known_zone(plan.zone)
        except InvalidZone:
            yield Stale("zone", "one of the tz database", plan.zone)
    kinds = {action.do for action in plan.actions}
    if not (kinds <= _UNDOING or kinds.isdisjoint(_UNDOING)):
        yield Stale("actions", "to create or to delete", "both")
    if any(not _fits(action) for action in plan.actions):
        yield Stale("events of an action", "as many as it is about", "others")
    if list(plan.creates) != sorted(set(plan.creates)):
        yield Stale("starts to create", "each once, in order", "otherwise")
    told = {verdict for verdict in plan.verdicts if verdict.code in TOLD_BY_PLAN}
    if told != set(beyond_limits(plan)):
        yield Stale("verdicts", "those of its dates and limits", "others")
    if len(set(plan.deletes)) < len(plan.deletes):
        yield Stale("events to delete", "each once", "one twice")


_UNDOING = {Do.DELETE, Do.KEEP}


def _fits(action: Action) -> bool:
    """Whether an action names as many events as its kind is about."""
    many = len(action.events)
    return many == 1 if action.do in _UNDOING else (many > 0) is (action.do is Do.PRESENT)


def _versions_document(versions: Versions) -> Document:
    """The versions; that of the holidays is there only where holidays were asked for."""
    holidays = {} if versions.holidays is None else {"holidays": versions.holidays}
    return {"engine": versions.engine, "tz": versions.tz, **holidays}


def _recipe_document(recipe: Recipe) -> Document:
    window = recipe.window
    return {
        "strategy": strategy_document(recipe.strategy),
        "window": {
            "start": window.start.isoformat(),
            "till": window.till.isoformat() if window.till else None,
            "count": window.count,
            "hours": window.hours,
            "minutes": window.minutes,
        },
        "reading": recipe.reading._asdict(),
    }


def _plan(fields: Fields, problems: list[Problem]) -> Plan:
    zone, recipe = fields.value("zone"), fields.value("recipe")
    return Plan(
        versions=_versions(fields.inner("versions")),
        host=fields.text("host"),
        location=fields.whole("location"),
        source=read_event(fields.value("source"), "source", problems),
        fingerprint=fields.text("fingerprint"),
        manner=_manner(fields.inner("manner")),
        recipe=None if recipe is None else _recipe(fields.inner("recipe"), problems),
        zone=None if zone is None else fields.text("zone"),
        taken_at=read_moment(fields, "taken_at").replace(tzinfo=UTC),
        local_now=read_moment(fields, "local_now"),
        actions=tuple(
            _sound_action(item) or _action(Fields(item, path, problems))
            for path, item in fields.items("actions")
        ),
        baseline=_ids(fields, "baseline"),
        limits=_limits(fields.inner("limits")),
        verdicts=tuple(_verdict(Fields(item, path, problems)) for path, item in fields.items("verdicts")),
    )


def _versions(fields: Fields) -> Versions:
    tz, holidays = fields.value("tz"), fields.value("holidays")
    return Versions(
        fields.text("engine"),
        None if tz is None else fields.text("tz"),
        None if holidays is None else fields.text("holidays"),
    )


def _manner(fields: Fields) -> Manner:
    return Manner(
        form=_member(Form, fields, "form"),
        content_type=ContentType(fields.whole("content_type", low=1, high=2)),
        force=Force(bool(fields.flag("force"))),
        chunk=fields.whole("chunk", low=1, high=LARGEST_CHUNK),
    )


def _recipe(fields: Fields, problems: list[Problem]) -> Recipe:
    strategy = read_strategy(fields.value("strategy"), "recipe.strategy", problems)
    window, reading = fields.inner("window"), fields.inner("reading")
    start = read_day(window, "start")
    till = None if window.value("till") is None else read_day(window, "till")
    numbers = {name: window.value(name) for name in ("count", "hours", "minutes")}
    axes = {axis: reading.text(axis) for axis in reading.entity}
    try:
        return Recipe(strategy, Window(start, till, **numbers), Reading(**axes))  # type: ignore[arg-type]  # checked there
    except (InvalidWindow, InvalidReading) as error:
        raise WireError(
            [problem._replace(field=f"recipe.{problem.field}") for problem in error.problems]
        ) from None


_DO = {do.value: do for do in Do}


def _sound_action(item: object) -> Action | None:
    """The action of an item with nothing wrong about it, the short way: a plan may have 100,000. None says nothing."""
    if not isinstance(item, dict):
        return None
    start, do, why, events = map(item.get, Action._fields)
    if not (type(start) is type(do) is type(why) is str and do in _DO and events == []):
        return None
    try:
        moment = datetime.fromisoformat(start)
    except ValueError:
        return None
    return Action(moment, _DO[do], why) if moment.isoformat() == start and moment.tzinfo is None else None


def _action(fields: Fields) -> Action:
    return Action(
        read_moment(fields, "start"), _member(Do, fields, "do"), fields.text("why"), _ids(fields, "events")
    )


def _verdict(fields: Fields) -> Verdict:
    number = fields.whole("number", high=MOST)
    return Verdict(_member(Code, fields, "code"), _member(Level, fields, "level"), number)


def _limits(fields: Fields) -> Limits:
    return Limits(*(fields.whole(name, low=0, high=MOST) for name in Limits._fields))


def _ids(fields: Fields, name: str) -> tuple[int, ...]:
    found = []
    for path, value in fields.items(name):
        if type(value) is int and 1 <= value <= MAX_ID:
            found.append(value)
        else:
            fields.problems.append(Problem(path, value, "an id"))
    return tuple(found)


def _member(kind: type[_Member], fields: Fields, name: str) -> _Member:
    value = fields.text(name)
    for member in kind:
        if member.value == value:
            return member
    fields.problem(name, value, ", ".join(str(member.value) for member in kind))
    return next(iter(kind))
