"""A library as an MCP server, so that an assistant cites what papers say word for word, with document and page.

The Model Context Protocol is at https://modelcontextprotocol.io; the package `mcp` (the extra of that name) speaks it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import Field, ValidationError

from corpus.errors import LibraryError
from corpus.facets import FACETS
from corpus.hits import Hit, Results
from corpus.library import Library
from corpus.listing import Shown, StoredConcept, StoredFinding
from corpus.ranking import Sort
from litlode import __version__

INSTRUCTIONS = """\
A library of Chinese and English papers and policy reports on critical minerals. Each finding in it is a challenge or a
recommendation in the exact words of its document, with its page. Search first; a query in one language finds both.
When you cite, give the field `quote` as it stands, in its own language (with a translation, marked as yours, if it
helps), followed by the field `citation`. Claim nothing of a document that no quote says. Findings were told by a
classifier: if a quote looks cut off or out of place, read its context with show_finding before you rely on it."""

SHOWN_OF_A_FACET = 40
"""Values told of each facet; a library may have thousands of authors."""

COUNTED = ("metal", "kind", "theme", "year")
"""The facets that are counted where none are named."""

_FINDING_FIELDS = ("kind", "quote", "page", "lang", "section", "metals", "themes", "verdict", "id")
_HIT_FIELDS = (
    "quote", "document", "title", "year", "page", "kind", "id", "lang", "section", "metals", "themes", "stance",
    "strength", "marks", "found_by", "missing",
)  # fmt: skip

Told = Annotated[CallToolResult, dict[str, Any]]
"""What a tool answers: an object, as such and as JSON text."""

Query = Annotated[str, Field(description="what to look for, in Chinese, English or both; see the query language")]
Id = Annotated[str, Field(description="an id from a search, whole or its first characters (four at least)")]
Limit = Annotated[int, Field(ge=1, le=100, description="how many at most")]
Offset = Annotated[int, Field(ge=0, description="how many to leave out at the beginning")]


class Server(MCPServer[Any]):
    """An MCP server whose tools fail in one line, whatever they were given."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; raises ToolError with one line, or UnexpectedToolError where the fault is ours."""
        for tool in await self.list_tools():
            known = tool.input_schema.get("properties", {})
            # The package drops what it does not know; a filter that was never applied would pass for one that was.
            if tool.name == name and (unknown := [key for key in arguments if key not in known]):
                raise ToolError(f"{name} has no argument {', '.join(unknown)}; it takes {', '.join(known)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if (line := _line(error.__cause__)) is None:
                raise
            raise ToolError(line) from error


def _line(error: BaseException | None) -> str | None:
    """What went wrong in one line; None where that is for the package to tell."""
    if isinstance(error, ValidationError):
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    elif isinstance(error, LibraryError | ToolError):
        told = str(error)
    elif isinstance(error, sqlite3.Error):
        told = f"the library cannot be used: {error}"
    else:
        return None
    return " ".join(told.split())


def make_server(library: Library) -> MCPServer[Any]:
    """The server of an open library; `run("stdio")` serves it until stdin ends. It never writes."""
    server = Server("litlode", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")

    # The tools are coroutines that await nothing: others run on threads, which an SQLite connection refuses.
    async def search(
        query: Query, limit: Limit = 20, offset: Offset = 0, sort: Sort = "rank", exact: bool = False
    ) -> Told:
        """Find challenges and recommendations that papers state, with their exact words, document and page.

        Use this first for any question on what the papers say. Words are found in either language: `tungsten
        stockpile` finds 钨储备. Start with two or three words; narrow by fields when there are too many hits.

        Query language: words (all of them, in any order); "unbroken words"; -word or NOT word; a OR b; brackets;
        recycl* (words that begin so); fields, with several values by commas:
        metal:W or metal:tungsten or metal:Ga,Ge; kind:challenge or kind:recommendation; year:2020 or year:2015..2020
        or year:2015..; theme:stockpile-reserve (ids from list_concepts or list_facets); actor:"Ministry of Commerce";
        place:Chile; lang:zh or lang:en; source:report-*.pdf or words of a title or journal; author:Wang;
        section:conclusions; stance:own, reported, enacted or rejected (whose a recommendation is); strength:must,
        should or may; verdict:accept, reject or none (what a person said of the finding); in:text looks in every
        sentence and not in findings alone, for facts that are neither challenge nor recommendation.

        `sort` is rank, recent (rank, in which a document counts half after six years), newest or oldest. `exact` takes
        words as typed, in one language, without their synonyms.

        Answers `read_as` (how the query was understood: check it), `total` (hits that hold all of it), `some` (further
        hits that hold only a part of it or are near in meaning), `hits`, and `next_offset` where there are more. A hit
        has `quote` (verbatim),
        `citation` (to paste), `document`, `title`, `year`, `page` (counted from 1 in the file), `kind`, `id` (for
        show_finding), `marks` (ranges of the quote that the query names), `found_by` (what stands for each part of the
        query; "in the rest of the sentence" is not in the quote itself, so look at the context) and `missing` (parts
        that it does not hold: do not cite it as if it did).
        """
        return _told(_results(library.search(query, limit=limit, offset=offset, sort=sort, exact=exact)))

    async def show_finding(id: Id) -> Told:
        """Show one finding with the text before and after its quote, and all that is known of it.

        Use this before you rely on a quote: the context tells whether the authors hold it, report it or reject it.

        Answers `before` and `after` (200 characters of text on either side), `quote`, `page`, `citation`, `boxes`
        (rectangles of the quote: page, x0, top, x1, bottom in points from the page's top left), `parts` (who should
        act, what is to be done, target, deadline, stance, strength), `links` (challenges that it answers,
        recommendations that answer it, its translation in the abstract), `verdict` (what a person said of it), `score`
        (the classifier's certainty), and the document's title, authors, year, venue and doi.
        """
        shown = _shown(library, id, finding=True)
        return _told({**shown.as_dict(), "citation": citation(shown.finding)} if shown.finding else {})

    async def show_document(
        id: Annotated[str, Field(description="a document's id, its file name, or `document` of a hit")],
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Told:
        """Show what a document says of itself, and its findings in the order of the text, `limit` of them.

        Use this for a full reference (authors, year, venue, issue, pages, doi, issuing body), for an abstract, or to
        learn all that one paper says. For the findings of a paper on one subject, search with source: and words.

        Answers the metadata, `total` (its findings), `findings` (each with `quote`, `page`, `kind`, `citation`, `id`),
        and `next_offset` where there are more.
        """
        shown = _shown(library, id, finding=False)
        findings = shown.findings[offset : offset + limit]
        page = {"total": len(shown.findings), "findings": [_finding(one) for one in findings]}
        return _told({**shown.document.as_dict(), **page, **_next(offset, len(findings), len(shown.findings))})

    async def list_facets(
        query: Query,
        facets: Annotated[Sequence[str], Field(description=f"any of {', '.join(FACETS)}")] = COUNTED,
    ) -> Told:
        """Count the findings that fit a query under each metal, kind, theme, year, actor, place, author ...

        Use this for questions of how many or which (which metals, in which years, who is asked to act), and to learn
        by what a broad search can be narrowed. For the whole library ask kind:challenge,recommendation.

        Answers `total`, and for each facet its values, the most frequent first (years in order): `value`, `label`,
        `count`, and `query`, to be added to the query of a search. Counts are of findings, not of documents.
        `partly` is true where no finding holds all of the query, and those that hold some, or are near in meaning, are
        counted.
        """
        if unknown := [name for name in facets if name not in FACETS]:
            raise ToolError(f"{unknown[0]}: there is no such facet; there are {', '.join(FACETS)}")
        return _told(_facets(library.search(query, limit=0), facets))

    async def list_concepts(
        name: Annotated[
            str | None, Field(description="a name or id in either language: 黑钨矿, wolframite, metal:W")
        ] = None,
    ) -> Told:
        """List the metals, themes, actors and places that findings are about, or those that a name stands for.

        Use this to learn what the library is about, or how it calls something (its id and its names in both languages).

        Answers `concepts`, the most frequent first: `id`, `name_en`, `name_zh`, `findings` (how many), and `query`,
        which finds them in a search. Without a name, only concepts with findings.
        """
        rows = [_concept(one) for one in library.concepts(name) if name is not None or one.findings]
        return _told({"concepts": rows})

    for tool in (search, show_finding, show_document, list_facets, list_concepts):
        server.add_tool(
            tool, description=cleandoc(tool.__doc__ or ""),
            annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )  # fmt: skip
    return server


def citation(row: Hit | StoredFinding) -> str:
    """Where a quote stands, to be pasted behind it: `report.pdf, page 2`."""
    return f"{row.name}, page {row.page}"


def _told(value: dict[str, Any]) -> CallToolResult:
    # The package would indent the text, which doubles what an assistant has to read.
    text = json.dumps(value, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=value)


def _results(results: Results) -> dict[str, Any]:
    hits = [{**_some(hit.as_dict(), _HIT_FIELDS), "citation": citation(hit)} for hit in results]
    told = {"read_as": _read_as(results), "total": results.total, "some": results.some, "hits": hits}
    return told | _next(results.offset, len(hits), results.total + results.some)


def _read_as(results: Results) -> str:
    return results.explain() or "nothing to look for"


def _facets(results: Results, names: Sequence[str]) -> dict[str, Any]:
    counted = results.facets.as_dict(*names) if names else {}
    told: dict[str, Any] = {"read_as": _read_as(results), "total": results.total, "partly": results.partly}
    told["facets"] = {name: counts[:SHOWN_OF_A_FACET] for name, counts in counted.items()}
    left = {name: len(counts) - SHOWN_OF_A_FACET for name, counts in counted.items() if len(counts) > SHOWN_OF_A_FACET}
    return told | ({"values_left_out": left} if left else {})


def _shown(library: Library, id_: str, *, finding: bool) -> Shown:
    """What has this id; raises ToolError where it is the other of finding and document."""
    document, _, place = id_.partition(":")
    if finding and place:
        raise ToolError(f"{id_}: is a sentence, of which its hit tells all; show_document({document}) has its document")
    shown = library.show(id_)
    if finding and shown.finding is None:
        raise ToolError(f"{id_}: is a document, not a finding; show_document shows it")
    if not finding and shown.finding:
        raise ToolError(f"{id_}: is a finding, not a document; show_finding shows it")
    return shown


def _finding(finding: StoredFinding) -> dict[str, Any]:
    return {**_some(finding.as_dict(), _FINDING_FIELDS), "citation": citation(finding)}


def _concept(concept: StoredConcept) -> dict[str, Any]:
    field, _, bare = concept.id.partition(":")
    field = "theme" if field in ("challenge", "instrument") else field
    return {**concept.as_dict(), "query": f"{field}:{bare}"}


def _some(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _next(offset: int, shown: int, every: int) -> dict[str, int]:
    end = offset + shown
    return {"next_offset": end} if shown and end < every else {}
