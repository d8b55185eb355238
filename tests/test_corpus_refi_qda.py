"""REFI-QDA projects: positions give the quotes back, the XML is by the standard, the same library the same file."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from factories import library
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from corpus.person import whoami
from corpus.refi_qda import NAMESPACE, QdaError, export_project, guid
from corpus.refi_text import plain_text

TEXTS = (
    "第一行。\r\n我国钨储备面临规模不足😀。\r\n建议扩大钨储备。",
    "\ufeffThe country lacks lithium\x0c & <rare> earths.\nStates should begin stockpiling tungsten.",
)
_Q = f"{{{NAMESPACE}}}"

ABOUT = {"creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"}
RULES: dict[str, tuple[set[str], set[str], tuple[str, ...]]] = {
    "Project": (
        {"name"},
        {"origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime", "basePath"},
        ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description",
         "NoteRef*"),
    ),
    "Users": (set(), set(), ("User+",)),
    "User": ({"guid"}, {"name", "id"}, ()),
    "CodeBook": (set(), set(), ("Codes!",)),
    "Codes": (set(), set(), ("Code+",)),
    "Code": ({"guid", "name", "isCodable"}, {"color"}, ("Description", "NoteRef*", "Code*")),
    "Sources": (set(), set(), ("TextSource|PDFSource+",)),
    "Notes": (set(), set(), ("Note+",)),
    "PDFSource": (
        {"guid"}, {"name", "path", "currentPath"} | ABOUT,
        ("Description", "PDFSelection*", "Representation", "Coding*", "NoteRef*", "VariableValue*"),
    ),
    "PlainTextSelection": (
        {"guid", "startPosition", "endPosition"}, {"name"} | ABOUT, ("Description", "Coding*", "NoteRef*"),
    ),
    "Coding": ({"guid"}, {"creatingUser", "creationDateTime"}, ("CodeRef!", "NoteRef*")),
    "CodeRef": ({"targetGUID"}, set(), ()),
    "NoteRef": ({"targetGUID"}, set(), ()),
    "Description": (set(), set(), ()),
    "PlainTextContent": (set(), set(), ()),
    **{
        name: (
            {"guid"}, {"name", "richTextPath", "plainTextPath"} | ABOUT,
            ("Description", "PlainTextContent", "PlainTextSelection*", "Coding*", "NoteRef*", "VariableValue*"),
        )
        for name in ("TextSource", "Representation", "Note")
    },
}  # fmt: skip
"""The types of Project.xsd 1.0 that are used here: attributes needed, attributes allowed, children in their order."""

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
VALUES = {
    "guid": GUID, "targetGUID": GUID, "creatingUser": GUID, "creatingUserGUID": GUID,
    "color": re.compile("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"), "isCodable": re.compile("true|false"),
    "startPosition": re.compile(r"\d+"), "endPosition": re.compile(r"\d+"),
    "creationDateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
}  # fmt: skip
HOW_OFTEN = {"!": (1, 1), "+": (1, 10**6), "*": (0, 10**6)}


def check(element: ET.Element) -> None:
    """Fail where an element or one within it is not by the schema."""
    name = element.tag.removeprefix(_Q)
    needed, allowed, order = RULES[name]
    plain = {key for key in element.attrib if not key.startswith("{")}
    assert needed <= plain <= needed | allowed, (name, plain)
    for key, pattern in VALUES.items():
        assert key not in plain or pattern.fullmatch(element.attrib[key]), (name, key, element.attrib[key])
    children = [child.tag.removeprefix(_Q) for child in element]
    at = 0
    for part in order:
        names, (least, most) = part.rstrip("!+*").split("|"), HOW_OFTEN.get(part[-1], (0, 1))
        count = 0
        while at < len(children) and children[at] in names:
            at, count = at + 1, count + 1
        assert least <= count <= most, (name, part, children)
    assert at == len(children), (name, children)
    if name in ("TextSource", "Representation", "Note"):
        assert ("plainTextPath" in plain) != ("PlainTextContent" in children)
    for child in element:
        check(child)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "lib.db", *TEXTS).close()
    return Library(tmp_path / "lib.db")


def project(shelf: Library, **options: object) -> tuple[ET.Element, zipfile.ZipFile]:
    export_project(shelf.connection, Path("p.qdpx"), name="p", **options)  # type: ignore[arg-type]
    archive = zipfile.ZipFile("p.qdpx")
    return ET.fromstring(archive.read("project.qde")), archive


def passages(root: ET.Element, archive: zipfile.ZipFile, line_end: str = "\n") -> dict[str, str]:
    """The words of every selection by its GUID, as a program reads them that counts code points."""
    out = {}
    for source in root.iter():
        if path := source.get("plainTextPath"):
            text = archive.read(path.replace("internal://", "sources/")).decode("utf-8").replace(line_end, "\n")
            for selection in source.findall(f"{_Q}PlainTextSelection"):
                out[selection.attrib["guid"]] = text[
                    int(selection.attrib["startPosition"]) : int(selection.attrib["endPosition"])
                ]
    return out


def as_written(quote: str) -> str:
    return quote.replace("\r\n", "\n").replace("\x0c", " ").removeprefix("\ufeff")


@pytest.mark.parametrize("crlf", [False, True])
def test_positions_give_exactly_the_quotes_back(shelf: Library, crlf: bool) -> None:
    root, archive = project(shelf, crlf=crlf)
    told = passages(root, archive, "\r\n" if crlf else "\n")
    assert told == {guid("selection", found.id): as_written(found.quote) for found in shelf.findings()}
    assert len(told) == 4
    assert any("😀" in quote for quote in told.values())


def test_the_project_is_by_the_schema_with_verdicts_and_all(shelf: Library) -> None:
    first, second, third, _ = shelf.findings()
    shelf.judge(first.id, "reject", person="李")
    shelf.judge(second.id, "note", note="see \x01 table <3>", person="Müller")
    shelf.judge(third.id, "relabel", "recommendation" if third.kind == "challenge" else "challenge", note="其实不是")
    root, archive = project(shelf)
    check(root)
    told = passages(root, archive)
    assert guid("selection", first.id) not in told
    assert {user.get("name") for user in root.iter(f"{_Q}User")} == {"litlode", "Müller", whoami() or "(nobody named)"}
    assert {note.findtext(f"{_Q}PlainTextContent") for note in root.iter(f"{_Q}Note")} == {
        "see   table <3>",
        "其实不是",
    }
    coded = {
        selection.attrib["guid"]: {ref.attrib["targetGUID"] for ref in selection.iter(f"{_Q}CodeRef")}
        for selection in root.iter(f"{_Q}PlainTextSelection")
    }
    assert guid("code", third.kind) not in coded[guid("selection", third.id)]
    assert guid("code", "metal:W") in coded[guid("selection", second.id)]


def test_every_reference_leads_somewhere_and_no_guid_is_there_twice(shelf: Library) -> None:
    shelf.judge(shelf.findings()[0].id, "note", note="x")
    root, archive = project(shelf)
    guids = Counter(element.attrib["guid"] for element in root.iter() if "guid" in element.attrib)
    assert max(guids.values()) == 1
    for element in root.iter():
        for key in ("targetGUID", "creatingUser", "creatingUserGUID"):
            assert element.get(key) is None or element.attrib[key] in guids
        for key in ("path", "plainTextPath"):
            if value := element.get(key):
                assert value.replace("internal://", "sources/") in archive.namelist()


def test_codes_are_nested_with_colours(shelf: Library) -> None:
    root, _ = project(shelf)
    (codes,) = root.iter(f"{_Q}Codes")
    assert [code.get("name") for code in codes] == ["Challenge 挑战", "Recommendation 建议", "Metals 金属"]
    assert [code.get("isCodable") for code in codes] == ["true", "true", "false"]
    assert {code.get("name") for code in codes[2].findall(f"{_Q}Code")} == {"tungsten 钨", "lithium 锂"}
    assert all(code.get("color") for code in codes.iter(f"{_Q}Code"))


def test_the_same_library_gives_the_same_file(shelf: Library) -> None:
    project(shelf)
    first = Path("p.qdpx").read_bytes()
    project(shelf)
    assert Path("p.qdpx").read_bytes() == first


def test_a_pdf_goes_along_where_it_still_is_what_was_read(shelf: Library) -> None:
    import hashlib

    content = b"%PDF-1.4 not really"
    Path("paper.pdf").write_bytes(content)
    shelf.connection.execute(
        "UPDATE documents SET name = 'paper.pdf', path = 'paper.pdf', sha256 = ? WHERE key = 1",
        [hashlib.sha256(content).hexdigest()],
    )
    root, archive = project(shelf)
    check(root)
    (source,) = root.iter(f"{_Q}PDFSource")
    assert archive.read(source.attrib["path"].replace("internal://", "sources/")) == content
    assert len(passages(root, archive)) == 4
    Path("paper.pdf").write_bytes(b"%PDF-1.4 another")
    done = export_project(shelf.connection, Path("p.qdpx"), name="p")
    assert (done.pdfs, done.without_pdf) == (0, ("paper.pdf",))


def test_what_cannot_be_written_is_refused_and_leaves_nothing(shelf: Library) -> None:
    with pytest.raises(QdaError, match="no document"):
        export_project(shelf.connection, Path("p.qdpx"), name="p", only=[])
    with pytest.raises(QdaError, match="nowhere"):
        export_project(shelf.connection, Path("nowhere") / "p.qdpx", name="p")
    assert not list(Path().glob("*.qdpx*"))
    assert isinstance(shelf.connection, sqlite3.Connection)


@given(st.text(st.sampled_from("ab中😀\r\n\ufeff\x0c"), max_size=30), st.data())
def test_an_offset_leads_to_the_same_words(text: str, data: st.DataObject) -> None:
    plain = plain_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inside = text[start:end]
    if (text[start - 1 : start + 1] == "\r\n" and start) or (text[end - 1 : end + 1] == "\r\n" and end):
        return  # no finding begins or ends between the two
    wanted = inside.removeprefix("\ufeff") if start == 0 else inside
    told = re.sub("\r\n?", "\n", wanted).replace("\x0c", " ")
    assert plain.text[plain.at(start) : plain.at(end)] == told
