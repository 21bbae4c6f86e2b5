// Walks the pages of people and pictures as somebody of the staff does: looks
// somebody up and writes their card with the keyboard alone, is second of two
// editors, adds somebody new whom the kiosk shows at once, uploads a photo,
// takes consent back, reads in a file, and ends somebody's time. On a desk and
// on a phone, in Swedish and in English; every page is looked at.
//
//   node tests/web/walk/people.mjs      (box.mjs says what it needs)
import fs from "node:fs";
import path from "node:path";
import { check, end, root, start, until, tabTo } from "../box.mjs";

const ALVA = "e33a38c7-f9bf-849c-a17d-7d846088520c";
const SELMA = "e3aaa487-e9bf-849c-a17d-7da643059853";
const alva = `/people/${ALVA}`;
const text = (page, what = "main") => page.locator(what).innerText();

async function save(page, button = "main form .main") {
  await Promise.all([page.waitForEvent("load"), page.locator(button).last().click()]);
}

async function byKeyboard(box) {
  const page = await box.enter("contact");
  await page.goto("/people");
  await box.look(page, "people");
  await tabTo(page, "Namn eller symbol");
  await page.keyboard.type("räv");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  check("a symbol finds its person", (await text(page)).includes("Alva"));
  check("and nobody else", !(await text(page)).includes("Teodor"));
  await tabTo(page, "Alva");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await box.look(page, "person");
  await tabTo(page, "Ändra kortet");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await box.look(page, "help");
  await tabTo(page, "Det här hjälper");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nEtt glas vatten");
  await tabTo(page, "Spara");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  check("the card is written by keyboard alone", (await text(page, ".helpcard")).includes("Ett glas vatten"));
  return page;
}

async function twoEditors(box, first) {
  const second = await box.enter("leader");
  for (const page of [first, second]) await page.goto(`${alva}/words`);
  await first.fill("[name=hopes]", "  En   hund  ");
  await save(first);
  await second.fill("[name=hopes]", "En katt");
  await save(second);
  check("the second editor sees what stands now", (await text(second, ".theirs")).includes("En   hund"));
  check("and keeps what they typed", (await second.inputValue("[name=hopes]")) === "En katt");
  await box.look(second, "two editors");
  await first.goto(alva);
  check("own words are kept as they were said", (await first.locator("dd.said").first().textContent()) === "  En   hund  ");
  await first.goto(`${alva}/settings`);
  await first.fill("[name=note]", "Född 850312-1234");
  await save(first);
  check("an identity number is refused in words", (await text(first)).includes("personnummer. Tröskel"));
  check("and what was typed stays", (await first.inputValue("[name=note]")) === "Född 850312-1234");
  return second;
}

async function forms(box, page) {
  const pages = ["settings", "words", "strategies", "wellbeing", "strengths/new", "relations/new", "agreement", "names", "end"];
  for (const name of pages) {
    await page.goto(`${alva}/${name}`);
    await box.look(page, name);
  }
  await page.goto(`${alva}/strategies`);
  await page.fill("[name=text]", "Gå till hästen");
  await page.fill("[name=picture-q]", "häst");
  await page.locator(".found input").first().check();
  await save(page);
  check("a strategy is added with a picture", (await text(page)).includes("Gå till hästen"));
  await page.goto(`${alva}/strengths/new`);
  await page.fill("[name=word]", "tålmodig");
  await page.check("[name=seen_by][value=staff]");
  await page.uncheck("[name=keeps]");
  await page.check("[name=shown]");
  await save(page);
  check("what others saw is not shown before it is kept", (await text(page)).includes("vill ha det kvar"));
  await page.goto(`${alva}/names`);
  await page.fill("[name=picture-q]", "kaffe");
  await page.locator(".found input").first().check();
  await page.fill("[name=name]", "Bruna muggen");
  await save(page);
  check("a picture has the person's own name", (await text(page, ".named")).includes("Bruna muggen"));
  await box.look(page, "a name");
  await page.goto(`/review/mine/${ALVA}`);
  check("and it is told among what is stored", (await text(page)).includes("Bruna muggen"));
  await page.goto(`${alva}/names`);
  await save(page, ".named button");
  check("and can be taken away again", !(await text(page)).includes("Bruna muggen"));
  await page.goto(`${alva}/end`);
  await save(page);
  check("no reason is no end", (await text(page)).includes("Frånvaro avslutar aldrig"));
}

