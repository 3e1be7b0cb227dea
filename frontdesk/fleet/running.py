"""A fleet on its way to the service: agreed to once, then one plan after the other, each by the way of a single plan.

Decides the order, what a person must have named, which errors set one target aside and which stop all. How a plan is
executed, recorded and settled is decided where it is for any plan (`frontdesk.runs`, `sync.apply`): there is no second
way. The agreement is a journal of its own, under the fleet's digest: without it nothing is begun.
"""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from frontdesk.errors import DONE, NotApproved, UsageError
from frontdesk.fleet.folder import Folder
from frontdesk.fleet.ledger import entry_of, ledger
from frontdesk.fleet.view import FleetView
from frontdesk.plans.case import Case
from frontdesk.render import fleet_result
from frontdesk.render.fleet_result import Entry, FleetResult
from frontdesk.render.fleet_review import FleetReview
from frontdesk.runs.execution import (
    AppliedBefore,
    Ground,
    begun,
    check_agreement,
    confirmed_number,
    fresh_journal,
    mode_of,
    refuse_if_unsettled,
    reopened,
    settle_of,
)
from frontdesk.runs.running import performed
from frontdesk.runs.taken_back import refuse_if_undone
from frontdesk.service.connection import Connection, announce, configuration_of, connected, title
from frontdesk.service.lookups import conclude, write
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.words.ending_words import SAID
from frontdesk.words.fleet_words import FILE_SAYS, apply_words, effort, locations, named, plans
from frontdesk.words.plan_messages import plan_exit_code, plan_sentences
from frontdesk.words.plan_words import verdict_line
from recurrence import Problem
from sync.apply import apply, ending_of, resume
from sync.errors import CallFailed, JournalRefused, PlanRefused
from sync.fleet import STOPPING, Fleet, Sealed, Standing, in_turn
from sync.fleet_totals import totals_of
from sync.journal import Journal, target_lock
from sync.plan import Level
from sync.planfile import SHORTEST_PREFIX, Stale, digest_of
from sync.rows import Began, Row
from sync.steps import Ending, Mode


def apply_fleet(options: Namespace, desk: Desk) -> int:
    """Agree to a fleet and work through it; the exit code."""
    folder, review = opened(options.plan)
    check_fleet_agreement(review, options)
    if not review.totals.creates:
        write(desk, ["This fleet asks for nothing: nothing to do.\n"])
        return DONE
    connection = connected_to_fleet(review.fleet, desk, options)
    work = _Work(folder, review, connection, desk, mode_of(options, settle_of(options, connection)))
    with connection.stop, _alone(review.fleet, connection):
        try:
            record = fresh_journal(connection.state, review.fleet.digest)
        except JournalRefused as error:
            if error.why != "exists" or not work.is_done():
                raise
            return work.concluded(options.format)
        with record:
            return _worked(work, record, options)


def resume_fleet(options: Namespace, desk: Desk) -> int:
    """Go on with a fleet that was agreed to on this machine; the exit code. Raises `JournalRefused` for any other."""
    folder, review = opened(options.plan)
    connection = connected_to_fleet(review.fleet, desk, options)
    mode = mode_of(options, settle_of(options, connection), resend=options.resend)
    work = _Work(folder, review, connection, desk, mode)
    with (
        connection.stop,
        _alone(review.fleet, connection),
        Journal.open(connection.state, review.fleet.digest) as record,
    ):
        if not any(
            isinstance(row, Began) for row in record.rows
        ):  # killed before the agreement was written down
            raise JournalRefused("missing", str(record.path))
        return _worked(work, record, options)


def opened(path: str) -> tuple[Folder, FleetReview]:
    """A fleet and all its plans, every one held to its digest. Raises `FileError`, `ContentError`, `PlanRefused`."""
    folder = Folder(path)
    fleet = folder.fleet()
    return folder, FleetReview(fleet, tuple(folder.lines(fleet)), folder.path)


