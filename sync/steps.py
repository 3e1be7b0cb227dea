"""WHAT TO DO NEXT: plan + progress + time → the next step of an apply. Pure; the loop in `apply.py` only obeys.

The order of the questions is the promise:

1. Look before anything is sent, and after every attempt that may have done something.
2. A start whose request is UNKNOWN is settled only by appearing, or by two equal looks without it, the first at
   least the settle time after the attempt ended (or after this process began, if another one made it).
3. Settled as absent: strict holds it and ends; only `resend` asks for it again, by dates, the missing ones alone.
4. A refusal stops the run, or goes on as a person said beforehand.
5. When nothing is left to ask for, look until everything created is seen, or the settle time is over.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from sync.outcome import Outcome, Reason
from sync.plan import Form, Plan
from sync.progress import Attempt, Progress, Status
from sync.progress import Look as View
from sync.rows import Answered

SETTLE = 180.0
MOST_TRIES = 3
MOST_LIMITED = 5
_POLL = 15.0
_MOST_LOOKS = 6
_BACKOFF = 2.0


class Ending(Enum):
    """How a run ends; the exit codes are the command line's to choose."""

    DONE = "every date is created and seen"
    REJECTED = "the API refused dates"
    CONFLICT = "dates are in conflict"
    HELD = "somebody else took planned dates"
    DRIFT = "what exists is not what was planned"
    SUSPICIOUS = "the API shows an empty timetable where there was one"
    UNRESOLVED = "some dates may or may not come into being"
    STALE = "the plan is no longer true"
    UNAVAILABLE = "the API cannot be reached"
    RATE_LIMITED = "the API wants a rest"
    NOT_AUTHORISED = "the API does not accept the tokens"
    INTERRUPTED = "interrupted"


class OnConflict(Enum):
    """What a 409 leads to: stop; go on with later requests; or also ask again for the request's other dates."""

    STOP = "stop"
    CONTINUE = "continue"
    ISOLATE = "isolate"


@dataclass(frozen=True, slots=True)
class Mode:
    """What a person allowed beforehand: whether absent dates are asked for again, what a conflict leads to, and the
    settle time in seconds.
    """

    resend: bool = False
    on_conflict: OnConflict = OnConflict.STOP
    settle: float = SETTLE


class Look(NamedTuple):
    """Read the planned days; and these events by id, which a search for future events does not show."""

    by_id: tuple[int, ...] = ()


class Send(NamedTuple):
    """Ask for these starts, in this form."""

    starts: tuple[datetime, ...]
    form: Form


class Pause(NamedTuple):
    """Wait so many seconds."""

    seconds: float


class End(NamedTuple):
    """Stop here."""

    ending: Ending


Step = Look | Send | Pause | End


def next_step(plan: Plan, progress: Progress, mode: Mode, now: float) -> Step:
    """The next step, at a monotonic time in seconds. Every sequence of steps ends (I11)."""
    if not progress.looks and progress.last_of_run is None:
        return Look()
    return (
        _forbidden(plan, progress, now)
        or _demanded(progress, mode, now)
        or _settling(plan, progress, mode, now)
        or _asking(plan, progress, mode)
        or _verifying(plan, progress, mode, now)
    )


def _forbidden(plan: Plan, progress: Progress, now: float) -> Step | None:
    """What was seen forbids everything: an empty timetable, or dates that were taken since the review."""
    if progress.looks and not progress.looks[-1].row.total and _expects_some(plan, progress, now):
        return End(Ending.SUSPICIOUS)
    if not progress.attempts and progress.having(Status.FOREIGN):
        return End(Ending.STALE)
    return None


def _expects_some(plan: Plan, progress: Progress, now: float) -> bool:
    """Whether a search must show something: what it showed before, or at review, and has not passed since."""
    hidden = progress.hidden(now)
    if progress.most_seen and any(start > hidden for start in progress.fates):
        return True
    return any(action.events and action.start > hidden for action in plan.actions)


