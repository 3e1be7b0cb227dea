// Keeps the right side up to date while somebody types, days within reach of the arrow keys, problems beside their
// fields, and the whole state in the address. The page works without it: the form has a button, every day is a link.
"use strict";

const form = document.querySelector(".desk > form");
const result = document.getElementById("result");
const said = document.getElementById("said");
const jump = document.querySelector(".jump");
const DAY = 24 * 60 * 60 * 1000;
const OF_A_STRATEGY = ["title", "mode", "days", "interval"];
let running = null;
let waiting = 0;
let shown = location.search;

// --- the state: what the form says, without what is usual --------------------------------------------------------

function query(day) {
  const boxes = [...form.querySelectorAll("select[data-default]")];
  const usual = new Set(boxes.filter((box) => box.value === box.dataset.default).map((box) => box.name));
  const fields = [...new FormData(form)].filter(([name, value]) => value !== "" && !usual.has(name));
  if (day) fields.push(["day", day]);
  return new URLSearchParams(fields).toString();
}

function asked() {
  return new URLSearchParams(location.search).get("day");
}

function addressed(text, push) {
  history[push ? "pushState" : "replaceState"](null, "", `?${text}`);
  shown = location.search;
  // The links to other files and to the other language keep the state.
  for (const link of document.querySelectorAll("a[data-state]")) {
    const fields = new URLSearchParams(text);
    const [name, value] = link.dataset.state.split("=");
    fields.delete(name);
    fields.delete("day");
    if (value) fields.set(name, value);
    link.search = fields.toString();
  }
}

// --- what is laid out when it is opened --------------------------------------------------------------------------

// Without this script it stands in the form from the start.
function unpacked(kept) {
  if (!kept) return;
  kept.replaceWith(...new DOMParser().parseFromString(kept.textContent, "text/html").body.childNodes);
}

// --- showing -----------------------------------------------------------------------------------------------------

async function show(text, { push = false, focus = null } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`view?${text}`, { signal, credentials: "same-origin" });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (signal.aborted) return;
    result.replaceChildren(...made.body.childNodes);
    addressed(text, push);
    told();
    ready(focus);
  } catch (error) {
    if (error.name === "AbortError") return;
    const words = document.createElement("p");
    words.className = "problems";
    words.textContent = result.dataset.offline;
    result.replaceChildren(words);
    said.textContent = result.dataset.offline;
  }
  result.removeAttribute("aria-busy");
}

// What a screen reader hears after an edit, and problems beside their fields.
function told() {
  const headline = document.getElementById("headline");
  const problems = [...result.querySelectorAll("[data-field]")];
  const words = [...result.querySelectorAll("#headline h2, #headline .counts, .problems")].map((each) => each.textContent);
  said.textContent = words.join(" ").replace(/\s+/g, " ").trim();
  jump.textContent = headline?.dataset.jump ?? result.querySelector(".problems h2")?.textContent ?? "";
  for (const each of form.querySelectorAll(".problem")) each.remove();
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  for (const box of form.querySelectorAll("[aria-describedby]")) described(box, `${box.id}-hint`);
  for (const problem of problems) blamed(problem.dataset.field, problem.textContent);
}

function described(box, ids) {
  const there = ids.split(" ").filter((id) => document.getElementById(id));
  if (there.length) box.setAttribute("aria-describedby", there.join(" "));
  else box.removeAttribute("aria-describedby");
}

function blamed(name, text) {
  const box = name && document.getElementById(name);
  if (!box) return;
  const there = document.getElementById(`${name}-problem`);
  const words = there ?? document.createElement("span");
  words.className = "problem";
  words.id = `${name}-problem`;
  words.textContent = there ? `${there.textContent} ${text}` : text;
  box.closest(".field").append(words);
  box.closest("details")?.setAttribute("open", "");
  described(box, `${name}-hint ${name}-problem`);
  for (const each of box.name ? [box] : box.querySelectorAll("input")) each.setAttribute("aria-invalid", "true");
}

// --- days --------------------------------------------------------------------------------------------------------

// One day of the year can be reached with the tab key, the others from it with the arrows.
function ready(focus) {
  const days = [...result.querySelectorAll(".month a")];
  const current = result.querySelector(".month a[aria-current]") ?? days.find((day) => day.className) ?? days[0];
  for (const day of days) day.tabIndex = day === current ? 0 : -1;
  if (focus) (document.getElementById(focus) ?? dayOf(focus))?.focus();
}

function dayOf(text) {
  return result.querySelector(`.month a[data-day="${text}"]`);
}

function reach(from, days) {
  const to = dayOf(new Date(Date.parse(`${from.dataset.day}T00:00Z`) + days * DAY).toISOString().slice(0, 10));
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

result.addEventListener("keydown", (event) => {
  const day = event.target.closest(".month a");
  if (!day || !(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  reach(day, STEPS[event.key]);
});

// --- clicks ------------------------------------------------------------------------------------------------------

async function copied(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = button.dataset.done;
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const button = target.closest("button[data-copy]");
  if (button) copied(button);
  if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const day = target.closest(".month a");
  const offer = target.closest(".offers a");
  if (day || target.closest("[data-close]")) {
    event.preventDefault();
    show(query(day?.dataset.day), { push: true, focus: day ? "why" : asked() });
  } else if (offer) {
    event.preventDefault();
    location.search = filled(offer);
  } else if (target.closest(".jump")) {
    result.focus();
  }
});

// The form as it stands, with the strategy of a link.
function filled(offer) {
  const fields = new URLSearchParams(query(null));
  const own = new URLSearchParams(offer.search);
  for (const name of OF_A_STRATEGY) {
    fields.delete(name);
    for (const value of own.getAll(name)) fields.append(name, value);
  }
  return fields.toString();
}

if (form) {
  form.addEventListener("input", (event) => {
    // The class that is copied has a time of its own.
    if (event.target.name === "copy" && event.target.value) form.elements.at.value = "";
    clearTimeout(waiting);
    waiting = setTimeout(() => show(query(asked())), 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(query(asked()), { push: true, focus: "result" });
  });
  form.addEventListener("toggle", (event) => unpacked(event.target.querySelector(":scope > noscript")), true);
  form.addEventListener("focusin", (event) => {
    if (event.target.hasAttribute("list")) unpacked(form.querySelector(".countries"));
  });
  // A jump within the page is a step back or forth too, and changes nothing.
  addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });
  ready(null);
}
