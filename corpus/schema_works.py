"""The tables of works, as the migration that brought them made them."""

WORKS = """
CREATE TABLE works (            -- which documents are one work; made anew when documents or decisions change
  sha256 TEXT PRIMARY KEY,      -- of the document's file
  work TEXT NOT NULL,           -- the id that one of its documents has or had: it stays when others come
  position INTEGER NOT NULL,    -- 0 is the document to be cited
  role TEXT NOT NULL,           -- published, preprint, manuscript, translation, copy, version, supplement, main
  reasons TEXT NOT NULL,        -- JSON list: why it has this role
  evidence TEXT NOT NULL,       -- JSON list: why it is of this work
  of TEXT,                      -- sha256 of the document that it was compared with
  words_alike REAL, facts_alike REAL  -- share of words, of numbers and metals that the two have in common
) WITHOUT ROWID;
CREATE INDEX works_work ON works(work, position);
CREATE TABLE work_signatures (  -- what documents are compared by (MinHash), made when works are asked for
  sha256 TEXT PRIMARY KEY,
  made_by TEXT NOT NULL,        -- of which reading of the document, by which version of signatures
  words BLOB NOT NULL, word_count INTEGER NOT NULL,  -- of the words, and how many different shingles there are
  facts BLOB NOT NULL, fact_count INTEGER NOT NULL,  -- of the numbers and metals in their order
  signs TEXT NOT NULL           -- JSON object: words of its first page that tell a role
);
CREATE TABLE work_decisions (   -- what people decided on works; the newest on two documents counts
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL, other_sha256 TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('join', 'part')),
  note TEXT, person TEXT,
  at TEXT NOT NULL
);
"""
