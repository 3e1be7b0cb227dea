"""Every fault that can be ordered: its name, kind, when the work is done unless said, argument, and one line on it.

The table of docs/emulator-faults.md is made from this one. Carrying faults out is done in `tampering.py` (what
stands in the answer), `model.py` (what is stored) and `delivery.py` (how the bytes go out).
"""

from typing import NamedTuple

NUMBER = r"[0-9]{1,9}"
SECONDS = r"[0-9]{1,9}(\.[0-9]{1,6})?"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"


class Fault(NamedTuple):
    """One kind of fault.

    `kind`: plain, wire (how the bytes go out), body (what they are), rows (what the document holds), create (which
    copies are made), status (another answer), time (when), call (how the request is read) or effect (on the world).
    `stage`: when the service does its work unless the instruction says. `check`: what the argument must match.
    """

    name: str
    kind: str
    stage: str
    about: str
    check: str = ""
    takes: str = "no argument"
    default: str = ""


def _wire(name: str, about: str, stage: str = "after") -> Fault:
    return Fault(name, "wire", stage, about)


def _numbered(name: str, kind: str, about: str, default: str, check: str = NUMBER) -> Fault:
    takes = f"`{name}` or `{name}:` and a number; {default} by default"
    return Fault(name, kind, "after", about, f"({check})?", takes, default)


_PLAIN = (Fault("ok", "plain", "after", "all goes well; `ok@before` is `lie`"),)

_WIRE = (
    _wire("rst", "the connection is reset without an answer", "before"),
    _wire("fin", "the connection is closed without an answer", "before"),
    _wire("hang", "no answer, the connection stays open until the client leaves", "before"),
    _wire("rst-body", "reset in the middle of the body"),
    _wire("cut-length", "closed in the middle of a body whose length was announced"),
    _wire("cut-chunked", "closed in the middle of a chunked body"),
    _wire(
        "cut-close", "closed in the middle of a body that ends with the connection: looks like a whole one"
    ),
    _wire("partial-headers", "closed in the middle of the headers"),
    _wire("garbage-status", "a status line that is none"),
    _wire("chunked", "a whole answer in chunks: no fault, another spelling"),
    _wire("close-delimited", "a whole answer that ends with the connection: no fault, another spelling"),
    _numbered("storm-1xx", "wire", "so many 1xx answers before the real one", "1000"),
    _numbered("fat-headers", "wire", "headers of so many bytes before the body", "102400"),
    _numbered(
        "drip-headers",
        "wire",
        "the whole answer byte by byte, a pause of so many seconds after each",
        "0.15",
        SECONDS,
    ),
    _numbered(
        "drip", "wire", "the body byte by byte, a pause of so many seconds after each", "0.15", SECONDS
    ),
    _numbered("huge", "wire", "a body of so many bytes, made while it is sent", "200000000"),
    _numbered("gzip-bomb", "wire", "a small gzip body that unpacks to so many bytes", "200000000"),
)

_BODY = (
    Fault("invalid-json", "body", "after", "the body stops before its last bracket, length and all"),
    Fault("nan", "body", "after", "the first number is NaN"),
    Fault("duplicate-keys", "body", "after", "`data` stands twice, the first one empty"),
    _numbered("deep", "body", "lists within lists, so deep", "100000"),
    Fault("gzip", "body", "after", "a correct gzip body that nobody asked for"),
    Fault("bad-gzip", "body", "after", "said to be gzip, and is not"),
    Fault("wrong-charset", "body", "after", "said to be UTF-8, with bytes that are not"),
    Fault("html", "body", "after", "status as it is, text/html"),
    Fault("empty", "body", "after", "status as it is, no body"),
    Fault("204", "body", "after", "status 204, no body"),
    Fault("success-false", "body", "after", "status as it is, `success` false"),
    Fault("missing-fields", "body", "after", "entities without id and date"),
    Fault("wrong-types", "body", "after", "id an object, date a list, length a text"),
    Fault("other-ids", "body", "after", "ids as texts in V1, as numbers in V2"),
)

