"""`recur demo`: the whole job end to end on a service of its own; `recur demo previews`: a studio's coming year."""

from collections.abc import Sequence

from frontdesk.compose import Desk


def run(argv: Sequence[str], desk: Desk) -> int:
    """Tell the story, or show the previews; the exit code."""
    if argv and argv[0] == "previews":
        from frontdesk.demo.previews import run as previews

        return previews(argv[1:], desk)
    from frontdesk.demo.story import run as story

    return story(argv, desk)
