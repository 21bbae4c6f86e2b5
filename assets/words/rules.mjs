// The rules for words, over every string of every language.
//
//   node rules.mjs FOLDER     FOLDER has the catalogues as extract and
//                             msgmerge made them: sv.po (the template), xx.po
//
// Prints what is not so, with the rule and the language before it; the last
// line is `N passed, N failed`. The rules are methods.md LA-3 and the word
// patterns of W3C's COGA (short, literal, no "not" in a question). What a
// language may not say stands in `banned`, the exceptions in `allowed`.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [folder] = process.argv.slice(2);
const KIOSK = {label: 40, words: 8, sentence: 80, word: 14};
const ELSEWHERE = {sentence: 120, word: 22};

const table = (name) => fs.readFileSync(`${here}/${name}`, 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));
const banned = table('banned');
const allowed = table('allowed');

// --- a catalogue: entries with where, context, ids and texts ---

function catalogue(file) {
  const entries = [];
  let entry = null;
  let field = null;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (line === '') { entry = null; continue; }
    if (line.startsWith('#~')) continue;
    if (entry === null) {
      entry = {where: '', fuzzy: false, ids: [], texts: []};
      entries.push(entry);
    }
    if (line.startsWith('#: ')) entry.where += ` ${line.slice(3)}`;
    if (line.startsWith('#,') && line.includes('fuzzy')) entry.fuzzy = true;
    if (line.startsWith('#')) continue;
    const [, key, cell] = line.match(/^(\w+(?:\[\d\])?)? ?(".*")$/);
    if (key === 'msgctxt') field = [entry.context = []];
    else if (key?.startsWith('msgid')) entry.ids.push(field = ['']);
    else if (key?.startsWith('msgstr')) entry.texts.push(field = ['']);
    field[0] += JSON.parse(cell);
  }
  return entries.map((e) => ({...e, ids: e.ids.map((f) => f[0]),
    texts: e.texts.map((f) => f[0])})).filter((e) => e.ids[0] !== '');
}

// One row a text: the source's form beside it.
const rows = (entries, lang) => entries.flatMap((e) =>
  (lang === 'sv' ? e.ids : e.texts).map((text, i) => ({
    where: e.where.trim(), kiosk: e.where.includes('ui/kiosk/'),
    id: e.ids[Math.min(i, e.ids.length - 1)], text})))
  .filter((row) => row.text !== '');

// --- rules ---

const fields = (text) =>
  [...text.matchAll(/%(?:(\d+)\$)?[-+ #0]*[\d.*]*(?:hh|h|ll|l|z|j|t)?([a-zA-Z%])/g)]
    .map((found, i) => (found[2] === '%' ? '%' : `${found[1] ?? i + 1}${found[0]
      .replace(/^%\d+\$/, '%')}`)).sort().join(' ');
const sentences = (text) => text.split(/[.?](?:\s|$)/)
  .filter((part) => part.trim() !== '').length;
const full = (text) => /[.?](\s|$)/.test(text);
// Bare words: no path, command, option or %-field.
const bare = (text) => text.split(/\s+/)
  .filter((word) => !/[/$%_=<>]|^-|\d/.test(word))
  .flatMap((word) => word.match(/\p{L}+/gu) ?? []);
const says = (text, phrase) => new RegExp(
  `(?<!\\p{L})${phrase.replace(/\s+/g, '\\s+')}(?!\\p{L})`, 'iu')
  .test(text.replaceAll('\u2019', "'"));
const bans = (lang, kind) =>
  banned.filter((row) => row[0] === lang && row[1] === kind)
    .map((row) => row[2]);

function rules(lang) {
  const not = bans(lang, 'not');
  const none = (kind) => (row) => bans(lang, kind)
    .some((phrase) => says(row.text, phrase));
  return [
    ['no exclamation mark', (row) => /[!\u01c3\uff01]/.test(row.text)],
    ['nothing demands', none('demand')],
    ['nothing praises or says missed', none('judge')],
    ['nothing alarms', none('alarm')],
    ['no idiom', none('idiom')],
    ['no question with a not', (row) => row.text.split(/(?<=[.?])/)
      .some((part) => part.includes('?') && not.some((n) => says(part, n)))],
    ['at most two sentences', (row) => sentences(row.text) > 2],
    ['a label of the kiosk is at most 40 characters and 8 words', (row) =>
      row.kiosk && !full(row.text) && (row.text.length > KIOSK.label ||
      bare(row.text).length > KIOSK.words)],
    ['a sentence is at most 80 characters on the kiosk, 120 elsewhere',
      (row) => row.text.length >
        (row.kiosk ? KIOSK : ELSEWHERE).sentence],
    ['no word is too long', (row) => bare(row.text).some((word) =>
      word.length > (row.kiosk ? KIOSK : ELSEWHERE).word)],
    ['the same fields as the source', (row) =>
      fields(row.text) !== fields(row.id)],
  ];
}

// --- verdicts ---

let passed = 0;
let failed = 0;
const used = new Set();
function verdict(rule, bad) {
  if (bad.length === 0) { passed++; return; }
  failed++;
  console.log(`not so: ${rule}`);
  for (const row of bad) console.log(`    ${row.where}\t${row.text ?? row}`);
}

const permits = (lang, rule, row) => allowed.some((line, i) => {
  const [of, start, text] = line;
  const right = of === lang && rule.startsWith(start) && row.text === text;
  if (right) used.add(i);
  return right;
});

function judge(lang, entries) {
  const texts = rows(entries, lang);
  verdict(`${lang}: there are words`, texts.length > 0 ? [] : ['none']);
  for (const [rule, breaks] of rules(lang))
    verdict(`${lang}: ${rule}`, texts.filter((row) => breaks(row) &&
      !permits(lang, rule, row)));
  if (lang !== 'sv')
    verdict(`${lang}: every string is translated`, entries
      .filter((e) => e.fuzzy || e.texts.some((text) => text === ''))
      .map((e) => ({where: e.where, text: e.ids[0]})));
  for (const kind of ['demand', 'judge', 'alarm', 'idiom', 'not'])
    verdict(`${lang}: some words are banned (${kind})`,
      bans(lang, kind).length > 0 ? [] : ['none']);
}

const langs = fs.readdirSync(folder).filter((name) => name.endsWith('.po'))
  .map((name) => name.slice(0, -3));
for (const lang of ['sv', 'da', 'nb', 'en'])
  verdict(`${lang}: there is a catalogue`, langs.includes(lang) ? [] : [lang]);
for (const lang of langs.sort())
  judge(lang, catalogue(`${folder}/${lang}.po`));
verdict('every exception is needed', allowed
  .filter((line, i) => !used.has(i)).map((line) => line.join(' ')));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
