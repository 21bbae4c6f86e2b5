// Today, as somebody of the staff uses it: two browsers and the kiosk open at
// once. A press at the kiosk is seen, answered in one touch, and the kiosk says
// who comes; arrivals, departures, what nobody saw; the list to take along.
import { check, end, start, until } from "../box.mjs";

const DAY = "2026-11-24";
const box = await start({ kiosk: true, clock: `${DAY}T09:10` });
const desk = await box.enter("leader");
const phone = await box.enter("staff", { phone: true, lang: "en-GB" });

const state = () => box.kiosk({ do: "describe" })[0];
const labels = () => state().elements.map((element) => element.label ?? "").join(" | ");
const signal = (page) => page.locator("#signals li[data-signal]").first();

await box.look(desk, "today");
await box.look(phone, "today on a phone");

// --- a press is seen on both, told as delivered, answered, and the kiosk says so
const before = Date.now();
box.kiosk({ do: "press" });
await desk.waitForSelector("#signals li[data-signal]");
check("a press is seen on an open page within two seconds", Date.now() - before < 5000, `${Date.now() - before} ms`);
await phone.waitForSelector("#signals li[data-signal]");
await until(async () => (await signal(desk).getAttribute("class")) === "delivered", "delivered");
check("a page that has drawn it makes it delivered", true);
await until(() => /Personalen har fått/.test(labels()), "the kiosk's word");
check("the kiosk says that staff have it", true);
await box.look(desk, "today with a signal");
await box.look(phone, "today with a signal on a phone");

await phone.locator("#signals li[data-signal] button.main").click();
await until(() => labels().includes("Namn staff"), "who comes");
check("one touch answers, and the kiosk says who comes", true);
check("and one is where one was", new URL(phone.url()).pathname === "/", phone.url());
await until(async () => (await signal(desk).getAttribute("class")) === "acknowledged", "the other page");
check("the other page sees that somebody comes", (await signal(desk).textContent()).includes("Namn staff"));
await phone.locator("#signals li[data-signal] button.main").click();
await until(async () => (await signal(desk).getAttribute("class")) === "with", "with");
check("being there is one touch more", true);

// --- a signal is seen from every other page too
await desk.goto("/me");
await desk.waitForSelector("#strip [data-signal]");
check("a signal stands on every page", true);
await box.look(desk, "another page with a signal");

// --- the short form closes it
await phone.locator("#signals li[data-signal] a.button").click();
await phone.waitForSelector("[name=helped]");
await box.look(phone, "closing a signal on a phone");
await phone.locator("label.choice", { has: phone.locator("[value=quiet]") }).click();
await Promise.all([phone.waitForEvent("load"), phone.locator("main form button.main").last().click()]);
check("the form closes it", (await phone.locator("#signals li[data-signal]").count()) === 0);

// --- who stood at the kiosk is known, and what helps them stands on the card
await desk.goto("/");
await phone.goto("/");
if (state().screen !== "cover" && state().elements.some((one) => one.id === "home")) box.touch("home");
box.touch("choose");
if (state().screen === "groups") box.touch("group:");
const known = state().elements.find((one) => one.id.startsWith("person:") && one.label.includes("räv"));
box.kiosk({ do: "tap", id: known.id }, { do: "settle" });
await until(async () => (await desk.locator("ul.here li").count()) === 1, "the arrival");
check("who touches their symbol is here on an open page", true);
box.kiosk({ do: "press" });
await phone.waitForSelector("#signals .help .helpcard");
check("who pressed is named, for they stood there just now", (await signal(phone).textContent()).includes("Alva"));
check("what helps them stands on the card", (await signal(phone).textContent()).includes("Det här hjälper"));
const cards = () => box.troskel("events", "--json").split("\n").filter((line) => /"kind":"looked"/.test(line) && /"what":"signal"/.test(line)).length;
await until(() => cards() === 2, "both looks");
check("who was shown the card is in the log, once for each account", true);
await box.look(phone, "a signal with what helps on a phone");
await box.look(desk, "a signal with what helps");
await phone.locator("#signals .help summary").click();
box.troskel("arrive", "uggla");
await until(async () => (await phone.locator("ul.here li").count()) === 2, "another arrival");
check("what somebody closed stays closed when the page is made fresh",
  (await phone.locator("#signals .help[open]").count()) === 0);
