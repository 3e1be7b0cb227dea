"""The figures as a document: `template.md` with the measured parts put in."""

import os
import platform
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import NamedTuple

from benchmarks.figures import Figure
from benchmarks.pairs import Effort, Paired

TEMPLATE = Path(__file__).with_name("template.md")
HEAD = ("Goal", "Work", "Dates", "Here", "Peer", "Its time", "Ratio", "Quartiles", "Aim", "Reached")
RIGHT = {"Dates", "Here", "Its time", "Ratio", "Quartiles", "Aim"}
REACHED = {True: "yes", False: "**no**", None: "–"}
PEERS = ("python-dateutil", "numpy")
UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))


class Circumstances(NamedTuple):
    """What the figures depend on beside the code."""

    day: str
    effort: Effort
    pinned: str
    load: tuple[float, float]  # of the last minute, before and after


def document(figures: Sequence[Figure], circumstances: Circumstances) -> str:
    """The whole report."""
    aims = [figure for figure in figures if figure.goal]
    beside = [figure for figure in figures if not figure.goal]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        circumstances=_circumstances(circumstances),
        summary=_summary(aims),
        aims=table(aims),
        beside=table(beside),
        turns=circumstances.effort.turns,
    )


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table with a line for each figure."""
    rule = ["--:" if title in RIGHT else "---" for title in HEAD]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [HEAD, rule, *map(_cells, figures)])


def _cells(figure: Figure) -> list[str]:
    goal, words, peer, outcome, dates, bound = figure
    aim, count = "–" if bound is None else str(bound), f"{dates:,}" if dates else "–"
    if isinstance(outcome, str):
        return [goal or "–", words, count, "–", peer, "–", "–", "–", aim, outcome]
    return [
        goal or "–",
        words,
        count,
        duration(outcome.ours, dates),
        peer,
        duration(outcome.theirs, dates),
        *_ratios(outcome, figure),
        aim,
        REACHED[figure.reached()],
    ]


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


def _summary(figures: Sequence[Figure]) -> str:
    verdicts = [figure.reached() for figure in figures]
    yes, no = verdicts.count(True), verdicts.count(False)
    absent = sum(isinstance(figure.outcome, str) for figure in figures)
    return f"{yes} aims reached, {no} missed, {absent} not measured."


def _circumstances(circumstances: Circumstances) -> str:
    before, after = circumstances.load
    facts = [
        f"Taken on {circumstances.day}",
        f"{processor()}, {os.cpu_count()} CPUs, {platform.system()}; {circumstances.pinned}",
        f"{platform.python_implementation()} {platform.python_version()}, {build()}",
        ", ".join(f"{peer} {version(peer)}" for peer in PEERS),
        f"load (processes waiting, mean of a minute): {before:.2f} before, {after:.2f} after",
    ]
    return "\n".join(f"* {fact}" for fact in facts)


def processor() -> str:
    """The processor's own name, where the system tells."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def build() -> str:
    """Whether this interpreter was built with profile-guided optimisation."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    kind = (
        "an optimised build"
        if "--enable-optimizations" in options
        else "a build without --enable-optimizations"
    )
    return f"{kind}, {sys.maxsize.bit_length() + 1} bits"
