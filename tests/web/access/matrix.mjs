// Every route of the router's own table × every role × with the mark of a
// form, without it, with another's, without login, locked, ended, revoked.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { check, end, group, item, nobody, otherGroup, password, person, roles, root, start } from "./box.mjs";

const list = process.env.TROSKEL_ROUTES ?? join(root, "build/check/tests/list_routes");
const PERSON = 1, LOCKED = 2, SCRIPTED = 4, PUBLIC = 16;
const routes = execFileSync(list).toString().trim().split("\n").map((line) => {
  const [method, path, who, flags] = line.split(" ");
  return { method, path, roles: Number(who), flags: Number(flags) };
});

// A path of this pattern. What is changed is something that is not there, so
// that one route does not spoil the next.
function pathOf(route) {
  return route.path
    .replace(/:id/g, route.method === "POST" ? nobody : person)
    .replace(":date", "2026-11-24").replace(":month", "2026-11")
    .replace(":key", "a").replace(":picture", "1F98A.png").replace(":file", "style.css");
}

// What is public may lead on to the login itself.
const open_to_all = (answer) => ![401, 403, 405, 421, 500, 501].includes(answer.status);
const name = (route) => `${route.method} ${route.path}`;
const isPublic = (route) => (route.flags & PUBLIC) !== 0;
const toLogin = (answer, page) =>
  answer.status === 303 && (answer.headers.location ?? "").startsWith(page);
// What stands before a route for whoever may not pass it.
function stopped(route, answer, page = "/login") {
  return (route.flags & SCRIPTED) || route.method === "POST"
    ? answer.status === 401
    : toLogin(answer, page);
}
// What the gate never says to whoever may pass.
function passed(answer) {
  return ![401, 403, 405, 421, 500, 501].includes(answer.status) &&
    !toLogin(answer, "/login") && !toLogin(answer, "/unlock");
}

// Who does not work on the floor is led from the first page to their own.
const home = { planner: "/review", technician: "/box" };
const seen = new Set();
const bare = [];
function look(route, answer) {
  seen.add(name(route));
  const wrong = [];
  const want = {
    "x-content-type-options": /^nosniff$/,
    "referrer-policy": /^same-origin$/,
    "cross-origin-opener-policy": /^same-origin$/,
    "cross-origin-resource-policy": /^same-origin$/,
    "permissions-policy": /camera=\(\)/,
    "content-security-policy": /default-src 'none'.*frame-ancestors 'none'/,
    "cache-control": /./,
  };
  for (const [header, form] of Object.entries(want))
    if (!form.test(answer.headers[header] ?? "")) wrong.push(header);
  if (/text\/html/.test(answer.headers["content-type"] ?? "") && !/no-store/.test(answer.headers["cache-control"]))
    wrong.push("a page may be kept");
  if (answer.headers.server || answer.headers["x-powered-by"]) wrong.push("says what it is");
  if (wrong.length > 0) bare.push(`${name(route)} ${answer.status}: ${wrong.join(", ")}`);
}

async function each(ask, expect) {
  const wrong = [];
  for (const route of routes) {
    const began = Date.now();
    const answer = await ask(route);
    if (answer === null) continue;
    if (process.env.SLOW && Date.now() - began > 300) console.log(`     ${name(route)} ${Date.now() - began} ms`);
    look(route, answer);
    if (!expect(route, answer))
      wrong.push(`${name(route)}: ${answer.status} ${answer.headers.location ?? ""}`);
  }
  return wrong;
}

