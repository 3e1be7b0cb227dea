"""How the front desk speaks: the texts of one subject in one language, with every form that facts may take in them.

Decides where the words are: English texts in `note_texts.py`, Russian ones under the same names in `note_texts_ru.py`,
and so for every subject. A language is loaded when it is first spoken.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language, Tongue

SUBJECTS = ("note", "view", "date", "reading", "plan", "class")
"""What there is to speak about; each is a module of texts for each language."""

SUFFIXES: Mapping[Language, str] = {"en": "", "ru": "_ru"}
"""What the modules of a language end in."""


@lru_cache(maxsize=len(SUBJECTS) * len(SUFFIXES))
def voice(subject: str, language: Language) -> Tongue:
    """A language's words for a subject. Raises `ValueError` for another language.

    >>> voice("view", "en").say("empty_months"), voice("view", "ru").say("empty_months")
    ('empty months are left out', 'пустые месяцы не показаны')
    """
    common = tongue(language)
    texts = import_module(f"frontdesk.words.{subject}_texts{SUFFIXES[language]}").TEXTS
    forms = import_module(f"frontdesk.words.forms{SUFFIXES[language]}").FORMS
    return Tongue(language, texts, {**common.forms, **forms})
