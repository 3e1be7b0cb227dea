"""The envelope `{"success": …, "data": …, "meta": …}` around every V1 answer, and the refusals of both generations.

Tolerant: `meta` may be a list, an object or absent, `data` may be absent, `errors` a list or an object.
"""

import re
from datetime import datetime
from typing import NamedTuple

from recurrence.errors import Problem
from sync.errors import WireError
from sync.events import CodeNeeded, Login
from sync.secret import MOST_CHARACTERS, Secret, hidden, token_problems
from sync.wire.fields import MOST, Fields, wall_clock

MOST_DETAILS = 100
_NAMED = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])")


class Envelope(NamedTuple):
    """What an answer that succeeded holds: its data, the count and the message of its `meta`."""

    data: object
    count: int | None  # type: ignore[assignment]  # the API's word; tuple.count is not missed
    message: str


class Refusal(NamedTuple):
    """An answer that refuses: the API's words, its list of details, and the date-times that its words name."""

    message: str
    details: tuple[str, ...]
    named: tuple[datetime, ...]


def envelope(document: object) -> Envelope:
    """The envelope of an answer that succeeded. Raises `WireError` if it is none, or did not.

    >>> envelope({"success": True, "data": [], "meta": {"count": 2}}).count
    2
    >>> envelope({"success": True, "meta": []})
    Envelope(data=None, count=None, message='')
    """
    problems: list[Problem] = []
    fields = Fields(document, "", problems, "an answer with success, data and meta")
    if fields.entity and fields.value("success") is not True:
        fields.problem("success", fields.value("success"), "true: an answer that succeeded")
    meta = fields.inner("meta")
    count = meta.optional_whole("count", low=0, high=MOST)
    message = meta.text("message")
    if problems:
        raise WireError(problems)
    return Envelope(fields.value("data"), count, message)


def refusal_of(document: object) -> Refusal:
    """What an answer refuses with. Raises `WireError` if it does not refuse in a form that is known.

    >>> meta = {"message": "Master is busy or does not work: 2020-10-01 10:30", "conflict": True}
    >>> refusal_of({"success": False, "data": None, "meta": meta}).named
    (datetime.datetime(2020, 10, 1, 10, 30),)
    >>> refusal_of({"errors": [{"title": "Conflict", "detail": "busy"}]}).message
    'Conflict: busy'
    """
    if not isinstance(document, dict) or not _refuses(document):
        raise WireError(
            [Problem("document", type(document).__name__, "an answer that refuses, with success or errors")]
        )
    meta = document.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    errors = document.get("errors")
    details = (*_texts(meta.get("errors")), *_texts(errors))[:MOST_DETAILS]
    spoken = [meta.get("message"), errors.get("message") if isinstance(errors, dict) else None, *details]
    message = next((text for text in spoken if isinstance(text, str) and text), "")
    return Refusal(message, details, _named(message))


def _refuses(document: dict[str, object]) -> bool:
    """Whether it says so: `success` false, or `errors` without success; and nothing was made."""
    said = document.get("success")
    return not document.get("data") and (said is False or (said is None and bool(document.get("errors"))))


def _texts(errors: object) -> tuple[str, ...]:
    """The texts in a list of texts or objects, or in an object of lists."""
    match errors:
        case str():
            return (errors,)
        case list():
            return tuple(text for member in errors[:MOST_DETAILS] for text in _text(member))
        case dict() if "code" not in errors:
            return tuple(
                f"{name}: {text}"
                for name, inner in list(errors.items())[:MOST_DETAILS]
                for text in _texts(inner)
            )
    return ()


def _text(member: object) -> tuple[str, ...]:
    if isinstance(member, dict):
        said = [member.get("title"), member.get("detail") or member.get("message")]
        return (": ".join(dict.fromkeys(text for text in said if isinstance(text, str) and text)),)
    return (member,) if isinstance(member, str) else ()


def _named(message: str) -> tuple[datetime, ...]:
    found = (wall_clock(text) for text in _NAMED.findall(message[:10_000]))
    return tuple(dict.fromkeys(moment for moment in found if moment is not None))


def login_of(document: object) -> Login:
    """The user token of a login that succeeded. Raises `WireError`, which shows no part of it.

    >>> login_of({"success": True, "data": {"id": 1, "user_token": "a1"}, "meta": []})
    Login(user_token=***)
    """
    data = document.get("data") if isinstance(document, dict) and document.get("success") is True else None
    token = data.get("user_token") if isinstance(data, dict) else None
    if isinstance(token, str) and 1 <= len(token) <= MOST_CHARACTERS:
        secret = Secret(token)
        if not token_problems(secret, "user_token"):
            return Login(secret)
    raise WireError([hidden("data.user_token", "a token")])


def code_needed_of(document: object) -> CodeNeeded:
    """The message of a login that needs a code besides; how such an answer looks is not documented. Raises `WireError`.

    >>> code_needed_of({"success": True, "data": {}, "meta": {"message": "A code was sent"}})
    CodeNeeded(message='A code was sent')
    """
    if not isinstance(document, dict) or document.get("success") is False:
        raise WireError([hidden("success", "an answer that asks for a code")])
    meta = document.get("meta")
    message = meta.get("message") if isinstance(meta, dict) else None
    return CodeNeeded(message if isinstance(message, str) else "")
