// Keeps the right side up to date while somebody types, and days within reach of the arrow keys.
// The page works without it: the form has a button, and every day is a link.
"use strict";

const form = document.querySelector("form");
const result = document.getElementById("result");
const DAY = 24 * 60 * 60 * 1000;
let running = null;
let waiting = 0;

function query(day) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const boxes = form.querySelectorAll("select[data-default]");
  const usual = new Set([...boxes].filter((box) => box.value === box.dataset.default).map((box) => box.name));
  const kept = fields.filter(([name]) => !usual.has(name) && name !== "day");
  if (day) kept.push(["day", day]);
  return new URLSearchParams(kept).toString();
}

function asked() {
  return new URLSearchParams(location.search).get("day");
}

async function show(text, { push = false, focus = null } = {}) {
  running?.abort();
  running = new AbortController();
  result.classList.add("busy");
  try {
    const answer = await fetch(`view?${text}`, { signal: running.signal, credentials: "same-origin" });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    result.replaceChildren(...made.body.childNodes);
    history[push ? "pushState" : "replaceState"](null, "", `?${text}`);
    marked();
    ready(focus);
  } catch (error) {
    if (error.name !== "AbortError") location.search = text;
    return;
  }
  result.classList.remove("busy");
}

function marked() {
  const wrong = new Set((result.querySelector("[data-wrong]")?.dataset.wrong ?? "").split(" "));
  for (const box of form.elements) {
    if (!box.name) continue;
    if (wrong.has(box.name)) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

function ready(focus) {
  const days = [...result.querySelectorAll(".month a")];
  const current = result.querySelector(".month a[aria-current]") ?? days.find((day) => day.dataset.mark) ?? days[0];
  days.forEach((day) => { day.tabIndex = day === current ? 0 : -1; });
  if (focus) result.querySelector(`.month a[data-day="${focus}"]`)?.focus();
  if (focus === "why") result.querySelector(".why")?.focus();
}

function reach(from, days) {
  const to = new Date(Date.parse(`${from.dataset.day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
  const there = result.querySelector(`.month a[data-day="${to}"]`);
  if (!there) return;
  from.tabIndex = -1;
  there.tabIndex = 0;
  there.focus();
}

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

result.addEventListener("keydown", (event) => {
  const day = event.target.closest?.(".month a");
  if (!day || !(event.key in STEPS)) return;
  event.preventDefault();
  reach(day, STEPS[event.key]);
});

result.addEventListener("click", (event) => {
  const copy = event.target.closest("button[data-copy]");
  if (copy) {
    const text = document.getElementById(copy.dataset.copy).textContent;
    navigator.clipboard.writeText(text).then(() => { copy.textContent = copy.dataset.done; });
    return;
  }
  const day = event.target.closest(".month a");
  if (!day || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(query(day.dataset.day), { push: true, focus: day.dataset.day });
});

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => show(query(asked())), 30);
});
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  show(query(asked()), { push: true });
});
addEventListener("popstate", () => location.reload());
ready(null);
