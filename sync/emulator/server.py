"""The sockets: listens on loopback only, hands each request to the model, sends what comes back as ordered.

Knows no rule of the service. Everything that it starts ends with it: connections, tasks, the listener.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sync.emulator.arrivals import Arrival, Connection
from sync.emulator.delivery import SILENT, Delivery
from sync.emulator.exchange import Call, Refused
from sync.emulator.faults import CONNECT
from sync.emulator.model import Model
from sync.emulator.receiving import CHUNK, Bad, Received, first_byte, receive
from sync.emulator.refusals import refusal
from sync.emulator.sending import reset, send
from sync.emulator.switches import Switches
from sync.emulator.tampering import Rendered, rendered

HOST = "127.0.0.1"
CONTROL = "/_emulator/"
_POLL = 0.005
_LINGER = 2.0

Control = Callable[[Call], Rendered]
"""Answers what is not part of the emulated API."""

Accept = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class _Watched(asyncio.StreamReaderProtocol):
    """A connection's streams, which also keep the set of open transports."""

    def __init__(
        self, opened: set[asyncio.BaseTransport], reader: asyncio.StreamReader, accept: Accept
    ) -> None:
        super().__init__(reader, accept)
        self._opened, self._mine = opened, list[asyncio.BaseTransport]()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._mine.append(transport)
        self._opened.add(transport)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._opened.difference_update(self._mine)
        super().connection_lost(exc)


class Server:
    """A model on a port of 127.0.0.1; port 0 takes a free one. `control` answers everything under `/_emulator/`."""

    def __init__(self, model: Model, control: Control, port: int = 0) -> None:
        self._model, self._control, self._port = model, control, port
        self._listener: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.BaseTransport] = set()
        self.crashes: list[Exception] = []

    async def start(self) -> int:
        """Listen; returns the port."""
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(self._protocol, HOST, self._port)
        self._port = self._listener.sockets[0].getsockname()[1]
        return self._port

    async def stop(self) -> None:
        """Stop listening and end every connection, those too that were accepted a moment ago."""
        if self._listener is not None:
            for sock in self._listener.sockets:
                asyncio.get_running_loop().remove_reader(sock.fileno())
            await (
                _turns()
            )  # asyncio loses a connection that was accepted but not yet set up when its server closes
            self._listener.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for transport in list(self._open):
            transport.close()
        await _turns()
        if self._listener is not None:
            await self._listener.wait_closed()

    def _protocol(self) -> asyncio.StreamReaderProtocol:
        reader = asyncio.StreamReader(limit=CHUNK)
        return _Watched(self._open, reader, self._accept)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  a connection is served by a task of its own
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await self._serve(reader, writer)
        except (ConnectionError, TimeoutError, asyncio.CancelledError):
            pass  # the client left, or we do
        except Exception as error:  # noqa: BLE001  a fault of ours must reach the test, not vanish in a task
            self.crashes.append(error)
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = str(writer.get_extra_info("peername")[0])
        with self._model.lock:
            connection = self._model.arrivals.connect(peer, self._model.clock.monotonic())
            instruction = self._model.faults.take(CONNECT)
            connection.instruction = instruction.text
        try:
            if instruction.text != "ok":
                await self._keep_silent(instruction.work.fault.name, reader, writer)
                return
            await self._converse(connection, reader, writer)
        finally:
            connection.closed_at = self._model.clock.monotonic()

    async def _converse(
        self, connection: Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Requests, one after the other, until either side has had enough."""
        rest = b""
        while begun := await first_byte(reader, rest):
            began_at = self._model.clock.monotonic()
            try:
                received = await receive(reader, writer, begun, connection.peer)
            except Bad as bad:
                await send(writer, _bad(bad.status), "plain", 0, bodiless=False)
                await _closing(reader, writer)
                return
            rest = received.rest
            if not await self._respond(connection, began_at, received, reader, writer):
                await _closing(reader, writer)
                return

    async def _respond(
        self,
        connection: Connection,
        began_at: float,
        received: Received,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        call = received.call
        if call.path.startswith(CONTROL):
            await send(writer, self._control(call), "plain", 0, bodiless=call.method == "HEAD")
            return received.keep
        with self._model.lock:
            arrival = self._model.arrivals.begin(connection, began_at)
            arrival.read_at = self._model.clock.monotonic()
            delivery = self._model.answer(call, arrival)
        return await self._deliver(delivery, arrival, call, reader, writer) and received.keep

    async def _deliver(
        self,
        delivery: Delivery,
        arrival: Arrival,
        call: Call,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        if delivery.due is not None:
            await self._wait_until(delivery.due)
            self._model.settle()
        if delivery.manner in SILENT:
            arrival.status = None
            await self._keep_silent(delivery.manner, reader, writer)
            return False
        assert delivery.answer is not None  # noqa: S101  settle has done what was due
        bodiless = call.method == "HEAD"
        kept = await send(writer, delivery.answer, delivery.manner, delivery.amount, bodiless=bodiless)
        arrival.answered_at = self._model.clock.monotonic()
        return kept

    async def _wait_until(self, due: float) -> None:
        """Until the model's clock shows a time; it may be advanced by somebody else meanwhile."""
        while self._model.clock.monotonic() < due:  # noqa: ASYNC110  a test advances the clock from outside
            await asyncio.sleep(_POLL)

    async def _keep_silent(
        self, manner: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if manner == "rst":
            reset(writer)
        elif manner == "fin":
            await _closing(reader, writer)
        else:
            while await reader.read(CHUNK):
                pass


async def _turns() -> None:
    """Let the loop turn a few times: what was accepted gets its task, what was closed gets lost."""
    for _ in range(5):
        await asyncio.sleep(0)


def _bad(status: int) -> Rendered:
    """What is no request, or too large, in V1's envelope: its path was not read."""
    wording = "too_large" if status == 413 else "invalid"
    return rendered(refusal(Refused(status, wording), Switches(), "en", 1))


async def _closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """End our half first and read on for a moment: closing over unread bytes would turn the end into a reset."""
    if writer.transport.is_closing():
        return
    with suppress(ConnectionError, TimeoutError, OSError):
        writer.write_eof()
        async with asyncio.timeout(_LINGER):
            while await reader.read(CHUNK):
                pass
