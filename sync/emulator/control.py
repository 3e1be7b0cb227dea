"""What tests ask of a running emulator beside the emulated API: log, faults, state, clock, description.

Everything but the description asks for the header `X-Emulator: control`, which no web page can send unasked.
"""

import json
from collections.abc import Callable
from typing import NoReturn

from sync.emulator.errors import EmulatorError
from sync.emulator.exchange import Call, Document, Reply
from sync.emulator.model import Model
from sync.emulator.openapi import description
from sync.emulator.seed import dump
from sync.emulator.switches import read_switches
from sync.emulator.tampering import Rendered, rendered

PREFIX = "/_emulator/"
HEADER = ("x-emulator", "control")


class Control:
    """Answers calls under `/_emulator/`."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._routes: dict[tuple[str, str], Callable[[Document], object]] = {
            ("GET", "log"): lambda _: model.arrivals.document(),
            ("DELETE", "log"): self._clear_log,
            ("GET", "faults"): self._show_faults,
            ("POST", "faults"): self._add_faults,
            ("DELETE", "faults"): self._clear_faults,
            ("GET", "state"): lambda _: dump(model.world),
            ("GET", "switches"): lambda _: model.switches.changed(),
            ("PUT", "switches"): self._set_switches,
            ("POST", "clock"): self._advance,
            ("GET", "clock"): self._show_clock,
        }

    def __call__(self, call: Call) -> Rendered:
        """The answer to a control call."""
        name = call.path.removeprefix(PREFIX).removesuffix("/")
        if (call.method, name) == ("GET", "openapi.json"):
            return rendered(Reply(200, description()))
        route = self._routes.get((call.method, name))
        if route is None or call.headers.get(HEADER[0]) != HEADER[1]:
            return rendered(Reply(404, {"error": "no such control route, or no X-Emulator header"}))
        try:
            with self._model.lock:
                self._model.settle()
                return rendered(Reply(200, route(_given(call))))
        except (EmulatorError, ValueError) as error:
            return rendered(Reply(400, {"error": str(error)}))

    def _clear_log(self, _given: Document) -> Document:
        self._model.arrivals.clear()
        return {}

    def _show_faults(self, _given: Document) -> Document:
        return {"unused": self._model.faults.unused(), "used": dict(self._model.faults.used)}

    def _add_faults(self, given: Document) -> Document:
        self._model.faults.add(given)
        return self._show_faults({})

    def _clear_faults(self, _given: Document) -> Document:
        self._model.faults.clear()
        return self._show_faults({})

    def _set_switches(self, given: Document) -> Document:
        self._model.switches = read_switches(given)
        return self._model.switches.changed()

    def _advance(self, given: Document) -> Document:
        self._model.clock.advance(float(given.get("advance", 0)))
        self._model.settle()
        return self._show_clock({})

    def _show_clock(self, _given: Document) -> Document:
        clock = self._model.clock
        return {"monotonic": clock.monotonic(), "now": clock.now().isoformat()}


def _given(call: Call) -> Document:
    if not call.body:
        return {}
    found = json.loads(call.body, parse_constant=_refuse)
    if not isinstance(found, dict):
        raise EmulatorError("body", type(found).__name__, "an object")
    return found


def _refuse(name: str) -> NoReturn:
    raise EmulatorError("body", name, "JSON")
