// Keeps the page fresh and tells the truth about the line to the server.
//
// The server says "changed" over one event stream and beats every three
// seconds. After ten silent seconds the page says that it is cut off. A signal
// is reported as drawn only after the frame that shows it.

const SILENT_MS = 10000;
const AGAIN_MS = 20000;
const PARTS = ["when", "bands", "signals", "people"];

const link = document.getElementById("link");
const lost = document.getElementById("lost");
const say = document.getElementById("say");

let source = null;
let heard = performance.now();
let fetched = performance.now();
let fetching = false;
let again = false;
const told = new Map(); // signal → when we last said that it is drawn
const known = new Set(openSignals().map((card) => card.dataset.signal));

function openSignals() {
  return [...document.querySelectorAll("[data-signal]")];
}

function show(state) {
  link.hidden = false;
  link.dataset.state = state;
  const words = link.dataset[state];
  if (link.textContent !== words) link.textContent = words;
  lost.hidden = state !== "lost";
  document.body.classList.toggle("lost", state === "lost");
}

function hear() {
  heard = performance.now();
  show("live");
}

async function tellDrawn(signal) {
  const last = told.get(signal) ?? -Infinity;
  if (performance.now() - last < 2000) return;
  told.set(signal, performance.now());
  try {
    await fetch("/drawn", {
      method: "POST",
      headers: { "X-Troskel": "1", "Content-Type": "application/json" },
      body: JSON.stringify({ signal }),
    });
  } catch {
    told.delete(signal); // the next beat tries again
  }
}

// Two frames: the first is when the change is about to be drawn, the second
// comes when it has been. A hidden page gets neither, and rightly says nothing.
function afterDrawing() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const card of document.querySelectorAll("[data-draw]"))
        tellDrawn(card.dataset.signal);
    }),
  );
}

function sayNew() {
  for (const card of openSignals()) {
    if (known.has(card.dataset.signal)) continue;
    known.add(card.dataset.signal);
    const place = card.querySelector("h3").textContent;
    say.textContent = `${say.dataset.new}: ${place}`;
  }
}

function take(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const now = fresh.getElementById("now");
  if (now === null) return;
  for (const id of PARTS) {
    const here = document.getElementById(id);
    const there = fresh.getElementById(id);
    if (here.outerHTML !== there.outerHTML)
      here.replaceWith(document.adoptNode(there));
  }
  document.title = now.dataset.title;
  sayNew();
  afterDrawing();
}

async function refresh() {
  again = fetching;
  if (fetching) return;
  fetching = true;
  try {
    const answer = await fetch("/now");
    if (answer.ok) {
      take(await answer.text());
      fetched = performance.now();
    }
  } catch {
    // The beat that does not come tells it.
  }
  fetching = false;
  if (again) refresh();
}

function open() {
  source?.close();
  source = new EventSource("/events");
  source.addEventListener("open", () => {
    hear();
    refresh();
  });
  source.addEventListener("changed", () => {
    hear();
    refresh();
  });
  source.addEventListener("beat", () => {
    hear();
    afterDrawing();
  });
}

function watch() {
  const now = performance.now();
  if (now - heard > SILENT_MS) {
    show("lost");
    if (source.readyState !== EventSource.CONNECTING) open();
  }
  if (now - fetched > AGAIN_MS && now - heard < SILENT_MS) refresh();
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh();
});
show("wait");
open();
afterDrawing();
setInterval(watch, 1000);
