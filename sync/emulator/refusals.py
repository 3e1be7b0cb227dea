"""A refusal in the words and shape of its generation."""

from sync.emulator import v1_shapes, v2_shapes
from sync.emulator.exchange import Refused, Reply
from sync.emulator.switches import Switches


def refusal(refused: Refused, switches: Switches, language: str, generation: int) -> Reply:
    """The reply that says no.

    >>> refusal(Refused(401, "unauthorised"), Switches(), "en", 1).document["meta"]
    {'message': 'Authentication needed.'}
    """
    if generation == 2:
        return v2_shapes.refusal(refused, switches, language)
    return v1_shapes.refusal(refused, switches, language)
