"""Takes the pictures of the local page that README and docs show: `make screenshots`.

What stands in them is decided here alone: the sample studio, fixed days, and a plan that needs no service.
"""

import sys
from base64 import b64decode
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


HOLIDAYS = "&holidays=LV&if-closed=next-week"
PICTURES = [
    Picture("planner", f"?{STATE}{HOLIDAYS}", 1280, 900),
    Picture("compared", f"?{STATE}&b-days=tue&b-days=thu", height=660),
    Picture("why", f"?{STATE}{HOLIDAYS}&day=2027-05-04", height=660, scheme="dark"),
    Picture("plan", "open/plan.json", height=700),
    Picture("phone", f"?{STATE}{HOLIDAYS}&lang=ru#result", 390, 760),
]


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """A picture as WebP, a third of a PNG."""
    size = {"width": picture.width, "height": picture.height}
    tab = browser.new_page(viewport=size, color_scheme=picture.scheme, locale="en-GB")  # type: ignore[arg-type]  # a size is a dict
    tab.goto(address.partition("?")[0] + picture.path)
    tab.wait_for_load_state("networkidle")
    shot = tab.context.new_cdp_session(tab).send("Page.captureScreenshot", {"format": "webp", "quality": 85})
    tab.close()
    return b64decode(shot["data"])


def main() -> int:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        (folder / "plan.json").write_text(plan_text(plan()), encoding="utf-8")
        with served(folder, *SAMPLES, "plan.json", "--port", "0", "--state", STATE) as address:
            for picture in PICTURES:
                content = taken(browser, address, picture)
                (FOLDER / f"{picture.name}.webp").write_bytes(content)
                print(f"docs/images/{picture.name}.webp: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
