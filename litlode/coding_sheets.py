"""Coding sheets as rows to write: counts long and wide, types with their totals, PMC tables, each with its quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.coding import Coded, Count
from corpus.pmc import Modelled
from corpus.statements import Paper, Quote
from corpus.wording import unbroken
from litlode.sheets import Link, Sheet, Value, page_link
from models.policy import pmc_variables

Paths = Mapping[str, str]
"""The path of the file behind each id of a document or finding."""


def paths_of(papers: Iterable[Paper]) -> dict[str, str]:
    """The paths that page links lead to."""
    out = {}
    for paper in papers:
        out[paper.document.id] = paper.path
        out.update((finding.id, finding.document) for finding in paper.findings)
    return out


def matrix_long(counts: Sequence[Count], names: Mapping[str, str]) -> Sheet:
    """A row a count that is not zero, with the ids behind it."""
    rows = tuple(
        (
            count.instrument, _name(names, "instrument:", count.instrument), count.metal,
            _name(names, "metal:", count.metal), count.year, len(count.documents), len(count.quotes),
            " ".join(count.documents), _ids(count.quotes),
        )
        for count in counts
    )  # fmt: skip
    headings = (
        "instrument", "instrument_name", "metal", "metal_name", "year", "documents", "recommendations", "document_ids",
        "finding_ids",
    )  # fmt: skip
    return Sheet(name="long", headings=headings, rows=rows, widths=(26, 30, 9, 20, 7, 11, 16, 36, 60))


def matrix_wide(counts: Sequence[Count], names: Mapping[str, str], what: str) -> Sheet:
    """A row an instrument and metal, a column a year: how many `recommendations` or `documents`.."""
    years = sorted({count.year for count in counts if count.year is not None})
    columns: list[int | None] = [*years, *([None] if any(count.year is None for count in counts) else [])]
    cells: dict[tuple[str | None, str | None], dict[int | None, frozenset[str]]] = {}
    for count in counts:
        held = count.documents if what == "documents" else [quote.id for quote in count.quotes]
        cells.setdefault((count.instrument, count.metal), {})[count.year] = frozenset(held)
    rows = tuple(
        (
            instrument, _name(names, "instrument:", instrument), metal, _name(names, "metal:", metal),
            *(len(by_year.get(year, ())) for year in columns), len(frozenset().union(*by_year.values())),
        )
        for (instrument, metal), by_year in cells.items()
    )  # fmt: skip
    heads = [str(year) if year is not None else "no year" for year in columns]
    headings = ("instrument", "instrument_name", "metal", "metal_name", *heads, "total")
    return Sheet(name=f"wide {what}", headings=headings, rows=rows, widths=(26, 30, 9, 20, *(8 for _ in heads), 8))


def types_sheet(coded: Sequence[Coded], names: Mapping[str, str], lang: str, paths: Paths) -> Sheet:
    """A row a recommendation and instrument, with its type in both schemes and the reason."""
    headings = (
        "id", "document", "year", "page", "quote", "stance", "strength", "actors", "metals", "instrument",
        "instrument_name", "side", "tool", "iea_area", "iea_type", "reason",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for row in coded:
        finding, type_ = row.finding, row.type
        actors = [(p.concept and names.get(p.concept)) or p.quote for p in finding.about.parts if p.role == "actor"]
        metals = [names.get(f"metal:{metal}", metal) for metal in finding.metals]
        named = (type_.side, type_.tool, type_.area, type_.type) if type_ else ()
        rows.append((
            finding.id, row.document.name, row.document.year,
            Link(finding.page, page_link(paths[finding.id], finding.page)), unbroken(finding.quote),
            finding.about.stance, finding.about.strength, "; ".join(map(unbroken, dict.fromkeys(actors))),
            "; ".join(metals), row.instrument, _name(names, "instrument:", row.instrument),
            *(value.name(lang) for value in named), *(None for _ in range(4 - len(named))),
            type_.reason if type_ else None,
        ))  # fmt: skip
    widths = (18, 26, 7, 7, 70, 10, 10, 24, 20, 24, 26, 16, 20, 28, 28, 40)
    return Sheet(name="types", headings=headings, rows=tuple(rows), widths=widths)


def types_totals(coded: Sequence[Coded], lang: str) -> Sheet:
    """How many recommendations and documents each side, tool, area and type has; one of two tools counts in both."""
    kinds: tuple[tuple[str, Callable[[Coded], str]], ...] = (
        ("side", lambda row: row.type.side.name(lang) if row.type else ""),
        ("tool", lambda row: f"{row.type.side.name(lang)}: {row.type.tool.name(lang)}" if row.type else ""),
        ("iea_area", lambda row: row.type.area.name(lang) if row.type else ""),
        ("iea_type", lambda row: f"{row.type.area.name(lang)}: {row.type.type.name(lang)}" if row.type else ""),
    )
    rows: list[tuple[Value, ...]] = []
    for kind, value_of in kinds:
        held: dict[str, tuple[set[str], set[str]]] = {}
        for row in coded:
            findings, documents = held.setdefault(value_of(row), (set(), set()))
            findings.add(row.finding.id)
            documents.add(row.document.id)
        for value, (findings, documents) in sorted(held.items(), key=lambda item: (not item[0], item[0])):
            rows.append((kind, value or "(no instrument named)", len(findings), len(documents)))
    headings = ("scheme", "value", "recommendations", "documents")
    return Sheet(name="totals", headings=headings, rows=tuple(rows), widths=(12, 60, 16, 12))


def pmc_long(modelled: Sequence[Modelled], lang: str) -> Sheet:
    """A row a document and sub-variable, with the ids behind a 1."""
    rows = tuple(
        (
            one.document.name, one.document.id, one.document.year, variable.main.id, variable.main.name(lang),
            variable.id, variable.name(lang), one.value(variable), _ids(one.quotes[variable.id]),
        )
        for one in modelled
        for variable in pmc_variables()
    )  # fmt: skip
    headings = ("document", "document_id", "year", "main", "main_name", "variable", "variable_name", "value", "ids")
    return Sheet(name="long", headings=headings, rows=rows, widths=(30, 18, 7, 7, 22, 9, 32, 7, 60))


def pmc_table(modelled: Sequence[Modelled], lang: str, lines: Mapping[tuple[str, str], int]) -> Sheet:
    """Sub-variables by documents, 0 and 1 (the multi-input-output table); a 1 leads to the line of its first quote."""
    rows = []
    for variable in pmc_variables():
        values: list[Value] = [variable.main.name(lang), variable.id, variable.name(lang)]
        for one in modelled:
            line = lines.get((one.document.id, variable.id))
            value = one.value(variable)
            values.append(Link(value, f"'quotes'!E{line}", inside=True) if line else value)
        rows.append(tuple(values))
    headings = ("main", "variable", "name", *(one.document.title or one.document.name for one in modelled))
    return Sheet(name="table", headings=headings, rows=tuple(rows), widths=(22, 9, 32, *(16 for _ in modelled)))


def pmc_index(modelled: Sequence[Modelled], lang: str) -> Sheet:
    """A row a document: the sub-variables, the means of the main ones, the index and its level."""
    variables = pmc_variables()
    mains = tuple(dict.fromkeys(variable.main.id for variable in variables))
    rows = tuple(
        (
            one.document.name, one.document.title, one.document.year, *(one.value(variable) for variable in variables),
            *(one.means[main] for main in mains), one.index, one.level.zh if lang == "zh" else one.level.en,
        )
        for one in modelled
    )  # fmt: skip
    headings = ("document", "title", "year", *(variable.id for variable in variables), *mains, "pmc", "level")
    widths = (30, 40, 7, *(6 for _ in variables), *(7 for _ in mains), 8, 22)
    return Sheet(name="index", headings=headings, rows=rows, widths=widths)


def pmc_quotes(modelled: Sequence[Modelled], lang: str, paths: Paths) -> tuple[Sheet, dict[tuple[str, str], int]]:
    """The quotes behind every 1, and the line at which those of a document and variable begin."""
    rows: list[tuple[Value, ...]] = []
    lines: dict[tuple[str, str], int] = {}
    for one in modelled:
        for variable in pmc_variables():
            for quote in one.quotes[variable.id]:
                lines.setdefault((one.document.id, variable.id), len(rows) + 2)
                about = f"{variable.id} {variable.name(lang)}"
                rows.append((one.document.name, about, *_quoted(quote, paths)))
    headings = ("document", "variable", "id", "page", "quote")
    return Sheet(name="quotes", headings=headings, rows=tuple(rows), widths=(30, 36, 18, 7, 90)), lines


def matrix_quotes(counts: Sequence[Count], names: Mapping[str, str], paths: Paths) -> Sheet:
    """The recommendations behind every count."""
    rows = tuple(
        (
            _name(names, "instrument:", count.instrument), _name(names, "metal:", count.metal), count.year,
            quote.document, *_quoted(quote, paths),
        )
        for count in counts
        for quote in count.quotes
    )  # fmt: skip
    headings = ("instrument", "metal", "year", "document", "id", "page", "quote")
    return Sheet(name="quotes", headings=headings, rows=rows, widths=(30, 20, 7, 26, 18, 7, 90))


def _quoted(quote: Quote, paths: Paths) -> tuple[Value, Value, Value]:
    # The id of a sentence begins with that of its document.
    path = paths[quote.id.partition(":")[0]]
    return quote.id, Link(quote.page, page_link(path, quote.page)), quote.text


def _name(names: Mapping[str, str], kind: str, bare: str | None) -> str | None:
    return names.get(kind + bare, bare) if bare else None


def _ids(quotes: Iterable[Quote]) -> str:
    return " ".join(quote.id for quote in quotes)
