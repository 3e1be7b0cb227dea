"""Which form of request to send, in a sentence: for the comparison of readings, and for the review of a plan.

Decides words only; the advice is `recurrence.analysis.advise`'s.
"""

from frontdesk.words.small import dates
from recurrence.analysis.advise import Advice, Reason
from recurrence.interop.phrase import listed
from recurrence.reading import CLAUSE


def advice_text(advice: Advice) -> str:
    """The advice and why.

    >>> advice_text(Advice(True, Reason.AGREED, 1))
    'Send it in any form: every reading still possible gives these dates.'
    """
    if advice.by_server:
        return "Send it in any form: every reading still possible gives these dates."
    axes = listed([CLAUSE[axis] for axis in advice.axes]) if advice.axes else ""
    why = {
        Reason.DIFFER: f"the readings still possible differ ({axes}), on {dates(len(advice.contested))}",
        Reason.EDITED: "these dates are not just what the strategy gives",
        Reason.NO_DATES: "the strategy gives no dates here",
        Reason.NOT_COMPARED: "not all readings could be compared",
    }[advice.reason]
    return f"Send it by dates (--form dates): {why}."
