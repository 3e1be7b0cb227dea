// What this file decides: how a JavaScript library is asked for the dates of a file of rules (../README.md).
//
// A peer is { version, list(rule), count(rule), next(rule), seconds(date) }: `list` makes the rule and its dates; `count`
// and `next`, where the library has them, make the rule and return the question as a function.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const number = (text) => (text === "-" ? undefined : Number(text));

function parse(line) {
  const [key, asks, frequency, interval, days, start, until, first, last] = line.split(" ");
  return {
    key, asks, frequency,
    interval: Number(interval),
    days: days === "-" ? undefined : days.split(",").map(Number),
    start: number(start), until: number(until), first: number(first), last: number(last),
  };
}

export function version(name) {
  return `${name} ${JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version}`;
}

// One list at a time.
function listed(peer, rules) {
  let found;
  for (const rule of rules) found = peer.list(rule);
  return found;
}

function prepared(peer, rules) {
  const { asks } = rules[0];
  if (asks === "list") {
    return { call: () => listed(peer, rules), numbers: () => rules.flatMap((rule) => peer.list(rule).map(peer.seconds)) };
  }
  if (!peer[asks]) return undefined;
  return { call: peer[asks](rules[0]), numbers: (found) => [asks === "next" ? peer.seconds(found) : found] };
}

function timed(call, least) {
  const begin = process.hrtime.bigint(), enough = begin + BigInt(Math.round(least * 1e9));
  let calls = 0, end = begin;
  for (; end < enough; end = process.hrtime.bigint()) {
    call();
    calls += 1;
  }
  return `${calls} ${end - begin}\n`;
}

function answered(peer, rules, [verb, key, least]) {
  if (verb === "version") return `${peer.version}, node ${process.version}\n`;
  const work = prepared(peer, rules.get(key));
  if (!work) return "? the library has no such question\n";
  if (verb === "time") return timed(work.call, Number(least));
  return [...work.numbers(work.call()), ".\n"].join("\n");
}

export function answer(peer) {
  const rules = new Map();
  for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
    const rule = parse(line);
    if (!rules.has(rule.key)) rules.set(rule.key, []);
    rules.get(rule.key).push(rule);
  }
  createInterface({ input: process.stdin }).on("line", (line) => {
    process.stdout.write(answered(peer, rules, line.split(" ")));
  });
}
