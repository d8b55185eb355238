"""Writing a review to a file, in the format that the file's name asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.errors import LibraryError
from litlode.exporting.manuscript import Manuscript

FORMATS: Mapping[str, str] = {
    ".docx": "Word", ".html": "HTML", ".htm": "HTML", ".md": "Markdown", ".tex": "LaTeX",
}  # fmt: skip
"""The endings of files and what is written to them."""


class ExportError(LibraryError):
    """A review cannot be written as asked."""


def files_of(path: Path) -> tuple[Path, ...]:
    """The files that are written for a name: for LaTeX the references too; raises ExportError for an unknown ending."""
    ending = path.suffix.casefold()
    if ending not in FORMATS:
        raise ExportError(f"{path}: the ending says the format: {', '.join(FORMATS)}")
    return (path, path.with_suffix(".bib")) if ending == ".tex" else (path,)


def write(manuscript: Manuscript, path: Path) -> tuple[Path, ...]:
    """Write a review, and for LaTeX its references beside it; gives the files that were written.

    Raises ExportError where the name's ending is that of no format, or the file cannot be written.
    """
    files = files_of(path)
    ending = path.suffix.casefold()
    try:
        if ending == ".docx":
            from litlode.exporting.word import write_docx  # noqa: PLC0415 - each brings what the others do not need

            write_docx(manuscript, path)
        elif ending == ".md":
            from litlode.exporting.markdown import as_markdown  # noqa: PLC0415

            path.write_text(as_markdown(manuscript), encoding="utf-8")
        elif ending == ".tex":
            from litlode.exporting.latex import as_latex  # noqa: PLC0415

            _, beside = files
            path.write_text(as_latex(manuscript, beside.name), encoding="utf-8")
            beside.write_text(manuscript.bibliography, encoding="utf-8")
        else:
            from litlode.exporting.html import as_html  # noqa: PLC0415

            path.write_text(as_html(manuscript), encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror or error}") from error
    return files
