// What this file decides: how rrule.js is asked, with its cache off, as every call is to make its dates.
import rrule from "rrule";
import { answer, version } from "./asking.mjs";

const { RRule } = rrule;
const DAYS = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];
const date = (seconds) => (seconds === undefined ? undefined : new Date(seconds * 1000));

function made({ frequency, interval, days, start, until }) {
  const options = { freq: RRule[frequency], interval, wkst: RRule.MO, dtstart: date(start), until: date(until) };
  if (days) options.byweekday = days.map((day) => DAYS[day - 1]);
  return new RRule(options, true);
}

answer({
  version: version("rrule"),
  list: (rule) => made(rule).all(),
  count: (rule) => {
    const hand = made(rule), first = date(rule.first), last = date(rule.last);
    return () => hand.between(first, last, true).length;
  },
  next: (rule) => {
    const hand = made(rule), first = date(rule.first);
    return () => hand.after(first);
  },
  seconds: (found) => found.getTime() / 1000,
});
