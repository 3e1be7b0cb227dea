"""`recur completions`: a script that completes verbs, options and their values in bash, zsh or fish."""

from collections.abc import Sequence

from frontdesk.errors import DONE, CommandLine
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser

_DESCRIPTION = """\
Prints a script for a shell. Where the shell has read it, the Tab key completes
verbs, options, and the values of those that take one of a few words. Print it
again after an update of recur."""
_EXAMPLES = """\
examples:
  For bash, in this shell; or for every shell, as a line of ~/.bashrc:
    $ eval "$(recur completions bash)"
  For zsh, as a line of ~/.zshrc:
    $ eval "$(recur completions zsh)"
  For fish:
    $ recur completions fish > ~/.config/fish/completions/recur.fish
"""


def parser() -> Parser:
    """The parser of `recur completions`."""
    made = Parser("recur completions", _DESCRIPTION, _EXAMPLES)
    made.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the script; the exit code."""
    wanted = parser().parse_args(argv).shell
    from frontdesk.cli import VERBS
    from frontdesk.shell.completing import SHELLS, script

    if wanted not in SHELLS:
        raise CommandLine("action", wanted, SHELLS)
    desk.tell("".join(f"{line}\n" for line in script(wanted, VERBS)))
    return DONE
