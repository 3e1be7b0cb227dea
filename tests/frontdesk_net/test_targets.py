"""F45: which host is asked, with which tokens; the tokens of one never reach the other; the target is always named."""

import re
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from frontdesk.errors import BadConfiguration, ConfigurationError, NoConnection
from frontdesk.service.configuration import ADDRESSES, KEYS, OTHERS, TOKENS, Configuration, configured
from frontdesk.service.connection import title
from frontdesk.service.profile import Profile, write_profile
from sync.secret import Secret
from tests.canaries.tokens import canary
from tests.frontdesk_net.running import Terminal

LIVE, OTHER, HERE = "https://api.alteg.io/api", "https://api.yclients.com/api", "http://127.0.0.1:8080/api"
ENV_PARTNER, ENV_USER = canary("env.partner"), canary("env.user")
KEPT_PARTNER, KEPT_USER = canary("kept.partner"), canary("kept.user")
ENV_TOKENS = {"ALTEGIO_PARTNER_TOKEN": ENV_PARTNER, "ALTEGIO_USER_TOKEN": ENV_USER}
KEPT_TOKENS = {"partner_token": KEPT_PARTNER, "user_token": KEPT_USER}


def kept(host: str, **values: object) -> Profile:
    return Profile("default", "default.toml", {"base_url": host, **KEPT_TOKENS, **values})


class Row(NamedTuple):
    """A case: the environment's host and tokens, the profile's host, whether it was named; then who gets what."""

    env_host: str | None
    env_tokens: Mapping[str, str]
    profile_host: str | None
    named: str | None
    host: str | None
    partner: str | None = None
    user: str | None = None


NO: dict[str, str] = {}
NAMED = "default"
PARTNER_ONLY = {"ALTEGIO_PARTNER_TOKEN": ENV_PARTNER}
TABLE = [
    Row(None, NO, None, None, None),
    Row(None, ENV_TOKENS, None, None, None),
    Row(HERE, ENV_TOKENS, None, None, HERE, ENV_PARTNER, ENV_USER),
    Row(HERE, NO, None, None, HERE),
    Row(LIVE, ENV_TOKENS, None, None, LIVE, ENV_PARTNER, ENV_USER),
    Row(None, NO, LIVE, None, LIVE, KEPT_PARTNER, KEPT_USER),
    Row(None, NO, LIVE, NAMED, LIVE, KEPT_PARTNER, KEPT_USER),
    Row(None, ENV_TOKENS, LIVE, None, LIVE, KEPT_PARTNER, KEPT_USER),
    Row(None, ENV_TOKENS, LIVE, NAMED, LIVE, KEPT_PARTNER, KEPT_USER),
    Row(HERE, ENV_TOKENS, LIVE, None, HERE, ENV_PARTNER, ENV_USER),
    Row(HERE, NO, LIVE, None, HERE),
    Row(HERE, PARTNER_ONLY, LIVE, None, HERE, ENV_PARTNER),
    Row(HERE, ENV_TOKENS, LIVE, NAMED, None),
    Row(HERE, NO, LIVE, NAMED, None),
    Row(OTHER, ENV_TOKENS, LIVE, NAMED, None),
    Row("https://api.alteg.io:8443/api", NO, LIVE, None, "https://api.alteg.io:8443/api"),
    Row("http://127.0.0.1:8081/api", NO, HERE, None, "http://127.0.0.1:8081/api"),
    Row(LIVE, NO, LIVE, None, LIVE, KEPT_PARTNER, KEPT_USER),
    Row(LIVE, PARTNER_ONLY, LIVE, NAMED, LIVE, ENV_PARTNER, KEPT_USER),
    Row(LIVE + "/other", ENV_TOKENS, LIVE, NAMED, LIVE + "/other", ENV_PARTNER, ENV_USER),
]


def decided(row: Row) -> Configuration | None:
    environ = {**({"RECUR_BASE_URL": row.env_host} if row.env_host else {}), **row.env_tokens}
    profile = kept(row.profile_host) if row.profile_host else None
    try:
        return configured(environ, profile, named=row.named)
    except NoConnection:
        return None


