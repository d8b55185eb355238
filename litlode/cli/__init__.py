"""The command `litlode`. Each command parses, calls and prints; what is heavy is imported when a command needs it.

Exit status: 0 all is well; 1 some files could not be read, all the rest is done; 2 nothing could be done (a missing
file or library, a folder without papers, a wrong option); 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import click

from litlode import __version__
from litlode.cli.bibliography import bibliography
from litlode.cli.citing import cite
from litlode.cli.diffing import diff
from litlode.cli.digesting import annotate, digest, mindmap, related
from litlode.cli.finding import documents, export, failures, findings, show
from litlode.cli.indexing import index
from litlode.cli.judging import evaluate, judge, train
from litlode.cli.options import Refusal
from litlode.cli.qda import qda
from litlode.cli.reading import demo, extract, ingest, text
from litlode.cli.reviewing import review
from litlode.cli.screening import screen
from litlode.cli.searching import concepts, find_similar, search
from litlode.cli.serving import mcp
from litlode.cli.tabulating import coding, table
from litlode.cli.tracking import thread, track
from litlode.cli.trending import trends
from litlode.cli.verifying import verdicts, verify
from litlode.cli.watching import watch
from litlode.cli.works import works
from litlode.output import set_streams


class Commands(click.Group):
    """The commands in the order in which a person meets them, with one line for whatever goes wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names as added, not by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a library that cannot be used ends it with one line and status 2."""
        set_streams()
        try:
            return super().invoke(ctx)
        except sqlite3.OperationalError as error:
            raise Refusal(f"the library cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise Refusal(f"the library is damaged: {error}") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Find the challenges and recommendations in Chinese and English papers on critical minerals.

    `litlode demo` shows what it does; `litlode ingest FOLDER` reads your own papers into litlode.db, and `litlode
    search` finds what is in them, in either language.
    """


for command in (
    demo, ingest, search, find_similar, watch, show, findings, documents, failures, export, concepts, index, extract,
    text, judge, verify, verdicts, train, evaluate, bibliography, review, cite, works, screen, qda, track, thread,
    table, coding, trends, diff, digest, mindmap, annotate, related, mcp,
):  # fmt: skip
    main.add_command(command)
