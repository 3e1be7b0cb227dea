"""The campaign itself: what counts, what is kept, what the page says; and that an item which finds something shows it."""

from __future__ import annotations

import ast
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from property_tests.bridge import engine_verdict
from sync.emulator.fault_table import FAULTS
from sync.emulator.faults import parse
from sync.planfile import read_plan
from tests.campaign.catalogue import ITEMS, MUTANTS, MUTANTS_AT_ONCE
from tests.campaign.forked import NOT_RUN, NOTICED, SURVIVED
from tests.campaign.items import Batch, Figure, Item, Kind, is_met
from tests.campaign.mutants import CORES, listed, told
from tests.campaign.mutants import tried as mutants_tried
from tests.campaign.mutated import tried as mutated
from tests.campaign.mutation import mutants
from tests.campaign.page import page
from tests.campaign.parsers import Parser
from tests.campaign.questions import compared, expanded, fuzzed
from tests.campaign.rates import virtual
from tests.campaign.record import Record, Verdict, load, pending, save, verdict
from tests.campaign.runner import Limits, Shell, Sitting
from tests.campaign.schedules import tried
from tests.campaign.seals import EDITS, edits, flips, refused
from tests.campaign.sockets import Schedule, lies
from tests.campaign.strings import CHECKS, wrong

TALLY = "import json,sys; print(json.dumps({'reached': {'n': 5}, 'findings': []}))"
FINDS = "import json,sys; print(json.dumps({'reached': {'n': 5}, 'findings': ['something']}))"


def item(*codes: str, goal: float = 10, endless: bool = False, kind: Kind = Kind.SUM) -> Item:
    """An item whose batches run these texts."""

    def batches(_: int) -> Iterator[Batch]:
        yield from (Batch(("-c", code)) for code in codes)

    return Item("C0", "a trial", (Figure("n", goal, "things", kind),), batches, endless=endless)


def sit(one: Item, record: Record, limits: Limits = Limits(60, 1)) -> list[str]:  # noqa: B008  a value
    """One sitting; what was kept after each batch."""
    kept: list[str] = []
    shell = Shell(
        time.monotonic,
        time.sleep,
        lambda: "2026-11-22",
        "abc",
        lambda *_: None,
        lambda *_: kept.append(str(record)),
    )
    Sitting(one, record, limits, shell).run()
    return kept


def done(one: Item, *tallies: tuple[dict[str, object], list[str]], whole: bool = True) -> Record:
    """A record with these batches done."""
    record = Record(seed=3, began="2026-11-22", last="2026-11-23", whole=whole)
    for number, (reached, findings) in enumerate(tallies):
        record.start(number)
        record.done(one, number, reached, findings)
    return record


def test_what_was_not_run_is_said_to_be_not_run() -> None:
    rows = [line for line in page(ITEMS, {}).splitlines() if line.startswith("| C")]
    assert len(rows) == len(ITEMS)
    assert {row.count("not run yet") for row in rows} == {2}, "as the figure, and as the verdict"


def test_sums_go_on_over_sittings_and_reach_their_figure() -> None:
    one = item("", "")
    record = done(one, ({"n": 5}, []), whole=False)
    assert verdict(one, record) is Verdict.UNDER_WAY
    record.start(1)
    record.done(one, 1, {"n": 5}, [])
    record.whole = True
    assert verdict(one, record) is Verdict.REACHED


def test_an_item_that_is_whole_and_has_too_little_falls_short() -> None:
    one = item("")
    assert verdict(one, done(one, ({"n": 9}, []))) is Verdict.SHORT


def test_one_finding_breaks_an_item_however_much_it_reached_and_the_page_shows_it() -> None:
    one = item("", "")
    record = done(one, ({"n": 99}, []), ({"n": 99}, ["seed 7: twice"]))
    assert verdict(one, record) is Verdict.BROKEN
    text = page([one], {"C0": record})
    assert "**BROKEN**" in text
    assert "seed 7: twice" in text


def test_more_than_it_may_be_falls_short_whatever_comes_after_it() -> None:
    one = item("", goal=50, kind=Kind.MOST)
    assert verdict(one, done(one, ({"n": 51}, []), ({"n": 49}, []), whole=False)) is Verdict.SHORT


def test_a_mutant_that_nothing_noticed_is_listed_with_its_reason_or_without() -> None:
    record = Record(seed=0, reached={"survivors": {"a → b": 1.0, "c → d": 1.0}})
    text = page([item("")], {"C0": record}, {"a → b": "the same"})
    assert "* `a → b`: the same" in text
    assert "* `c → d`: **no reason yet**" in text


