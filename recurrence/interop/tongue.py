"""A language: its texts with places for facts, and its forms, which say a fact in a grammatical form.

Decides how texts and forms come together; what is said is decided where it is known, and the words are in one module
for each language.
"""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any, Literal, get_args

Language = Literal["en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Forms = Mapping[str, Callable[[Any], str]]


class Tongue(Formatter):
    """Texts and forms of one language. In a text `{period:ordinal}` is the fact `period` in the form `ordinal`.

    >>> speak = Tongue("en", {"every": "every {period:ordinal} {unit}"}, {"ordinal": "{}th".format})
    >>> speak.say("every", period=4, unit="day")
    'every 4th day'
    """

    def __init__(self, language: Language, texts: Mapping[str, str], forms: Forms) -> None:
        self.language, self.texts, self.forms = language, texts, forms

    def say(self, text: str, /, **facts: object) -> str:
        """The text of this name with its facts."""
        return self.vformat(self.texts[text], (), facts)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  as the formatter has it
        """A fact in the form that stands behind its colon; without one it is a text already."""
        return self.forms[format_spec](value) if format_spec else str(value)

    def ended(self, said: str) -> str:
        """A sentence with its full stop, which a shortened last word has already.

        >>> Tongue("ru", {}, {}).ended("с 28 сентября 2020 г.")
        'с 28 сентября 2020 г.'
        """
        return said if said.endswith(".") else f"{said}."
