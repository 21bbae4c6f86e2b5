// Walks the room where one looks back, as a leader does: the month, the
// attendance sheets, a person's days, the journal, how long things are kept
// and the purge, and what leaves the house as a file. On a desk in Swedish, on
// a phone in English. Every page is looked at by axe and as a picture.
//
//   node tests/web/walk/review.mjs [FOLDER for pictures]    (or TROSKEL_SHOTS)
//
// TROSKEL_BIN: the programs; TROSKEL_NODE: a folder with playwright-core and
// axe-core in its node_modules; TROSKEL_CHROMIUM: the browser;
// TROSKEL_FOLDER: a folder for tests with a past of its own.
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
const pictures = process.argv[2] ?? process.env.TROSKEL_SHOTS;
const work = fs.mkdtempSync(path.join(os.tmpdir(), "review-walk-"));
const children = [];
let passed = 0;
let failed = 0;

function check(sentence, holds, saw = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds || saw === "" ? "" : `: ${saw}`}`);
}

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

// October's first ten working days, and a clock that then stands in November:
// who came, who went, a departure that nobody saw, signals of each hour.
const past = `
import datetime, json, socket, subprocess, sys
bin, dir = sys.argv[1:3]
def clock(text, *more):
    subprocess.run([bin + "/troskel", "clock", "set", text, *more, "--dir", dir], check=True)
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.connect(dir + "/run/core.sock")
def ask(command):
    s.send(json.dumps(command).encode())
    while True:
        answer = json.loads(s.recv(1 << 20))
        if "ok" in answer:
            return answer
ask({"do": "hello", "as": "command"})
people = json.loads(subprocess.run([bin + "/troskel", "people", "--json", "--dir", dir], capture_output=True, check=True).stdout)
ids = [p["id"] for p in (people if isinstance(people, list) else people["people"])][:8]
for i in ids:
    ask({"do": "agreed", "about": i, "days": [{"weekday": w, "start": "09:00", "end": "15:00"} for w in range(1, 6)]})
for d in (5, 6, 7, 8, 9):
    clock("2026-10-%02dT09:10" % d, "--freeze")
    for i in ids:
        ask({"do": "arrive", "about": i})
    for n in range(2):
        clock("2026-10-%02dT10:%02d" % (d, 20 + 10 * n), "--freeze")
        raised = ask({"do": "ask", "about": ids[n], "place": "Verkstan"})
        signals = json.loads(subprocess.run([bin + "/troskel", "signals", "--json", "--dir", dir], capture_output=True, check=True).stdout)
        for one in signals if isinstance(signals, list) else signals["signals"]:
            ask({"do": "withdraw", "signal": one["id"]})
    clock("2026-10-%02dT15:05" % d, "--freeze")
    for i in ids[1 if d == 9 else 0:]:
        ask({"do": "leave", "about": i})
clock("2026-11-27T10:20", "--freeze")
`;
async function open() {
  let dir = process.env.TROSKEL_FOLDER;
  const made = dir === undefined;
  if (made) {
    dir = path.join(work, "dir");
    const troskel = (...args) => execFileSync(path.join(bin, "troskel"), [...args, "--dir", dir], { stdio: "ignore" });
    // Anew with the clock set: no event of the log is younger than its past.
    troskel("init", "--centre", "Verkstan", "--lang", "sv", "--for-tests");
    troskel("clock", "set", "2026-09-28T07:30", "--freeze");
    for (const name of fs.readdirSync(dir).filter((one) => one.startsWith("troskel.db"))) fs.rmSync(path.join(dir, name));
    troskel("init", "--centre", "Verkstan", "--lang", "sv", "--for-tests");
    execFileSync(path.join(root, "assets/demo/fill"), [bin, dir, "--date", "2026-10-05", "--no-past"], { stdio: "ignore" });
  }
  start("troskel-core", "--dir", dir);
  const socket = path.join(dir, "run/core.sock");
  await until(() => fs.existsSync(socket), "core");
  await wait(500);
  if (made) execFileSync("python3", ["-c", past, bin, dir]);
  const staff = start("troskel-staff", "--dir", dir, "--port", "0");
  let said = "";
  staff.stdout.on("data", (bytes) => (said += bytes));
  staff.stderr.on("data", (bytes) => (said += bytes));
  const site = await until(() => said.match(/https:\/\/127\.0\.0\.1:\d+/)?.[0], "site");
  return { site, dir };
}

const browser = await chromium.launch({
  executablePath: process.env.TROSKEL_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

let shots = 0;
async function look(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(`${name} is no wider than its window`, wide <= 0, `${wide} px`);
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })
    .then((r) => r.violations.map((v) => v.id + " " + v.nodes[0].target.join(" ") + " " + v.nodes[0].failureSummary))`);
  check(`axe finds nothing on ${name}`, found.length === 0, found.join("\n     "));
  const weight = await page.evaluate(() => new TextEncoder().encode(document.documentElement.outerHTML).length);
  check(`${name} is lighter than 60 kB`, weight <= 60000, weight);
  if (!pictures) return;
  fs.mkdirSync(pictures, { recursive: true });
  shots += 1;
  await page.screenshot({
    path: path.join(pictures, `${String(shots).padStart(2, "0")}-${name.replaceAll(" ", "-")}.png`),
    fullPage: true,
  });
}

