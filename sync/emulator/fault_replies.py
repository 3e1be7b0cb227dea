"""The answers of status faults: the service's own refusals, failures in JSON or HTML, redirects. Stores nothing."""

from http import HTTPStatus

from sync.emulator.context import Context
from sync.emulator.exchange import Refused, Reply
from sync.emulator.faults import Part
from sync.emulator.refusals import refusal
from sync.emulator.tampering import Rendered, html, rendered

_WORDINGS = {
    400: "invalid",
    401: "unauthorised",
    402: "forbidden",
    403: "forbidden",
    404: "not_found",
    409: "busy_staff",
    422: "invalid",
    429: "limited",
}


def status_reply(part: Part, context: Context, generation: int) -> Rendered:
    """The answer that a status fault orders, whatever came of the work."""
    number, _, form = part.fault.name.partition("-")
    status = int(number)
    if form == "html":
        return html(status, f"{status} {HTTPStatus(status).phrase}")
    if status in _WORDINGS:
        return _refusal(part, context, status, generation)
    if status < 400:
        return Rendered(status, (("Location", part.argument),), b"")
    return rendered(_said(context, Refused(status, "invalid"), generation))


def _refusal(part: Part, context: Context, status: int, generation: int) -> Rendered:
    detail = ""
    if status == 409 and len(context.slots) > part.kept:
        detail = f"{context.slots[part.kept]:%Y-%m-%d %H:%M}"
    reply = _said(context, Refused(status, _WORDINGS[status], detail=detail), generation)
    if part.argument:
        reply = reply._replace(headers=(("Retry-After", part.argument),))
    return rendered(reply)


def _said(context: Context, refused: Refused, generation: int) -> Reply:
    return refusal(refused, context.switches, context.language, generation)
