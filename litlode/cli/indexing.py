"""Commands that look after the index of a library: check, optimize, rebuild."""

from __future__ import annotations

from pathlib import Path

import click

from litlode.cli.options import library_option, opened
from litlode.output import counted, say


@click.group()
def index() -> None:
    """Look after the index that searches use; it can be made again at any time."""


@index.command()
@library_option
@click.pass_context
def check(ctx: click.Context, library_path: Path) -> None:
    """Compare the index with every text: each word as often as it stands there. Exit status 1 where it differs."""
    with opened(library_path) as library:
        wrong = 0
        for line in library.check_index():
            click.echo(line)
            wrong += 1
    if wrong:
        say("the index is not what the texts say: `litlode index rebuild` makes it again")
        ctx.exit(1)
    say("the index agrees with all texts")


@index.command()
@library_option
def optimize(library_path: Path) -> None:
    """Merge what many documents wrote into one piece, so that searches are faster."""
    with opened(library_path) as library:
        library.optimize_index()
    say("the index is in one piece")


@index.command()
@library_option
def rebuild(library_path: Path) -> None:
    """Find all concepts again by the lexicon as it is now, and make the index anew; no file is read."""
    with opened(library_path) as library:
        count = library.rebuild_index()
    say(f"the index of {counted(count, 'document')} is made anew")
