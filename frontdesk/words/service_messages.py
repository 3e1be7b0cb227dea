"""What a service, its answers and its files refuse, in one or two sentences and as an exit code (D16).

Each says what is sure, what is not, and what to do next. A service's own words are shown with control characters
made visible.
"""

from collections.abc import Callable

from frontdesk.errors import (
    CANNOT_CREATE,
    CONFIGURATION,
    INTERNAL,
    INTERRUPTED,
    IO_FAILED,
    LATER,
    NOT_AUTHORISED,
    UNAVAILABLE,
    UNRESOLVED,
    USAGE,
    BadConfiguration,
    ConfigurationError,
    LoginRefused,
    NoConnection,
    NotConfirmed,
    ProfileRefused,
    StateRefused,
)
from frontdesk.shell.safe import visible
from frontdesk.words.option_words import option_problem
from frontdesk.words.plan_messages import plan_exit_code, plan_sentences
from sync.emulator.errors import EmulatorError
from sync.errors import (
    ApiUnavailable,
    BadInput,
    CallFailed,
    Forbidden,
    FormNotSupported,
    Interrupted,
    JournalRefused,
    JournalUnwritable,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    PlanRefused,
    RateLimited,
    ReadOnly,
    Refused,
    SyncError,
)

CODES: dict[type[Exception], int] = {
    NotAuthorised: NOT_AUTHORISED,
    Forbidden: NOT_AUTHORISED,
    NotFound: USAGE,
    Refused: USAGE,
    RateLimited: LATER,
    OutcomeUnknown: UNRESOLVED,
    ApiUnavailable: UNAVAILABLE,
    ReadOnly: CONFIGURATION,
    Interrupted: INTERRUPTED,
    BadInput: USAGE,
    EmulatorError: USAGE,
}
"""The exit code of each error, the nearest class first."""

REASONS = {
    "unreachable": "nothing answers there",
    "held back": "it was never sent",
    "certificate": "its certificate is not one that this machine trusts, or is for another host",
    "timeout": "it did not answer in time",
    "broken off": "the connection broke off",
    "too large": "its answer is larger than any that the API gives",
    "encoded": "its answer is encoded in a way that was not asked for",
    "redirect": "it redirects to another address, and redirects are not followed",
    "server error": "it reports an error of its own",
    "unexpected status": "its answer has a status that the API does not have",
    "not JSON": "its answer is no JSON: perhaps a machine in between answered",
    "malformed": "its answer is not what the API returns",
}
"""What a reason of `sync.outcome.Reason` means to a person."""

CONFIRMATION_FAULTS = {
    "nobody": "There is nobody to ask here, and nothing was sent. --yes agrees in advance.",
    "declined": "Nothing was sent.",
    "changed": "It was changed by somebody else meanwhile, and nothing was sent. Look at it again.",
    "no terminal": "A password and a token are typed at a terminal and never given as options. There is no terminal here.",
}

CONNECTION_FAULTS = {
    "no host": "No service is named.{aside} Set RECUR_BASE_URL (such as https://api.alteg.io/api) together with "
    "ALTEGIO_PARTNER_TOKEN, or make a profile with `recur login`.",
    "no profile": "There is no profile {profile}. `recur login --profile {profile}` makes it.",
    "no partner token": "There is no partner token for this host.{aside} It is ALTEGIO_PARTNER_TOKEN together with "
    "RECUR_BASE_URL, or partner_token in the profile that `recur login` makes.",
    "conflict": "{variables} and the profile {profile} name different hosts, and the tokens of one are not for the "
    "other. Unset {variables}, or choose another profile with --profile.",
}
ASIDE = " {variables} alone will not do: a token is only sent to the host that is named beside it."

