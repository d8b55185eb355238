"""One document of a library as its readers have it: the findings that stand, each as the kind that a person says it is.

What was rejected is left out, and so is what an abstract says a second time in the other language.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import LibraryError, UnknownIdError
from corpus.listing import StoredDocument, StoredFinding, find_documents, find_findings
from corpus.quoting import as_quoted
from corpus.standing import accepts, in_force_of
from corpus.verdicts import KINDS, verdicts_on

_SAYS_NOTHING = frozenset(("note", "tag", "untag"))
_AT_ONCE = 1 << 20


class OriginalError(LibraryError):
    """The file that a document was read from is not to be had as it was."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A finding that stands, in its right words: `kind` is what a person says it is, else the machine; `said` are the
    verdicts on it.

    `decided` is the verdict in force (accept, relabel, ...), None where nobody decided; `block` is the sort of print
    that it stands in (body, list, footnote, table ...).
    """

    finding: StoredFinding
    kind: str
    block: str = "body"
    decided: str | None = None
    said: tuple[Mapping[str, str | None], ...] = ()


def find_document(connection: sqlite3.Connection, name: str) -> StoredDocument:
    """The document with this id (its first four characters do), hash, file name or path; raises UnknownIdError."""
    documents = list(
        find_documents(
            connection,
            where="?1 IN (d.sha256, d.name, d.path)"
            " OR d.id GLOB ?1 || '*' AND length(?1) > 3 AND ?1 NOT GLOB '*[^0-9a-f]*'",
            value=name,
        )
    )
    if not documents:
        documents = list(
            find_documents(
                connection,
                where="d.key IN (SELECT document FROM document_paths WHERE path = ?)",
                value=str(Path(name).absolute()),
            )
        )
    if len(documents) > 1:
        raise UnknownIdError(f"{name}: fits {len(documents)} documents; `litlode documents` lists their ids")
    if not documents:
        raise UnknownIdError(f"{name}: no document has this id or name; `litlode documents` lists them")
    return documents[0]


def findings_that_stand(
    connection: sqlite3.Connection,
    document: StoredDocument,
    *,
    accepted: bool = False,
    person: str | None = None,
) -> Iterator[Standing]:
    """The findings of a document in its order, without those that were rejected, corrected ones in the right words.

    What an abstract says in two languages is there in both; `accepted` leaves those that somebody accepted,
    as they are or in other words; with a `person` only that person's verdicts are heard.
    """
    blocks = dict(
        connection.execute(
            """SELECT f.id, s.kind FROM findings f JOIN sentences s ON s.key = f.sentence
            JOIN documents d ON d.key = f.document WHERE d.sha256 = ?""",
            [document.sha256],
        )
    )
    kept = []
    for finding in find_findings(connection, where="d.sha256 = ?", value=document.sha256):
        # Most findings are not judged: their verdicts need not be looked up.
        said = verdicts_on(connection, finding) if _is_judged(connection, finding) else ()
        said = tuple(one for one in said if person is None or one["person"] == person)
        force = next((one for one in said if one["verdict"] not in _SAYS_NOTHING), None)
        decided = force["verdict"] if force else None
        label = force["label"] if force else None
        if decided == "reject" or (accepted and not accepts(decided, label)):
            continue
        kept.append((replace(finding, corrected=_right_words(finding, said)), decided, label, said))
    quoted = as_quoted(connection, [finding for finding, *_ in kept])
    for finding, (_, decided, label, said) in zip(quoted, kept, strict=True):
        kind = label if label in KINDS else finding.kind
        yield Standing(finding=finding, kind=kind, block=blocks[finding.id], decided=decided, said=said)


def _right_words(finding: StoredFinding, said: Sequence[Mapping[str, str | None]]) -> str | None:
    """The right words by these verdicts on a finding, of which the newest stands first."""
    spoken = ((str(one["verdict"]), one["label"], one["words"], one["tag"]) for one in reversed(said))
    return in_force_of(finding.quote, spoken).words


def _is_judged(connection: sqlite3.Connection, finding: StoredFinding) -> bool:
    sql = "SELECT 1 FROM verdicts WHERE sha256 = ? AND quote = ? LIMIT 1"
    return connection.execute(sql, [finding.sha256, finding.quote]).fetchone() is not None


def concept_names(connection: sqlite3.Connection, lang: str) -> dict[str, str]:
    """How concepts are called in a language, or in the other one where it has no name for them."""
    rows = connection.execute("SELECT id, name_en, name_zh FROM concepts")
    return {
        id_: (zh or en if lang == "zh" else en or zh) or id_.partition(":")[2] for id_, en, zh in rows
    }  # fmt: skip


def paths_of(connection: sqlite3.Connection, document: StoredDocument) -> list[Path]:
    """Where the document's file was met, the newest place first."""
    rows = connection.execute(
        """SELECT p.path FROM document_paths p JOIN documents d ON d.key = p.document WHERE d.sha256 = ?
        ORDER BY p.seen_at DESC, p.path""",
        [document.sha256],
    )
    return list(dict.fromkeys([*(Path(path) for (path,) in rows), Path(document.document)]))


def original(connection: sqlite3.Connection, document: StoredDocument, given: Path | None = None) -> Path:
    """The very file that the document was read from, at one of the places where it was met, or where it is said to be.

    Raises OriginalError where no file is there, or another one than was read.
    """
    paths = [given] if given else paths_of(connection, document)
    there = [path for path in paths if path.is_file()]
    for path in there:
        if sha256_of(path) == document.sha256:
            return path
    if there:
        raise OriginalError(
            f"{there[0]}: is not the file that was read, its bytes differ; --file names the one that is"
        )
    raise OriginalError(f"{paths[0]}: there is no file here; the paper was read from here, --file says where it is now"
                        if not given else f"{given}: there is no file here")  # fmt: skip


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes; raises OriginalError where it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                found.update(piece)
    except OSError as error:
        raise OriginalError(f"{path}: {error.strerror or error}") from error
    return found.hexdigest()
