// Lends a voice as somebody of the staff does: records a word with the
// browser's microphone (Chromium's made-up one), listens, records a name and a
// picture, replaces one, is refused a broken file, takes a voice back; records
// one's own name beside one's account; a folder of voices is read in.
//
//   node tests/web/walk/voice.mjs      (box.mjs says what it needs)
import fs from "node:fs";
import path from "node:path";
import { check, end, start, until } from "../box.mjs";

const ALVA = "e33a38c7-f9bf-849c-a17d-7d846088520c";
const text = (page, what = "main") => page.locator(what).innerText();
const voices = (box) => JSON.parse(box.troskel("recording", "list", "--json"));
const heard = (box, says) => voices(box).find((one) => one.says === says);

async function save(page, button = "main form .main[type=submit]") {
  await Promise.all([page.waitForEvent("load"), page.locator(button).last().click()]);
}

// A tone as a WAV file: as a recorder would write it, `seconds` long.
function tone(seconds, { channels = 1, rate = 8000, loud = 9000 } = {}) {
  const frames = Math.round(seconds * rate);
  const wav = Buffer.alloc(44 + frames * 2 * channels);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(channels, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2 * channels, 28);
  wav.writeUInt16LE(2 * channels, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(frames * 2 * channels, 40);
  for (let i = 0; i < frames * channels; i++)
    wav.writeInt16LE(Math.round(loud * Math.sin(i / channels / 3)), 44 + i * 2);
  return wav;
}

function file(box, name, bytes) {
  const at = path.join(box.work, name);
  fs.writeFileSync(at, bytes);
  return at;
}

// Presses the button, waits, presses it again, and has something to hear.
async function record(page, ms) {
  await page.click("#recorder button");
  await page.waitForFunction(() => document.querySelector("#recorder button").textContent === "Stopp");
  await page.waitForTimeout(ms);
  await page.click("#recorder button");
  await page.waitForSelector("#recorder audio:not([hidden])");
}

async function recorded(box, page) {
  await page.goto("/voices");
  await box.look(page, "voices none");
  await page.click("text=Spela in ett ord");
  await page.waitForSelector("#recorder:not([hidden])");
  await box.look(page, "voice new");
  await page.fill("[name=says]", "Fika");
  await record(page, 2500);
  check("what was recorded can be heard before it is saved",
    await page.evaluate(() => document.querySelector("#recorder audio").src.startsWith("blob:")));
  const size = await page.evaluate(() => document.querySelector("[name=sound]").files[0].size);
  check("and waits in the form as a file", size > 2000, size);
  await save(page);
  const one = heard(box, "Fika");
  check("a word is recorded in the browser", one?.of === "title" && one.ms > 300 && one.ms < 10000, JSON.stringify(one));
  check("by whoever is logged in, unless they say otherwise", one?.by === "Namn contact", one?.by);
  const source = await page.locator(".voices audio").first().getAttribute("src");
  const answer = await page.request.get(source);
  const bytes = await answer.body();
  check("it is heard on the list", answer.headers()["content-type"] === "audio/wav" && bytes.length > 2000);
  check("as sixteen bits in one channel and nothing else",
    bytes.readUInt16LE(22) === 1 && bytes.readUInt16LE(34) === 16 && bytes.readUInt32LE(24) === 16000);
  await page.locator(".voices audio").first().evaluate((one_) => one_.play());
  check("and plays there", await until(() => page.locator(".voices audio").first()
    .evaluate((one_) => one_.currentTime > 0), "the player"));
  await box.look(page, "voices");
  return one;
}

// Ten seconds are enough for anything that stands on a screen.
async function endsByItself(page) {
  await page.goto("/voices/new?of=title");
  await page.click("#recorder button");
  await page.waitForTimeout(9000);
  check("it listens for nine seconds", await page.locator("#recorder audio").isHidden());
  await page.waitForSelector("#recorder audio:not([hidden])", { timeout: 5000 });
  check("and ends by itself after ten", true);
}

async function replaced(box, page, first) {
  await page.goto("/voices");
  await page.click(".voice >> text=Byt");
  check("the word stands there", (await page.inputValue("[name=says]")) === "Fika");
  check("and what is heard now", (await page.locator(".stands audio").count()) === 1);
  await page.fill("[name=by]", "Farmor");
  await page.setInputFiles("[name=sound]", file(box, "fika.wav", tone(1, { channels: 2 })));
  await save(page);
  const all = voices(box).filter((one) => one.says === "Fika");
  check("another takes its place", all.length === 1 && all[0].by === "Farmor" && all[0].ms === 1000 && all[0].id === first.id, JSON.stringify(all));
}

async function names(box, page) {
  await page.goto(`/people/${ALVA}`);
  await page.click("text=Spela in namnet");
  await page.waitForSelector("#recorder:not([hidden])");
  await box.look(page, "voice name");
  await record(page, 2500);
  await save(page);
  check("a name is recorded on its person's page", heard(box, "Alva")?.of === "person");
  check("and one stays there", new URL(page.url()).pathname === `/people/${ALVA}/voice`);
  const plain = await box.enter("staff", { scripts: false, phone: true });
  await plain.goto("/voices/new?of=picture");
  check("without script there is a file to choose and no button to record",
    (await plain.locator("[name=sound]").isVisible()) && (await plain.locator("#recorder").isHidden()));
  await plain.fill("[name=picture-q]", "kaffe");
  await save(plain, "button[name=look]");
  await plain.locator(".found input").first().check();
  await plain.setInputFiles("[name=sound]", file(box, "kaffe.wav", tone(2)));
  await box.shoot(plain, "voice picture");
  await save(plain);
  const one = voices(box).find((some) => some.of === "picture");
  check("a picture says its own name without script", one?.says.toLowerCase().includes("kaffe") && one.ms === 2000, JSON.stringify(one));
  const phone = await box.enter("staff", { phone: true, dark: true });
  for (const [name, at] of [["voices dark", "/voices"], ["voice dark", "/voices/new?of=picture"]]) {
    await phone.goto(at);
    await box.look(phone, name);
  }
}

// One's own name, as one of the staff: beside the account, and nobody else's.
async function own(box) {
  const page = await box.enter("jonas");
  await page.goto("/me");
  await page.click("text=Spela in mitt namn");
  await page.waitForSelector("#recorder:not([hidden])");
  await box.look(page, "voice own");
  check("nobody is asked whose voice it is", (await page.locator("[name=by], [name=day], [name=lang]").count()) === 0);
  await record(page, 2500);
  check("one's own name can be heard before it is saved",
    await page.evaluate(() => document.querySelector("#recorder audio").src.startsWith("blob:")));
  await save(page);
  const one = heard(box, "Jonas");
  check("one's own name is recorded", one?.of === "person" && one.by === "Jonas" && one.date === "2026-11-24" && one.ms > 300, JSON.stringify(one));
  check("and one stays there", new URL(page.url()).pathname === "/me/voice");
  const source = await page.locator(".stands audio").getAttribute("src");
  check("where it is heard", (await page.request.get(source)).headers()["content-type"] === "audio/wav");
  await box.look(page, "voice own stands");
  await page.setInputFiles("[name=sound]", file(box, "jonas.wav", tone(1)));
  await save(page);
  const again = voices(box).filter((some) => some.says === "Jonas");
  check("another takes its place", again.length === 1 && again[0].ms === 1000 && again[0].id === one?.id, JSON.stringify(again));
  await page.setInputFiles("[name=sound]", file(box, "jonas.wav", Buffer.from("RIFFxxxxMP3 ")));
  await save(page);
  check("what is no sound is refused, and the old one stays", (await text(page)).includes("ingen WAV-fil") && heard(box, "Jonas")?.ms === 1000);
  const forms = async (who) => {
    await who.goto("/voices");
    return who.locator(".voice", { hasText: "Jonas" }).locator("a[href='/me/voice']").count();
  };
  check("the list leads whose it is there, and nobody else", (await forms(page)) === 1 && (await forms(await box.enter("maria"))) === 0);
  const phone = await box.enter("jonas", { phone: true, dark: true });
  await phone.goto("/me/voice");
  await box.look(phone, "voice own dark");
  await page.goto("/me/voice");
  await Promise.all([page.waitForEvent("load"), page.click("form[action='/me/voice/remove'] button")]);
  check("taken back it is gone", !heard(box, "Jonas") && (await page.locator(".stands").count()) === 0);
  check("with its sound", (await page.request.get(source)).status() === 404);
}

async function refused(box, page) {
  const before = voices(box).length;
  const broken = tone(1);
  broken.writeUInt32LE(0x7fffffff, 40);
  const cases = [
    ["what is no sound", "bild.wav", Buffer.from("<script>alert(1)</script>"), "ingen WAV-fil"],
    ["a file that was cut off", "av.wav", broken, "avbruten eller trasig"],
    ["more than half a minute", "lang.wav", tone(31), "längre än 30 sekunder"],
    ["silence", "tyst.wav", tone(1, { loud: 10 }), "är tyst"],
  ];
  for (const [what, name, bytes, says] of cases) {
    await page.goto("/voices/new?of=title");
    await page.fill("[name=says]", "Lunch");
    await page.setInputFiles("[name=sound]", file(box, name, bytes));
    await save(page);
    check(`${what} is refused with its reason`, (await text(page)).includes(says), await text(page));
    check("and the word is still there", (await page.inputValue("[name=says]")) === "Lunch");
  }
  await page.goto("/voices/new?of=title");
  await page.fill("[name=says]", "850312-1234");
  await page.setInputFiles("[name=sound]", file(box, "bra.wav", tone(1)));
  await save(page);
  check("an identity number is no word", (await text(page)).includes("personnummer"), await text(page));
  check("nothing was kept of any", voices(box).length === before);
  const left = fs.readdirSync(path.join(box.dir, "inbox")).filter((name) => name.endsWith(".wav"));
  check("and nothing waits in the inbox", left.length === 0, left.join(" "));
}

async function takenBack(box, page) {
  await page.goto("/voices");
  const row = page.locator(".voice", { hasText: "Fika" });
  const source = await row.locator("audio").getAttribute("src");
  await Promise.all([page.waitForEvent("load"), row.locator("text=Ta bort").click()]);
  check("a voice that is taken back is off the list", !heard(box, "Fika") && !(await text(page)).includes("Fika"));
  check("and its sound is gone", (await page.request.get(source)).status() === 404);
}

async function folder(box) {
  const page = await box.enter("leader");
  const good = file(box, "vi_ses.wav", tone(1));
  const other = file(box, "lunch.wav", tone(1, { loud: 12000 }));
  const bad = file(box, "trasig.wav", Buffer.from("RIFFxxxxMP3 "));
  const read = async (...files) => {
    await page.goto("/import");
    await page.check("[name=sort][value=recordings]");
    await page.setInputFiles("[name=file]", files);
    await page.locator("main details summary").click();
    await page.fill("[name=author]", "Farmor");
    await save(page);
  };
  const before = voices(box).length;
  await read(good, bad);
  check("one broken file refuses the folder", (await text(page)).includes("Filen är inte inläst"), await text(page));
  check("and is named with its reason", /trasig\.wav[^]*ingen WAV-fil/.test(await text(page)), await text(page));
  check("nothing of it was read in", voices(box).length === before);
  await box.look(page, "voices refused");
  const table = file(box, "roster.csv", "Fil;Säger;Röst;Datum;Person\nlunch.wav;Alva;Mormor;2026-11-20;räv\n");
  await read(good, other, table);
  check("a trial says what it would change", (await text(page)).includes("Inget är sparat än"), await text(page));
  check("and saves nothing", voices(box).length === before);
  await save(page, "form .main");
  check("then the folder is read in", heard(box, "vi ses")?.by === "Farmor", JSON.stringify(voices(box)));
  check("the table says whose voice and of whom", heard(box, "Alva")?.by === "Mormor" && heard(box, "Alva")?.date === "2026-11-20");
  await read(good, other, table);
  check("a second time nothing is new", (await text(page)).includes("Allt stod så redan"), await text(page));
}

async function roles(box) {
  const planner = await box.enter("planner");
  check("a planner hears nobody", (await planner.goto("/voices")).status() === 403);
  check("nor records", (await planner.goto("/voices/new?of=title")).status() === 403);
  check("nor a name of their own, which stands on no screen", (await planner.goto("/me/voice")).status() === 403);
  await planner.goto("/me");
  check("and no way leads there", (await planner.locator("a[href='/me/voice']").count()) === 0);
  const contact = await box.enter("contact");
  const head = async (at) => (await contact.goto(at)).headers()["permissions-policy"];
  check("the microphone is let in where one records", (await head("/voices/new?of=title")).includes("microphone=(self)"));
  check("also of one's own name", (await head("/me/voice")).includes("microphone=(self)"));
  check("and nowhere else", (await head("/voices")).includes("microphone=()"));
}

// WALK=folder,roles walks those parts alone.
const only = process.env.WALK?.split(",");
const walks = (part) => !only || only.includes(part);
const box = await start({
  clock: "2026-11-24T09:20",
  browser: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
});
try {
  const page = await box.enter("contact");
  if (walks("recorded")) {
    const first = await recorded(box, page);
    await endsByItself(page);
    await replaced(box, page, first);
    await takenBack(box, page);
  }
  if (walks("names")) await names(box, page);
  if (walks("own")) await own(box);
  if (walks("refused")) await refused(box, page);
  if (walks("folder")) await folder(box);
  if (walks("roles")) await roles(box);
} catch (error) {
  check(`the walk goes to its end (${error.message})`, false);
}
await end(box);