PROFILE_FAULTS = {
    "name": "--profile: {path} is no name for a profile; it takes {detail}.",
    "unreadable": "{path}: the profile cannot be read: {detail}.",
    "unwritable": "{path}: the profile cannot be written: {detail}.",
    "symlink": "{path}: it is a symbolic link, and profiles hold tokens: put the file itself there.",
    "kind": "{path}: profiles are ordinary files in a folder of their own, and this is neither.",
    "owner": "{path}: it belongs to somebody else, and profiles hold tokens. Remove it, and `recur login` makes it anew.",
    "mode": "{path}: others may use it (mode {detail}), and profiles hold tokens. `chmod {right} {path}` takes that away.",
    "large": "{path}: it is too large for a profile, which has a few lines.",
    "syntax": "{path}: it is not TOML ({detail}). Mend it there, or remove it, and `recur login` makes it anew.",
}

STATE_FAULTS = {
    "cannot": "{path}: the folder for state cannot be used: {detail}. Set RECUR_STATE_DIR to another.",
    "kind": "{path}: it is no folder. Set RECUR_STATE_DIR to a folder for state.",
    "owner": "{path}: the folder for state belongs to somebody else. Set RECUR_STATE_DIR to one of your own.",
    "mode": "{path}: others may write to the folder for state (mode {detail}). `chmod go-w {path}` takes that away, "
    "or RECUR_STATE_DIR names another.",
}


PACE_FAULTS = {
    "busy": "another process holds it; try again in a moment",
    "read-only": "it is on a read-only disk; set RECUR_STATE_DIR to another folder",
    "no locks": "its disk knows no locks; set RECUR_STATE_DIR to a folder on this machine",
    "full": "the disk is full",
    "wrong owner": "it belongs to somebody else; set RECUR_STATE_DIR to a folder of your own",
    "open to others": "others may use it; take that away with chmod -R go-rwx, or set RECUR_STATE_DIR to another folder",
    "wrong kind": "it is a link, or no ordinary file; set RECUR_STATE_DIR to another folder",
    "not allowed": "the system does not allow it; set RECUR_STATE_DIR to a folder of your own",
    "failed": "the disk refused it",
}
_LONGEST = 600
PACE_CODES = {"busy": LATER, "full": IO_FAILED, "failed": IO_FAILED}


def exit_code(error: SyncError) -> int:
    """The exit code of an error of `sync`.

    >>> exit_code(NotAuthorised(401, "not authorised")), exit_code(RateLimited("rate limited", 5))
    (77, 75)
    """
    from sync.pace import PaceUnavailable

    if isinstance(error, PlanRefused | JournalRefused | JournalUnwritable):
        return plan_exit_code(error)
    if isinstance(error, PaceUnavailable):
        return PACE_CODES.get(error.fault.value, CANNOT_CREATE)
    return next((CODES[kind] for kind in type(error).__mro__ if kind in CODES), INTERNAL)


def service_sentences(error: SyncError | ConfigurationError | NotConfirmed) -> list[str] | None:
    """An error of `sync`, or one that is met on the way to it, in sentences, one a line; None where nobody foresaw that a person would see it.

    >>> service_sentences(ReadOnly("POST"))
    ['This address is a copy that only answers reads: nothing was sent. Give the service itself in RECUR_BASE_URL.']
    """
    from sync.pace import PaceUnavailable

    if isinstance(error, ConfigurationError | NotConfirmed):
        return _configuration(error)
    if isinstance(error, PaceUnavailable):
        told = PACE_FAULTS[error.fault.value]
        place = visible(str(error.path))
        return [f"{place}: the log of sends can't be used: {told}. The request that was due was not sent."]
    words = next((_WORDS[kind] for kind in type(error).__mro__ if kind in _WORDS), None)
    return words(error) if words else plan_sentences(error)


def _configuration(error: ConfigurationError | NotConfirmed) -> list[str] | None:
    if isinstance(error, BadConfiguration):
        return [visible(problem.message, _LONGEST) for problem in error.problems]
    if isinstance(error, NotConfirmed):
        return [CONFIRMATION_FAULTS[error.fault]]
    if isinstance(error, LoginRefused):
        known = said(NotAuthorised(error.status, "", error.message))
        return [
            f"The service does not accept this login and password, or the partner token{known}. Nothing was kept."
        ]
    if isinstance(error, NoConnection):
        variables = " and ".join(error.variables)
        aside = ASIDE.format(variables=variables) if variables else ""
        template = CONNECTION_FAULTS[error.fault]
        return [template.format(profile=visible(error.profile), variables=variables, aside=aside)]
    if isinstance(error, ProfileRefused | StateRefused):
        words = PROFILE_FAULTS if isinstance(error, ProfileRefused) else STATE_FAULTS
        facts = {"detail": visible(error.detail), "right": getattr(error, "right", "")}
        return [words[error.fault].format(path=visible(error.path), **facts)]
    return None


