"""The command that hands a library to programs for qualitative analysis: qda export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from litlode.cli.options import Refusal, kind_option, library_option, opened, replace_option
from litlode.output import counted, say


@click.group()
def qda() -> None:
    """Exchange with NVivo, MAXQDA, ATLAS.ti and other programs for qualitative analysis (REFI-QDA)."""


@qda.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
    help="The project to write, as FILE.qdpx.",
)  # fmt: skip
@library_option
@kind_option
@click.option("--metal", help="Only findings about this metal (W, tungsten, 钨).")
@click.option("--screening", metavar="NAME", help="Only documents that this screening includes.")
@click.option("--no-pdf", is_flag=True, help="Only texts: a small project, without the pages.")
@click.option("--crlf", is_flag=True, help="For MAXQDA: end lines of the texts as Windows does.")
@replace_option
def export_qda(
    *,
    output: Path,
    library_path: Path,
    kind: Any,
    metal: str | None,
    screening: str | None,
    no_pdf: bool,
    crlf: bool,
    replace: bool,
) -> None:
    """Write documents and findings as a project that NVivo, MAXQDA and ATLAS.ti open.

    Each document is a source (the PDF where it still lies where it was read, and its text), each finding a coded
    passage of it; kinds, themes and metals are the codes, notes of `litlode judge` are notes. What a person rejected is
    left out.
    """
    if output.suffix.lower() != ".qdpx":
        raise Refusal(f"{output}: a project's name ends with .qdpx")
    from corpus.refi_qda import export_project  # noqa: PLC0415 - `litlode --help` needs no library
    from corpus.screening import board  # noqa: PLC0415
    from litlode.writing import writing_to  # noqa: PLC0415

    with opened(library_path) as library:
        only = None
        if screening is not None:
            only = [document.sha256 for document in board(library.connection, screening).included()]
            if not only:
                raise Refusal(f"{screening}: includes no document yet")
        with writing_to(library.connection, output, replace=replace):
            done = export_project(
                library.connection, output, name=output.stem, only=only, kind=kind, metal=metal, pdfs=not no_pdf,
                crlf=crlf,
            )  # fmt: skip
    say(
        f"{output}: {counted(done.documents, 'document')} ({done.pdfs} with their PDF), "
        f"{counted(done.findings, 'coded passage')}, {counted(done.codes, 'code')}, {counted(done.notes, 'note')}"
    )
    if done.rejected:
        say(f"{counted(done.rejected, 'finding')} left out: a person rejected them")
    if done.without_pdf and not no_pdf:
        say(f"{counted(len(done.without_pdf), 'PDF')} not found as read, and there as text:")
        for path in done.without_pdf:
            say(f"   {path}")
