"""The whole way over HTTP: a plan by parameters is applied, and what the service made of it tells how it reads."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from property_tests.oracle import Question, Refused, walk
from sync.emulator.expander import Pattern, Refusal, Span
from sync.emulator.switches import Switches
from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import Terminal, environment
from tests.frontdesk_plan.shop import SharedTime, Shop

HIDDEN = [
    {"interval_means": "step", "anchor": "event", "missing_day": "overflow"},
    {"week": "sunday", "till_included": "no", "both_limits": "count", "source_slot": "create"},
]
MOST_STEPS = 12


def by_the_oracle(pattern: Pattern, span: Span, event: Any, axes: Any) -> Any:  # noqa: ANN401  the expander's own
    """Dates by the walk over every day: the service shares no code with what finds out how it reads."""
    q = Question(
        mode=pattern.repeat_mode_id,
        days=pattern.days,
        interval=pattern.interval,
        start=span.start,
        till=span.till,
        count=span.count,
        hours=span.hours,
        minutes=span.minutes,
        event=event,
        axes=dict(axes),
    )
    try:
        return walk(q)
    except Refused as refusal:
        return Refusal({"repeat_mode_id": [str(refusal)]})


def shop_that_reads(start: Start, shell: Terminal, hidden: dict[str, str]) -> Shop:
    emulator = start(switches=Switches(rate_limit="off", reading=hidden), expander=by_the_oracle)
    time = shell.time = SharedTime(emulator)
    shell.environ |= environment(emulator, RECUR_SETTLE="10")
    return Shop(emulator, shell, time)


def applied(shop: Shop, command: str, path: str = "probe.json") -> None:
    """Plan, look, apply, and settle what the service did not make; how it ends does not matter here."""
    planned = shop.recur("", *shlex.split(command))
    assert planned.code == 0, planned.err
    done = shop.applied("--expect-creates", str(len(shop.document(path)["actions"])), path=path)
    assert done.code in {0, 1, 3}, done.err
    if "NOT SURE" in done.out:
        shop.recur(f"resume {path}")


PROBE = (
    "plan --event 101 --form parameters --mode weekly --days mon,thu --interval 2 "
    "--from 2026-12-07 --count 4 --out probe.json"
)


@pytest.mark.parametrize("hidden", [{}, {"interval_means": "step"}], ids=str)
def test_a_plan_by_parameters_tells_how_the_service_reads(
    start: Start, shell: Terminal, hidden: dict[str, str]
) -> None:
    shop = shop_that_reads(start, shell, hidden)
    applied(shop, PROBE)
    done = shop.recur("calibrate --plan probe.json --format json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["settled"]["interval_means"] == hidden.get("interval_means", "break")
    assert found["location"] == "4564"
    assert found["observations"][0]["told"] == "4 dates from 2026-12-07"


def test_a_plan_by_dates_tells_nothing(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    done = shop.recur("calibrate --plan plan.json")
    assert (done.code, done.out) == (2, "")
    assert "tell nothing about readings" in done.err


def test_a_plan_that_was_refused_tells_nothing(shop: Shop) -> None:
    shop.emulator.faults.add({"duplicate": ["422"]})
    applied(shop, PROBE)
    done = shop.recur("calibrate --plan probe.json")
    assert (done.code, done.out) == (2, "")
    assert "one answer that shows every event it created" in done.err


def test_two_snapshots_tell_what_came_into_being_between_them(start: Start, shell: Terminal) -> None:
    shop = shop_that_reads(start, shell, {"interval_means": "step"})
    days = "--zone Europe/Riga --event 101 --from 2026-12-01 --till 2027-02-28"
    assert shop.recur(f"pull {days} --out before.json").code == 0
    applied(shop, PROBE)
    shop.emulator.advance(600)
    assert shop.recur(f"pull {days} --out after.json").code == 0
    question = "--event 101 --mode weekly --days mon,thu --interval 2 --from 2026-12-07 --count 4"
    done = shop.recur(f"calibrate --before before.json --snapshot after.json {question} --format json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["settled"]["interval_means"] == "step"


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_asking_what_is_proposed_over_http_keeps_the_reading_of_the_service(
    start: Start, shell: Terminal, hidden: dict[str, str]
) -> None:
    shop = shop_that_reads(start, shell, hidden)
    given: list[str] = []
    found: dict[str, Any] = {}
    for step in range(MOST_STEPS):
        done = shop.recur("calibrate --next 2026-12-01 --format json", *given)
        assert done.code == 0, done.err
        found = json.loads(done.out)
        if found["next"] is None:
            break
        source = shop.enter(found["next"]["event"])
        words = [word.replace("EVENT", str(source.id)) for word in found["next"]["command"][1:]]
        applied(shop, shlex.join([*words, "--force"]), words[-1])
        given += ["--observation", _kept(shop, source.start.isoformat(), found["next"], step)]
        for event in shop.emulator.events("api"):
            shop.change(event.id, deleted=True)
    assert {axis: found["reading"][axis] for axis in hidden} == hidden
    assert (
        found["possible"] <= 4
    )  # R11 beside R10 create, and two ways of R5 to make nothing, are equal everywhere


def _kept(shop: Shop, event: str, following: dict[str, Any], step: int) -> str:
    """What came into being, as an observation file; null where the service refused."""
    observation = {
        "strategy": following["strategy"],
        "window": following["window"],
        "event": event,
        "dates": sorted(shop.made()) or None,
    }
    document = {"schema": "recurrence.observations/1", "observations": [observation]}
    Path(f"seen-{step}.json").write_text(json.dumps(document), encoding="utf-8")
    return f"seen-{step}.json"


def test_the_review_of_a_plan_by_parameters_says_whether_readings_agree(shop: Shop) -> None:
    differing = shop.recur("", *shlex.split(PROBE)).out
    assert "Send it by dates (--form dates): the readings still possible differ" in " ".join(
        differing.split()
    )
    words = "plan --event 101 --form parameters --mode mon-wed-fri --from 2026-12-08 --till 2026-12-19"
    agreeing = shop.recur("", *shlex.split(words), "--out", "agreed.json").out
    assert "Send it in any form: every reading still possible gives these dates." in " ".join(
        agreeing.split()
    )
    by_dates = shop.recur("", *shlex.split(PROBE.replace("parameters", "dates")), "--overwrite").out
    assert "Send it" not in by_dates