def said(error: CallFailed) -> str:
    r"""The status and the service's own words, in brackets.

    >>> said(Refused(422, "invalid", "Bad title\x1b[2J"))
    ' (422: Bad title\\u001b[2J)'
    """
    texts = dict.fromkeys([error.message, *error.details[:5]])
    words = "; ".join(visible(text) for text in texts if text)
    known = [str(error.status)] if error.status else []
    return f" ({': '.join([*known, *([words] if words else [])])})" if known or words else ""


def reason(error: CallFailed) -> str:
    """Why a call gave nothing, in words."""
    told = REASONS.get(error.reason, error.reason)
    return f"{told} ({error.status})" if error.status and error.status != 200 else told


def _not_authorised(error: CallFailed) -> list[str]:
    return [
        f"The service does not accept the tokens{said(error)}. Nothing was changed.",
        "`recur login` gets a new user token; the partner token is ALTEGIO_PARTNER_TOKEN, or stands in the profile.",
    ]


def _forbidden(error: CallFailed) -> list[str]:
    return [
        f"The tokens are good, but they have no right to this here{said(error)}. Nothing was changed.",
        "Check --location, or have the right given to the user in the service's settings.",
    ]


def _not_found(error: CallFailed) -> list[str]:
    return [
        f"The service has no such location, event or strategy{said(error)}. Nothing was changed.",
        "`recur events list` and `recur strategies list` show the ids that there are.",
    ]


def _refused(error: CallFailed) -> list[str]:
    return [f"The service refuses it{said(error)}. Nothing was changed; change what it names and ask again."]


def _rate_limited(error: RateLimited) -> list[str]:
    return [
        f"The service says that it is asked too often{said(error)}. Nothing was changed.",
        f"Run the command again in {error.wait} second{'s' if error.wait != 1 else ''}.",
    ]


def _unavailable(error: ApiUnavailable) -> list[str]:
    times = f" after {error.tries} tries" if error.tries > 1 else ""
    detail = "".join(f" {visible(problem.message)}" for problem in error.problems[:1])
    return [
        f"The service gives no usable answer{times}: {reason(error)}.{detail}",
        "Nothing was changed. Check the address in the first line, and try again.",
    ]


def _unknown(error: CallFailed) -> list[str]:
    return [
        f"It is not known whether the service made the change: {reason(error)}.",
        "Nothing is sent twice. Look with `recur strategies list` before you ask for it again.",
    ]


def _read_only(_error: ReadOnly) -> list[str]:
    return [
        "This address is a copy that only answers reads: nothing was sent. Give the service itself in RECUR_BASE_URL."
    ]


def _interrupted(_error: Interrupted) -> list[str]:
    return ["Interrupted as asked. The request that waited for its turn was not sent."]


def _form(error: FormNotSupported) -> list[str]:
    return [
        f"API {error.generation} copies to dates only; it has no request {error.form}. Nothing was sent.",
        "Give --form dates: it sends the same dates.",
    ]


def _bad_input(error: BadInput) -> list[str]:

    return [*map(option_problem, error.problems)]


_WORDS: dict[type[Exception], Callable[..., list[str]]] = {
    NotAuthorised: _not_authorised,
    Forbidden: _forbidden,
    NotFound: _not_found,
    Refused: _refused,
    RateLimited: _rate_limited,
    ApiUnavailable: _unavailable,
    OutcomeUnknown: _unknown,
    ReadOnly: _read_only,
    Interrupted: _interrupted,
    FormNotSupported: _form,
    BadInput: _bad_input,
    EmulatorError: lambda error: [f"--{visible(str(error), _LONGEST)}"],
}
