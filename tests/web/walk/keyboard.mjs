// Looking back by keyboard alone, from the login to a file: a sheet is noted, a
// person's days are turned over, a note goes to the journal and is
// ticked, a count of what is due is asked for. Every stop on the way is seen.
//
//   node tests/web/walk/keyboard.mjs      (box.mjs says what it needs)
import { check, end, password, start, tabTo } from "../box.mjs";

const DAY = "2026-11-24";
const box = await start({ clock: `${DAY}T09:10` });
const main = (page) => page.locator("main").innerText();

async function press(page, words, key = "Enter") {
  await tabTo(page, words);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

async function logIn(page) {
  await page.goto("/login");
  await page.evaluate(() => document.activeElement?.blur());
  await tabTo(page, "Namn");
  await page.keyboard.type("leader");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  check("one logs in by keyboard", new URL(page.url()).pathname === "/");
}

async function sheet(page) {
  await press(page, "Följa upp");
  await press(page, "Närvaro att bekräfta");
  await press(page, "Månaden innan");
  const name = (await page.locator("tbody th a").first().innerText()).trim();
  await press(page, name);
  check("a person's sheet is opened", (await page.textContent("h1")).startsWith(name));
  await tabTo(page, "Dag");
  await page.keyboard.type("10052026"); // month, day, year: as the browser's own language has it
  const typed = await page.inputValue("[name=date]");
  await tabTo(page, "Vad gäller?");
  await page.keyboard.press("ArrowDown");
  check("a day and what it was are chosen", typed !== "" && (await page.locator("[name=code]").inputValue()) !== "", typed);
}

async function days(page) {
  await page.goto("/review");
  const name = (await page.locator("a[href^='/review/person/'] b").first().innerText()).trim();
  await press(page, name);
  await press(page, "Dag");
  check("a day is looked back on", page.url().includes("span=day"));
  await press(page, "Kvartal");
  check("and a quarter", page.url().includes("span=quarter"));
  check("and it says which", (await page.locator("main [aria-current]").innerText()) === "Kvartal");
  await press(page, "Vecka");
  await tabTo(page, "Anteckna till journalen");
  await page.keyboard.press("Enter");
  await tabTo(page, "Vad hände?");
  await page.keyboard.type("Valde själv att börja i köket.");
  await press(page, "Spara");
  check("a note is written", (await main(page)).includes("Valde själv att börja i köket."));
  await press(page, "Överförd");
  check("and ticked when it is carried over", /Överförd .* av Namn leader/.test(await main(page)));
}

async function file(page) {
  await page.goto("/review");
  await press(page, "Månaden");
  await tabTo(page, "Ta ut som fil");
  await page.keyboard.press("Enter");
  await tabTo(page, "Slag");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "Vad används den till?");
  await page.keyboard.type("Månadens uppföljning");
  await tabTo(page, "Ta ut");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  check("a file leaves the house", /troskel\.(csv|xlsx|pdf)/.test(download.suggestedFilename()), download.suggestedFilename());
}

async function due(page) {
  await page.goto("/review");
  await press(page, "Hur länge det sparas");
  await tabTo(page, "Spara");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await press(page, "Räkna");
  check("what is due is counted", page.url().includes("count=1"), page.url());
}

try {
  for (const phone of [false, true]) {
    const page = await box.page({ phone });
    await logIn(page);
    for (const part of [sheet, days, file, due]) await part(page);
  }
} catch (error) {
  check("the walk comes to its end", false, error.stack);
}
await end(box);
