// How long a press takes: to the disk, to the kiosk's own frame, and onto an
// open staff page in a browser; with all of our processes, in a folder of
// their own.
//
//   node tests/bench/press.mjs [N] [idle|load|stalls]
//
// The last line is JSON, in µs.
//
// load (A1): every sync takes 50 ms more (slowsync), and reports and backups
// run without end. stalls (P14): the same work beside it, and every fiftieth
// sync takes 300 ms. TROSKEL_BIN: the programs; TROSKEL_SLOWSYNC: the library;
// TROSKEL_NODE: a folder with playwright-core; TROSKEL_CHROMIUM: the browser.
import { createRequire } from "node:module";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const bin = process.env.TROSKEL_BIN ?? path.join(root, "build/ship/bin");
const require = createRequire(path.join(process.env.TROSKEL_NODE ?? path.join(root, "tests/web"), "x.js"));
const { chromium } = require("playwright-core");
const count = Number(process.argv[2] ?? 100);
const mode = process.argv[3] ?? "idle";
const slowness = {
  idle: {},
  load: { SLOWSYNC_MS: "50" },
  stalls: { SLOWSYNC_MS: "300", SLOWSYNC_ONE_IN: "50" },
}[mode];
if (slowness === undefined) throw new Error(`no such mode: ${mode}`);
const PACE_MS = 1500;
const work = fs.mkdtempSync("/tmp/tp-");
const dir = path.join(work, "d");
const kiosk = path.join(work, "k");
const children = [];
let ending = false;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(ready, what) {
  for (let i = 0; i < 600; i++) {
    const value = ready();
    if (value) return value;
    await wait(100);
  }
  throw new Error(`no ${what}`);
}

function start(program, args, slow = false) {
  const more = slow && mode !== "idle" ? { LD_PRELOAD: process.env.TROSKEL_SLOWSYNC, ...slowness } : {};
  const child = spawn(path.join(bin, program), args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...more },
  });
  child.said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (child.said += bytes));
  children.push(child);
  return child;
}

// What a technician reads off the box's own screen.
const firstCode = `
import json, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.connect(sys.argv[1])
for ask in ({"do": "hello", "as": "command"}, {"do": "first_code"}):
    s.send(json.dumps(ask).encode())
    answer = {}
    while "ok" not in answer:
        answer = json.loads(s.recv(65536))
print(answer["code"])
`;

async function openPage(site, code) {
  const browser = await chromium.launch({
    executablePath: process.env.TROSKEL_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  await page.goto(`${site}/first`);
  await page.fill("[name=code]", code);
  await page.fill("[name=name]", "Maria");
  if (await page.locator("[name=login]").count()) await page.fill("[name=login]", "maria");
  await page.fill("[name=password]", "blomkruka på taket 7");
  await page.locator("main button.main").click();
  await page
    .waitForURL((url) => url.pathname !== "/first")
    .catch(async () => {
      throw new Error((await page.textContent("main")).replace(/\s+/g, " "));
    });
  await page.goto(`${site}/`);
  return { browser, page };
}

// When the frame that shows the signal has been drawn: two frames after it
// came into the page. The word takes another moment to us, counted against us.
async function watch(page, drawn) {
  await page.exposeFunction("drawn", (id) => {
    if (!drawn.has(id)) drawn.set(id, process.hrtime.bigint());
  });
  await page.evaluate(() => {
    const known = new Set();
    const look = () => {
      for (const card of document.querySelectorAll("[data-signal]")) {
        const id = card.dataset.signal;
        if (known.has(id)) continue;
        known.add(id);
        requestAnimationFrame(() => requestAnimationFrame(() => window.drawn(id)));
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  });
}

async function makeLoad() {
  for (let i = 0; !ending; i++) {
    const args = i % 2 ? ["backup", "--dir", dir, path.join(work, `b${i}`)] : ["export", "presence", "--dir", dir, "-o", path.join(work, "presence.csv")];
    await new Promise((done) => spawn(path.join(bin, "troskel"), args, { stdio: "ignore" }).on("exit", done));
    if (i % 2) fs.rmSync(path.join(work, `b${i}`), { force: true });
  }
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

function tell(what, values) {
  const sorted = values.filter((value) => value >= 0).sort((a, b) => a - b);
  const ms = (value) => (value / 1000).toFixed(2);
  console.log(
    `${what.padEnd(26)} n ${String(sorted.length).padStart(4)}  lost ${values.length - sorted.length}` +
      `  p50 ${ms(at(sorted, 0.5))}  p99 ${ms(at(sorted, 0.99))}  most ${ms(sorted.at(-1))} ms`,
  );
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), most: sorted.at(-1), lost: values.length - sorted.length };
}

let browser = null;
try {
  execFileSync(path.join(root, "assets/demo/fill"), [bin, dir], { stdio: "ignore" });
  start("troskel-core", ["--dir", dir], true);
  const socket = path.join(dir, "run/core.sock");
  await until(() => fs.existsSync(socket), "core");
  start("troskel-button", ["--dir", dir], true);
  start("troskel-kiosk", ["--dir", dir, "--backend", "offscreen", "--size", "1280x800", "--control", kiosk]);
  const staff = start("troskel-staff", ["--dir", dir, "--port", "0"]);
  const site = await until(() => staff.said.match(/https?:\/\/127\.0\.0\.1:\d+/)?.[0], "site");
  await until(() => fs.existsSync(kiosk) && fs.existsSync(path.join(dir, "run/button.sock")), "kiosk and button");
  const code = execFileSync("python3", ["-c", firstCode, socket]).toString().trim();
  const opened = await openPage(site, code);
  browser = opened.browser;
  const drawn = new Map();
  await watch(opened.page, drawn);
  if (mode !== "idle") makeLoad();
  const rows = [];
  const press = start("bench-press", [dir, kiosk, String(count), String(PACE_MS)]);
  for await (const line of readline.createInterface({ input: press.stdout })) {
    const [, edge, durable, raw, screen] = line.split(" ");
    rows.push({ edge: BigInt(edge), durable: Number(durable), raw: Number(raw), screen: Number(screen) });
  }
  await wait(PACE_MS);
  const seen = [...drawn.values()].sort((a, b) => (a < b ? -1 : 1));
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1]?.edge ?? row.edge + 60000000000n;
    const one = seen.find((when) => when > row.edge && when < next);
    row.page = one === undefined ? -1 : Number(one - row.edge) / 1000;
  }
  console.log(`${rows.length} presses, ${mode}; load average ${os.loadavg()[0].toFixed(1)}`);
  const raw = tell("the limit", rows.map((row) => row.raw));
  const durable = tell("press -> durable", rows.map((row) => row.durable));
  const screen = tell("press -> kiosk's frame", rows.map((row) => row.screen));
  const drawing = tell("press -> staff page drawn", rows.map((row) => row.page));
  console.log(`durable / limit: p50 ${(durable.p50 / raw.p50).toFixed(2)}  p99 ${(durable.p99 / raw.p99).toFixed(2)}`);
  // In µs, for tests/bench/run.
  console.log(JSON.stringify({ mode, raw, durable, screen, page: drawing }));
} catch (error) {
  console.error(String(error));
  for (const child of children) console.error(child.spawnfile, child.said.slice(-600));
  process.exitCode = 1;
} finally {
  ending = true;
  await browser?.close();
  for (const child of children.reverse()) child.kill();
  await wait(500);
  fs.rmSync(work, { recursive: true, force: true });
}
