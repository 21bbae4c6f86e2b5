// Eases planning; everything it does can be done without it.
//
// While a title or a step is written, pictures are proposed for it; one is
// chosen without the page being fetched anew. A thing of the week may be
// dragged to another day: it is the same form as "Flytta" and "Lägg här".

const WAIT_MS = 250; // after the last key

/* --- pictures while typing --- */

const fields = { title: "picture" };
for (let i = 0; i < 8; i++) fields[`how-${i}`] = `how-picture-${i}`;
for (let i = 0; i < 4; i++) fields[`option-${i}`] = `option-picture-${i}`;

function hidden(form, row) {
  return form.elements.namedItem(fields[row]);
}

function showChosen(holder, image) {
  const place = holder.querySelector(".chosen");
  const copy = image.cloneNode();
  copy.width = copy.height = place.querySelector("img")?.width || 44;
  copy.alt = "";
  place.replaceChildren(copy);
}

// A picture was pressed: kept in its field, and shown beside its words.
function choose(button) {
  const [row, picture] = button.value.split(":");
  const form = button.form;
  const holder = document.querySelector(`[data-row="${row}"]`);
  const image = button.querySelector("img");
  if (!holder || !fields[row]) return false;
  hidden(form, row).value = picture;
  if (image) showChosen(holder, image);
  else holder.querySelector(".chosen").replaceChildren();
  button.closest(".offers, .finder")?.replaceChildren();
  holder.querySelector("input:not([type=hidden])")?.focus();
  return true;
}

const asked = new Map(); // row → the newest question

async function propose(row, words, place) {
  const mine = Symbol(row);
  asked.set(row, mine);
  if (words.trim() === "") {
    place.replaceChildren();
    return;
  }
  const query = new URLSearchParams({ q: words, row });
  const answer = await fetch(`/plan/pictures?${query}`).catch(() => null);
  if (asked.get(row) !== mine || !answer || answer.status !== 200) return;
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (asked.get(row) === mine) place.replaceChildren(...piece.body.childNodes);
}

function placeFor(holder) {
  let place = holder.querySelector(".offers");
  if (place) return place;
  place = document.createElement("div");
  place.className = "offers";
  place.setAttribute("aria-live", "polite");
  holder.append(place);
  return place;
}

const waits = new Map();
document.addEventListener("input", (event) => {
  const input = event.target;
  const holder = input.closest?.("[data-row]");
  const row = holder?.dataset.row;
  if (!row || input.name !== row) return;
  // Another word, another picture; one that was chosen stays.
  clearTimeout(waits.get(row));
  waits.set(row, setTimeout(() => propose(row, input.value, placeFor(holder)), WAIT_MS));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.hit, button[name=take]");
  if (button && choose(button)) event.preventDefault();
});

/* --- dragging in the week --- */

const week = document.querySelector(".week[data-move]");
let held = null;

function send(item, day) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `${week.dataset.move}/move/${item.dataset.date}`;
  const values = {
    csrf: week.dataset.csrf,
    item: item.dataset.item,
    seen: item.dataset.seen,
    to_date: day,
    week: "1",
  };
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

if (week) {
  for (const item of week.querySelectorAll("[data-item]")) item.draggable = true;
  week.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-item]");
    held?.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held?.dataset.item ?? "");
  });
  week.addEventListener("dragend", () => {
    held?.classList.remove("held");
    for (const day of week.querySelectorAll(".over")) day.classList.remove("over");
    held = null;
  });
  week.addEventListener("dragover", (event) => {
    const day = event.target.closest("[data-drop]");
    for (const other of week.querySelectorAll(".over"))
      if (other !== day) other.classList.remove("over");
    if (!held || !day || day.dataset.drop === held.dataset.date) return;
    event.preventDefault();
    day.classList.add("over");
  });
  week.addEventListener("drop", (event) => {
    const day = event.target.closest("[data-drop]");
    if (!held || !day || day.dataset.drop === held.dataset.date) return;
    event.preventDefault();
    send(held, day.dataset.drop);
  });
}
