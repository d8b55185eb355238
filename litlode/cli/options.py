"""What several commands share: their options, the library they open, the one line they end with when refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from corpus.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])


class Refusal(click.ClickException):
    """Nothing could be done: one line on stderr and exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"litlode: {self.message}", err=True)


library_option = click.option(
    "--library", "-l", "library_path", type=click.Path(path_type=Path), default=Path("litlode.db"), show_default=True,
    metavar="FILE", help="The library file.",
)  # fmt: skip
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")


def _one_form(context: click.Context, option: click.Parameter, value: bool) -> bool:
    """Whether data is printed in this form; refused where it is to be printed in the other form as well."""
    if value and any(context.params.get(form) for form in ("as_json", "as_csv") if form != option.name):
        raise Refusal("--json and --csv do not go together: give one")
    return value


json_option = click.option("--json", "as_json", is_flag=True, callback=_one_form, help="Print one JSON list.")
csv_option = click.option("--csv", "as_csv", is_flag=True, callback=_one_form, help="Print CSV.")
kind_option = click.option(
    "--kind", type=click.Choice(["challenge", "recommendation"]), help="Only findings of this kind."
)

accepted_option = click.option(
    "--accepted", is_flag=True, help="Only findings that a person accepted or corrected (`litlode verify`)."
)
person_option = click.option(
    "--person", metavar="NAME", help="Who says so [default: LITLODE_PERSON, else the login name]."
)

replace_option = click.option(
    "--replace", is_flag=True, help="Write over a file that litlode did not write, or that was changed since."
)

ocr_option = click.option(
    "--ocr/--no-ocr", default=None,
    help="Read pages without text from their pictures [default: where the extra `ocr` is installed].",
)  # fmt: skip


def limit_options(command: Command) -> Command:
    """`--jobs`, `--timeout` and `--memory` of the processes that read files."""
    for option in (
        click.option(
            "--memory", type=click.IntRange(min=64), default=2048, show_default=True, metavar="MB",
            help="Stop reading a file that needs more memory.",
        ),
        click.option(
            "--timeout", type=click.FloatRange(min=0, min_open=True), default=300.0, show_default=True,
            metavar="SECONDS", help="Stop reading a file that takes longer.",
        ),
        click.option(
            "--jobs", "-j", type=click.IntRange(min=1), default=None, metavar="N",
            help="Processes that read at once [default: one a core].",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@contextmanager
def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[Library]:
    """The library at `path`, closed afterwards; what is wrong with it ends the command with one line."""
    from corpus.errors import LibraryError  # noqa: PLC0415 - `litlode --help` needs no library
    from corpus.library import Library  # noqa: PLC0415

    try:
        with Library(path, create=create, read_only=read_only) as library:
            yield library
    except LibraryError as error:
        raise Refusal(str(error)) from error


def check_target(library: Library, target: Path | None, *, replace: bool) -> None:
    """Refuse a file that is not to be written over, before a command works for it."""
    from litlode.writing import check_target as check  # noqa: PLC0415 - as above

    if target is not None:
        check(library.connection, target, replace=replace)


def check_ocr(ocr: bool | None) -> None:
    """Refuse `--ocr` where the extra is not installed."""
    from extract.ocr_engine import INSTALL, engine_name  # noqa: PLC0415 - brings numpy, which no help needs

    if ocr and engine_name() is None:
        raise Refusal(f"--ocr needs the extra `ocr`: {INSTALL}")
