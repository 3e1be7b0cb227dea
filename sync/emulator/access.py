"""Who may do what: partner tokens, users with their rights by location, and the checks of the Authorization header.

Knows no data of the studio. Tokens and passwords live here and are never dumped, logged or shown.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeVar

from sync.emulator.exchange import Refused

_BEARER = re.compile(r"\ABearer (?P<partner>[^,\s]+)(?:, ?User (?P<user>[^,\s]+))?\Z")

DEFAULT_PARTNER = "emulator-partner"
DEFAULT_USER = "emulator-user"


class Need(Enum):
    """What a call asks of its Authorization header."""

    PARTNER = "partner"
    READER = "user who may read"
    WRITER = "user who may write"


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner token; `locations` None: all. `v2` says whether the token is connected to the second generation."""

    token: str = field(repr=False)
    locations: frozenset[int] | None = None
    v2: Literal["connected", "closed"] = "connected"


@dataclass(frozen=True, slots=True)
class User:
    """A user; `rights` by location, None: may write everywhere. `second_factor`: a login ends in a code."""

    id: int
    login: str
    password: str = field(repr=False)
    token: str = field(repr=False)
    name: str = ""
    rights: Mapping[int, Literal["read", "write"]] | None = None
    second_factor: Literal["off", "on"] = "off"


@dataclass(frozen=True, slots=True)
class Access:
    """All partner tokens and users that the service knows."""

    partners: tuple[Partner, ...] = (Partner(DEFAULT_PARTNER),)
    users: tuple[User, ...] = (User(1, "user@example.com", "password", DEFAULT_USER, "User 1"),)

    def partner(self, header: str) -> Partner:
        """The partner of an Authorization header; raises `Refused` 401."""
        return _known(self.partners, _token(header, "partner"))

    def user(self, header: str) -> User:
        """The user of an Authorization header; raises `Refused` 401."""
        return _known(self.users, _token(header, "user"))

    def check(self, header: str, location: int, need: Need) -> None:
        """Raise `Refused` 401 or 403 unless the header's tokens suffice at this location."""
        partner = self.partner(header)
        user = None if need is Need.PARTNER else self.user(header)
        if partner.locations is not None and location not in partner.locations:
            raise Refused(403, "forbidden")
        if user is None or user.rights is None:
            return
        right = user.rights.get(location)
        if right is None or (need is Need.WRITER and right != "write"):
            raise Refused(403, "forbidden")

    def login(self, login: object, password: object) -> User:
        """The user of these credentials; raises `Refused` 401."""
        for user in self.users:
            if user.login == login and isinstance(password, str) and _same(user.password, password):
                return user
        raise Refused(401, "unauthorised")


def kind_of(header: str) -> str:
    """Which tokens a header carries, for logs: `partner+user`, `partner`, or nothing.

    >>> kind_of("Bearer aa, User bb"), kind_of("Basic aa")
    ('partner+user', '')
    """
    found = _BEARER.match(header)
    if not found:
        return ""
    return "partner+user" if found["user"] else "partner"


def _token(header: str, which: str) -> str:
    found = _BEARER.match(header)
    if not found or not found[which]:
        raise Refused(401, "unauthorised")
    return found[which]


Holder = TypeVar("Holder", Partner, User)


def _known(holders: Iterable[Holder], token: str) -> Holder:
    for holder in holders:
        if _same(holder.token, token):
            return holder
    raise Refused(401, "unauthorised")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
