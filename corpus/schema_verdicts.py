"""The table of verdicts as it came later: right words, tags, and the place of what was judged."""

VERDICTS = """
CREATE TABLE new_verdicts (     -- what a person decided; tied to words and place, so that it outlives a better reader
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,          -- the finding's words
  before TEXT NOT NULL, after TEXT NOT NULL,  -- 32 characters either side
  page INTEGER NOT NULL,
  start INTEGER,                -- where the quote begins in the text; not known of what was judged before this column
  judged TEXT,                  -- the words as the person saw them, where a later reader has others
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'relabel', 'correct', 'note', 'tag', 'untag')),
  label TEXT,                   -- relabel: the kind that it is; correct: likewise, where it was relabelled
  words TEXT,                   -- correct: the right words, as they stand in the text
  words_start INTEGER,          -- where they begin
  tag TEXT,                     -- tag, untag: a word of the person's own
  note TEXT, person TEXT,
  at TEXT NOT NULL              -- UTC, ISO 8601
);
INSERT INTO new_verdicts (key, sha256, kind, quote, before, after, page, verdict, label, note, person, at)
  SELECT key, sha256, kind, quote, before, after, page, verdict, label, note, person, at FROM verdicts;
DROP TABLE verdicts;
ALTER TABLE new_verdicts RENAME TO verdicts;
CREATE INDEX verdicts_anchor ON verdicts(sha256, page, kind);
"""
