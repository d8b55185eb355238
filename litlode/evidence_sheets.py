"""An evidence table as sheets: for a workbook, whose cells lead to the quotes, for Markdown and for CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.evidence import Cell, Entry, Row, Table
from litlode.sheets import Link, Sheet, Value, escaped, page_link

SHOWN = 5
"""Recommendations of a paper that a cell of the workbook shows in words; the others are in the sheet `quotes`."""

LINKED = 5
"""Pages of an entry that Markdown links to."""

_WIDTHS: Mapping[str, int] = {
    "document": 26, "year": 7, "authors": 20, "title": 36, "venue": 20, "place": 18, "method": 20, "metals": 22,
    "challenges": 34, "recommendations": 60, "instruments": 36, "actors": 24, "targets": 24, "deadlines": 18,
    "strength": 14, "stance": 14, "id": 18, "doi": 20, "lang": 9, "issuer": 20, "pages": 7,
}  # fmt: skip
_QUOTE_HEADINGS = {
    "en": ("Document", "Column", "About", "Id", "Page", "Quote"),
    "zh": ("文献", "列", "内容", "编号", "页码", "原文"),
}


def workbook(table: Table) -> tuple[Sheet, Sheet]:
    """The sheet `table`, whose cells lead to their first quote, and `quotes`, whose pages lead to the file."""
    lines: list[tuple[Value, ...]] = []
    first: dict[tuple[int, str], int] = {}
    for row, column, entry, quote in table.quotes():
        first.setdefault((id(row), column), len(lines) + 2)
        lines.append((
            row.document, table.heading(column), entry.name, quote.id,
            Link(quote.page, page_link(quote.path or row.path, quote.page)), quote.text,
        ))  # fmt: skip
    rows = tuple(
        tuple(_book_cell(table, row, column, first.get((id(row), column))) for column in table.columns)
        for row in table.rows
    )
    headings = tuple(table.heading(column) for column in table.columns)
    return (
        Sheet(name="table", headings=headings, rows=rows, widths=tuple(_WIDTHS[name] for name in table.columns)),
        Sheet(name="quotes", headings=_QUOTE_HEADINGS[table.lang], rows=tuple(lines), widths=(26, 16, 30, 18, 7, 90)),
    )


def _book_cell(table: Table, row: Row, column: str, line: int | None) -> Value:
    cell = row.cells[column]
    if column == "document":
        return Link(row.document, page_link(row.path, row.page))
    if not isinstance(cell, tuple):
        return cell
    if not cell or line is None:
        return None
    return Link(in_words(cell, table.lang, shown=SHOWN), f"'quotes'!D{line}", inside=True)


def in_words(entries: Sequence[Entry], lang: str, *, shown: int | None = None) -> str:
    """The names of entries with their counts; recommendations in their words, `shown` of them, each on a line."""
    if any(entry.counts for entry in entries) or all(entry.concept for entry in entries):
        return ("；" if lang == "zh" else "; ").join(_counted(entry, lang) for entry in entries)
    page = "（第{}页）" if lang == "zh" else " (p. {})"
    lines = [f"{n}. {entry.name}{page.format(entry.quotes[0].page)}" for n, entry in enumerate(entries[:shown], 1)]
    if shown is not None and len(entries) > shown:
        more = len(entries) - shown
        lines.append(f"……另有{more}条" if lang == "zh" else f"… and {more} more")
    return "\n".join(lines)


def _counted(entry: Entry, lang: str) -> str:
    if not entry.counts:
        return entry.name
    return f"{entry.name}（{len(entry.quotes)}）" if lang == "zh" else f"{entry.name} ({len(entry.quotes)})"


def flat(table: Table) -> Sheet:
    """The table for CSV: each entry with the ids and pages of its quotes, entries parted by ` | `."""
    rows = tuple(tuple(_flat_cell(row.cells[column]) for column in table.columns) for row in table.rows)
    return Sheet(name="table", headings=table.columns, rows=rows)


def _flat_cell(cell: Cell) -> Value:
    if not isinstance(cell, tuple):
        return cell
    return " | ".join(
        f"{_counted(entry, 'en')}: " + ", ".join(f"{quote.id} p. {quote.page}" for quote in entry.quotes)
        for entry in cell
    )


def markdown(table: Table, folder: Path) -> str:
    """The table as Markdown of a file in `folder`, each entry with links to the pages of its quotes."""
    heads = [escaped(table.heading(column)) for column in table.columns]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in table.rows:
        lines.append(f"| {' | '.join(_markdown_cell(table, row, column, folder) for column in table.columns)} |")
    return "\n".join(lines) + "\n"


def _markdown_cell(table: Table, row: Row, column: str, folder: Path) -> str:
    cell = row.cells[column]
    if column == "document":
        return f"[{escaped(row.document)}]({page_link(row.path, row.page, folder)})"
    if not isinstance(cell, tuple):
        return "" if cell is None else escaped(str(cell))
    return "<br>".join(_markdown_entry(table, row, entry, folder) for entry in cell)


def _markdown_entry(table: Table, row: Row, entry: Entry, folder: Path) -> str:
    pages = sorted({(quote.page, quote.path or row.path) for quote in entry.quotes})
    links = [f"[{page}]({page_link(path, page, folder)})" for page, path in pages[:LINKED]]
    more = " …" if len(pages) > LINKED else ""
    return f"{escaped(_counted(entry, table.lang))} {' '.join(links)}{more}"
