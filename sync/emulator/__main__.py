"""`python -m sync.emulator`: the emulator without the rest of the command line. Prints its base URL first."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sync.emulator.errors import EmulatorError
from sync.emulator.running import Options, build, serve
from sync.emulator.switches import parse_switches


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 2 for bad input."""
    given = _parser().parse_args(arguments)
    try:
        options: Options = {"switches": parse_switches(given.switch, _json(given.switches))}
        if given.faults:
            options["faults"] = _json(given.faults)
        if given.state:
            options["state"] = given.state
        model = build(given.seed, **options)
    except (EmulatorError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    serve(model, port=given.port, announce=_say)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port of 127.0.0.1; 0 takes a free one")
    parser.add_argument("--seed", type=Path, required=True, help="JSON like examples/studio.json")
    parser.add_argument(
        "--state", type=Path, help="file that keeps the state; read instead of the seed if there"
    )
    parser.add_argument("--switches", type=Path, help="JSON object of switches")
    parser.add_argument("--switch", action="append", default=[], help="name=value or reading.axis=value")
    parser.add_argument("--faults", type=Path, help="JSON object of instruction lists by operation")
    return parser


def _json(path: Path | None) -> dict[str, list[str]]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EmulatorError(path.name, str(error), "JSON") from None
    if not isinstance(found, dict):
        raise EmulatorError(path.name, type(found).__name__, "a JSON object")
    return found


def _say(url: str) -> None:
    sys.stdout.write(url + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
