"""What must never be sent, shown or followed (S01, S03, S04 of `reliability.md` §5)."""

from __future__ import annotations

import copy
import io
import logging
import pickle
import traceback
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from sync.endpoint import Endpoint
from sync.errors import ApiUnavailable, BadInput, ReadOnly
from sync.http_api import HttpApi, Settings
from sync.outcome import Outcome
from sync.requests import ByDates
from sync.secret import Secret, token_problems
from sync.target import Target, checked_id, id_from_text
from sync.wire.dialect import Generation
from tests.canaries.tokens import canary
from tests.sync.apis import PARTNER, USER, CountingPace, Rig
from tests.sync.exchanges import ASKED, LOCATION, SOURCE, events, v1
from tests.sync.faulty import Visit, serving, trusting
from tests.sync.sample import body

TARGET = Target(LOCATION, SOURCE)
EVIL = [
    "\r\n", "\n", "\r", "\0", "/..", "/../1", "%2f", "%2e%2e", "?a=1", "#x", "&", ";", " ", "\t", "１", "٣", "²", "Ⅷ",
    "e3", ".0", "_000", "+", "\u2028", "\x85", "\ufeff", "\u200b", "'", '"', "\\", "0x", "//evil.example", "@evil", ":",
]  # fmt: skip
ID_VECTORS = [
    text
    for evil, place in product(EVIL, range(6))
    for text in [["{}108", "108{}", "1{}08", "{}", "{}0", "-{}1"][place].format(evil)]
] + ["", "0", "-1", "+1", "01", "1" * 5000, str(10**12 + 1), "1e3", "0x10", "true", "None", "NaN"]
TOKEN_VECTORS = [text for evil in EVIL if evil != "_000" for text in (f"{evil}abc", f"abc{evil}", f"a{evil}bc")] + [
    "a, User b", "ключ", "a" * 4097, "a,b", "é",
]  # fmt: skip
TOKEN_VECTORS = [
    text
    for text in TOKEN_VECTORS
    if not text.isascii() or not text.replace(".", "").replace("-", "").replace("_", "").isalnum()
]


@pytest.mark.parametrize("text", ID_VECTORS, ids=ascii)
def test_an_id_that_is_not_ascii_digits_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        id_from_text(text, "event")
    with pytest.raises(BadInput):
        checked_id(text, "event")


def test_there_are_at_least_200_vectors_for_ids() -> None:
    assert len(set(ID_VECTORS)) >= 200


@pytest.mark.parametrize("text", TOKEN_VECTORS, ids=lambda text: ascii(text)[:30])
def test_a_token_that_is_more_than_a_word_is_refused_and_not_shown(text: str) -> None:
    try:
        secret = Secret(text)
    except BadInput as error:
        assert text not in str(error)  # noqa: PT017  a token of no length at all is refused earlier
        return
    assert token_problems(secret, "user_token")
    for tokens in ((secret, Secret(USER)), (Secret(PARTNER), secret)):
        pace = CountingPace()
        with pytest.raises(BadInput) as caught:
            api("https://api.example.org/api", *tokens, pace)
        assert text not in str(caught.value)
        assert pace.waits == 0


def api(url: str, partner: Secret, user: Secret | None, pace: CountingPace) -> HttpApi:
    return HttpApi(url, Generation.V1, partner, user, pace=pace, sleep=lambda _: None, clock=lambda: 0.0)


