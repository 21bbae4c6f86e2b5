// Accounts, sessions, who looked at whom, and one's own: as a leader at a desk
// does it in Swedish, and somebody of the staff on a phone in another language.
import { check, end, password, start } from "../box.mjs";

const DAY = "2026-11-24";
const box = await start({ clock: `${DAY}T09:10` });
const send = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const main = (page) => page.locator("main form button.main");

// --- coming in
const stranger = await box.page({ phone: true });
await stranger.goto("/login");
await box.look(stranger, "login on a phone");
await stranger.fill("[name=name]", "leader");
await stranger.fill("[name=password]", "fel");
await send(stranger, stranger.locator("main button.main"));
check("a wrong password is told, and no more", (await stranger.textContent(".band")).includes("stämmer inte"));
await box.look(stranger, "a wrong password on a phone");
await stranger.goto("/reset");
await box.look(stranger, "coming in with a code on a phone");
await stranger.goto("/credits");
await box.look(stranger, "whose pictures on a phone");

// --- a new account, by keyboard alone
const desk = await box.enter("leader");
await desk.goto("/accounts");
await box.look(desk, "accounts");
await desk.goto("/accounts/new");
await box.look(desk, "a new account");
await desk.focus("[name=name]");
await desk.keyboard.type("Kim Ek");
await desk.keyboard.press("Tab");
await desk.keyboard.type("kim");
await desk.focus("main form button.main");
await Promise.all([desk.waitForEvent("load"), desk.keyboard.press("Enter")]);
check("an account is made with the keyboard", (await desk.textContent("h1")) === "Kim Ek");
await desk.locator("[name=lang]").selectOption("nb");
await desk.locator("label.choice").first().click();
await send(desk, main(desk).first());
check("its language and groups are kept", (await desk.inputValue("[name=lang]")) === "nb" &&
  (await desk.locator("[name=groups]:checked").count()) === 1);
await send(desk, desk.locator("form[action$='/code'] button"));
const code = (await desk.textContent(".band strong")).trim();
check("a code is shown, once", /^[0-9A-Z]{5}-?[0-9A-Z]{5}$/.test(code), code);
await box.look(desk, "an account with a code");

// --- whose account it is comes in with the code, on a phone, in Norwegian
const phone = await box.page({ phone: true });
await phone.goto("/reset");
await phone.fill("[name=name]", "kim");
await phone.fill("[name=code]", code);
await phone.fill("[name=password]", password);
await send(phone, main(phone).first());
check("the code lets in", new URL(phone.url()).pathname === "/", phone.url());
check("the page speaks the account's language", (await phone.getAttribute("html", "lang")) === "nb");
await box.look(phone, "today in Norwegian on a phone");
for (const [path, name] of [["/me", "my account"], ["/me/pin", "my pin"], ["/me/sessions", "my sessions"],
  ["/me/sound", "the sound"], ["/more", "more"]]) {
  await phone.goto(path);
  await box.look(phone, `${name} in Norwegian on a phone`);
}
await phone.goto("/me");
await phone.locator("[name=lang]").selectOption("en");
await send(phone, phone.locator("form[action='/me/lang'] button.main"));
check("one chooses one's own language", (await phone.getAttribute("html", "lang")) === "en");
check("and is told that it is saved", (await phone.locator(".band.saved").count()) === 1);
await desk.goto("/accounts");
await desk.locator(".list a", { hasText: "Kim Ek" }).click();
check("the rest of the account stays as the leader wrote it", (await desk.locator("[name=groups]:checked").count()) === 1 &&
  (await desk.inputValue("[name=login]")) === "kim");
await phone.fill("[name=old]", "fel");
await phone.fill("[name=password]", "tre koppar te i regnet");
await send(phone, phone.locator("form[action='/me'] button.main"));
check("a wrong old password is said beside its field", (await phone.textContent("#wrong-old")).includes("The password is another one"), await phone.textContent("#wrong-old"));
await box.look(phone, "a password refused on a phone");

// --- the leader's pages, at a desk in the light, on a phone in the dark
const dark = await box.enter("leader", { phone: true, dark: true });
await dark.goto(`/people/${await firstPerson()}`);
const pages = [["/accounts", "accounts"], ["/access", "who has seen what"], [`/access/${DAY.slice(0, 7)}/looks`, "all looks"],
  ["/box", "the box"], ["/me", "my account"], ["/me/pin", "my pin"], ["/me/sessions", "my sessions"], ["/more", "more"],
  ["/", "today"], ["/evacuation", "the list to take along"]];
for (const [path, name] of pages) {
  await desk.goto(path);
  await box.look(desk, name);
  await dark.goto(path);
  await box.look(dark, `${name} in the dark on a phone`);
}
await desk.goto(`/access/${DAY.slice(0, 7)}`);
check("who looked at whom is there to be gone through", (await desk.textContent("main")).includes("Namn leader"));

// --- who does not work on the floor comes to a page of their own
for (const [role, where] of [["planner", "/review"], ["technician", "/box"]]) {
  const other = await box.enter(role, { phone: true, dark: true });
  check(`a ${role} comes to a page of their own`, new URL(other.url()).pathname === where, other.url());
  await box.look(other, `the first page of a ${role} in the dark on a phone`);
  await other.goto("/more");
  await box.look(other, `more of a ${role} in the dark on a phone`);
}

// --- nobody touched it: locked, and open again
box.troskel("clock", "advance", "16m");
await dark.goto("/plan");
check("after a quarter the password is asked for", new URL(dark.url()).pathname === "/unlock", dark.url());
await box.look(dark, "locked in the dark on a phone");
await dark.goto("/");
check("who is here is not shown meanwhile", (await dark.locator("article").count()) === 0);
await box.look(dark, "today while locked in the dark on a phone");
await dark.goto("/unlock?to=/plan");
await dark.fill("[name=password]", password);
await send(dark, dark.locator("main button.main").first());
check("and leads on to where one wanted to go", new URL(dark.url()).pathname === "/plan", dark.url());

// --- a closed account is out at once
await desk.goto("/unlock?to=/accounts");
await desk.fill("[name=password]", password);
await send(desk, desk.locator("main button.main").first());
await desk.locator(".list a", { hasText: "Kim Ek" }).click();
await send(desk, desk.locator("form[action$='/close'] button"));
await box.look(desk, "a closed account");
await phone.goto("/me");
check("whose account is closed is out", new URL(phone.url()).pathname === "/login", phone.url());
await end(box);

async function firstPerson() {
  await desk.goto("/people");
  return (await desk.locator("ul.people a").first().getAttribute("href")).split("/")[2];
}
