"""What the review of a plan says about its form, where the service is to work the dates out.

Decides when to say it; the advice is `recurrence.analysis.advise`'s, the words are `advice_words.py`'s.
"""

from collections.abc import Iterator

from frontdesk.words.advice_words import advice_text
from recurrence.analysis import advise
from recurrence.interop.tongue import Language
from sync.plan import Do, Form, Plan


def on_form(plan: Plan, language: Language = "en") -> Iterator[str]:
    """The advice on a plan by strategy or by parameters, all readings held against it; nothing by dates."""
    if plan.manner.form is Form.DATES or plan.recipe is None:
        return
    wanted = [action.start for action in plan.actions if action.do in {Do.CREATE, Do.PRESENT}]
    found = advise(plan.recipe.strategy, plan.recipe.window, plan.source.start, wanted=wanted)
    yield advice_text(found, language)
