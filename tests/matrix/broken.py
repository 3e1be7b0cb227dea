"""Plays cells of the matrix with one rule of `sync/outcome.py` broken, and prints the names of those that notice.

python -m tests.matrix.broken, with a JSON object on its standard input: `snippet`, `instead`, `cells`. The source is
rewritten as it is loaded, before anything else of the project is, so that every importer gets the broken one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

BROKEN = "sync.outcome"


class Rewriting(SourceFileLoader):
    """Loads a module from its source with a snippet replaced; the snippet must occur exactly once."""

    def __init__(self, name: str, path: str, snippet: str, instead: str) -> None:
        super().__init__(name, path)
        self._snippet, self._instead = snippet, instead

    def get_code(self, fullname: str) -> CodeType:
        """The rewritten source, compiled; no stored bytecode is looked at."""
        source = self.get_data(self.get_filename(fullname)).decode("utf-8")
        if source.count(self._snippet) != 1:
            sys.exit(f"the snippet occurs {source.count(self._snippet)} times")
        return compile(source.replace(self._snippet, self._instead), fullname, "exec")


class Finder(MetaPathFinder):
    """Finds the one module that is broken."""

    def __init__(self, snippet: str, instead: str) -> None:
        self._snippet, self._instead = snippet, instead

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of the broken module; None for all others."""
        del target
        found = PathFinder.find_spec(fullname, path) if fullname == BROKEN else None
        if found is not None and found.origin is not None:
            found.loader = Rewriting(fullname, found.origin, self._snippet, self._instead)
        return found


def main() -> None:
    """Break, play, and tell."""
    order = json.load(sys.stdin)
    sys.meta_path.insert(0, Finder(order["snippet"], order["instead"]))
    from tests.matrix.cells import play_post, posts

    cells = [cell for cell in posts() if cell.name in order["cells"]]
    seen = [(cell, play_post(cell)) for cell in cells]
    noticed = [
        cell.name
        for cell, found in seen
        if (found.outcome, found.stored, found.more) != (cell.outcome, cell.stored, cell.more)
    ]
    print(json.dumps({"played": len(cells), "noticed": noticed}))


if __name__ == "__main__":
    main()
