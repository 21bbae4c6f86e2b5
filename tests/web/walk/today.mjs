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

// --- arrive and leave for somebody
await desk.goto("/");
const row = (name) => desk.locator("article li", { hasText: name });
const first = (await desk.locator("article li button[name=arrive]").first().getAttribute("value")) ?? "";
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

// --- going out
await desk.locator(".me summary").click();
await Promise.all([desk.waitForEvent("load"), desk.locator(".me form button").click()]);
check("going out ends at the login", desk.url().endsWith("/login"));
await box.look(desk, "login");
await end(box);
