"""Commands for searches that are kept and run again: watch add, list, remove, run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from litlode.cli.options import csv_option, json_option, library_option, opened
from litlode.cli.searching import HIT_COLUMNS, QueryCommand
from litlode.output import counted, print_csv, print_finding, print_json, printed, say

WATCH_COLUMNS = ("name", "query", "created_at", "last_run_at", "told")


@click.group()
def watch() -> None:
    """Keep searches, and see what is new for them since the last time.

    `litlode watch add w-stock "tungsten stockpile"` keeps one, `litlode watch run` tells what is new for all of them.
    """


@watch.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@library_option
@click.option("--replace", is_flag=True, help="In the place of the watch of this name, which is forgotten.")
def add(*, name: str, query: tuple[str, ...], library_path: Path, replace: bool) -> None:
    """Keep a search under a name.

    QUERY is what `litlode search` takes. The first run shows all that
    fits, later ones what is new.
    """
    with opened(library_path) as library:
        kept = library.watch(name, " ".join(query), replace)
        results = library.search(kept.query, limit=0)
    say(f"read as: {results.explain()}")
    say(f"{kept.name}: {counted(results.total, 'hit')} now")


@watch.command("list")
@library_option
@json_option
@csv_option
def list_watches(*, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the searches that are kept, when each was last run and how many hits it has shown."""
    with opened(library_path) as library:
        rows = [kept.as_dict() for kept in library.watches()]
    if not printed(rows, WATCH_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            run = (
                f"last run {row['last_run_at']}, {counted(row['told'], 'hit')} shown"
                if row["last_run_at"]
                else "never run"
            )
            click.echo(f"{click.style(row['name'], bold=True)}  {row['query']}\n   {run}")
        say(counted(len(rows), "watch", "watches"))


@watch.command()
@click.argument("name")
@library_option
def remove(name: str, library_path: Path) -> None:
    """Forget a search and what it has shown."""
    with opened(library_path) as library:
        library.unwatch(name)
    say(f"{name}: removed")


@watch.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@library_option
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), help="How many hits of each; the next run shows those that follow."
)
@click.option("--peek", is_flag=True, help="Only look: the next run shows the same again.")
@json_option
@csv_option
def run(
    *, names: tuple[str, ...], library_path: Path, limit: int | None, peek: bool, as_json: bool, as_csv: bool
) -> None:
    """Show what is new for the searches named, or for all, from the newest documents on.

    New is what fits a search and was not shown by an earlier run; the first run shows everything. A paper that is read
    again brings nothing new by that alone.
    """
    from corpus.watching import remember  # noqa: PLC0415 - `litlode --help` needs no library

    with opened(library_path) as library:
        wanted = dict.fromkeys(names) if names else [kept.name for kept in library.watches()]
        runs = [library.run_watch(name, peek=True, limit=limit) for name in wanted]
        if as_json:
            print_json([row for one in runs for row in one.rows()])
        elif as_csv:
            print_csv([row for one in runs for row in one.rows()], ("watch", *HIT_COLUMNS))
        for one in runs:
            if one.hits and not (as_json or as_csv):
                click.echo(f"{click.style(one.watch.name, bold=True)}  {one.watch.query}")
                for number, row in enumerate(one.rows(), 1):
                    print_finding(row, number=number)
            shown = f", {len(one)} shown" if len(one) < one.new else ""
            say(f"{one.watch.name}: {one.new} new of {counted(one.total, 'hit')}{shown}")
        if not runs:
            say("no search is kept yet: `litlode watch add NAME QUERY` keeps one")
        # What could not be printed (a full disk, a pipe that was closed) is shown the next time.
        sys.stdout.flush()
        if not peek:
            remember(library.connection, runs)
