// What OpenMoji and CLDR give: one row per picture and one name per language.
//
//   node base.mjs NODE_MODULES WORK
//
// Writes WORK/list (for troskel-raster) and WORK/base.sql (for sqlite3, run
// where the PNG files lie). Skin tones and flags are left out; so are brand
// marks and the two portraits, which no day at a centre needs.
import fs from 'node:fs';

const [modules, work] = process.argv.slice(2);
const version = (name) =>
  JSON.parse(fs.readFileSync(`${modules}/${name}/package.json`)).version;
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const bare = (emoji) => emoji.replaceAll('\uFE0F', '');

// Our languages, and where CLDR keeps them; what is missing in one is taken
// from the next. The last step is English and is marked as foreign.
const SOURCES = {
  sv: ['sv'], da: ['da'], nb: ['no'], nn: ['nn', 'no'], fi: ['fi'], ar: ['ar'],
  en: ['en'],
};
const PORTRAITS = new Set(['E183', 'E188']);
// Groups whose own name may stand for a whole title ("Gitarr").
const THINGS = new Set(['animals-nature', 'food-drink', 'travel-places',
  'activities', 'objects']);

// Groups whose emoji, written in a title, is meant as its picture.
const SHOWN = new Set(['smileys-emotion', 'people-body']);

function annotations(lang) {
  const path =
    `${modules}/cldr-annotations-full/annotations/${lang}/annotations.json`;
  const found = new Map();
  const all = JSON.parse(fs.readFileSync(path)).annotations.annotations;
  for (const [emoji, entry] of Object.entries(all))
    found.set(bare(emoji), entry);
  return found;
}

const cldr = new Map();
for (const lang of new Set(Object.values(SOURCES).flat()))
  cldr.set(lang, annotations(lang));

function nameOf(picture, lang) {
  const entries = SOURCES[lang]
    .map((source) => cldr.get(source).get(bare(picture.emoji)));
  const named = entries.find((entry) => entry?.tts);
  if (named)
    return {name: named.tts[0], words: entries.flatMap((e) => e?.default ?? []),
      foreign: 0};
  const words = picture.tags.split(', ');
  return {name: picture.annotation, words, foreign: lang === 'en' ? 0 : 1};
}

const pictures =
  JSON.parse(fs.readFileSync(`${modules}/openmoji/data/openmoji.json`))
    .filter((picture) => !picture.skintone && picture.group !== 'flags' &&
      picture.subgroups !== 'brand' && picture.subgroups !== 'flags' &&
      picture.subgroups !== 'subdivision-flag' &&
      !PORTRAITS.has(picture.hexcode));

const list = [];
const sql = [fs.readFileSync(new URL('schema.sql', import.meta.url), 'utf8'),
  'BEGIN;',
  `INSERT INTO credit VALUES (1, 'OpenMoji ${version('openmoji')}', ` +
    `'CC-BY-SA-4.0', 'OpenMoji', 'https://openmoji.org');`];
for (const picture of pictures) {
  const id = picture.hexcode;
  const thing = THINGS.has(picture.group) ? 1 :
    SHOWN.has(picture.group) ? 2 : 0;
  list.push(`${modules}/openmoji/color/svg/${id}.svg\t${work}/${id}.png`);
  sql.push(`INSERT INTO picture VALUES (${quote(id)}, ` +
    `${quote(bare(picture.emoji))}, ${thing}, 1, ` +
    `${quote(picture.openmoji_author)}, readfile(${quote(id + '.png')}));`);
  for (const lang of Object.keys(SOURCES)) {
    const {name, words, foreign} = nameOf(picture, lang);
    const more = lang === 'en' && picture.openmoji_tags ?
      picture.openmoji_tags.split(/, ?/) : [];
    const all = [...new Set([...words, ...more])].filter((w) => w !== name);
    sql.push(`INSERT INTO name VALUES (${quote(lang)}, ${quote(id)}, ` +
      `${quote(name)}, ${quote(all.join(', '))}, ${foreign});`);
  }
}
sql.push('COMMIT;', '');
fs.writeFileSync(`${work}/list`, list.join('\n') + '\n');
fs.writeFileSync(`${work}/base.sql`, sql.join('\n'));
