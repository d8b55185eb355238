"""A library as a project of REFI-QDA, which NVivo, MAXQDA, ATLAS.ti and others open.

REFI-QDA 1.0 (Rotterdam Exchange Format Initiative, 18 March 2019, https://www.qdasoftware.org): a zip file with
`project.qde`, XML by the schema `urn:QDA-XML:project:1.0`, and the folder `sources`. A document is a source, a finding
a selection in its plain text, what it is about its codes, a person's note on it a note. GUIDs are made from contents:
the same library gives the same project.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from corpus.errors import LibraryError
from corpus.listing import StoredDocument, StoredFinding, find_documents, find_findings
from corpus.refi_codes import Code, codebook
from corpus.refi_text import plain_text, printable
from corpus.verdicts import verdicts_on

NAMESPACE = "urn:QDA-XML:project:1.0"
_SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.qdasoftware.org/litlode")
_MACHINE = "litlode"
_DATE = (1980, 1, 1, 0, 0, 0)  # of every file in the zip: the first that the format knows


class QdaError(LibraryError):
    """The project cannot be written."""


@dataclass(frozen=True, kw_only=True)
class QdaSummary:
    """What went into a project; `without_pdf` are documents whose PDF was not found as it was read."""

    documents: int
    pdfs: int
    findings: int
    rejected: int
    notes: int
    codes: int
    without_pdf: tuple[str, ...]


def guid(*parts: str) -> str:
    """The GUID of what these parts name, always the same one."""
    return str(uuid.uuid5(_ROOT, json.dumps(parts, ensure_ascii=False)))


def export_project(
    connection: sqlite3.Connection,
    path: Path,
    *,
    name: str,
    only: Sequence[str] | None = None,
    kind: str | None = None,
    metal: str | None = None,
    pdfs: bool = True,
    crlf: bool = False,
) -> QdaSummary:
    """Write the library as a project to `path`: all documents, or those with the hashes `only`.

    Findings that a person rejected are left out, those relabelled have the kind that the person said. With `crlf` the
    plain text files have \\r\\n at line ends, which still count as one character: MAXQDA reads them so. Raises QdaError
    where nothing is to be written, or the file cannot be.
    """
    documents = [d for d in find_documents(connection) if only is None or d.sha256 in only]
    if not documents:
        raise QdaError("there is no document to write")
    findings: dict[str, list[StoredFinding]] = {}
    for finding in find_findings(connection, kind=kind, metal=metal):
        findings.setdefault(finding.sha256, []).append(finding)
    project = _Project(connection, name, documents, findings)
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            for document in documents:
                project.add(archive, document, _pdf(connection, document) if pdfs else None, crlf=crlf)
            _put(archive, "project.qde", project.xml())
        part.replace(path)
    except OSError as error:
        raise QdaError(f"{path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return project.summary()


class _Project:
    """The XML of a project, made document by document."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        name: str,
        documents: Sequence[StoredDocument],
        findings: dict[str, list[StoredFinding]],
    ) -> None:
        self._connection = connection
        self._name = name
        self._findings = findings
        self._users = {_MACHINE: guid("user", _MACHINE)}
        self._sources = ET.Element("Sources")
        self._notes = ET.Element("Notes")
        shown = [finding for document in documents for finding in findings.get(document.sha256, ())]
        self._codes = codebook(connection, shown)
        self._dates: dict[str, str] = dict(connection.execute("SELECT sha256, added_at FROM documents"))
        self._counts = {"pdfs": 0, "findings": 0, "rejected": 0}
        self._without_pdf: list[str] = []
        self._documents = len(documents)
        self._names = Counter(document.name for document in documents)

    def add(self, archive: zipfile.ZipFile, document: StoredDocument, pdf: Path | None, *, crlf: bool) -> None:
        """Add a document as a source, with its files and findings."""
        (text,) = self._connection.execute(
            "SELECT t.text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.sha256 = ?",
            [document.sha256],
        ).fetchone()
        plain = plain_text(text)
        source, file = guid("source", document.sha256), guid("text", document.sha256)
        twice = self._names[document.name] > 1
        name = f"{document.name} ({document.id})" if twice else document.name
        about = {"name": printable(name), **self._made(document.sha256)}
        content = plain.text.replace("\n", "\r\n") if crlf else plain.text
        _put(archive, f"sources/{file}.txt", content.encode("utf-8"))
        at = {"plainTextPath": f"internal://{file}.txt"}
        if pdf is not None:
            _put_file(archive, f"sources/{source}.pdf", pdf)
            self._counts["pdfs"] += 1
            where = {"guid": source, "path": f"internal://{source}.pdf"}
            outer = ET.SubElement(self._sources, "PDFSource", where | about)
            _describe(outer, document)
            inner = ET.SubElement(outer, "Representation", {"guid": file} | at | about)
        else:
            if document.name.lower().endswith(".pdf"):
                self._without_pdf.append(document.document)
            inner = ET.SubElement(self._sources, "TextSource", {"guid": source} | at | about)
            _describe(inner, document)
        for finding in self._findings.get(document.sha256, ()):
            self._select(inner, finding, plain.at(finding.start), plain.at(finding.end))

    def _select(self, parent: ET.Element, finding: StoredFinding, start: int, end: int) -> None:
        """A finding as a selection with its codes and the notes on it."""
        said = verdicts_on(self._connection, finding)
        force = next((verdict for verdict in said if verdict["verdict"] != "note"), None)
        if force and force["verdict"] == "reject":
            self._counts["rejected"] += 1
            return
        self._counts["findings"] += 1
        kind, by = finding.kind, self._made(finding.sha256)
        if force and force["verdict"] == "relabel" and force["label"]:
            kind, by = force["label"], self._person(force["person"], force["at"])
        place = {"startPosition": str(start), "endPosition": str(end)}
        about = {"guid": guid("selection", finding.id), "name": _short(finding.quote), **place}
        selection = ET.SubElement(parent, "PlainTextSelection", about | self._made(finding.sha256))
        for code in (kind, *finding.themes, *(f"metal:{metal}" for metal in finding.metals)):
            mine = by if code == kind else self._made(finding.sha256)
            coding = ET.SubElement(selection, "Coding", {"guid": guid("coding", finding.id, code), **mine})
            ET.SubElement(coding, "CodeRef", targetGUID=guid("code", code))
        for number, verdict in enumerate(verdict for verdict in said if verdict["note"]):
            note = guid("note", finding.id, str(number), verdict["at"] or "", verdict["note"] or "")
            ET.SubElement(selection, "NoteRef", targetGUID=note)
            said_by = self._person(verdict["person"], verdict["at"])
            about = {"guid": note, "name": _short(verdict["note"] or ""), **said_by}
            element = ET.SubElement(self._notes, "Note", about)
            ET.SubElement(element, "PlainTextContent").text = printable(verdict["note"] or "")

    def _made(self, sha256: str) -> dict[str, str]:
        """Who made what was found in a document, and when: this program, when it was read."""
        return {"creatingUser": self._users[_MACHINE], "creationDateTime": self._dates[sha256]}

    def _person(self, person: str | None, at: str | None) -> dict[str, str]:
        name = printable(person or "(nobody named)")
        made = {"creatingUser": self._users.setdefault(name, guid("user", name))}
        return made | ({"creationDateTime": at} if at else {})

    def xml(self) -> bytes:
        """The whole project; elements stand in the order that the schema wants."""
        latest = max(self._dates.values())
        root = ET.Element("Project", {
            "xmlns": NAMESPACE, "xmlns:xsi": _XSI, "xsi:schemaLocation": f"{NAMESPACE} {_SCHEMA}",
            "name": printable(self._name), "origin": _MACHINE, "creatingUserGUID": self._users[_MACHINE],
            "creationDateTime": latest,
        })  # fmt: skip
        users = ET.SubElement(root, "Users")
        for name, user in self._users.items():
            ET.SubElement(users, "User", guid=user, name=name)
        _add_codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), self._codes)
        root.append(self._sources)
        if len(self._notes):
            root.append(self._notes)
        ET.indent(root)
        body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return body

    def summary(self) -> QdaSummary:
        """What went in."""
        return QdaSummary(
            documents=self._documents, notes=len(self._notes), codes=sum(1 for code in _every(self._codes)),
            without_pdf=tuple(self._without_pdf), **self._counts,
        )  # fmt: skip


