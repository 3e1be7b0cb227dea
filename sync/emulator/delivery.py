"""How an answer goes out: what the rules hand to whoever holds the connection. A value; sends nothing itself."""

from dataclasses import dataclass

from sync.emulator.tampering import Rendered

SILENT = frozenset({"rst", "fin", "hang"})
"""Manners that send no byte."""


@dataclass(slots=True)
class Delivery:
    """An answer, the manner in which to send it (`plain` or a wire fault's name), and that manner's number.

    `due`: the clock's seconds before which nothing is sent. Until a late commit is done `answer` is None.
    """

    answer: Rendered | None
    manner: str = "plain"
    amount: float = 0.0
    due: float | None = None
