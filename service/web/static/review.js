// The review page without reloading: filter, step through the findings, decide, fold. The server renders everything; here
// parts are fetched and put in their place, and the address keeps what is shown. Without this file the page works by its
// forms and links.
"use strict";

const frame = document.getElementById("frame");
const list = () => document.getElementById("list");
const evidence = document.getElementById("evidence");
const said = document.getElementById("said");
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const LOOK_SECONDS = 5;
let latest = 0; // of several answers on their way the last one asked for counts
let decidedLast = null;

document.documentElement.classList.add("js");

// --- the address -----------------------------------------------------------------------------------------------------

function view() {
  return new URLSearchParams(location.search);
}

function go(query, push = true) {
  const words = query.toString();
  const address = frame.dataset.address + (words ? "?" + words : "");
  history[push ? "pushState" : "replaceState"](null, "", address);
}

async function part(name, query) {
  const asked = new URLSearchParams(query);
  asked.set("part", name);
  const answer = await fetch(frame.dataset.address + "?" + asked, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

function put(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const panel of page.querySelectorAll("[data-panel]")) {
    const place = document.getElementById(panel.dataset.panel);
    if (place) place.replaceChildren(...panel.childNodes);
  }
  const decided = page.querySelector("[data-decided]");
  if (decided) frame.dataset.decided = decided.dataset.decided;
  mark();
}

async function refresh(query) {
  const mine = ++latest;
  try {
    const html = await part("panels", query);
    if (mine === latest) put(html);
  } catch {
    location.search = query.toString(); // the server says in full what is wrong
  }
}

// --- the current finding ---------------------------------------------------------------------------------------------

function items() {
  return [...list().querySelectorAll(".item")];
}

function current() {
  return evidence.querySelector(".card")?.dataset.finding ?? null;
}

function mark() {
  const id = current();
  for (const link of list().querySelectorAll("a[aria-current]")) link.removeAttribute("aria-current");
  for (const old of document.querySelectorAll(".row.current, .mark.current")) old.classList.remove("current");
  if (!id) return;
  list().querySelector(`[data-finding="${CSS.escape(id)}"] > a`)?.setAttribute("aria-current", "true");
  for (const place of document.querySelectorAll(`.mark[data-finding="${CSS.escape(id)}"]`)) place.classList.add("current");
  const row = evidence.querySelector(".card")?.dataset.row;
  if (row) document.getElementById("row-" + row)?.classList.add("current");
}

function show(element, block = "nearest") {
  element?.scrollIntoView({ block, inline: "nearest" });
}

async function toRow(index) {
  for (const group of document.querySelectorAll("[data-from][hidden]"))
    if (Number(group.dataset.from) <= index && index <= Number(group.dataset.to)) await unfold(group.id, true);
  const row = document.getElementById("row-" + index);
  if (row) show(row, "center");
}

async function select(id, { push = true, focus = false } = {}) {
  const query = view();
  query.set("finding", id);
  go(query, push);
  const item = list().querySelector(`[data-finding="${CSS.escape(id)}"]`);
  const mine = ++latest;
  const html = await part("evidence", query).catch(() => null);
  if (html === null) return void location.reload();
  if (mine !== latest) return;
  evidence.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  evidence.scrollTop = 0;
  mark();
  show(item);
  const row = evidence.querySelector(".card")?.dataset.row;
  if (row) toRow(row);
  if (focus) item?.querySelector("a").focus({ preventScroll: true });
  tell(evidence.querySelector(".card > p")?.textContent ?? "");
}

function step(by) {
  const all = items();
  if (!all.length) return;
  const at = all.findIndex((item) => item.dataset.finding === current());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  return select(next.dataset.finding, { focus: true });
}

function tell(words) {
  said.textContent = words;
}

// --- deciding --------------------------------------------------------------------------------------------------------

async function decide(form, verdict) {
  const data = new FormData(form);
  data.set("verdict", verdict);
  data.set("part", "panels");
  const id = current();
  const all = items();
  const at = all.findIndex((item) => item.dataset.finding === id);
  const after = all[at + 1]?.dataset.finding ?? null;
  const mine = ++latest;
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": token } }).catch(() => null);
  if (answer === null || !(answer.ok || answer.status === 409)) return void form.submit();
  const html = await answer.text();
  if (mine !== latest) return;
  put(html);
  if (answer.status === 409) return void evidence.querySelector(".conflict")?.scrollIntoView();
  decidedLast = id;
  tell(verdict);
  if (verdict !== "open" && after) await select(after, { push: false, focus: true });
}

function press(verdict) {
  const form = document.getElementById("decide");
  return form ? decide(form, verdict) : null;
}

async function undo() {
  const button = evidence.querySelector('#decide button[value="open"]');
  if (button && !button.disabled) return press("open");
  if (!decidedLast) return;
  const back = decidedLast;
  decidedLast = null;
  await select(back, { focus: true });
  const there = evidence.querySelector('#decide button[value="open"]');
  if (there && !there.disabled) await press("open");
}

// --- folds, base, what cells show ------------------------------------------------------------------------------------

let loading = null;

// Folded rows come when the first of them is wanted: most of a long story is folded, and nobody waits for it.
function load() {
  loading ??= part("folds", view()).then((html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const rows of page.querySelectorAll("[data-rows]")) {
      const group = document.querySelector(`[data-later][data-from="${rows.dataset.rows}"]`);
      if (!group) continue;
      group.replaceChildren(...rows.childNodes);
      delete group.dataset.later;
    }
    mark();
  }).catch(() => {
    const query = view();
    query.set("folds", "open");
    location.search = query.toString();
  });
  return loading;
}