def revealed(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


@pytest.mark.parametrize("row", TABLE)
def test_tokens_go_only_where_they_belong(row: Row) -> None:
    found = decided(row)
    if row.host is None:
        assert found is None
        return
    assert found is not None
    expected = row.host.replace("alteg.io/", "alteg.io:443/").replace("yclients.com/", "yclients.com:443/")
    assert found.endpoint.url == expected
    assert (revealed(found.partner), revealed(found.user)) == (row.partner, row.user)


@pytest.mark.parametrize("named", [None, "default"])
@pytest.mark.parametrize("profile", [None, LIVE, HERE])
@pytest.mark.parametrize("tokens", [NO, PARTNER_ONLY, ENV_TOKENS])
@pytest.mark.parametrize("v1", [None, LIVE + "/v1", HERE + "/v1", "https://mock.example/v1"])
@pytest.mark.parametrize("base", [None, LIVE, HERE])
def test_in_no_combination_does_a_token_meet_a_foreign_host(
    base: str | None, v1: str | None, tokens: Mapping[str, str], profile: str | None, named: str | None
) -> None:
    given = {"RECUR_BASE_URL": base, "RECUR_V1_URL": v1, **tokens}
    environ = {name: text for name, text in given.items() if text}
    stored = kept(profile) if profile else None
    try:
        found = configured(environ, stored, named=named if stored else None)
    except ConfigurationError:
        return
    secrets = {revealed(found.partner), revealed(found.user)} - {None}
    at = found.endpoint.origin
    if any(str(secret).startswith("kept") for secret in secrets):
        assert profile is not None
        assert profile.startswith(at.replace(":443", ""))
    if any(str(secret).startswith("env") for secret in secrets):
        assert any(str(url).startswith(at.replace(":443", "")) for url in (base, v1) if url)


def test_a_copy_at_an_address_of_its_own_is_read_only_and_speaks_v1() -> None:
    environ = {"RECUR_V1_URL": "https://mock.example/v1", "RECUR_BASE_URL": LIVE, **ENV_TOKENS}
    found = configured(environ, None, named=None)
    assert found.read_only
    assert title(found, 4564) == "read-only copy on mock.example · location 4564"
    with pytest.raises(BadConfiguration):
        configured({**environ, "RECUR_API": "v2"}, None, named=None)


@pytest.mark.parametrize(
    ("host", "values", "shown"),
    [
        (LIVE, {}, "PRODUCTION api.alteg.io · location 4564 · profile default"),
        (HERE, {}, "emulator on 127.0.0.1:8080 · location 4564 · profile default"),
        (LIVE, {"api": "v2"}, "PRODUCTION api.alteg.io · location 4564 · API v2 · profile default"),
        ("https://localhost:8443/api", {}, "emulator on localhost:8443 · location 4564 · profile default"),
    ],
)
def test_the_target_line_marks_production(host: str, values: dict[str, object], shown: str) -> None:
    assert title(configured({}, kept(host, **values), named=None), 4564) == shown


def test_tokens_that_belong_to_no_address_are_named_in_the_target_line() -> None:
    found = configured(ENV_TOKENS, kept(LIVE), named=None)
    assert title(found, None).endswith("· ALTEGIO_PARTNER_TOKEN not used · ALTEGIO_USER_TOKEN not used")


class Listener:
    """A plain server that only writes down what reaches it."""

    def __init__(self) -> None:
        seen = self.seen = list[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(self.headers.get("Authorization", ""))
                self.send_response(401)
                self.send_header("Content-Type", "application/json")
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(b'{"success": false, "data": null, "meta": {"message": "no"}}')

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        self.base_url = f"http://127.0.0.1:{self.server.server_port}/api"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listeners() -> Iterator[tuple[Listener, Listener]]:
    """Two services."""
    both = Listener(), Listener()
    yield both
    for listener in both:
        listener.stop()


@pytest.mark.parametrize(
    ("line", "env_host", "expected"),
    [
        ("services", 0, ([f"Bearer {ENV_PARTNER}, User {ENV_USER}"], [])),
        ("services", None, ([], [f"Bearer {KEPT_PARTNER}, User {KEPT_USER}"])),
        ("services --profile default", None, ([], [f"Bearer {KEPT_PARTNER}, User {KEPT_USER}"])),
        ("services --profile default", 0, ([], [])),
        ("services", 1, ([], [f"Bearer {ENV_PARTNER}, User {ENV_USER}"])),
    ],
)
def test_over_real_sockets_no_token_reaches_the_other_service(
    listeners: tuple[Listener, Listener],
    shell: Terminal,
    tmp_path: Path,
    line: str,
    env_host: int | None,
    expected: tuple[list[str], list[str]],
) -> None:
    write_profile(
        tmp_path / "settings" / "recur", Profile("default", "", dict(kept(listeners[1].base_url).values))
    )
    shell.environ |= {**ENV_TOKENS, "RECUR_LOCATION": "4564"}
    if env_host is not None:
        shell.environ["RECUR_BASE_URL"] = listeners[env_host].base_url
    done = shell(line)
    assert tuple(listener.seen for listener in listeners) == expected
    assert done.code == (77 if any(expected) else 78)


@pytest.mark.parametrize(
    "host", ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"]
)
def test_a_proxy_of_the_environment_is_not_asked(
    listeners: tuple[Listener, Listener], shell: Terminal, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv(host, listeners[1].base_url.removesuffix("/api"))
    shell.environ |= {**ENV_TOKENS, "RECUR_LOCATION": "4564", "RECUR_BASE_URL": listeners[0].base_url}
    assert shell("services").code == 77
    assert (len(listeners[0].seen), len(listeners[1].seen)) == (1, 0)


def test_the_target_is_the_first_line_of_every_output(
    shell: Terminal, listeners: tuple[Listener, Listener]
) -> None:
    shell.environ |= {**ENV_TOKENS, "RECUR_LOCATION": "4564", "RECUR_ZONE": "UTC"}
    shell.environ["RECUR_BASE_URL"] = listeners[0].base_url
    days = "--from 2026-12-01 --till 2026-12-31"
    for line in (
        "strategies list",
        "strategies create --title A --mode daily",
        "strategies update 1 --interval 1",
        "strategies delete 1",
        f"events list {days}",
        "events show 1",
        "services",
        f"pull {days} --out s.json",
    ):
        for wanted in ("table", "json"):
            done = shell(f"{line} --format {wanted}")
            text = done.out if wanted == "table" else done.err
            assert text.startswith(
                f"emulator on 127.0.0.1:{listeners[0].server.server_port} · location 4564\n"
            )
            assert done.code == 77


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "No service is named. Set RECUR_BASE_URL"),
        (ENV_TOKENS, "No service is named. ALTEGIO_PARTNER_TOKEN and ALTEGIO_USER_TOKEN alone will not do"),
        ({"RECUR_BASE_URL": LIVE}, "There is no partner token for this host."),
        ({"RECUR_BASE_URL": "http://api.alteg.io/api"}, "RECUR_BASE_URL: 'an address like http://"),
        ({"RECUR_BASE_URL": "https://user:canary@api.alteg.io/api"}, "RECUR_BASE_URL: 'an address like https://"),
        ({"RECUR_BASE_URL": "api.alteg.io"}, "RECUR_BASE_URL: 'an address without a scheme'"),
        ({"RECUR_BASE_URL": LIVE, "ALTEGIO_PARTNER_TOKEN": "a\r\nb"}, "ALTEGIO_PARTNER_TOKEN: *** is not allowed"),
        ({"RECUR_BASE_URL": LIVE, "ALTEGIO_PARTNER_TOKEN": "a b"}, "ALTEGIO_PARTNER_TOKEN: *** is not allowed"),
        ({"RECUR_BASE_URL": LIVE, "ALTEGIO_PARTNER_TOKEN": "x" * 5000}, "ALTEGIO_PARTNER_TOKEN: *** is not allowed"),
        ({"RECUR_BASE_URL": LIVE, **ENV_TOKENS, "RECUR_API": "v3"}, "RECUR_API: 'v3' is not allowed; it takes v1 or v2"),
        ({"RECUR_BASE_URL": LIVE, **ENV_TOKENS, "RECUR_LOCATION": "４"}, "RECUR_LOCATION: "),
        ({"RECUR_BASE_URL": LIVE, **ENV_TOKENS, "RECUR_ZONE": "Mars"}, "RECUR_ZONE: 'Mars' is not allowed"),
        ({"RECUR_BASE_URL": LIVE, **ENV_TOKENS, "RECUR_SETTLE": "59"}, "RECUR_SETTLE: 59.0 is not allowed; it takes 60"),
        ({"RECUR_BASE_URL": LIVE, **ENV_TOKENS, "RECUR_SETTLE": "nan"}, "RECUR_SETTLE: 'nan' is not allowed"),
        ({"RECUR_BASE_URL": HERE, **ENV_TOKENS, "RECUR_SETTLE": "-1"}, "RECUR_SETTLE: '-1' is not allowed"),
    ],
)  # fmt: skip
def test_a_configuration_that_means_nothing_is_refused_with_78(
    shell: Terminal, environ: dict[str, str], said: str
) -> None:
    done = shell("services --location 1", given=environ)
    assert (done.code, done.out) == (78, "")
    assert done.err.startswith(f"recur services: {said}")
    assert "canary" not in done.err


