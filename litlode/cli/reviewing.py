"""Commands for literature reviews: review new, add, note, move, remove, outline, list, show, status, export."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from litlode.cli.options import (
    accepted_option,
    check_target,
    csv_option,
    json_option,
    library_option,
    opened,
    replace_option,
)
from litlode.cli.review_lines import left_out, print_coverage, print_item, stay_elsewhere, tell
from litlode.cli.searching import QueryCommand
from litlode.cli.works import tell_reading
from litlode.output import counted, print_csv, print_json, printed, say

REVIEW_COLUMNS = ("name", "title", "findings", "documents", "notes", "lost", "queries", "created_at")
ITEM_COLUMNS = (
    "number", "heading", "kind", "quote", "document", "title", "year", "page", "lang", "metals", "themes", "places",
    "verdict", "corrected", "note", "state", "id",
)  # fmt: skip

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of headings."
)


@click.group()
def review() -> None:
    """Collect findings in a review, order them under headings, and export it with citations.

    `litlode review new supply`, `litlode review add supply "supply risk"`, `litlode review export supply -o
    supply.docx`. Items stay when papers are read again.
    """


@review.command()
@click.argument("name")
@click.option("--title", help="What stands over the exported review.")
@library_option
def new(name: str, title: str | None, library_path: Path) -> None:
    """Begin a review."""
    from corpus.reviews import new_review  # noqa: PLC0415 - `litlode --help` needs no library

    with opened(library_path) as library:
        made = new_review(library.connection, name, title)
    say(f"{made.name}: begun; `litlode review add {quote(made.name)} QUERY` fills it")


@review.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1)
@click.option("--id", "ids", multiple=True, metavar="ID", help="A finding by its id; may be given several times.")
@click.option("--heading", help="A heading of your own for them; `A > B` puts B below A.")
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Only the best so many of a query [default: all].")
@click.option("--note", help="A note for each.")
@library_option
def add(
    *, name: str, query: tuple[str, ...], ids: tuple[str, ...], heading: str | None, limit: int | None,
    note: str | None, library_path: Path,
) -> None:  # fmt: skip
    """Put findings into a review: all that hold a query, or those with an id.

    QUERY is what `litlode search` takes. What is in the review, what was rejected, what an abstract says again in its
    other language and what a copy of the same work says stays out.
    """
    from corpus.outline import settle, stored_heading  # noqa: PLC0415 - as above
    from corpus.reviews import Added, add_by_id  # noqa: PLC0415

    typed = " ".join(query)
    if bool(typed) == bool(ids):
        raise click.UsageError("give a QUERY, or findings with --id ID")
    with opened(library_path) as library:
        done: Added
        if ids:
            own = None if heading is None else stored_heading(library.connection, name, heading)
            done = add_by_id(library.connection, name, ids, heading=own, note=note)
        else:
            tell_reading(library)
            say(f"read as: {library.search(typed, limit=0).explain()}")
            done = library.add_to_review(name, typed, heading=heading, note=note, limit=limit)
        settled = settle(library.connection, name)
    told = left_out(done.as_dict(), by_hand=bool(ids), heading=heading)
    say(f"{name}: {counted(done.added, 'finding')} added, {len(settled.items)} in it now{told}")
    if done.elsewhere and heading:
        say(stay_elsewhere(settled, done.elsewhere, heading))
    if not done.found:
        say("no finding holds all of the query; `litlode search` shows what holds some of it")


@review.command("note")
@click.argument("name")
@click.argument("item")
@click.argument("text", nargs=-1)
@library_option
def write_note(name: str, item: str, text: tuple[str, ...], library_path: Path) -> None:
    """Write a note on an item, in the place of the one that it has; without TEXT that one is removed.

    ITEM is its number in the outline, or the id of the finding.
    """
    from corpus.reviews import set_note  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        noted = set_note(library.connection, name, item, " ".join(text))
    say(f"{name}: note on {noted.number} {'written' if text else 'removed'}")


@review.command()
@click.argument("name")
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--under", metavar="HEADING", help="All that is under a heading, in place of ITEMs.")
@click.option("--heading", help="The heading to move to; a new one, or one of the outline.")
@click.option("--before", metavar="ITEM", help="Right before another item, and under its heading.")
@click.option("--after", metavar="ITEM", help="Right after another item, and under its heading.")
@click.option("--first", is_flag=True, help="To the beginning.")
@click.option("--last", is_flag=True, help="To the end.")
@library_option
def move(
    *, name: str, items: tuple[str, ...], under: str | None, heading: str | None, before: str | None,
    after: str | None, first: bool, last: bool, library_path: Path,
) -> None:  # fmt: skip
    """Move items to another heading or another place.

    `review move supply 3 4 --heading "Demand > Batteries"`, `review move supply --under Demand --first`. ITEM is a
    number in the outline or the id of a finding. Headings come in the order of their first items.
    """
    from corpus.outline import move as put  # noqa: PLC0415 - as above

    if sum(map(bool, (before, after, first, last))) > 1:
        raise click.UsageError("one of --before, --after, --first and --last")
    if bool(items) == bool(under):
        raise click.UsageError("give ITEMs, or a heading with --under")
    if not (heading or before or after or first or last):
        raise click.UsageError("say where to: --heading, --before, --after, --first or --last")
    with opened(library_path) as library:
        moved = put(
            library.connection, name, items, under=under, heading=heading, before=before, after=after, first=first
        )  # fmt: skip
    say(f"{name}: {counted(len(moved), 'finding')} moved")


@review.command()
@click.argument("name")
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--all", "whole", is_flag=True, help="The review itself, with all its items and notes.")
@library_option
def remove(name: str, items: tuple[str, ...], whole: bool, library_path: Path) -> None:
    """Take items out of a review, or remove the review; the findings stay in the library."""
    from corpus.reviews import delete_review  # noqa: PLC0415 - as above
    from corpus.reviews import remove as take_out  # noqa: PLC0415

    if bool(items) == whole:
        raise click.UsageError("give ITEMs, or --all for the whole review")
    with opened(library_path) as library:
        if whole:
            gone = delete_review(library.connection, name)
            say(f"{gone.name}: removed with {counted(len(gone.items), 'finding')}")
        else:
            say(f"{name}: {counted(len(take_out(library.connection, name, items)), 'finding')} taken out")


@review.command("outline")
@click.argument("name")
@click.option(
    "--by", type=click.Choice(["theme", "metal", "place", "year", "kind", "own"]),
    help="Make the headings and the order from these; `own`: those given by hand, where there are any, first.",
)  # fmt: skip
@lang_option
@library_option
@json_option
@csv_option
def show_outline(*, name: str, by: str | None, lang: str, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Show the headings of a review with the items under each, or arrange them anew with --by."""
    from corpus.outline import arrange, outline  # noqa: PLC0415 - as above
    from corpus.reviews import find_review  # noqa: PLC0415

    with opened(library_path) as library:
        kept = arrange(library.connection, name, by) if by else find_review(library.connection, name)
        sections = outline(library.connection, kept, lang)
    if as_json:
        print_json([section.as_dict() for section in sections])
        return
    if as_csv:
        print_csv([row for section in sections for row in section.rows()], ITEM_COLUMNS)
        return
    for section in sections:
        count = f"  ({len(section.items)})" if section.items else ""
        click.echo(click.style(f"{'  ' * (section.level - 1)}{section.title}{count}", bold=True))
        for item in section.items:
            print_item(item)
    tell(kept)


