"""A page that is served for a worker's tests, and one browser that all of them share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from sync.planfile import plan_text
from tests.plan.builders import plan
from tests.web.serving import SAMPLES, STATE, chromium, served
from tests.web.wire import Site

PATIENCE = 20_000


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that `recur web` printed; it has the sample studio, the sample scenario and a plan open."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "plan.json").write_text(plan_text(plan()), encoding="utf-8")
    with served(folder, *SAMPLES, "plan.json", "--port", "0", "--state", STATE) as printed:
        yield printed


@pytest.fixture
def site(address: str) -> Site:
    """The served page, to be spoken to by hand."""
    return Site.of(address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file: while it is there, its event loop runs, and others could not run theirs."""
    with chromium() as launched:
        yield launched


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
