"""Which form of request to send, in a sentence: for the comparison of readings, and for the review of a plan.

Decides words only; the advice is `recurrence.analysis.advise`'s.
"""

from frontdesk.words.voices import voice
from recurrence.analysis.advise import Advice
from recurrence.interop.tongue import Language
from recurrence.reading import CLAUSE


def advice_text(advice: Advice, language: Language = "en") -> str:
    """The advice and why.

    >>> from recurrence.analysis.advise import Reason
    >>> advice_text(Advice(True, Reason.AGREED, 1))
    'Send it in any form: every reading still possible gives these dates.'
    >>> advice_text(Advice(False, Reason.EDITED, 1), "ru")
    'Отправляйте по датам (--form dates): это не просто даты, которые даёт стратегия.'
    """
    speak = voice("reading", language)
    if advice.by_server:
        return speak.say("advice.any")
    clauses = [CLAUSE[axis] for axis in advice.axes]
    facts = {"clauses": clauses, "contested": len(advice.contested)}
    return speak.say("advice.dates", why=speak.say(f"advice.{advice.reason.name.lower()}", **facts))