HOSTS = [
    "http://api.alteg.io/api", "http://192.168.1.1/api", "http://127.0.0.1.evil.example/api", "http://localhost.evil/api",
    "http://127.0.0.2/api", "http://0.0.0.0/api", "http://2130706433/api", "http://[::]/api", "http://[::ffff:127.0.0.1]/",
    "ftp://api.alteg.io/api", "file:///etc/passwd", "api.alteg.io/api", "//api.alteg.io/api", "", " ", "https://", "https:///api",
    "https://user@api.alteg.io/api", "https://user:pass@api.alteg.io/api", "https://api.alteg.io@evil.example/api",
    "https://api.alteg.io/api?x=1", "https://api.alteg.io/api#x", "https://api.alteg.io/../api", "https://api.alteg.io/./api",
    "https://api.alteg.io/%2e%2e/api", "https://api.alteg.io//evil", "https://api.alteg.io\\@evil.example", "https://api.alteg.io/api\r\nX: 1",
    "https://api.alteg.io/api\n", "\nhttps://api.alteg.io/api", "https://api.alteg.io:0/api", "https://api.alteg.io:65536/api",
    "https://api.alteg.io:44 3/api", "https://api.alteg.io:/api", "https://ａpi.alteg.io/api", "https://алтег.io/api", "https://api..io/api",
    "https://-api.io/api", "https://api.alteg.io./api", "HTTPS://api.alteg.io/api", "https://api_alteg.io/api", "https://[fe80::1]/api",
    "https://" + "a" * 600 + ".io/api", "javascript:alert(1)", "https://api.alteg.io /api", "https://api.alteg.io\t/api", "https:/api.alteg.io/api",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTS, ids=ascii)
def test_a_host_that_is_not_plainly_https_or_loopback_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        Endpoint.parse(url)
    assert "pass" not in str(caught.value), "an address may hold a password"
    pace = CountingPace()
    with pytest.raises(BadInput):
        api(url, Secret(PARTNER), Secret(USER), pace)
    assert pace.waits == 0


@pytest.mark.parametrize("value", [None, 5, b"https://api.alteg.io", ["https://api.alteg.io"]])
def test_a_host_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(BadInput):
        Endpoint.parse(value)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://api.alteg.io/api", "https://api.alteg.io:443/api"),
        ("https://api.alteg.io/api/", "https://api.alteg.io:443/api"),
        ("https://api.yclients.com:8443", "https://api.yclients.com:8443"),
        ("http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api"),
        ("http://localhost/api", "http://localhost:80/api"),
        ("http://[::1]:9/api", "http://[::1]:9/api"),
        (
            "https://developer.alteg.io/_mock/en/b2b-v1/openapi/",
            "https://developer.alteg.io:443/_mock/en/b2b-v1/openapi",
        ),
    ],
)
def test_a_host_that_is_is_kept(url: str, kept: str) -> None:
    assert Endpoint.parse(url).url == kept


def test_all_problems_of_an_api_are_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        api("http://evil.example", Secret("a b"), Secret("c\nd"), CountingPace())
    assert [problem.field for problem in caught.value.problems] == ["partner_token", "user_token", "base_url"]


def test_there_is_no_way_to_trust_everybody() -> None:
    context = trusting()
    context.check_hostname = False
    with pytest.raises(BadInput, match="certificates"):
        Rig("https://127.0.0.1:1/api", tls=context)
    source = Path(HttpApi.__init__.__code__.co_filename).read_text(encoding="utf-8")
    assert "verify=False" not in source
    assert "CERT_NONE" not in source


# --- S01: nothing shows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{0!r:>9}".format, lambda secret: f"{secret}"])
def test_a_secret_does_not_show(show: Callable[[object], str]) -> None:
    assert "canary" not in show(Secret("canary"))


