"""Commands for works, the documents that are one piece of writing: works, works join, works part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from litlode.cli.options import csv_option, json_option, library_option, opened, person_option
from litlode.output import counted, print_csv, print_json, say

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.works import Work

COLUMNS = (
    "work", "document", "role", "title", "authors", "year", "doi", "lang", "words_alike", "facts_alike", "reasons",
    "evidence", "id", "sha256", "of",
)  # fmt: skip
MANY = 200
"""New documents whose texts take so long to read, some three seconds, that it is told."""

_LISTS = {"authors": "; ", "reasons": "; ", "evidence": "; "}


def tell_reading(library: Library) -> None:
    """Say that works are found where that takes long: before what counts works."""
    from corpus.work_documents import count_unsigned  # noqa: PLC0415 - `litlode --help` needs no library

    if (new := count_unsigned(library.connection)) >= MANY:
        say(f"reading the texts of {new} documents that are new, once …")


@click.group(invoke_without_command=True)
@library_option
@click.option("--all", "show_all", is_flag=True, help="Also works of one document.")
@json_option
@csv_option
@click.pass_context
def works(context: click.Context, *, library_path: Path, show_all: bool, as_json: bool, as_csv: bool) -> None:
    """List works that the library has more than one document of, and why each is taken for the same.

    Preprint and article, translations, scans, files with a cover page: all stay, and count as one work. The first
    document of a work is the one to cite. `litlode works join A B` and `litlode works part A B` correct it for good.
    """
    if context.invoked_subcommand:
        return
    with opened(library_path) as library:
        tell_reading(library)
        found = library.works()
    shown = [work for work in found if show_all or len(work.versions) > 1]
    if as_json:
        print_json([_work(work) for work in shown])
    elif as_csv:
        print_csv([_flat(row) for work in shown for row in _rows(work)], COLUMNS)
    else:
        for work in shown:
            _print(work)
    documents, several = sum(len(work.versions) for work in found), sum(len(work.versions) > 1 for work in found)
    said = f"{counted(len(found), 'work')} in {counted(documents, 'document')}"
    say(f"{said}, {counted(several, 'work')} in several documents")


def _decision(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--note", metavar="TEXT", help="Why, kept with it."),
        person_option,
        library_option,
        click.argument("b"),
        click.argument("a"),
    ):
        command = option(command)
    return command


@works.command()
@_decision
def join(*, a: str, b: str, library_path: Path, person: str | None, note: str | None) -> None:
    """Make documents A and B one work.

    A and B are ids (the first four characters do), file names or paths. It stays so when papers are read again, until
    `part` says otherwise.
    """
    with opened(_library(library_path)) as library:
        found = library.join(a, b, person=person, note=note)
    for work in found:
        _print(work)
    say(f"{a} and {b}: joined")


@works.command()
@_decision
def part(*, a: str, b: str, library_path: Path, person: str | None, note: str | None) -> None:
    """Make documents A and B two works.

    What else was in their work goes with the one that it is more like.
    """
    with opened(_library(library_path)) as library:
        found = library.part(a, b, person=person, note=note)
    for work in found:
        _print(work)
    say(f"{a} and {b}: parted")


def _library(path: Path) -> Path:
    """The library named after `join` or before it: `litlode works -l FILE join A B` means FILE as well."""
    context = click.get_current_context()
    if context.parent and context.get_parameter_source("library_path") is ParameterSource.DEFAULT:
        return Path(context.parent.params["library_path"])
    return path


def _print(work: Work) -> None:
    cited = work.cited
    head = ", ".join(str(part) for part in ("; ".join(cited.authors), cited.year) if part)
    click.echo(
        f"{click.style(cited.title or cited.name, bold=True)}  {head}  {click.style(work.id, dim=True)}".rstrip()
    )
    for version in work.versions:
        year = f", {version.year}" if version.year else ""
        click.echo(f"   {version.role:<11}  {version.document}{year}  {click.style(version.id, dim=True)}")
        for line in (*version.reasons, "; ".join(version.evidence)):
            if line:
                click.echo("                " + click.style(line, dim=True))


def _work(work: Work) -> dict[str, Any]:
    return {"work": work.id, "versions": [_rounded(version.as_dict()) for version in work.versions]}


def _rows(work: Work) -> list[dict[str, Any]]:
    return [{"work": work.id, **_rounded(version.as_dict())} for version in work.versions]


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in row.items()}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _LISTS[name].join(value) if name in _LISTS else value for name, value in row.items()}
