"""The tables of screenings: which documents a review takes in, who decided so, when and why."""

SCREENINGS = """
CREATE TABLE screenings (       -- a review's screening of the documents
  name TEXT PRIMARY KEY,
  stages TEXT NOT NULL,         -- JSON list, in order: a document goes on to the next where it is included or unsure
  reasons TEXT NOT NULL,        -- JSON list of the reasons to exclude; of several the first in this order is counted
  coders INTEGER,               -- so many persons decide on each document; none: whatever is decided counts
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE screening_decisions (  -- a history: the newest of a person in a stage counts, nothing is overwritten
  key INTEGER PRIMARY KEY,
  screening TEXT NOT NULL REFERENCES screenings(name) ON DELETE CASCADE,
  stage TEXT NOT NULL,
  sha256 TEXT NOT NULL,         -- of the document, which keeps its decisions when it is read again
  decision TEXT NOT NULL CHECK (decision IN ('include', 'exclude', 'unsure')),
  reason TEXT,                  -- one of screenings.reasons
  person TEXT NOT NULL,         -- empty where nobody was named
  adjudicates INTEGER NOT NULL DEFAULT 0,  -- 1: settles what coders decided, and stands above it
  at TEXT NOT NULL              -- UTC, ISO 8601
);
CREATE INDEX screening_decisions_screening ON screening_decisions(screening, sha256);
"""
