"""The server for assistants, driven over stdio as an assistant drives it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from click.testing import CliRunner
from factories import library
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult

from corpus.migrations import MIGRATIONS, connect
from litlode.cli import main
from litlode.cli.serving import INSTALL

ROOT = Path(__file__).parents[1]
TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。稀土应当有序开采。",
    "The country lacks lithium. States should begin stockpiling tungsten. Ports were busy in spring.",
)
ENGLISH = " States should begin stockpiling tungsten."
TOOLS = ["search", "show_finding", "show_document", "list_facets", "list_concepts"]
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}

Call = Callable[..., CallToolResult]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "test.db"
    library(path, *TEXTS).close()
    return path


@pytest.fixture(scope="module")
def client(shelf: Path) -> Iterator[tuple[Any, Client]]:
    """A portal into the loop in which a client talks to a server, which runs as a process of its own."""
    before = shelf.read_bytes()
    start = StdioServerParameters(
        command=sys.executable, args=["-m", "litlode", "mcp", "--library", str(shelf)], cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(start), mode="legacy")) as opened,
    ):
        yield portal, opened
    # Whatever the tests of this module asked for, the server wrote nothing and left nothing behind.
    assert shelf.read_bytes() == before
    assert [path.name for path in shelf.parent.iterdir()] == [shelf.name]


@pytest.fixture
def call(client: tuple[Any, Client]) -> Call:
    portal, opened = client
    return lambda tool, **arguments: portal.call(opened.call_tool, tool, arguments)  # type: ignore[no-any-return]


def told(result: CallToolResult) -> dict[str, Any]:
    """What a tool answered; its text says the same as its object."""
    [content] = result.content
    assert not result.is_error, content
    assert result.structured_content is not None
    assert json.loads(content.text) == result.structured_content  # type: ignore[union-attr]
    return result.structured_content


def refused(result: CallToolResult) -> str:
    """The line that a tool failed with."""
    [content] = result.content
    assert result.is_error
    line = content.text  # type: ignore[union-attr]
    assert line
    assert "\n" not in line
    return line


def test_the_server_says_what_it_is_and_how_to_cite(client: tuple[Any, Client]) -> None:
    _, opened = client
    assert opened.server_info is not None
    assert opened.server_info.name == "litlode"
    assert "`quote` as it stands" in (opened.instructions or "")


def test_tools_tell_when_to_use_them_and_write_nothing(client: tuple[Any, Client]) -> None:
    portal, opened = client
    tools = portal.call(opened.list_tools).tools
    assert [tool.name for tool in tools] == TOOLS
    assert all("Use this" in tool.description and tool.annotations.read_only_hint for tool in tools)
    assert "metal:W" in tools[0].description
    assert set(tools[0].input_schema["properties"]) == {"query", "limit", "offset", "sort", "exact"}


def test_a_search_finds_both_languages_with_citations(call: Call) -> None:
    answer = told(call("search", query="钨储备"))
    assert answer["total"] == 3
    assert answer["read_as"].startswith("钨")
    hit = next(hit for hit in answer["hits"] if hit["lang"] == "en")
    assert (hit["quote"], hit["title"], hit["year"], hit["page"]) == (ENGLISH, "Paper 1", 2020, 1)
    assert hit["citation"] == "paper-1.txt, page 1"
    assert [hit["quote"][slice(*mark)] for mark in hit["marks"]] == ["stockpiling", "tungsten"]
    assert len(hit["found_by"]) == 2
    assert hit["missing"] == []


def test_a_search_goes_on_from_an_offset_to_the_end(call: Call) -> None:
    first = told(call("search", query="kind:challenge,recommendation", limit=3, sort="newest"))
    rest = told(call("search", query="kind:challenge,recommendation", offset=first["next_offset"], sort="newest"))
    assert first["total"] == 5
    assert "next_offset" not in rest
    assert len({hit["id"] for hit in first["hits"] + rest["hits"]}) == 5


def test_a_search_says_what_a_hit_does_not_hold(call: Call) -> None:
    answer = told(call("search", query="lithium stockpiling"))
    assert (answer["total"], answer["some"]) == (0, len(answer["hits"]))
    assert {tuple(hit["missing"]) for hit in answer["hits"]} == {("lithium",), ("stockpiling",)}


def test_a_search_takes_words_as_typed_where_asked(call: Call) -> None:
    assert told(call("search", query="钨", exact=True))["total"] == 2


def test_a_finding_is_shown_with_what_stands_around_it(call: Call) -> None:
    [hit] = told(call("search", query='"begin stockpiling"'))["hits"]
    shown = told(call("show_finding", id=hit["id"]))
    assert shown["before"] + shown["quote"] + shown["after"] == TEXTS[1]
    assert shown["citation"] == hit["citation"]
    assert {"page", "boxes", "parts", "links", "title", "authors", "verdict"} <= shown.keys()


def test_a_document_is_shown_with_its_findings(call: Call) -> None:
    name = told(call("search", query="lithium"))["hits"][0]["document"]
    shown = told(call("show_document", id=name, limit=1))
    assert (shown["title"], shown["total"], shown["next_offset"]) == ("Paper 1", 2, 1)
    assert [row["quote"] for row in shown["findings"]] == ["The country lacks lithium."]
    [row] = told(call("show_document", id=shown["id"], offset=1))["findings"]
    assert (row["quote"], row["citation"]) == (ENGLISH, "paper-1.txt, page 1")


def test_facets_count_what_a_query_fits(call: Call) -> None:
    answer = told(call("list_facets", query="钨"))
    assert list(answer["facets"]) == ["metal", "kind", "theme", "year"]
    assert [(row["value"], row["count"]) for row in answer["facets"]["kind"]] == [
        ("recommendation", 2),
        ("challenge", 1),
    ]
    narrowed = told(call("search", query=f"钨 {answer['facets']['kind'][1]['query']}"))
    assert narrowed["total"] == 1
    assert list(told(call("list_facets", query="钨", facets=["lang"]))["facets"]) == ["lang"]


def test_concepts_are_those_with_findings_or_those_named(call: Call) -> None:
    every = told(call("list_concepts"))["concepts"]
    assert all(row["findings"] for row in every)
    assert every[0] == {"id": "instrument:stockpile-reserve", "name_en": "stockpile", "name_zh": "储备", "findings": 3,
                        "query": "theme:stockpile-reserve"}  # fmt: skip
    [tungsten] = told(call("list_concepts", name="黑钨矿"))["concepts"]
    assert told(call("search", query=tungsten["query"]))["total"] == tungsten["findings"]
    assert told(call("list_concepts", name="unobtainium"))["concepts"] == []


@pytest.mark.parametrize(
    ("tool", "arguments", "line"),
    [
        ("show_finding", {"id": "0000"}, "0000: no finding or document has this id"),
        ("show_finding", {"id": ""}, "no finding or document has this id"),
        ("show_document", {"id": "none.pdf"}, "none.pdf: no finding or document has this id"),
        ("show_document", {"id": "paper-1.txt", "offset": -1}, "offset: Input should be greater than or equal to 0"),
        ("list_facets", {"query": "钨", "facets": ["metals"]}, "metals: there is no such facet; there are metal, kind"),
        ("search", {}, "query: Field required"),
        ("search", {"query": "钨", "limit": 101}, "limit: Input should be less than or equal to 100"),
        ("search", {"query": "钨", "sort": "best"}, "sort: Input should be 'rank', 'recent', 'newest' or 'oldest'"),
        ("search", {"query": "钨", "kind": "challenge"}, "search has no argument kind; it takes query, limit"),
        ("judge", {"id": "0000"}, "Unknown tool: judge"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(
    call: Call, tool: str, arguments: dict[str, Any], line: str
) -> None:
    assert line in refused(call(tool, **arguments))


def test_a_finding_is_no_document_and_the_other_way_round(call: Call) -> None:
    [hit] = told(call("search", query="lithium", limit=1))["hits"]
    assert "show_finding shows it" in refused(call("show_document", id=hit["id"]))
    assert "show_document shows it" in refused(call("show_finding", id=hit["document"]))
    [sentence] = told(call("search", query="in:text ports"))["hits"]
    line = refused(call("show_finding", id=sentence["id"]))
    assert "is a sentence" in line
    document = line.partition("show_document(")[2].partition(")")[0]
    assert told(call("show_document", id=document))["document"] == sentence["document"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be sent Ctrl-C alone")
def test_ctrl_c_ends_the_server_and_leaves_one_file(shelf: Path, tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    shutil.copy(shelf, path)
    command = [sys.executable, "-m", "litlode", "mcp", "--library", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": HELLO}
        process.stdin.write(json.dumps(hello).encode() + b"\n")
        process.stdin.flush()
        assert b"litlode" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    assert [file.name for file in tmp_path.iterdir()] == ["test.db"]


def test_without_the_package_the_command_says_how_to_install_it(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mcp", "mcp.server", "mcp.server.mcpserver"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "litlode.mcp_server", raising=False)
    result = CliRunner().invoke(main, ["mcp", "--library", str(shelf)])
    assert result.exit_code == 2
    assert result.output == f"litlode: an assistant is served by the extra `mcp`: {INSTALL}\n"


def test_a_library_that_is_missing_empty_or_older_is_refused_and_left_alone(tmp_path: Path) -> None:
    empty, older = tmp_path / "empty.db", tmp_path / "older.db"
    empty.touch()
    connection = connect(older)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    connection.close()
    before = older.read_bytes()
    for path, why in ((tmp_path / "none.db", "no library here"), (empty, "is empty"), (older, "an earlier litlode")):
        result = CliRunner().invoke(main, ["mcp", "--library", str(path)])
        assert (result.exit_code, result.output.count("\n")) == (2, 1)
        assert result.output.startswith(f"litlode: {path}: ")
        assert why in result.output
    assert older.read_bytes() == before
    assert not empty.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"empty.db", "older.db"}


def test_the_quotes_of_the_page_stand_in_the_sample_papers() -> None:
    page = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
    papers = [json.loads(line) for line in (ROOT / "corpus/samples/expected.jsonl").read_text("utf-8").splitlines()]
    known = {(row["quote"], f"{paper['file']}, page {row['page']}") for paper in papers for row in paper["findings"]}
    cited = set(re.findall(r'"quote": "(.+)",\s+"citation": "(.+)",', page))
    assert len(cited) == 2
    assert cited <= known
    text = " ".join(page.replace("\n> ", " ").split())
    assert all(f"“{quote}” ({citation})" in text for quote, citation in cited)
