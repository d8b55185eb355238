"""The command `litlode diff`: what is in the library that was not before a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from litlode.cli.options import json_option, library_option, opened
from litlode.cli.thread_lines import on_one_line, told_kind, told_status
from litlode.output import counted, print_finding, print_json, say

if TYPE_CHECKING:
    from corpus.since import Grown, Since


@click.command()
@click.option("--since", "day", required=True, metavar="DAY", help="The first day that counts, as 2025-01-31, in UTC.")
@library_option
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many findings to show; all as JSON.",
)
@json_option
def diff(*, day: str, library_path: Path, limit: int, as_json: bool) -> None:
    """Show what came into the library since a day.

    The documents, their findings, the threads of `litlode track` that they join, and the metals, challenges, measures
    and places that no finding was about before. A paper that is read again is not new.
    """
    with opened(library_path) as library:
        found = library.since(day)
    if as_json:
        print_json(found.as_dict())
    else:
        _print(found, limit)


def _print(found: Since, limit: int) -> None:
    _head("documents", len(found.documents))
    for document in found.documents:
        year = f", {document.year}" if document.year else ""
        counts = f"{counted(document.challenges, 'challenge')}, {counted(document.recommendations, 'recommendation')}"
        click.echo(f"{document.document}  {document.title or 'no title'}{year}  {counts}")
    _head("findings", len(found.findings))
    for finding in found.findings[:limit]:
        print_finding(finding.as_dict())
    if len(found.findings) > limit:
        click.echo(f"... {len(found.findings) - limit} more with --limit")
    _head("threads that they join", len(found.threads))
    for grown in found.threads:
        _print_grown(grown)
    _head("concepts that no finding was about before", len(found.concepts))
    for concept in found.concepts:
        names = " ".join(name for name in (concept.name_en, concept.name_zh) if name)
        click.echo(f"{concept.id}  {names}  {concept.findings}")
    say(f"{counted(len(found.documents), 'document')} and {counted(len(found.findings), 'finding')} since {found.day}")


def _head(name: str, count: int) -> None:
    if count:
        click.echo(click.style(f"== {name}: {count}", bold=True))


def _print_grown(grown: Grown) -> None:
    thread = grown.thread
    how = "all new" if grown.whole else f"{len(grown.new)} of {len(thread.findings)} new"
    documents = counted(thread.documents, "document")
    head = f"{told_kind(thread.kind)}  {documents}, {how}  {click.style(thread.id, dim=True)}{told_status(thread)}"
    click.echo(head)
    click.echo("   " + on_one_line(thread.first.quote))
    for finding in grown.new:
        if finding != thread.first:
            click.echo(f"   + {finding.document}, page {finding.page}: " + on_one_line(finding.quote))
