"""Takes the pictures of the local page that README and docs show: `make screenshots`.

What stands in them is decided here alone: the sample studio, fixed days, and a plan that needs no service.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser

from sync.planfile import plan_text
from tests.plan.builders import plan
from tests.web.serving import ROOT, SAMPLES, STATE, chromium, served

FOLDER = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """A picture: its name, the path and query that it is of, how wide and high, light or dark."""

    name: str
    path: str
    width: int = 1100
    height: int = 720
    scheme: Literal["light", "dark"] = "light"


HOLIDAYS = "&holidays=LV&if-closed=next-week&zone=Europe/Riga"
PICTURES = [
    Picture("planner", f"?{STATE}{HOLIDAYS}"),
    Picture("compared", f"?{STATE}&zone=Europe/Riga&b-days=tue&b-days=thu", height=640),
    Picture("why", f"?{STATE}{HOLIDAYS}&day=2027-05-04", height=640, scheme="dark"),
    Picture("plan", "open/plan.json", height=700),
    Picture("phone", f"?{STATE}{HOLIDAYS}&lang=ru#result", 390, 760),
]


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """A picture as PNG."""
    size = {"width": picture.width, "height": picture.height}
    tab = browser.new_page(viewport=size, color_scheme=picture.scheme, locale="en-GB")  # type: ignore[arg-type]  # a size is a dict
    tab.goto(address.partition("?")[0] + picture.path)
    tab.wait_for_load_state("networkidle")
    content = tab.screenshot()
    tab.close()
    return content


def main() -> int:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        (folder / "plan.json").write_text(plan_text(plan()), encoding="utf-8")
        with served(folder, *SAMPLES, "plan.json", "--port", "0", "--state", STATE) as address:
            for picture in PICTURES:
                content = taken(browser, address, picture)
                (FOLDER / f"{picture.name}.png").write_bytes(content)
                print(f"docs/images/{picture.name}.png: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
