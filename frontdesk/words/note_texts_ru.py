"""What views say beside dates, in Russian: names and facts of the texts are those of `note_texts.py`."""

TEXTS = {
    "gap.kept": "часы пропускают {planned:clock}",
    "gap.moved": "сдвинуто, часы пропускают {planned:clock}",
    "gap.left_out": "пропущено, часы пропускают {planned:clock}",
    "gap.taken": "пропущено, часы пропускают {planned:clock}, а время после перевода занято",
    "fold": "часы показывают {planned:clock} дважды",
    "moved.day": "вместо {day}-го числа",
    "moved.day.if": "вместо {day}-го числа: {choices:conditions}",
    "moved.leap_day": "вместо {day} февраля",
    "moved.leap_day.if": "вместо {day} февраля: {choices:conditions}",
    "contested": "только если {choices:conditions}",
    "contested.together": "не при всех прочтениях",
    "contested.all": "Все эти даты верны, только если {choices:conditions}.",
    "source_slot": "Само исходное событие, {slot:moment}, второй раз не создаётся (R10).",
    "empty": "В этот срок не попадает ни одна дата шаблона.",
    "not_compared": (
        "Прочтения, которым нужно исходное событие ({clauses:listed}), не сравниваются: укажите его (--event)."
    ),
    "days_tidied": "Дни повторялись или шли не по порядку: {given:codes} прочитано как {kept:codes}.",
    "unknown_fields": "Неизвестные поля файла не используются: {names}.",
    "unknown_fields.more": "Неизвестные поля файла не используются: {names} и ещё {more}.",
    "days_ignored": "Дни недели ({days:codes}) важны только в еженедельном режиме, здесь они не учитываются.",
    "interval_ignored": (
        "Интервал {interval} не учитывается: в этом режиме нет единицы, которую можно пропускать (R6)."
    ),
    "closed": "закрыто: {closure:closure}",
    "closed.closed": "пропущено, закрыто: {closure:closure}",
    "closed.no_place": "пропущено, закрыто: {closure:closure}; рядом нет открытого и свободного дня",
    "closed.taken": "пропущено, место занято",
    "closed.appended": "добавлено в конце",
    "closed.off_closure": "перенесено {pattern:since_named_day}, закрыто: {closure:closure}",
    "closures": "Из-за закрытых дней: {numbers:closed_counts}.",
    "closures.none": "На закрытые дни не приходится ни одной даты.",
    "closures.readings": "Прочтения сравниваются по шаблону, без учёта закрытых дней.",
    "calendar": "{path:visible}: {others:events} — не на весь день, такие ничего не закрывают.",
    "holidays": "Праздники ({countries}): {provider}.",
    "holidays.estimated": "{provider} даёт {guessed:holidays} с примерной датой: точную определяет луна.",
    "holidays.years": "{provider} знает праздники {code} только с {first_year} по {last_year} год.",
    "holidays.moved": (
        "{provider} знает переносы выходных {code} только до {moved_until} года включительно. "
        "Переносы за {since:years}, если они есть, укажите в --closed и --open."
    ),
    "open": "{day:day} указан открытым, но его и так ничто не закрывает.",
    "unseen": ("Снимок показывает дни {days:span}: что есть в другие дни, неизвестно и не сравнивается."),
    "compare.kinds": (
        "Сравниваются все события из {path}, занятий разных видов — {kinds:n}: выбирают --event, --service и --staff."
    ),
    "compare.outside": "Не сравниваются даты из {path} вне этих дней: {number:n}.",
    "offsets": "Смещения: {zone}, база часовых поясов {version}.",
    "too_many": "Дат слишком много, чтобы сравнить их с датами других прочтений.",
    "readings.documented": "Все прочтения документации дают эти даты.",
    "readings.documented.none": "Ни одно прочтение документации не даёт дат.",
    "readings.compared": "Все сравнённые прочтения дают эти даты.",
    "readings.compared.none": "Ни одно из сравнённых прочтений не даёт дат.",
    "readings.differ": "{readings:readings_differ} в {contested:dates_in}; общих для всех — {agreed:dates}:",
    "readings.refuse": (
        "{readings:readings_differ} в {contested:dates_in} ({refusing:refuse}); общих для всех — {agreed:dates}:"
    ),
    "adds": "--reading {change} добавляет {moments}.",
    "adds.more": "--reading {change} добавляет {moments} и ещё {more:n}.",
}
"""Every remark by its name."""