// Through the cover, the first group, and page after page.
function onSymbolPages(box, symbol) {
  const sees = () => box.kiosk({ do: "settle" }, { do: "describe" })[1];
  let now = sees();
  const touch = (one) => {
    box.kiosk({ do: "tap", id: one.id });
    now = sees();
  };
  if (now.screen === "cover") {
    box.kiosk({ do: "tap", x: 640, y: 400 });
    now = sees();
  }
  const group = now.elements.find((one) => one.id.startsWith("group:"));
  if (group) touch(group);
  for (let page = 0; page < 6; page++) {
    if (now.elements.some((one) => one.label.includes(symbol))) return true;
    const next = now.elements.find((one) => one.id === "next" && one.enabled);
    if (!next) break;
    touch(next);
  }
  return false;
}

async function somebodyNew(box, page) {
  await page.goto("/people/new");
  await box.look(page, "new");
  await page.fill("[name=name]", "Tove");
  await page.fill("[name=symbol]", "räv");
  await page.fill("[name=symbol_picture-q]", "sköldpadda");
  await page.locator(".found input").first().check();
  await save(page);
  check("a symbol that somebody has is refused", (await text(page)).includes("någon annan"));
  await page.fill("[name=symbol]", "sköldpadda");
  await save(page);
  check("somebody new has a page", (await text(page)).includes("Tove"));
  check("and stands on the kiosk's symbol page", onSymbolPages(box, "sköldpadda"));
  return new URL(page.url()).pathname;
}

async function photos(box, page) {
  const photo = path.join(root, "assets/demo/bilder/rum/ateljen.png");
  const bad = path.join(box.work, "bild.jpg");
  fs.writeFileSync(bad, "<script>alert(1)</script>");
  await page.goto(`${alva}/photo`);
  check("no photo of somebody who was not asked", (await text(page)).includes("inte sagt ja"));
  await page.goto(`${alva}/agreement`);
  await save(page, "button[name=say][value=yes]");
  await page.goto(`${alva}/photo`);
  await box.look(page, "photo");
  await page.setInputFiles("[name=photo]", bad);
  await save(page);
  check("a hostile file is refused in words", (await text(page)).includes("ingen JPEG- eller PNG-bild"));
  await page.setInputFiles("[name=photo]", photo);
  await page.waitForSelector("#crop canvas");
  await save(page);
  const source = await page.locator(".personhead img").getAttribute("src");
  check("the photo stands for the person", source.startsWith("/picture/photo-"), source);
  check("and can be seen", (await page.request.get(source)).status() === 200);
  // Another browser has the page open, with the photo in its cache.
  const other = await box.enter("staff", { phone: true });
  await other.goto(alva);
  await page.goto(`${alva}/agreement`);
  await save(page, "button[name=say][value=no]");
  check("a no is seen on the page at once", (await page.locator(".personhead img").getAttribute("src")).includes("1F98A"));
  check("the photo is gone from its address", (await page.request.get(source)).status() === 404);
  await other.reload();
  check("and from another's page", (await other.locator(".personhead img").getAttribute("src")).includes("1F98A"));
  const { elements } = box.kiosk({ do: "settle" }, { do: "describe" })[1];
  check("and from the kiosk", !JSON.stringify(elements).includes("photo-"));
  const plain = await box.enter("contact", { scripts: false });
  await plain.goto("/pictures/new");
  await plain.setInputFiles("[name=photo]", photo);
  await plain.fill("[name=name]", "Vårt rum");
  await save(plain);
  check("without script a photo is added too", (await text(plain)).includes("Vårt rum"));
  for (const [name, at] of [["pictures", "/pictures"], ["found", "/pictures?q=fika"], ["credits", "/pictures/credits"],
    ["new photo", "/pictures/new"], ["house", "/house"]]) {
    await page.goto(at);
    await box.look(page, name);
  }
}

