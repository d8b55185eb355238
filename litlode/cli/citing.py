"""The command that cites documents and findings: cite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from litlode.cli.options import csv_option, json_option, library_option, opened
from litlode.output import print_csv, print_json, say

REFERENCE_COLUMNS = ("id", "number", "text")


def _list_styles(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from corpus.csl_style import styles  # noqa: PLC0415 - `litlode --help` needs no styles

        for name, what in styles().items():
            click.echo(f"{name:16}{what}")
        context.exit()


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@library_option
@click.option(
    "--style", "-s", default="gb", show_default=True,
    help="gb, gb-author-date, gb-note, apa, another of --styles, the id of any CSL style, or a .csl file.",
)  # fmt: skip
@click.option("--page", "-p", help="The page cited, 12 or 12-15 [default: that of a finding].")
@click.option(
    "--form", type=click.Choice(["text", "html", "latex"]), default="text", show_default=True, help="How it is written."
)
@click.option("--styles", is_flag=True, is_eager=True, expose_value=False, callback=_list_styles, help="List styles.")
@json_option
@csv_option
def cite(
    *, ids: tuple[str, ...], library_path: Path, style: str, page: str | None, form: Any, as_json: bool, as_csv: bool
) -> None:
    """Print the citation of documents or findings, and their references.

    ID is the id of a finding or a document (its first four characters or more), or a document's file name. Several are
    cited together; a finding is cited with its page.
    """
    from corpus.cited import cite as cited_as  # noqa: PLC0415 - `litlode --help` needs no styles

    with opened(library_path) as library:
        cited = cited_as(library.connection, ids, style=style, form=form, page=page)
    if as_json:
        print_json(cited.as_dict())
    elif as_csv:
        print_csv([{**entry.as_dict(), "text": getattr(entry, form)} for entry in cited.references], REFERENCE_COLUMNS)
    else:
        click.echo(cited.citation)
        for entry in cited.references:
            click.echo(getattr(entry, form))
        bare = [entry.id for entry in cited.references if not _has_author(cited.items, entry.id)]
        if bare:
            say(f"no author is known of {', '.join(bare)}: a .bib file beside the document can say who wrote it")


def _has_author(items: Any, id_: str) -> bool:
    return any(item["id"] == id_ and item.get("author") for item in items)
