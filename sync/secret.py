"""What must not be seen: a token or a password, shown as `***` wherever it is printed.

Decides only who can see it: whoever calls `reveal`. Where it may be sent is decided in `http_api.py`.
"""

import hmac
import re
from typing import NoReturn

from recurrence.errors import Problem
from sync.errors import BadInput

MOST_CHARACTERS = 4096
TOKEN_ALLOWED = f"1 to {MOST_CHARACTERS} of the characters A-Z a-z 0-9 . _ -"
_TOKEN = re.compile(rf"\A[A-Za-z0-9._-]{{1,{MOST_CHARACTERS}}}\Z")


class Secret:
    """A text that shows as `***`, compares in constant time and is never pickled, copied or hashed.

    Raises `BadInput` unless it is a text of 1 to 4096 characters.

    >>> Secret("canary"), f"{Secret('canary')}", Secret("canary") == Secret("canary")
    (***, '***', True)
    """

    __slots__ = ("__text",)
    __hash__ = None  # type: ignore[assignment]  # a hash would tell whether two secrets are one

    def __init__(self, text: str) -> None:
        if type(text) is not str or not 1 <= len(text) <= MOST_CHARACTERS:
            raise BadInput([hidden("secret", f"a text of 1 to {MOST_CHARACTERS} characters")])
        self.__text = text

    def reveal(self) -> str:
        """The text itself, for the header or the body that it must go into."""
        return self.__text

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        mine, theirs = (each.reveal().encode("utf-8", errors="surrogatepass") for each in (self, other))
        return hmac.compare_digest(mine, theirs)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not written down")


def hidden(field: str, allowed: str) -> Problem:
    """A problem whose value is a secret: it says what is allowed and shows `***`."""
    return Problem(field, _HIDDEN, allowed)


_HIDDEN = Secret("hidden")


def token_problems(secret: object, field: str) -> list[Problem]:
    r"""What is wrong with a token that is to go into a header: its characters, or that it is no `Secret`.

    >>> token_problems(Secret("a.b-c_9"), "user_token")
    []
    >>> token_problems(Secret("two\nlines"), "user_token")[0].message
    'user_token: *** is not allowed; it takes 1 to 4096 of the characters A-Z a-z 0-9 . _ -.'
    """
    if not isinstance(secret, Secret):
        return [hidden(field, "a Secret")]
    return [] if _TOKEN.match(secret.reveal()) else [hidden(field, TOKEN_ALLOWED)]
