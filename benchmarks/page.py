"""How fast the local page is in a real browser: first paint, and from a key to its result. `python -m benchmarks.page`.

Figures to look at, not a test: a busy machine is slower. The browser is Debian's chromium, the page `recur web`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page

from tests.web.serving import chromium, served

YEAR = "mode=weekly&days=mon&days=thu&from=2027-01-04&till=2027-12-31&at=10:00"
STATES = {
    "a year, weekly": YEAR,
    "with a zone and public holidays": f"{YEAR}&zone=Europe/Riga&holidays=LV&if-closed=next-week",
    "two years compared": f"{YEAR}&zone=Europe/Riga&holidays=LV&b-days=tue&b-days=thu",
}
TURNS = 15
PAINT = """() => new Promise((done) => {
    let first = 0;
    new PerformanceObserver((list) => { first = list.getEntriesByName("first-contentful-paint")[0]?.startTime ?? first; })
        .observe({ type: "paint", buffered: true });
    new PerformanceObserver((list) => setTimeout(() => done([first, list.getEntries().at(-1).startTime]), 50))
        .observe({ type: "largest-contentful-paint", buffered: true });
})"""
EDIT = """async (value) => {
    const box = document.getElementById("interval");
    const result = document.getElementById("result");
    const shown = new Promise((done) => new MutationObserver((_, watching) => {
        watching.disconnect();
        requestAnimationFrame(() => setTimeout(done));
    }).observe(result, { childList: true }));
    const start = performance.now();
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    return performance.now() - start;
}"""


class Turn(NamedTuple):
    """What was waited for, and what the browser's main thread worked meanwhile, all in milliseconds."""

    waited: tuple[float, ...]
    worked: float


def worked(devtools: CDPSession) -> float:
    """How long the page's main thread has worked since its process began; not how long it waited for a processor."""
    found = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in found if each["name"] == "TaskDuration")) * 1_000


def paint(tab: Page, devtools: CDPSession, address: str) -> Turn:
    """From the navigation to the first content on the screen, and to the largest: the year is there."""
    tab.goto(address)
    first, whole = tab.evaluate(PAINT)
    return Turn((first, whole), worked(devtools))


def edit(tab: Page, devtools: CDPSession, value: int) -> Turn:
    """From a changed field to the frame with its result."""
    before = worked(devtools)
    waited = float(tab.evaluate(EDIT, str(value)))
    return Turn((waited,), worked(devtools) - before)


def answered(state: str) -> float:
    """Milliseconds of this processor for the whole page, worked out anew: the median of some turns."""
    from frontdesk.web import planner
    from tests.web.asking import KEY, app, ask

    asked, turns = app(), []
    for _ in range(TURNS):
        planner._preview.cache_clear()  # noqa: SLF001  what was kept would not be worked out
        start = process_time()
        assert ask(asked, f"/{KEY}/", query=state).status == 200
        turns.append(process_time() - start)
    return median(turns) * 1_000


def told(turns: Sequence[float]) -> str:
    """The median, and the fastest and the slowest."""
    return f"{median(turns):.0f} ({min(turns):.0f} to {max(turns):.0f})"


def measured(browser: Browser, address: str, state: str) -> list[str]:
    """The figures of a state, as texts."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    paints = [paint(tab, devtools, f"{address}?{state}") for _ in range(TURNS)]
    edits = [edit(tab, devtools, turn % 3) for turn in range(TURNS)]
    tab.close()
    return [
        told([each.waited[0] for each in paints]),
        told([each.waited[1] for each in paints]),
        told([each.waited[0] for each in edits]),
        f"{median(each.worked for each in paints):.0f} / {median(each.worked for each in edits):.0f}",
    ]


def main() -> int:
    """Measure each state some times; the median, the fastest and the slowest."""
    heads = [
        "first paint, ms",
        "year is there, ms",
        "edit to result, ms",
        "browser works, ms",
        "server works, ms",
    ]
    print(f"{'':34}" + "".join(f"{head:>22}" for head in heads))
    answers = {name: answered(state) for name, state in STATES.items()}  # before the browser has its loop
    with (
        TemporaryDirectory() as folder,
        chromium() as browser,
        served(Path(folder), "--port", "0") as address,
    ):
        for name, state in STATES.items():
            figures = [*measured(browser, address.partition("?")[0], state), f"{answers[name]:.0f}"]
            print(f"{name:34}" + "".join(f"{figure:>22}" for figure in figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
