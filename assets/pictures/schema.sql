-- pictures.db. `credit`, `picture` and `name` are filled from OpenMoji and
-- CLDR by base.mjs; the rest, and our own pictures, by concepts.mjs.
PRAGMA application_id = 0x54504943;
PRAGMA user_version = 1;
PRAGMA page_size = 4096;

CREATE TABLE credit (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  licence TEXT NOT NULL,
  author TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE picture (
  id TEXT PRIMARY KEY,
  emoji TEXT NOT NULL,    -- without U+FE0F; empty for our own
  thing INTEGER NOT NULL, -- 1: its name alone may be matched with a title
                          -- 2: only the emoji itself; 0: neither
  credit INTEGER NOT NULL REFERENCES credit (id),
  author TEXT NOT NULL,
  png BLOB NOT NULL
) STRICT;
CREATE INDEX picture_emoji ON picture (emoji) WHERE emoji <> '';

CREATE TABLE name (
  lang TEXT NOT NULL,
  picture TEXT NOT NULL REFERENCES picture (id),
  name TEXT NOT NULL,
  words TEXT NOT NULL,      -- keywords, comma between
  is_foreign INTEGER NOT NULL, -- 1: English, for want of a name in `lang`
  PRIMARY KEY (lang, picture)
) STRICT, WITHOUT ROWID;
