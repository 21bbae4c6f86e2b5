// What this device does at a signal, kept in this browser.
import { notice } from "/file/live.mjs";

for (const name of ["sound", "vibrate"]) {
  const box = document.getElementById(`${name}-on`);
  box.checked = localStorage.getItem(name) === "1";
  box.addEventListener("change", () =>
    localStorage.setItem(name, box.checked ? "1" : "0"),
  );
}
document.getElementById("try").addEventListener("click", () => notice());
document.getElementById("sound").hidden = false;
