// What this file decides: how rrule-temporal is asked; this node has no Temporal of its own, so with a stand-in for it.
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { answer, version } from "./asking.mjs";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const moment = (seconds) =>
  seconds === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO("UTC");

function made({ frequency, interval, days, start, until }) {
  const options = { freq: frequency, interval, wkst: "MO", tzid: "UTC", dtstart: moment(start), maxIterations: 1e9 };
  if (until !== undefined) options.until = moment(until);
  if (days) options.byDay = days.map((day) => DAYS[day - 1]);
  return new RRuleTemporal(options);
}

answer({
  version: `${version("rrule-temporal")} with ${version("temporal-polyfill")}`,
  list: (rule) => made(rule).all(),
  count: (rule) => {
    const hand = made(rule), first = moment(rule.first), last = moment(rule.last);
    return () => hand.between(first, last, true).length;
  },
  next: (rule) => {
    const hand = made(rule), first = moment(rule.first);
    return () => hand.next(first);
  },
  seconds: (found) => found.epochMilliseconds / 1000,
});
