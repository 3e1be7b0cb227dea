"""The local page as an application: which path shows what; every answer guarded, and with the same headers.

Knows no sockets and no clock. The files that the page was started with were read before: no path names one.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from frontdesk.errors import FrontdeskError
from frontdesk.shell.safe import visible
from frontdesk.web.guard import HEADERS, READING, Asked, Refusal, refusal
from frontdesk.web.page import FORMATS, common, page, stands
from frontdesk.web.planner import options_of
from frontdesk.web.shelf import Shelf
from frontdesk.web.state import LANGUAGES, View, view_of
from recurrence import RecurrenceError

_LONGEST_TEXT = 5_000
_RESULT = "result.html"
_STATIC = {"style.css": "text/css", "page.js": "text/javascript"}
_TYPES = {
    "ics": "text/calendar",
    "html": "text/html",
    "svg": "image/svg+xml",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
}

Application = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]
Save = Callable[[tuple[str, ...]], str]
"""What `recur preview` prints for so many options."""


class Pages:
    """An answer for each path; all are made anew at each request from what the URL says."""

    def __init__(self, key: str, shelf: Shelf, start: Callable[[], str], save: Save) -> None:
        self.key = key
        self._shelf = shelf
        self._start = start
        self._save = save
        self._templates = _environment()

    def planner(self, request: Request) -> Response:
        """The whole planner; without a state the one to start with, which then stands in the address."""
        view = view_of(request.url.query)
        if view.a.is_empty:
            language = {"lang": view.language} if view.language != LANGUAGES[0] else {}
            return RedirectResponse(f"?{'&'.join([self._start(), urlencode(language)]).rstrip('&')}", 303)
        return self._planner("planner.html", view)

    def view(self, request: Request) -> Response:
        """Its right side only."""
        return self._planner(_RESULT, view_of(request.url.query))

    def opened(self, request: Request) -> Response:
        """A file of the shelf."""
        name = request.path_params["name"]
        found = self._shelf.opened.get(name)
        if found is None:
            raise HTTPException(404)
        view = view_of(request.url.query)
        content = {**common(view.language), **found.content(view.language)}
        return self._shown(found.template, {"view": view, "here": name, "file_title": found.title, **content})

    def warm_up(self) -> None:
        """Answer once for nobody, so that the first person does not wait for what is loaded on the way."""
        for name in _STATIC:
            _content(name)
        for query in (self._start(), f"{self._start()}&day=2027-01-04&zone=UTC&week=sunday&b-interval=1"):
            self._templates.get_template("planner.html").render(
                self._around(page(view_of(query), self._shelf.place))
            )

    def saved(self, request: Request) -> Response:
        """What the form says, as a file."""
        wanted = request.path_params["format"]
        if wanted not in FORMATS:
            raise HTTPException(404)
        options = options_of(view_of(request.url.query).a, self._shelf.place)
        try:
            text = self._save((*options, f"--format={wanted}"))
        except (FrontdeskError, RecurrenceError):
            raise HTTPException(404) from None
        headers = {"content-disposition": f'attachment; filename="dates.{wanted}"'}
        return Response(text, media_type=_TYPES[wanted], headers=headers)

    async def static(self, request: Request) -> Response:
        """The style or the script, from memory."""
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404)
        return Response(_content(name), media_type=_STATIC[name])

    def missing(self, request: Request, _error: Exception) -> Response:
        """Anything else."""
        return self._shown("missing.html", common(view_of(request.url.query).language), status=404)

    def _planner(self, template: str, view: View) -> Response:
        return self._shown(template, page(view, self._shelf.place))

    def _shown(self, template: str, content: Mapping[str, Any], status: int = 200) -> Response:
        text = self._templates.get_template(template).render(self._around(content))
        # The style is asked for with the first bytes of the page, before its links are read.
        style = f"</{self.key}/static/style.css>; rel=preload; as=style"
        early = {} if template == _RESULT else {"link": style}
        return Response(text, status, early, media_type="text/html")

    def _around(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What stands around every page."""
        shelf = self._shelf
        return {"opened": shelf.opened, "place_name": shelf.place_name, "root": f"/{self.key}/", **content}


def application(pages: Pages, port: int) -> Application:
    """The application that answers at a port, whose paths begin with the key of the pages."""
    key = pages.key
    routes = [
        Route(f"/{key}/", pages.planner),
        Route(f"/{key}/view", pages.view),
        Route(f"/{key}/open/{{name}}", pages.opened),
        Route(f"/{key}/save/{{format}}", pages.saved),
        Route(f"/{key}/static/{{name}}", pages.static),
    ]
    inner = Starlette(routes=routes, exception_handlers={404: pages.missing})
    inner.router.redirect_slashes = False
    return _guarded(inner, port, key)


def _guarded(inner: Application, port: int, key: str) -> Application:
    async def guarded(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401  as ASGI has it
        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        refused = refusal(Asked(scope["method"], scope["raw_path"].decode("latin-1"), headers), port, key)
        answer = inner if refused is None else _refusing(refused)
        await answer(scope, receive, sending)

    return guarded


def _refusing(refused: Refusal) -> Response:
    allowed = {"allow": ", ".join(READING)} if refused is Refusal.READ_ONLY else {}
    return Response(refused.phrase, refused, allowed, media_type="text/plain")


@cache
def _content(name: str) -> bytes:
    return (files("frontdesk.web") / "static" / name).read_bytes()


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("frontdesk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["stands"] = stands
    return made


def _finalized(value: object) -> object:
    """Every text is made safe to look at; escaping comes after."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    if (
        value.isprintable() and len(value) <= _LONGEST_TEXT
    ):  # nearly all texts: asked first, since it is quick
        return value
    return "\n".join(visible(line, _LONGEST_TEXT) for line in value.split("\n"))
