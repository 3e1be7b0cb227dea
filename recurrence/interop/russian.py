"""Russian: the texts about strategies, schedules, differences, explanations and traps.

Decides words only; the forms that facts take are `russian_forms.py`'s. The texts have the names and places of
`english.py`.
"""

_UNITS = {
    "each.day": "Каждый день",
    "each.week": "Каждую неделю",
    "each.month": "Каждый месяц",
    "each.year": "Каждый год",
    "nth.day": "Каждый {period:ordinal_m} день",
    "nth.week": "Каждую {period:ordinal_f_acc} неделю",
    "nth.month": "Каждый {period:ordinal_m} месяц",
    "nth.year": "Каждый {period:ordinal_m} год",
    "in_unit.every.day": "Считается каждый день",
    "in_unit.every.week": "Считается каждая неделя",
    "in_unit.every.month": "Считается каждый месяц",
    "in_unit.every.year": "Считается каждый год",
    "in_unit.active.day": (
        "Это активный день: {place:ordinal_m} в цикле из {period:days_of}, отсчёт {counted_from:since_day}"
    ),
    "in_unit.break.day": (
        "Это день перерыва: {place:ordinal_m} в цикле из {period:days_of}, отсчёт {counted_from:since_day}"
    ),
    "in_unit.active.week": (
        "Неделя {first:since_day} — активная: {place:ordinal_f} в цикле из {period:weeks_of}, "
        "отсчёт {counted_from:since_day}"
    ),
    "in_unit.break.week": (
        "Неделя {first:since_day} приходится на перерыв: {place:ordinal_f} в цикле из {period:weeks_of}, "
        "отсчёт {counted_from:since_day}"
    ),
    "in_unit.active.month": (
        "{first:Month} — активный месяц: {place:ordinal_m} в цикле из {period:months_of}, "
        "отсчёт с {counted_from:month_of}"
    ),
    "in_unit.break.month": (
        "{first:Month} — месяц перерыва: {place:ordinal_m} в цикле из {period:months_of}, "
        "отсчёт с {counted_from:month_of}"
    ),
    "in_unit.active.year": (
        "{first:year} год — активный: {place:ordinal_m} в цикле из {period:years_of}, отсчёт с {counted_from:year} года"
    ),
    "in_unit.break.year": (
        "{first:year} год — год перерыва: {place:ordinal_m} в цикле из {period:years_of}, "
        "отсчёт с {counted_from:year} года"
    ),
    "in_unit.following.day": "; следующий активный день — {following:day_of}",
    "in_unit.following.week": "; следующая активная неделя — {following:since_day}",
    "in_unit.following.month": "; следующий активный месяц — {following:month}",
    "in_unit.following.year": "; следующий активный год — {following:year}",
    "in_unit.past.day": "; до следующего активного дня календарь кончается",
    "in_unit.past.week": "; до следующей активной недели календарь кончается",
    "in_unit.past.month": "; до следующего активного месяца календарь кончается",
    "in_unit.past.year": "; до следующего активного года календарь кончается",
}

_STRATEGY = {
    "no_dates": "Дат нет: не указан ни один день недели",
    "monday_to_friday": "{every} с понедельника по пятницу",
    "weekdays": "{every} по {days:weekdays_every}",
    "month_day": "{every} {day}-го числа{missing}",
    "year_day": "{every} {day:day_month}{missing}",
    "missing.skip": " (месяцы без этого числа пропускаются)",
    "missing.clamp": " (а в более коротком месяце — в его последний день)",
    "missing.overflow": " (а если его нет, счёт дней идёт дальше, в следующий месяц)",
    "missing.clamp_drift": " (короткий месяц заменяет его своим последним числом, и дальше остаётся это число)",
    "missing.overflow_drift": " (если его нет, дата уходит в следующий месяц, и дальше остаётся новое число)",
    "leap_day.skip": " (годы без этого дня пропускаются)",
    "leap_day.clamp": " (а если его нет, 28 февраля)",
    "leap_day.overflow": " (а если его нет, 1 марта)",
    "leap_day.clamp_drift": " (с первого года без этого дня — всегда 28 февраля)",
    "leap_day.overflow_drift": " (с первого года без этого дня — всегда 1 марта)",
    "at": " в {clock:clock}",
    "limits.till": ", {span:span}",
    "limits.count": ", {start:since_day}, {count:sessions}",
    "limits.both": ", {span:span}, не больше {count:sessions_of}",
    "left_out.first": ", первый день не считается",
    "left_out.last": ", последний день не считается",
    "left_out.both": ", первый и последний дни не считаются",
    "number": ": {number:sessions}",
    "number.of_count": ", из них остаётся {number:n}",
    "count": "{count:sessions}",
}

