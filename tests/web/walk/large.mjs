// Every page at 200 % text, as whoever needs larger letters has them: the
// browser's own text size is doubled, on a phone's width and on a desk's.
// Nothing scrolls sideways, nothing is cut, no words lie upon others; what is
// fixed to the edge leaves the page's end free. Found by geometry, page by page.
//
// The pages are those of the router's own table (tests/list_routes): each is
// reached by a link from another, or named here with how it is opened.
//
//   node tests/web/walk/large.mjs      (box.mjs says what it needs)
import { execFileSync } from "node:child_process";
import path from "node:path";
import { check, end, root, start, until } from "../box.mjs";

const DAY = "2026-11-24";
const list = process.env.TROSKEL_ROUTES ?? path.join(root, "build/check/tests/list_routes");
const SCRIPTED = 4;
const NO_PAGE = /\.png$|\/seen\/|\/paper\/|\/pdf$|\/authority$|\/sound\/|\/logout|\/plan\/pictures$|:file|:picture\b(?<!about\/:picture)/;

const routes = execFileSync(list).toString().trim().split("\n").map((line) => line.split(" "))
  .filter(([method, at, , flags]) => method === "GET" && (Number(flags) & SCRIPTED) === 0 && !NO_PAGE.test(at))
  .map(([, at]) => at);
const formOf = (pattern) =>
  new RegExp(`^${pattern.replace(/:id/g, "[0-9a-f-]{36}").replace(":date", "\\d{4}-\\d\\d-\\d\\d")
    .replace(":month", "\\d{4}-\\d\\d").replace(":picture", "[\\w-]+\\.png")}$`);
const forms = routes.map((pattern) => ({ pattern, form: formOf(pattern) }));
const patternOf = (at) => forms.find(({ form }) => form.test(at.split("?")[0]))?.pattern;

