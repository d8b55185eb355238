"""Commands about what is said over the years: threads of one recommendation or challenge, and trends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import (
    Refusal,
    csv_option,
    json_option,
    kind_option,
    library_option,
    opened,
    person_option,
)
from litlode.output import print_csv, print_json, printed, say

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.threads import Thread

THREAD_COLUMNS = ("id", "kind", "status", "documents", "first", "last", "langs", "metals", "themes", "quote")
POINT_COLUMNS = ("concept", "name", "year", "about", "documents", "share", "small")
TURN_COLUMNS = ("concept", "name", "change", "since", "until", "about", "documents", "small")
BESIDE_COLUMNS = (
    "concept", "name", "zh", "zh_documents", "en", "en_documents", "difference", "only", "p", "differs", "small",
)  # fmt: skip

_SHOWN = 20  # threads where nobody says how many

chart_option = click.option(
    "--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw it: FILE is .html, .svg or .png."
)
names_option = click.option(
    "--names", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of names."
)


@click.command()
@click.argument("id", required=False)
@library_option
@kind_option
@click.option(
    "--query", "-q", metavar="QUERY", help="Only threads with a finding that fits, as `litlode search` has it."
)
@click.option(
    "--status", type=click.Choice(["open", "taken up", "enacted", "dropped"]),
    help="Only recommendations of which the last text says so.",
)  # fmt: skip
@click.option("--unanswered", is_flag=True, help="Only challenges that no recommendation answers.")
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True, metavar="N", help="Documents that must say it."
)
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), metavar="N",
    help="How many to show [default: 20; all as JSON and CSV].",
)  # fmt: skip
@click.option("--rebuild", is_flag=True, help="Weave all threads anew; what people decided is kept.")
@names_option
@chart_option
@json_option
@csv_option
def track(
    *,
    id: str | None,
    library_path: Path,
    kind: Any,
    query: str | None,
    status: Any,
    unanswered: bool,
    least: int,
    limit: int | None,
    rebuild: bool,
    names: str,
    chart: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Follow what is said again: who said it first, who repeats it, what became of it.

    A thread is one recommendation or one challenge, in whatever words and language it is said. Without ID the threads
    are listed that most documents say; with the ID of a thread, or of any finding in it, that one is shown in full.
    Papers that are new in the library are looked at first.
    """
    with opened(library_path) as library:
        _look(library, rebuild)
        if id:
            threads: Sequence[Thread] = [library.tracking.thread(id)]
        else:
            threads = library.track(query, kind=kind, status=status, unanswered=unanswered, least=least)
        shown = threads[: limit or (None if as_json or as_csv else _SHOWN)]
        if chart:
            _draw(chart, lambda charts: charts.timeline(threads[: limit or _SHOWN], names))
    if as_json:
        print_json({"threads": [thread.as_dict() for thread in shown]})
    elif as_csv:
        print_csv((_thread_row(thread) for thread in shown), THREAD_COLUMNS)
    elif id:
        _print_thread(threads[0])
    else:
        for number, thread in enumerate(shown, 1):
            _print_line(number, thread)
        rest = f", {len(threads) - len(shown)} more with --limit" if len(threads) > len(shown) else ""
        say(f"{len(threads)} threads said by {least} documents or more{rest}" if threads else _nothing(least))


def _nothing(least: int) -> str:
    return f"nothing is said by {least} documents or more" + ("; --least 1 shows what one says" if least > 1 else "")


def _look(library: Library, rebuild: bool) -> None:
    """Look for threads in what is new; a long look tells how far it is."""

    def tell(done: int, of: int) -> None:
        if of >= 500 and (done == of or done % 320 == 0):
            say(f"threads: {done} of {of} documents")

    library.tracking.refresh(rebuild=rebuild, on_documents=tell)


def _draw(path: Path, make: Any) -> None:
    from litlode import charts  # noqa: PLC0415 - an extra that no other command needs

    try:
        for warning in charts.save(make(charts), path):
            say(warning)
    except charts.ChartError as error:
        raise Refusal(str(error)) from error
    say(f"{path}: written")


def _thread_row(thread: Thread) -> dict[str, Any]:
    years = thread.years
    return {
        "id": thread.id, "kind": thread.kind, "status": thread.status, "documents": thread.documents,
        "first": years[0] if years else None, "last": years[-1] if years else None, "langs": thread.langs,
        "metals": thread.metals, "themes": thread.themes, "quote": thread.first.quote,
    }  # fmt: skip


def _print_line(number: int, thread: Thread) -> None:
    row = _thread_row(thread)
    years = "-".join(dict.fromkeys(str(row[name]) for name in ("first", "last") if row[name]))
    status = f"  [{thread.status}]" if thread.status else ""
    place = f"{thread.documents} documents" + (f", {years}" if years else "") + f", {' and '.join(thread.langs)}"
    click.echo(f"{number}. {_kind(thread.kind)}  {place}  {click.style(thread.id, dim=True)}{status}")
    click.echo("   " + " ".join(thread.first.quote.split()))
    about = "; ".join(part for part in (" ".join(thread.metals[:6]), " ".join(thread.themes[:3])) if part)
    if about:
        click.echo("   " + click.style(about, dim=True))


