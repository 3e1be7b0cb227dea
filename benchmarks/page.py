"""How fast the local page is in a real browser: first paint, and from a key to its result. `python -m benchmarks.page`.

Figures to look at, not a test: a busy machine is slower. The browser is Debian's chromium, the page `recur web`.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.web.serving import chromium, served

YEAR = "mode=weekly&days=mon&days=thu&from=2027-01-04&till=2027-12-31&at=10:00"
STATES = {
    "a year, weekly": YEAR,
    "with a zone and public holidays": f"{YEAR}&zone=Europe/Riga&holidays=LV&if-closed=next-week",
    "two years compared": f"{YEAR}&zone=Europe/Riga&holidays=LV&b-days=tue&b-days=thu",
}
TURNS = 15
PAINT = """async () => {
    const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!painted()) await new Promise((done) => requestAnimationFrame(done));
    return painted().startTime;
}"""
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


def first_paint(tab: Page, address: str) -> float:
    """Milliseconds from the navigation to the first content on the screen."""
    tab.goto(address)
    return float(tab.evaluate(PAINT))


def edit(tab: Page, value: int) -> float:
    """Milliseconds from a changed field to the frame with its result."""
    return float(tab.evaluate(EDIT, str(value)))


def main() -> int:
    """Measure each state some times; the median and the slowest."""
    print(f"{'':34}{'first paint, ms':>22}{'edit to result, ms':>22}")
    with (
        TemporaryDirectory() as folder,
        chromium() as browser,
        served(Path(folder), "--port", "0") as address,
    ):
        for name, state in STATES.items():
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            asked = f"{address.partition('?')[0]}?{state}"
            paints = [first_paint(tab, asked) for _ in range(TURNS)]
            edits = [edit(tab, turn % 3) for turn in range(TURNS)]
            tab.close()
            told = [f"{median(each):.0f} (slowest {max(each):.0f})" for each in (paints, edits)]
            print(f"{name:34}{told[0]:>22}{told[1]:>22}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
