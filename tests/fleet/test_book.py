"""What a fleet file may say, and that everything wrong with it is told at once, each with its line and place."""

from pathlib import Path

from sync.fleet import A_MINUTE, Stand, Standing, is_taken_up, stand_of
from sync.pace import LIMITS
from sync.planfile import read_plan
from sync.rows import Began, Ended
from sync.steps import Ending
from tests.apply.worlds import CONTINUE, ISOLATE, RESEND, STRICT
from tests.fleet.chain import EXAMPLE, SMALL, Chain
from tests.simulation.plans import NOW

TOKENS = (("partner_token", "ALTEGIO_PARTNER_TOKEN"), ("user_token", "ALTEGIO_USER_TOKEN"))
WRONG = """\
from = 2027-01-04
count = 4
colour = "red"

[strategies]
evening = { mode = "weekly", days = ["mon", "thu"] }

[[location]]
id = 4564
zone = "Europe/Rigga"

[[location.event]]
id = 101
strategy = "evening"
[[location.event]]
id = 101
strategy = "evening"

[[location]]
id = 4565
zone = "Europe/Berlin"

[[location.event]]
id = 202
strategy = 8
[[location.event]]
id = 203
strategy = { mode = "weekly", days = ["wed"] }
[[location.event]]
id = 201
strategy = 9
[[location.event]]
id = 299
strategy = "evening"
[[location.event]]
id = 204
"""


def pulled(chain: Chain) -> None:
    """Snapshots of both studios, as `recur pull` writes them."""
    Path("snapshots").mkdir()
    for location, event, zone in ((4564, 101, "Europe/Riga"), (4565, 201, "Europe/Berlin")):
        done = chain.recur(
            f"pull --location {location} --event {event} --zone {zone} --from 2026-12-25 --till 2027-03-31 "
            f"--out snapshots/{location}.snapshot.json"
        )
        assert done.code == 0, done.err


def test_everything_that_is_wrong_is_told_at_once_with_its_line_and_place(chain: Chain) -> None:
    pulled(chain)
    Path("fleet.toml").write_text(WRONG, encoding="utf-8")
    before = len(chain.emulator.requests())
    done = chain.recur("plan --fleet fleet.toml --out chain --snapshots snapshots")
    told = [
        line.removeprefix("recur plan: fleet.toml: ").partition(": ")[0] for line in done.err.splitlines()
    ]
    assert told == [
        "line 3, colour",
        "line 10, location[0].zone",
        "line 16, location[0].event[1].id",
        "line 27, location[1].event[1].id",
        "line 31, location[1].event[2].strategy",
        "line 33, location[1].event[3].id",
        "line 35, location[1].event[4].strategy",
    ]
    overlap = next(line for line in done.err.splitlines() if "line 27" in line)
    assert "Of its dates 3 are also those of event 202, from 2027-01-13 12:15 on." in overlap
    assert (done.code, len(chain.emulator.requests())) == (2, before)
    assert not Path("chain").exists()


UNSAYABLE = [
    ("", "location: it is missing; it takes at least one location"),
    ("[[location]]\nid = 1\nzone = 'UTC'\n", "line 1, location[0].event: it is missing"),
    (SMALL.replace("id = 4565", "id = 4564"), "line 14, location[1].id: 4564 is not allowed"),
    (SMALL.replace('zone = "Europe/Riga"', ""), "line 5, location[0].zone: it is missing"),
    (SMALL.replace("count = 2", "count = 0"), "line 2, count: 0 is not allowed"),
    (SMALL.replace("chunk = 2", 'form = "strategy"'), "line 8, location[0].event[0].strategy: it is missing"),
    (SMALL.replace("strategy = 1 }", "strategy = 1, force = 1 }"), "location[0].event[1].force: 1 is not"),
    (SMALL.replace("strategy = 1 }", 'strategy = 1, drop = ["soon"] }'), "location[0].event[1].drop: 'soon'"),
    (SMALL.replace("chunk = 2", 'reading = ["week=friday"]'), "line 3, reading"),
    (SMALL.replace("chunk = 2", 'closed = ["soon"]'), "line 3, closed"),
    (SMALL.replace("chunk = 2", "limits = { creation = 3 }"), "line 3, limits.creation"),
    (SMALL.replace("chunk = 2", 'count_means = "kept"\ntill = 2027-03-01'), "].count_means: 'kept' is not"),
]


def test_what_a_key_cannot_say_is_refused_at_its_place_and_nothing_is_asked(chain: Chain) -> None:
    for text, told in UNSAYABLE:
        Path("fleet.toml").write_text(text, encoding="utf-8")
        done = chain.recur("plan --fleet fleet.toml --out chain")
        assert (done.code, len(chain.emulator.requests())) == (2, 0), told
        assert told in done.err


def test_the_nearest_word_counts_and_closed_days_add_up(chain: Chain) -> None:
    assert chain.recur("plan --out chain --fleet", str(EXAMPLE)).code == 0
    plans = {path.stem: read_plan(path.read_bytes()) for path in Path("chain/plans").iterdir()}
    strength, yoga, evening, pilates = (
        plans[name] for name in ("4564-101", "4564-102", "4565-201", "4565-202")
    )
    assert (strength.zone, pilates.zone) == ("Europe/Riga", "Europe/Berlin")
    assert {start.hour for start in evening.creates} == {19}
    assert yoga.creates[-1].date().isoformat() == "2027-01-29"
    assert pilates.limits.creations == 60
    assert strength.limits.creations == 200
    named = {
        action.start.date().isoformat(): action.why for action in strength.actions if action.why != "pattern"
    }
    assert {day: why for day, why in named.items() if "2027-02-15" <= day <= "2027-02-19"}.keys() == {
        "2027-02-15",
        "2027-02-18",
    }
    assert "2027-01-11" not in {start.date().isoformat() for start in yoga.creates}


