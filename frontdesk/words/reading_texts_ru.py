"""What is said about readings, in Russian: names and facts of the texts are those of `reading_texts.py`."""

TEXTS = {
    "same": "Все прочтения ({tried:n}) дают одно и то же: {agreed:dates}.",
    "same.one": "Единственное оставшееся прочтение даёт {agreed:dates_acc}.",
    "differ": "Все прочтения ({tried:n}) вместе дают {results:results}.",
    "untried": (
        "Ещё {number:n} не сравнивались: им нужно исходное событие ({clauses:listed}), укажите его (--event)."
    ),
    "heading.results": "Результаты",
    "heading.contested": "Спорные даты",
    "heading.agreed": "Есть во всех",
    "heading.dates": "Даты",
    "heading.documentation": "Что говорит документация",
    "column.result": "итог",
    "column.dates": "дат",
    "column.when": "когда",
    "column.in": "где",
    "refused": "отказ",
    "documented": "прочтение по документации; {when}",
    "more_results": "ещё {left:n}: все — в --format json",
    "no_date": "ни одной даты",
    "more_agreed": "… и ещё {left:n}, до {last}",
    "in_results": "в {number:results_in}",
    "always": "всегда",
    "only_if": "только если {cases}",
    "unless": "кроме случаев, когда {cases}",
    "or": "; или ",
    "more_cases": "ещё в {left:cases_in}",
    "behind": "{clause} {axis} ({status}; {clauses}): {sentence}",
    "advice.any": "Отправлять можно в любой форме: все ещё возможные прочтения дают эти даты.",
    "advice.dates": "Отправляйте по датам (--form dates): {why}.",
    "advice.differ": "ещё возможные прочтения расходятся ({clauses:listed}) в {contested:dates_in}",
    "advice.edited": "это не просто даты, которые даёт стратегия",
    "advice.no_dates": "стратегия здесь дат не даёт",
    "advice.not_compared": "сравнить удалось не все прочтения",
    "seen": "{seen:observations}: осталось {left:n} из {number:readings_of}.",
    "column.seen_in": "где увидено",
    "column.created": "создано",
    "column.leaves": "само по себе оставляет",
    "created": "{number:dates} с {start}",
    "created.refused": "отказ, с {start}",
    "conflict.one": "Ни одно прочтение не даёт того, что показывает наблюдение {which:listed}.",
    "conflict": "Наблюдения {which:listed} вместе не подходят ни к одному прочтению; если любое убрать — подходят.",
    "conflict.means": (
        "Либо одно из них — не то, что сервис сделал именно из этой стратегии, срока и события, либо сервис "
        "понимает документацию так, как не понимает её ни одно из прочтений. Отправляйте даты (--form dates)."
    ),
    "heading.settled": "Выяснено",
    "heading.open": "Открыто",
    "settled": "{condition}: {axis}={value}",
    "open": "{clause} {axis}: {values:either}",
    "open.no_difference": "То, что открыто, при выясненном ничего не меняет.",
    "kept.pinned": "Профиль {profile}, филиал {location}: прочтение закреплено.",
    "kept.open": "Профиль {profile}, филиал {location}: оставшееся сохранено, прочтение пока не закреплено.",
    "next.none": "Нет срока, который различил бы оставшееся.",
    "next": (
        "Дальше: скопируйте событие, которое начинается {start:stamp}; появится не больше {most:events_of}, и они "
        "разделят прочтения на {groups:readings_groups}:"
    ),
    "next.event": (
        "Дальше: скопируйте событие {event}, которое начинается {start:stamp}; появится не больше {most:events_of}, "
        "и они разделят прочтения на {groups:readings_groups}:"
    ),
    "next.then": (
        "Примените план так, как говорит `recur show {file}`. Даты, которых сервис не создал, останутся "
        "невыясненными: их выяснит `recur resume {file}`. Затем укажите здесь --plan {file}."
    ),
}
"""Every text by its name."""
