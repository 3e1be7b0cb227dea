"""The local page as an application: which path shows what; every answer guarded, and with the same headers.

Knows no sockets and no clock. The files that the page was started with were read before: no path names one.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from frontdesk.errors import FrontdeskError
from frontdesk.shell.safe import visible
from frontdesk.web.form import NOTHING, fixed
from frontdesk.web.guard import HEADERS, READING, Asked, Refusal, refusal
from frontdesk.web.look import SCRIPT, STYLE
from frontdesk.web.page import FORMATS, common, page, stands
from frontdesk.web.planner import options_of
from frontdesk.web.result import columns
from frontdesk.web.shelf import Shelf
from frontdesk.web.state import CLEARED, LANGUAGES, View, view_of
from recurrence import RecurrenceError
from recurrence.interop.tongue import Language

_LONGEST_TEXT = 5_000
_RESULT, _MISSING = "result.html", "missing.html"
_LATE = ("readings", "second", "countries")
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
        self._late = cache(self._made_late)

    def planner(self, request: Request) -> Response:
        """The whole planner; without a state the one to start with, which then stands in the address."""
        view = view_of(request.url.query)
        if view.a.is_empty:
            language = {"lang": view.language} if view.language != LANGUAGES[0] else {}
            return RedirectResponse(f"?{'&'.join([self._start(), urlencode(language)]).rstrip('&')}", 303)
        return self._shown("planner.html", view, lambda: self._content(view))

    def view(self, request: Request) -> Response:
        """Its right side only."""
        view = view_of(request.url.query)
        return Response(self._rendered(_RESULT, self._content(view)), media_type="text/html")

    def opened(self, request: Request) -> Response:
        """A file of the shelf."""
        name = request.path_params["name"]
        found = self._shelf.opened.get(name)
        if found is None:
            raise HTTPException(404)
        view = view_of(request.url.query)
        head = {"here": name, "file_title": found.title}
        return self._shown(f"{found.kind}.html", view, lambda: found.content(view.language), head)

    def warm_up(self) -> None:
        """Answer once for nobody, so that the first person does not wait for what is loaded on the way."""
        for query in (self._start(), f"{self._start()}&day=2027-01-04&zone=UTC&week=sunday&b-interval=1"):
            view = view_of(query)
            self._rendered("head.html", self._around(view))
            self._rendered("planner.html", {**self._around(view), **self._content(view)})

    def saved(self, request: Request) -> Response:
        """What the form says, as a file."""
        wanted = request.path_params["format"]
        if wanted not in FORMATS:
            raise HTTPException(404)
        view = view_of(request.url.query)
        studio = self._shelf.studio(view.studio)
        options = options_of(view.a, studio.place if studio else None)
        try:
            text = self._save((*options, f"--format={wanted}", f"--language={view.language}"))
        except (FrontdeskError, RecurrenceError):
            raise HTTPException(404) from None
        headers = {"content-disposition": f'attachment; filename="dates.{wanted}"'}
        return Response(text, media_type=_TYPES[wanted], headers=headers)

    async def script(self, _request: Request) -> Response:
        """The script, from memory."""
        return Response(SCRIPT, media_type="text/javascript")

    def missing(self, request: Request, _error: Exception) -> Response:
        """Anything else."""
        return self._shown(_MISSING, view_of(request.url.query), dict, {"here": ""})

    def _content(self, view: View) -> dict[str, Any]:
        return {**page(view, self._shelf.studio(view.studio)), "late": self._late(view.language)}

    def _shown(
        self,
        template: str,
        view: View,
        content: Callable[[], Mapping[str, Any]],
        head: Mapping[str, Any] = MappingProxyType({}),
    ) -> Response:
        """A whole page: its head goes out at once, so that the browser paints it and gets the style meanwhile."""
        around = {**self._around(view), **head}

        def parts() -> Iterator[str]:
            yield self._rendered("head.html", around)
            yield self._rendered(template, {**around, **content()})

        status = 404 if template == _MISSING else 200
        return StreamingResponse(parts(), status, media_type="text/html")

    def _rendered(self, template: str, content: Mapping[str, Any]) -> str:
        return self._templates.get_template(template).render(content)

    def _around(self, view: View) -> dict[str, Any]:
        """What stands around every page."""
        shelf = self._shelf
        own = {"studios": shelf.studios, "opened": shelf.opened, "studio_key": shelf.key(view.studio)}
        return {**common(view.language), **own, "view": view, "root": f"/{self.key}/"}

    def _made_late(self, language: Language) -> dict[str, Markup]:
        """The parts of the form that are closed at first: the same for everybody, and laid out when they are opened."""
        content = {**common(language), "form": fixed(language), "said_of": {}, "cleared": CLEARED}
        content |= {"first": NOTHING, "second": NOTHING}
        made = {name: self._templates.get_template(f"{name}.html").render(content) for name in _LATE}
        return {name: Markup(text) for name, text in made.items()}  # noqa: S704  a template has escaped it


def application(pages: Pages, port: int) -> Application:
    """The application that answers at a port, whose paths begin with the key of the pages."""
    key = pages.key
    routes = [
        Route(f"/{key}/", pages.planner),
        Route(f"/{key}/view", pages.view),
        Route(f"/{key}/open/{{name}}", pages.opened),
        Route(f"/{key}/save/{{format}}", pages.saved),
        Route(f"/{key}/static/page.js", pages.script),
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


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("frontdesk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"stands": stands, "columns": columns, "style": Markup(STYLE)}  # noqa: S704  our own file
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
