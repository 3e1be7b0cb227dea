"""5 requests in any second and 200 in any minute, for each client address, on a clock that moves when told to."""

from typing import Literal

import pytest

from sync.emulator.switches import Switches
from tests.emulator.conftest import Start
from tests.emulator.studio import Client

EVENT = "/v1/activity/4564/108"


def statuses(client: Client, number: int) -> list[int]:
    return [client("GET", EVENT).status for _ in range(number)]


def test_the_sixth_request_in_a_second_is_turned_away_until_the_first_is_a_second_old(start: Start) -> None:
    emulator = start(switches=Switches())
    client = Client(emulator.port)
    assert statuses(client, 2) == [200] * 2
    emulator.advance(0.5)
    assert statuses(client, 4) == [200] * 3 + [429]
    emulator.advance(0.5)
    assert statuses(client, 3) == [200] * 2 + [429]


def test_the_201st_request_in_a_minute_is_turned_away(start: Start) -> None:
    emulator = start(switches=Switches())
    client = Client(emulator.port)
    for _ in range(40):
        assert statuses(client, 5) == [200] * 5
        emulator.advance(1.0)
    assert statuses(client, 1) == [429]
    emulator.advance(20.0)
    assert statuses(client, 6) == [200] * 5 + [429]


def test_another_address_has_a_limit_of_its_own(start: Start) -> None:
    port = start(switches=Switches()).port
    assert statuses(Client(port), 6)[-1] == 429
    assert statuses(Client(port, source="127.0.0.2"), 1) == [200]


def test_a_429_comes_before_anything_is_done(start: Start) -> None:
    emulator = start(switches=Switches(), faults={"duplicate": ["ok"]})
    client = Client(emulator.port)
    statuses(client, 5)
    answer = client.duplicate("2020-10-01T10:00:00")
    assert (answer.status, answer.json["meta"]) == (429, {"message": "Too many requests"})
    assert emulator.events("api") == []
    assert emulator.faults.unused() == {"duplicate": ["ok"]}
    emulator.advance(1)
    assert client.duplicate("2020-10-01T10:00:00").status == 200


@pytest.mark.parametrize(("counted", "status"), [("no", 200), ("yes", 429)])
def test_whether_a_429_uses_up_the_limit_is_a_switch(
    start: Start, counted: Literal["no", "yes"], status: int
) -> None:
    emulator = start(switches=Switches(refused_count=counted))
    client = Client(emulator.port)
    statuses(client, 5)
    emulator.advance(0.9)
    statuses(client, 5)
    emulator.advance(0.2)
    assert statuses(client, 1) == [status]


def test_v2_answers_429_in_its_own_shape(start: Start) -> None:
    client = Client(start(switches=Switches()).port)
    answers = [client("GET", "/v2/locations/4564/events/108") for _ in range(6)]
    assert (answers[-1].status, answers[-1].json["errors"][0]["title"]) == (429, "Too many requests")


def test_the_log_knows_the_busiest_window(start: Start) -> None:
    emulator = start(switches=Switches())
    for _ in range(3):
        statuses(Client(emulator.port), 4)
        emulator.advance(0.7)
    log = emulator.model.arrivals
    assert (log.busiest(0.5), log.busiest(1.0), log.busiest(60.0)) == (4, 8, 12)
