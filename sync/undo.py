"""Undo: a plan that deletes only what a journal created and nobody has touched since; and the loop that applies it.

Deleting an event cancels its appointments, so whatever has some, was changed or moved is kept and listed. Each event
is read again, right before its DELETE.
"""

from collections.abc import Iterable
from dataclasses import replace

from sync.apply import World, began, ending_of, existing
from sync.errors import CallFailed, Interrupted, PlanRefused, SyncError
from sync.events import Deleted, Event
from sync.outcome import Answer, Outcome, Reason
from sync.plan import Action, Code, Do, Level, Plan, Verdict, Versions
from sync.planfile import Stale
from sync.progress import Progress, Status
from sync.rows import Began, Deleting, Ended, Removed, Row
from sync.snapshot import Snapshot
from sync.steps import Ending
from sync.target import Target
from sync.verify import journaled_ids

UNTOUCHED = "created by this plan and untouched"
UNPLANNED = "made by a request of this plan, but not planned"
TOUCHED = ("has appointments", "moved", "changed")
"""Why an event must not be deleted."""

UNKNOWN = "unknown"
"""The fate of an event whose DELETE may or may not be executed."""


def undo_plan(plan: Plan, progress: Progress, snapshot: Snapshot, versions: Versions) -> Plan:
    """The plan that takes back what this one created, on the ground of what the snapshot shows.

    Its actions are DELETE for untouched events and KEEP, with the reason, for all others.
    """
    now = {event.id: event for event in snapshot.events}
    planned = tuple(
        _action(Action(start, Do.DELETE, UNTOUCHED, (fate.event,)), now.get(fate.event), plan)
        for start, fate in progress.fates.items()
        if fate.status is Status.CREATED and fate.event is not None
    )
    known = {plan.source.id, *plan.baseline, *(event for action in planned for event in action.events)}
    besides = (now[event] for event in journaled_ids(progress) if event in now and event not in known)
    actions = (*planned, *(Action(event.start, Do.KEEP, UNPLANNED, (event.id,)) for event in besides))
    kept = sum(action.do is Do.KEEP for action in actions)
    verdicts = (Verdict(Code.LISTED, Level.NOTE, kept),) if kept else ()
    return replace(
        plan,
        versions=versions,
        actions=actions,
        baseline=(),
        verdicts=verdicts,
        taken_at=snapshot.taken_at,
        local_now=snapshot.local_now,
    )


def touched(event: Event | None, action: Action, plan: Plan) -> str:
    """Why an event must not be deleted any more; empty if it may be."""
    if event is None or event.deleted is Deleted.YES:
        return "gone"
    if event.records_count:
        return TOUCHED[0]
    if event.start != action.start:
        return TOUCHED[1]
    copied = (event.service_id, event.staff_id, event.length, event.capacity, sorted(event.resources))
    source = plan.source
    asked = (source.service_id, source.staff_id, source.length, source.capacity, sorted(source.resources))
    return "" if copied == asked else TOUCHED[2]


def _action(action: Action, event: Event | None, plan: Plan) -> Action:
    why = touched(event, action, plan)
    return action._replace(do=Do.KEEP, why=why) if why else action


def apply_undo(plan: Plan, world: World) -> tuple[Ending, dict[int, str]]:
    """Delete what an undo plan says, one by one, each read again first; what became of each event, by id.

    Applying it again goes on where it stopped: an event that is gone is done. Raises `PlanRefused`.
    """
    if plan.host != world.host:
        raise PlanRefused("wrong target", (Stale("host", plan.host, world.host),))
    world.record.append(began(plan, world))
    fates: dict[int, str] = {}
    ending = Ending.DONE
    for action in plan.actions:
        if action.do is Do.DELETE and ending is Ending.DONE:
            ending = Ending.INTERRUPTED if world.stopping() else _undo(action, plan, world, fates)
    if ending is Ending.DONE and any(fate not in {"deleted", "gone"} for fate in fates.values()):
        ending = Ending.DRIFT
    world.record.append(Ended(ending.name))
    return ending, fates


def _undo(action: Action, plan: Plan, world: World, fates: dict[int, str]) -> Ending:
    """Delete one event unless it was touched; DONE if the next may follow."""
    (event,) = action.events
    target = Target(plan.location, event)
    try:
        why = touched(existing(world.api, target), action, plan)
        if why:
            fates[event] = why
            return Ending.DONE
        answer = _deleted(target, world)
        fates[event] = _fate(answer.kind, answer.reason)
        gone = answer.kind is Outcome.DELETED or touched(existing(world.api, target), action, plan) == "gone"
    except CallFailed as error:
        return ending_of(error)
    except Interrupted:
        return Ending.INTERRUPTED
    if gone:
        fates[event] = "deleted"
        return Ending.DONE
    return _ENDINGS.get(answer.reason) or _ENDING_OF_KIND.get(answer.kind, Ending.UNRESOLVED)


_ENDINGS = {
    Reason.NOT_AUTHORISED: Ending.NOT_AUTHORISED,
    Reason.FORBIDDEN: Ending.NOT_AUTHORISED,
    Reason.RATE_LIMITED: Ending.RATE_LIMITED,
}
_ENDING_OF_KIND = {Outcome.NOT_SENT: Ending.UNAVAILABLE, Outcome.REJECTED: Ending.REJECTED}


def _fate(kind: Outcome, reason: Reason) -> str:
    if kind is Outcome.DELETED:
        return "deleted"
    return UNKNOWN if kind is Outcome.UNKNOWN else reason.value


def fates_of(rows: Iterable[Row]) -> dict[int, str]:
    """What became of each event as far as the rows of the latest process tell: where one was stopped in the middle."""
    fates: dict[int, str] = {}
    for row in rows:
        if isinstance(row, Began):
            fates = {}
        elif isinstance(row, Deleting):
            fates[row.event] = UNKNOWN
        elif isinstance(row, Removed):
            fates[row.event] = _fate(row.outcome, row.reason)
    return fates


def _deleted(target: Target, world: World) -> Answer:
    """Intent, request, answer; an error instead of an answer is proof that nothing left, and is written down."""
    world.record.append(Deleting(target.event))
    try:
        answer = world.api.delete_event(target)
    except SyncError:
        world.record.append(Removed(target.event, Outcome.NOT_SENT, Reason.HELD_BACK))
        raise
    world.record.append(Removed(target.event, answer.kind, answer.reason))
    return answer