def _kind(kind: str) -> str:
    return click.style(kind, fg={"challenge": "red", "recommendation": "green"}[kind], bold=True)


def _print_thread(thread: Thread) -> None:
    status = f"  [{thread.status}]" if thread.status else ""
    plural = "s" if thread.documents != 1 else ""
    click.echo(f"{_kind(thread.kind)}  {thread.documents} document{plural}  {click.style(thread.id, dim=True)}{status}")
    for at, (finding, score) in enumerate(zip(thread.findings, thread.scores, strict=True)):
        how = ("first said" if at == 0 else "again") + ("" if at == 0 else f" ({score:.2f})")
        force = f", {finding.about.strength}" if finding.about.strength else ""
        where = ", ".join(str(part) for part in (finding.year or "no year", finding.document, f"page {finding.page}"))
        click.echo(f"   {click.style(how, bold=True)} {where}{force}  {click.style(finding.id, dim=True)}")
        click.echo("      " + " ".join(finding.quote.split()))
    facts = {
        "metals": " ".join(thread.metals),
        "themes": " ".join(thread.themes),
        "strength": " → ".join(f"{strength} ({year or '?'})" for year, strength in thread.strengths),
        **{
            f"{role}s": "; ".join(f"{part['quote']} ({part['year'] or '?'}, p. {part['page']})" for part in parts)
            for role in ("actor", "place", "target", "deadline")
            if (parts := thread.parts(role))
        },
        "answers": " ".join(thread.answers),
        "answered by": " ".join(thread.answered_by),
    }
    for name, value in facts.items():
        if value:
            click.echo(f"   {click.style(name + ':', dim=True)} {value}")
    for event in thread.events:
        where = ", ".join(str(part) for part in (event.year or "no year", event.document, f"page {event.page}"))
        click.echo(f"   {click.style(event.event, bold=True)} {where} ({event.score:.2f})")
        click.echo("      " + " ".join(event.quote.split()))


@click.group()
def thread() -> None:
    """Correct threads: make one of two, or take findings out; what you decide is kept."""


@thread.command()
@click.argument("id")
@click.argument("other")
@library_option
@person_option
def merge(*, id: str, other: str, library_path: Path, person: str | None) -> None:
    """Make one thread of two, each named by the id of any finding in it."""
    with opened(library_path) as library:
        _look(library, rebuild=False)
        _print_thread(library.tracking.merge(id, other, person=person))


@thread.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@library_option
@person_option
def split(*, ids: Sequence[str], library_path: Path, person: str | None) -> None:
    """Take these findings out of their thread; together they are one of their own."""
    with opened(library_path) as library:
        _look(library, rebuild=False)
        _print_thread(library.tracking.split(*ids, person=person))


@click.command()
@click.option(
    "--by", type=click.Choice(["theme", "metal", "place"]), default="theme", show_default=True, help="What is followed."
)
@click.option(
    "--show", type=click.Choice(["years", "changes", "languages"]), default="changes", show_default=True,
    help="Shares year by year; what is new, quiet or bursting; Chinese beside English.",
)  # fmt: skip
@library_option
@kind_option
@names_option
@chart_option
@json_option
@csv_option
def trends(
    *, by: Any, show: str, library_path: Path, kind: Any, names: str, chart: Path | None, as_json: bool, as_csv: bool
) -> None:
    """What is spoken of more, less, for the first time or no more: shares of a year's documents.

    Of a work in several versions one document counts. A share of fewer than five documents is marked `small`.
    """
    with opened(library_path) as library:
        counted = library.tracking.trends(by, kind=kind)
        named = library.tracking.names(names)
    rows: Sequence[Any] = {"years": counted.points, "changes": counted.turns, "languages": counted.beside}[show]()
    told = [{"name": named.get(row.concept, row.concept), **row.as_dict()} for row in rows]
    if show == "years":
        told = [row for row in told if row["about"]]
    if chart:
        _draw(chart, lambda charts: charts.TRENDS[show](counted, named, names))
    columns = {"years": POINT_COLUMNS, "changes": TURN_COLUMNS, "languages": BESIDE_COLUMNS}[show]
    if not printed(told, columns, as_json=as_json, as_csv=as_csv):
        for row in told:
            click.echo(_told(show, row))
        if not told:
            say("nothing to tell: too few documents, or none with a year")


def _told(show: str, row: Mapping[str, Any]) -> str:
    small = "  (few documents)" if row["small"] else ""
    if show == "years":
        return f"{row['year']}  {row['share']:4.0%}  {row['about']}/{row['documents']}  {row['name']}{small}"
    if show == "changes":
        years = str(row["since"]) if row["since"] == row["until"] else f"{row['since']}-{row['until']}"
        return f"{row['change']:<6} {years:<9}  {row['about']}/{row['documents']}  {row['name']}{small}"
    zh = f"zh {row['zh']}/{row['zh_documents']}"
    en = f"en {row['en']}/{row['en_documents']}"
    sure = "differs" if row["differs"] else "not sure"
    return f"{row['difference']:+4.0%}  {zh:<9} {en:<9} {sure:<8}  {row['name']}{small}"
