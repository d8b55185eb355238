"""The library of papers. Its verbs:

| verb | gives |
|---|---|
| `open_library(path)` | a `Library`: `ingest`, `search`, `findings`, `documents`, `show` |
| `corpus.ingest.ingest(db, paths)` | progress, file by file, while files are read in |
| `corpus.search.search(connection, query)` | the findings that fit, best first |
| `corpus.watching.run_watch(opened, watch)` | what a kept search has not told before |
| `corpus.listing.find_findings(connection)` | every finding with all that belongs to it |
| `corpus.verdicts.judge(connection, decisions)` | verdicts written, on the findings that it gives |
| `corpus.training.train(connection, path)` | a model beside the library, learned from its verdicts |
| `corpus.jsonl.finding_lines(…)` | a document's findings as JSON objects, without a library |
"""

from corpus.library import Library

__all__ = ["Library", "open_library"]


def open_library(path: str, *, create: bool = True) -> Library:
    """The library at `path`, made where there is none unless `create` is False; raises a LibraryError."""
    return Library(path, create=create)