await phone.locator("#signals a.button").click();
await phone.waitForSelector("#alone .help");
await phone.reload();
check("and is not again for the same signal", cards() === 2);
check("a signal's own page says it once", (await phone.locator("[data-signal]").count()) === 1);
await desk.locator("#signals li[data-signal] button.main").click();
await until(async () => (await phone.locator("#alone").textContent()).includes("Namn leader"), "the card");
check("and is kept fresh", true);
await box.look(phone, "a signal of its own on a phone");
await Promise.all([phone.waitForEvent("load"), phone.locator("main form button.main").last().click()]);
box.troskel("leave", "räv");
box.troskel("leave", "uggla");

// --- arrive and leave for somebody
await desk.goto("/");
const row = (name) => desk.locator("article li", { hasText: name });
const first = (await desk.locator("article li button[name=arrive]").nth(3).getAttribute("value")) ?? "";
const button = desk.locator(`article li button[value="${first}"]`);
await Promise.all([desk.waitForEvent("load"), button.click()]);
check("arriving for somebody is one touch", (await button.getAttribute("name")) === "leave");
await Promise.all([desk.waitForEvent("load"), button.click()]);
check("so is leaving", (await button.getAttribute("name")) === "arrive");
check("who left has gone home", (await desk.locator("ul.home").count()) > 0);

// --- a person's day is put right, by a new event
await desk.goto(`/presence/${first}`);
await box.look(desk, "a person's day");
await desk.fill("[name=came]", "08:15");
await desk.fill("[name=went]", "08:05");
await Promise.all([desk.waitForEvent("load"), desk.locator("main form button.main").last().click()]);
check("a departure before the arrival is said beside its field", (await desk.locator("#wrong-went").count()) === 1);
check("what was typed stays", (await desk.inputValue("[name=came]")) === "08:15");
await desk.fill("[name=went]", "09:05");
await Promise.all([desk.waitForEvent("load"), desk.locator("main form button.main").last().click()]);
check("then it is saved", (await desk.locator(".band.saved").count()) === 1);

// --- forgotten departures wait until tomorrow, and are settled
await desk.goto("/");
await Promise.all([desk.waitForEvent("load"), button.click()]);
box.troskel("clock", "set", "2026-11-25T09:00");
await desk.goto("/");
await desk.locator("details.settle summary").click();
const count = await desk.locator("details.settle li").count();
check("a departure that nobody saw waits to be settled", count > 0, `${count}`);
await box.look(desk, "departures to settle");
await Promise.all([desk.waitForEvent("load"), desk.locator("details.settle [name=unknown]").first().click()]);
check("nobody knowing is an answer", (await desk.locator("details.settle li").count()) === count - 1);

// --- who works, the list, whom nobody has seen
await Promise.all([desk.waitForEvent("load"), desk.locator(".staff button").click()]);
check("one says that one works today", (await desk.locator(".staff li").count()) === 1);
await desk.goto("/evacuation");
await box.look(desk, "the list to take along");
await desk.goto("/not-seen");
await box.look(desk, "not seen for a while");
await desk.goto("/me/sound");
await box.look(desk, "the sound at a signal");
await desk.goto("/more");
await box.look(desk, "more");
await phone.goto("/more");
await box.look(phone, "more on a phone");

// --- the page tells the truth when its line is down
await desk.goto("/");
box.processes.get("troskel-staff").kill("SIGSTOP");
await until(() => desk.locator("#lost").isVisible(), "the lost line", 20000);
check("a page whose line is down says so", true);
box.processes.get("troskel-staff").kill("SIGCONT");
await until(async () => !(await desk.locator("#lost").isVisible()), "the line again", 20000);
check("and says when it is back", true);

