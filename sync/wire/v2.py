"""The V2 dialect: JSON:API resources `{"type": …, "id": "11", "attributes": {…}}`, ids as texts.

Decides only what differs from V1; the attributes of a strategy bear the same names and are read there.
"""

import re

from recurrence import Problem
from sync.errors import WireError
from sync.wire import v1
from sync.wire.v1 import StrategyRead

STRATEGY_TYPE = "activity_duplication_strategy"
KNOWN = {"type", "id", "attributes"}
_ID = re.compile(r"\A[1-9][0-9]{0,11}\Z")


def speaks(document: object) -> bool:
    """Whether a document is written in this dialect.

    >>> speaks({"data": [{"type": "activity_duplication_strategy", "attributes": {}}]}), speaks({"id": 3})
    (True, False)
    """
    content = document.get("data", document) if isinstance(document, dict) else document
    first = content[0] if isinstance(content, list) and content else content
    return isinstance(first, dict) and "attributes" in first


def read_strategies(document: object) -> list[StrategyRead]:
    """The strategies of a resource, a list of them, or an answer with one or many; all problems in one `WireError`.

    >>> resource = {"type": "activity_duplication_strategy", "id": "11", "attributes": {"repeat_mode_id": 1}}
    >>> [found.strategy.id for found in read_strategies({"data": resource, "meta": []})]
    [11]
    """
    path, content = v1.opened(document)
    return v1.read_each(content, path, read_strategy)


def read_strategy(resource: object, path: str = "") -> StrategyRead:
    """One strategy resource; `path` is where in the document it stands. Raises `WireError` with every problem."""
    where = path or "resource"
    attributes = resource.get("attributes") if isinstance(resource, dict) else None
    if not isinstance(resource, dict) or not isinstance(attributes, dict):
        raise WireError([Problem(where, resource, "a resource with type, id and attributes")])
    problems = list(_frame_problems(resource, where))
    inner = f"{path}.attributes" if path else "attributes"
    try:
        found = v1.read_strategy(attributes, inner)
    except WireError as error:
        raise WireError([*problems, *error.problems]) from None
    if problems:
        raise WireError(problems)
    aside = {name: value for name, value in resource.items() if name not in KNOWN}
    identity = found.strategy.id if resource.get("id") is None else int(resource["id"])
    return found._replace(
        strategy=found.strategy.replace(id=identity), kept_aside={**aside, **found.kept_aside}
    )


def _frame_problems(resource: dict[str, object], where: str) -> list[Problem]:
    """What is wrong around the attributes: the type and the id, which is a text of digits here."""
    problems = []
    if (kind := resource.get("type", STRATEGY_TYPE)) != STRATEGY_TYPE:
        problems.append(Problem(f"{where}.type", kind, STRATEGY_TYPE))
    identity = resource.get("id")
    if identity is not None and not (isinstance(identity, str) and _ID.match(identity)):
        problems.append(Problem(f"{where}.id", identity, "a text of digits, such as '11'"))
    return problems