_ROWS = (
    _numbered("hide", "rows", "all is done, but the answer leaves out the last so many", "1"),
    Fault("empty-list", "rows", "after", "the list is empty"),
    _numbered(
        "truncate", "rows", "the page lacks its last so many rows, `meta.count` still tells of them", "1"
    ),
    Fault("repeat-rows", "rows", "after", "the first row stands twice"),
    Fault("unsorted", "rows", "after", "the rows in reverse order"),
    Fault("foreign-rows", "rows", "after", "each row once more as another location's, with another id"),
)

_CREATE = (
    _numbered("fewer", "create", "the last so many dates are neither created nor answered", "1"),
    _numbered("more", "create", "so many dates more, a day later each, are created and answered", "1"),
    Fault("other", "create", "after", "every date is created a day late"),
    _numbered("shift", "create", "every date is created so many seconds late", "3600"),
    Fault("twice", "create", "after", "the first date is created twice"),
)

_STATUS = (
    *(
        Fault(status, "status", "before", about)
        for status, about in (
            ("400", "refused: 400"),
            ("401", "refused: 401, as with an expired token"),
            ("402", "refused: 402, the licence has ended"),
            ("403", "refused: 403"),
            ("404", "refused: 404"),
            ("409", "refused: 409, naming the first date that is not stored"),
            ("422", "refused: 422"),
        )
    ),
    Fault("429", "status", "before", "refused: 429, with the argument as Retry-After", r".*", "any text"),
    *(
        Fault(status, "status", "before", f"{status} with a JSON body")
        for status in ("500", "502", "503", "504")
    ),
    *(
        Fault(f"{status}-html", "status", "before", f"{status} with an HTML body")
        for status in ("500", "502", "503", "504")
    ),
    *(
        Fault(
            status,
            "status",
            "before",
            f"{status} to the argument, a URL",
            r"https?://\S+|/\S*",
            "a URL or a path",
        )
        for status in ("301", "302", "303", "307", "308")
    ),
)

_TIME = (
    Fault(
        "late-commit",
        "time",
        "after",
        "the work is done, and answered, so many seconds later, client or not",
        SECONDS,
        "seconds",
    ),
    Fault(
        "late-answer",
        "time",
        "after",
        "the work is done at once, the answer goes out so many seconds later",
        SECONDS,
        "seconds",
    ),
)

_REST = (
    Fault("same-page", "call", "after", "whatever page is asked for, it is the first"),
    Fault(
        "lag",
        "effect",
        "after",
        "searches show what this creates only after so many seconds",
        SECONDS,
        "seconds",
    ),
    Fault(
        "foreign",
        "effect",
        "after",
        "somebody adds the same class at this time",
        MOMENT,
        "YYYY-MM-DDTHH:MM:SS",
    ),
    Fault(
        "delete",
        "effect",
        "after",
        "somebody deletes the same class at this time",
        MOMENT,
        "YYYY-MM-DDTHH:MM:SS",
    ),
)

FAULTS: dict[str, Fault] = {
    fault.name: fault for fault in (*_PLAIN, *_WIRE, *_BODY, *_ROWS, *_CREATE, *_STATUS, *_TIME, *_REST)
}
"""All faults by name."""

ALIASES: dict[str, str] = {
    "lie": "ok@before",
    "hang-nocommit": "hang@before",
    "commit-hang": "hang@after",
    "commit-then-rst": "rst@after",
    "commit-then-fin": "fin@after",
    "commit-429": "429@after",
}
"""Other names, as the fault model uses them."""


def table() -> str:
    """The faults as a table in Markdown, a line each."""
    lines = ["| instruction | work | what happens |", "|---|---|---|"]
    for fault in FAULTS.values():
        argument = "" if not fault.check else f":{fault.default or '…'}"
        lines.append(f"| `{fault.name}{argument}` | {fault.stage} | {fault.about} |")
    lines += [f"| `{name}` | | `{meant}` |" for name, meant in ALIASES.items()]
    return "\n".join(lines)