def check_fleet_agreement(review: FleetReview, options: Namespace) -> None:
    """Raise `NotApproved` unless a person named this fleet's digest, and the exact number of dates and of copies."""
    path = review.path
    if options.digest is None:
        raise NotApproved(path, "digest")
    if len(options.digest) < SHORTEST_PREFIX:
        raise NotApproved(path, "short")
    if not review.fleet.approves(options.digest):
        raise NotApproved(path, "wrong")
    if review.is_refused:
        told = review.told(Level.REFUSE)
        raise NotApproved(path, "refused", [f"{target}: {verdict_line(verdict)}" for target, verdict in told])
    totals = review.totals
    creates, copies, deletes = (
        confirmed_number(getattr(options, name), name)
        for name in ("expect_creates", "expect_copies", "expect_deletes")
    )
    agreed = creates == totals.creates and (copies or 0) == totals.copies and not deletes
    if totals.creates and not agreed:
        raise NotApproved(path, "number", list(shell_lines(list(apply_words(review.fleet, totals, path)))))


def connected_to_fleet(fleet: Fleet, desk: Desk, options: Namespace) -> Connection:
    """The connection to the service that a fleet is for, announced. Raises `PlanRefused` for another one, and
    `UsageError` for a zone: each plan has its own.
    """
    if options.zone is not None:
        raise UsageError([Problem("zone", options.zone, FILE_SAYS)])
    found = configuration_of(desk, options.profile)
    place = options.location or str(fleet.plans[0].location)
    connection = connected(desk, found, Namespace(location=place, zone=None))
    announce(desk, f"{title(found, None)} · {locations(len(fleet.studios))}", options.format)
    wrong = []
    if connection.host != fleet.host:
        wrong.append(Stale("host", fleet.host, connection.host))
    if options.location is not None:
        wrong.append(Stale("location", "its own", options.location))
    if wrong:
        raise PlanRefused("wrong target", wrong)
    return connection


@contextmanager
def _alone(fleet: Fleet, connection: Connection) -> Iterator[None]:
    """No other process works through this fleet. Raises `JournalRefused` (locked)."""
    with target_lock(connection.state, f"fleet {fleet.digest}"):
        yield


def _worked(work: "_Work", record: Journal, options: Namespace) -> int:
    """Write down that the work began, do it, tell how it ended."""
    fleet, connection = work.review.fleet, work.connection
    record.append(
        Began(fleet.digest, f"{fleet.host} fleet", connection.now().replace(tzinfo=None, microsecond=0))
    )
    work.run()
    return work.concluded(options.format)


