// What is ours: the drawings in own/, the concepts of a centre's day, the
// words that help to read a title, and the search index over everything.
//
//   node concepts.mjs SOURCE WORK
//
// Writes WORK/list (for troskel-raster) and WORK/concepts.sql, which is run
// on a copy of what base.mjs made, where the PNG files lie.
import fs from 'node:fs';

const [source, work] = process.argv.slice(2);
const LANGS = ['sv', 'da', 'nb', 'nn', 'fi', 'ar', 'en'];
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const fold = (text) => text.toLowerCase().normalize('NFC').trim();

function refuse(file, line, why) {
  console.error(`${file}:${line}: ${why}`);
  process.exit(1);
}

// Rows of a tab-separated file as objects; # begins a comment line.
function table(file, columns) {
  const rows = [];
  fs.readFileSync(`${source}/${file}`, 'utf8').split('\n')
    .forEach((text, i) => {
      if (text === '' || text.startsWith('#'))
        return;
      const cells = text.split('\t');
      if (cells.length !== columns.length)
        refuse(file, i + 1, `${cells.length} columns, not ${columns.length}`);
      const row = {line: i + 1};
      columns.forEach((column, at) => { row[column] = cells[at].trim(); });
      rows.push(row);
    });
  return rows;
}

const split = (cell) => cell.split('|').map((w) => w.trim()).filter(Boolean);

const drawings = table('own.tsv', ['id', 'sv', 'da', 'nb', 'en']);
const concepts =
  table('concepts.tsv', ['key', 'picture', 'weight', 'sv', 'da', 'nb', 'en']);
const helpers = table('helpers.tsv', ['kind', 'sv', 'da', 'nb', 'en']);

// nn is its own words and, behind them, nb's; fi and ar have no list of their
// own yet: there a concept is called what its picture is.
const nynorsk = new Map(table('nn.tsv', ['key', 'nn'])
  .map((row) => [row.key, row]));
const cellOf = (row, lang) => lang === 'nn' ?
  [nynorsk.get(row.key)?.nn, row.nb].filter(Boolean).join('|') :
  row[lang] ?? '';

const list = [];
const sql = ['BEGIN;',
  `INSERT INTO credit VALUES (2, 'Tröskel', 'CC-BY-SA-4.0', ` +
    `'The Tröskel project', 'assets/pictures/own');`];

const files = new Set(fs.readdirSync(`${source}/own`)
  .filter((file) => file.endsWith('.svg')).map((file) => file.slice(0, -4)));
for (const row of drawings) {
  if (!files.delete(row.id))
    refuse('own.tsv', row.line, `no drawing own/${row.id}.svg`);
  const id = `own-${row.id}`;
  list.push(`${source}/own/${row.id}.svg\t${work}/${id}.png`);
  sql.push(`INSERT INTO picture VALUES (${quote(id)}, '', 0, 2, '', ` +
    `readfile(${quote(id + '.png')}));`);
  for (const lang of LANGS) {
    const words = split(cellOf(row, lang) || row.en);
    if (words.length === 0)
      refuse('own.tsv', row.line, `no name in ${lang}`);
    const foreign = cellOf(row, lang) ? 0 : 1;
    sql.push(`INSERT INTO name VALUES (${quote(lang)}, ${quote(id)}, ` +
      `${quote(words[0])}, ${quote(words.slice(1).join(', '))}, ${foreign});`);
  }
}
for (const left of files)
  refuse('own.tsv', 0, `own/${left}.svg has no row`);

sql.push(`
CREATE TABLE concept (
  place INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  picture TEXT NOT NULL REFERENCES picture (id),
  weight INTEGER NOT NULL -- how telling in a title, 4 most; 0 only alone
) STRICT;
CREATE TABLE concept_name (
  lang TEXT NOT NULL,
  concept INTEGER NOT NULL REFERENCES concept (place),
  name TEXT NOT NULL,
  PRIMARY KEY (lang, concept)
) STRICT, WITHOUT ROWID;
CREATE TABLE concept_word (
  lang TEXT NOT NULL,
  words TEXT NOT NULL, -- folded, one blank between
  concept INTEGER NOT NULL REFERENCES concept (place),
  PRIMARY KEY (lang, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX concept_picture ON concept (picture);
CREATE INDEX concept_word_of ON concept_word (concept, lang);
CREATE TABLE spell (
  lang TEXT NOT NULL,
  word TEXT NOT NULL, -- every word that something is found by
  backward TEXT NOT NULL,
  letters INTEGER NOT NULL,
  PRIMARY KEY (lang, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE helper (
  lang TEXT NOT NULL,
  word TEXT NOT NULL,
  kind TEXT NOT NULL, -- head, part, not, after
  PRIMARY KEY (lang, word, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE known (
  lang TEXT NOT NULL,
  word TEXT NOT NULL, -- one word that a compound may begin with
  PRIMARY KEY (lang, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE title (
  lang TEXT NOT NULL,
  words TEXT NOT NULL, -- folded name of a thing
  picture TEXT NOT NULL REFERENCES picture (id),
  PRIMARY KEY (lang, words)
) STRICT, WITHOUT ROWID;`);

const keys = new Set();
for (const row of nynorsk.values())
  if (!concepts.some((concept) => concept.key === row.key))
    refuse('nn.tsv', row.line, `no concept ${row.key}`);
