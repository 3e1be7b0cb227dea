"""What arrived and when: one line for each connection and each request, in the clock's monotonic seconds.

Tokens and passwords are never kept: of the Authorization header only which tokens it held, of a login no body.
"""

from dataclasses import asdict, dataclass, field

from sync.emulator.exchange import Document

LONGEST_BODY = 65_536


@dataclass(slots=True, kw_only=True)
class Connection:
    """A connection: when it was accepted and closed, and the instruction that met it."""

    number: int
    peer: str
    accepted_at: float
    closed_at: float | None = None
    instruction: str = "ok"
    requests: int = 0


@dataclass(slots=True, kw_only=True)
class Arrival:
    """A request. Times: `accepted_at` of its connection, `began_at` its first byte, `read_at` its last, `committed_at`
    of its last change to the world, `answered_at` of the last byte of the answer; None: it did not happen.

    `outcome` is what came of the work (the status before faults), `status` what was sent, `made` ids of new events.
    """

    number: int
    connection: int
    peer: str
    accepted_at: float
    began_at: float
    read_at: float | None = None
    method: str = ""
    target: str = ""
    operation: str = ""
    generation: int = 0
    tokens: str = ""
    accept: str = ""
    body: str | None = None
    instruction: str = "ok"
    outcome: int | None = None
    status: int | None = None
    committed_at: float | None = None
    made: list[int] = field(default_factory=list)
    answered_at: float | None = None


@dataclass(slots=True)
class Arrivals:
    """The log: `connections` and `requests`, in order."""

    connections: list[Connection] = field(default_factory=list)
    requests: list[Arrival] = field(default_factory=list)

    def connect(self, peer: str, at: float) -> Connection:
        """A connection was accepted."""
        self.connections.append(Connection(number=len(self.connections) + 1, peer=peer, accepted_at=at))
        return self.connections[-1]

    def begin(self, connection: Connection, at: float) -> Arrival:
        """A request's first byte came."""
        connection.requests += 1
        arrival = Arrival(
            number=len(self.requests) + 1,
            connection=connection.number,
            peer=connection.peer,
            accepted_at=connection.accepted_at,
            began_at=at,
        )
        self.requests.append(arrival)
        return arrival

    def clear(self) -> None:
        """Forget everything."""
        self.connections.clear()
        self.requests.clear()

    def document(self) -> Document:
        """The log as JSON."""
        return {
            "connections": [asdict(connection) for connection in self.connections],
            "requests": [asdict(arrival) for arrival in self.requests],
        }

    def busiest(self, seconds: float) -> int:
        """The most requests whose last byte came within any window of so many seconds, its end not included.

        >>> log = Arrivals()
        >>> for moment in (0.0, 0.5, 0.9, 1.0):
        ...     log.begin(log.connect("a", moment), moment).read_at = moment
        >>> log.busiest(1.0)
        3
        """
        times = sorted(arrival.read_at for arrival in self.requests if arrival.read_at is not None)
        most = first = 0
        for last, at in enumerate(times):
            while times[first] <= at - seconds:
                first += 1
            most = max(most, last - first + 1)
        return most
