"""A page that is served for a worker's tests, and one browser that all of them share."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sync.planfile import plan_text
from tests.plan.builders import plan
from tests.web.wire import Site

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
STATE = "mode=weekly&days=mon&days=thu&from=2027-01-04&till=2027-06-30&at=10:00"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that `recur web` printed; it has the sample studio, the sample scenario and a plan open."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "plan.json").write_text(plan_text(plan()), encoding="utf-8")
    samples = [str(ROOT / "examples" / name) for name in ("studio.json", "scenario.toml")]
    words = ["web", *samples, "plan.json", "--port", "0", "--state", STATE]
    script = "import sys; from frontdesk.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "RECUR_STATE_DIR": str(folder / "state"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", script, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as served:
        assert served.stdout is not None
        printed = served.stdout.readline().strip()
        if not printed:
            pytest.fail(f"recur web did not start: {served.communicate()[1]}")
        try:
            yield printed
        finally:
            served.terminate()
            served.communicate()


@pytest.fixture
def site(address: str) -> Site:
    """The served page, to be spoken to by hand."""
    return Site.of(address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail(
            "There is no chromium: tools/need-chromium installs it (Debian: apt-get install chromium)."
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing of another test is in it."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay silent, and which asks nobody but this machine."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    yield page
    assert said == []
    assert [url for url in asked if not url.startswith(("http://localhost:", "data:"))] == []
