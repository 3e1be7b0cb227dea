"""The description of what is served, in OpenAPI 3.1."""

from sync.emulator.exchange import Document


def description() -> Document:
    """The whole description."""
    return {"openapi": "3.1.0", "info": {"title": "recur emulator", "version": "1"}, "paths": {}}
