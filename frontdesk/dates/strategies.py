"""A strategy out of a file: one entity, an answer of the API with one or many, or a studio file that has them.

Decides which of several is meant, by its id, and never guesses.
"""

from frontdesk.dates.request import Origin
from frontdesk.errors import ContentError
from frontdesk.shell.files import read_json
from recurrence import Problem, Strategy
from sync.errors import WireError
from sync.wire import StrategyRead, read_strategies


def strategy_of_file(path: str, wanted: int | None) -> tuple[Strategy, Origin]:
    """The strategy of a file, by id where it holds several. Raises `FileError` or `ContentError`."""
    found = strategies_of_file(path)
    chosen = [read for read in found if wanted is None or read.strategy.id == wanted]
    if len(chosen) != 1:
        raise ContentError(path, [_choice(found, wanted)])
    (read,) = chosen
    return read.strategy, Origin(path, read.untidy_days, read.kept_aside)


def strategies_of_file(path: str) -> list[StrategyRead]:
    """All strategies of a file. Raises `FileError` or `ContentError`."""
    document = read_json(path)
    if isinstance(document, dict) and "strategies" in document:
        document = document["strategies"]
    try:
        return read_strategies(document)
    except WireError as error:
        raise ContentError(path, error.problems) from None


def _choice(found: list[StrategyRead], wanted: int | None) -> Problem:
    """What to say when not exactly one strategy is meant."""
    if not found:
        return Problem("strategies", [], "at least one strategy")
    ids = [read.strategy.id for read in found if read.strategy.id is not None]
    single = [number for number in ids if ids.count(number) == 1]
    if wanted in ids or not single:
        return Problem("ids", wanted if wanted in ids else None, "an id of its own for each strategy")
    return Problem("strategy_id", wanted, f"one of the ids in the file, {', '.join(map(str, single))}")
