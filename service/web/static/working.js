// Shows how far the work is, and goes to the report when it is there. Without it the page loads itself anew.
"use strict";

const main = document.querySelector("main[data-progress]");
const EVERY = 1000; // milliseconds
let spoken = "";

function show(now) {
  document.getElementById("said").textContent = now.said;
  const list = document.getElementById("stages");
  list.replaceChildren(...now.stages.map((stage) => {
    const item = document.createElement("li");
    item.className = stage.state;
    item.textContent = stage.words;
    if (stage.state === "now") item.setAttribute("aria-current", "step");
    return item;
  }));
  // A voice that counts every sentence would say nothing else: it tells of stages alone.
  const stage = now.state + now.stages.findIndex((one) => one.state === "now");
  if (stage !== spoken) {
    spoken = stage;
    document.getElementById("spoken").textContent = now.said;
  }
}

async function look() {
  try {
    const answer = await fetch(main.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.status === 404 || answer.redirected) { location.reload(); return; } // deleted, or logged out
    if (!answer.ok) throw new Error(String(answer.status));
    const now = await answer.json();
    if (now.final) { location.reload(); return; }
    show(now);
  } catch {
    document.getElementById("said").textContent = main.dataset.lost;
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
