"""The local page: a read-only planner in the browser, on loopback only. Its libraries come with an extra."""

from importlib import import_module

from recurrence.errors import MissingExtra

for _library in ("jinja2", "starlette", "uvicorn"):
    try:
        import_module(_library)
    except ImportError as error:
        raise MissingExtra("web", error.name or _library) from None
