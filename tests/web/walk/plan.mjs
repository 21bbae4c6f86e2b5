// Walks the plan as somebody of the staff does: writes a thing with the
// keyboard alone, types a list, moves, copies, keeps a week, is second of two
// editors, and cancels something of today. On a desk and on a phone, in
// Swedish and in English. Every page is looked at by axe and as a picture.
//
//   node tests/web/walk/plan.mjs [FOLDER for pictures]
//
// TROSKEL_BIN: the programs; TROSKEL_NODE: a folder with playwright-core and
// axe-core in its node_modules; TROSKEL_CHROMIUM: the browser.
import { createRequire } from "node:module";
import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const bin = process.env.TROSKEL_BIN ?? path.join(root, "build/check/bin");
const nodes = process.env.TROSKEL_NODE ?? path.join(root, "tests/web");
const require = createRequire(path.join(nodes, "x.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.argv[2] ?? (process.env.TROSKEL_SHOTS && path.join(process.env.TROSKEL_SHOTS, "plan"));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "plan-walk-"));
const children = [];
let passed = 0;
let failed = 0;

function check(sentence, holds, saw = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds || saw === "" ? "" : `: ${saw}`}`);
}

// --- a box with the demo centre and one account ---

function start(program, ...args) {
  const child = spawn(path.join(bin, program), args, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(ready, what) {
  for (let i = 0; i < 300; i++) {
    const value = ready();
    if (value) return value;
    await wait(100);
  }
  throw new Error(`no ${what}`);
}

// What a technician reads off the box's own screen.
const asking = `
import json, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.connect(sys.argv[1])
for ask in ({"do": "hello", "as": "command"}, json.loads(sys.argv[2])):
    s.send(json.dumps(ask).encode())
    answer = {}
    while "ok" not in answer:
        answer = json.loads(s.recv(65536))
print(json.dumps(answer))
`;
const dir = path.join(work, "dir");
const ask = (command) =>
  JSON.parse(execFileSync("python3", ["-c", asking, path.join(dir, "run/core.sock"), JSON.stringify(command)]).toString());

async function open() {
  execFileSync(path.join(root, "assets/demo/fill"), [bin, dir], { stdio: "ignore" });
  start("troskel-core", "--dir", dir);
  const socket = path.join(dir, "run/core.sock");
  await until(() => fs.existsSync(socket), "core");
  const staff = start("troskel-staff", "--dir", dir, "--port", "0");
  let said = "";
  staff.stdout.on("data", (bytes) => (said += bytes));
  staff.stderr.on("data", (bytes) => (said += bytes));
  const site = await until(() => said.match(/https:\/\/127\.0\.0\.1:\d+/)?.[0], "site");
  return { site, code: ask({ do: "first_code" }).code };
}

// --- pages ---

const browser = await chromium.launch({
  executablePath: process.env.TROSKEL_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

let shots = 0;
let heaviest = 0;
async function look(page, name) {
  const wide = (await page.evaluate(() => document.documentElement.scrollWidth)) - page.viewportSize().width;
  check(`${name} is no wider than its window`, wide <= 0, `${wide} px`);
  // By hand, so that the page's own policy need not let it in.
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })
    .then((r) => r.violations.map((v) => v.id + " " + v.nodes[0].target.join(" ") + " " + v.nodes[0].failureSummary))`);
  check(`axe finds nothing on ${name}`, found.length === 0, found.join("\n     "));
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((one) => !["img", "fetch", "eventsource"].includes(one.initiatorType) && !/\/(picture|events|seen)\b/.test(one.name))
      .map((one) => [one.name, one.decodedBodySize]))
    // A style that the browser asks for again weighs once.
    .then((parts) => [...new Map(parts).values()].reduce((sum, size) => sum + size, 0));
  heaviest = Math.max(heaviest, bytes);
  check(`${name} is within 60 kB with its styles and scripts`, bytes <= 60000, `${bytes} bytes`);
  if (!pictures) return;
  fs.mkdirSync(pictures, { recursive: true });
  shots += 1;
  await page.screenshot({
    path: path.join(pictures, `${String(shots).padStart(2, "0")}-${name.replaceAll(" ", "-")}.png`),
    fullPage: true,
  });
}

