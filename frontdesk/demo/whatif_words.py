"""Answers of the analyses in a sentence or two each, made of their JSON. Decides what of an answer is told first."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from frontdesk.words.small import dates
from recurrence.interop.phrase import day_text, listed

Answer = Mapping[str, Any]


def ambiguity(found: Answer) -> str:
    """How far readings differ, and which form is safe."""
    agreed, contested = len(found["agreed"]), len(found["contested"])
    axes = listed([f"{each['number']} ({each['axis']})" for each in found["documentation"]])
    said = f"All {found['possible']:,} readings of the documentation agree on {dates(agreed)}"
    doubt = f" and differ on {contested:,} more, by {axes}" if contested else ""
    return f"{said}{doubt}. {found['advice']['sentence']}"


def calibrate(found: Answer) -> str:
    """What observations settle, and what to try next."""
    settled = listed([f"{axis}={value}" for axis, value in found["settled"].items()])
    asked = found["next"]["window"]
    return (
        f"What it once created leaves {found['possible']:,} of {found['before']:,} readings and settles {settled}. "
        f"A next window that tells most of the rest apart begins on {_day(asked['from'])}."
    )


def explain(found: Answer) -> str:
    """The facts against the day."""
    (day,) = found["days"]
    return " ".join(fact["text"] for fact in day["facts"] if not fact["holds"])


def closures(found: Answer) -> str:
    """What closed days do to the dates."""
    slots = found["closures"]["slots"]
    changed = [slot for slot in slots if slot["closure"]]
    first = changed[0]
    goes = f"goes to {_day(first['start'][:10])}" if first["start"] else "is left out"
    return (
        f"{len(changed)} of {dates(len(slots))} fall on a public holiday; the first is "
        f"{_day(first['pattern'][:10])} ({first['closure']}), which {goes}. "
        f"The calendar is that of {found['closures']['holidays']}."
    )


def clashes(found: Answer) -> str:
    """How much clashes, and the first way out."""
    if not found["choices"]:
        return f"None of {found['classes']} classes clashes."
    choice = found["choices"][0]
    clash, way = choice["clashes"][0], choice["proposals"][0]
    other, shared = clash["other"], {"staff": "with one teacher", "resource": "in one room"}[clash["by"]]
    return (
        f"{found['clashing']} of {found['classes']} classes clash. {choice['class']} on {_day(choice['start'][:10])} "
        f"at {_clock(choice['start'])} meets {other['title']} of {_clock(other['start'])} {shared}; "
        f"the first way out is {_day(way['start'][:10])} at {_clock(way['start'])}."
    )


def whatif(found: Answer) -> str:
    """The base in figures, and what each scenario changes."""
    base, *others = found["scenarios"]
    revenue = base["total"]["revenue"]
    low, high = float(revenue["least"]), float(revenue["most"])
    said = f"As planned: {base['total']['sessions']} sessions, {low:,.0f} to {high:,.0f} {base['currency']}."
    return " ".join([said, *(f"{each['name']}: {_change(each, base)}." for each in others)])


def compare(found: Answer) -> str:
    """How many of each."""
    counts = {what: len(found[what]) for what in ("added", "removed", "moved", "unchanged")}
    return listed([f"{number} {what}" for what, number in counts.items()]) + "."


def infer(found: Answer) -> str:
    """The patterns, the exceptions and the certificate."""
    (group,) = found["classes"]
    patterns = [each["sentence"].removesuffix(".") for each in group["strategies"]]
    exceptions = sum(len(each["drop"]) + len(each["add"]) for each in group["strategies"])
    certificate = f"expanding them gives exactly the {dates(group['count'])}"
    return f"{'; '.join(patterns)}. With {exceptions} exceptions {certificate}."


def lint(found: Answer) -> str:
    """Every trap."""
    traps = [(each["strategy"], finding) for each in found["strategies"] for finding in each["findings"]]
    told = [f"{strategy['title']}: {finding['text']}" for strategy, finding in traps]
    return " ".join(told) or f"None of {len(found['strategies'])} strategies is a trap."


def _change(scenario: Answer, base: Answer) -> str:
    change = scenario["total"]["sessions"] - base["total"]["sessions"]
    return f"{change:+d} session{'' if abs(change) == 1 else 's'}"


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text))


def _clock(text: str) -> str:
    return f"{datetime.fromisoformat(text):%H:%M}"