async function submit(page, button) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

async function context(viewport, state, more = {}) {
  const made = await browser.newContext({ viewport, ignoreHTTPSErrors: true, storageState: state, ...more });
  return made.newPage();
}

// The leader's account in another language, as a leader may save it.
const says = `
import json, socket, subprocess, sys
bin, dir, lang = sys.argv[1:4]
accounts = json.loads(subprocess.run([bin + "/troskel", "account", "list", "--json", "--dir", dir], capture_output=True, check=True).stdout)
one = [a for a in (accounts if isinstance(accounts, list) else accounts["accounts"]) if a["login"] == "elin"][0]
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.connect(dir + "/run/core.sock")
for ask in ({"do": "hello", "as": "command"}, {"do": "account_save", "account": one["id"], "login": "elin", "name": one["name"], "role": "leader", "lang": lang}):
    s.send(json.dumps(ask).encode())
    answer = {}
    while "ok" not in answer:
        answer = json.loads(s.recv(65536))
sys.exit(0 if answer["ok"] else str(answer))
`;
let folder = "";
function speak(lang) {
  execFileSync("python3", ["-c", says, bin, folder, lang]);
}

// A purge waits for readers of the database and tries again after five seconds.
function later() {
  execFileSync(path.join(bin, "troskel"), ["clock", "advance", "6s", "--dir", folder], { stdio: "ignore" });
}

// --- the walk ---

async function pages(page, site, person, lang) {
  const all = [
    ["", "the ways"],
    ["/month/2026-10", "the month"],
    ["/sheets/2026-10", "everybody's sheets"],
    [`/sheet/${person}/2026-10`, "a sheet"],
    [`/agreed/${person}`, "agreed times"],
    ["/rules", "the rules"],
    [`/person/${person}?from=2026-10-09&span=week`, "a week"],
    [`/person/${person}?from=2026-10-09&span=day`, "a day"],
    [`/person/${person}?from=2026-09-07&span=quarter`, "a quarter"],
    [`/mine/${person}`, "what is stored"],
    [`/erase/${person}`, "all of a person"],
    ["/journal", "the journal"],
    ["/retention", "how long"],
  ];
  for (const [where, name] of all) {
    const answer = await page.goto(`${site}/review${where}`);
    check(`${name} is there in ${lang}`, answer.status() === 200, answer.status());
    await look(page, `${name} ${lang}`);
  }
}

async function attendance(page, site, person) {
  const sheet = `${site}/review/sheet/${person}/2026-10`;
  await page.goto(sheet);
  check("a departure that nobody saw is unknown, never nought", (await page.textContent("main table")).includes("okänd"));
  await submit(page, page.locator("form[action$='/confirm'] button"));
  check("a month with an unknown departure is not confirmed", page.url().includes("/confirm") && (await page.locator(".band").count()) > 0);
  await page.goto(sheet);
  await page.fill("[name=date]", "2026-10-09");
  await page.selectOption("[name=code]", "planned");
  await submit(page, page.locator("form[action$='/note'] button"));
  check("what staff decide of a day stands in the sheet", (await page.textContent("main table")).includes("Räknas som planerat"));
  await submit(page, page.locator("form[action$='/confirm'] button"));
  check("then the month is confirmed", (await page.textContent("main")).includes("Bekräftad"));
  await page.goto(`${site}/review/sheets/2026-10`);
  check("and says so among the others", (await page.textContent("main table")).includes("Bekräftad"));
}

async function journal(page, site, person) {
  await page.goto(`${site}/review/person/${person}?from=2026-10-09&span=day`);
  await page.click("details summary >> text=Anteckna till journalen");
  await page.fill("[name=text]", "Ville byta plats på förmiddagen.");
  await submit(page, page.locator("form[action='/review/journal'] button"));
  check("a note waits to be carried over", (await page.textContent("main")).includes("Ville byta plats"));
  await look(page, "a note that waits");
  await submit(page, page.locator("form[action$='/transferred'] button").first());
  check("and is ticked when it was", (await page.textContent("main")).includes("Överförd"));
}

// What others' programs read in what leaves the house.
const rows = (bytes) => bytes.toString().replace(/^\ufeff/, "").trim().split("\r\n").map((l) => l.split(";").map((c) => c.replace(/^"|"$/g, "")));
const unzipped = (to) => execFileSync("unzip", ["-p", to]).toString();
const printed = (to) => execFileSync("pdftotext", ["-layout", to, "-"]).toString();

