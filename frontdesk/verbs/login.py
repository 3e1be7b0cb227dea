"""`recur login`: a user token for login and password, typed at a terminal, kept in a profile of mode 0600.

Decides which profile it goes to: only one whose host is the one that was asked. Password and tokens are never
options, never shown and never in any other file.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from frontdesk.errors import (
    DONE,
    NOT_AUTHORISED,
    BadConfiguration,
    LoginRefused,
    NoConnection,
    NotConfirmed,
    UsageError,
)
from frontdesk.render.columns import json_text
from frontdesk.service.configuration import Configuration, configured
from frontdesk.service.connection import announce, connected
from frontdesk.service.lookups import add_output_options, check_format
from frontdesk.service.profile import (
    DEFAULT,
    Profile,
    profile_path,
    read_profile,
    settings_folder,
    write_profile,
)
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from frontdesk.shell.safe import visible
from recurrence import Problem
from sync.endpoint import Endpoint
from sync.errors import BadInput, NotAuthorised
from sync.events import CodeNeeded, Login
from sync.port import BookingApi
from sync.secret import MOST_CHARACTERS, TOKEN_ALLOWED, Secret, hidden, token_problems

FORMATS = ("table", "json")
SCHEMA = "recurrence.login/1"
HOST = "https://api.alteg.io/api"
_DESCRIPTION = """\
Asks for login and password and keeps the user token that the service gives in
a profile: a file that only you can read. The password is kept nowhere. A new
profile asks for host and partner token first."""
EXAMPLES = """\
examples:
  Into the profile that is used when none is named:
    $ recur login
  Into one for another studio; `--profile studio` then uses it:
    $ recur login --profile studio
"""
_CODE = """\
The service wants a code besides the password and gave no user token. Nothing was changed there.
Sign in on its web page, take the user token from the settings of your account or integration, and put it as
user_token = "…" into {path}, or give it as ALTEGIO_USER_TOKEN together with RECUR_BASE_URL.
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """Get a user token and keep it; 77 where a code is needed besides the password."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    folder, name = settings_folder(), options.profile or DEFAULT
    path, kept = profile_path(folder, name), read_profile(folder, name)
    fresh, found = _target(desk, kept, name)
    connection = connected(desk, found._replace(user=None), options)
    announce(desk, connection.title, options.format)
    who = _answer(desk.ask("Login (phone or e-mail): "), "login")
    answer = _asked_service(connection.api, who, _secret(desk, "Password (not shown): ", "password"))
    values: dict[str, object] = {**(kept.values if kept else fresh)}
    if isinstance(answer, Login):
        values["user_token"] = answer.user_token.reveal()
    if isinstance(answer, Login) or kept is None:
        write_profile(folder, Profile(name, str(path), values))
    got = isinstance(answer, Login)
    if options.format == "json":
        desk.tell(json_text(SCHEMA, _facts(connection.host, name, path, "stored" if got else "code needed")))
    if got:
        desk.err.write(f"Kept: the user token, in {visible(str(path))}. `--profile {name}` uses it.\n")
        return DONE
    desk.err.write(_CODE.format(path=visible(str(path))))
    return NOT_AUTHORISED


def parser() -> Parser:
    """The parser of `recur login`."""
    made = Parser("recur login", _DESCRIPTION, EXAMPLES)
    made.add_argument("--profile", metavar="NAME", help=f"the profile to make or to renew ({DEFAULT})")
    made.set_defaults(location=None, zone=None)
    add_output_options(made, FORMATS)
    return made


def _asked_service(api: BookingApi, who: str, password: Secret) -> Login | CodeNeeded:
    """The service's answer. Raises `LoginRefused` where it does not know the person."""
    try:
        return api.login(who, password)
    except NotAuthorised as error:
        raise LoginRefused(error.status, error.message) from None


def _target(desk: Desk, kept: Profile | None, name: str) -> tuple[Mapping[str, object], Configuration]:
    """What a new profile begins with, and where to ask: by the environment, by the profile, or by questions."""
    try:
        found = configured(desk.environ, kept, named=name if kept else None)
    except NoConnection as error:
        if error.fault != "no host" or kept is not None:
            raise
        fresh = _asked(desk)
        return fresh, configured(_without_tokens(desk.environ), Profile(name, "", fresh), named=name)
    if found.partner is None and kept is None:
        raise NoConnection("no partner token")
    return {"base_url": found.endpoint.url, "api": found.generation.value}, found


def _asked(desk: Desk) -> dict[str, object]:
    """Host and partner token of a new profile."""
    said = desk.ask(f"Address of the service, up to /api ({HOST}): ")
    base = _answer(said, "base_url", HOST)
    try:
        Endpoint.parse(base)
    except BadInput as error:
        raise BadConfiguration(error.problems) from None
    partner = _secret(desk, "Partner token (not shown): ", "partner token")
    if token_problems(partner, "partner token"):
        raise UsageError([hidden("partner token", TOKEN_ALLOWED)])
    return {"base_url": base, "partner_token": partner.reveal()}


def _without_tokens(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what belongs to an address that it does not name."""
    return {name: text for name, text in environ.items() if not name.startswith("ALTEGIO_")}


def _answer(said: str | None, field: str, otherwise: str = "") -> str:
    """What a person typed. Raises `NotConfirmed` where nobody is there."""
    if said is None:
        raise NotConfirmed("no terminal")
    text = said.strip() or otherwise
    if not text:
        raise UsageError([Problem(field, "", "what the service knows you by")])
    return text


def _secret(desk: Desk, question: str, field: str) -> Secret:
    """What a person typed without its being shown."""
    said = desk.ask_secret(question)
    if said is None:
        raise NotConfirmed("no terminal")
    try:
        return Secret(said)
    except BadInput:
        raise UsageError([hidden(field, f"1 to {MOST_CHARACTERS} characters")]) from None


def _facts(host: str, name: str, path: Path, result: str) -> dict[str, object]:
    return {"host": host, "profile": name, "path": str(path), "result": result}
