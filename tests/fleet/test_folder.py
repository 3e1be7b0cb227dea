"""The folder of a fleet and its review: sealed by one digest, refused when anything in it is not what was sealed."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.errors import UsageError
from frontdesk.mcp.asking import words_of
from frontdesk.mcp.folders import folders_of
from frontdesk.mcp.tools import TOOLS
from sync.canonical import digest
from sync.fleet import Fleet, Sealed, Studio, fleet_text, read_fleet
from sync.planfile import plan_text, read_plan
from tests.apply.test_plan_files import REFUSALS
from tests.fleet.chain import DATES, SMALL, TARGETS, Chain
from tests.frontdesk_net.schemas import faults

FIRST, SECOND = Path("chain/plans/4564-101.json"), Path("chain/plans/4564-102.json")
ONE, TWO = Sealed(4564, 101, "1" * 64), Sealed(4564, 102, "2" * 64)
FLEET = Fleet(
    "0.1.0",
    "http://127.0.0.1/api",
    "Spring",
    (Studio(4564, "Studio 1", (ONE, TWO), 7), Studio(4565, "", (Sealed(4565, 101, "3" * 64),))),
)


def refused(text: bytes) -> bool:
    """Whether a fleet's file is refused, with an error of ours."""
    try:
        read_fleet(text)
    except REFUSALS:
        return True
    return False


def test_a_fleet_says_in_its_file_what_it_is() -> None:
    assert read_fleet(fleet_text(FLEET).encode()) == FLEET


def test_every_byte_of_the_file_is_bound() -> None:
    text = fleet_text(FLEET).encode()
    bound = [place for place, byte in enumerate(text) if not chr(byte).isspace()]
    assert len(bound) > 400
    for place in bound:
        changed = bytearray(text)
        changed[place] ^= 1
        assert refused(bytes(changed)), place


@pytest.mark.parametrize(
    "studios",
    [
        (),
        (Studio(4564, "", ()),),
        (FLEET.studios[0], FLEET.studios[0]),
        (Studio(4564, "", (ONE, ONE._replace(digest=TWO.digest))),),
        (Studio(4564, "", (ONE, TWO._replace(digest=ONE.digest))),),
        (Studio(4564, "", (ONE._replace(digest="../../somewhere"),)),),
    ],
)
def test_a_target_twice_or_none_at_all_is_refused_whatever_its_digest(studios: tuple[Studio, ...]) -> None:
    assert refused(fleet_text(replace(FLEET, studios=studios)).encode())


def test_a_key_more_is_refused_whatever_its_digest() -> None:
    document = {**json.loads(fleet_text(FLEET)), "extra": 1}
    del document["digest"]
    assert refused(json.dumps({"digest": digest(document), **document}).encode())


def test_a_fleet_is_a_folder_with_a_plan_for_each_target_and_never_written_over(chain: Chain) -> None:
    chain.fleet()
    names = [path.name for path in sorted(Path("chain/plans").iterdir())]
    assert names == [f"{location}-{event}.json" for location, event in TARGETS]
    assert faults(chain.document("chain/fleet.json"), "fleet") == []
    for name in names:
        assert faults(chain.document(f"chain/plans/{name}"), "plan") == []
    assert chain.recur("show", str(FIRST)).code == 0
    before = {path: path.read_bytes() for path in Path("chain").rglob("*.json")}
    assert chain.recur("plan --fleet fleet.toml --out chain").code == 73
    assert before == {path: path.read_bytes() for path in Path("chain").rglob("*.json")}
    assert sorted(path.name for path in Path().iterdir()) == ["chain", "fleet.toml"]


def harm(kind: str) -> None:
    """Do something to the first plan."""
    text = FIRST.read_text(encoding="utf-8")
    if kind == "missing":
        FIRST.unlink()
    elif kind == "edited":
        FIRST.write_text(text.replace("2027-01-04T18:30:00", "2027-01-05T18:30:00"), encoding="utf-8")
    elif kind == "another plan":
        plan = read_plan(text.encode())
        FIRST.write_text(plan_text(replace(plan, actions=plan.actions[1:])), encoding="utf-8")
    else:
        FIRST.write_bytes(SECOND.read_bytes())