def test_all_problems_of_a_configuration_are_told_at_once(shell: Terminal) -> None:
    done = shell("services", RECUR_BASE_URL=LIVE, RECUR_API="v3", RECUR_LOCATION="x", RECUR_SETTLE="soon")
    assert (done.code, len(done.err.splitlines())) == (78, 3)


@pytest.mark.parametrize(
    ("host", "text", "seconds"), [(HERE, "0", 0), (HERE, None, 180), (LIVE, "60", 60), (LIVE, "240.5", 240.5)]
)
def test_the_settle_time_is_180_seconds_unless_told(host: str, text: str | None, seconds: float) -> None:
    environ = {"RECUR_BASE_URL": host, **({"RECUR_SETTLE": text} if text else {})}
    assert configured(environ, None, named=None).settle == seconds


def test_without_a_location_the_option_and_the_variable_are_named(shell: Terminal) -> None:
    done = shell("services", RECUR_BASE_URL=LIVE, given=ENV_TOKENS)
    assert (done.code, done.out) == (2, "")
    assert "--location is missing: give the location's id, or set RECUR_LOCATION." in done.err


def test_the_page_on_configuration_names_every_setting_and_no_other() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:`([A-Z_1]+)`)? ?\| `\[?([a-z_1]+)\]?` \|", page, re.MULTILINE)
    known = {**ADDRESSES, **TOKENS, **OTHERS}
    assert {key: variable for variable, key in rows} == {
        **known,
        "reading": "",
        "calibration": "",
        "limits": "",
    }
    assert set(KEYS) == {key for _, key in rows}