@review.command("list")
@library_option
@json_option
@csv_option
def list_reviews(library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the reviews with their numbers of findings and documents."""
    with opened(library_path) as library:
        rows = [kept.as_dict() for kept in library.reviews()]
    if not printed(rows, REVIEW_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            title = f"  {row['title']}" if row["title"] else ""
            click.echo(f"{click.style(row['name'], bold=True)}{title}")
            held = f"{counted(row['findings'], 'finding')} of {counted(row['documents'], 'document')}"
            click.echo(f"   {held}, begun {row['created_at'][:10]}")
        say(counted(len(rows), "review"))


@review.command()
@click.argument("name")
@click.argument("item", required=False)
@library_option
@json_option
@csv_option
def show(name: str, item: str | None, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Show a review: its queries and its items in full, or one of them."""
    from corpus.reviews import find_review, pick  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        kept = find_review(library.connection, name)
    items = pick(kept, [item]) if item else kept.items
    rows = [one.as_dict() for one in items]
    if as_json:
        print_json(rows if item else {**kept.as_dict(), "items": rows})
    elif as_csv:
        print_csv(rows, ITEM_COLUMNS)
    else:
        if not item:
            click.echo(click.style(kept.title or kept.name, bold=True))
            for query in kept.queries:
                click.echo(f"   {query.query}  ({query.at[:10]}: {query.found} found, {query.added} added)")
        for one in items:
            print_item(one, full=True)
        tell(kept)


@review.command("export")
@click.argument("name")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
    help="The file to write: .docx, .html, .md or .tex (with a .bib beside it).",
)  # fmt: skip
@click.option("--style", default="gb", show_default=True, help="The style of citations: gb (GB/T 7714), apa ...")
@lang_option
@accepted_option
@replace_option
@library_option
def export_review(
    *, name: str, output: Path, style: str, lang: str, accepted: bool, replace: bool, library_path: Path
) -> None:
    """Write a review as a document: headings, notes, quotations with citations, references, how it was made.

    What a verdict rejects is left out.
    """
    from corpus.reviews import find_review  # noqa: PLC0415 - as above
    from litlode.exporting import files_of, make_manuscript, write  # noqa: PLC0415
    from litlode.writing import writing_to  # noqa: PLC0415

    with opened(library_path) as library:
        for file in files_of(output):
            check_target(library, file, replace=replace)
        tell_reading(library)
        kept = find_review(library.connection, name)
        manuscript = make_manuscript(library, kept, lang=lang, style=style, accepted=accepted)
        with writing_to(library.connection, *files_of(output), replace=replace):
            written = write(manuscript, output)
    for item in manuscript.left_out:
        say(f"{item.number}: rejected by a verdict, left out ({item.document.name}, page {item.page})")
    if manuscript.unaccepted:
        say(f"{counted(manuscript.unaccepted, 'finding')} without a verdict that accepts it left out")
    for quotation in manuscript.quotations:
        if quotation.state == "lost":
            say(f"not found in the library any more, quoted as it was chosen: {quotation.quote[:60]}")
    for path in written:
        say(f"{path}: written")


@review.command()
@click.argument("name")
@library_option
@json_option
@csv_option
def status(name: str, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Show what share of the documents was looked at, and what the review says nothing of.

    Looked at is what has a quotation in a review, a verdict or a decision of a screening. Metals and themes are listed
    that the documents speak of and no finding of the review is about; and files and pages that could not be read.
    """
    from corpus.coverage import coverage  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        seen = coverage(library.connection, name)
    if as_json:
        print_json(seen.as_dict())
    elif as_csv:
        print_csv(seen.rows(), ("what", "name", "documents", "findings", "pages", "why"))
    else:
        print_coverage(seen)
