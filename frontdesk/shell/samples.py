"""Where the samples lie that come along: in this folder, in the installed package, or in the sources that we run from.

Decides that a folder's own file goes first. Knows nothing of what is in them.
"""

from pathlib import Path

EXAMPLES = "examples"
STUDIO = f"{EXAMPLES}/studio.json"
_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE, _PACKAGE.parent)


def sample(path: str) -> str:
    """The path itself, but for a sample that this folder lacks: then that of the one that comes along.

    >>> sample("summer.json"), Path(sample(STUDIO)).name
    ('summer.json', 'studio.json')
    """
    if Path(path).parts[:1] != (EXAMPLES,) or Path(path).exists():
        return path
    return next((str(place / path) for place in _PLACES if (place / path).exists()), path)