def _demanded(progress: Progress, mode: Mode, now: float) -> Step | None:
    """What the answer to this process's last attempt demands before anything else."""
    last = progress.last_of_run
    if last is None:
        return _after_another(progress, mode, now)
    if last.answer is None or last.answer.outcome is Outcome.CREATED:
        return None
    if last.answer.outcome is Outcome.NOT_SENT:
        return _after_not_sent(progress, last, last.answer, now)
    if last.answer.outcome is Outcome.REJECTED:
        return _after_refusal(progress, last, last.answer, mode, now)
    return End(Ending.DRIFT) if progress.looks and last.answer.reason in _LIES else None


def _after_another(progress: Progress, mode: Mode, now: float) -> Step | None:
    """A conflict that an earlier process met may have made what a search that lags does not show at once."""
    answer = progress.attempts[-1].answer if progress.attempts else None
    rested = progress.began_at + _rest(mode)
    if answer is None or answer.reason is not Reason.CONFLICT or progress.looks[-1].at >= rested:
        return None
    return _pause_until(rested, now) or Look()


_LIES = {Reason.MORE, Reason.OTHER_DATES, Reason.OTHER_CLASS, Reason.OLD_IDS}
"""Answers that show something else than was asked for: whatever was made, it is not the plan."""


def _after_not_sent(progress: Progress, last: Attempt, answer: Answered, now: float) -> Step | None:
    tries = _in_vain(progress)
    if tries >= MOST_TRIES or answer.reason is Reason.CERTIFICATE:
        return End(Ending.UNAVAILABLE)
    return _pause_until(progress.ended_at(last) + _BACKOFF * 2 ** (tries - 1), now)


def _after_refusal(
    progress: Progress, last: Attempt, answer: Answered, mode: Mode, now: float
) -> Step | None:
    if answer.reason in {Reason.NOT_AUTHORISED, Reason.FORBIDDEN}:
        return End(Ending.NOT_AUTHORISED)
    if answer.reason not in {Reason.CONFLICT, Reason.RATE_LIMITED}:
        return End(Ending.REJECTED)
    if _in_vain(progress) >= MOST_LIMITED:
        return End(Ending.RATE_LIMITED)
    rest = _pause_until(progress.ended_at(last) + (answer.wait or _rest(mode)), now)
    if rest or not progress.looks:
        return rest or Look()
    if answer.reason is Reason.CONFLICT and mode.on_conflict is OnConflict.STOP:
        return End(Ending.CONFLICT)
    return None


def _in_vain(progress: Progress) -> int:
    """How many of this process's latest attempts, one after the other, did not leave or met a 429."""
    count = 0
    for attempt in reversed(progress.attempts[progress.run_from :]):
        answer = attempt.answer
        if answer is None or (
            answer.outcome is not Outcome.NOT_SENT and answer.reason is not Reason.RATE_LIMITED
        ):
            break
        count += 1
    return count


def _settling(plan: Plan, progress: Progress, mode: Mode, now: float) -> Step | None:
    """Until every UNKNOWN start has appeared, or is settled as absent."""
    if not progress.having(Status.UNKNOWN):
        return None
    attempts = [attempt for attempt in progress.attempts if _unknown_of(progress, attempt)]
    deadline = max(map(progress.ended_at, attempts)) + mode.settle
    late = [look for look in progress.looks if look.at >= deadline]
    if now < deadline:
        return _poll(progress, deadline, now)
    if len(late) < 2 or late[-1].row != late[-2].row:
        return _look_again(late, mode, now)
    hidden = progress.hidden(now)
    visible = (tuple(start for start in _unknown_of(progress, one) if start > hidden) for one in attempts)
    starts = next(filter(None, visible), ())
    if not mode.resend or not starts or _tries(progress, starts) >= MOST_TRIES:
        return End(Ending.UNRESOLVED)
    return Send(starts[: plan.manner.chunk], Form.DATES)


def _look_again(late: list[View], mode: Mode, now: float) -> Step:
    """The next look after the settle time, not so soon after the last that a search that lags would show the same."""
    if len(late) >= _MOST_LOOKS:
        return End(Ending.UNRESOLVED)
    return (_pause_until(late[-1].at + _rest(mode), now) if late else None) or Look()


