"""The command that serves a library to an assistant: mcp."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from litlode.cli.options import Refusal, library_option, opened
from litlode.output import say

if TYPE_CHECKING:
    from types import ModuleType

    from corpus.library import Library

INSTALL = "pip install 'litlode[mcp]'"


@click.command()
@library_option
def mcp(library_path: Path) -> None:
    """Serve a library to an AI assistant, for reading only (MCP over stdio).

    The assistant starts this command itself, once it is told of it: docs/mcp.md has the few lines for that. It then
    searches the library and cites what it finds word for word, with document and page.
    """
    server = _server_module()
    with opened(library_path, read_only=True) as library:
        if sys.stdin.isatty():
            say(f"serving {library_path} to an assistant that speaks over stdin and stdout; Ctrl-C ends it")
        _stop_at_once(library)
        server.make_server(library).run("stdio")


def _stop_at_once(library: Library) -> None:
    """Let Ctrl-C and SIGTERM end the process: a thread of the package waits for the next line of stdin, for ever."""

    def stop(number: int, _frame: object) -> None:
        library.close()
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _server_module() -> ModuleType:
    """The module of the server; refuses where the package `mcp` is missing, or is one of before version 2."""
    try:
        from litlode import mcp_server  # noqa: PLC0415 - 1.3 s that no other command needs
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise Refusal(f"an assistant is served by the extra `mcp`: {INSTALL}") from error
    return mcp_server