async function files(page, site, person, dir) {
  const wanted = [
    ["/month/2026-10", "csv", (b) => b.subarray(0, 3).toString("hex") === "efbbbf" && rows(b).some((r) => r[1] === "10" && r[2] === "10")],
    ["/month/2026-10", "xlsx", (b, to) => unzipped(to).includes("oktober 2026") && unzipped(to).includes("Verkstan")],
    ["/month/2026-10", "pdf", (b, to) => printed(to).includes("Verkstan")],
    ["/sheets/2026-10", "csv", (b) => rows(b).some((r) => r[0] === "Alva" && r[7] === "Bekräftad" && Number(r[2]) === 4 * 355)],
    ["/sheets/2026-10", "xlsx", (b, to) => unzipped(to).includes("Alva") && unzipped(to).includes("<v>1420</v>")],
    ["/sheets/2026-10", "pdf", (b, to) => printed(to).includes("Alva") && printed(to).includes("1420")],
    [`/sheet/${person}/2026-10`, "csv", (b) => rows(b).some((r) => r[0] === "2026-10-05" && r[2] === "09:10" && r[3] === "15:05" && r[4] === "355")],
    [`/sheet/${person}/2026-10`, "pdf", (b, to) => printed(to).includes("2026-10-05") && printed(to).includes("Räknas som planerat")],
    [`/person/${person}?from=2026-10-05&span=week`, "csv", (b) => rows(b).some((r) => r[0] === "2026-10-05" && r[2] === "Kom")],
    [`/person/${person}?from=2026-10-05&span=week`, "ics", (b) => b.includes("BEGIN:VCALENDAR") && /BEGIN:VEVENT[^]*TZID=Europe\/Stockholm:20261005T/.test(b)
      && b.includes("SUMMARY:Fika") && b.toString().split("\r\n").every((l) => Buffer.byteLength(l) <= 75)],
    ["/journal", "csv", (b) => rows(b)[0].join() === "Dag,Namn,Anteckning,Av"],
  ];
  for (const [where, form, holds] of wanted) {
    await page.goto(`${site}/review${where}`);
    await page.click("details.out summary");
    await page.selectOption(".out [name=form]", form);
    await page.fill(".out [name=purpose]", "Månadens uppföljning");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(".out button")]);
    const to = path.join(pictures ?? work, `${where.replace(/[^a-z]/g, "").slice(0, 12)}.${form}`);
    await download.saveAs(to);
    check(`${form} of ${where.split("/")[1]} says what the page says`, holds(fs.readFileSync(to), to));
  }
  await page.goto(`${site}/review/month/2026-10`);
  await page.click("details.out summary");
  await page.evaluate(() => document.querySelector(".out [name=purpose]").removeAttribute("required"));
  await submit(page, page.locator(".out button"));
  check("no file without what it is for", (await page.locator(".wrong").count()) === 1);
  const log = execFileSync(path.join(bin, "troskel"), ["events", "--json", "--dir", dir]).toString();
  check("each is an event that says what for", log.split("exported").length > 5 && log.includes("Månadens uppföljning"));
  const answer = await page.request.get(`${site}/review/mine/${person}/pdf`);
  const bytes = await answer.body();
  fs.writeFileSync(path.join(pictures ?? work, "mine.pdf"), bytes);
  const mine = printed(path.join(pictures ?? work, "mine.pdf")).replace(/\s+/g, " ");
  for (const one of ["Alva", "räv", "Ateljén", "nu och sen", "Jag nynnar och ritar", "Tystnad", "tjockt papper", "noggrann",
    "Birgitta", "070-000 12 34", "granne", "Hörlurar", "12 januari 2026", "09:00–15:00", "Ville byta plats", "09:10 Kom", "Läste", "Elin"])
    check(`what is stored about somebody is printed: ${one}`, mine.includes(one));
}

