"""Running the emulator: blocking for the command line, or in a thread beside a test, stopping by itself.

The wiring is here: seed, switches, faults, access, clock, expander and state file become a model on a port.
"""

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import Literal, TypedDict, Unpack

from sync.emulator.access import Access
from sync.emulator.arrivals import Arrival
from sync.emulator.clock import Clock, MachineClock
from sync.emulator.control import Control
from sync.emulator.entities import Event
from sync.emulator.errors import EmulatorError
from sync.emulator.expander import Expander, engine
from sync.emulator.faults import Faults
from sync.emulator.model import Model
from sync.emulator.seed import dump, read, read_file
from sync.emulator.server import HOST, Server
from sync.emulator.switches import Switches
from sync.emulator.world import World

Seed = World | Mapping[str, object] | Path
FaultLists = Mapping[str, Sequence[str]]


class UnusedFaults(EmulatorError):
    """Instructions that no request consumed: the test did not test what it says."""

    def __init__(self, unused: Mapping[str, list[str]]) -> None:
        super().__init__("faults", dict(unused), "only instructions that are used")


class Emulator:
    """A running emulator, as a test sees it."""

    def __init__(self, model: Model, port: int) -> None:
        self.model, self.port = model, port

    @property
    def base_url(self) -> str:
        """The base URL up to and including `/api`."""
        return f"http://{HOST}:{self.port}/api"

    @property
    def faults(self) -> Faults:
        """The fault lists: `add`, `unused`, `used`, `clear`."""
        return self.model.faults

    def requests(self, operation: str | None = None) -> list[Arrival]:
        """The log of requests, of one operation or of all."""
        with self.model.lock:
            log = list(self.model.arrivals.requests)
        return [arrival for arrival in log if operation in {None, arrival.operation}]

    def events(self, origin: str | None = None) -> list[Event]:
        """What is stored once everything late that is due is done: by start; of one origin or of all."""
        with self.model.lock:
            self.model.settle()
            found = sorted(self.model.world.events.values(), key=lambda event: (event.start, event.id))
        return [event for event in found if origin in {None, event.origin}]

    def advance(self, seconds: float) -> None:
        """Move the clock on and do what has become due."""
        with self.model.lock:
            self.model.clock.advance(seconds)
            self.model.settle()


class Options(TypedDict, total=False):
    """What an emulator may be given; each has a default."""

    switches: Switches
    faults: FaultLists | Faults
    access: Access
    clock: Clock
    expander: Expander
    state: Path


def build(seed: Seed, **options: Unpack[Options]) -> Model:
    """A model, not yet on a port. With a `state` file, that is read if it exists, and kept up to date.

    Raises `EmulatorError` for what is wrong in any of them.
    """
    state = options.get("state")
    world = read_file(state) if state is not None and state.exists() else _world(seed)
    lists = options.get("faults")
    return Model(
        world=world,
        switches=options.get("switches", Switches()),
        faults=lists if isinstance(lists, Faults) else Faults(lists),
        access=options.get("access", Access()),
        clock=options.get("clock") or MachineClock(),
        expander=options.get("expander", engine),
        stored=_nowhere if state is None else lambda changed: write_state(state, changed),
    )


def _world(seed: Seed) -> World:
    if isinstance(seed, World):
        return seed
    return read_file(seed) if isinstance(seed, Path) else read(seed)


def _nowhere(_world: World) -> None:
    """A world that is kept in memory only."""


def write_state(path: Path, world: World) -> None:
    """Replace a state file by the world, at once or not at all; readable by its owner only."""
    text = json.dumps(dump(world), ensure_ascii=False)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def serve(model: Model, *, port: int = 0, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `announce` is given the base URL once the port is open."""

    async def run() -> None:
        server = Server(model, Control(model), port)
        opened = await server.start()
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        try:
            announce(Emulator(model, opened).base_url)  # whoever reads it may end us at once
            await stop.wait()
        finally:
            await server.stop()
        _raise_crashes(server)

    asyncio.run(run())


@contextmanager
def running_emulator(
    seed: Seed,
    *,
    port: int = 0,
    leftovers: Literal["refuse", "allow"] = "refuse",
    **options: Unpack[Options],
) -> Iterator[Emulator]:
    """An emulator on a free port for the length of a `with` block, in a thread of this process.

    At the end of a block that went well, raises `UnusedFaults` if an instruction is left over (but for
    `leftovers="allow"`), and whatever broke inside the emulator.
    """
    model = build(seed, **options)
    runner = _Runner(Server(model, Control(model), port))
    runner.start()
    try:
        yield Emulator(model, runner.port)
    finally:
        runner.stop()
    _raise_crashes(runner.server)
    if leftovers == "refuse" and (unused := model.faults.unused()):
        raise UnusedFaults(unused)


class _Runner:
    """A server in a thread with an event loop of its own."""

    def __init__(self, server: Server) -> None:
        self.server, self.port = server, 0
        self._ready, self._failure = Flag(), list[BaseException]()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._thread = Thread(target=self._run, name="emulator", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()
        if self._failure:
            raise self._failure[0]

    def stop(self) -> None:
        if self._loop is not None and self._end is not None:
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001  the thread that waits raises it
            self._failure.append(error)
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self.port = await self.server.start()
        self._ready.set()
        try:
            await self._end.wait()
        finally:
            await self.server.stop()


def _raise_crashes(server: Server) -> None:
    if server.crashes:
        raise server.crashes[0]
