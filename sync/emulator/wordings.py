"""The service's own words in English and Russian, as far as they are known (wire.md §1.9). Decides nothing else."""

WORDINGS: dict[str, dict[str, str]] = {
    "invalid": {"en": "An error has occurred.", "ru": "Произошла ошибка"},
    "unauthorised": {"en": "Authentication needed.", "ru": "Необходима авторизация"},
    "forbidden": {"en": "Access denied.", "ru": "Недостаточно прав"},
    "inactive": {"en": "Access is not activated", "ru": "Доступ не активирован"},
    "not_found": {"en": "Not found", "ru": "Не найдено"},
    "no_location": {"en": "Not found", "ru": "Филиал не найден."},
    "no_staff": {"en": "Not found", "ru": "Сотрудник не найден."},
    "no_service": {"en": "Not found", "ru": "Услуга не найдена."},
    "busy_staff": {"en": "Master is busy or does not work", "ru": "Мастер занят или не работает"},
    "busy_resource": {"en": "Resource is busy", "ru": "Ресурс занят"},
    "past_period": {
        "en": "The start date of the period cannot be earlier than the current time",
        "ru": "Дата начала периода не может быть раньше текущего времени",
    },
    "full": {"en": "No free seats", "ru": "Нет свободных мест"},
    "limited": {"en": "Too many requests", "ru": "Слишком много запросов"},
    "method": {"en": "Method not allowed", "ru": "Метод не поддерживается"},
    "too_large": {"en": "The request is too large", "ru": "Слишком большой запрос"},
    "accepted": {"en": "Accepted", "ru": "Accepted"},
}

MODES: dict[str, tuple[str, ...]] = {
    "en": ("Daily", "Weekdays", "Mon Wed Fri", "Tue Thu", "Every week", "Every month", "Every year"),
    "ru": (
        "Ежедневно",
        "По будням",
        "Пн Ср Пт",
        "Вт Чт",
        "Каждую неделю",
        "Каждый месяц",
        "Каждый год",
    ),
}


def said(wording: str, language: str, detail: str = "") -> str:
    """The sentence for a key, with a detail after a colon.

    >>> said("busy_staff", "ru", "2020-10-01 10:30")
    'Мастер занят или не работает: 2020-10-01 10:30'
    """
    sentence = WORDINGS[wording][language]
    return f"{sentence}: {detail}" if detail else sentence


def mode_title(mode: int, language: str) -> str:
    """The title of a repeat mode, 1–7.

    >>> mode_title(5, "en")
    'Every week'
    """
    return MODES[language][mode - 1]
