"""Options and writing of charts, as several commands have them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import Refusal
from litlode.output import say

if TYPE_CHECKING:
    from corpus.library import Library

chart_option = click.option(
    "--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw it: FILE is .html, .svg or .png."
)
names_option = click.option(
    "--names", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="The language of names."
)


def draw(library: Library, path: Path, make: Callable[[Any], Any], *, replace: bool) -> None:
    """Write the chart that `make` makes with `litlode.charts`."""
    from litlode import charts  # noqa: PLC0415 - an extra that no other command needs
    from litlode.writing import writing_to  # noqa: PLC0415 - `litlode --help` needs no library

    try:
        with writing_to(library.connection, path, replace=replace):
            for warning in charts.save(make(charts), path):
                say(warning)
    except charts.ChartError as error:
        raise Refusal(str(error)) from error
    say(f"{path}: written")