// --- a page receives only while it draws: its script hangs, its line stands
const nobody = () => labels().includes("Knappen når inte personalen nu");
await phone.goto("about:blank");
await until(() => !nobody(), "a page that draws", 20000);
await desk.evaluate(() => (window.fetch = () => new Promise(() => {})));
const hung = Date.now();
await until(nobody, "the kiosk's word", 30000);
check("a page that no longer says that it draws is told of at the kiosk", Date.now() - hung < 16000, `${Date.now() - hung} ms`);
await desk.reload();
await until(() => !nobody(), "the page again", 20000);
check("and is believed when it draws again", true);
await phone.goto("/");

// --- by keyboard alone, dark, and without script
const dark = await box.enter("leader", { dark: true });
await box.look(dark, "today in the dark");
await dark.keyboard.press("Tab");
check("the first key leads past the head", (await dark.evaluate(() => document.activeElement.className)) === "skip");
const plain = await box.enter("leader", { scripts: false });
check("without script the page is whole", (await plain.locator("article li").count()) > 0);
await Promise.all([
  plain.waitForEvent("load"),
  plain.locator("article li button[name=arrive]").first().click(),
]);
check("and can be used", plain.url().endsWith("/"));

// --- whoever works with one group begins with it; others' pages are closed
await desk.goto("/accounts");
await desk.locator(".list a", { hasText: "Namn staff" }).click();
await desk.locator("label.choice", { hasText: "Trädgården" }).click();
await box.look(desk, "an account with a group");
await Promise.all([desk.waitForEvent("load"), desk.locator("main form button.main").first().click()]);
check("an account keeps its groups", await desk.locator("label.choice", { hasText: "Trädgården" }).locator("input").isChecked());
await phone.goto("/");
check("today begins with one's own group", (await phone.locator("article h2").allTextContents()).join() === "Trädgården");
await box.look(phone, "today of one's own group on a phone");
await phone.locator("nav.ways a", { hasText: "Alla" }).click();
check("and everybody is one touch away", (await phone.locator("article").count()) === 3);
for (const [at, list] of [["/people", ".people li"], ["/review", ".list li a[href^='/review/person']"], ["/review/sheets/2026-11", "tbody tr"]]) {
  await phone.goto(at);
  const own = await phone.locator(list).count();
  check(`${at} begins with one's own group`, own > 0 && (await phone.locator(list).allTextContents()).every((words) => !words.includes("Alva")));
  await box.look(phone, `${at} of one's own group on a phone`);
  const all = phone.locator("nav.ways a", { hasText: "Alla" });
  if (at.includes("sheets")) {
    check("and what others' days come to is not for staff", (await all.count()) === 0);
    continue;
  }
  await Promise.all([phone.waitForEvent("load"), all.click()]);
  check(`and everybody of ${at} is one touch away`, (await phone.locator(list).count()) > own);
}
await phone.goto("/people?q=Alva");
check("whoever is looked for by name is found", (await phone.locator(".people li").count()) === 1);
await desk.goto("/plan");
const theirs = await desk.locator(".group", { hasText: "Ateljén" }).locator("a[href^='/plan/group/']").first().getAttribute("href");
await phone.goto(theirs);
check("another group's plan is read", (await phone.locator(".things li").count()) > 0);
check("and not changed from there", (await phone.locator("main form, main a.button").count()) === 0);
await box.look(phone, "another group's plan on a phone");
await phone.goto("/plan");
check("the plan begins with one's own group too", (await phone.locator(".planned h2").allTextContents()).filter((name) => name === "Trädgården" || name === "Ateljén").join() === "Trädgården");
await box.look(phone, "the plan of one's own group on a phone");
const closed = await phone.goto(`/plan/person/${first}/2026-11-25`);
check("and another group's person is closed there", closed.status() === 403);
const refused = await phone.goto(`/people/${first}`);
check("a page of another group's is closed", refused.status() === 403);
check("and says why", (await phone.textContent("h1")).includes("en annan grupp"));
await box.look(phone, "another group's page on a phone");
check("that is in the log", box.troskel("events", "--json").includes('"kind":"turned_away"'));
const bare = await phone.goto("/accounts");
check("a page of another role's is closed too", bare.status() === 403);

// --- going out
await desk.locator(".me summary").click();
await Promise.all([desk.waitForEvent("load"), desk.locator(".me form button").click()]);
check("going out ends at the login", desk.url().endsWith("/login"));
await box.look(desk, "login");
await end(box);
