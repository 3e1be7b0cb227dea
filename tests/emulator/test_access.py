"""Who may do what: tokens, rights by location, and the words of each refusal."""

import pytest

from sync.emulator.switches import Switches
from tests.canaries.tokens import canary
from tests.emulator.conftest import Start
from tests.emulator.studio import PASSWORD, TOKENS, Client, tokens

EVENT = "/v1/activity/4564/108"
V2_EVENT = "/v2/locations/4564/events/108"


@pytest.mark.parametrize(
    "header",
    [
        "",
        tokens("nobody"),
        tokens("partner1"),
        tokens("partner1", "nobody"),
        tokens("partner1").replace("Bearer", "Basic"),
        tokens("partner1") + ",User",
    ],
    ids=["none", "unknown", "no user", "unknown user", "basic", "empty user"],
)
def test_without_a_known_partner_and_user_the_answer_is_401(client: Client, header: str) -> None:
    answer = client("GET", EVENT, headers={"Authorization": header})
    expected = {"success": False, "data": None, "meta": {"message": "Authentication needed."}}
    assert (answer.status, answer.json) == (401, expected)


def test_a_search_needs_a_partner_only(client: Client) -> None:
    query = {"from": "2020-09-21", "till": "2020-09-21"}
    answer = client(
        "GET", "/v1/activity/4564/search", query=query, headers={"Authorization": tokens("partner1")}
    )
    assert answer.status == 200


@pytest.mark.parametrize(("partner", "user"), [("partner2", "user1"), ("partner1", "user2")])
def test_without_the_right_to_write_there_the_answer_is_403(client: Client, partner: str, user: str) -> None:
    answer = client("DELETE", EVENT, headers={"Authorization": tokens(partner, user)})
    expected = {"success": False, "data": None, "meta": {"message": "Access denied."}}
    assert (answer.status, answer.json) == (403, expected)


def test_a_user_who_may_read_reads(client: Client) -> None:
    reader = {"Authorization": tokens("partner1", "user2")}
    assert client("GET", EVENT, headers=reader).status == 200
    assert client("GET", V2_EVENT, headers=reader).status == 200
    assert client("POST", EVENT + "/duplicate", {}, headers=reader).status == 403
    assert client("POST", V2_EVENT + "/duplicate", {}, headers=reader).status == 403


def test_a_user_without_rights_at_a_location_is_refused_there(client: Client) -> None:
    answer = client("GET", "/v1/activity/4565/110", headers={"Authorization": tokens("partner1", "user2")})
    assert answer.status == 403


@pytest.mark.parametrize("language", ["ru", "ru-RU,en;q=0.5"])
def test_refusals_come_in_russian_when_asked(client: Client, language: str) -> None:
    answer = client("GET", EVENT, headers={"Authorization": "", "Accept-Language": language})
    assert answer.json["meta"] == {"message": "Необходима авторизация"}
    answer = client("GET", "/v1/activity/9999/108", headers={"Accept-Language": language})
    assert answer.json["meta"] == {"message": "Филиал не найден."}


@pytest.mark.parametrize(
    ("login", "password", "status"),
    [
        ("user@example.com", PASSWORD, 201),
        ("user@example.com", "wrong", 401),
        ("nobody@example.com", PASSWORD, 401),
        ("+13155550175", PASSWORD, 200),
    ],
    ids=["right", "wrong password", "unknown login", "two factors"],
)
def test_a_login_answers_201_401_or_200_where_a_code_is_needed(
    client: Client, login: str, password: str, status: int
) -> None:
    answer = client("POST", "/v1/auth/", {"login": login, "password": password})
    assert answer.status == status
    assert ("user_token" in str(answer.json)) == (status == 201)


def test_a_login_needs_the_partner_and_both_fields(client: Client) -> None:
    body = {"login": "user@example.com", "password": PASSWORD}
    assert client("POST", "/v1/auth", body, headers={"Authorization": ""}).status == 401
    assert client("POST", "/v1/auth", {"login": "user@example.com"}).status == 422


def test_a_partner_token_that_is_not_connected_to_v2_gets_an_error_there(client: Client) -> None:
    given = {"Authorization": tokens("partner3", "user1")}
    assert client("GET", EVENT, headers=given).status == 200
    answer = client("GET", V2_EVENT, headers=given)
    assert (answer.status, answer.json["errors"][0]["title"]) == (400, "An error has occurred.")


def test_neither_log_nor_representation_shows_a_token_or_a_password(start: Start) -> None:
    emulator = start()
    client = Client(emulator.port)
    client("POST", "/v1/auth", {"login": "user@example.com", "password": PASSWORD})
    client("GET", EVENT)
    shown = repr(emulator.requests()) + repr(emulator.model)
    assert emulator.requests()[1].tokens == "partner+user"
    assert [secret for secret in (canary("partner1"), canary("user1"), PASSWORD) if secret in shown] == []


def test_where_reading_needs_the_partner_only_a_user_is_not_asked_for(start: Start) -> None:
    client = Client(start(switches=Switches(rate_limit="off", reading_needs="partner")).port)
    for path in ("108", "services", "duplication_strategy"):
        answer = client("GET", f"/v1/activity/4564/{path}", headers={"Authorization": TOKENS.split(",")[0]})
        assert answer.status == 200
