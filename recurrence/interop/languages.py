"""The languages that dates are spoken of in. Each is loaded when it is first spoken."""

from functools import lru_cache

from recurrence.interop.tongue import LANGUAGES, Language, Tongue


@lru_cache(maxsize=len(LANGUAGES))
def tongue(language: Language) -> Tongue:
    """The language's words about dates. Raises `ValueError` for another language.

    >>> tongue("en").say("count", count=2)
    '2 dates'
    """
    if language == "en":
        from recurrence.interop import english

        return Tongue("en", english.TEXTS, english.FORMS)
    if language == "ru":
        from recurrence.interop import russian, russian_forms

        return Tongue("ru", russian.TEXTS, russian_forms.FORMS)
    message = f"language: {language!r} is not allowed; it takes en or ru."
    raise ValueError(message)
