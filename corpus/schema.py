"""The tables and views of a library, as they are made the first time (later changes are in `corpus.migrations`).

The comments stand inside the statements, so that SQLite keeps them and `.schema` shows them to whoever opens the file.
"""

APPLICATION_ID = 0x6C69746C
"""`litl` in ASCII, kept in the file's header (https://sqlite.org/pragma.html#pragma_application_id)."""

TABLES = """
CREATE TABLE documents (        -- one row a file's content, whatever names it goes by
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,      -- 16 hex digits made from sha256
  sha256 TEXT NOT NULL UNIQUE,  -- of the file's bytes: the identity
  name TEXT NOT NULL,           -- the file's name
  path TEXT NOT NULL,           -- as given at ingest
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,        -- bytes
  lang TEXT NOT NULL,           -- zh or en
  title TEXT, title_alt TEXT,   -- in the document's main language, in the other one
  authors TEXT NOT NULL, authors_alt TEXT NOT NULL,    -- JSON lists
  year INTEGER, doi TEXT, venue TEXT,
  keywords TEXT NOT NULL, keywords_alt TEXT NOT NULL,  -- JSON lists
  metadata_found TEXT NOT NULL, -- JSON object: field -> where in the document it was read
  pages INTEGER NOT NULL,       -- how many
  reader TEXT NOT NULL,         -- version of what read and tagged it
  run INTEGER REFERENCES runs(key) ON DELETE SET NULL,
  added_at TEXT NOT NULL        -- UTC, ISO 8601
);
CREATE TABLE document_texts (   -- the running text; every start and end in this file counts its characters from 0
  document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
  text TEXT NOT NULL
);
CREATE TABLE document_paths (   -- every path under which the content was met
  path TEXT PRIMARY KEY,        -- absolute
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pages (            -- pages tile the text
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  number INTEGER NOT NULL,      -- from 1
  label TEXT,                   -- as printed
  width REAL, height REAL,      -- points
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  health TEXT NOT NULL,         -- good, blank, no text layer, garbled, ocr
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE sentences (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  page INTEGER NOT NULL,
  lang TEXT NOT NULL,
  section TEXT,                 -- abstract, results, recommendations ...
  kind TEXT NOT NULL,           -- body, heading, caption, table, footnote, reference ...
  text TEXT NOT NULL
);
CREATE INDEX sentences_document ON sentences(document, start);
CREATE TABLE findings (         -- what the machine found; people's opinions of it are in verdicts
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,      -- 16 hex digits made from document, kind and place: the same file gives the same id
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  sentence INTEGER NOT NULL REFERENCES sentences(key) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('challenge', 'recommendation')),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  page INTEGER NOT NULL,
  lang TEXT NOT NULL,
  score REAL NOT NULL,          -- the classifier's probability, 0 to 1
  quote TEXT NOT NULL           -- exactly the document's text from start to end
);
CREATE INDEX findings_document ON findings(document, start);
CREATE INDEX findings_sentence ON findings(sentence);
CREATE TABLE finding_boxes (    -- where the quote is printed: one rectangle a line, in points from the page's top left
  finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  page INTEGER NOT NULL,
  x0 REAL NOT NULL, top REAL NOT NULL, x1 REAL NOT NULL, bottom REAL NOT NULL,
  PRIMARY KEY (finding, position)
) WITHOUT ROWID;
CREATE TABLE concepts (         -- what findings and mentions are about, whatever the language
  id TEXT PRIMARY KEY,          -- metal:W, challenge:price-market, instrument:stockpile-reserve ...
  kind TEXT NOT NULL,           -- what stands before the colon
  name_en TEXT, name_zh TEXT    -- preferred names
) WITHOUT ROWID;
CREATE TABLE concept_names (    -- every name that a query may use for a concept
  name_key TEXT NOT NULL,       -- the name folded for comparison
  name TEXT NOT NULL,
  concept TEXT NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  PRIMARY KEY (name_key, concept, name)
) WITHOUT ROWID;
CREATE INDEX concept_names_concept ON concept_names(concept);
CREATE TABLE mentions (         -- a concept named at one place
  key INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  sentence INTEGER REFERENCES sentences(key) ON DELETE CASCADE,
  concept TEXT NOT NULL REFERENCES concepts(id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  page INTEGER NOT NULL,
  quote TEXT NOT NULL
);
CREATE INDEX mentions_document ON mentions(document, start);
CREATE INDEX mentions_concept ON mentions(concept);
CREATE INDEX mentions_sentence ON mentions(sentence);
CREATE TABLE finding_concepts (
  finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  concept TEXT NOT NULL REFERENCES concepts(id),
  PRIMARY KEY (finding, concept)
) WITHOUT ROWID;
CREATE INDEX finding_concepts_concept ON finding_concepts(concept);
CREATE TABLE links (            -- one finding says the same as, translates or answers another
  source INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  target INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('translation_of', 'repeats', 'answers')),
  score REAL NOT NULL,
  PRIMARY KEY (source, target, kind)
) WITHOUT ROWID;
CREATE INDEX links_target ON links(target);
CREATE TABLE verdicts (         -- what a person decided; tied to words and place, so that it outlives a better reader
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL,  -- 32 characters either side
  page INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'relabel', 'note')),
  label TEXT, note TEXT, person TEXT,
  at TEXT NOT NULL
);
CREATE INDEX verdicts_sha256 ON verdicts(sha256);
CREATE TABLE reviews (          -- a literature review: findings that a person put in order under headings
  key INTEGER PRIMARY KEY,
  review TEXT NOT NULL,
  position INTEGER NOT NULL,
  heading TEXT, note TEXT,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL,
  page INTEGER NOT NULL,
  added_at TEXT NOT NULL
);
CREATE INDEX reviews_review ON reviews(review, position);
CREATE TABLE watches (          -- searches to run again
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_run_at TEXT,
  last_finding INTEGER          -- the highest findings.key that was shown
) WITHOUT ROWID;
CREATE TABLE runs (             -- one row a time that files were read in
  key INTEGER PRIMARY KEY,
  reader TEXT NOT NULL,
  started_at TEXT NOT NULL, finished_at TEXT,  -- no end: it was stopped
  files INTEGER NOT NULL,
  stored INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE failures (         -- files that could not be read, and why
  path TEXT PRIMARY KEY,        -- absolute
  sha256 TEXT,                  -- none where the file itself could not be opened
  reason TEXT NOT NULL,         -- encrypted, damaged, empty, wrong type, no text, limit ...
  message TEXT NOT NULL,
  reader TEXT NOT NULL,
  time_limit REAL, memory_limit INTEGER,  -- seconds and MB, where a limit was the reason
  run INTEGER REFERENCES runs(key) ON DELETE SET NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX failures_sha256 ON failures(sha256);
CREATE TABLE settings (         -- facts about this file, such as the version of its index
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
"""

