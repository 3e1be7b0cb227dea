"""The words for what plans, runs and comparisons say: verdicts, fates, endings, differences; and the next command.

Decides words only. Each state is defined in docs/lifecycle.md.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from frontdesk.shell.safe import visible
from frontdesk.words import small
from frontdesk.words.small import weekday
from frontdesk.words.voices import voice
from recurrence import ContentType, Why
from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language, Tongue
from recurrence.slot import REASONS
from sync.endpoint import Endpoint
from sync.errors import BadInput
from sync.plan import Code, Do, Form, Level, Limits, Plan, Verdict
from sync.planfile import SHORTEST_PREFIX
from sync.requests import Force
from sync.undo import TOUCHED, UNPLANNED, UNTOUCHED

dates = small.dates
"""So many dates."""


def events(number: int) -> str:
    """So many events."""
    return f"{number:,} event{'' if number == 1 else 's'}"


def moment(at: datetime) -> str:
    """A start by its name: weekday, date and time.

    >>> moment(datetime(2027, 1, 4, 10, 30))
    'Mon 2027-01-04 10:30'
    """
    return f"{weekday(at)} {at:%Y-%m-%d %H:%M}" + (f":{at:%S}" if at.second else "")


def target_line(plan: Plan, language: Language = "en") -> str:
    """Whom a plan is for, in one line; production is marked."""
    service = service_line(plan.host, language)
    return voice("plan", language).say("target", service=service, location=plan.location)


def service_line(host: str, language: Language = "en") -> str:
    """Which service a host is; production is marked.

    >>> service_line("https://api.alteg.io/api"), service_line("https://api.alteg.io/api", "ru")
    ('PRODUCTION api.alteg.io', 'НАСТОЯЩИЙ СЕРВИС api.alteg.io')
    """
    kind, name = "unknown", visible(host)
    if (endpoint := _endpoint(host)) is not None:
        kind, name = "emulator" if endpoint.is_loopback else "production", _named(endpoint)
    return voice("plan", language).say(f"target.{kind}", name=name)


def is_production(plan: Plan) -> bool:
    """Whether a plan is for a service that is not on this machine."""
    endpoint = _endpoint(plan.host)
    return endpoint is not None and not endpoint.is_loopback


def _endpoint(host: str) -> Endpoint | None:
    try:
        return Endpoint.parse(host)
    except BadInput:
        return None


def _named(endpoint: Endpoint) -> str:
    usual = {"http": 80, "https": 443}[endpoint.scheme]
    return endpoint.host if endpoint.port == usual else f"{endpoint.host}:{endpoint.port}"


def source_line(plan: Plan, language: Language = "en") -> str:
    """The event that is copied."""
    source, speak = plan.source, voice("plan", language)
    return speak.say(
        "source",
        id=source.id,
        title=visible(source.title).strip() or speak.say("service", id=source.service_id),
        staff=visible(source.staff_name) or speak.say("staff", id=source.staff_id),
        start=source.start,
        minutes=source.length // 60,
        capacity=source.capacity,
    )


def verdict_line(verdict: Verdict, language: Language = "en") -> str:
    """A verdict in a sentence; of a refusal also the way out."""
    speak, code = voice("plan", language), verdict.code.name.lower()
    said = speak.say(f"verdict.{code}", number=verdict.number)
    refused = verdict.level is Level.REFUSE and f"way_out.{code}" in speak.texts
    return f"{said} {speak.say(f'way_out.{code}')}" if refused else said


def why_text(why: str, language: Language = "en") -> str:
    """Why a line of a plan is as it is: the words that the plan carries, said again in a language.

    >>> why_text("moved from 2027-01-02 18:30, closed: Ремонт", "ru")
    'перенесено со 2 января 2027 г., 18:30, закрыто: Ремонт'
    >>> why_text("moved by hand from 2027-01-02 18:30, although closed: Sundays", "ru")
    'перенесено вручную со 2 января 2027 г., 18:30, хотя закрыто: воскресенье'
    >>> why_text("has appointments", "ru"), why_text("of a later version")
    ('есть записи клиентов', 'of a later version')
    """
    speak = voice("plan", language)
    if why in _TAKEN_BACK:
        return speak.say(f"why.{_TAKEN_BACK[why]}")
    said = next(filter(None, (form.fullmatch(why) for form in _WHYS.values())), None)
    if said is None:
        return visible(why)
    name = next(name for name, form in _WHYS.items() if form is said.re)
    facts = said.groupdict()
    pattern = datetime.fromisoformat(facts["pattern"]) if facts.get("pattern") else None
    closures = {
        part: speak.forms["closure"](visible(facts[part])) for part in ("closure", "despite") if facts[part]
    }
    dates = tongue(language)
    parts = [dates.say(f"reason.{part}", pattern=pattern, **closures) for part in (name, *closures)]
    return ", ".join(filter(None, parts))


_MOMENT = r"(?P<pattern>\d{4}-\d\d-\d\d \d\d:\d\d)"
_WHYS = {
    why.name.lower(): re.compile(
        re.escape(REASONS[why.name.lower()]).replace(r"\{pattern\}", _MOMENT)
        + r"(?:(?:, |^)closed: (?P<closure>.*?))?(?:(?:, |^)although closed: (?P<despite>.*))?"
    )
    for why in Why
}
"""How a plan writes each reason of a slot: the words of `recurrence.slot`."""

_TAKEN_BACK = {
    UNTOUCHED: "untouched",
    UNPLANNED: "unplanned",
    **dict(zip(TOUCHED, ("appointments", "moved", "changed"), strict=True)),
    "gone": "gone",
}
"""How an undo plan writes its reasons: the words of `sync.undo`."""


def limits_line(limits: Limits, language: Language = "en") -> str:
    """Limits that are not the usual ones, in a sentence.

    >>> limits_line(Limits(creations=500))
    'Limits, not the usual ones: 500 dates, 800 days ahead, 30 % more where there are 10.'
    """
    return voice("plan", language).say("limits", **limits._asdict())


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


def request_lines(plan: Plan, most: int = 12, language: Language = "en") -> Iterator[str]:
    """What is sent, request by request."""
    chunks, manner, speak = plan.chunks(), plan.manner, voice("plan", language)
    copied = "appointments" if manner.content_type is ContentType.APPOINTMENTS else "none"
    yield speak.say(
        "requests",
        number=len(chunks),
        form=speak.say(f"form.{manner.form.value}"),
        copied=speak.say(f"copied.{copied}"),
        force=speak.say(f"force.{'yes' if manner.force is Force.YES else 'no'}"),
    )
    carried = _carried(plan, speak)
    for place, starts in enumerate(chunks[:most], start=1):
        ends = " … ".join(speak.forms["stamp"](start) for start in dict.fromkeys((starts[0], starts[-1])))
        yield "  " + speak.say("request", place=place, carried=carried, number=len(starts), ends=ends)
    if len(chunks) > most:
        yield "  " + speak.say("more_requests", left=len(chunks) - most)


def _carried(plan: Plan, speak: Tongue) -> str:
    """What a request carries where it is not the dates themselves."""
    if plan.manner.form is Form.DATES or plan.recipe is None:
        return ""
    window, strategy = plan.recipe.window, plan.recipe.strategy
    given = {"from": window.start, "till": window.till, "count": window.count}
    limits = [speak.say(f"carried.{name}", **window._asdict()) for name, value in given.items() if value]
    return speak.say(f"carried.{plan.manner.form.value}", id=strategy.id, limits=", ".join(limits))