def test_the_file_is_over_what_a_profile_pins_for_all(chain: Chain, tmp_path: Path) -> None:
    folder = tmp_path / "settings" / "recur"
    folder.mkdir(mode=0o700, parents=True)
    (tmp_path / "settings").chmod(0o700)
    profile = folder / "pinned.toml"
    profile.touch(mode=0o600)
    given = {key: chain.recur.environ[name] for key, name in (("base_url", "RECUR_BASE_URL"), *TOKENS)}
    pinned = '[reading]\nweek = "sunday"\nmissing_day = "clamp"\n[limits]\ncreations = 7\ndays_ahead = 90\n'
    profile.write_text("".join(f'{key} = "{text}"\n' for key, text in given.items()) + pinned)
    for name in ("RECUR_BASE_URL", *(name for _, name in TOKENS)):
        del chain.recur.environ[name]
    chain.fleet(
        SMALL.replace("chunk = 2", 'limits = { creations = 9 }\nreading = ["week=monday"]'),
        "--profile",
        "pinned",
    )
    plan = read_plan(Path("chain/plans/4564-102.json").read_bytes())
    assert plan.recipe is not None
    assert (plan.recipe.reading.week, plan.recipe.reading.missing_day) == ("monday", "clamp")
    assert (plan.limits.creations, plan.limits.days_ahead) == (9, 90)


def test_snapshots_give_the_plans_that_the_service_gives(chain: Chain) -> None:
    pulled(chain)
    chain.fleet(text := SMALL.replace("id = 202", "id = 203"))
    asked = len(chain.emulator.requests())
    Path("fleet.toml").write_text(text, encoding="utf-8")
    assert chain.recur("plan --fleet fleet.toml --out offline --snapshots snapshots").code == 0
    assert len(chain.emulator.requests()) == asked
    for path in Path("chain/plans").iterdir():
        live, offline = (
            read_plan((folder / path.name).read_bytes()) for folder in (path.parent, Path("offline/plans"))
        )
        assert (live.actions, live.source, live.recipe) == (offline.actions, offline.source, offline.recipe)


def test_a_snapshot_of_another_location_is_refused(chain: Chain) -> None:
    pulled(chain)
    Path("snapshots/4565.snapshot.json").write_bytes(Path("snapshots/4564.snapshot.json").read_bytes())
    Path("fleet.toml").write_text(SMALL, encoding="utf-8")
    done = chain.recur("plan --fleet fleet.toml --out chain --snapshots snapshots")
    assert done.code == 2
    assert "line 13, location[1].snapshot" in done.err
    assert "of location 4564" in done.err


def test_options_of_one_plan_mean_nothing_beside_a_fleet(chain: Chain) -> None:
    Path("fleet.toml").write_text(SMALL, encoding="utf-8")
    words = "--event 101 --mode daily --from 2027-01-04 --snapshot x.json --force"
    done = chain.recur("plan --fleet fleet.toml", *words.split())
    told = {line.removeprefix("recur plan: ").partition(":")[0] for line in done.err.splitlines()[:-1]}
    assert (done.code, told) == (
        2,
        {"--snapshot", "--event", "--mode", "--from", "--force", "--out is missing"},
    )
    assert chain.recur("plan --snapshots x --event 101").code == 2


def test_every_ending_of_a_run_has_its_place_in_the_ledger() -> None:
    stands = {
        ending.name: stand_of((Began("0" * 64, "x", NOW), Ended(ending.name))).standing for ending in Ending
    }
    going_on = {"UNAVAILABLE", "RATE_LIMITED", "NOT_AUTHORISED", "INTERRUPTED"}
    assert {name for name, stand in stands.items() if stand is Standing.BEGUN} == going_on
    assert [name for name, stand in stands.items() if stand is Standing.DONE] == ["DONE"]
    assert stand_of((Began("0" * 64, "x", NOW),)) == Stand(Standing.BEGUN)
    assert stand_of((Began("0" * 64, "x", NOW), Ended("A WORD OF TOMORROW"))) == Stand(Standing.LOOK)


def test_a_run_never_takes_up_what_is_done_and_only_on_order_what_needs_a_look() -> None:
    look = [Stand(Standing.LOOK, ending) for ending in Ending]
    assert not any(is_taken_up(Stand(Standing.DONE), mode) for mode in (STRICT, RESEND, ISOLATE, CONTINUE))
    assert [stand for stand in look if is_taken_up(stand, STRICT)] == []
    assert [stand.ending for stand in look if is_taken_up(stand, RESEND)] == [Ending.UNRESOLVED]
    for mode in (ISOLATE, CONTINUE):
        assert [stand.ending for stand in look if is_taken_up(stand, mode)] == [Ending.CONFLICT]


def test_the_estimate_goes_by_the_pace_that_is_kept() -> None:
    assert round(60 * min(LIMITS.most / LIMITS.per, 1 / LIMITS.spacing)) == A_MINUTE
