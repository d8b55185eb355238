"""From what a person types (files, folders, patterns) to the files to read."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset(
    {".pdf", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".epub", ".caj", ".nh", ".kdh"}
)
"""What is taken from a folder; a file named outright is read whatever its name."""

TOLD = frozenset({".doc", ".wps", ".rtf", ".teb", ".djvu"})
"""Papers that are not read: taken from a folder all the same, so that none is missed without a word."""

SIDE_SUFFIXES = frozenset({".bib", ".ris", ".json"})
"""Files that tell of a paper beside them (`extract.sidefile`) and are never papers."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A path that leads to no file, and why."""

    path: Path
    message: str


def find_files(paths: Iterable[Path]) -> Iterator[Path | Missing]:
    """The files that the paths lead to, each once: folders with all below them in order of name, patterns expanded."""
    seen: set[str] = set()
    beside: list[Path] = []
    for path in paths:
        for found in _expand(path):
            if isinstance(found, Missing):
                seen.add("")
                yield found
            elif found.suffix.casefold() in SIDE_SUFFIXES:
                beside.append(found)
            elif (known := os.path.normcase(found.absolute())) not in seen:
                seen.add(known)
                yield found
    if not seen:
        yield from (Missing(path, "tells of a paper and is none: name the paper beside it") for path in beside)


def _expand(path: Path) -> Sequence[Path | Missing]:
    try:
        if path.is_dir():
            return _in_folder(path) or [Missing(path, "no papers in this folder (" + ", ".join(sorted(SUFFIXES)) + ")")]
        if path.exists():
            return [path]
    except OSError as error:
        return [Missing(path, error.strerror or str(error))]
    if glob.has_magic(str(path)):
        # Windows leaves patterns to the program.
        matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207 - absolute patterns
        files = [file for match in matches for file in ([match] if match.is_file() else _in_folder(match))]
        return files or [Missing(path, "no file fits this pattern")]
    return [Missing(path, "no such file or folder")]


def _in_folder(folder: Path) -> list[Path]:
    # Names that begin with a dot or `~$` (Word's lock files) are not papers.
    files = (
        Path(parent, name)
        for parent, folders, names in os.walk(folder, onerror=None)
        for name in names
        if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES | TOLD
        if not any(part.startswith(".") for part in Path(parent).relative_to(folder).parts)
    )
    return sorted(files)


def hash_file(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
