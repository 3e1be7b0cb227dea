"""The page: `template.md` with the kept figures put in. Decides how a figure is written; measures nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from string import Template

from benchmarks.figures import Figure, Memory
from benchmarks.pairs import AHEAD, THOROUGH, Paired
from benchmarks.results import Result

TEMPLATE = Path(__file__).with_name("template.md")
HEAD = ("Goal", "Work", "Dates", "Here", "Peer", "Its time", "Ratio", "Quartiles", "Aim", "Reached")
RIGHT = {"Dates", "Here", "Its time", "Ratio", "Quartiles", "Aim"}
REACHED = {True: "yes", False: "**no**", None: "–"}
UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))
WORKLOADS = ("W1", "W2", "W3", "W4", "M2", "M7", "W5", "W6", "W8")
WITH_DATEUTIL = {"lists", "questions", "tables"}
"""The groups whose figures of dateutil stand in the overview of the peers."""


def document(results: Sequence[Result], of_peers: Iterable[str] = ()) -> str:
    """The whole page; `of_peers` are the groups that belong to the table of peers."""
    beside = [result for result in results if result.group in of_peers]
    others = [figure for result in results if result not in beside for figure in result.figures]
    peers = [figure for result in beside for figure in result.figures]
    aims = [figure for figure in others if figure.goal]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        summary=_summary([figure for figure in (*aims, *peers) if figure.goal], peers),
        circumstances=_circumstances(results),
        aims=table(aims),
        overview=_overview(
            [result for result in results if result in beside or result.group in WITH_DATEUTIL]
        ),
        peers=table(peers),
        beside=table([figure for figure in others if not figure.goal]),
        when=_when(results),
        turns=THOROUGH.turns,
        ahead=AHEAD.turns,
    )


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table with a line for each figure."""
    return _markdown(HEAD, map(_cells, figures), RIGHT)


def _markdown(head: Sequence[str], lines: Iterable[Sequence[str]], right: Iterable[str] = ()) -> str:
    rule = ["--:" if title in right else "---" for title in head]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *lines])


def _cells(figure: Figure) -> list[str]:
    goal, words, peer, outcome, dates, bound = figure
    aim, count = "–" if bound is None else str(bound), f"{dates:,}" if dates else "–"
    start, end = [goal or "–", words, count], [aim, REACHED[figure.reached()]]
    if isinstance(outcome, str):
        return [*start, "–", peer, "–", "–", "–", aim, outcome]
    if isinstance(outcome, Memory):
        return [*start, f"{number(outcome.mebibytes)} MiB", peer, "–", "–", "–", f"{aim} MiB", end[1]]
    times = duration(outcome.ours, dates), peer, duration(outcome.theirs, dates)
    return [*start, *times, *_ratios(outcome, figure), *end]


def _ratios(outcome: Paired, figure: Figure) -> tuple[str, str]:
    of = figure.bound.of if figure.bound else float
    low, high = sorted(map(of, outcome.quartiles()))
    return number(of(outcome.median())), f"{number(low)} – {number(high)}"


def number(ratio: float) -> str:
    """A ratio with three digits, or to the whole where it has more.

    >>> number(1.0649), number(12.345), number(3_888.4)
    ('1.06', '12.3', '3,888')
    """
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def duration(seconds: float, dates: int = 0) -> str:
    """A time per call in the unit that suits it, and per date where a call makes dates.

    >>> duration(0.0000066, 35), duration(0.0152)
    ('6.6 µs (189 ns a date)', '15.2 ms')
    """
    unit, size = next(((unit, size) for unit, size in UNITS if seconds >= size), UNITS[-1])
    text = f"{number(seconds / size)} {unit}"
    return f"{text} ({number(seconds / dates * 1e9)} ns a date)" if dates else text


def _summary(figures: Sequence[Figure], peers: Sequence[Figure]) -> str:
    verdicts = [figure.reached() for figure in figures]
    absent = sum(isinstance(figure.outcome, str) for figure in figures)
    aims = f"{verdicts.count(True)} aims reached, {verdicts.count(False)} missed, {absent} not measured."
    slower = [f"{_key(figure)} {figure.peer}" for figure in peers if _ratio(figure) and _ratio(figure) < 1]
    told = f"slower in {', '.join(slower)}" if slower else "slower in none"
    timed = sum(isinstance(figure.outcome, Paired) for figure in peers)
    return f"{aims} Beside peers in {timed} contests: {told}."


def _overview(results: Sequence[Result]) -> str:
    """How many times as fast as each peer, workload by workload."""
    lines: dict[str, dict[str, str]] = {}
    for figure in (figure for result in results for figure in result.figures):
        cells = lines.setdefault(figure.peer, {}) if _shown(figure) else {}
        cells.setdefault(_key(figure), _cell(figure))
    return _markdown(
        ("Peer", *WORKLOADS),
        ([peer, *(cells.get(key, "–") for key in WORKLOADS)] for peer, cells in lines.items()),
        WORKLOADS,
    )


def _shown(figure: Figure) -> bool:
    mine = figure.peer.startswith(("itself", "making", "10,000"))
    return not mine and (_key(figure) in WORKLOADS or figure.words == "all")


def _cell(figure: Figure) -> str:
    if isinstance(figure.outcome, str):
        return "dates differ" if figure.outcome.startswith("refused") else "–"
    return number(_ratio(figure))


def _ratio(figure: Figure) -> float:
    return figure.outcome.median() if isinstance(figure.outcome, Paired) else 0.0


def _key(figure: Figure) -> str:
    """The workload that a figure is about.

    >>> _key(Figure("G1", "W1: one year", "a peer", "not measured")), _key(Figure("", "all", "a peer", ""))
    ('W1', 'all')
    """
    found = re.match(r"[WM]\d\b", figure.words)
    return found.group() if found else figure.words


def _circumstances(results: Sequence[Result]) -> str:
    days = sorted({result.day for result in results})
    facts = (
        [f"Taken on {' and '.join(days)}" if len(days) < 3 else f"Taken from {days[0]} to {days[-1]}"]
        if days
        else []
    )
    facts += dict.fromkeys(fact for result in results for fact in result.machine)
    facts.append(", ".join(sorted({name for result in results for name in result.versions})))
    loads = [load for result in results for load in result.load]
    if loads:
        facts.append(
            f"load (processes waiting, mean of a minute): from {min(loads):.2f} to {max(loads):.2f}, one of them ours"
        )
    return "\n".join(f"* {fact}" for fact in facts if fact)


def _when(results: Sequence[Result]) -> str:
    head = ("Group", "Taken on", "Load before", "Load after", "Seconds", "Code")
    return _markdown(head, _runs(results), head[2:5])


def _runs(results: Sequence[Result]) -> Iterator[list[str]]:
    for result in results:
        before, after = result.load
        yield [
            result.group,
            result.day,
            f"{before:.2f}",
            f"{after:.2f}",
            f"{result.seconds:,.0f}",
            f"`{result.code}`",
        ]
