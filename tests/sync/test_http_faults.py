"""What happens on the wire, over real sockets: each fault's outcome, and that nothing is sent twice.

The table is section 2.1 of `reliability.md`: the exception that a library raises does not tell whether the server has
executed a POST; only that no byte of it left is proof.
"""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import pytest

from sync.errors import ApiUnavailable, NotFound, OutcomeUnknown, RateLimited
from sync.outcome import Answer, Outcome, Reason
from sync.requests import ByDates
from sync.target import Target
from tests.sync.apis import Rig
from tests.sync.exchanges import ASKED, LOCATION, SOURCE, events, v1
from tests.sync.faulty import Script, Visit, closed_port, serving, trusting
from tests.sync.sample import body

TARGET = Target(LOCATION, SOURCE)
CREATED = v1(events())
SHORT = 0.3
"""A deadline for those that would hang for ever."""


class Fault(NamedTuple):
    """A script, what a POST is judged as, why, and whether the server had read the request."""

    script: Script
    reason: Reason
    reads: bool = True
    hangs: bool = False


def reset_at_once(visit: Visit) -> None:
    visit.reset()


def reset_unread(visit: Visit) -> None:
    visit.connection.recv(1, socket.MSG_PEEK)
    visit.reset()


def close_at_once(_: Visit) -> None:
    pass


def read_and_close(visit: Visit) -> None:
    visit.read()


def read_and_reset(visit: Visit) -> None:
    visit.read()
    visit.reset()


def hang_unread(visit: Visit) -> None:
    visit.server.stopping.wait(SHORT * 4)


def read_and_hang(visit: Visit) -> None:
    visit.read()
    visit.hang()


def says(data: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read()
        visit.send(data)

    return script


def says_and_resets(data: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read()
        visit.send(data)
        visit.reset()

    return script


def answers(content: bytes, status: str = "200 OK", kind: str = "application/json", *more: str) -> Script:
    def script(visit: Visit) -> None:
        visit.read()
        visit.answer(content, status, kind, *more)

    return script


def drips(data: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read()
        visit.drip(data)

    return script


def pours(visit: Visit) -> None:
    visit.read()
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    megabyte = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    for _ in range(200):
        visit.send(megabyte)


def storms(visit: Visit) -> None:
    visit.read()
    while not visit.server.stopping.is_set():
        visit.send(b"HTTP/1.1 102 Processing\r\n\r\n")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
WITH_LENGTH = HEAD + b"Content-Length: %d\r\n\r\n" % len(CREATED)
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

FAULTS = {
    "reset unread": Fault(reset_unread, Reason.BROKEN, reads=False),
    "closed right after accept": Fault(close_at_once, Reason.BROKEN, reads=False),
    "read, then closed": Fault(read_and_close, Reason.BROKEN),
    "read, then reset": Fault(read_and_reset, Reason.BROKEN),
    "unread, then silence": Fault(hang_unread, Reason.TIMEOUT, reads=False, hangs=True),
    "read, then silence": Fault(read_and_hang, Reason.TIMEOUT, hangs=True),
    "headers cut": Fault(says(b"HTTP/1.1 200 OK\r\nContent-"), Reason.BROKEN),
    "garbage for a status line": Fault(says(b"\x00\xff garbage\r\n\r\n"), Reason.BROKEN),
    "length longer than the body": Fault(says(WITH_LENGTH + CREATED[:-5]), Reason.BROKEN),
    "chunked body cut": Fault(says(CHUNKED + b"ff\r\n" + CREATED[:50]), Reason.BROKEN),
    "reset in the body": Fault(says_and_resets(WITH_LENGTH + CREATED[:50]), Reason.BROKEN),
    "close-delimited body cut": Fault(says(HEAD + b"\r\n" + CREATED[:-5]), Reason.MALFORMED),
    "headers of 200 KB": Fault(says(HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n"), Reason.BROKEN),
    "1xx without end": Fault(storms, Reason.TIMEOUT, hangs=True),
    "headers that drip": Fault(drips(WITH_LENGTH + CREATED), Reason.TIMEOUT, hangs=True),
    "200 MB": Fault(pours, Reason.TOO_LARGE),
    "gzip": Fault(
        answers(gzip.compress(CREATED), "200 OK", "application/json", "Content-Encoding: gzip"), Reason.ENCODED
    ),
    "a gzip bomb": Fault(
        answers(gzip.compress(b" " * 50_000_000, 1), "200 OK", "application/json", "Content-Encoding: gzip"),
        Reason.ENCODED,
    ),
    "HTML": Fault(answers(b"<p>hello", kind="text/html"), Reason.NOT_JSON),
    "204": Fault(says(b"HTTP/1.1 204 No Content\r\n\r\n"), Reason.STATUS),
    "100,000 deep": Fault(answers(b"[" * 100_000 + b"]" * 100_000), Reason.MALFORMED),
    "503": Fault(answers(body("errors/400"), "503 Unavailable"), Reason.SERVER_ERROR),
}  # fmt: skip


def duplicated(rig: Rig) -> Answer:
    return rig.api.duplicate(TARGET, ByDates(ASKED))


def deadlines(fault: Fault) -> dict[str, Any]:
    return {"change_deadline": SHORT, "read_deadline": SHORT} if fault.hangs else {}


@pytest.mark.parametrize("name", FAULTS)
def test_after_a_fault_a_post_is_unknown_and_is_not_sent_again(name: str) -> None:
    fault = FAULTS[name]
    with serving(fault.script) as server:
        rig = Rig(server.url, **deadlines(fault))
        answer = duplicated(rig)
        assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, fault.reason)
        assert server.connections == 1
        assert len(server.requests) == fault.reads
    assert rig.pace.waits == 1
    assert rig.slept == []


@pytest.mark.parametrize("name", FAULTS)
def test_after_a_fault_a_read_is_tried_three_times_and_then_given_up(name: str) -> None:
    fault = FAULTS[name]
    with serving(fault.script) as server:
        rig = Rig(server.url, **deadlines(fault))
        with pytest.raises(ApiUnavailable) as caught:
            rig.api.event(TARGET)
        assert server.connections == 3
    assert caught.value.tries == rig.pace.waits == 3
    assert caught.value.reason == fault.reason.value
    assert rig.slept == [0.5, 1.0]


def test_a_connection_that_is_reset_at_once_is_never_a_creation() -> None:
    with serving(reset_at_once) as server:
        answer = duplicated(Rig(server.url))
        assert server.connections == 1
    found = (answer.kind, answer.reason)
    assert found in {(Outcome.UNKNOWN, Reason.BROKEN), (Outcome.NOT_SENT, Reason.UNREACHABLE)}, "it is a race"


def test_a_body_is_cut_off_long_before_200_mb_are_read() -> None:
    with serving(pours) as server:
        duplicated(Rig(server.url))
    assert server.bytes_sent < 64 * 1024 * 1024


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(answers(CREATED)) as other:
        for place in (other.url, "/api/v1/activity/4564/108/duplicate", "https://127.0.0.1:1/"):
            redirect = answers(b"{}", f"{status} Elsewhere", "application/json", f"Location: {place}")
            with serving(redirect) as server:
                answer = duplicated(Rig(server.url))
                assert (answer.kind, answer.reason) == (Outcome.UNKNOWN, Reason.REDIRECT)
                with pytest.raises(ApiUnavailable):
                    Rig(server.url).api.event(TARGET)
                assert server.connections == 2, "one for the change, one for the read: it is not tried again"
        assert other.connections == 0


def test_a_refused_connection_proves_that_nothing_was_sent() -> None:
    answer = duplicated(Rig(f"http://127.0.0.1:{closed_port()}/api"))
    assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.UNREACHABLE)


def test_a_host_without_an_address_proves_that_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    answer = duplicated(Rig("https://no-such-host.invalid/api"))
    assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.UNREACHABLE)


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port that takes no more connections and refuses none."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = int(listener.getsockname()[1])
        for _ in range(8):
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(("127.0.0.1", port))
        yield port


def test_a_connection_that_does_not_come_about_proves_that_nothing_was_sent() -> None:
    with full_backlog() as port:
        answer = duplicated(Rig(f"http://127.0.0.1:{port}/api", change_deadline=SHORT))
    assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.TIMEOUT)


@pytest.mark.parametrize("certificate", ["good", "other_name", "expired"])
def test_a_certificate_that_does_not_hold_proves_that_nothing_was_sent(certificate: str) -> None:
    tls = None if certificate == "good" else trusting()
    with serving(answers(CREATED), tls=True, certificate=certificate) as server:
        answer = duplicated(Rig(server.url, tls=tls))
        assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.CERTIFICATE)
        with pytest.raises(ApiUnavailable):
            Rig(server.url, tls=tls).api.event(TARGET)
        assert server.connections == 2, "a certificate is not tried again"
        assert server.requests == []