def _rest(mode: Mode) -> float:
    """How long to give a search that lags, in seconds."""
    return min(_POLL, mode.settle)


def _unknown_of(progress: Progress, attempt: Attempt) -> tuple[datetime, ...]:
    """The starts that an attempt may have made and that have not appeared."""
    return tuple(
        start
        for start in attempt.intent.starts
        if progress.fates[start].status is Status.UNKNOWN and attempt.may_have_made(start)
    )


def _tries(progress: Progress, starts: tuple[datetime, ...]) -> int:
    """How often this process has asked for the most often asked of these starts."""
    run = progress.attempts[progress.run_from :]
    return max(sum(start in attempt.intent.starts for attempt in run) for start in starts)


def _asking(plan: Plan, progress: Progress, mode: Mode) -> Step | None:
    """The next request: the planned starts of the first chunk that still has some and is not held.

    A server that works the dates out itself is asked for all of them or for none. That all are planned says that no
    request may have made any: what was asked for and not refused is not planned again (D7).
    """
    passed: tuple[datetime, ...] = ()
    for start in progress.having(Status.PLANNED):
        chunk = progress.chunk_of(start)
        if chunk is passed:
            continue
        starts = _askable(chunk, progress, mode)
        if starts and plan.manner.form is not Form.DATES and len(starts) == len(progress.fates):
            return Send(starts, plan.manner.form)
        if starts:
            return Send(starts[: plan.manner.chunk], Form.DATES)
        passed = chunk
    return None


def _askable(chunk: tuple[datetime, ...], progress: Progress, mode: Mode) -> tuple[datetime, ...]:
    """The starts of a chunk to ask for next; none if somebody else took one of them, or a conflict holds them.

    Isolating a conflict, the others go out again without the named ones; where none was named, half as many.
    """
    if any(progress.fates[start].status is Status.FOREIGN for start in chunk):
        return ()
    planned = tuple(start for start in chunk if progress.fates[start].status is Status.PLANNED)
    met = [attempt for attempt in progress.conflicts if not set(planned).isdisjoint(attempt.intent.starts)]
    if not met:
        return planned
    if mode.on_conflict is not OnConflict.ISOLATE:
        return ()
    intent, answer, _ = met[-1]
    named = answer is not None and not set(intent.starts).isdisjoint(answer.named)
    return planned if named else planned[: max(len(intent.starts) // 2, 1)]


def _verifying(plan: Plan, progress: Progress, mode: Mode, now: float) -> Step:
    """Nothing is left to ask for: end when all that is created was seen, or the settle time is over."""
    created, hidden = progress.having(Status.CREATED), progress.hidden(now)
    events = map(progress.event_at, sorted(start for start in created if start <= hidden))
    past = tuple(event for event in events if event is not None)
    if not progress.looks:
        return Look(past)
    seen = progress.looks[-1].row.seen
    if any(event != progress.event_at(start) and event not in plan.baseline for event, start in seen):
        return End(Ending.DRIFT)
    if all(map(progress.is_seen, created)):
        return End(_ending(progress))
    last = progress.last_of_run
    deadline = (progress.ended_at(last) if last else progress.began_at) + mode.settle
    step = _poll(progress, deadline, now) if now < deadline or progress.looks[-1].at < deadline else None
    if step is None:
        return End(Ending.DRIFT)
    return Look(past) if isinstance(step, Look) else step


def _ending(progress: Progress) -> Ending:
    """How a run ends that has nothing left to ask for or to wait for."""
    reasons = {fate.reason for fate in progress.fates.values()} - {None}
    if progress.having(Status.FOREIGN):
        return Ending.HELD
    if Reason.CONFLICT in reasons or progress.having(Status.PLANNED):
        return Ending.CONFLICT
    return Ending.REJECTED if reasons else Ending.DONE


def _poll(progress: Progress, deadline: float, now: float) -> Step:
    """Look now and then until a deadline, and at it."""
    if not progress.looks:
        return Look()
    return _pause_until(min(deadline, progress.looks[-1].at + _POLL), now) or Look()


def _pause_until(moment: float, now: float) -> Pause | None:
    return Pause(moment - now) if now < moment else None