def _describe(source: ET.Element, document: StoredDocument) -> None:
    """Title, authors and so on, as the description of a source."""
    facts = (
        document.title,
        document.title_alt,
        "; ".join(document.authors),
        document.venue,
        document.year,
        document.doi,
    )
    if told := "\n".join(str(fact) for fact in facts if fact):
        ET.SubElement(source, "Description").text = printable(told)


def _add_codes(parent: ET.Element, codes: Iterable[Code]) -> None:
    for code in codes:
        element = ET.SubElement(
            parent, "Code", guid=guid("code", code.id), name=code.name,
            isCodable="true" if code.codable else "false", color=code.colour,
        )  # fmt: skip
        ET.SubElement(element, "Description").text = code.id
        _add_codes(element, code.codes)


def _every(codes: Iterable[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _every(code.codes)


def _pdf(connection: sqlite3.Connection, document: StoredDocument) -> Path | None:
    """The file of a document where it still is what was read, and a PDF."""
    known = connection.execute(
        "SELECT p.path FROM document_paths p JOIN documents d ON d.key = p.document WHERE d.sha256 = ? ORDER BY 1",
        [document.sha256],
    )
    for path in (Path(document.document), *(Path(path) for (path,) in known)):
        try:
            with path.open("rb") as file:
                if b"%PDF" in file.read(1024) and _hash(file) == document.sha256:
                    return path
        except OSError:
            continue
    return None


def _hash(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)


def _put_file(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    with path.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as target:
        while block := source.read(1 << 20):
            target.write(block)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _short(text: str) -> str:
    """The first words of a text, as a name."""
    line = " ".join(printable(text).split())
    return line if len(line) <= 60 else line[:59] + "…"