function day(offset) {
  const zone = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" });
  return zone.format(new Date(Date.now() + offset * 86400000));
}

// A Monday two weeks away: nothing there is out yet.
function monday() {
  for (let i = 14; ; i++) if (new Date(`${day(i)}T12:00Z`).getUTCDay() === 1) return i;
}
const first = monday();

async function submit(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

const main = (page, name) => page.locator("main").getByRole("button", { name, exact: true });
const titles = (page) => page.locator("main .things .title").allTextContents();

async function write(page, base, date, title, from, to) {
  await page.goto(`${base}/new/${date}`);
  await page.fill("[name=title]", title);
  await page.fill("[name=start]", from);
  await page.fill("[name=end]", to);
  await submit(page, page.locator("button[name=save]"));
}

// --- the walk ---

async function byKeyboard(page, base, words) {
  const date = day(first);
  await page.goto(`${base}/new/${date}`);
  await page.focus("[name=title]");
  await page.keyboard.type(words.title);
  await page.waitForSelector(".offers .hit");
  await look(page, `pictures while typing ${words.lang}`);
  while ((await page.evaluate(() => document.activeElement.className)) !== "hit")
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  check(
    "a proposed picture is taken with the keyboard, and the words stay",
    (await page.inputValue("input[type=hidden][name=picture]")) !== "" &&
      (await page.inputValue("[name=title]")) === words.title,
  );
  await page.fill("[name=start]", "06:00");
  await page.fill("[name=end]", "06:30");
  await page.focus("button[name=save]");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check("what was written with the keyboard stands in the day", (await titles(page)).includes(words.title));
  check("a gap is named beside it", (await page.textContent("main .things")).includes(words.missing));
  await look(page, `a day ${words.lang}`);
}

async function byList(page, base, words) {
  const date = day(first + 1);
  await page.goto(`${base}/list/${date}`);
  await page.fill("[name=lines]", `5.00-5.30 ${words.list[0]}\n17.00 ${words.list[1]}\n18:00–19:00 ${words.list[2]}`);
  await submit(page, main(page, words.show));
  check("a list is shown before it is laid out", (await page.locator(".things img").count()) === 3);
  await look(page, `a typed list ${words.lang}`);
  await submit(page, main(page, words.lay));
  const before = await titles(page);
  check("each line is a thing of the day", words.list.every((t) => before.includes(t)), before);
  await submit(page, main(page, words.undo));
  await page.goto(`${base}/${date}`);
  const after = await titles(page);
  check("one touch takes the list back", !after.some((t) => words.list.includes(t)), after);
}

async function byMoving(page, base, words) {
  const from = day(first);
  const to = day(first + 3);
  await page.goto(`${base}/${from}`);
  await submit(page, page.locator(".thing", { hasText: words.title }).locator("a.move"));
  await look(page, `moving ${words.lang}`);
  await submit(page, page.locator(`[data-drop="${to}"] form button`));
  await page.goto(`${base}/${to}`);
  check("a thing is moved to another day by touch alone", (await titles(page)).includes(words.title));
}

async function byDragging(page, base, words) {
  const from = day(first + 3);
  const to = day(first + 4);
  await page.goto(`${base}/week/${from}`);
  await Promise.all([
    page.waitForNavigation(),
    page
      .locator(`[data-drop="${from}"] .thing[data-item]`, { hasText: words.title })
      .dragTo(page.locator(`[data-drop="${to}"] h2`)),
  ]);
  await page.goto(`${base}/${to}`);
  check("a thing is dragged to another day", (await titles(page)).includes(words.title));
}

// Up and down without a mouse: the two that are beside each other change place.
async function byOrder(page, site, words) {
  const there = `${site}/plan/all/${day(first + 2)}`;
  await page.goto(there);
  const before = await titles(page);
  await page.locator(".thing .moves button").first().focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  if (await page.locator("main [name=aware]").count()) await submit(page, page.locator("main .band form button").first());
  await page.goto(there);
  const after = await titles(page);
  check(`two things change place with the keyboard ${words.lang}`,
    after[0] === before[1] && after[1] === before[0] && after.slice(2).join() === before.slice(2).join(), `${before} | ${after}`);
}

// What is marked and chosen this week is taken away; the plan stays.
async function weekReset(page, base, person, words) {
  await page.goto(`${base}/${day(0)}`);
  const before = await titles(page);
  const item = (await page.locator(".thing:not(.gone) .title").first().getAttribute("href")).split("/item/")[1].split("/")[0];
  const done = { do: "done", about: person, item, date: day(0) };
  check("a step is done", ask(done).ok === true);
  check("and stays so", ask(done).repeated === true);
  await page.goto(`${base}/week/${day(0)}`);
  await page.locator(".doing details summary").click();
  await look(page, `beginning the week again ${words.lang}`);
  await submit(page, page.locator("form[action*='/reset/'] button"));
  check("the week begins again", (await page.locator(".band.saved").count()) === 1);
  check("what was done is not any more", ask(done).repeated !== true);
  await page.goto(`${base}/${day(0)}`);
  check("and the plan is as it was", (await titles(page)).join() === before.join());
}

// An A4 that a screen reader can read: tagged, in its language.
function tagged(bytes) {
  const file = path.join(work, "paper.pdf");
  fs.writeFileSync(file, bytes);
  const says = execFileSync("pdfinfo", [file]).toString();
  return /Tagged:\s+yes/.test(says) && /A4/.test(says);
}

async function atOnce(page, base, words) {
  const date = day(first + 7);
  await write(page, base, date, "Ett", "16:00", "17:00");
  await write(page, base, date, "Annat", "16:30", "17:30");
  check("two things at once are not saved unknowingly", await page.locator("[name=aware]").isVisible());
  check("what was typed is still there", (await page.inputValue("[name=title]")) === "Annat");
  await look(page, `an overlap ${words.lang}`);
  await page.check("[name=aware]");
  await submit(page, page.locator("button[name=save]"));
  check("knowingly they are", (await titles(page)).includes("Annat"));
  check("and the day says so calmly", (await page.locator(".notes li").count()) > 0);
}

async function two(page, other, base, words) {
  const date = day(first + 7);
  for (const one of [page, other]) {
    await one.goto(`${base}/${date}`);
    await submit(one, one.locator(".thing .title", { hasText: "Ett" }));
  }
  await page.fill("[name=title]", "Första");
  await page.fill("[name=why]", "Det är roligt");
  await page.check("[name=aware]", { timeout: 500 }).catch(() => {});
  await submit(page, page.locator("button[name=save]"));
  if (await page.locator("[name=aware]").count()) {
    await page.check("[name=aware]");
    await submit(page, page.locator("button[name=save]"));
  }
  await other.fill("[name=title]", "Andra");
  await other.fill("[name=place]", "Köket");
  await submit(other, other.locator("button[name=save]"));
  check("the second of two editors sees both versions", await other.locator(".versions").first().isVisible());
  await look(other, `two editors ${words.lang}`);
  await other.check("[name=keep-title][value=theirs]");
  await other.check("[name=keep-why][value=theirs]");
  if (await other.locator("[name=aware]").count()) await other.check("[name=aware]");
  await submit(other, other.locator("button[name=save]"));
  if (await other.locator("[name=aware]").count()) {
    await other.check("[name=aware]");
    await submit(other, other.locator("button[name=save]"));
  }
  await other.goto(`${base}/${date}`);
  const row = await other.locator(".thing", { hasText: "Första" }).textContent().catch(() => "");
  check("and what they chose of each is what stands", row.includes("Köket"), await titles(other));
}

async function today(page, base, words) {
  await page.goto(`${base}/${day(0)}`);
  await page.goto(await page.locator(".thing:not(.gone) .title").first().getAttribute("href").then((h) => new URL(h, page.url()).href));
  const details = page.locator("details", { has: page.locator("form[action*='/remove/']") });
  await details.locator("summary").click();
  await submit(page, details.locator("button.grave"));
  check("a thing of today is not cancelled without saying what comes instead", await page.locator(".wrong, .wrong-band").first().isVisible());
  await look(page, `a removal refused ${words.lang}`);
  const again = page.locator("details", { has: page.locator("form[action*='/remove/']") });
  if (!(await again.locator("[name=instead]").isVisible())) await again.locator("summary").click();
  await again.locator("[name=instead]").fill(words.title);
  await submit(page, again.locator("button.grave"));
  await page.goto(`${page.url().split("/plan/")[0]}/plan/changes`);
  check("it is a change, and nobody has seen it yet", (await page.textContent("main")).includes(words.unseen));
  await look(page, `changes ${words.lang}`);
}

// `from`: the day where their own thing stands by then.
async function copying(page, site, person, others, words, from) {
  const days = [day(first + 1), day(first + 2)];
  await page.goto(`${site}/plan/copy?from=person:${person}&date=${day(from)}`);
  for (const id of others) await page.check(`[name=to][value="person:${id}"]`);
  for (const date of days) await page.check(`[name=day][value="${date}"]`);
  await submit(page, page.locator("form.matrix button.main"));
  check("what would be copied is shown first", (await page.locator("table.laid li").count()) >= 4);
  await look(page, `the copy matrix ${words.lang}`);
  if (await page.locator("[name=both]").count()) await page.check("[name=both]");
  await submit(page, page.locator("#result button.main"));
  await page.goto(page.url());
  await submit(page, main(page, words.undo));
  check("a copy is taken back in one touch", (await page.textContent("main .band.laid")).includes(words.removed));
}

async function templates(page, site, base, person, other, words) {
  const date = day(first);
  await page.goto(`${site}/plan/templates?from=person:${person}&date=${date}`);
  await page.fill("[name=name]", `Mall ${words.lang}`);
  await page.check("[name=whole]");
  await submit(page, page.locator("form button.main"));
  await look(page, `templates ${words.lang}`);
  await submit(page, page.locator(".plans a", { hasText: `Mall ${words.lang}` }));
  await page.check(`[name=to][value="person:${other}"]`);
  await page.locator("[name=day]").nth(3).check();
  await submit(page, page.locator("form.matrix button.main"));
  await look(page, `laying a template ${words.lang}`);
  await submit(page, page.locator("#result button.main").or(page.locator("#result .hint")).first()).catch(() => {});
  check("a template never lays itself over what stands there unasked", await page.locator("[name=merge]").count() + await page.locator(".band.laid").count() > 0);
}

async function seen(page, site, base, words) {
  await page.goto(`${base}/see/${day(0)}`);
  const width = await page.locator(".screen img").evaluate((img) => (img.complete ? img.naturalWidth : new Promise((done) => (img.onload = () => done(img.naturalWidth)))));
  check("the screen is drawn by the kiosk's own program", width === 1280, width);
  await look(page, `as it is seen ${words.lang}`);
  for (const as of ["day", "week", "cards", "journey"]) {
    const answer = await page.request.get(`${base}/paper/${day(0)}?as=${as}&what=Taxi&when=14:30`);
    const body = await answer.body();
    check(`${as} is printed as a tagged A4`, body.subarray(0, 5).toString() === "%PDF-" && tagged(body), answer.status());
    if (pictures) fs.writeFileSync(path.join(pictures, `${as}-${words.lang}.pdf`), body);
  }
  await page.goto(`${base}/print/${day(0)}`);
  await look(page, `what can be printed ${words.lang}`);
}

async function rest(page, site, base, words) {
  for (const [name, where] of [
    ["everybody", `${site}/plan`],
    ["gaps", `${site}/plan/gaps/${day(0)}`],
    ["a week", `${base}/week/${day(0)}`],
    ["the day of all", `${site}/plan/all/${day(first)}`],
  ]) {
    await page.goto(where);
    await look(page, `${name} ${words.lang}`);
  }
}

const languages = {
  sv: { lang: "sv", list: ["Te", "Bio", "Dansa"], title: "Måla", missing: "Saknas: var", show: "Visa", lay: "Lägg ut", undo: "Ta tillbaka allt", unseen: "Har inte sett än", removed: "borttagna" },
  en: { lang: "en", list: ["Tea", "Cinema", "Dance"], title: "Painting", missing: "Missing: where", show: "Show", lay: "Lay out", undo: "Take it all back", unseen: "Have not seen yet", removed: "removed" },
};

async function context(site, size, state, colorScheme = "light") {
  const made = await browser.newContext({ locale: "sv-SE", colorScheme, ignoreHTTPSErrors: true, viewport: size, storageState: state, hasTouch: size.width < 500 });
  const page = await made.newPage();
  page.setDefaultTimeout(20000);
  return page;
}

try {
  const { site, code } = await open();
  const page = await context(site, { width: 1280, height: 900 });
  await page.goto(`${site}/first`);
  await page.fill("[name=code]", code);
  await page.fill("[name=name]", "Maria");
  if (await page.locator("[name=login]").count()) await page.fill("[name=login]", "maria");
  await page.fill("[name=password]", "blomkruka på taket 7");
  await submit(page, page.locator("main button.main"));
  await page.goto(`${site}/plan`);
  const people = await page.locator(".plans .name a[href*='/plan/person/']").evaluateAll((links) => links.map((a) => a.getAttribute("href").split("/")[3]));
  check("everybody has a way to their plan", people.length >= 20, people.length);

  const sv = languages.sv;
  const base = `${site}/plan/person/${people[0]}`;
  await byKeyboard(page, base, sv);
  await byList(page, base, sv);
  await byMoving(page, base, sv);
  await byDragging(page, base, sv);
  await byOrder(page, site, sv);
  await weekReset(page, base, people[0], sv);
  await atOnce(page, base, sv);
  const other = await context(site, { width: 1280, height: 900 }, await page.context().storageState());
  await two(page, other, base, sv);
  await today(page, base, sv);
  await copying(page, site, people[0], people.slice(1, 3), sv, first + 4);
  await templates(page, site, base, people[0], people[4], sv);
  await seen(page, site, base, sv);
  await rest(page, site, base, sv);

  // In the dark, at both sizes.
  for (const size of [{ width: 1280, height: 900 }, { width: 360, height: 760 }]) {
    const dark = await context(site, size, await page.context().storageState(), "dark");
    const words = { lang: `dark ${size.width}` };
    await rest(dark, site, base, words);
    await dark.goto(`${base}/${day(0)}`);
    await look(dark, `a day ${words.lang}`);
    await dark.goto(`${base}/new/${day(first)}`);
    await look(dark, `the editor ${words.lang}`);
  }

  // The same on a phone, in English, for somebody else.
  await page.goto(`${site}/me`);
  await page.locator("[name=lang]").first().selectOption("en").catch(() => page.check("[name=lang][value=en]"));
  await submit(page, page.locator("main form", { has: page.locator("[name=lang]") }).locator("button.main").first());
  const phone = await context(site, { width: 360, height: 760 }, await page.context().storageState());
  const en = languages.en;
  const base2 = `${site}/plan/person/${people[5]}`;
  await byKeyboard(phone, base2, en);
  await byList(phone, base2, en);
  await byMoving(phone, base2, en);
  await atOnce(phone, base2, en);
  await weekReset(phone, base2, people[5], en);
  await copying(phone, site, people[5], people.slice(6, 8), en, first + 3);
  const second = await context(site, { width: 360, height: 760 }, await page.context().storageState());
  await two(phone, second, base2, en);
  await seen(phone, site, base2, en);
  await rest(phone, site, base2, en);
} catch (error) {
  check("the walk comes to its end", false, error.stack);
} finally {
  await browser.close();
  for (const child of children.reverse()) child.kill();
  fs.rmSync(work, { recursive: true, force: true });
  console.log(`     the heaviest page: ${heaviest} bytes`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