// Everything of one person: refused while held, handed over, then gone.
async function handedOver(page, site, other) {
  const at = `${site}/review/erase/${other}`;
  await page.goto(`${site}/people/${other}`);
  const name = (await page.textContent("h1")).trim();
  await page.goto(`${site}/review/retention`);
  await page.fill("[name=person]", name);
  await submit(page, page.locator("form[action$='/hold'] button"));
  await page.goto(at);
  check("who is held is not erased", (await page.locator("[name=name]").count()) === 0);
  await page.fill("[name=purpose]", "Kommunarkivet");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("form[action$='/file'] button")]);
  const to = path.join(work, "handover.json");
  await download.saveAs(to);
  const file = JSON.parse(fs.readFileSync(to));
  check("the archive gets everything", file.person === name && file.parts.length > 12
    && ["person_saved", "arrived", "left", "looked", "signal_raised", "signal_withdrawn"].every((kind) => file.events.some((event) => event.kind === kind)),
    [...new Set(file.events.map((event) => event.kind))].join(" "));
  await page.goto(at);
  await submit(page, page.locator("form[action$='/handed'] button"));
  check("and that it has it is noted", page.url().includes("saved=1"));
  await page.goto(`${site}/review/retention`);
  await submit(page, page.locator("form[action*='/lift/'] button"));
  await page.goto(at);
  await page.fill("[name=name]", "Nils Holgersson");
  await page.check("[name=sure]");
  await submit(page, page.locator("button.grave"));
  check("another name erases nobody", (await page.textContent("main")).includes("Så heter inte personen"));
  await page.fill("[name=name]", name);
  await page.uncheck("[name=sure]");
  await submit(page, page.locator("button.grave"));
  check("nor does a name alone", (await page.textContent("main")).includes("kryss"));
  await look(page, "not erased yet");
  await page.check("[name=sure]");
  await submit(page, page.locator("button.grave"));
  check("the name and a tick do", page.url().includes("/review/retention"), await page.textContent("main"));
  for (let i = 0; i < 40; i++) {
    await page.goto(`${site}/review/retention`);
    if ((await page.textContent("main")).includes("Klar")) break;
    later();
    await wait(500);
  }
  check("and then nobody has such a page", (await page.goto(`${site}/people/${other}`)).status() === 404);
}

async function retention(page, site) {
  await page.goto(`${site}/review/retention`);
  check("nothing is kept for ever in silence: a proposal stands there", (await page.inputValue("[name=presence]")) === "12");
  await page.fill("[name=presence]", "1");
  await page.fill("[name=stress]", "1");
  await submit(page, page.locator("form[action='/review/retention'] button"));
  await page.goto(`${site}/review/retention?count=1`);
  await look(page, "what is due");
  check("what is due is counted before anything goes", (await page.locator("form[action$='/purge']").count()) === 1);
  const due = JSON.parse(execFileSync(path.join(bin, "troskel"), ["retention", "--json", "--dir", folder]));
  const total = Object.values(due.events).reduce((sum, one) => sum + one, 0);
  check("and the command line counts the same", total > 0 && (await page.inputValue("[name=total]")) === String(total), JSON.stringify(due));
  await submit(page, page.locator("form[action$='/purge'] button"));
  for (let i = 0; i < 40; i++) {
    await page.goto(`${site}/review/retention`);
    const states = await page.locator("main tr td:last-child").allInnerTexts();
    if (states.length > 1 && states.every((one) => one === "Klar")) break;
    later();
    await wait(500);
  }
  check("an approved purge is carried out and in the protocol", (await page.textContent("main")).includes("Klar"));
  await look(page, "the protocol");
  await page.goto(`${site}/review/month/2026-10`);
  await look(page, "a month that was purged");
  check("and what was purged is in no month any more", (await page.locator(".chart").count()) === 0);
}

try {
  const { site, dir } = await open();
  folder = dir;
  const page = await context({ width: 1280, height: 900 });
  await page.goto(`${site}/login`);
  await page.fill("[name=name]", "elin");
  await page.fill("[name=password]", "lugnt hav i morgonsol");
  await submit(page, page.locator("main button.main"));
  check("the leader is let in", !page.url().endsWith("/login"), await page.textContent("main"));
  await page.goto(`${site}/review`);
  const people = await page.locator("a[href^='/review/person/']").evaluateAll((links) => links.map((a) => a.getAttribute("href").split("/")[3]));
  check("everybody's days can be looked back on", people.length >= 20, people.length);
  // The one whose last departure nobody saw.
  let person = people[0];
  await page.goto(`${site}/review/sheets/2026-10`);
  const open_ = page.locator("tr", { hasText: "Något är inte känt" }).locator("a").first();
  if (await open_.count()) person = (await open_.getAttribute("href")).split("/")[3];
  await pages(page, site, person, "sv");
  await attendance(page, site, person);
  await journal(page, site, person);
  await files(page, site, person, dir);
  speak("en");
  const state = await page.context().storageState();
  const phone = await context({ width: 360, height: 760 }, state, { colorScheme: "dark", isMobile: true, hasTouch: true });
  await pages(phone, site, person, "en");
  check("a phone is spoken to in English", (await phone.textContent("body")).includes("How long it is kept"));
  speak("sv");
  await handedOver(page, site, people[1]);
  if (!process.env.TROSKEL_FOLDER) await retention(page, site);
} catch (error) {
  check("the walk comes to its end", false, error.stack);
} finally {
  await browser.close();
  for (const child of children.reverse()) child.kill();
  fs.rmSync(work, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
