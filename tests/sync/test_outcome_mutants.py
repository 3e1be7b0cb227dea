"""The tests of the tests: the judgement with one rule broken, and the rows of the wire table that notice.

The source of `sync/outcome.py` is rewritten and run; the snippet to rewrite must occur exactly once in it.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from sync import outcome as original
from tests.sync.wire_table import SPEECHES, judge, rows


class Mutant(NamedTuple):
    """A rule, the snippet that keeps it, what stands there instead, and rows that must notice, for V1."""

    rule: str
    snippet: str
    instead: str
    noticed: frozenset[str]


MUTANTS = [
    Mutant(
        "M2 a timeout or reset counts as not sent",
        "    if not exchange.sent:\n",
        "    if not exchange.sent or exchange.failure is not None:\n",
        frozenset({"F05 timeout before the server read", "F06 timeout after the commit", "F08 closed after the commit"}),
    ),
    Mutant(
        "M4 success is trusted without comparing the dates",
        "    kind = Outcome.CREATED if reason is Reason.AS_ASKED else Outcome.UNKNOWN\n",
        "    kind = Outcome.CREATED\n",
        frozenset({"F14 fewer", "F15 more", "F15 other dates", "F15 shifted by an hour"}),
    ),
    Mutant(
        "M6 a 5xx counts as not created",
        "    if status != success:\n        return Answer(Outcome.UNKNOWN,",
        "    if status != success:\n        return Answer(Outcome.UNKNOWN if status < 500 else Outcome.REJECTED,",
        frozenset({"F24 500 application/json 59", "F24 503 text/html 45"}),
    ),
    Mutant(
        "a redirect counts as refused",
        "    if status in REFUSALS:\n",
        "    if 300 <= status < 400:\n        return Answer(Outcome.REJECTED, Reason.REDIRECT)\n"
        "    if status in REFUSALS:\n",
        frozenset({"F25 302", "F25 307"}),
    ),
    Mutant(
        "a proxy's page counts as a refusal",
        '    try:\n        refusal = refusal_of(parse(exchange.body or b""))\n    except WireError:\n'
        "        return Answer(Outcome.UNKNOWN, Reason.MALFORMED,",
        '    try:\n        refusal = refusal_of(parse(exchange.body or b""))\n    except WireError:\n'
        "        return Answer(Outcome.REJECTED, Reason.MALFORMED,",
        frozenset({"F17 409 cut", "F19 404 empty"}),
    ),
    Mutant(
        "any content type will do",
        "    if not is_json(exchange.content_type):\n        return Answer(Outcome.UNKNOWN, Reason.NOT_JSON, status=status)\n",
        "",
        frozenset({"F13 text/html", "F12 wrong charset"}),
    ),
    Mutant(
        "old ids prove a creation",
        "    if len(ids) < len(events) or ids & expected.known_ids:\n",
        "    if len(ids) < len(events):\n",
        frozenset({"F15 the source event's id", "F15 an id that was there before"}),
    ),
    Mutant(
        "dates are compared as a set",
        "    have, want = Counter(found), Counter(asked)\n",
        "    have, want = Counter(set(found)), Counter(set(asked))\n",
        frozenset({"F15 one twice"}),
    ),
    Mutant(
        "the count is not looked at",
        "    if reason is Reason.AS_ASKED and count is not None and count != len(events):\n",
        "    if False:\n",
        frozenset({"F15 4 counted, 3 shown"}),
    ),
    Mutant(
        "a 429 waits as long as it is told",
        "    return min(max(int(text), 1), LONGEST_WAIT) if",
        "    return int(text) if",
        frozenset({"F21 429 0", "F21 429 1000000000"}),
    ),
]  # fmt: skip


def mutated(mutant: Mutant) -> ModuleType:
    """The module with the rule broken."""
    source = Path(original.__file__).read_text(encoding="utf-8")
    assert source.count(mutant.snippet) == 1, (
        f"{mutant.rule}: the snippet occurs {source.count(mutant.snippet)} times"
    )
    module = ModuleType(original.__name__)
    exec(compile(source.replace(mutant.snippet, mutant.instead), mutant.rule, "exec"), module.__dict__)  # noqa: S102  our own source
    return module


def noticing(module: ModuleType) -> set[str]:
    """The rows that the module judges otherwise than the table says."""
    speech = SPEECHES["v1"]
    return {
        row.name
        for row in rows(speech, module)
        if judge(row, speech, module) != (row.kind, row.reason, row.wait)
    }


def test_the_judgement_as_it_is_is_noticed_by_no_row() -> None:
    nothing = Mutant("none", "REFUSALS = {", "REFUSALS = {", frozenset())
    assert noticing(mutated(nothing)) == set()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.rule)
def test_a_broken_rule_is_noticed(mutant: Mutant) -> None:
    assert mutant.noticed
    assert mutant.noticed <= noticing(mutated(mutant))
