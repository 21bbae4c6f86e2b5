// A running box for walks in a real browser: core, the staff pages and, if
// wanted, the kiosk, in a folder of their own with the invented centre and an
// account of each role.
//
//   import { start, check, end } from "../box.mjs";
//   const box = await start({ kiosk: true });
//   const page = await box.enter("leader", { phone: true });
//   await box.look(page, "today");
//   await end(box);
//
// TROSKEL_BIN: the programs; TROSKEL_NODE: a folder with node_modules;
// TROSKEL_CHROMIUM: the browser; TROSKEL_SHOTS: where pictures are left.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const bin = process.env.TROSKEL_BIN ?? path.join(root, "build/check/bin");
const nodes = process.env.TROSKEL_NODE ?? path.join(root, "tests/web");
const require = createRequire(path.join(nodes, "x.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const password = "lugnt hav i morgonsol";
export const roles = ["staff", "contact", "leader", "planner", "technician"];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

let passed = 0;
let failed = 0;

export function check(sentence, holds, saw = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds || saw === "" ? "" : `: ${saw}`}`);
}

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(what, name, ms = 30000) {
  const last = Date.now() + ms;
  for (;;) {
    const got = await what();
    if (got) return got;
    if (Date.now() > last) throw new Error(`waited in vain for ${name}`);
    await wait(50);
  }
}

// Tab until the focus stands on a control whose words hold `words`; on the way
// each stop is seen: it has its outline, and nothing fixed lies over it.
export async function tabTo(page, words, most = 120) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const rect = one.getBoundingClientRect();
      const top = document.elementFromPoint(rect.left + rect.width / 2, rect.top + Math.min(rect.height / 2, 20));
      return {
        words: `${one.labels?.[0]?.innerText ?? ""} ${one.getAttribute("aria-label") ?? ""} ${one.matches("a, button, summary") ? one.innerText : ""}`,
        seen: one === document.body || getComputedStyle(one).outlineStyle !== "none",
        free: one === document.body || top === null || one.contains(top) || top.contains(one) || top.closest("label")?.contains(one) === true,
      };
    });
    if (!at.seen || !at.free) throw new Error(`the focus is ${at.seen ? "covered" : "not seen"} at ${at.words}`);
    if (at.words.includes(words)) return;
  }
  throw new Error(`no way by Tab to ${words}`);
}

class Box {
  constructor() {
    this.work = fs.mkdtempSync(path.join(os.tmpdir(), "walk-"));
    this.dir = path.join(this.work, "centre");
    this.processes = new Map();
    this.log = "";
    this.contexts = [];
    this.heaviest = 0; // bytes of a page that was looked at
    this.elsewhere = []; // requests that went anywhere but here
  }

  run(program, ...args) {
    const child = spawn(path.join(bin, program), ["--dir", this.dir, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.processes.set(program, child);
    for (const pipe of [child.stdout, child.stderr])
      pipe.on("data", (bytes) => (this.log += bytes));
    return child;
  }

  troskel(...args) {
    return execFileSync(path.join(bin, "troskel"), [args[0], "--dir", this.dir, ...args.slice(1)], {
      stdio: ["pipe", "pipe", "pipe"],
      maxBuffer: 64 << 20, // the log of eight weeks
    }).toString();
  }

  // A line to the kiosk's control socket.
  kiosk(...asks) {
    const out = execFileSync(path.join(bin, "troskel"), [
      "control", path.join(this.work, "kiosk.sock"), ...asks.map((ask) => JSON.stringify(ask)),
    ]);
    return out.toString().trim().split("\n").map((line) => JSON.parse(line));
  }

  async page({ phone = false, dark = false, lang = "sv-SE", scripts = true } = {}) {
    const context = await this.browser.newContext({
      viewport: phone ? PHONE : DESK,
      hasTouch: phone,
      isMobile: phone,
      locale: lang,
      colorScheme: dark ? "dark" : "light",
      javaScriptEnabled: scripts,
      ignoreHTTPSErrors: true,
      baseURL: this.site,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.site) && !/^(blob|data|about):/.test(url)) this.elsewhere.push(url);
    });
    page.on("pageerror", (error) => (this.log += `page: ${error}\n`));
    return page;
  }

  // Logs in as the account of a role, as a person does.
  async enter(role, options = {}) {
    const page = await this.page(options);
    await page.goto("/login");
    await page.fill("[name=name]", role);
    await page.fill("[name=password]", password);
    await Promise.all([page.waitForEvent("load"), page.click("main button.main")]);
    return page;
  }

  // What every page has to be: within its window, without what axe finds.
  async look(page, name, { full = true } = {}) {
    // A phone makes its window wider instead of scrolling: the screen counts.
    const wide = (await page.evaluate(() => document.documentElement.scrollWidth)) - page.viewportSize().width;
    check(`${name} is no wider than its window`, wide <= 0, `${wide} px too wide`);
    // By hand, so that the page's own policy need not let it in.
    const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
      .then((r) => r.violations.map((v) => v.id + " " + v.nodes.map((n) => n.target.join(" ")).slice(0, 3)
        + " " + v.nodes[0].failureSummary))`);
    check(`axe finds nothing on ${name}`, found.length === 0, found.join("\n     "));
    // Everything but pictures and voices (G): the page, its styles, its scripts.
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter((one) => !["img", "audio", "fetch", "eventsource"].includes(one.initiatorType) && !/\/(picture|events)\b/.test(one.name))
        .map((one) => [one.name, one.decodedBodySize]))
      // A style that the browser asks for again weighs once.
      .then((parts) => [...new Map(parts).values()].reduce((sum, size) => sum + size, 0));
    this.heaviest = Math.max(this.heaviest, bytes);
    check(`${name} is within 60 kB with its styles and scripts`, bytes <= 60000, `${bytes} bytes`);
    await this.shoot(page, name, full);
  }

  // One touch at the kiosk: the first thing whose id begins so.
  touch(id) {
    const found = this.kiosk({ do: "describe" })[0].elements.find((one) => (one.id ?? "").startsWith(id));
    if (!found) throw new Error(`nothing called ${id} stands on the kiosk`);
    return this.kiosk({ do: "tap", id: found.id }, { do: "settle" });
  }

  async shoot(page, name, full = true) {
    const folder = process.env.TROSKEL_SHOTS;
    if (!folder) return;
    fs.mkdirSync(folder, { recursive: true });
    const size = page.viewportSize();
    const file = `${name.replaceAll(/[^\p{L}0-9]+/gu, "-")}-${size.width}.png`;
    await page.screenshot({ path: path.join(folder, file), fullPage: full });
  }
}

