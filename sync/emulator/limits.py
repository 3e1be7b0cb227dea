"""The documented rate: 5 requests in any second and 200 in any minute, for each client. Knows no requests."""

from collections import defaultdict, deque

WINDOWS = ((5, 1.0), (200, 60.0))


class Limiter:
    """Remembers when each client was let in; a request more than a window allows is turned away.

    >>> limiter = Limiter()
    >>> [limiter.wait("127.0.0.1", 0.1 * n) for n in range(5)], round(limiter.wait("127.0.0.1", 0.9), 3)
    ([0.0, 0.0, 0.0, 0.0, 0.0], 0.1)
    """

    def __init__(self) -> None:
        self._let_in: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, client: str, at: float, *, count_refused: bool = False) -> float:
        """0 if the request is let in (and counted), else the seconds until one would be."""
        log = self._let_in[client]
        while log and log[0] <= at - WINDOWS[-1][1]:
            log.popleft()
        wait = max((_wait(log, at, most, seconds) for most, seconds in WINDOWS), default=0.0)
        if wait <= 0 or count_refused:
            log.append(at)
        return max(wait, 0.0)


def _wait(log: deque[float], at: float, most: int, seconds: float) -> float:
    """The seconds until fewer than `most` of the log lie within the window."""
    if len(log) < most:
        return 0.0
    return log[-most] + seconds - at
