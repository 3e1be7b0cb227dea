"""What is said of several classes together, in Russian: names and facts of the texts are those of `class_texts.py`."""

TEXTS = {
    "clashing": "{clashing:Clash} {clashing:n} из {number:classes_of}{there}.",
    "clashing.none": "Пересечений нет ни у одного из {number:classes_of}{there}.",
    "there": "; из них уже есть {number:n}",
    "planned": "{name}, {start:stamp}-{end}",
    "resource": "ресурс {id}",
    "staff": "сотрудник {id}",
    "staff.named": "{name} ({id})",
    "no_work": "{who} в это время не работает",
    "away": "{who} отсутствует с {first} по {last}",
    "taken": "{who}: уже занято — {title} ({kind}), {until}",
    "something": "что-то без названия",
    "kind.event": "событие {id}",
    "kind.entry": "запись в календаре",
    "kind.class": "тоже в плане",
    "until.same": "{start:day_named}, {start:clock}–{end:clock}",
    "until.other": "с {start:stamp} до {end:stamp}",
    "way.stay": "оставить: место освободится, если принять предложения выше",
    "way.time": "другое время в тот же день",
    "way.day": "другой день той же недели",
    "way.append": "добавить в конце",
    "way.drop": "пропустить",
    "force.presumably": (
        "Параметр force в API создаёт занятие, даже если люди и ресурсы заняты; по-видимому, он действует на все "
        "эти пересечения, в том числе с рабочим временем. Прямо в документации этого не сказано."
    ),
    "force.unknown_there": "О записях в календарях сервис не знает: такие занятия он создаст и без force.",
    "taken_first": (
        "Если принять первое предложение (>) у каждого, пересечений не останется.\n"
        "То же параметрами `recur plan`:"
    ),
    "figure.sessions": "занятия",
    "figure.seats": "места",
    "figure.staff_hours": "часы сотрудников",
    "figure.room_hours": "часы помещений",
    "figure.least": "выручка, не меньше{paid}",
    "figure.most": "выручка, не больше{paid}",
    "figure.closed": "даты в закрытые дни",
    "figure.away": "некому вести",
    "figure.clashes": "занятия с пересечениями",
    "figure.gap": "самый долгий перерыв, дней",
    "figure.month": "в {month}",
    "figure.weekday": "по {day:weekday_every}",
    "base": "по плану",
    "unpriced": "Без цены, считаются за ноль: {names}.",
    "sessions_clash": "Занятия пересекаются. С чем и что можно сделать:",
}
"""Every text by its name."""