// In the browser: what is wrong with the page as it is laid out.
function measure() {
  const wrong = [];
  const width = document.documentElement.clientWidth;
  const say = (element) => {
    const words = (element.innerText ?? element.textContent ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.split(" ").join(".") : ""}> "${words}"`;
  };
  const inside = (element, test) => {
    for (let at = element; at; at = at.parentElement) if (test(at, getComputedStyle(at))) return at;
    return null;
  };
  // What is not shown, and what only a screen reader meets or the focus brings in.
  const hidden = (element) => !element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
    || element.closest(".skip") || inside(element, (at, style) => (style.position === "absolute" && (style.clipPath !== "none" || at.clientWidth <= 1)));
  const scroller = (element) => inside(element, (_, style) => /auto|scroll/.test(style.overflowX));
  const fixed = (element) => inside(element, (_, style) => style.position === "fixed" || style.position === "sticky");

  if (document.documentElement.scrollWidth > width)
    wrong.push(`the page scrolls sideways, ${document.documentElement.scrollWidth - width} px: ${[...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > width + 1 && !hidden(one) && !scroller(one) && ![...one.children].some((child) => child.getBoundingClientRect().right > width + 1)).map(say).slice(0, 3)}`);

  // Lines of words, each with its rectangle.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TITLE|DESC)$/i.test(element.localName) || hidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue;
      lines.push({ element, rect, fixed: fixed(element), svg: element.closest("svg") });
    }
  }
  const seen = new Set();
  const once = (text) => { if (!seen.has(text)) { seen.add(text); wrong.push(text); } };
  for (const { element, rect } of lines) {
    if ((rect.right > width + 1 || rect.left < -1) && !scroller(element)) once(`beyond the edge: ${say(element)}`);
    const box = element.closest("button, .button, .chip, label.choice, td, th, summary, select");
    const edge = box?.getBoundingClientRect();
    if (edge && (rect.right > edge.right + 2 || rect.left < edge.left - 2 || rect.bottom > edge.bottom + 4 || rect.top < edge.top - 4))
      once(`out of its box: ${say(element)} of ${say(box)}`);
  }
  // Cut by whatever hides what does not fit.
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY) || hidden(element) || !element.innerText?.trim() || element.closest("svg")) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) once(`cut: ${say(element)}`);
  }
  // A field's own words that do not fit it.
  for (const field of document.querySelectorAll("main input:not([type=hidden], [type=checkbox], [type=radio], [type=file])")) {
    if (field.value && field.scrollWidth > field.clientWidth + 2 && /^(time|date|number|month)$/.test(field.type)) once(`cut: field ${field.name}`);
  }
  const area = (a, b) => {
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return x > 3 && y > Math.min(a.height, b.height) * 0.35;
  };
  const still = lines.filter((line) => !line.fixed);
  for (let i = 0; i < still.length; i++)
    for (let j = i + 1; j < still.length; j++)
      if (still[i].element !== still[j].element && area(still[i].rect, still[j].rect))
        once(`upon each other: ${say(still[i].element)} and ${say(still[j].element)}`);
  // At the end of the page nothing lies under what is fixed.
  scrollTo(0, document.documentElement.scrollHeight);
  const last = [...document.querySelectorAll("main a, main button, main p, footer a, footer p")].filter((one) => !hidden(one) && !fixed(one) && one.getClientRects().length > 0).at(-1);
  const over = [...document.querySelectorAll("body *")].find((one) => getComputedStyle(one).position === "fixed" && !hidden(one) && one.getBoundingClientRect().height > 0
    && last && one.getBoundingClientRect().top < last.getBoundingClientRect().bottom - 2 && one.getBoundingClientRect().bottom > last.getBoundingClientRect().top);
  if (over) wrong.push(`the page's end lies under ${say(over)}`);
  // What is fixed leaves most of the page to be read.
  const taken = [...document.querySelectorAll("body *")].filter((one) => /fixed|sticky/.test(getComputedStyle(one).position) && !hidden(one) && one.offsetWidth > innerWidth / 2)
    .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
  if (taken > innerHeight / 2) wrong.push(`what is fixed takes ${Math.round(taken)} of ${innerHeight} px`);
  return wrong;
}

async function larger(page) {
  const line = await page.context().newCDPSession(page);
  await line.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
}

// One address of each page, by following links and then by what they lack.
async function addresses(page, more) {
  const found = new Map();
  const queue = ["/", "/more", "/people", "/plan", "/review", "/accounts", "/me", ...more];
  const asked = new Set();
  while (queue.length > 0 && asked.size < 400) {
    const at = queue.shift();
    const pattern = patternOf(at);
    if (pattern === undefined || asked.has(at) || (found.get(pattern)?.length ?? 0) >= 1) continue;
    asked.add(at);
    const answer = await page.request.get(at);
    if (answer.status() !== 200 || !/text\/html/.test(answer.headers()["content-type"])) continue;
    found.set(pattern, [at]);
    for (const [, href] of (await answer.text()).matchAll(/href="(\/[^"#]*)"/g)) queue.push(href.replaceAll("&amp;", "&"));
  }
  return found;
}

const box = await start({ kiosk: true, clock: `${DAY}T09:10` });
try {
  const desk = await box.enter("leader");
  const person = JSON.parse(box.troskel("people", "--json"))[0].id;
  const group = /plan\/group\/([0-9a-f-]{36})/.exec(await (await desk.request.get("/plan")).text())[1];
  // Something of everything: a signal of somebody known, a template, a strength, somebody near.
  box.kiosk({ do: "press" });
  await until(async () => (await desk.locator("#signals li[data-signal]").count()) > 0, "the signal");
  const csrf = await desk.evaluate(() => document.body.dataset.csrf ?? document.querySelector("[name=csrf]").value);
  const post = (at, form) => desk.request.post(at, { form: { csrf, ...form }, headers: { origin: box.site } });
  await post("/plan/templates", { name: "Lugna onsdagar med en lång rubrik", for_days: "1", from: `group:${group}`, date: DAY, whole: "1" });
  await post(`/people/${person}/strengths/new`, { word: "tålmodig", seen_by: "self", date: DAY, stage: "mapped", keeps: "1" });
  await post(`/people/${person}/relations/new`, { name: "Mormor", relation: "mormor", may_receive: "nothing", consent_by: "Alva", consent_from: DAY });
  await post("/review/journal", { person, date: DAY, text: "Målade hela förmiddagen och bestämde själv när det var klart." });
  const found = await addresses(desk, [
    `/people/${person}/voice`, `/review/erase/${person}`, `/review/agreed/${person}`, `/review/mine/${person}`, `/people/${person}/agreement`,
    `/plan/all/${DAY}`, `/plan/group/${group}/${DAY}`, `/plan/person/${person}/${DAY}`, `/plan/person/${person}/see/${DAY}`,
    `/plan/all/list/${DAY}`, `/plan/all/print/${DAY}`, `/plan/group/${group}/list/${DAY}`,
    "/access/2026-11/looks", "/login", "/reset", "/unlock", "/credits", "/first",
    `/plan/copy?from=group:${group}&date=${DAY}`,
  ]);
  const missing = routes.filter((route) => !found.has(route));
  // A group and everybody have no screen of their own; the first account is made once; no photo of the house's own is here.
  const none = [/^\/plan\/(group\/:id|all)\/see/, /^\/first$/, /^\/pictures\/about\//];
  check("every page of the table is reached", missing.every((one) => none.some((form) => form.test(one))), missing.join(" "));

  const pages = [...found.values()].flat().filter((at) => !/^\/(login|reset|unlock)/.test(at));
  pages.push(`/plan/copy?from=person:${person}&date=${DAY}`);
  for (const [name, viewport] of [["a phone", { width: 360, height: 740 }], ["a desk", { width: 1280, height: 800 }]]) {
    const page = await box.enter("leader");
    await page.setViewportSize(viewport);
    await larger(page);
    await page.goto("/");
    const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
    check(`the letters on ${name} are twice as large`, Number.parseFloat(size) >= 32, size);
    for (const at of pages) {
      await page.goto(at);
      // What can be opened is open, one after the other down the page.
      await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const wrong = await page.evaluate(measure);
      check(`${patternOf(at)} at 200 % on ${name}`, wrong.length === 0, wrong.slice(0, 8).join("\n     "));
      if (wrong.length > 0 || process.env.TROSKEL_SHOTS_ALL) await box.shoot(page, `200 ${at.replaceAll(/[0-9a-f-]{36}/g, "")}`, false);
    }
    const out = await box.page();
    await out.setViewportSize(viewport);
    await larger(out);
    for (const at of ["/login", "/reset"]) {
      await out.goto(at);
      const wrong = await out.evaluate(measure);
      check(`${at} at 200 % on ${name}`, wrong.length === 0, wrong.join("\n     "));
    }
  }
} catch (error) {
  check("the walk comes to its end", false, error.stack);
}
await end(box);
