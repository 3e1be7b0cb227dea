"""The API's two dialects: `v1` (envelopes) and `v2` (JSON:API). They alone know its field names.

Decides which of the two a document is written in.
"""

from sync.wire import v1, v2
from sync.wire.v1 import StrategyRead

__all__ = ["StrategyRead", "read_strategies"]


def read_strategies(document: object) -> list[StrategyRead]:
    """The strategies of a document in either dialect: one entity, a list, or an answer with one or many.

    Raises `WireError` with every problem found.

    >>> [
    ...     found.strategy.interval
    ...     for found in read_strategies({"data": [{"repeat_mode_id": 1, "interval": 2}]})
    ... ]
    [2]
    """
    return v2.read_strategies(document) if v2.speaks(document) else v1.read_strategies(document)