class _Work:
    """One run over a fleet: the ledger as it was found and as it becomes."""

    def __init__(
        self, folder: Folder, review: FleetReview, connection: Connection, desk: Desk, mode: Mode
    ) -> None:
        self.folder, self.review, self.connection, self.desk = folder, review, connection, desk
        self.mode = mode
        self.entries: dict[Sealed, Entry] = {}
        self.stopped: Ending | None = None
        self.earlier = 0

    def is_done(self) -> bool:
        """Whether the journals say that everything is done."""
        self._look_up()
        return all(entry.stand.standing is Standing.DONE for entry in self.entries.values())

    def run(self) -> None:
        """Work through every target that is to be taken up, until something stops all."""
        self._look_up()
        turn = in_turn({sealed: entry.stand for sealed, entry in self.entries.items()}, self.mode)
        totals = totals_of(self.entries[sealed].line for sealed in turn)
        self.desk.err.write(
            f"{plans(len(turn))} to work through. {effort(totals.requests, totals.minutes)}\n"
        )
        view = FleetView(self.desk.err, self.desk.clock)
        try:
            for number, sealed in enumerate(turn):
                view.at(sealed, [*self.entries.values()], [self.entries[later] for later in turn[number:]])
                self._one(sealed, view)
                if self.stopped is not None or self._is_over():
                    return
        except KeyboardInterrupt:  # between two plans
            self.stopped = Ending.INTERRUPTED
        except Exception:
            view.finish()
            self._tell_so_far()
            raise
        finally:
            view.finish()

    def concluded(self, wanted: str) -> int:
        """Tell how it ended; the exit code."""
        result = FleetResult(self.review, tuple(self.entries.values()), self.stopped, self.earlier)
        told = fleet_result.as_json(result) if wanted == "json" else fleet_result.as_text(result)
        conclude(self.desk, told)
        return result.exit_code

    def _look_up(self) -> None:
        found = ledger(self.folder, self.review, self.connection.state)
        self.entries = {entry.line.sealed: entry for entry in found}
        done = [entry for entry in self.entries.values() if entry.stand.standing is Standing.DONE]
        self.earlier = sum(entry.line.totals.creates > 0 for entry in done)

    def _is_over(self) -> bool:
        """Whether a person asked to stop while no plan was at work."""
        if self.connection.stop.is_asked():
            self.stopped = Ending.INTERRUPTED
        return self.stopped is not None

    def _one(self, sealed: Sealed, view: FleetView) -> None:
        """Work on one target; what becomes of it stands in the ledger."""
        case = self.folder.case(self.review.fleet, sealed)
        check_agreement(case, _agreed(case))
        try:
            ending = self._performed(case, sealed, view)
        except AppliedBefore as before:  # somebody else was faster
            self._enter(case, sealed, before.rows)
            return
        except (PlanRefused, JournalRefused) as error:
            self._set_aside(sealed, error, view)
            return
        except CallFailed as error:
            self.stopped = ending_of(error)
            view.note(f"{named(sealed)}: {SAID[self.stopped]}")
            return
        if ending in STOPPING:
            self.stopped = ending
        elif ending is not Ending.DONE:
            view.note(f"Needs a look: {named(sealed)}: {SAID[ending]}")

    def _performed(self, case: Case, sealed: Sealed, view: FleetView) -> Ending:
        """Apply or resume a plan, as its journal says; how it ended."""
        fresh = self.entries[sealed].stand.standing is Standing.NOT_BEGUN
        with self._ground(case, fresh=fresh) as ground:
            if not fresh:
                refuse_if_unsettled(case, self.connection)
                refuse_if_undone(case, ground)
            try:
                return performed(apply if fresh else resume, case, ground, self.mode, view).ending
            finally:
                self._enter(case, sealed, ground.journal.rows)

    def _ground(self, case: Case, *, fresh: bool) -> AbstractContextManager[Ground]:
        return (begun if fresh else reopened)(case, self.connection, self.desk)

    def _enter(self, case: Case, sealed: Sealed, rows: tuple[Row, ...]) -> None:
        line = self.entries[sealed].line
        self.entries[sealed] = entry_of(line, case.plan, rows, case.path)

    def _set_aside(self, sealed: Sealed, error: PlanRefused | JournalRefused, view: FleetView) -> None:
        """Nothing more of this target in this run; the others go on."""
        told = tuple(plan_sentences(error) or ())
        entry = self.entries[sealed]
        self.entries[sealed] = entry._replace(refusal=told, code=plan_exit_code(error))
        view.note(f"Set aside: {named(sealed)}: {told[0] if told else ''}")

    def _tell_so_far(self) -> None:
        """What is sure, and how to go on, where an error ends everything."""
        result = FleetResult(self.review, tuple(self.entries.values()), None)
        self.desk.err.write(fleet_result.ledger_line(result.entries))
        self.desk.err.write("To go on once it is mended:\n")
        self.desk.err.writelines(f"  {line}\n" for line in shell_lines(["recur", "resume", self.review.path]))


def _agreed(case: Case) -> Namespace:
    """What agreeing to the fleet's digest says of one of its plans, as a single plan's command would."""
    plan = case.plan
    return Namespace(
        digest=digest_of(plan),
        expect_creates=str(len(plan.creates)),
        expect_copies=str(plan.copies),
        expect_deletes=None,
    )