def test_a_plan_that_is_not_the_sealed_one_is_refused_before_anything_is_sent(chain: Chain) -> None:
    agreed = ("--digest", chain.fleet(), "--expect-creates", str(DATES))
    before, text = len(chain.emulator.requests()), FIRST.read_bytes()
    for kind in ("missing", "edited", "another plan", "swapped"):
        harm(kind)
        for verb in ("show", "apply", "resume", "verify"):
            done = chain.recur(verb, "chain", *(agreed if verb == "apply" else ()))
            assert done.code == (2 if kind == "missing" else 65), (verb, kind)
            assert "Something went wrong" not in done.err
        FIRST.write_bytes(text)
    assert len(chain.emulator.requests()) == before
    assert chain.recur("show chain").code == 0


def test_what_stands_in_the_way_comes_first_and_is_never_applied(chain: Chain) -> None:
    text = SMALL.replace("id = 202, ", 'id = 202, form = "strategy", ').replace(", from = 2027-01-13", "")
    digest = chain.fleet(text, code=65)
    lines = chain.recur("show chain").lines
    assert lines[2] == "Cannot be applied:"
    assert lines[3].startswith("  location 4565 (Studio 2), event 202: 1 date is there already")
    assert "This fleet cannot be applied: mend the file, and plan again." in lines
    done = chain.recur("apply chain --digest", digest, "--expect-creates", str(DATES - 1))
    assert (done.code, chain.posts()) == (65, 0)
    assert "event 202" in done.err
    told = chain.told(chain.recur("show chain --format json"))
    assert (told["is_refused"], told["apply"], told["problems"][0]["level"]) == (True, [], "refuse")


def test_the_review_has_one_object_behind_every_face(chain: Chain) -> None:
    chain.fleet()
    told = chain.told(chain.recur("show chain --format json"))
    assert faults(told, "fleet-review") == []
    assert (
        told["totals"]["creates"] == DATES == sum(place["totals"]["creates"] for place in told["locations"])
    )
    for wanted in ("table", "md", "html"):
        text = chain.recur("show chain --format", wanted).out
        assert chain.recur("show chain --out", f"review.{wanted}", "--format", wanted).code == 0
        assert Path(f"review.{wanted}").read_text(encoding="utf-8") == text
        assert "8 dates to create" in text
        assert "--expect-creates 8" in re.sub(r" \\\n\s+", " ", text)
        assert "Morning yoga with Teacher 2" in re.sub(r"\s+", " ", text)
        assert told["digest"] in text
    done = chain.recur("show chain --format ics")
    assert done.code == 2
    assert "one of its plans has the other formats" in done.err


def test_titles_of_events_cannot_become_markup(chain: Chain) -> None:
    services = chain.emulator.model.world.services
    services[1201] = replace(services[1201], title="<b>|*x*</b>\x1b[2J")
    chain.fleet()
    page = chain.recur("show chain --format html").out
    assert "<b>" not in page
    assert "default-src 'none'" in page
    assert r"\<b\>\|\*x\*" in chain.recur("show chain --format md").out
    assert "\x1b" not in chain.recur("show chain").out


def test_an_assistant_is_shown_no_fleet() -> None:
    Path("chain").mkdir()
    for verb in ("show", "verify"):
        tool = next(tool for tool in TOOLS if tool.verb == verb)
        for path in ("chain", "chain/fleet.json"):
            with pytest.raises(UsageError, match="fleets are for the command line"):
                words_of(tool, {"plan": path}, folders_of([]))


def test_a_name_in_any_form_of_unicode_is_sealed(chain: Chain) -> None:
    chain.fleet('name = "Cafe\u0301 \u202e"\n' + SMALL.replace("Studio 2", "E\u0301te\u0301"))
    assert chain.document("chain/fleet.json")["name"].startswith("Café ")
    assert chain.recur("show chain").lines[1] == r"Café \u202e: 3 plans at 2 locations"
