// How long a staff page lets one wait for its first byte (p99
// within 50 ms with ten years of data and twenty open pages).
//
//   node tests/bench/pages.mjs [ROUNDS]
//
// A centre of sixty people and ten years (bench-gen), core and the staff pages
// in a folder of their own; twenty logged-in pages hold their /events open;
// each round asks for every page once, over HTTPS on a connection that stands,
// as a browser does. A line a page, then all in JSON, in ms.
// TROSKEL_BIN: the programs.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import https from "node:https";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const bin = process.env.TROSKEL_BIN ?? path.join(root, "build/ship/bin");
const rounds = Number(process.argv[2] ?? 100);
const OPEN = 20;
const password = "lugnt hav i morgonsol";
const work = fs.mkdtempSync(path.join(os.tmpdir(), "pages-"));
const dir = path.join(work, "d");
const day = "2026-11-23";
const someone = "9f0c0000-0000-7000-9000-000000000003";
const pages = [
  "/", "/now", "/evacuation", "/not-seen", "/people", `/people/${someone}`, `/people/${someone}/settings`,
  "/plan", `/plan/person/${someone}/${day}`, `/plan/person/${someone}/week/${day}`, `/plan/all/week/${day}`,
  "/review", `/review/month/${day.slice(0, 7)}`, `/review/person/${someone}`, `/review/mine/${someone}`,
  `/review/sheet/${someone}/${day.slice(0, 7)}`, "/review/journal",
];
const children = [];
let said = "";

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function until(ready, what) {
  for (let i = 0; i < 600; i++) {
    const value = ready();
    if (value) return value;
    await wait(50);
  }
  throw new Error(`no ${what}: ${said.slice(-500)}`);
}
function start(program, ...args) {
  const child = spawn(path.join(bin, program), ["--dir", dir, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  for (const pipe of [child.stdout, child.stderr]) pipe.on("data", (bytes) => (said += bytes));
  children.push(child);
}
const troskel = (input, ...args) => execFileSync(path.join(bin, "troskel"), [args[0], "--dir", dir, ...args.slice(1)], { input });

let port = 0;
const agent = () => new https.Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });

// Resolves with the answer's status, headers and body, and when the first byte of it came.
function ask(via, method, where, { cookie = "", form = null } = {}) {
  const body = form === null ? null : new URLSearchParams(form).toString();
  const headers = { host: `localhost:${port}`, origin: `https://localhost:${port}`, cookie };
  if (body !== null) headers["content-type"] = "application/x-www-form-urlencoded";
  return new Promise((done, fail) => {
    const from = performance.now();
    const request = https.request({ host: "127.0.0.1", port, path: where, method, headers, agent: via }, (answer) => {
      const first = performance.now() - from;
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text, first }));
    });
    request.on("error", fail);
    request.end(body ?? undefined);
  });
}

async function login() {
  const via = agent();
  const form = await ask(via, "GET", "/login");
  const before = (form.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  const hidden = Object.fromEntries(
    [...form.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [/name="([^"]*)"/.exec(tag)[1], /value="([^"]*)"/.exec(tag)[1]]),
  );
  const answer = await ask(via, "POST", "/login", { cookie: before, form: { ...hidden, name: "leader", password } });
  const cookie = (answer.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  if (answer.status !== 303 || cookie === "") throw new Error(`login: ${answer.status} ${answer.text.slice(0, 200)}`);
  return { via, cookie };
}

// Held until the end; what it sends is read and thrown away.
function hold({ cookie }) {
  return new Promise((done, fail) => {
    const request = https.get({ host: "127.0.0.1", port, path: "/events", headers: { host: `localhost:${port}`, cookie }, rejectUnauthorized: false }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`/events: ${answer.statusCode}`));
      answer.resume();
      done();
    });
    request.on("error", () => {});
  });
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

try {
  execFileSync(path.join(bin, "bench-gen"), [dir, "60", "10", "2026-11-20", "8"], { stdio: "ignore" });
  troskel("", "clock", "set", `${day}T09:01`);
  start("troskel-core");
  await until(() => fs.existsSync(path.join(dir, "run/core.sock")), "core");
  troskel("", "account", "add", "leader", "--name", "Namn", "--role", "leader");
  troskel(`${password}\n`, "account", "password", "leader");
  start("troskel-staff", "--port", "0");
  port = Number(await until(() => /https:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1], "site"));
  const me = await login();
  for (let i = 0; i < OPEN; i++) await hold(me);
  const took = new Map(pages.map((page) => [page, []]));
  for (let n = 0; n < rounds; n++)
    for (const page of pages) {
      const answer = await ask(me.via, "GET", page, me);
      if (answer.status !== 200) throw new Error(`${page}: ${answer.status}`);
      took.get(page).push(answer.first);
    }
  const all = [...took.values()].flat().sort((a, b) => a - b);
  for (const [page, times] of took) {
    times.sort((a, b) => a - b);
    console.log(`${page.replaceAll(someone, "ID").padEnd(32)} p50 ${at(times, 0.5).toFixed(1)}  p99 ${at(times, 0.99).toFixed(1)}  most ${times.at(-1).toFixed(1)} ms`);
  }
  console.log(JSON.stringify({ asked: all.length, open: OPEN, p50: at(all, 0.5), p99: at(all, 0.99), most: all.at(-1) }));
} catch (error) {
  console.error(String(error), said.slice(-600));
  process.exitCode = 1;
} finally {
  for (const child of children.reverse()) child.kill();
  await wait(300);
  fs.rmSync(work, { recursive: true, force: true });
}
process.exit();