async function unfold(id, open) {
  const group = document.getElementById(id);
  const link = document.querySelector(`[data-fold="${CSS.escape(id)}"]`);
  if (!group || !link) return;
  if (open && "later" in group.dataset) await load();
  group.hidden = !open;
  link.setAttribute("aria-expanded", String(open));
}

function dress() {
  for (const link of document.querySelectorAll("[data-fold]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", link.dataset.fold);
    link.setAttribute("aria-expanded", String(!document.getElementById(link.dataset.fold).hidden));
  }
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
}

function cells(which) {
  document.body.className = document.body.className.replace(/show-\w+/, "show-" + which);
  const query = view();
  if (which === "both") query.delete("show");
  else query.set("show", which);
  go(query, false);
  const radio = document.querySelector(`.view input[value="${which}"]`);
  if (radio) radio.checked = true;
}

function turn() {
  const radios = [...document.querySelectorAll('.view input[name="show"]')];
  if (!radios.length) return;
  const at = radios.findIndex((radio) => radio.checked);
  cells(radios[(at + 1) % radios.length].value);
}

// --- what happens ----------------------------------------------------------------------------------------------------

const filter = document.getElementById("filter");

function chosen() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(filter)) if (value) query.append(name, value);
  for (const name of ["base", "show", "folds"]) {
    const value = view().get(name);
    if (value && !query.has(name)) query.set(name, value);
  }
  return query;
}

let typing = 0;
filter.addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const query = chosen();
    go(query, event.target.type !== "search");
    refresh(query);
  }, event.target.type === "search" ? 200 : 0);
});
filter.addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("submit", (event) => {
  if (event.target.id !== "decide" || !event.submitter) return;
  event.preventDefault();
  decide(event.target, event.submitter.value);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const fold = event.target.closest("[data-fold]");
  if (fold) {
    event.preventDefault();
    return unfold(fold.dataset.fold, fold.getAttribute("aria-expanded") !== "true");
  }
  const found = event.target.closest(".item > a, a.mark");
  if (found) {
    event.preventDefault();
    return void select((found.dataset.finding ?? found.parentElement.dataset.finding));
  }
  const row = event.target.closest('a[href^="#row-"]');
  if (row) {
    event.preventDefault();
    return toRow(row.getAttribute("href").slice(5));
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.querySelector(".view").addEventListener("change", (event) => {
  if (event.target.name === "show") return cells(event.target.value);
  if (event.target.name === "folds") {
    for (const link of document.querySelectorAll("[data-fold]")) unfold(link.dataset.fold, event.target.checked);
    const query = view();
    if (event.target.checked) query.set("folds", "open");
    else query.delete("folds");
    return go(query, false);
  }
  const query = view();
  query.set("base", event.target.value);
  location.search = query.toString(); // all marks change
});

window.addEventListener("popstate", async () => {
  const query = view();
  for (const box of filter.elements) {
    if (box.type === "checkbox") box.checked = query.getAll(box.name).includes(box.value);
    if (box.type === "search") box.value = query.get("q") ?? "";
  }
  await refresh(query);
  const row = evidence.querySelector(".card")?.dataset.row;
  if (row) toRow(row);
});

// A key waits until what the one before it began is there: who types a, d, 4 decides two findings, however fast.
let pending = Promise.resolve();

function inTurn(action) {
  pending = pending.then(action).catch(() => {});
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press("accepted"),
  d: () => evidence.querySelector(".dismiss button")?.focus(),
  u: () => undo(),
  c: () => evidence.querySelector('input[name="note"]')?.focus(),
  f: () => filter.querySelector("summary").focus(),
  o: () => turn(),
  e: () => evidence.focus(),
  "?": () => document.getElementById("keys").showModal(),
};

function reason(number) {
  const reasons = [...evidence.querySelectorAll(".dismiss button")];
  const chosen = reasons[number - 1];
  return chosen && reasons.includes(document.activeElement) ? press(chosen.value) : null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const writing = event.target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select');
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    if (writing || evidence.contains(event.target)) list().querySelector("a[aria-current]")?.focus();
    return;
  }
  if (writing) return;
  if (/^[1-9]$/.test(event.key)) return inTurn(() => reason(Number(event.key)));
  if (event.key in KEYS) {
    event.preventDefault();
    inTurn(KEYS[event.key]);
  }
});

document.querySelector("[data-keys]")?.addEventListener("click", KEYS["?"]);

// --- others ----------------------------------------------------------------------------------------------------------

async function look() {
  if (document.hidden || !frame.dataset.state) return;
  const answer = await fetch(frame.dataset.state).catch(() => null);
  if (!answer?.ok) return;
  const now = await answer.json();
  if (now.state === "done" && now.job !== frame.dataset.job) return void location.reload();
  const writing = evidence.contains(document.activeElement) && document.activeElement.matches("input, select");
  if (String(now.decisions) !== frame.dataset.decided && !writing) {
    const query = view();
    const here = current();
    if (here) query.set("finding", here);
    const focused = document.activeElement?.closest?.(".item")?.dataset.finding;
    await refresh(query);
    if (focused) list().querySelector(`[data-finding="${CSS.escape(focused)}"] > a`)?.focus({ preventScroll: true });
  }
}

setInterval(look, LOOK_SECONDS * 1000);
dress();
mark();
const from = view().get("finding");
if (from) {
  const row = evidence.querySelector(".card")?.dataset.row;
  if (row) toRow(row);
  show(list().querySelector("a[aria-current]"));
}
