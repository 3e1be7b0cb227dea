"""From an exchange to the document that a read wants, or to the error that says why there is none. Pure.

Decides also which errors are worth another try. A read changes nothing, so what is unclear may simply be read again.
"""

from typing import NoReturn

from sync.errors import (
    ApiUnavailable,
    CallFailed,
    Forbidden,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Refused,
)
from sync.outcome import Answer, Exchange, Outcome, Reason, judged, wait_of
from sync.wire.documents import parse

_ERRORS: dict[Reason, type[CallFailed]] = {
    Reason.NOT_AUTHORISED: NotAuthorised,
    Reason.FORBIDDEN: Forbidden,
    Reason.NOT_FOUND: NotFound,
}
LASTING = {Reason.CERTIFICATE.value, Reason.REDIRECT.value}
"""What is not going to be otherwise a second later."""


def document_read(exchange: Exchange, success: int = 200) -> object:
    """The document of a read. Raises a `CallFailed`, or `WireError` if the body is no document.

    >>> document_read(Exchange(True, 200, "application/json", b'{"data": []}'))
    {'data': []}
    """
    if exchange.status == 429:
        raise RateLimited(Reason.RATE_LIMITED.value, wait_of(exchange.retry_after), _said(exchange))
    answer = judged(exchange, success)
    if answer is not None:
        _raise_refusal(answer)
        raise ApiUnavailable(answer.status, answer.reason.value)
    return parse(exchange.body or b"")


def document_written(exchange: Exchange, success: int) -> object:
    """The document of a change. Raises as a read does; `OutcomeUnknown` where the change may have been made.

    >>> document_written(Exchange(sent=True, failure=Reason.TIMEOUT), 200)
    Traceback (most recent call last):
    ...
    sync.errors.OutcomeUnknown: (None, 'timeout')
    """
    answer = judged(exchange, success)
    if answer is None:
        return parse(exchange.body or b"")
    _raise_refusal(answer)
    if answer.kind is Outcome.NOT_SENT:
        raise ApiUnavailable(answer.status, answer.reason.value)
    raise OutcomeUnknown(answer.status, answer.reason.value)


def worth_another_try(error: CallFailed) -> bool:
    """Whether the same read may succeed a moment later.

    >>> worth_another_try(ApiUnavailable(503, "server error")), worth_another_try(NotFound(404, "not found"))
    (True, False)
    """
    return isinstance(error, ApiUnavailable) and error.reason not in LASTING


def _raise_refusal(answer: Answer) -> None:
    if answer.kind is not Outcome.REJECTED:
        return
    if answer.wait is not None:
        raise RateLimited(answer.reason.value, answer.wait, answer.message)
    _refuse(_ERRORS.get(answer.reason, Refused), answer)


def _refuse(error: type[CallFailed], answer: Answer) -> NoReturn:
    raise error(answer.status, answer.reason.value, answer.message, answer.details)


def _said(exchange: Exchange) -> str:
    answer = judged(exchange, 200)
    return answer.message if answer is not None else ""
