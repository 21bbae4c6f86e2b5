// Keeps the page fresh and tells the truth about the line to the server.
//
// The server says "changed" over one event stream and beats every three
// seconds. After ten silent seconds the page says that it is cut off. A signal
// is reported as drawn only after the frame that shows it.

const SILENT_MS = 10000;
const AGAIN_MS = 20000;
const SOUND_MS = 10000; // how often it sounds while nobody has answered

const link = document.getElementById("link");
const lost = document.getElementById("lost");
const gone = document.getElementById("gone");
const say = document.getElementById("say");
const { csrf, fresh } = document.body.dataset;

let source = null;
let heard = performance.now();
let fetched = performance.now();
let sounded = -Infinity;
let fetching = false;
let again = false;
let out = false; // logged out: nothing is kept fresh any more
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
  lost.hidden = state !== "lost" || out;
  document.body.classList.toggle("lost", state === "lost");
}

function hear() {
  heard = performance.now();
  show("live");
}

function loggedOut() {
  out = true;
  source?.close();
  show("lost");
  gone.hidden = false;
}

async function tellDrawn(signal) {
  const last = told.get(signal) ?? -Infinity;
  if (performance.now() - last < 2000) return;
  told.set(signal, performance.now());
  try {
    await fetch(`/drawn/${signal}`, {
      method: "POST",
      headers: { "X-Troskel": csrf },
    });
  } catch {
    told.delete(signal); // the next beat tries again
  }
}

// The server believes that somebody can see this page only while it is told
// so: an open line says nothing about a screen.
let here = -Infinity;
function tellHere(how) {
  if (performance.now() - here < 2000) return;
  here = performance.now();
  fetch(`/${how}`, { method: "POST", headers: { "X-Troskel": csrf } }).catch(() => {
    here = -Infinity;
  });
}

// Two frames: the first is when the change is about to be drawn, the second
// comes when it has been. A hidden page gets neither, and rightly says nothing.
function afterDrawing() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      tellHere("drawing");
      for (const card of document.querySelectorAll("[data-draw]"))
        tellDrawn(card.dataset.signal);
    }),
  );
}

// Two soft notes. A browser lets a page sound only after a touch on it.
let audio = null;
function chime() {
  audio ??= new AudioContext();
  for (const [at, hertz] of [
    [0, 523],
    [0.22, 659],
  ]) {
    const note = audio.createOscillator();
    const gain = audio.createGain();
    note.frequency.value = hertz;
    gain.gain.setValueAtTime(0, audio.currentTime + at);
    gain.gain.linearRampToValueAtTime(0.25, audio.currentTime + at + 0.04);
    gain.gain.linearRampToValueAtTime(0, audio.currentTime + at + 0.5);
    note.connect(gain).connect(audio.destination);
    note.start(audio.currentTime + at);
    note.stop(audio.currentTime + at + 0.55);
  }
}

export function notice() {
  if (localStorage.getItem("sound") === "1") chime();
  if (localStorage.getItem("vibrate") === "1") navigator.vibrate?.([200, 100, 200]);
}

// While somebody waits for an answer it sounds again, never more often.
function soundIfWaiting() {
  if (document.querySelector("[data-waits]") === null) return;
  if (performance.now() - sounded < SOUND_MS) return;
  sounded = performance.now();
  notice();
}

function sayNew() {
  for (const card of openSignals()) {
    if (known.has(card.dataset.signal)) continue;
    known.add(card.dataset.signal);
    say.textContent = `${say.dataset.new}: ${card.dataset.place}`;
    sounded = -Infinity;
  }
}

// What somebody has opened or closed, and where they are, stays; what is done
// in it leads back to this page, not to the part that was fetched.
function carryOver(here, there) {
  for (const part of here.querySelectorAll("details[data-key]"))
    there
      .querySelector(`details[data-key="${CSS.escape(part.dataset.key)}"]`)
      ?.toggleAttribute("open", part.open);
  for (const to of there.querySelectorAll('input[name="to"]'))
    to.setAttribute("value", location.pathname);
}

function keyOf(element) {
  if (!element || !element.name) return null;
  return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
}

function take(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const here of document.querySelectorAll("[data-live]")) {
    const there = page.getElementById(here.id);
    if (there === null) continue;
    carryOver(here, there);
    if (here.outerHTML === there.outerHTML) continue;
    // Somebody is typing there: it is taken when they are done.
    const at = document.activeElement;
    const inside = here.contains(at);
    if (inside && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) continue;
    const key = inside ? keyOf(at) : null;
    here.replaceWith(document.adoptNode(there));
    if (key !== null) there.querySelector(key)?.focus();
  }
  const title = page.getElementById("now")?.dataset.title;
  if (title) document.title = title;
  sayNew();
  soundIfWaiting();
  afterDrawing();
}

async function refresh() {
  if (out) return;
  again = fetching;
  if (fetching) return;
  fetching = true;
  try {
    const part = new URL(fresh, location);
    if (fresh === "/now") part.search = location.search;
    // What stands on a person's card is not sent where nobody can see it.
    if (document.hidden) part.searchParams.set("hidden", "1");
    const answer = await fetch(part);
    if (answer.status === 401) loggedOut();
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
    soundIfWaiting();
    if (document.hidden) tellHere("hidden");
    else afterDrawing();
  });
}

function watch() {
  if (out) return;
  const now = performance.now();
  if (now - heard > SILENT_MS) {
    show("lost");
    if (source.readyState === EventSource.CLOSED) refresh();
    if (source.readyState !== EventSource.CONNECTING) open();
  }
  if (now - fetched > AGAIN_MS && now - heard < SILENT_MS) refresh();
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh();
});
document.addEventListener("pointerdown", () => audio?.resume(), { once: true });
if (fresh) {
  show("wait");
  open();
  afterDrawing();
  soundIfWaiting();
  setInterval(watch, 1000);
}