async function files(box, page) {
  const people = path.join(box.work, "personer.csv");
  await page.goto("/import");
  await box.look(page, "import");
  fs.writeFileSync(people, "Symbol;Förnamn;Grupp;Kommentar\nekorre;Nils;Ateljén;850312-1234\n");
  await page.setInputFiles("[name=file]", people);
  await save(page);
  check("a file with an identity number is not read in", (await text(page)).includes("Filen är inte inläst"));
  await box.look(page, "import refused");
  fs.writeFileSync(people, "Symbol;Förnamn;Grupp\nekorre;Nils;Ateljén\n");
  await page.goto("/import");
  await page.setInputFiles("[name=file]", people);
  await save(page);
  check("a trial says what it would change", (await text(page)).includes("Inget är sparat än"), await text(page));
  const before = box.troskel("people");
  check("and saves nothing", !before.includes("Nils"));
  await save(page, "form .main");
  check("then it is read in", box.troskel("people").includes("Nils"));
  const who = JSON.parse(box.troskel("events", "--json"))
    .filter((event) => event.kind === "imported").pop();
  check("in the name of whoever did it", who?.who?.id?.length > 0, JSON.stringify(who));
  const left = fs.readdirSync(path.join(box.dir, "inbox")).filter((name) => name.startsWith("import-"));
  check("and no file stays behind", left.length <= 1, left.join(" "));
}

async function roles(box) {
  const staff = await box.enter("staff");
  check("staff do not change the card", (await staff.goto(`${alva}/help`)).status() === 403);
  check("staff do not read in files", (await staff.goto("/import")).status() === 403);
  const planner = await box.enter("planner");
  check("a planner sees nobody", (await planner.goto(alva)).status() === 403);
  check("nor the list", (await planner.goto("/people")).status() === 403);
}

async function anEnd(box, page) {
  await page.goto(`/people/${SELMA}/end`);
  await page.check("[name=reason][value=own_wish]");
  await page.fill("[name=contact]", "Ett kort till jul");
  await save(page);
  check("who ends has said how to be reached", (await text(page)).includes("Ett kort till jul"));
  await page.goto("/people?q=selma");
  check("and is not on the list", !(await text(page)).includes("Selma"));
  await page.goto("/people/ended");
  check("but among those who came", (await text(page)).includes("Selma"));
  await box.look(page, "ended");
}

async function inEnglish(box) {
  const batch = path.join(box.work, "english.json");
  fs.writeFileSync(batch, JSON.stringify({ source: "walk", events: [{ kind: "centre_saved",
    about: "5b9f95c2-f72e-85b0-a05e-0f104be94028",
    body: { name: "Verkstan", lang: "en", zone: "Europe/Stockholm", opens: "08:00", closes: "15:30" } }] }));
  box.troskel("batch", batch);
  const page = await box.enter("leader", { phone: true, dark: true });
  for (const [name, at] of [["people", "/people"], ["person", alva], ["settings", `${alva}/settings`],
    ["help", `${alva}/help`], ["strategies", `${alva}/strategies`], ["wellbeing", `${alva}/wellbeing`],
    ["agreement", `${alva}/agreement`], ["words", `${alva}/words`],
    ["names", `${alva}/names`], ["strength", `${alva}/strengths/new`], ["relation", `${alva}/relations/new`], ["photo", `${alva}/photo`],
    ["end", `${alva}/end`], ["ended", "/people/ended"], ["new", "/people/new"], ["house", "/house"], ["a group", "/house/group/new"],
    ["new photo", "/pictures/new"], ["credits", "/pictures/credits"], ["import", "/import"], ["pictures", "/pictures?q=coffee"]]) {
    const answer = await page.goto(at);
    check(`${name} fits in 60 kB`, (await answer.body()).length <= 60 * 1024);
    await box.look(page, `en ${name}`);
  }
  check("the pages speak English", (await text(page, "body")).includes("Search"));
}

// WALK=files,roles walks those parts alone.
const only = process.env.WALK?.split(",");
const box = await start({ kiosk: true, clock: "2026-11-24T09:20" });
try {
  const parts = { forms, somebodyNew, photos, anEnd };
  const contact = only ? await box.enter("contact") : await byKeyboard(box);
  const leader = only ? await box.enter("leader") : await twoEditors(box, contact);
  for (const [name, part] of Object.entries(parts))
    if (!only || only.includes(name)) await part(box, contact);
  if (!only || only.includes("files")) await files(box, leader);
  if (!only || only.includes("roles")) await roles(box);
  if (!only || only.includes("inEnglish")) await inEnglish(box);
} catch (error) {
  check(`the walk goes to its end (${error.message})`, false);
}
await end(box);
