"""The demo: sample papers in, findings of both languages out, and a search that crosses from one to the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

import corpus
from litlode.cli.options import Refusal, opened
from litlode.output import counted, print_finding, say

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.listing import StoredFinding

SAMPLES = Path(corpus.__file__).parent / "samples"
SHOWN = 3
"""Findings shown of each language and kind, and hits of each search."""

# A query in one language, and the language of the hits that the demo puts first.
SEARCHES = (("钨储备", "en"), ("tungsten stockpile", "zh"), ("稀土", "en"), ("rare earth recycling", "zh"))


def run_demo(library_path: Path | None, *, jobs: int | None, timeout: float, memory: int) -> None:
    """Print the demo, with the library at `library_path` or in a temporary folder."""
    from corpus.errors import WorkerError  # noqa: PLC0415 - kept out of the start of other commands

    samples = sorted(SAMPLES.glob("*.pdf"))
    if not samples:
        raise Refusal(f"{SAMPLES}: there are no sample papers here: install litlode again")
    with _library_file(library_path) as path, opened(path, create=True) as library:
        say(f"reading {len(samples)} sample papers …")
        try:
            summary = library.ingest(*samples, jobs=jobs, timeout=timeout, memory=memory)
        except WorkerError as error:
            raise Refusal(str(error)) from error
        for failure in summary.failures:
            say(f"{failure.path.name}: {failure.message}")
        say(f"{counted(summary.files, 'file')}, {counted(len(library.findings()), 'finding')} in {path}")
        _show_findings(library)
        for query, lang in SEARCHES:
            _show_search(library, query, lang)
        if library_path is None:
            say("\nYour own papers: litlode ingest FOLDER, then litlode search WORDS")
        else:
            say(f"\nGo on: litlode search --library {quote(str(library_path))} WORDS")
    if summary.failures:
        raise SystemExit(1)


@contextmanager
def _library_file(path: Path | None) -> Iterator[Path]:
    if path is not None:
        yield path
        return
    # Windows may hold the file a moment longer than we do.
    with tempfile.TemporaryDirectory(prefix="litlode-", ignore_cleanup_errors=True) as folder:
        yield Path(folder, "demo.db")


def _heading(text: str) -> None:
    click.echo("\n" + click.style(text, bold=True, underline=True))


def _show_findings(library: Library) -> None:
    every = library.findings()
    for lang, name in (("zh", "Chinese"), ("en", "English")):
        for kind in ("challenge", "recommendation"):
            rows = [row for row in every if row.lang == lang and row.kind == kind]
            _heading(f"{len(rows)} {kind}s in {name}, for instance")
            rows.sort(key=lambda row: (not (row.metals and row.themes), -row.score))
            for row in _one_a_document(rows):
                print_finding({**row.as_dict(), "document": row.name})


def _one_a_document(rows: Iterable[StoredFinding]) -> list[StoredFinding]:
    seen: dict[str, StoredFinding] = {}
    for row in rows:
        seen.setdefault(row.sha256, row)
    return list(seen.values())[:SHOWN]


def _show_search(library: Library, query: str, lang: str) -> None:
    results = library.search(query, limit=50)
    _heading(f"litlode search {query}")
    click.echo(f"   read as: {results.explain()}; {counted(results.total, 'hit')}")
    across = [hit for hit in results if hit.lang == lang][:SHOWN]
    same = [hit for hit in results if hit.lang != lang][: SHOWN - 1]
    for number, hit in enumerate([*across, *same], 1):
        print_finding({**hit.as_dict(), "document": hit.name}, number=number)