_SCHEDULE = {
    "reason.pattern": "по шаблону",
    "reason.added": "добавлено вручную",
    "reason.moved": "перенесено вручную {pattern:since_moment}",
    "reason.shifted": "сдвинуто: такого времени на часах нет",
    "reason.dropped": "убрано вручную",
    "reason.in_gap": "пропущено: такого времени на часах нет",
    "reason.closed": "",
    "reason.no_place": "рядом нет открытого и свободного дня",
    "reason.taken": "пропущено, место занято",
    "reason.off_closure": "перенесено {pattern:since_moment}",
    "reason.appended": "добавлено в конце",
    "reason.closure": "закрыто: {closure}",
    "reason.despite": "хотя закрыто: {despite}",
    "of": "{sessions:sessions}",
    "of.pattern": "{number:n} по шаблону",
    "of.added": "{number:added} вручную",
    "of.moved": "{number:moved} вручную",
    "of.shifted": "{number:shifted} из-за перевода часов",
    "of.off_closure": "{number:moved} с закрытого дня",
    "of.appended": "{number:added} в конце",
    "left": "{number:left}",
    "left.dropped": "{number:n} вручную",
    "left.in_gap": "{number:n} из-за перевода часов",
    "left.closed": "{number:n} в закрытый день",
    "left.no_place": "{number:n} в закрытый день, рядом с которым нет открытого и свободного",
    "left.taken": "{number:n} там, где место занято",
}

_DIFFERENCE = {
    "equal": "Отличий нет: {unchanged:n} без изменений",
    "differs.added": "{number:added}",
    "differs.removed": "{number:removed}",
    "differs.moved": "{number:moved}",
    "differs.unchanged": "{number:n} без изменений",
    "added": "Добавлено: {at:moment}",
    "removed": "Убрано: {at:moment}",
    "unchanged": "Без изменений: {at:moment}",
    "moved.slot": "Перенесено: {old:moment} → {new:moment}, то же занятие шаблона",
    "moved.day": "Перенесено: {old:moment} → {new:moment}, в тот же день",
    "moved.near": "Перенесено: {old:moment} → {new:moment}, на другой день",
}

_EXPLANATION = {
    "at_time.in": "{clock:clock} — время всех занятий",
    "at_time.out": "Все занятия в {clock:clock}, а не в {asked:exact_clock}",
    "on_weekday.none": "В стратегии не указан ни один день недели, поэтому дат нет",
    "on_weekday.stands.in": (
        "В стратегии не указан ни один день недели, и берётся тот, на который приходится {stands_in:day}"
    ),
    "on_weekday.stands.out": (
        "В стратегии не указан ни один день недели, и берётся тот, на который приходится {stands_in:day}; "
        "а это {weekday:weekday}"
    ),
    "on_weekday.only": "{weekday:Weekday} — день стратегии",
    "on_weekday.in": "{weekday:Weekday} — один из дней стратегии ({days:weekdays_or_span})",
    "on_weekday.out": "{weekday:Weekday} не входит в дни стратегии ({days:weekdays_or_span})",
    "month_day.in": "Это {day}-е число месяца, как и требуется",
    "month_day.out": "Требуется {day}-е число: ",
    "month_day.lost": "С {lost_in:month_of}, в котором нет {meant}-го числа, требуется {day}-е",
    "month_day.lost.in": ", и это оно",
    "month_day.lost.out": ": ",
    "month_day.falls": "в {month:month_in} это {lands:day}",
    "month_day.falls.none": "в {month:month_in} даты нет",
    "month_day.skip": "В {month:month_in} нет {day}-го числа, и этот месяц пропускается",
    "month_day.overflow": "В {month:month_in} нет {day}-го числа, и счёт идёт дальше, в следующий месяц: {lands:day}",
    "month_day.clamp": "В {month:month_in} нет {day}-го числа, и его заменяет последний день: {lands:day}",
    "begins": "Шаблон идёт от даты к дате и начинается {first:day}: раньше ничего нет",
    "from.in": "День не раньше первого дня, {start:day}",
    "from.out": "День раньше первого дня, {start:day}",
    "from.itself.in": "Это сам первый день, и он считается",
    "from.itself.out": "Это сам первый день, и он не считается",
    "till.in": "День не позже последнего дня, {till:day}",
    "till.out": "День позже последнего дня, {till:day}",
    "till.itself.in": "Это сам последний день, и он считается",
    "till.itself.out": "Это сам последний день, и он не считается",
    "counted.in": "По счёту это {number:ordinal_n} занятие из {limit:n}",
    "counted.out": "По счёту это было бы {number:ordinal_n} занятие, а можно не больше {limit:n}",
    "counted.last": (
        "По счёту это было бы {number:ordinal_n} занятие, а можно не больше {limit:n}; последнее — {last:on_moment}"
    ),
    "of_source.in": "Это время самого исходного события, и занятие создаётся ещё раз",
    "of_source.out": "Это время самого исходного события, и второй раз занятие не создаётся",
    "ignored.interval": "Интервал не учитывается: в этом режиме нет единицы, которую он мог бы считать",
    "ignored.days": "Дни недели не учитываются: они есть только в режиме 5",
    "ignored.till": "Последний день не учитывается, потому что задано число занятий",
    "ignored.count": "Число занятий не учитывается, потому что задан последний день",
    "closed": "День закрыт",
    "closed.reason": "День закрыт: {reason}",
    "placed.out": "По расписанию занятия {pattern:on_moment} нет ({reason})",
    "placed.as_is": "В расписании так же, как в шаблоне{clock}",
    "placed.here": "По расписанию занятие здесь, {start:on_moment} ({reason}){clock}",
    "placed.elsewhere": "По расписанию занятие стоит {start:on_moment} ({reason}){clock}",
    "clock.ordinary": "",
    "clock.gap": ", в то время, которое часы пропускают",
    "clock.fold": ", в то время, которое часы показывают дважды",
}

