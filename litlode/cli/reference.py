"""The page `docs/cli.md`, made from the commands themselves: `python -m litlode.cli.reference docs/cli.md`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from litlode.cli import main

STATUS = """\
## Exit status

| status | meaning |
|---|---|
| 0 | all is well |
| 1 | some files could not be read (each in one line on stderr), all else is done; `index check`: the index is wrong |
| 2 | nothing could be done: a missing file, a folder without papers, a file that is not a library, a wrong option |
| 130 | stopped by Ctrl-C; what was read so far is in the library |

Data goes to stdout, messages and progress to stderr. JSON, JSON lines and CSV are UTF-8 whatever the console.
"""


def reference() -> str:
    """The reference of all commands, in Markdown."""
    out = ["# The command line", "", "Made by `python -m litlode.cli.reference docs/cli.md`; do not edit.", ""]
    out += ["```", _help(main, "litlode"), "```", ""]
    for name, command in main.commands.items():
        out += [f"## litlode {name}", "", "```", _help(command, f"litlode {name}"), "```", ""]
        for part, inner in command.commands.items() if isinstance(command, click.Group) else ():
            whole = f"litlode {name} {part}"
            out += [f"### {whole}", "", "```", _help(inner, whole), "```", ""]
    return "\n".join(out) + "\n" + STATUS


def _help(command: click.Command, name: str) -> str:
    settings = {**main.context_settings, **command.context_settings}
    with click.Context(command, info_name=name, terminal_width=100, **settings) as context:
        return command.get_help(context)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")
