"""Undo: a plan that deletes only what a journal created and nobody has touched since; and the loop that applies it.

Deleting an event cancels its appointments, so whatever has some, was changed or moved is kept and listed. Each event
is read again, right before its DELETE.
"""

from dataclasses import replace

from sync.apply import World, ending_of, existing
from sync.errors import CallFailed, Interrupted, PlanRefused, SyncError
from sync.events import Deleted, Event
from sync.outcome import Answer, Outcome, Reason
from sync.plan import Action, Code, Do, Level, Plan, Verdict, Versions
from sync.planfile import Stale, digest_of
from sync.progress import Progress, Status
from sync.rows import Began, Deleting, Ended, Removed
from sync.snapshot import Snapshot
from sync.steps import Ending
from sync.target import Target

UNTOUCHED = "created by this plan and untouched"


def undo_plan(plan: Plan, progress: Progress, snapshot: Snapshot, versions: Versions) -> Plan:
    """The plan that takes back what this one created, on the ground of what the snapshot shows.

    Its actions are DELETE for untouched events and KEEP, with the reason, for all others.
    """
    now = {event.id: event for event in snapshot.events}
    actions = tuple(
        _action(Action(start, Do.DELETE, UNTOUCHED, (fate.event,)), now.get(fate.event), plan)
        for start, fate in progress.fates.items()
        if fate.status is Status.CREATED and fate.event is not None
    )
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
        return "has appointments"
    if event.start != action.start:
        return "moved"
    copied = (event.service_id, event.staff_id, event.length, event.capacity, sorted(event.resources))
    source = plan.source
    asked = (source.service_id, source.staff_id, source.length, source.capacity, sorted(source.resources))
    return "" if copied == asked else "changed"


def _action(action: Action, event: Event | None, plan: Plan) -> Action:
    why = touched(event, action, plan)
    return action._replace(do=Do.KEEP, why=why) if why else action


def apply_undo(plan: Plan, world: World) -> tuple[Ending, dict[int, str]]:
    """Delete what an undo plan says, one by one, each read again first; what became of each event, by id.

    Applying it again goes on where it stopped: an event that is gone is done. Raises `PlanRefused`.
    """
    if plan.host != world.host:
        raise PlanRefused("wrong target", (Stale("host", plan.host, world.host),))
    target = f"{plan.host} {plan.location} {plan.source.id}"
    world.record.append(Began(digest_of(plan), target, world.now().replace(tzinfo=None, microsecond=0)))
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
        fates[event] = "unknown"
        gone = answer.kind is Outcome.DELETED or touched(existing(world.api, target), action, plan) == "gone"
    except CallFailed as error:
        fates[event] = "unknown"
        return ending_of(error)
    except Interrupted:
        return Ending.INTERRUPTED
    fates[event] = "deleted" if gone else answer.reason.value
    if gone:
        return Ending.DONE
    refused = answer.reason in {Reason.NOT_AUTHORISED, Reason.FORBIDDEN}
    return Ending.NOT_AUTHORISED if refused else Ending.UNRESOLVED


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