def test_a_failed_batch_comes_first_the_next_time_and_what_it_found_is_remembered_when_it_is_mended() -> None:
    one = item("a", "b", "c")
    record = done(one, ({}, []), ({}, ["twice"]), whole=False)
    assert [number for number, _ in pending(one, record)] == [1, 2]
    record.start(1)
    record.done(one, 1, {"n": 5}, [])
    assert (record.failed, record.mended) == ({}, ["twice"])
    assert "Found, and mended since" in page([one], {"C0": record})


def test_a_batch_that_was_stopped_is_done_again() -> None:
    one = item("a", "b", "c")
    record = Record(seed=0)
    record.start(0)
    record.start(1)
    record.done(one, 1, {"n": 5}, [])
    assert [number for number, _ in pending(one, record)] == [0, 2]


def test_a_figure_that_nobody_measured_is_not_reached() -> None:
    assert not is_met(Figure("n", 0, ""), {})
    assert not is_met(Figure("n", 1, "", Kind.MOST), {})
    assert not is_met(Figure("k/n", 0, "", Kind.SHARE), {"k": 1.0})
    assert not is_met(Figure("n", 5, "", Kind.EACH), {"n": {"a": 9.0, "b": 4.0}})
    assert not is_met(Figure("n", 5, "", Kind.EACH, 3), {"n": {"a": 9.0, "b": 6.0}})


def test_batches_run_in_processes_and_are_kept_one_by_one() -> None:
    one, record = item(TALLY, TALLY, TALLY), Record(seed=0)
    kept = sit(one, record)
    assert record.reached == {"n": 15.0}
    assert (record.whole, record.next, record.left, len(kept)) == (True, 3, [], 4)


@pytest.mark.parametrize(
    ("code", "words"),
    [(FINDS, "something"), ("raise SystemExit(3)", "ended with 3"), ("print('no')", "no")],
)
def test_a_batch_that_finds_something_or_dies_or_says_nothing_breaks_the_item(code: str, words: str) -> None:
    one, record = item(code), Record(seed=0)
    sit(one, record)
    assert verdict(one, record) is Verdict.BROKEN
    assert words in record.failed["0"][0]


def test_nothing_begins_when_the_time_is_over() -> None:
    record = Record(seed=0)
    sit(item(TALLY), record, Limits(-1, 1))
    assert (record.whole, record.next, record.reached) == (False, 0, {})


def test_a_batch_that_takes_much_too_long_is_stopped_and_is_left_for_the_next_time() -> None:
    one, record = item("import time; time.sleep(60)"), Record(seed=0)
    began = time.monotonic()
    sit(one, record, Limits(0.1, 1, 0.1))
    assert time.monotonic() - began < 10
    assert (record.whole, record.left, record.failed) == (False, [0], {})


def test_writing_one_record_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "campaign.json"
    save(path, "C9", Record(seed=1), ["C2", "C9"])
    save(path, "C2", Record(seed=2, reached={"n": 5.0}), ["C2", "C9"])
    assert list(json.loads(path.read_text())) == ["C2", "C9"]
    assert load(path)["C9"].seed == 1
    assert load(path)["C2"].reached == {"n": 5.0}


def test_items_are_the_same_each_time_and_differ_by_seed() -> None:
    for one in ITEMS:
        first, again = next(one.batches(0)), next(one.batches(0))
        assert first == again
    assert len({one.id for one in ITEMS}) == len(ITEMS)


# --- what the items of the quick kind are worth: a fault that they must find --------------------------------------


def test_a_schedule_that_breaks_a_promise_is_found_with_its_seed() -> None:
    def breaks(seed: int) -> None:
        assert seed != 7, "made twice"

    count, found = tried(range(10), breaks)
    assert count == 10
    assert len(found) == 1
    assert "python -m tests.simulation 7" in found[0]


def test_two_thousand_schedules_order_every_instruction_fifty_times() -> None:
    lists = [texts for seed in range(2000) for texts in Schedule(seed).lists().values()]
    parts = (part for texts in lists for text in texts for part in parse(text).parts)
    ordered = Counter(part.fault.name for part in parts)
    assert {name for name in FAULTS if ordered[name] < 55} == set()


