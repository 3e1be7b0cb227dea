"""A plan file on its way to the service: read, agreed to, connected, locked, recorded; and what every run needs.

Decides in which order the refusals come, so that nothing is asked of the service before everything here is right.
What is sent is decided in `sync.steps`.
"""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from frontdesk.errors import NotApproved, UsageError
from frontdesk.plans.case import Case
from frontdesk.service.configuration import checked_settle, seconds_of
from frontdesk.service.connection import Connection, announce, connect
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.words.plan_words import apply_command, dates, moment, verdict_line
from recurrence import Problem
from sync.apply import Record, World
from sync.endpoint import Endpoint
from sync.errors import JournalRefused, JournalUnwritable, PlanRefused
from sync.journal import Journal, target_lock
from sync.others import unsettled
from sync.plan import Level, Plan
from sync.planfile import SHORTEST_PREFIX, Stale, approves, class_of, digest_of
from sync.progress import Progress
from sync.rows import Began, Ended, Row
from sync.steps import Ending, Mode, OnConflict, Step


class AppliedBefore(Exception):
    """The plan's journal says that everything was done: its rows."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        super().__init__(len(rows))


class Ground(NamedTuple):
    """What a run stands on: the connection and the open journal."""

    connection: Connection
    journal: Journal


def check_agreement(case: Case, options: Namespace) -> None:
    """Raise `NotApproved` unless a person named this plan's digest and every number that must be confirmed."""
    plan = case.plan
    if options.digest is None:
        raise NotApproved(case.path, "digest")
    if len(options.digest) < SHORTEST_PREFIX:
        raise NotApproved(case.path, "short")
    if not approves(options.digest, plan):
        raise NotApproved(case.path, "wrong")
    creates, copies, deletes = (
        confirmed_number(getattr(options, name), name)
        for name in ("expect_creates", "expect_copies", "expect_deletes")
    )
    standing = plan.unconfirmed(creates, copies)
    refusals = [verdict_line(verdict) for verdict in standing if verdict.level is Level.REFUSE]
    if refusals:
        raise NotApproved(case.path, "refused", refusals)
    wrong = [
        given is not None and given != right
        for given, right in (
            (creates, len(plan.creates)),
            (copies, plan.copies),
            (deletes, len(plan.deletes)),
        )
    ]
    if standing or any(wrong) or (plan.deletes and deletes is None):
        lines = [verdict_line(verdict) for verdict in standing]
        raise NotApproved(
            case.path, "number", [*lines, *shell_lines(apply_command(plan, case.path, digest_of(plan)))]
        )


def confirmed_number(text: str | None, name: str) -> int | None:
    """A number to confirm. Raises `UsageError`."""
    from frontdesk.shell.arguments import whole_number

    problems: list[Problem] = []
    number = None if text is None else whole_number(text, name.replace("_", "-"), problems)
    if problems:
        raise UsageError(problems)
    return number


def mode_of(options: Namespace, settle: float, *, resend: bool = False) -> Mode:
    """What a command line allows beforehand."""
    on_conflict = OnConflict.CONTINUE if options.continue_ else OnConflict.STOP
    return Mode(resend, OnConflict.ISOLATE if options.isolate else on_conflict, settle)


def settle_of(options: Namespace, connection: Connection) -> float:
    """The settle time: that of `--settle`, or the configured one. Raises `UsageError`."""
    if options.settle is None:
        return connection.settle
    problems: list[Problem] = []
    seconds = seconds_of(options.settle, "settle", problems)
    problems += checked_settle(seconds, Endpoint.parse(connection.host), "settle")
    if problems:
        raise UsageError(problems)
    return seconds


def connected_to(case: Case, desk: Desk, options: Namespace) -> Connection:
    """The connection to the service that the plan is for, announced. Raises `PlanRefused` for another one.

    Location and zone are the plan's, whatever the configuration says; those on the command line must be the same.
    """
    plan = case.plan
    place, zone = options.location or str(plan.location), options.zone or plan.zone
    connection = connect(desk, Namespace(**{**vars(options), "location": place, "zone": zone}))
    wrong = []
    if connection.host != plan.host:
        wrong.append(Stale("host", plan.host, connection.host))
    if connection.location != plan.location:
        wrong.append(Stale("location", str(plan.location), str(connection.location)))
    if zone != plan.zone:
        wrong.append(Stale("zone", plan.zone or "none", zone or "none"))
    announce(desk, connection.title, options.format)
    if wrong:
        raise PlanRefused("wrong target", wrong)
    return connection


@contextmanager
def begun(case: Case, connection: Connection, desk: Desk) -> Iterator[Ground]:
    """The lock and the plan's own journal, made now.

    Raises `JournalRefused` if the plan was begun before, `AppliedBefore` if it was ended too, `PlanRefused` if another
    plan's requests for the same dates are not settled.
    """
    with locked(case, connection, desk), fresh_journal(connection.state, digest_of(case.plan)) as journal:
        refuse_if_unsettled(case, connection)
        yield Ground(connection, journal)


@contextmanager
def reopened(case: Case, connection: Connection, desk: Desk) -> Iterator[Ground]:
    """The lock and the journal that an earlier command began. Raises `JournalRefused`."""
    with (
        locked(case, connection, desk),
        Journal.open(connection.state, digest_of(case.plan)) as journal,
    ):
        yield Ground(connection, journal)


def refuse_if_unsettled(case: Case, connection: Connection) -> None:
    """Raise `PlanRefused` while requests of another plan may still make the same dates; hold the lock."""
    found = [
        Stale("asked for", digest[:SHORTEST_PREFIX], f"{dates(len(starts))} from {moment(starts[0])} on")
        for digest, starts in unsettled(connection.state, case.plan, connection.now())
    ]
    if found:
        raise PlanRefused("unsettled", found)


@contextmanager
def locked(case: Case, connection: Connection, desk: Desk) -> Iterator[None]:
    """The target's lock; inside, Ctrl-C is heard, and a row that the disk refuses is not lost."""
    with connection.stop, target_lock(connection.state, class_of(case.plan)):
        try:
            yield
        except JournalUnwritable as error:
            if error.document is not None:
                desk.err.write(json.dumps(error.document) + "\n")
            raise


def fresh_journal(state: Path, digest: str) -> Journal:
    """A new journal for a digest; or one in which nothing stands yet, since what came before it was refused.

    Raises `JournalRefused` (exists), or `AppliedBefore` where it says that everything was done.
    """
    try:
        return Journal.create(state, digest)
    except JournalRefused as error:
        if error.why != "exists":
            raise
    found = Journal.open(state, digest)
    if not any(isinstance(row, Began) for row in found.rows):
        return found
    found.close()
    if found.rows[-1] == Ended(Ending.DONE.name):
        raise AppliedBefore(found.rows)
    raise JournalRefused("exists", str(found.path))


def progress_of(plan: Plan, rows: tuple[Row, ...]) -> Progress:
    """What the rows of a journal mean, to somebody who only reads them."""
    progress = Progress(plan)
    for row in rows:
        progress.take(row, None)
    return progress


def world_of(ground: Ground, tell: Callable[[Step, Progress], None], record: Record | None = None) -> World:
    """The world that the loop acts in; `record`: what stands before the journal, if anything does."""
    connection = ground.connection
    return World(
        api=connection.api,
        host=connection.host,
        record=record or ground.journal,
        clock=connection.clock,
        sleep=connection.stop.wait,
        now=connection.now,
        tell=tell,
        stopping=connection.stop.is_asked,
    )
