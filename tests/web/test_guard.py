"""Who is answered: only this machine's own page, by its own name, port and path, and only reading (S05, S06)."""

import re
from itertools import product

import pytest

from frontdesk.web.guard import HEADERS, NAMES, Refusal, refusal
from frontdesk.web.guard import Asked as Request
from frontdesk.web.page import FORMATS
from tests.web.asking import KEY, OWN, PORT, app, ask
from tests.web.wire import Site

RIGHT = [f"{name}:{PORT}" for name in NAMES]
WRONG = [
    "evil.example",
    f"evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    f"evil.example#127.0.0.1:{PORT}",
    f"user@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}@evil.example",
    "",
    " ",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "127.0.0.1:80",
    f"127.0.0.1:{PORT + 1}",
    f"localhost:{PORT}0",
    f"localhost:0{PORT}",
    f"localhost:+{PORT}",
    f"LOCALHOST:{PORT}",
    f"Localhost:{PORT}",
    f"localhost.:{PORT}",
    f"127.0.0.1.:{PORT}",
    f"0.0.0.0:{PORT}",
    f"[::]:{PORT}",
    f"::1:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"2130706433:{PORT}",
    f"0x7f000001:{PORT}",
    f"127.1:{PORT}",
    f"127.0.0.2:{PORT}",
    f"localhost.localdomain:{PORT}",
    f"localhost:{PORT},evil.example",
    f"localhost:{PORT} ",
    f"http://localhost:{PORT}",
]
METHODS = ("GET", "HEAD", "POST", "DELETE")
ORIGINS = (
    None,
    f"http://{OWN}",
    "null",
    "http://evil.example",
    f"https://{OWN}",
    f"http://localhost:{PORT}",
)
SITES = (None, "none", "same-origin", "same-site", "cross-site")


@pytest.mark.parametrize("host", RIGHT)
def test_its_three_names_with_the_right_port_are_answered(host: str) -> None:
    assert ask(app(), f"/{KEY}/view", headers=[("host", host)]).status == 200


@pytest.mark.parametrize("host", WRONG)
def test_any_other_host_is_refused(host: str) -> None:
    assert ask(app(), f"/{KEY}/view", headers=[("host", host)]).status == Refusal.WRONG_HOST


@pytest.mark.parametrize("hosts", [[], [OWN, "evil.example"], [OWN, OWN]])
def test_no_host_and_two_hosts_are_refused(hosts: list[str]) -> None:
    headers = [("host", host) for host in hosts]
    assert ask(app(), f"/{KEY}/view", headers=headers).status == Refusal.WRONG_HOST


def expected(method: str, origin: str | None, site: str | None, key: str) -> int:
    """By hand: reading, from nowhere or from the page itself, with the key."""
    if method in {"POST", "DELETE"}:
        return 405
    if origin not in {None, f"http://{OWN}"} or site not in {None, "none", "same-origin"}:
        return 403
    return 200 if key == KEY else 404


def test_240_ways_of_asking_from_elsewhere() -> None:
    asked, wrong = app(), []
    cells = list(product(METHODS, ORIGINS, SITES, (KEY, "x" * 22)))
    for method, origin, site, key in cells:
        headers = [("host", OWN)]
        headers += [("origin", origin)] if origin else []
        headers += [("sec-fetch-site", site)] if site else []
        status = ask(asked, f"/{key}/static/page.js", method, headers).status
        if status != expected(method, origin, site, key):
            wrong.append((method, origin, site, key, status))
    assert len(cells) == 240
    assert wrong == []


def test_the_same_over_the_wire(site: Site) -> None:
    right = f"/{site.key}/view"
    assert site.ask(right).status == 200
    assert site.ask(right, host=f"localhost:{site.port}").status == 200
    assert site.ask(right, host=f"evil.example:{site.port}").status == 421
    assert site.ask(right, "POST").status == 405
    assert site.ask(right, Origin="http://evil.example").status == 403
    assert site.ask(right, Sec_Fetch_Site="cross-site").status == 403
    assert site.ask("/view").status == 404
    assert site.ask(f"http://evil.example:{site.port}{right}").status != 200


def test_a_method_that_is_refused_says_which_are_not() -> None:
    assert ask(app(), f"/{KEY}/", "PUT").header("allow") == "GET, HEAD"


def test_no_answer_lets_other_pages_read_it(site: Site) -> None:
    for path in (f"/{site.key}/view", f"/{site.key}/static/page.js", "/"):
        reply = site.ask(path, Origin=f"http://127.0.0.1:{site.port}")
        assert [name for name in reply.headers if name.startswith("access-control")] == []


def answers(site: Site) -> dict[str, int]:
    """The ways in which an answer can come about, each with its status."""
    base = f"/{site.key}/"
    return {
        base: 303,
        f"{base}?mode=daily": 200,
        f"{base}view": 200,
        f"{base}open/plan.json": 200,
        f"{base}open/scenario.toml": 200,
        f"{base}open/none": 404,
        f"{base}static/page.js": 200,
        f"{base}static/none.js": 404,
        **{f"{base}save/{kind}?mode=daily&from=2027-01-04&count=2&at=10:00": 200 for kind in FORMATS},
        f"{base}save/csv": 404,
        f"{base}nothing": 404,
        "/": 404,
    }


def test_every_answer_carries_the_headers(site: Site) -> None:
    replies = [(site.ask(path), status) for path, status in answers(site).items()]
    replies += [
        (site.ask(f"/{site.key}/", "POST"), 405),
        (site.ask(f"/{site.key}/", host="evil.example"), 421),
        (site.ask(f"/{site.key}/", Origin="null"), 403),
        (site.raw(b"GET / HTTP/1.1\r\nbroken\r\n\r\n"), 400),
        (site.raw(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 9_000), 400),
        (site.ask(f"/{site.key}/view", X="x" * 9_000), 431),
    ]
    assert [reply.status for reply, _ in replies] == [status for _, status in replies]
    for reply, _ in replies:
        assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS
        assert "server" not in reply.headers


def test_the_policy_allows_only_its_own_files() -> None:
    policy = re.sub(r"sha256-[A-Za-z0-9+/]{43}=", "sha256-…", HEADERS["content-security-policy"])
    assert policy == (
        "default-src 'none'; style-src 'sha256-…'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def test_the_decision_needs_no_more_than_the_request() -> None:
    asked = Request("GET", "/k/", [("host", "localhost:1"), ("origin", "http://localhost:1")])
    assert refusal(asked, 1, "k") is None
    assert refusal(asked._replace(path="/kk/"), 1, "k") is Refusal.NO_SUCH_PATH


DOTS = ("..", "%2e%2e", "%2E.", ".%2e", "..%00", "....", "%252e%252e", "..;", "\\..", "%c0%ae%c0%ae")
SLASHES = ("/", "%2f", "\\", "%5c", "//")
TARGETS = ("etc/passwd", "pyproject.toml", "app.py", "web.key", "plan.json")
TRAVERSALS = [
    f"{place}/{slash.join([dots] * 3)}{slash}{target}"
    for place, dots, slash, target in product(("static", "open"), DOTS, SLASHES, TARGETS)
]


def test_500_paths_that_climb_reach_nothing(site: Site) -> None:
    reached = []
    assert len(TRAVERSALS) == 500
    for path in TRAVERSALS:
        reply = site.ask(f"/{site.key}/{path}")
        if reply.status not in {400, 404} or b"root:" in reply.body or b"[project]" in reply.body:
            reached.append((path, reply.status))
    assert reached == []