const box = await start();
try {
  const clients = {};
  for (const role of Object.keys(roles)) {
    clients[role] = box.client();
    await clients[role].login(role);
  }
  check("every role logs in", Object.entries(clients).filter(([, one]) => !one.csrf).map(([role]) => role));

  const stranger = box.client();
  check("without login there is nothing but what is public", await each(
    (route) => stranger.ask(route.method, pathOf(route), route.method === "POST" ? { form: {} } : {}),
    (route, answer) => isPublic(route) ? open_to_all(answer) : stopped(route, answer)));
  const forged = box.client();
  forged.cookie = clients.leader.cookie.slice(0, -4) + "0000";
  check("a token that nobody was given is no login", await each(
    (route) => forged.ask(route.method, pathOf(route), route.method === "POST" ? { form: {} } : {}),
    (route, answer) => isPublic(route) ? open_to_all(answer) : stopped(route, answer)));

  for (const [role, client] of Object.entries(clients)) {
    const may = (route) => isPublic(route) || (route.roles & roles[role]) !== 0;
    check(`${role}: what is theirs opens, and what is not does not`, await each(
      (route) => route.path === "/logout" ? null
        : route.method === "POST" ? client.post(pathOf(route), {}) : client.get(pathOf(route)),
      (route, answer) => isPublic(route) ? open_to_all(answer)
        : may(route) ? passed(answer)
          : answer.status === 403 || (route.path === "/" && toLogin(answer, home[role]))));
    check(`${role}: no change without the mark of our form`, await each(
      (route) => route.method === "POST" && !isPublic(route) ? client.ask("POST", pathOf(route), { form: {} }) : null,
      (_, answer) => answer.status === 403));
    check(`${role}: nor with another's mark`, await each(
      (route) => route.method === "POST" && !isPublic(route)
        ? client.ask("POST", pathOf(route), {
          form: { csrf: "0".repeat(32) }, headers: { "x-troskel": clients[role === "leader" ? "staff" : "leader"].csrf },
        })
        : null,
      (_, answer) => answer.status === 403));
    check(`${role}: nor from a foreign page`, await each(
      (route) => route.method === "POST"
        ? client.post(pathOf(route), {}, { headers: { origin: "https://example.org", "sec-fetch-site": "cross-site" } })
        : null,
      (_, answer) => answer.status === 403));
  }
  check("a GET changes nothing by another method", await each(
    (route) => clients.leader.ask("DELETE", pathOf(route)),
    (_, answer) => answer.status === 405));

  const looks = box.troskel(["events", "--json"]).split("\n").filter((line) => line.includes('"kind":"looked"'));
  const persons = routes.filter((route) => route.flags & PERSON).length;
  check("every look at a person's page is in the log", persons === 0 || looks.length >= persons);

  // Staff with a group of their own, and everything that is another group's.
  box.troskel(["account", "add", "granne", "--name", "Granne", "--role", "staff"]);
  box.troskel(["account", "password", "granne"], `${password}\n`);
  const account = /\/accounts\/([0-9a-f-]{36})"[^>]*>(?:(?!<\/a>).)*Granne/s.exec((await clients.leader.get("/accounts")).text)?.[1];
  await clients.leader.post(`/accounts/${account}`, { name: "Granne", login: "granne", role: "staff", groups: otherGroup });
  const neighbour = box.client();
  await neighbour.login("granne");
  const events = () => box.troskel(["events", "--json"]).trim().split("\n")
    .filter((line) => !/"kind":"(turned_away|looked|login|session)/.test(line)).length;
  const before = events();
  check("another group's person: no page opens, and nothing that is sent is shown again", await each(
    (route) => (route.flags & PERSON) === 0 ? null
      : route.method === "POST" ? neighbour.post(pathOf({ ...route, method: "GET" }), {}) : neighbour.get(pathOf(route)),
    (_, answer) => answer.status === 403 && !/Alva/.test(answer.text)));
  const day = "2026-12-01";
  const now = { seen: "999999" };
  const thing = { title: "Vila", starts: "13:00", when: "date", date: day };
  const forms = [
    [`/plan/person/${person}/new/${day}`, thing],
    [`/plan/group/${group}/new/${day}`, thing],
    [`/plan/group/${group}/item/${item}/${day}`, { ...thing, ...now }],
    [`/plan/group/${group}/list/${day}`, { lines: "10:00 Vila" }],
    ["/plan/lay", { item: `${item}@${day}`, day: "2026-12-03", to: `group:${group}` }],
    ["/plan/lay", { item: `${item}@${day}`, day, to: `group:${otherGroup}` }],
    ["/plan/templates", { name: "Alvas", for_days: "1", from: `person:${person}`, date: day }],
    ["/plan/templates", { name: "Ateljéns", for_days: "1", from: `group:${group}`, date: day }],
    [`/plan/group/${group}/move/${day}`, { item, to_date: "2026-12-02", ...now }],
    [`/plan/group/${group}/remove/${item}/2026-12-02`, now],
    ["/review/journal", { person, date: "2026-11-24", text: "x" }],
    ["/review/out", { what: "person", form: "csv", person, from: "2026-11-24", to: "2026-11-24", purpose: "x" }],
  ];
  const sent = async (client, as_it_should) => {
    const wrong = [];
    for (const [path, form] of forms) {
      const answer = await client.post(path, form);
      if (!as_it_should(answer.status)) wrong.push(`${path}: ${answer.status} ${/class="band[^"]*">[^<]*/.exec(answer.text)?.[0] ?? ""}`);
    }
    return wrong;
  };
  check("another group's plan, notes and files are changed by no form", await sent(neighbour, (status) => status >= 400));
  check("and nothing of it is in the log", events() === before ? [] : [`${events() - before} events more`]);
  check("the same forms do for a leader", await sent(clients.leader, (status) => status === 303 || status === 200));
  check("one's own group's plan is changed",
    (await neighbour.post(`/plan/group/${otherGroup}/new/${day}`, thing)).status === 303 ? [] : ["refused"]);

  const leaving = box.client();
  await leaving.login("leader");
  await leaving.post("/logout", {});
  check("after logging out the session is over everywhere", await each(
    (route) => route.method === "POST" ? leaving.post(pathOf(route), {}) : leaving.get(pathOf(route)),
    (route, answer) => isPublic(route) ? open_to_all(answer) : stopped(route, answer)));

  const closed = box.client();
  await closed.login("contact");
  box.troskel(["account", "close", "contact"]);
  check("a closed account is out at once", await each(
    (route) => route.method === "POST" ? closed.post(pathOf(route), {}) : closed.get(pathOf(route)),
    (route, answer) => isPublic(route) ? open_to_all(answer) : stopped(route, answer)));

  box.troskel(["clock", "advance", "15m"]);
  check("nobody touched it for a quarter: only signals, until the password", await each(
    (route) => route.path === "/logout" ? null
      : route.method === "POST" ? clients.leader.post(pathOf(route), {}) : clients.leader.get(pathOf(route)),
    (route, answer) => isPublic(route) ? open_to_all(answer) : (route.flags & LOCKED) ? passed(answer)
      : !(route.roles & roles.leader) ? answer.status === 403
        : stopped(route, answer, "/unlock")));
  box.troskel(["clock", "advance", "10h"]);
  check("after ten hours it is over", await each(
    (route) => route.method === "POST" ? clients.leader.post(pathOf(route), {}) : clients.leader.get(pathOf(route)),
    (route, answer) => isPublic(route) ? open_to_all(answer) : stopped(route, answer)));

  check("every route of the table was asked",
    routes.map(name).filter((one) => !seen.has(one)));
  check("every answer has its headers", [...new Set(bare)]);
  console.log(`     ${routes.length} routes, ${Object.keys(roles).length} roles`);
} catch (error) {
  check("the matrix comes to its end", [error.stack ?? String(error), ...box.log.join("").split("\n").slice(-5)]);
}
end(box);
