"""THE SERVICE: a call goes in, a delivery comes out. Order of the checks: rate, path, fault, tokens, rules.

Runs without sockets and without waiting: a late commit is done by whatever happens next once its time has come.
One lock holds the world, so that tests may look at it from another thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import NamedTuple

from sync.emulator.access import Access, kind_of
from sync.emulator.arrivals import LONGEST_BODY, Arrival, Arrivals
from sync.emulator.bending import bend_of
from sync.emulator.clock import Clock, MachineClock
from sync.emulator.context import Context
from sync.emulator.delivery import Delivery
from sync.emulator.effects import apply_effects
from sync.emulator.exchange import Call, Refused, Reply
from sync.emulator.expander import Expander, engine
from sync.emulator.fault_replies import status_reply
from sync.emulator.faults import Faults, Instruction
from sync.emulator.limits import Limiter
from sync.emulator.refusals import refusal
from sync.emulator.routes import Match, NoSuchMethod, NoSuchPath, Operation, route
from sync.emulator.switches import Switches
from sync.emulator.tampering import Rendered, html, rendered, tamper_body, tamper_rows
from sync.emulator.world import World

SAFE = frozenset({"GET", "HEAD"})


class _Late(NamedTuple):
    """Work that is done when its time has come."""

    due: float
    work: Callable[[], None]


@dataclass(slots=True, kw_only=True)
class Model:
    """The service's state and rules. `stored` is called after each change of the world, with it.

    >>> from sync.emulator.seed import read
    >>> model = Model(world=read({"location": {"id": 4564, "timezone_name": "UTC"}}))
    >>> model.answer(Call("GET", "/api/v1/activity/4564/108")).answer.status
    401
    """

    world: World
    switches: Switches = field(default_factory=Switches)
    access: Access = field(default_factory=Access)
    faults: Faults = field(default_factory=Faults)
    clock: Clock = field(default_factory=MachineClock)
    expander: Expander = engine
    arrivals: Arrivals = field(default_factory=Arrivals)
    stored: Callable[[World], None] = lambda _world: None
    lock: RLock = field(default_factory=RLock, repr=False)
    _limiter: Limiter = field(default_factory=Limiter)
    _late: list[_Late] = field(default_factory=list)

    def answer(self, call: Call, arrival: Arrival | None = None) -> Delivery:
        """What to send back; `arrival` is the call's line in the log, one is begun if there is none."""
        with self.lock:
            self.settle()
            arrival = arrival or self._begun(call)
            _note(arrival, call)
            if refused := self._limited(call):
                return self._refusal(arrival, refused)
            found = route(call.method, call.path)
            if isinstance(found, NoSuchPath | NoSuchMethod):
                return self._refusal(arrival, self._no_route(call, found))
            arrival.operation, arrival.generation = found.operation.name, found.operation.generation
            return self._perform(call, found, arrival)

    def settle(self) -> None:
        """Do the late work whose time has come, in the order in which it is due."""
        with self.lock:
            now = self.clock.monotonic()
            due = sorted((late for late in self._late if late.due <= now), key=lambda late: late.due)
            self._late = [late for late in self._late if late.due > now]
            for late in due:
                late.work()

    # --- before any operation

    def _begun(self, call: Call) -> Arrival:
        at = self.clock.monotonic()
        arrival = self.arrivals.begin(self.arrivals.connect(call.peer, at), at)
        arrival.read_at = at
        return arrival

    def _limited(self, call: Call) -> Rendered | None:
        """A 429, if this client asks too often."""
        if self.switches.rate_limit == "off":
            return None
        client = call.peer if self.switches.rate_per == "address" else call.headers.get("authorization", "")
        counted = self.switches.refused_count == "yes"
        wait = self._limiter.wait(client, self.clock.monotonic(), count_refused=counted)
        return self._too_many(call, wait) if wait > 0 else None

    def _too_many(self, call: Call, wait: float) -> Rendered:
        headers: tuple[tuple[str, str], ...] = ()
        if self.switches.retry_after != "none":
            seconds = int(wait) + 1
            then = self.clock.now() + timedelta(seconds=seconds)
            by_date = self.switches.retry_after == "date"
            headers = (("Retry-After", _http_date(then) if by_date else str(seconds)),)
        if self.switches.limit_body == "html":
            page = html(429, "Too Many Requests")
            return page._replace(headers=(*page.headers, *headers))
        if self.switches.limit_body == "empty":
            return Rendered(429, headers, b"")
        reply = self._said(call, Refused(429, "limited"), _generation(call.path))
        return rendered(reply._replace(headers=headers))

    def _no_route(self, call: Call, found: NoSuchPath | NoSuchMethod) -> Rendered:
        if isinstance(found, NoSuchPath):
            return rendered(self._said(call, Refused(404, "not_found"), found.generation))
        reply = self._said(call, Refused(405, "method"), found.generation)
        return rendered(reply._replace(headers=(("Allow", ", ".join(found.allowed)),)))

    def _refusal(self, arrival: Arrival, refused: Rendered) -> Delivery:
        arrival.outcome = arrival.status = refused.status
        return Delivery(refused)

    def _said(self, call: Call, refused: Refused, generation: int) -> Reply:
        language = self._context(call, None, self.world).language
        return refusal(refused, self.switches, language, generation)

    # --- operations and their faults

    def _perform(self, call: Call, found: Match, arrival: Arrival) -> Delivery:
        instruction = self.faults.take(found.operation.name)
        arrival.instruction = instruction.text
        if instruction.of("call"):
            call = call._replace(query=tuple(pair for pair in call.query if pair[0] != "page"))
        delivery = Delivery(None)
        for part in instruction.of("time"):
            delivery.due = self.clock.monotonic() + float(part.argument)
            if part.fault.name == "late-commit":
                work = lambda: self._fill(delivery, call, found, instruction, arrival)  # noqa: E731  named where it is used
                self._late.append(_Late(delivery.due, work))
                return delivery
        self._fill(delivery, call, found, instruction, arrival)
        return delivery

    def _fill(
        self, delivery: Delivery, call: Call, found: Match, instruction: Instruction, arrival: Arrival
    ) -> None:
        """Do the work, with what is ordered to go wrong, and put the answer into the delivery."""
        context = self._context(call, found, self.world)
        apply_effects(context, instruction, "before")
        context, reply = self._worked(call, found, instruction)
        arrival.outcome = reply.status
        apply_effects(context, instruction, "after")
        if context.world is self.world and call.method not in SAFE:
            arrival.made = list(context.made)
            if context.made or reply.status < 300:
                arrival.committed_at = self.clock.monotonic()
        if call.method not in SAFE or instruction.of("effect"):
            self.stored(self.world)
        answer = self._spoilt(reply, context, found.operation, instruction)
        arrival.status = answer.status
        delivery.answer = answer
        for part in instruction.of("wire"):
            delivery.manner, delivery.amount = part.fault.name, float(part.argument or 0)

    def _worked(self, call: Call, found: Match, instruction: Instruction) -> tuple[Context, Reply]:
        """Run the operation, on the world or, where nothing shall be stored, on a copy that is thrown away."""
        world = self.world.copy() if instruction.work.stage == "before" else self.world
        context = self._context(call, found, world)
        context.bend = bend_of(instruction)
        context.checks = "off" if instruction.of("create") else "on"
        context.lag = sum(
            float(part.argument) for part in instruction.of("effect") if part.fault.name == "lag"
        )
        try:
            if self.switches.strict_headers == "yes":
                _refuse_bare_headers(call)
            return context, found.operation.handler(context)
        except Refused as refused:
            return context, self._said(call, refused, found.operation.generation)

    def _spoilt(
        self, reply: Reply, context: Context, operation: Operation, instruction: Instruction
    ) -> Rendered:
        for part in instruction.of("rows"):
            reply = tamper_rows(part.fault.name, part.argument, reply)
        answer = rendered(reply)
        for part in instruction.of("body"):
            answer = tamper_body(part.fault.name, part.argument, reply)
        for part in instruction.of("status"):
            answer = status_reply(part, context, operation.generation)
        return answer

    def _context(self, call: Call, found: Match | None, world: World) -> Context:
        return Context(
            world=world,
            switches=self.switches,
            access=self.access,
            expander=self.expander,
            call=call,
            now=self.clock.now(),
            at=self.clock.monotonic(),
            ids=found.ids if found else {},
            generation=found.operation.generation if found else _generation(call.path),
        )


def _note(arrival: Arrival, call: Call) -> None:
    arrival.method = call.method
    query = "&".join(f"{name}={value}" for name, value in call.query)
    arrival.target = f"{call.path}?{query}" if query else call.path
    arrival.tokens = kind_of(call.headers.get("authorization", ""))
    arrival.accept = call.headers.get("accept", "")
    if not call.path.removesuffix("/").endswith("/auth"):
        arrival.body = call.body[:LONGEST_BODY].decode("utf-8", "replace")


def _generation(path: str) -> int:
    return 2 if path.startswith("/api/v2/") else 1


def _refuse_bare_headers(call: Call) -> None:
    missing = [name for name in ("accept", "content-type") if not call.headers.get(name)]
    if missing:
        raise Refused(400, "invalid", {name: ["This header is required."] for name in missing})


def _http_date(moment: datetime) -> str:
    from email.utils import format_datetime

    return format_datetime(moment, usegmt=True)
