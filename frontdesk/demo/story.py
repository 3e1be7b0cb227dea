"""The story: from a strategy to classes in the timetable, and back, on a service of its own and over real HTTP.

Each scene is a sentence or two, commands that can be copied, and what they print. The studio, the days and every
mishap are the same each time; nothing is left behind.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from frontdesk.dates.studio import read_studio
from frontdesk.demo.stage import NotAsTold, Stage, stage, studio_seed
from frontdesk.errors import DIFFERENT, DONE, PLAN_REFUSED
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.samples import STUDIO, sample
from frontdesk.words.plan_words import dates
from sync.planfile import SHORTEST_PREFIX

STRENGTH, YOGA, PILATES, BOXING, OPEN_DAY = 101, 102, 103, 104, 107
YOGA_SERVICE = 1202
_COUNT, _CHUNK = 12, 4
_DESCRIPTION = """\
Tells the whole job as a story: strategies, a preview, plans in all three forms,
applying, verifying, a conflict, a kill in the middle, and undoing. It starts a
booking service of its own on this machine and leaves nothing behind. `recur
demo previews` shows a studio's coming year instead, `recur demo what-if` asks
what can be known beforehand."""


class Calendar:
    """The days of the story, counted from the first class, which is on a Monday to come."""

    def __init__(self, monday: date) -> None:
        self._monday = monday

    def day(self, weeks: int, days: int = 0) -> str:
        """A day so many weeks and days after that Monday."""
        return (self._monday + timedelta(weeks=weeks, days=days)).isoformat()


def run(argv: Sequence[str], desk: Desk) -> int:
    """Tell it; the exit code."""
    parser = Parser("recur demo", _DESCRIPTION, "")
    parser.add_argument("--studio", metavar="FILE", default=STUDIO, help="the studio to play in")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    path = sample(parser.parse_args(argv).studio)
    read_studio(path)
    seed, began = studio_seed(path, desk.today()), desk.clock()
    with stage(desk, seed) as place:
        start = next(event.start for event in place.emulator.events() if event.id == STRENGTH)
        days = Calendar(start.date() - timedelta(days=start.weekday()))
        for scene in SCENES:
            scene(place, days)
        _summary(place, desk.clock() - began)
    return DONE


def opening(place: Stage, _days: Calendar) -> None:
    """The service and its strategies."""
    place.say(f"""\
A studio repeats its classes with a booking service. Here is such a service with
its two teachers and seven classes, on this machine and over real HTTP; none of
this reaches anything else. Everything below can be typed by you as well:
`recur emulator` starts the service and prints the settings. Here they are

    RECUR_BASE_URL={place.environ["RECUR_BASE_URL"]}  RECUR_LOCATION={place.environ["RECUR_LOCATION"]}
    RECUR_ZONE={place.environ["RECUR_ZONE"]}  RECUR_SETTLE={place.environ["RECUR_SETTLE"]}, and two sample tokens.

1. The service knows duplication strategies: patterns that say when a class
   repeats.

""")
    place.run("strategies", "list")


def previewing(place: Stage, days: Calendar) -> None:
    """Which dates the first one means."""
    place.say("""\
2. Strategy 1 says "interval 2". Which days does that mean? A preview tells,
   before anything is sent, and where the documentation could be read otherwise.

""")
    place.run(
        *("preview", "--strategy", "studio.json", "--strategy-id", "1", "--event", f"{days.day(0)}T18:30"),
        *("--from", days.day(0), "--till", days.day(10), "--zone", place.environ["RECUR_ZONE"]),
    )


def planning(place: Stage, days: Calendar) -> None:
    """A plan by dates, and its review."""
    place.say("""\
3. Now in earnest: copy event 101 to those dates, without the second one. A
   plan looks at what is there and writes down what would be sent. Nothing is
   created.

""")
    place.run(
        *("plan", "--event", str(STRENGTH), "--strategy-id", "1", "--from", days.day(0)),
        *("--till", days.day(10), "--drop", days.day(3), "--out", "dates.json"),
        since="To apply it:",
    )
    place.say("A person reviews the plan:\n\n")
    place.run("show", "dates.json")


def applying(place: Stage, _days: Calendar) -> None:
    """Agreeing by digest, and the proof."""
    place.say("""\
4. The digest stands for what was reviewed. Without it, nothing is sent.

""")
    place.run("apply", "dates.json", ends=PLAN_REFUSED)
    place.say("With it, the plan is done: each request is written down before it leaves.\n\n")
    _apply(place, "dates.json")
    place.say("Is it there, once each? `verify` asks the service. It can ask again next week.\n\n")
    place.run("verify", "dates.json")


def by_strategy(place: Stage, days: Calendar) -> None:
    """The service works the dates out."""
    place.say("""\
5. The same job in the service's second form: it is told the strategy and works
   the dates out by itself. The plan says which dates we expect.