// Bokmål's word gives way to a Nynorsk one that means something else.
const ownNynorsk = new Map([...nynorsk.values()]
  .flatMap((row) => split(row.nn).map((word) => [fold(word), row.key])));
const taken = new Map(); // "lang word" → where it was said first
concepts.forEach((row, i) => {
  const place = i + 1;
  if (keys.has(row.key) || !/^[0-4]$/.test(row.weight))
    refuse('concepts.tsv', row.line, `key ${row.key} twice, or weight wrong`);
  keys.add(row.key);
  sql.push(`INSERT INTO concept VALUES (${place}, ${quote(row.key)}, ` +
    `${quote(row.picture)}, ${row.weight});`);
  for (const lang of LANGS) {
    const words = split(cellOf(row, lang)).filter((word) => lang !== 'nn' ||
      (ownNynorsk.get(fold(word)) ?? row.key) === row.key);
    if (words.length === 0 && lang !== 'fi' && lang !== 'ar')
      refuse('concepts.tsv', row.line, `no name in ${lang}`);
    if (words.length === 0)
      continue;
    sql.push(`INSERT INTO concept_name VALUES (${quote(lang)}, ${place}, ` +
      `${quote(words[0])});`);
    for (const word of new Set(words.map(fold))) {
      const other = taken.get(`${lang} ${word}`);
      if (other !== undefined)
        refuse('concepts.tsv', row.line,
          `"${word}" (${lang}) stands in line ${other} already`);
      taken.set(`${lang} ${word}`, row.line);
      sql.push(`INSERT INTO concept_word VALUES (${quote(lang)}, ` +
        `${quote(word)}, ${place});`);
    }
  }
});
for (const row of helpers)
  for (const lang of LANGS)
    for (const word of split(cellOf(row, lang)))
      sql.push(`INSERT OR IGNORE INTO helper VALUES (${quote(lang)}, ` +
        `${quote(fold(word))}, ${quote(row.kind)});`);

// A concept with no name in a language takes its picture's; a picture that
// is a concept takes the first such concept's name and keeps its old one as
// a keyword.
sql.push(`
INSERT INTO concept_name
  SELECT n.lang, c.place, n.name FROM concept c JOIN name n USING (picture)
  WHERE NOT EXISTS (SELECT 1 FROM concept_name o
                    WHERE o.lang = n.lang AND o.concept = c.place);
UPDATE name SET words = rtrim(name.name || ', ' || name.words,
                             ', '), name = s.name,
    is_foreign = 0
  FROM (SELECT n.lang AS lang, c.picture AS picture, n.name AS name,
               min(c.place)
        FROM concept c JOIN concept_name n ON n.concept = c.place
        WHERE n.lang NOT IN ('fi', 'ar') AND c.picture NOT LIKE 'own-%'
        GROUP BY n.lang, c.picture) s
  WHERE name.lang = s.lang AND name.picture = s.picture
    AND name.name <> s.name;`);

// One index per language: with all in one, a single letter is slow.
for (const lang of LANGS)
  sql.push(`
CREATE VIRTUAL TABLE find_${lang} USING fts5 (name, words,
  picture UNINDEXED, tier UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
INSERT INTO find_${lang}
  SELECT n.name, coalesce((SELECT group_concat(words, ', ') FROM concept_word w
      WHERE w.lang = n.lang AND w.concept = c.place), ''), c.picture, 0
    FROM concept c JOIN concept_name n ON n.concept = c.place
    WHERE n.lang = '${lang}' ORDER BY c.place;
INSERT INTO find_${lang} SELECT name, words, picture, 1 + is_foreign FROM name
  WHERE lang = '${lang}' ORDER BY picture;
INSERT INTO find_${lang} (find_${lang}) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.terms_${lang} USING fts5vocab (main, find_${lang}, row);
INSERT INTO spell
  WITH RECURSIVE turned (word, at, backward) AS (
    SELECT term, length(term), '' FROM terms_${lang}
      WHERE length(term) BETWEEN 3 AND 40
    UNION ALL
    SELECT word, at - 1, backward || substr(word, at, 1) FROM turned
      WHERE at > 0)
  SELECT '${lang}', word, backward, length(word) FROM turned WHERE at = 0;`);
sql.push(`
INSERT OR IGNORE INTO title
  SELECT n.lang, lower(n.name), n.picture FROM name n
    JOIN picture p ON p.id = n.picture
    WHERE p.thing = 1 AND n.is_foreign = 0 ORDER BY n.picture;`);
sql.push('CREATE INDEX spell_backward ON spell (lang, backward);');
// What a compound may begin with: things with a name, and the words said to.
// Not every word of every name: "till" + "baka" is no baking.
sql.push(`
INSERT OR IGNORE INTO known
  SELECT lang, words FROM concept_word
    WHERE length(words) >= 3 AND words NOT GLOB '* *'
  UNION SELECT lang, words FROM title
    WHERE length(words) >= 3 AND words NOT GLOB '* *'
  UNION SELECT lang, word FROM helper WHERE kind IN ('part', 'head');
COMMIT;
ANALYZE;
VACUUM;
`);
fs.writeFileSync(`${work}/list`, list.join('\n') + '\n');
fs.writeFileSync(`${work}/concepts.sql`, sql.join('\n'));
