"""The tables of literature reviews; the table `reviews` of the first schema was never written to and makes room."""

REVIEWS = """
DROP TABLE reviews;
CREATE TABLE reviews (          -- a literature review: findings that a person collected and put in order
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  title TEXT,
  arranged_by TEXT NOT NULL DEFAULT 'theme' CHECK (arranged_by IN ('theme', 'metal', 'place', 'year', 'kind')),
  own_headings INTEGER NOT NULL DEFAULT 1,  -- 1 where headings that a person gave go before those made from findings
  by_hand INTEGER NOT NULL DEFAULT 0,       -- 1 since a person moved something: what is added then comes last
  created_at TEXT NOT NULL      -- UTC, ISO 8601
);
CREATE TABLE review_queries (   -- with what a review was filled: its method
  key INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES reviews(key) ON DELETE CASCADE,
  query TEXT NOT NULL,
  found INTEGER NOT NULL,       -- findings that held all of it then
  added INTEGER NOT NULL,       -- those of them that came into the review by it
  at TEXT NOT NULL
);
CREATE INDEX review_queries_review ON review_queries(review);
CREATE TABLE review_items (     -- a quotation of a review; tied to words and place, so that it outlives a better reader
  key INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES reviews(key) ON DELETE CASCADE,
  query INTEGER REFERENCES review_queries(key) ON DELETE SET NULL,  -- by which it came in; none: chosen by hand
  position INTEGER NOT NULL,
  heading TEXT,                 -- given by a person; ` > ` stands between a heading and one below it
  note TEXT,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL,  -- 32 characters either side
  page INTEGER NOT NULL,
  lang TEXT NOT NULL,
  concepts TEXT NOT NULL,       -- JSON list: what it was about when it was added
  source TEXT NOT NULL,         -- JSON object: what was known of its document when it was added
  added_at TEXT NOT NULL
);
CREATE INDEX review_items_review ON review_items(review, position);
CREATE INDEX review_items_sha256 ON review_items(sha256);
"""