""")
    place.run(
        *("plan", "--event", str(PILATES), "--form", "strategy", "--strategy-id", "3"),
        *("--from", days.day(1), "--count", "6", "--out", "strategy.json"),
        since="1 request",
    )
    _apply(place, "strategy.json")
    place.say("Afterwards `verify` also knows how this service reads its own documentation.\n\n")
    place.run("verify", "strategy.json")


def by_parameters(place: Stage, days: Calendar) -> None:
    """A pattern without a saved strategy."""
    place.say("6. And in the third form: a pattern that nobody has saved.\n\n")
    place.run(
        *("plan", "--event", str(BOXING), "--form", "parameters", "--mode", "tue-thu"),
        *("--from", days.day(1), "--count", "4", "--out", "parameters.json"),
        since="1 request",
    )
    _apply(place, "parameters.json")


def conflict(place: Stage, days: Calendar) -> None:
    """Somebody was faster."""
    place.say("7. Four open days on Saturdays are planned.\n\n")
    place.run(
        *("plan", "--event", str(OPEN_DAY), "--mode", "weekly", "--days", "sat"),
        *("--from", days.day(8), "--count", "4", "--out", "open.json"),
        since="4 to create",
    )
    third = datetime.fromisoformat(days.day(10, 5)) + timedelta(hours=12)
    place.somebody_enters(STRENGTH, third)
    place.say(f"""\
Meanwhile somebody enters another class of Teacher 1 by hand, at noon of the
third Saturday ({third:%Y-%m-%d}). The service refuses the request, and recur
stops: it never overrides a conflict that the plan did not say to override.

""")
    _apply(place, "open.json", ends=DIFFERENT)
    place.say("You decide. The others may go on without the one in conflict:\n\n")
    place.run("resume", "open.json", "--isolate", ends=DIFFERENT)


def killing(place: Stage, days: Calendar) -> None:
    """The worst moment, and how nothing comes of it."""
    place.say(f"""\
8. Now the worst. {_COUNT} classes go out in requests of {_CHUNK}. The service does the
   second request but its answer never comes, and in that moment we kill the
   command (kill -9).

""")
    place.run(
        *("plan", "--event", str(YOGA), "--strategy-id", "2", "--from", days.day(1)),
        *("--count", str(_COUNT), "--chunk", str(_CHUNK), "--out", "yoga.json"),
        since="3 requests",
    )
    place.emulator.faults.add({"duplicate": ["ok", "commit-hang"]})
    place.kill("apply", "yoga.json", *_agreement("yoga.json"), when=lambda: _committed(place) == 2)
    made = len(place.made(YOGA_SERVICE))
    place.say(f"""\
Killed

The service has {made} of the {_COUNT} classes; nobody here was told of {_CHUNK} of them. Asking
again for those would make them twice. `resume` looks first: what is there is
counted, and only the rest is asked for.

""")
    place.run("resume", "yoga.json")
    place.run("verify", "yoga.json")


def undoing(place: Stage, days: Calendar) -> None:
    """Taking it back, but for what somebody relies on."""
    booked = place.somebody_books(datetime.fromisoformat(days.day(1, 1)) + timedelta(hours=7, minutes=30))
    place.say(f"""\
9. It was all a mistake. By now Client 1 has a seat on {booked.start:%Y-%m-%d}; deleting
   that class would cancel it. `undo` makes a plan too: it deletes what the
   first one created and nobody has touched, and says what it keeps.

""")
    place.run("undo", "yoga.json", "--out", "undo.json", since="11 to delete")
    _apply(place, "undo.json")
    place.say("And the first plan, asked once more, says what is different now:\n\n")
    place.run("verify", "yoga.json", ends=DIFFERENT, head=4, since="Different")


SCENES: tuple[Callable[[Stage, Calendar], None], ...] = (
    opening,
    previewing,
    planning,
    applying,
    by_strategy,
    by_parameters,
    conflict,
    killing,
    undoing,
)


def _apply(place: Stage, path: str, ends: int = DONE) -> None:
    place.run("apply", path, *_agreement(path), ends=ends)


def _agreement(path: str) -> list[str]:
    """The options that agree to a plan, as its review ends."""
    plan = json.loads(Path(path).read_text(encoding="utf-8"))
    deletes = sum(action["do"] == "delete" for action in plan["actions"])
    confirmed = ["--expect-deletes", str(deletes)] if deletes else []
    return ["--digest", plan["digest"][:SHORTEST_PREFIX], *confirmed]


def _committed(place: Stage) -> int:
    """How many of the requests since the fault was ordered the service has done."""
    last = [each for each in place.emulator.requests("duplicate") if f"/{YOGA}/" in each.target]
    return sum(each.committed_at is not None for each in last)


def _summary(place: Stage, seconds: float) -> None:
    made, requests = place.made(), place.emulator.requests()
    identities = Counter((event.service_id, event.staff_id, event.start) for event in made)
    if max(identities.values()) > 1:
        raise NotAsTold("the story", 1, max(identities.values()))
    place.say(f"""\
That was the whole job: {place.commands} commands, {len(requests)} requests, {seconds:.0f} seconds.
{dates(len(made))} made by recur stand in the timetable, none of them twice. The
service stops here, and its folder is gone.

Next: `recur emulator` for a service of your own to try things on, `recur demo
previews` for a studio's year, `recur demo what-if` for questions that can be
asked beforehand, `recur --help` for every verb.
""")
