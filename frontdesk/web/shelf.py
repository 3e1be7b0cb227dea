"""The files that the page is started with, read and made ready to be shown."""

from collections.abc import Sequence

from frontdesk.web.app import Shelf


def shelf_of(paths: Sequence[str]) -> Shelf:
    """The shelf of some files."""
    from frontdesk.place import place_of_file

    place = place_of_file(paths[0]) if paths else None
    return Shelf(place, {})