// Fills the folder with the invented centre and starts it.
export async function start({ kiosk = false, button = kiosk, clock = null, size = "1280x800", browser = [] } = {}) {
  const box = new Box();
  try {
    execFileSync(path.join(bin, "troskel"), [
      "init", "--dir", box.dir, "--centre", "Verkstan", "--lang", "sv", "--for-tests",
    ]);
    execFileSync(path.join(root, "assets/demo/fill"), [bin, box.dir, ...(clock ? ["--date", clock.slice(0, 10)] : [])], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (clock) box.troskel("clock", "set", clock);
    box.run("troskel-core");
    await until(() => fs.existsSync(path.join(box.dir, "run/core.sock")), "core");
    for (const role of roles) {
      box.troskel("account", "add", role, "--name", `Namn ${role}`, "--role", role);
      execFileSync(path.join(bin, "troskel"), ["account", "--dir", box.dir, "password", role], {
        input: `${password}\n`,
      });
    }
    box.run("troskel-staff", "--port", "0");
    if (button) box.run("troskel-button");
    if (kiosk)
      box.run("troskel-kiosk", "--backend", "offscreen", "--size", size, "--control",
        path.join(box.work, "kiosk.sock"));
    const port = await until(() => /https:\/\/127\.0\.0\.1:(\d+)/.exec(box.log)?.[1], "the pages");
    if (kiosk) await until(() => fs.existsSync(path.join(box.work, "kiosk.sock")), "the kiosk");
    box.site = `https://localhost:${port}`;
    box.browser = await chromium.launch({
      executablePath: process.env.TROSKEL_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--autoplay-policy=no-user-gesture-required", ...browser,
      ],
    });
  } catch (error) {
    console.log(`${error.message}\n${box.log}`);
    check("the box starts", false);
    await end(box);
  }
  return box;
}

// Ends all that was started and says how it went.
export async function end(box) {
  check("no page asked anybody else for anything", box.elsewhere.length === 0, box.elsewhere.join(" "));
  await box.browser?.close();
  for (const child of box.processes.values()) child.kill();
  await wait(300);
  check("nothing leaked or crashed", !/Sanitizer|runtime error|page: /.test(box.log), box.log.slice(-2000));
  fs.rmSync(box.work, { recursive: true, force: true });
  if (box.heaviest > 0) console.log(`     the heaviest page: ${box.heaviest} bytes`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