SIDE_FILES = """
CREATE TABLE side_files (       -- documents whose metadata comes from files beside them: paper.bib beside paper.pdf
  document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
  path TEXT NOT NULL,           -- absolute, of the document that they stand beside
  fingerprint TEXT NOT NULL,    -- of their names and bytes: they are looked at again when it changes
  own TEXT NOT NULL             -- JSON object: what the document says of itself, column -> value
);
"""

SIDE_FILE_COLUMNS = ("csl TEXT /* JSON object: what the side files say, as CSL JSON */",)

DOCUMENT_COLUMNS = (
    "date TEXT /* ISO 8601, as far as it is known: 2021, 2021-03, 2021-03-15 */",
    "volume TEXT",
    "issue TEXT",
    "page_range TEXT /* in the venue: 45-52 */",
    "abstract TEXT",
    "abstract_alt TEXT /* in the other language */",
    "affiliations TEXT NOT NULL DEFAULT '[]' /* JSON list */",
    "classification TEXT /* 中图分类号 */",
    "funding TEXT",
    "issuer TEXT /* the body that issued it */",
    "document_number TEXT /* 文号, number of a report */",
)
"""Columns of `documents` that came with the third migration."""

FINDING_COLUMNS = (
    "stance TEXT NOT NULL DEFAULT 'own' /* own, reported, enacted, rejected */",
    "strength TEXT /* must, should, may: the force of its strongest word */",
    "quantified INTEGER NOT NULL DEFAULT 0 /* 1 where a number says how large a challenge is */",
)
"""Columns of `findings` that came with the fifth migration."""