@pytest.mark.parametrize("write", [pickle.dumps, copy.copy, copy.deepcopy, hash])
def test_a_secret_is_not_written_down_nor_copied_nor_hashed(write: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        write(Secret("canary"))


def test_secrets_are_compared_by_what_they_hold() -> None:
    assert Secret("canary") == Secret("canary")
    assert Secret("canary") != Secret("canarz")
    assert Secret("canary") != "canary"


@pytest.mark.parametrize("text", ["", "a" * 4097, None, 5, b"canary"])
def test_a_secret_is_a_text_of_some_length(text: object) -> None:
    with pytest.raises(BadInput) as caught:
        Secret(text)  # type: ignore[arg-type]  # on purpose
    assert "canary" not in str(caught.value)


def leaky(visit: Visit) -> None:
    visit.read()
    cookie = f"Set-Cookie: session={canary('cookie')}"
    visit.answer(v1(events()), "200 OK", "application/json", cookie, "X-Echo: " + PARTNER)


def test_no_token_is_logged_shown_or_raised_at_any_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(leaky) as server:
        rig = Rig(server.url)
        answer = rig.api.duplicate(TARGET, ByDates(ASKED))
        with pytest.raises(ApiUnavailable) as caught:
            rig.api.event(TARGET)
        seen = b"".join(server.requests).decode()
    assert answer.kind is Outcome.CREATED
    assert f"Authorization: Bearer {PARTNER}, User {USER}\r\n" in seen
    shown = io.StringIO()
    traceback.print_exception(caught.value, file=shown)
    told = " ".join([caplog.text, repr(rig.api), repr(answer), repr(caught.value), shown.getvalue()])
    assert "canary" not in told
    assert rig.api.__class__.__name__ in told, "something was told"


def test_a_login_sends_the_partner_token_only_and_shows_neither_password_nor_token(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    def script(visit: Visit) -> None:
        visit.read()
        visit.answer(body("v1/login"), "201 Created")

    with serving(script) as server:
        found = Rig(server.url).api.login("user.1", Secret(canary("login")))
        (request,) = server.requests
    assert f"Authorization: Bearer {PARTNER}\r\n" in request.decode()
    assert USER not in request.decode()
    assert "wec23" not in repr(found) + caplog.text
    assert "canary" not in caplog.text


# --- S03: nowhere else -------------------------------------------------------------------------------------------


def answers(visit: Visit) -> None:
    visit.read()
    visit.answer(v1(events()))


def test_no_proxy_certificate_or_password_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login evil password evil\n", encoding="utf-8")
    netrc.chmod(0o600)
    with serving(answers) as proxy, serving(answers) as server:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
        assert Rig(server.url).api.duplicate(TARGET, ByDates(ASKED)).kind is Outcome.CREATED
        assert proxy.connections == 0
        assert f"Authorization: Bearer {PARTNER}, User {USER}".encode() in server.requests[0]


def test_a_trusted_root_of_the_environment_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).parent / "certificates" / "authority.pem"))
    with serving(answers, tls=True) as server:
        assert Rig(server.url).api.duplicate(TARGET, ByDates(ASKED)).kind is Outcome.NOT_SENT
        assert server.requests == []


def test_the_headers_are_those_that_are_documented() -> None:
    with serving(answers) as server:
        Rig(server.url).api.duplicate(TARGET, ByDates(ASKED))
        head = server.requests[0].split(b"\r\n\r\n")[0].decode()
    first, *lines = head.split("\r\n")
    assert first == f"POST /api/v1/activity/{LOCATION}/{SOURCE}/duplicate HTTP/1.1"
    assert dict(line.split(": ", 1) for line in lines) == {
        "Host": f"127.0.0.1:{server.port}",
        "Accept": "application/vnd.api.v2+json",
        "Accept-Encoding": "identity",
        "Accept-Language": "en",
        "Authorization": f"Bearer {PARTNER}, User {USER}",
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": "108",
        "User-Agent": "recur",
    }


def test_a_term_is_encoded_and_stays_in_the_query() -> None:
    with serving(answers) as server:
        Rig(server.url).api.services(LOCATION, term="a&b=c #?/..")
        target = server.requests[0].split(b" ")[1]
    assert target.count(b"?") == 1
    assert b"term=a%26b%3Dc" in target
    assert b"#" not in target


@pytest.mark.parametrize("term", ["a\r\nX: 1", "a\0", "\ud800", "a" * 201, "\u2028"])
def test_a_term_with_control_characters_is_refused(term: str) -> None:
    rig = Rig("http://127.0.0.1:1/api")
    with pytest.raises(BadInput):
        rig.api.services(LOCATION, term=term)
    with pytest.raises(BadInput):
        rig.api.login(term, Secret("x"))
    assert rig.pace.waits == 0


def test_an_address_for_reading_takes_no_change() -> None:
    with serving(answers) as server:
        mock = f"http://127.0.0.1:{server.port}/mock"
        rig = Rig("https://api.example.org/api", v1_url=mock)
        with pytest.raises(ReadOnly):
            rig.api.duplicate(TARGET, ByDates(ASKED))
        assert (server.connections, rig.pace.waits) == (0, 0)
        with pytest.raises(ApiUnavailable):
            rig.api.event(TARGET)
        assert server.requests[0].startswith(f"GET /mock/activity/{LOCATION}/{SOURCE} ".encode())


def test_settings_show_no_secret() -> None:
    assert "token" not in repr(Settings())
