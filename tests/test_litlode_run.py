"""The program as a process of its own: real readers, bad files, Ctrl-C, a sudden end."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent
FAKE = (
    "import corpus.ingest as ingesting; ingesting.READ_RECORD = 'factories:fake_read';"
    "import sys; from litlode.cli import main; main(sys.argv[1:])"
)


def start(folder: Path, *args: str, fake: bool = False) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", FAKE, *args] if fake else [sys.executable, "-m", "litlode", *args]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=folder, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", env=environment
    )  # fmt: skip


def run(folder: Path, *args: str) -> tuple[int, str, str]:
    process = start(folder, *args)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def documents(library: Path) -> int:
    try:
        with sqlite3.connect(f"file:{library}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_bad_files_are_told_apart_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "论文 与 报告"
    folder.mkdir()
    (folder / "钨.txt").write_text("我国钨矿对外依存度持续上升。建议建立钨储备制度。", encoding="utf-8")
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Not found</body></html>", encoding="utf-8")
    (folder / "empty.pdf").touch()
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    status, out, err = run(tmp_path, "ingest", folder.name, "--jobs", "1")
    *bad, summary = sorted(err.splitlines(), key=lambda line: line.startswith("litlode.db"))
    assert (status, out) == (1, "")
    assert sorted(Path(line.partition(":")[0]).name for line in bad) == ["damaged.pdf", "empty.pdf", "page.pdf"]
    assert len({line.partition(":")[2] for line in bad}) == 3
    assert "Traceback" not in err
    assert summary.startswith("litlode.db: 4 files: 1 stored")
    status, out, _ = run(tmp_path, "search", "tungsten", "--json")
    assert status == 0
    assert {Path(hit["document"]).name for hit in json.loads(out)} <= {"钨.txt"}


def test_a_text_file_is_extracted_with_its_own_offsets(tmp_path: Path) -> None:
    text = "摘要：我国钨矿对外依存度持续上升，储备规模明显不足。\n建议政府尽快建立钨储备制度。\n"
    (tmp_path / "钨.txt").write_text(text, encoding="utf-8", newline="")
    status, out, err = run(tmp_path, "extract", "钨.txt", "--jsonl")
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["kind"] for row in rows} >= {"metal", "recommendation"}
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert {row["metal"] for row in rows if row["kind"] == "metal"} == {"W"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_keeps_what_is_in_and_leaves_no_process(tmp_path: Path) -> None:
    process, children = _hanging(tmp_path)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "stopped; 1 document went in, the same command goes on from here\n"
    assert documents(tmp_path / "litlode.db") == 1
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_a_sudden_end_keeps_what_is_in_and_leaves_no_process(tmp_path: Path) -> None:
    process, children = _hanging(tmp_path)
    process.kill()
    process.communicate(timeout=20)
    assert documents(tmp_path / "litlode.db") == 1
    assert not psutil.wait_procs(children, timeout=10)[1]
    (tmp_path / "papers" / "hang.txt").unlink()
    again = start(tmp_path, "ingest", "papers", fake=True)
    _, err = again.communicate(timeout=60)
    assert (again.returncode, documents(tmp_path / "litlode.db")) == (0, 1)
    assert "1 in already" in err


def _hanging(folder: Path) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    """An ingest that has stored one document and hangs on the other."""
    (folder / "papers").mkdir()
    (folder / "papers" / "a.txt").write_text("建议扩大钨储备。" * 20, encoding="utf-8")
    (folder / "papers" / "hang.txt").write_text("hang", encoding="utf-8")
    process = start(folder, "ingest", "papers", "--jobs", "1", fake=True)
    deadline = time.monotonic() + 60
    while not documents(folder / "litlode.db"):
        assert time.monotonic() < deadline
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    return process, psutil.Process(process.pid).children(recursive=True)
