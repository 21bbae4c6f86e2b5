// Eases what the forms do by themselves: pictures while typing, the preview
// drawn anew, a photo cut square before it is sent.

const later = (wait, act) => {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
};

// --- pictures while typing ---

for (const field of document.querySelectorAll("input[data-picker]")) {
  const set = field.closest("fieldset");
  const found = set.querySelector(".found");
  const name = field.dataset.picker;
  let asked = 0;
  const seek = later(200, async () => {
    const mine = ++asked;
    const chosen = set.querySelector("input[type=radio]:checked");
    const query = new URLSearchParams({ q: field.value, name, but: chosen ? chosen.value : "" });
    const answer = await fetch(`/pictures/find?${query}`, { credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What was chosen among the last ones stays chosen.
    const kept = found.querySelector("input:checked")?.closest("label");
    found.replaceChildren(...(kept ? [kept] : []), ...html.body.children);
  });
  field.addEventListener("input", seek);
  set.querySelector("button[name=look]").hidden = true;
}

// --- the preview ---

const preview = document.getElementById("preview");
if (preview) {
  const form = preview.parentElement.querySelector("form[method=post]:has(.settings)");
  const image = preview.querySelector("img");
  const fields = () => [...form.querySelectorAll(".settings select")];
  const draw = later(250, () => {
    const query = new URLSearchParams(fields().map((field) => [field.name, field.value]));
    const next = new Image();
    preview.classList.add("waits");
    next.onload = () => {
      image.src = next.src;
      preview.classList.remove("waits");
    };
    next.onerror = () => preview.classList.remove("waits");
    next.src = `${preview.dataset.from}?${query}`;
  });
  for (const field of fields()) field.addEventListener("change", draw);
}

// --- a photo, cut square ---

const SIDE = 640;
const photo = document.querySelector("input[type=file][name=photo]");
const crop = document.getElementById("crop");

const cutting = (picture, form) => {
  const canvas = document.createElement("canvas");
  const zoom = document.createElement("input");
  const fit = Math.max(SIDE / picture.width, SIDE / picture.height);
  let scale = fit;
  let x = (SIDE - picture.width * scale) / 2;
  let y = (SIDE - picture.height * scale) / 2;
  canvas.width = canvas.height = SIDE;
  canvas.tabIndex = 0;
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(zoom, { type: "range", min: "1", max: "4", step: "0.05", value: "1" });
  zoom.setAttribute("aria-label", form.querySelector("legend").textContent);
  const draw = () => {
    x = Math.min(0, Math.max(SIDE - picture.width * scale, x));
    y = Math.min(0, Math.max(SIDE - picture.height * scale, y));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.drawImage(picture, x, y, picture.width * scale, picture.height * scale);
  };
  zoom.addEventListener("input", () => {
    const next = fit * Number(zoom.value);
    x = SIDE / 2 - ((SIDE / 2 - x) / scale) * next;
    y = SIDE / 2 - ((SIDE / 2 - y) / scale) * next;
    scale = next;
    draw();
  });
  canvas.addEventListener("pointerdown", (down) => {
    canvas.setPointerCapture(down.pointerId);
    let last = down;
    const ratio = SIDE / canvas.clientWidth;
    const move = (event) => {
      x += (event.clientX - last.clientX) * ratio;
      y += (event.clientY - last.clientY) * ratio;
      last = event;
      draw();
    };
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("pointerup", () => canvas.removeEventListener("pointermove", move), { once: true });
  });
  crop.replaceChildren(canvas, zoom);
  crop.hidden = false;
  draw();
  return canvas;
};

if (photo && crop) {
  const form = photo.form;
  const squares = form.querySelector("input[name=square]").closest("fieldset");
  let canvas = null;
  photo.addEventListener("change", async () => {
    canvas = null;
    crop.hidden = true;
    squares.hidden = false;
    if (!photo.files[0]) return;
    try {
      canvas = cutting(await createImageBitmap(photo.files[0]), form);
      squares.hidden = true;
    } catch {
      // Not a picture for this browser: the box looks at it, and says so.
    }
  });
  form.addEventListener("submit", (event) => {
    if (!canvas) return;
    event.preventDefault();
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "foto.jpg", { type: "image/jpeg" }));
      photo.files = files.files;
      canvas = null;
      form.submit();
    }, "image/jpeg", 0.9);
  });
}
