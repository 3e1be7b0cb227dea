// What this file decides: how rrule-rust is asked, with its cache off, as every call is to make its dates.
import { DateTime, DtStart, Frequency, RRule, RRuleSet, Weekday } from "rrule-rust";
import { answer, version } from "./asking.mjs";

const FREQUENCIES = {
  DAILY: Frequency.Daily, WEEKLY: Frequency.Weekly, MONTHLY: Frequency.Monthly, YEARLY: Frequency.Yearly,
};

function moment(seconds) {
  const date = new Date(seconds * 1000);
  return DateTime.utc(
    date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(),
    date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(),
  );
}

function made({ frequency, interval, days, start, until }) {
  const options = { frequency: FREQUENCIES[frequency], interval, weekstart: Weekday.Monday };
  if (until !== undefined) options.until = moment(until);
  if (days) options.byWeekday = days.map((day) => day - 1);
  const set = new RRuleSet({ dtstart: new DtStart(moment(start)), rrules: [new RRule(options)] });
  set.cache.disable();
  return set;
}

answer({
  version: version("rrule-rust"),
  list: (rule) => made(rule).all(),
  count: (rule) => {
    const hand = made(rule), first = moment(rule.first), last = moment(rule.last);
    return () => hand.between(first, last, true).length;
  },
  seconds: ({ year, month, day, time }) => Date.UTC(year, month - 1, day, time.hour, time.minute, time.second) / 1000,
});
