// A running box for tests of who gets in: core and the staff pages in a folder
// of their own, an invented centre, one account of each role, a client that
// keeps its cookie.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../../..");
const build = process.env.TROSKEL_BIN ?? join(root, "build/check/bin");

export const password = "lugnt hav i morgonsol";
export const person = "00000000-0000-8000-8000-000000000002";
export const group = "00000000-0000-8000-8000-000000000001";
export const otherGroup = "00000000-0000-8000-8000-000000000003";
export const item = "00000000-0000-8000-8000-000000000004"; // the group's
export const nobody = "0190a000-0000-7000-8000-0000000000ee";
export const roles = { staff: 1, contact: 2, leader: 4, planner: 8, technician: 16 };

const centre = {
  source: "tests",
  events: [
    { kind: "group_saved", about: group, body: { name: "Ateljén", order: 0 } },
    { kind: "group_saved", about: otherGroup, body: { name: "Trädgården", order: 1 } },
    {
      kind: "person_saved",
      about: person,
      body: {
        name: "Alva", symbol: "räv", symbol_picture: "1F98A",
        groups: [group], place: 0,
      },
    },
    {
      kind: "item_saved",
      about: item,
      body: {
        audience: { kind: "group", id: group }, date: "2026-12-01", start: "10:00", title: "Måla", origin: "staff",
      },
    },
  ],
};

let passed = 0;
let failed = 0;
export function check(sentence, wrong) {
  const list = wrong === true ? [] : wrong === false ? ["not so"] : wrong;
  if (list.length === 0) {
    passed++;
    console.log(`ok   ${sentence}`);
    return;
  }
  failed++;
  console.log(`FAIL ${sentence}`);
  for (const line of list.slice(0, 20)) console.log(`     ${line}`);
}

export function end(box) {
  box?.stop();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

async function until(what, wait_ms = 20000) {
  const end = Date.now() + wait_ms;
  for (;;) {
    const got = await what();
    if (got) return got;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export async function start({ accounts = true } = {}) {
  const work = mkdtempSync(join(tmpdir(), "ta."));
  const dir = join(work, "c");
  const processes = [];
  const log = [];
  const troskel = (args, input) =>
    execFileSync(join(build, "troskel"), [args[0], "--dir", dir, ...args.slice(1)],
      { input, stdio: ["pipe", "pipe", "pipe"] }).toString();
  const run = (name, ...args) => {
    const process = spawn(join(build, name), ["--dir", dir, ...args]);
    process.stderr.on("data", (bytes) => log.push(bytes.toString()));
    processes.push(process);
    return process;
  };
  troskel(["init", "--for-tests", "--centre", "Prövstan", "--lang", "sv"]);
  troskel(["clock", "set", "2026-11-24T09:10"]);
  run("troskel-core");
  run("troskel-button");
  await until(() => log.join("").includes("ready"));
  writeFileSync(join(work, "centre.json"), JSON.stringify(centre));
  troskel(["batch", join(work, "centre.json")]);
  if (accounts)
    for (const role of Object.keys(roles)) {
      troskel(["account", "add", role, "--name", `Namn ${role}`, "--role", role]);
      troskel(["account", "password", role], `${password}\n`);
    }
  run("troskel-staff", "--port", "0");
  const port = await until(() => /https:\/\/[0-9.]+:([0-9]+)/.exec(log.join(""))?.[1]);
  const box = {
    dir, log, port: Number(port), troskel,
    pid: (name) => processes.find((one) => one.spawnfile.endsWith(name)).pid,
    authority: readFileSync(join(dir, "tls/ca.crt")),
    stop() {
      for (const process of processes) process.kill();
      rmSync(work, { recursive: true, force: true });
    },
  };
  box.client = () => new Client(box);
  return box;
}

// One browser: a cookie, and the mark that its forms carry.
export class Client {
  constructor(box) {
    this.box = box;
    this.cookie = "";
    this.csrf = "";
    this.agent = new https.Agent({ keepAlive: true, maxSockets: 4 });
  }

  ask(method, path, { form, headers = {}, cookie = this.cookie } = {}) {
    const { box } = this;
    const body = form === undefined ? undefined : new URLSearchParams(form).toString();
    return new Promise((done, fail) => {
      const request = https.request(
        {
          host: "127.0.0.1", port: box.port, servername: "localhost", path, method,
          ca: box.authority, agent: this.agent,
          headers: {
            host: `localhost:${box.port}`,
            "sec-fetch-site": "same-origin",
            origin: `https://localhost:${box.port}`,
            ...(cookie ? { cookie } : {}),
            ...(body === undefined ? {}
              : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (answer) => {
          if (/text\/event-stream/.test(answer.headers["content-type"] ?? "")) {
            done({ status: answer.statusCode, headers: answer.headers, text: "" });
            request.destroy();
            return;
          }
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", fail);
          answer.on("end", () =>
            done({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
        });
      request.on("error", fail);
      request.end(body);
    });
  }

  get(path, more) { return this.ask("GET", path, more); }

  post(path, form, more = {}) {
    return this.ask("POST", path, {
      ...more,
      form: { csrf: this.csrf, ...form },
      headers: { "x-troskel": this.csrf, ...more.headers },
    });
  }

  keep(answer) {
    const set = answer.headers["set-cookie"]?.[0];
    if (set) this.cookie = set.split(";")[0];
    return set;
  }

  async login(name, secret = password) {
    const answer = await this.ask("POST", "/login", { form: { name, password: secret } });
    this.setCookie = this.keep(answer);
    if (answer.status === 303) {
      const page = await this.get("/me");
      this.csrf = /name="csrf" value="([0-9a-f]+)"/.exec(page.text)?.[1] ?? "";
    }
    return answer;
  }
}