def test_a_certificate_that_holds_lets_the_request_through() -> None:
    with serving(answers(CREATED), tls=True) as server:
        assert duplicated(Rig(server.url, tls=trusting())).kind is Outcome.CREATED


def test_tls_to_a_plain_port_proves_that_nothing_was_sent() -> None:
    with serving(answers(CREATED)) as server:
        answer = duplicated(Rig(server.url.replace("http:", "https:"), change_deadline=SHORT * 5))
        assert answer.kind is Outcome.NOT_SENT
        assert [request for request in server.requests if b"canary" in request] == []


def test_a_handshake_that_hangs_proves_that_nothing_was_sent() -> None:
    with serving(hang_unread) as server:
        answer = duplicated(Rig(server.url.replace("http:", "https:"), change_deadline=SHORT))
    assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.TIMEOUT)


def test_a_strategy_that_may_have_been_made_is_said_to_be_unknown() -> None:
    from recurrence import Strategy

    with serving(read_and_close) as server:
        with pytest.raises(OutcomeUnknown):
            Rig(server.url).api.create_strategy(LOCATION, Strategy(1, title="Every day"))
        assert server.connections == 1


def test_a_429_is_told_to_the_pace_and_to_the_caller() -> None:
    limited = answers(body("errors/400"), "429 Too Many", "application/json", "Retry-After: 7")
    with serving(limited) as server:
        rig = Rig(server.url)
        assert duplicated(rig).wait == 7
        with pytest.raises(RateLimited) as caught:
            rig.api.event(TARGET)
    assert caught.value.wait == 7
    assert rig.pace.penalties == [7, 7]


def test_an_answer_that_is_not_found_is_not_asked_for_again() -> None:
    with serving(answers(body("errors/404_list"), "404 Not Found")) as server:
        with pytest.raises(NotFound):
            Rig(server.url).api.event(TARGET)
        assert server.connections == 1
