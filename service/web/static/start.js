// Tells languages as one types, takes files that are dropped, adds boxes. Without it the form does the same by itself.
"use strict";

const form = document.getElementById("compare");
const PAUSE = 500; // milliseconds without a key before the language is asked for
const SAMPLE = 4000; // characters, as the service reads

function told(box) {
  const text = box.querySelector("textarea").value;
  // The middle of a long text: its beginning may be a credit or a menu.
  const from = text.length > SAMPLE ? Math.floor((text.length - SAMPLE) / 2) : 0;
  return text.slice(from, from + SAMPLE);
}

async function detect(box) {
  const line = box.querySelector("[data-detected]");
  const text = told(box);
  if (!text.trim()) { line.textContent = ""; return; }
  const body = new URLSearchParams({ text });
  const token = document.querySelector('meta[name="csrf-token"]').content;
  try {
    const answer = await fetch(form.dataset.languageOf, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!answer.ok || told(box) !== text) return; // typed on: the next answer counts
    const found = await answer.json();
    line.textContent = found.said;
    const area = box.querySelector("textarea");
    if (!box.querySelector("select[name^=language]").value) {
      if (found.code === "und") area.removeAttribute("lang"); else area.lang = found.code;
    }
  } catch { /* the network is away: the service tells it later by itself */ }
}

function takeFile(box, file) {
  const input = box.querySelector("input[type=file]");
  const given = new DataTransfer();
  given.items.add(file);
  input.files = given.files;
  check(input);
  input.focus();
}

function check(input) {
  const large = [...input.files].some((file) => file.size > Number(form.dataset.limit));
  input.setCustomValidity(large ? form.dataset.tooLarge : "");
  if (large) input.reportValidity();
}

function isFree(box) {
  return !box.querySelector("textarea").value.trim() && !box.querySelector("input[type=file]").files.length;
}

function addBox() {
  const boxes = form.querySelectorAll("[data-box]");
  const number = boxes.length + 1;
  const more = document.getElementById("one-more");
  if (!more || number > Number(form.dataset.most)) return null;
  const holder = document.createElement("div");
  holder.append(more.content.cloneNode(true));
  for (const element of holder.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("NUMBER")) element.setAttribute(name, value.replace("NUMBER", number));
    }
    if (element.tagName === "LEGEND") element.textContent = element.textContent.replace("NUMBER", number);
  }
  const box = holder.firstElementChild;
  document.getElementById("boxes").append(box);
  form.elements.boxes.value = number;
  form.querySelector("[data-add]").hidden = number >= Number(form.dataset.most);
  prepare(box);
  return box;
}

function prepare(box) {
  let waiting = 0;
  box.querySelector("textarea").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(detect, PAUSE, box);
  });
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => check(input));
  const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  box.addEventListener("dragover", (event) => {
    if (files(event)) { event.preventDefault(); box.classList.add("over"); }
  });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("over");
    if (!files(event)) return;
    event.preventDefault();
    const [first, ...others] = event.dataTransfer.files;
    if (first) takeFile(box, first);
    for (const file of others) {
      const next = [...form.querySelectorAll("[data-box]")].find(isFree) || addBox();
      if (next) takeFile(next, file);
    }
  });
  if (box.querySelector("textarea").value.trim() && !box.querySelector("select[name^=language]").value) detect(box);
}

if (form) {
  form.querySelectorAll("[data-box]").forEach(prepare);
  const add = form.querySelector("[data-add]");
  if (add) {
    add.addEventListener("click", (event) => {
      const box = addBox();
      if (box) { event.preventDefault(); box.querySelector("input").focus(); }
    });
  }
  const go = form.querySelector("[data-go]");
  const words = go.textContent;
  form.addEventListener("submit", () => {
    // After the browser has gathered the form: a disabled button would not be sent.
    setTimeout(() => { go.disabled = true; go.textContent = form.dataset.working; });
  });
  addEventListener("pageshow", () => { go.disabled = false; go.textContent = words; });
}