def test_one_lie_of_the_service_is_not_two() -> None:
    assert lies(["429:5@after"], {"hide": 1.0}) == {"two lies"}
    assert lies(["ok"], {"hide": 1.0, "truncate": 1.0}) == {"two lies"}
    assert lies(["429:5", "rst@after"], {"hide": 1.0}) == set()
    assert lies(["commit-429"], {"429": 1.0}) == set()


def test_an_engine_that_raises_anything_else_is_found() -> None:
    def raises(asked: dict[str, object]) -> None:
        expanded(asked)
        assert asked["mode"] != 3

    assert fuzzed(1, 200, raises)[1]
    assert fuzzed(1, 200, expanded)[1] == []


def test_an_engine_that_differs_from_the_oracle_is_found() -> None:
    assert compared(1, 20, lambda _: [])[1]
    assert compared(1, 20, engine_verdict)[1] == []


def test_a_reader_that_accepts_anything_is_found_by_every_flip_and_edit() -> None:
    assert len(edits(1, lambda _: False)[1]) == EDITS
    assert edits(1, refused)[1] == []
    assert flips(lambda _: False)[1]


def test_a_reader_that_raises_what_it_comes_across_is_found() -> None:
    found = mutated("plan", Parser(json.loads, (b'{"a": 1}',)), 1, 300)[1]
    assert any("JSONDecodeError" in one for one in found)
    assert mutated("plan", Parser(read_plan, (b'{"a": 1}',)), 1, 300)[1] == []


def test_a_pace_that_forgets_what_it_sent_is_found() -> None:
    assert virtual(1, 60, 0, forgets=True)[1]


@pytest.mark.parametrize(
    ("export", "where"),
    [
        ("calendar", "recurrence.interop.ics_writing.harmless"),
        ("page and picture", "frontdesk.render.as_html.safe_text"),
        ("page and picture", "frontdesk.render.as_svg.safe_text"),
        ("Markdown", "frontdesk.render.as_md.escaped"),
        ("table", "frontdesk.render.columns.cell"),
        ("terminal", "frontdesk.render.events.visible"),
    ],
)
def test_an_export_that_takes_a_text_as_it_is_is_found_with_the_text(
    export: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [("Yoga", "slow"), ("*a*\r\n<b>\x1b,", "=1"), ("Tea", "")]
    assert wrong(CHECKS[export], texts) == []
    monkeypatch.setattr(where, lambda text, *_: text)
    (found,) = wrong(CHECKS[export], texts)
    assert "<b>" in found


def test_a_mutant_is_one_change_and_leaves_the_rest_as_it_is() -> None:
    text = "def f(a, b=1):\n    if a < b:\n        return a + 2\n    return None\n"
    found = [(one.before, one.after) for one in mutants(text)]
    assert ("a < b", "a <= b") in found
    assert ("a < b", "a >= b") in found
    assert ("a + 2", "a - 2") in found
    assert ("2", "3") in found
    assert len(found) == 6
    for one in mutants(text):
        changed = ast.unparse(one.tree())
        assert changed != ast.unparse(ast.parse(text))
        assert "b=1" in changed, "signatures are left alone"


def test_of_mutants_those_that_cannot_be_are_not_counted_nor_those_that_are_explained() -> None:
    some = [(file, one) for file, one in listed("engine", 0) if one.name(file) in told()][:1]
    others = [(file, one) for file, one in listed("engine", 0) if one.name(file) not in told()][:3]
    codes = iter([SURVIVED, SURVIVED, NOTICED, NOT_RUN])
    found = mutants_tried("engine", some + others, lambda *_: next(codes))
    survivors = [one.name(file) for file, one in some + others[:1]]
    assert found == {
        "engine mutants": 3, "engine killed": 1, "engine counted": 2, "engine not run": 1,
        "survivors": dict.fromkeys(survivors, 1.0),
    }  # fmt: skip


def test_every_mutant_that_is_explained_is_one_that_there_is() -> None:
    named = {one.name(file) for core in CORES for file, one in listed(core, 0)}
    assert len(named) > 2000
    assert all(len(listed(core, 0)) <= batches * MUTANTS_AT_ONCE for core, batches in MUTANTS.items())
    assert told().keys() - named == set()


def test_every_test_that_the_page_on_security_names_exists() -> None:
    root = Path(__file__).resolve().parents[2]
    named = set(re.findall(r"`(test_\w+)`", (root / "docs" / "security.md").read_text(encoding="utf-8")))
    files = [path for folder in ("tests", "property_tests") for path in (root / folder).rglob("test_*.py")]
    there = {
        name for path in files for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert named - there == set()
