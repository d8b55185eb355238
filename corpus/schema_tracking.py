"""The tables of what is said again and again: threads, what became of them, and what people decided on them."""

TRACKING = """
CREATE TABLE threads (          -- one recommendation or one challenge, however often, whenever and by whom it was said
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('challenge', 'recommendation'))
);
CREATE TABLE thread_findings (
  finding INTEGER PRIMARY KEY REFERENCES findings(key) ON DELETE CASCADE,
  thread INTEGER NOT NULL REFERENCES threads(key) ON DELETE CASCADE,
  score REAL NOT NULL           -- how surely it says the same as the rest of the thread when it came in, 0 to 1
);
CREATE INDEX thread_findings_thread ON thread_findings(thread);
CREATE TABLE thread_documents ( -- documents that threads were looked for in
  document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
  folding TEXT NOT NULL,        -- the version of what follows
  findings BLOB NOT NULL        -- what each finding is about and what it means, packed: corpus/alike.py
);
CREATE TABLE outcomes (         -- sentences that tell that something happened to a measure, whichever
  sentence INTEGER PRIMARY KEY REFERENCES sentences(key) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  taken_up REAL NOT NULL, enacted REAL NOT NULL, dropped REAL NOT NULL,  -- how likely it tells each
  packed BLOB NOT NULL          -- what it is about and what it means, as in thread_documents
);
CREATE INDEX outcomes_document ON outcomes(document);
CREATE TABLE thread_events (    -- a sentence that tells what became of a recommendation
  finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
  sentence INTEGER NOT NULL REFERENCES sentences(key) ON DELETE CASCADE,
  event TEXT NOT NULL CHECK (event IN ('taken up', 'enacted', 'dropped')),
  score REAL NOT NULL,          -- how surely it tells so of this recommendation, 0 to 1
  PRIMARY KEY (finding, sentence)
) WITHOUT ROWID;
CREATE INDEX thread_events_sentence ON thread_events(sentence);
CREATE TABLE thread_decisions ( -- what a person decided: these two findings say the same, or they do not
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL, quote TEXT NOT NULL, page INTEGER NOT NULL,
  other_sha256 TEXT NOT NULL, other_quote TEXT NOT NULL, other_page INTEGER NOT NULL,
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  person TEXT,
  at TEXT NOT NULL              -- UTC, ISO 8601
);
"""

YEAR_CHANGES = """
CREATE TRIGGER documents_year AFTER UPDATE OF year ON documents WHEN old.year IS NOT new.year
BEGIN                           -- threads and what became of them go by the years: the document is woven anew
  DELETE FROM thread_events WHERE finding IN (SELECT key FROM findings WHERE document = new.key)
    OR sentence IN (SELECT sentence FROM outcomes WHERE document = new.key);
  DELETE FROM outcomes WHERE document = new.key;
  DELETE FROM thread_findings WHERE finding IN (SELECT key FROM findings WHERE document = new.key);
  DELETE FROM thread_documents WHERE document = new.key;
END;
"""

DECISION_NUMBERS = """
ALTER TABLE thread_decisions ADD COLUMN decision INTEGER  /* what was decided at once: the key of its first row */;
UPDATE thread_decisions SET decision =
  (SELECT min(o.key) FROM thread_decisions o WHERE o.at = thread_decisions.at AND o.person IS thread_decisions.person);
"""
