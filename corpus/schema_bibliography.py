"""The tables of references that were brought in from programs for literature."""

BIBLIOGRAPHY = """
CREATE TABLE bibliography (     -- references as Zotero, EndNote, CNKI ... wrote them, whether a paper is here or not
  key INTEGER PRIMARY KEY,
  source TEXT NOT NULL,         -- absolute path of the file that it came from
  position INTEGER NOT NULL,    -- its place in that file
  format TEXT NOT NULL,         -- bibtex, ris, csl, endnote, refworks, noteexpress, cnki, gbt, zotero
  type TEXT NOT NULL,           -- article, JOUR, Journal Article ... as it stands
  cite_key TEXT NOT NULL,       -- empty where it has none
  title TEXT, year INTEGER, doi TEXT,
  raw TEXT NOT NULL,            -- the reference as it stood, to the letter
  csl TEXT NOT NULL,            -- the same as CSL JSON
  sha256 TEXT,                  -- documents.sha256 of its paper; none where it is not in the library
  matched_by TEXT CHECK (matched_by IN ('file', 'doi', 'title')),
  added_at TEXT NOT NULL        -- UTC, ISO 8601
);
CREATE INDEX bibliography_sha256 ON bibliography(sha256);
CREATE INDEX bibliography_source ON bibliography(source, position);
CREATE TABLE bibliography_fields (  -- every field of a reference in its order, a name as often as it stands there
  reference INTEGER NOT NULL REFERENCES bibliography(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,           -- as written
  value TEXT NOT NULL,          -- without the braces or quotes around it; what is no word in JSON is JSON
  PRIMARY KEY (reference, position)
) WITHOUT ROWID;
CREATE TABLE bibliography_files (   -- paths and addresses of the paper that a reference names
  reference INTEGER NOT NULL REFERENCES bibliography(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  file TEXT NOT NULL,
  PRIMARY KEY (reference, position)
) WITHOUT ROWID;
CREATE TABLE bibliography_rest (    -- what stands between the references of a file: @string, @comment, text
  source TEXT NOT NULL,
  position INTEGER NOT NULL,    -- counted with the references
  format TEXT NOT NULL,
  kind TEXT NOT NULL,           -- string, preamble, comment, text, broken (an entry that cannot be read)
  raw TEXT NOT NULL,
  PRIMARY KEY (source, position)
) WITHOUT ROWID;
"""
