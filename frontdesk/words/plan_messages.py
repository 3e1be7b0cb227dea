"""Why a plan or a journal is refused, in one or two sentences and as an exit code.

Each says what is sure and names the next command. What is wrong is decided elsewhere.
"""

from frontdesk.errors import CANNOT_CREATE, IO_FAILED, LATER, PLAN_REFUSED, NotApproved
from frontdesk.shell.safe import visible
from sync.errors import JournalRefused, JournalUnwritable, PlanRefused
from sync.planfile import SHORTEST_PREFIX, Stale

APPROVAL_FAULTS = {
    "digest": "A plan is applied with its digest, which says that somebody has seen it: `recur show {path}` shows the "
    "plan, and the command to apply it.",
    "short": f"--digest: give at least {SHORTEST_PREFIX} digits of it. `recur show {{path}}` shows the plan and its digest.",
    "wrong": "--digest is not that of {path}: it was agreed to another plan. `recur show {path}` shows this one.",
    "number": "These numbers must be confirmed exactly; `recur show {path}` ends with the command:",
    "refused": "This plan cannot be applied:",
}
"""Why a plan counts as not agreed to."""

REFUSALS = {
    "edited": "The file was changed after the plan was made: its digest does not fit any more. Make a new plan with `recur plan`.",
    "not a plan": "The file says more or less than a plan can. Make a new plan with `recur plan`.",
    "not of the fleet": "A plan in the folder is not the one that the fleet's digest binds. Nothing was sent on its word. "
    "Make the fleet again with `recur plan --fleet`.",
    "wrong target": "The plan is for another service, location or time zone.",
    "unsettled": "Another plan has asked for the same dates, and they may still come into being. Nothing was sent. "
    "`recur resume` with the file of that plan looks, waits and settles it; then try this one again.",
    "undone": "This plan was taken back by an undo: there is nothing to go on with, and nothing was sent. `recur verify` says what "
    "is there now; to create its dates again, make a new plan with `recur plan`.",
    "undo begun": "An undo of this plan was begun and is not finished. Nothing was sent. `recur resume` with the file of that undo "
    "finishes it; to create the dates again after that, make a new plan with `recur plan`.",
    "stale": "The plan is no longer true. Nothing was created by this command; make a new one with `recur plan`.",
}

STALE = {
    "age": "It is {found} old, and a plan holds for {planned}.",
    "passed": "Of its dates, {found} have passed since it was made. `recur plan` says which, and asks for their number.",
    "clock": "It says that it was made on {planned}, and this machine's clock says {found}.",
    "source": "The event that it copies ({events}) is {found}.",
    "resources": "The event that it copies ({events}) had resources {planned} at review and shows {found} now: they were taken "
    "from it, or it is read through V2, which never shows any. A plan made through V1 is applied through V1 (RECUR_API=v1).",
    "strategy": "The saved strategy {planned}, from which the service would work the dates out, is {found}.",
    "asked for": "The plan with digest {planned}… asked for {found}.",
    "undone": "The undo plan with digest {planned}… deleted {found}.",
    "undo begun": "The undo plan with digest {planned}… deleted {found}, or may still have deleted some of them.",
    "host": "The plan says {planned}; the configuration says {found}.",
    "location": "The plan says location {planned}; the command line says {found}.",
    "zone": "The plan says time zone {planned}; the command line says {found}.",
}
"""What is not as it was."""

JOURNAL_FAULTS = {
    "missing": "There is no journal of this plan on this machine: it was not applied from here. "
    "`recur verify` compares it with the service and changes nothing.",
    "exists": "This plan was begun already. `recur resume` goes on where it stopped.",
    "damaged": "The journal of this plan is damaged, so nothing is sent on its word. "
    "`recur verify` compares the plan with the service and changes nothing.",
    "another damaged": "The journal of another plan for the same class is damaged, so nobody knows what it asked for. "
    "Nothing was sent. `recur verify` compares that plan with the service; then move its journal away.",
    "locked": "Another process works on this class right now. Nothing was sent; try again when it has ended.",
    "unsafe": "The journal's file or folder is not the caller's own, or others may write to it.",
}


def plan_exit_code(error: PlanRefused | JournalRefused | JournalUnwritable) -> int:
    """The exit code of a refusal.

    >>> plan_exit_code(JournalRefused("locked", "j")), plan_exit_code(PlanRefused("stale"))
    (75, 65)
    """
    if isinstance(error, PlanRefused):
        return PLAN_REFUSED
    if isinstance(error, JournalRefused):
        return LATER if error.why == "locked" else CANNOT_CREATE
    return CANNOT_CREATE if error.document is None else IO_FAILED


def plan_sentences(error: Exception) -> list[str] | None:
    """A refusal in sentences, one a line; None if it is none of these."""
    if isinstance(error, NotApproved):
        told = APPROVAL_FAULTS[error.fault].format(path=visible(error.path))
        return [told, *(f"  {line}" for line in error.obstacles)]
    if isinstance(error, PlanRefused):
        return [REFUSALS[error.why], *(_stale(each) for each in error.reasons if isinstance(each, Stale))]
    if isinstance(error, JournalRefused):
        return [f"{JOURNAL_FAULTS[error.why]} ({visible(error.path)})"]
    if isinstance(error, JournalUnwritable):
        return _unwritable(error)
    return None


def _stale(reason: Stale) -> str:
    if reason.what not in STALE:
        return f"  {visible(reason.what)}: {visible(reason.planned)} was expected, {visible(reason.found)} found."
    facts = {"planned": visible(reason.planned), "found": visible(reason.found)}
    return "  " + STALE[reason.what].format(events=", ".join(map(str, reason.events)), **facts)


def _unwritable(error: JournalUnwritable) -> list[str]:
    where = f"{visible(error.path)}: the journal cannot be written: {visible(error.reason)}."
    if error.document is None:
        return [where, "Nothing was sent."]
    return [
        where,
        "Nothing more was sent. The row that could not be kept stands above as JSON: keep it with the plan.",
        "Make room on the disk; then `recur resume` looks at the service before it sends anything.",
    ]
