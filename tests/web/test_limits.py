"""What is too much is refused in words, and nobody who dawdles keeps others waiting (S12, S19)."""

import socket
from contextlib import ExitStack, closing, suppress

import pytest

from frontdesk.web.serve import DEADLINE, MOST_CONNECTIONS, listening
from tests.web.asking import view
from tests.web.wire import Site

USUAL = "mode=daily&from=2027-01-04&at=10:00"
BOMBS = {
    "a thousand million dates": f"{USUAL}&count=1000000000",
    "a number of 3,900 digits": f"{USUAL}&count={'9' * 3_900}",
    "all days that there are": "mode=daily&from=0001-01-01&till=9999-12-31&at=10:00",
    "the last year": "mode=yearly&from=9999-12-31&count=2&at=10:00",
    "an interval of 2**63": f"{USUAL}&count=2&interval={2**63}",
    "other people's digits": f"{USUAL}&count=%D9%A1%D9%A2",
    "no number": f"{USUAL}&count=NaN",
    "an exponent": f"{USUAL}&count=1e9",
    "a sign": f"{USUAL}&interval=-1",
    "the year zero": "mode=daily&from=0000-01-01&count=2&at=10:00",
    "a year of five digits": "mode=daily&from=10000-01-01&count=2&at=10:00",
    "no such day": "mode=daily&from=2027-02-30&count=2&at=10:00",
    "no such time": "mode=daily&from=2027-01-04&count=2&at=25:00",
    "everything closed, and made up for": f"{USUAL}&count=5&closed=mon,tue,wed,thu,fri,sat,sun&if-closed=append",
    "as many left as there are none": f"{USUAL}&count=99&count-means=kept&closed=mon,tue,wed,thu,fri,sat,sun",
    "200 closures of a century": f"{USUAL}&count=5&closed={','.join(f'0001-01-01..{9999 - each}-12-31' for each in range(150))}",
    "an unknown zone": f"{USUAL}&count=2&zone=../../etc/passwd",
    "a country that is none": f"{USUAL}&count=2&holidays=../x",
    "a million fields": "&".join(["closed=2027-01-01"] * 100_000),
    "a name without end": f"{USUAL}&title={'x' * 50_000}",
    "nothing": "",
}
MEANT = {"200 closures of a century", "a name without end", "everything closed, and made up for"}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("query", BOMBS.values(), ids=BOMBS)
def test_a_bomb_in_the_address_is_answered_with_what_to_change(query: str) -> None:
    body = view(query)
    assert 'class="problems" role="alert"' in body or 'id="headline"' in body
    assert len(body) < 2_000_000


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - MEANT))
def test_what_is_no_strategy_or_too_much_shows_no_dates(name: str) -> None:
    assert 'role="alert"' in view(BOMBS[name])


def test_it_listens_on_loopback_only() -> None:
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(each)) for each in listening(0)]
        assert {each.getsockname()[0] for each in sockets} <= {"127.0.0.1", "::1"}
        assert len({each.getsockname()[1] for each in sockets}) == 1


def other_address() -> str:
    """An address of this machine that is not the page's: of its network, or a second one of loopback where it has none."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which address would be used
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.2"


def test_at_another_address_of_this_machine_nobody_answers(site: Site) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((other_address(), site.port), 5)


def test_among_500_who_dawdle_others_are_answered(site: Site) -> None:
    with ExitStack() as stack:
        for number in range(500):
            slow = stack.enter_context(closing(socket.create_connection(("127.0.0.1", site.port), 10)))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: l")
            if number % 100 == 99:
                assert site.ask(f"/{site.key}/static/page.js").status == 200
        assert site.ask(f"/{site.key}/view").status == 200


def test_whoever_came_first_gives_way_when_there_are_too_many(site: Site) -> None:
    with ExitStack() as stack:
        first, *_ = [
            stack.enter_context(closing(socket.create_connection(("127.0.0.1", site.port), 10)))
            for _ in range(MOST_CONNECTIONS + 2)
        ]
        first.settimeout(0.8 * DEADLINE)  # after the deadline it would be sent away in any case
        with suppress(ConnectionResetError):
            assert first.recv(1) == b""
