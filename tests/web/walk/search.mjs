// Looks for a picture while typing, where staff do: in the editor of a day and
// in a person's forms. What this centre uses most comes first, there and on the
// command line alike.
//
//   node tests/web/walk/search.mjs      (box.mjs says what it needs)
import fs from "node:fs";
import path from "node:path";
import { check, end, start } from "../box.mjs";

const ids = (html) => [...html.matchAll(/\/picture\/([^".]+)\.png/g)].map((one) => one[1]);

// As the pages' own scripts ask.
async function asked(page, at) {
  return ids(await page.evaluate(async (url) => (await fetch(url)).text(), at));
}

function use(box, picture, times) {
  const batch = path.join(box.work, "uses.json");
  const events = Array.from({ length: times }, (_, i) => ({
    kind: "item_saved",
    about: `0190a000-0000-7000-8000-0000000001${String(i).padStart(2, "0")}`,
    body: { audience: { kind: "all" }, date: "2026-12-01", start: `${String(8 + i % 8).padStart(2, "0")}:00`,
      title: "Prov", picture, origin: "staff" },
  }));
  fs.writeFileSync(batch, JSON.stringify({ source: "walk", events }));
  box.troskel("batch", batch);
}

const box = await start({ clock: "2026-11-24T09:20" });
try {
  const page = await box.enter("contact");
  const word = "b";
  const people = () => asked(page, `/pictures/find?name=picture&q=${word}`);
  const plan = () => asked(page, `/plan/pictures?row=title&q=${word}`);
  const line = () => JSON.parse(box.troskel("pictures", "search", word, "--json")).map((one) => one.id);
  const before = await people();
  check("a letter finds pictures", before.length > 8, before.join(" "));
  const late = before[before.length - 1];
  check("the last of them is not the first anywhere", ![(await plan())[0], line()[0]].includes(late));
  use(box, late, 40);
  check("what is used most comes first in a person's forms", (await people())[0] === late, (await people()).join(" "));
  check("and in the editor of a day", (await plan()).slice(0, 2).includes(late), (await plan()).join(" "));
  check("and on the command line", line()[0] === late, line().slice(0, 5).join(" "));
  check("and nothing that was found is lost", before.every((id) => line().includes(id)));
  await page.goto("/people/new");
  await page.fill("[name=symbol_picture-q]", word);
  await page.waitForFunction(() => document.querySelectorAll(".found input").length > 8);
  check("it stands first where one types", (await page.locator(".found input").first().inputValue()) === late);
} catch (error) {
  check(`the walk goes to its end (${error.message})`, false);
}
await end(box);