_TRAPS = {
    "trap.title_period": "В названии «{words}», а {so}. {fix}",
    "trap.no_unit": "в режиме {mode} нет единицы, которую можно пропускать: это каждая неделя",
    "trap.nothing_out": "интервал {interval} ничего не пропускает: это {every}",
    "trap.leaves.day": "интервал {interval} пропускает {interval:n_days}: это {every}",
    "trap.leaves.week": "интервал {interval} пропускает {interval:n_weeks}: это {every}",
    "trap.leaves.month": "интервал {interval} пропускает {interval:n_months}: это {every}",
    "trap.leaves.year": "интервал {interval} пропускает {interval:n_years}: это {every}",
    "trap.day_seven": "Дня 7 нет: 0 — воскресенье, а 6 — суббота. {fix}",
    "trap.day_seven.title": "Дня 7 нет: 0 — воскресенье, а 6 — суббота; в названии же «{words}». {fix}",
    "trap.day_numbers": "В названии «{words}», а {numbers:listed} — это {days:weekdays}: 0 — воскресенье. {fix}",
    "trap.day_numbers.one": "В названии «{words}», а {numbers:listed} — это {days:weekdays}: 0 — воскресенье. {fix}",
    "trap.days_ignored": "Дни недели важны только в режиме 5; {days:weekdays} здесь ничего не меняют.",
    "trap.days_ignored.one": "Дни недели важны только в режиме 5; {days:weekdays} здесь ничего не меняет.",
    "trap.interval_ignored": (
        "В режиме {mode} нет единицы, которую можно пропускать, и что там делает интервал {interval}, не сказано."
    ),
    "trap.same_as_weekdays": "Это дни с понедельника по пятницу, каждую неделю. {fix}",
    "trap.missing_day": (
        "Не в каждом месяце есть {day}-е число, и что бывает без него, не сказано. "
        "Если отправлять сами даты (форма dates), неясного не остаётся."
    ),
    "trap.missing_day.year": (
        "Не в каждом году есть 29 февраля, и что бывает без него, не сказано. "
        "Если отправлять сами даты (форма dates), неясного не остаётся."
    ),
    "trap.equal": "При всех прочтениях это то же, что {others:listed}: достаточно одной из них.",
    "trap.another": "ещё одна",
    "trap.strategy": "стратегия {id}",
    "trap.titled": "{name} («{title}»)",
    "trap.each.day": "каждый день",
    "trap.each.week": "каждая неделя",
    "trap.each.month": "каждый месяц",
    "trap.each.year": "каждый год",
    "trap.nth.day": "каждый {period:ordinal_m} день",
    "trap.nth.week": "каждая {period:ordinal_f} неделя",
    "trap.nth.month": "каждый {period:ordinal_m} месяц",
    "trap.nth.year": "каждый {period:ordinal_m} год",
    "fix.weekly": "Режим 5, дни — {days:weekdays}, интервал {interval}: это {every}.",
    "fix.weekdays": "Режим 2 говорит то же, и дни ему не нужны.",
    "fix.days": "Номера дней ({days:weekdays}): {numbers:listed}.",
    "fix.days.one": "Номер дня ({days:weekdays}): {numbers:listed}.",
    "fix.no_days": "Дни здесь не нужны.",
    "fix.every_week": "Интервал 0 — это каждая неделя, и неясного не остаётся.",
    "fix.interval": "Интервал {interval} — это {every}.",
}

TEXTS = {**_UNITS, **_STRATEGY, **_SCHEDULE, **_DIFFERENCE, **_EXPLANATION, **_TRAPS}
"""Every text by its name."""