FINDING_PARTS = """
CREATE TABLE finding_parts (    -- who should act, what is to be done, where, how much, by when: in the finding's words
  finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('actor', 'action', 'place', 'target', 'deadline', 'strength')),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  concept TEXT,                 -- actor:mnr-cn, place:AU ... where the lexicon knows it
  PRIMARY KEY (finding, position)
) WITHOUT ROWID;
CREATE INDEX finding_parts_concept ON finding_parts(concept) WHERE concept IS NOT NULL;
"""

OLD_INDEXES = """
CREATE VIRTUAL TABLE findings_fts USING fts5 (
  quote, context, concepts, nearby, content='', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE sentences_fts USING fts5 (
  text, concepts, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""
"""The full-text index until the sixth migration."""

INDEXES = """
CREATE VIRTUAL TABLE findings_fts USING fts5 (
  quote, context, concepts, nearby, content='', columnsize=0, tokenize='ascii'
);
CREATE VIRTUAL TABLE sentences_fts USING fts5 (
  text, concepts, content='', columnsize=0, tokenize='ascii'
);
CREATE TABLE words (            -- every English word of the index, under what its inflected forms have in common
  stem TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (stem, word)
) WITHOUT ROWID;
CREATE TABLE facet_values (     -- what the numbers in facet_rows stand for
  field TEXT NOT NULL,          -- lang, section, block, kind, stance, strength, concept
  code INTEGER NOT NULL,        -- from 1; 0 is none
  value TEXT NOT NULL,
  PRIMARY KEY (field, code)
) WITHOUT ROWID;
CREATE TABLE facet_rows (       -- what the sentences and findings of a document are counted under, packed
  document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
  first_sentence INTEGER, sentences BLOB NOT NULL,  -- the key of the first one; the others follow it
  first_finding INTEGER, findings BLOB NOT NULL
);
"""

MEANINGS = """
CREATE TABLE meanings (         -- what the sentences and findings of a document are about, in some bytes each
  document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
  sentences BLOB NOT NULL,      -- the first byte of each in order, then the second of each, ...: models/vectors.py
  findings BLOB NOT NULL
);
"""

WATCH_SEEN = """
CREATE TABLE watch_seen (       -- what a watch has told; nothing of it is told again
  watch TEXT NOT NULL REFERENCES watches(name) ON DELETE CASCADE,
  hit TEXT NOT NULL,            -- findings.id, or document:start-end of a sentence: kept when the file is read again
  PRIMARY KEY (watch, hit)
) WITHOUT ROWID;
"""


def view(kind: str) -> str:
    """The statement that makes the view of all findings of one kind, as a person wants to read them."""
    return f"""
CREATE VIEW {kind}s AS          -- every {kind}: which document, year, page and words
SELECT d.name AS document, d.title, d.year, f.page, f.quote,
  (SELECT group_concat(substr(c.concept, 7), ' ') FROM finding_concepts c
    WHERE c.finding = f.key AND c.concept LIKE 'metal:%') AS metals,
  (SELECT group_concat(c.concept, ' ') FROM finding_concepts c
    WHERE c.finding = f.key AND c.concept NOT LIKE 'metal:%') AS themes,
  s.section, f.lang, round(f.score, 3) AS score, f.id
FROM findings f JOIN documents d ON d.key = f.document JOIN sentences s ON s.key = f.sentence
WHERE f.kind = '{kind}'
ORDER BY d.year, d.name, f.start;"""


VIEWS = view("challenge") + view("recommendation")
