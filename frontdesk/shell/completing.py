"""What can stand where on a command line, as a script for bash, zsh or fish.

Decides the scripts. What they offer is taken from the verbs' own parsers when the script is printed, so that pressing
Tab starts no Python.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontdesk.shell.verb_parsers import ACTIONS, VALUES, formats_of, option_of, parser_of

SHELLS = ("bash", "zsh", "fish")
_ALWAYS = {"help": "show the help"}
_TOP = {"help": "list the verbs", "version": "show the versions", "debug": "show the traceback of an error"}


class Words(NamedTuple):
    """A verb, or one of its actions: its options with their help, and those among them that take one of a few words."""

    verb: str
    action: str
    options: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """Verb and action as they are typed."""
        return f"{self.verb} {self.action}".rstrip()


def words_of(verb: str) -> Iterator[Words]:
    """A verb's words, or those of each of its actions."""
    actions = () if verb == "completions" else ACTIONS.get(verb, ())
    for action in actions or ("",):
        parser = parser_of(verb, action)
        found = parser._actions if parser else ()  # noqa: SLF001  argparse has no other look
        options = {option_of(each): each.help or "" for each in found if option_of(each)} or _ALWAYS
        values = {name: VALUES[name] for name in options if name in VALUES}
        if "format" in options:
            values["format"] = formats_of(verb, action)
        yield Words(verb, action, options, values)


def script(shell: str, verbs: Mapping[str, str]) -> Iterator[str]:
    """The script for a shell, in lines; `verbs`: each with what it is for."""
    words = [found for verb in verbs for found in words_of(verb)]
    yield f"# Completions of recur for {shell}, printed by: recur completions {shell}"
    yield from _fish(verbs, words) if shell == "fish" else _posix(shell, verbs, words)


# --- bash and zsh: the same tables, each with its own way to ask for them -----------------------------------------

_BASH = r"""
_recur() {
    local line="${COMP_LINE:0:COMP_POINT}" cur before value choices
    local -a words
    cur="${line##*[[:space:]]}"
    before="${line%"$cur"}"
    read -ra words <<< "$before"
    value="$cur"
    choices="$(_recur_choices "$cur" "${words[@]:1}")"
    [[ "$cur" == --*=* ]] && value="${cur#*=}"
    COMPREPLY=($(compgen -W "$choices" -- "$value"))
    # Bash replaces what stands after the last of its word breaks, = among them.
    if [[ "$value" == *=* && "$COMP_WORDBREAKS" == *=* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${value%=*}="}")
    fi
}
complete -o default -F _recur recur"""

_ZSH = r"""
_recur() {
    local cur="${words[CURRENT]}" choices
    choices="$(_recur_choices "$cur" ${words[2,CURRENT-1]})"
    [[ "$cur" == --*=* ]] && compset -P 1 '*='
    if [[ -n "$choices" ]]; then compadd -- ${=choices}; else _files; fi
}
compdef _recur recur"""

_CHOICES = r"""
_recur_choices() {
    local cur="$1" key last found
    shift
    while [ "$1" = --debug ]; do shift; done
    if [ $# -eq 0 ]; then printf '%s' "$_recur_verbs"; return; fi
    key="$1"
    found="$(_recur_actions "$key")"
    if [ -n "$found" ]; then
        if [ $# -eq 1 ]; then printf '%s' "$found"; return; fi
        [ "$key" = completions ] || key="$1 $2"
    fi
    while [ $# -gt 1 ]; do shift; done
    last="$1"
    case "$cur" in --*=*) last="${cur%%=*}" ;; esac
    found="$(_recur_values "$key" "$last")"
    if [ -z "$found" ]; then
        case "$cur" in
            --*=*) ;;
            -*) found="$(_recur_options "$key")" ;;
            "") case "$last" in --*) ;; *) found="$(_recur_options "$key")" ;; esac ;;
        esac
    fi
    printf '%s' "$found"
}"""


def _posix(shell: str, verbs: Mapping[str, str], words: list[Words]) -> Iterator[str]:
    if shell == "zsh":
        yield "whence compdef >/dev/null || { autoload -Uz compinit; compinit; }"
    top = " ".join([*verbs, *(f"--{name}" for name in _TOP)])
    yield f"_recur_verbs='{top}'"
    actions = {verb: " ".join(found) for verb, found in ACTIONS.items()}
    yield from _table("_recur_actions", '"$1"', actions)
    options = {each.key: " ".join(f"--{name}" for name in each.options) for each in words}
    yield from _table("_recur_options", '"$1"', options)
    values = {
        f"{each.key} --{name}": " ".join(found) for each in words for name, found in each.values.items()
    }
    yield from _table("_recur_values", '"$1 $2"', values)
    yield from _CHOICES.strip().split("\n")
    yield from (_ZSH if shell == "zsh" else _BASH).strip().split("\n")


def _table(name: str, subject: str, rows: Mapping[str, str]) -> Iterator[str]:
    """A function that prints what a key has; equal rows are told once."""
    yield f"{name}() {{"
    yield f"    case {subject} in"
    for told in dict.fromkeys(rows.values()):
        keys = "|".join(f"'{key}'" for key, found in rows.items() if found == told)
        yield f"        {keys}) printf '%s' '{told}' ;;"
    yield "    esac"
    yield "}"


# --- fish ---------------------------------------------------------------------------------------------------------


_FISH = r"""
complete -c recur -e
function __recur_words
    set -l words (commandline -opc)
    set -e words[1]
    while test "$words[1]" = --debug
        set -e words[1]
    end
    printf '%s\n' $words
end
function __recur_just
    set -l words (__recur_words)
    test "$words" = "$argv"
end
function __recur_in
    set -l words (__recur_words)
    string match -q -- "$argv *" "$words "
end"""


def _fish(verbs: Mapping[str, str], words: list[Words]) -> Iterator[str]:
    yield from _FISH.strip().split("\n")
    for verb, told in verbs.items():
        yield f"complete -c recur -n __recur_just -f -a {verb} -d {_quoted(told)}"
    for name, told in _TOP.items():
        yield f"complete -c recur -n __recur_just -f -l {name} -d {_quoted(told)}"
    for verb, actions in ACTIONS.items():
        yield f"complete -c recur -n '__recur_just {verb}' -f -a '{' '.join(actions)}'"
    for each in words:
        for name, told in each.options.items():
            values = each.values.get(name)
            takes = f" -x -a '{' '.join(values)}'" if values else ""
            yield f"complete -c recur -n '__recur_in {each.key}' -l {name}{takes} -d {_quoted(told)}"


def _quoted(text: str) -> str:
    """A text in single quotes, as fish takes it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
