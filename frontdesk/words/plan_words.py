"""The words for what plans, runs and comparisons say: verdicts, fates, endings, differences; and the next command.

Decides words only. Each state is defined in docs/lifecycle.md.
"""

from collections.abc import Iterator
from datetime import datetime

from frontdesk.shell.safe import visible
from frontdesk.words import small
from frontdesk.words.small import weekday
from recurrence import ContentType
from recurrence.interop.phrase import day_text
from sync.endpoint import Endpoint
from sync.errors import BadInput
from sync.plan import Code, Do, Form, Level, Limits, Plan, Verdict
from sync.planfile import SHORTEST_PREFIX
from sync.requests import Force

dates = small.dates
"""So many dates."""

VERDICTS = {
    Code.PAST: "{dates} {are} in the past.",
    Code.MANY: "{dates} {are} to be created, more than the limit for one plan.",
    Code.FAR: "{dates} {are} further ahead than the limit.",
    Code.GROWTH: "{dates} {are} to be created: much more than these days hold of this service.",
    Code.COPIES: "{number} appointments would be copied, with their clients.",
    Code.GAP: "{dates} {are} at a time that the clock skips.",
    Code.FOLD: "{dates} {are} at a time that the clock shows twice.",
    Code.FORCED: "{dates} {are} asked for with force: conflicts of staff and resources are ignored.",
    Code.EXISTING: "{dates} {are} there already, for the same service, staff and start.",
    Code.NOT_A_PATTERN: "{dates} {are} not as the pattern has it, for edits or closed days, which no strategy can say.",
    Code.NO_RECIPE: "There is no strategy that this form could send.",
    Code.NO_SOURCE: "The event to copy is deleted.",
    Code.UNSEEN: "{dates} {are} outside the days that the snapshot shows.",
    Code.TOO_MANY: "There are {dates}, more than a plan can hold.",
    Code.LISTED: "{events} {are} not deleted; the list says why.",
}
"""What a verdict says."""

WAYS_OUT = {
    Code.EXISTING: "--form dates leaves them out.",
    Code.NOT_A_PATTERN: "--form dates can send them.",
    Code.NO_RECIPE: "--form dates needs none.",
    Code.NO_SOURCE: "Choose another with --event.",
    Code.UNSEEN: "Take a new snapshot with `recur pull`.",
    Code.TOO_MANY: "Ask for fewer with --till or --count.",
}
"""What to do about a refusal."""

FORMS = {Form.DATES: "by dates", Form.STRATEGY: "by strategy", Form.PARAMETERS: "by parameters"}


def events(number: int) -> str:
    """So many events."""
    return f"{number:,} event{'' if number == 1 else 's'}"


def moment(at: datetime) -> str:
    """A start by its name: weekday, date and time.

    >>> moment(datetime(2027, 1, 4, 10, 30))
    'Mon 2027-01-04 10:30'
    """
    return f"{weekday(at)} {at:%Y-%m-%d %H:%M}" + (f":{at:%S}" if at.second else "")


def target_line(plan: Plan) -> str:
    """Whom a plan is for, in one line; production is marked."""
    try:
        endpoint = Endpoint.parse(plan.host)
        kind, name = "emulator on" if endpoint.is_loopback else "PRODUCTION", _named(endpoint)
    except BadInput:
        kind, name = "UNKNOWN HOST", visible(plan.host)
    return f"{kind} {name} · location {plan.location}"


def _named(endpoint: Endpoint) -> str:
    usual = {"http": 80, "https": 443}[endpoint.scheme]
    return endpoint.host if endpoint.port == usual else f"{endpoint.host}:{endpoint.port}"


def source_line(plan: Plan) -> str:
    """The event that is copied."""
    source = plan.source
    title = visible(source.title) or f"service {source.service_id}"
    staff = visible(source.staff_name) or f"staff {source.staff_id}"
    start = f"{day_text(source.start.date())} {source.start:%H:%M}"
    return f"Event {source.id}: {title} with {staff}, {start}, {source.length // 60} min, {source.capacity} seats"


def verdict_line(verdict: Verdict) -> str:
    """A verdict in a sentence; of a refusal also the way out."""
    number = verdict.number
    said = VERDICTS[verdict.code].format(
        number=f"{number:,}", dates=dates(number), events=events(number), are="is" if number == 1 else "are"
    )
    out = WAYS_OUT.get(verdict.code, "") if verdict.level is Level.REFUSE else ""
    return f"{said} {out}".rstrip()


def limits_line(limits: Limits) -> str:
    """Limits that are not the usual ones, in a sentence.

    >>> limits_line(Limits(creations=500))
    'Limits, not the usual ones: 500 dates, 800 days ahead, 30 % more where there are 10.'
    """
    most = f"{dates(limits.creations)}, {limits.days_ahead:,} days ahead"
    return f"Limits, not the usual ones: {most}, {limits.growth_percent:,} % more where there are {limits.growth_from:,}."


def is_undo(plan: Plan) -> bool:
    """Whether a plan deletes, or says why it does not."""
    return any(action.do in {Do.DELETE, Do.KEEP} for action in plan.actions)


def confirmations(plan: Plan) -> Iterator[str]:
    """The options that confirm what must be confirmed, each with its exact number."""
    codes = {verdict.code for verdict in plan.verdicts if verdict.level is Level.CONFIRM}
    if codes - {Code.COPIES}:
        yield from ("--expect-creates", str(len(plan.creates)))
    if Code.COPIES in codes:
        yield from ("--expect-copies", str(plan.copies))
    if plan.deletes:
        yield from ("--expect-deletes", str(len(plan.deletes)))


def apply_command(plan: Plan, path: str, digest: str) -> list[str]:
    """The command that applies a plan file as it was reviewed; `digest`: the plan's, which takes a while to make."""
    return ["recur", "apply", path, "--digest", digest[:SHORTEST_PREFIX], *confirmations(plan)]


def request_lines(plan: Plan, most: int = 12) -> Iterator[str]:
    """What is sent, request by request."""
    chunks = plan.chunks()
    manner = plan.manner
    copied = (
        "appointments are copied too"
        if manner.content_type is ContentType.APPOINTMENTS
        else "appointments stay"
    )
    force = "conflicts are ignored (force)" if manner.force is Force.YES else "conflicts stop it"
    plural = "" if len(chunks) == 1 else "s"
    yield f"{len(chunks):,} request{plural} {FORMS[manner.form]}; {copied}; {force}:"
    for number, starts in enumerate(chunks[:most], start=1):
        ends = moment(starts[0]) + ("" if len(starts) == 1 else f" … {moment(starts[-1])}")
        yield f"  {number}. {_carried(plan)}{dates(len(starts))}, {ends}"
    if len(chunks) > most:
        yield f"  … and {len(chunks) - most:,} more."


def _carried(plan: Plan) -> str:
    """What a request carries where it is not the dates themselves."""
    if plan.manner.form is Form.DATES or plan.recipe is None:
        return ""
    window, strategy = plan.recipe.window, plan.recipe.strategy
    limits = [f"from {window.start}"]
    limits += [f"till {window.till}"] if window.till else []
    limits += [f"count {window.count}"] if window.count else []
    which = f"strategy {strategy.id}" if plan.manner.form is Form.STRATEGY else "the strategy's parameters"
    return f"{which}, {', '.join(limits)}; the service works the dates out, expected: "
