"""How threads are printed: a line or two each in a list, one in full, rows of CSV; and what people decided on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from litlode.output import COLOURS, counted

if TYPE_CHECKING:
    from corpus.listing import StoredFinding
    from corpus.thread_decisions import Decision
    from corpus.threads import Thread

THREAD_COLUMNS = ("id", "kind", "status", "documents", "first", "last", "langs", "metals", "themes", "quote")
FINDING_COLUMNS = (
    "thread", "id", "kind", "document", "title", "year", "page", "lang", "quote", "strength", "sameness", "decision",
    "person",
)  # fmt: skip

_DONE = {"merge": "merged", "split": "split off"}


def thread_row(thread: Thread) -> dict[str, Any]:
    """A thread as a row of CSV."""
    years = thread.years
    return {
        "id": thread.id, "kind": thread.kind, "status": thread.status, "documents": thread.documents,
        "first": years[0] if years else None, "last": years[-1] if years else None, "langs": thread.langs,
        "metals": thread.metals, "themes": thread.themes, "quote": thread.first.quote,
    }  # fmt: skip


def finding_rows(thread: Thread) -> Iterator[dict[str, Any]]:
    """The findings of a thread as rows of CSV, from the first to the last."""
    for finding, score in zip(thread.findings, thread.scores, strict=True):
        said = thread.placed.get(finding.id)
        yield {
            **finding.as_dict(), "thread": thread.id, "strength": finding.about.strength, "sameness": score,
            "decision": said.decision if said else None, "person": said.person if said else None,
        }  # fmt: skip


def print_line(number: int, thread: Thread, named: Mapping[str, str]) -> None:
    """A thread of a list: how many say it and since when, its first words, what it is about."""
    row = thread_row(thread)
    years = "-".join(dict.fromkeys(str(row[name]) for name in ("first", "last") if row[name]))
    place = counted(thread.documents, "document") + (f", {years}" if years else "") + f", {' and '.join(thread.langs)}"
    click.echo(f"{number}. {told_kind(thread.kind)}  {place}  {click.style(thread.id, dim=True)}{told_status(thread)}")
    click.echo("   " + on_one_line(thread.first.quote))
    about = "; ".join(part for part in (_metals(thread, named, 6), _themes(thread, named, 3)) if part)
    if about:
        click.echo("   " + click.style(about, dim=True))


def print_thread(thread: Thread, named: Mapping[str, str], quotes: Mapping[str, str]) -> None:
    """A thread in full; `named` has the names of concepts, `quotes` the words of the threads that it is tied to."""
    documents = counted(thread.documents, "document")
    click.echo(f"{told_kind(thread.kind)}  {documents}  {click.style(thread.id, dim=True)}{told_status(thread)}")
    for at, finding in enumerate(thread.findings):
        force = f", {finding.about.strength}" if finding.about.strength else ""
        where = ", ".join(str(part) for part in (finding.year or "no year", finding.document, f"page {finding.page}"))
        how = click.style(_how(thread, at), bold=True)
        click.echo(f"   {how} {where}{force}  {click.style(finding.id, dim=True)}")
        click.echo("      " + on_one_line(finding.quote))
    undated = sum(finding.year is None for finding in thread.findings)
    if undated and thread.years:
        click.echo(f"   {undated} of {len(thread.findings)} findings have no year: they may have been said before")
    for name, value in _facts(thread, named):
        click.echo(f"   {click.style(name + ':', dim=True)} {value}")
    for name, ids in (("answers", thread.answers), ("answered by", thread.answered_by)):
        for id_ in ids:
            words = _short(quotes.get(id_, ""))
            click.echo(f"   {click.style(name + ':', dim=True)} {words}  {click.style(id_, dim=True)}")
    for event in thread.events:
        told = f"told {event.year}, " if event.year != event.happened else ""
        where = f"{event.happened or 'no year'}, {told}{event.document}, page {event.page}"
        click.echo(f"   {click.style(event.event, bold=True)} {where} ({event.score:.2f})")
        click.echo("      " + on_one_line(event.quote))


def print_decision(decision: Decision) -> None:
    """What a person decided: its number, who, when, and the first words of either side."""
    who = ", ".join(part for part in (decision.person, decision.at[:10]) if part)
    lost = "  (nothing comes of it: its words are no findings)" if decision.lost else ""
    click.echo(f"{decision.number}. {click.style(decision.decision, bold=True)}  {decision.kind}  {who}{lost}")
    for sign, quotes in ((" ", decision.quotes), ("+" if decision.decision == "merge" else "-", decision.other_quotes)):
        more = f"  (and {len(quotes) - 1} more)" if len(quotes) > 1 else ""
        click.echo(f"   {sign} {_short(quotes[0])}{more}")


def _how(thread: Thread, at: int) -> str:
    """Whether a finding says it first or again, and by whom or how surely it was told so."""
    finding: StoredFinding = thread.findings[at]
    said = thread.placed.get(finding.id)
    by = f" ({_DONE[said.decision]} by {said.person or 'a person'})" if said else ""
    if at == 0:
        return ("said" if finding.year is None else "first said") + by
    return "again" + (by or f" ({thread.scores[at]:.2f})")


def _facts(thread: Thread, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    facts = {
        "metals": _metals(thread, named),
        "themes": _themes(thread, named),
        "strength": " → ".join(f"{strength} ({year or '?'})" for year, strength in thread.strengths),
        **{
            f"{role}s": "; ".join(f"{part['quote']} ({part['year'] or '?'}, p. {part['page']})" for part in parts)
            for role in ("actor", "place", "target", "deadline")
            if (parts := thread.parts(role))
        },
    }
    return ((name, value) for name, value in facts.items() if value)


def _metals(thread: Thread, named: Mapping[str, str], most: int | None = None) -> str:
    return _names([f"metal:{metal}" for metal in thread.metals[:most]], named)


def _themes(thread: Thread, named: Mapping[str, str], most: int | None = None) -> str:
    return _names(thread.themes[:most], named)


def _names(concepts: Sequence[str], named: Mapping[str, str]) -> str:
    return ", ".join(named.get(concept, concept) for concept in concepts)


def told_status(thread: Thread) -> str:
    """What became of a recommendation, in brackets behind it; nothing for a challenge."""
    return f"  [{thread.status}]" if thread.status else ""


def told_kind(kind: str) -> str:
    """The kind of a thread, in its colour."""
    return click.style(kind, fg=COLOURS[kind], bold=True)


def on_one_line(quote: str) -> str:
    """A quotation without its line ends."""
    return " ".join(quote.split())


def _short(quote: str, most: int = 90) -> str:
    words = on_one_line(quote)
    return words if len(words) <= most else words[:most].rstrip() + "…"
