// What a browser is given to keep, and that what somebody typed shows as it
// was typed: each name is markup, and no page has it as markup.
import { check, end, start } from "./box.mjs";

const payloads = [
  "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "'-alert(1)-'", "{{7*7}}", "</title><b>",
];
const box = await start();
try {
  const leader = box.client();
  await leader.login("leader");
  const cookie = leader.setCookie ?? "";
  check("the cookie is for this host alone, over TLS, and out of scripts' reach",
    ["__Host-troskel=", "Secure", "HttpOnly", "SameSite=", "Path=/"].filter((part) => !cookie.includes(part)));
  check("it is not kept beyond the browser", !/max-age|expires|domain/i.test(cookie));
  const first = leader.cookie;
  await leader.login("leader");
  check("every login has a token of its own", leader.cookie !== first);

  const wrong = [];
  for (const [at, payload] of payloads.entries()) {
    const made = await leader.post("/accounts/new", { name: payload, login: `prov${at} <b>`, role: "staff" });
    if (made.status !== 303) { wrong.push(`${payload}: ${made.status}`); continue; }
    for (const path of ["/accounts", made.headers.location]) {
      const page = await leader.get(path);
      if (page.text.includes(payload) && /[<>]/.test(payload)) wrong.push(`${path} has ${payload} as it is`);
    }
  }
  const again = await leader.post("/accounts/new", { name: payloads[1], login: "leader", role: "staff" });
  if (again.status !== 422 || again.text.includes(payloads[1])) wrong.push(`drawn again: ${again.status}`);
  const note = await leader.post("/access/2026-11", { note: payloads[0], looks: 0, sample: 0 });
  const months = await leader.get("/access/2026-11");
  if (note.status !== 303 || months.text.includes(payloads[0])) wrong.push(`the note: ${note.status}`);
  check("what is typed shows as it was typed, and never becomes markup", wrong);

  const pages = ["/", "/more", "/me", "/me/sessions", "/accounts", "/accounts/new", "/access", "/box", "/login"];
  const foreign = [];
  const large = [];
  for (const path of pages) {
    const page = await leader.get(path);
    for (const [, url] of page.text.matchAll(/(?:src|href|action|poster)="([^"]*)"/g))
      if (!/^(\/(?!\/)|#)/.test(url)) foreign.push(`${path}: ${url}`);
    if (/<script(?![^>]*src=)|style="|\son[a-z]+="/.test(page.text)) foreign.push(`${path}: script or style within`);
    if (Buffer.byteLength(page.text) > 60000) large.push(`${path}: ${Buffer.byteLength(page.text)}`);
  }
  check("no page asks anybody else for anything", foreign);
  check("no page is larger than sixty thousand bytes", large);

  const authority = await box.client().get("/box/authority");
  check("whoever has no login yet gets the box's certificate", authority.status === 200 &&
    authority.text === box.authority.toString());
} catch (error) {
  check("the browser comes to its end", [error.stack ?? String(error), ...box.log.join("").split("\n").slice(-5)]);
}
end(box);
