"""Pages a CPU second of litlode's reader beside other readers, on any folder of PDFs: `python bench/reading.py FOLDER`.

Every reader reads every file in one process, file by file in turn, so that all meet the same load; a file that one of
them cannot open counts for nobody. litlode gives text, layout, sections and the box of every character, without
looking at pictures; pdfplumber words and characters; the floor is what PDFium takes to load each page and its text.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import psutil
import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.pdfpage import PDFPage

from extract.errors import ReadError
from extract.pdf import read_pdf
from extract.pdfium import open_pdfium
from extract.sections import label_blocks
from extract.types import Source


def with_litlode(path: Path) -> int:
    data = path.read_bytes()
    doc = read_pdf(data, Source(hashlib.sha256(data).hexdigest(), path.name, "application/pdf", len(data)))
    label_blocks(doc.text, doc.blocks)
    return len(doc.pages)


def floor(path: Path) -> int:
    data = path.read_bytes()
    with open_pdfium(data) as pdf:
        return pdf.load_only()


def with_pdfium(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        page.get_textpage().get_text_range()
    return len(pdf)


def with_pdfplumber(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
        return len(pdf.pages)


def with_pdfminer(path: Path) -> int:
    extract_text(path)
    with path.open("rb") as file:
        return sum(1 for _ in PDFPage.get_pages(file))


def with_pdftotext(path: Path) -> int:
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.count(b"<page ")


READERS: dict[str, Callable[[Path], int]] = {
    "litlode": with_litlode,
    "floor": floor,
    "pypdfium2": with_pdfium,
    "pdfplumber": with_pdfplumber,
    "pdfminer": with_pdfminer,
    "pdftotext": with_pdftotext,
}


def cpu_seconds() -> float:
    here = psutil.Process().cpu_times()
    return float(here.user + here.system + here.children_user + here.children_system)


def timed(reader: Callable[[Path], int], path: Path) -> tuple[int, float]:
    """Pages, and CPU seconds that they took."""
    clock = cpu_seconds if reader is with_pdftotext else time.process_time
    start = clock()
    pages = reader(path)
    return pages, max(clock() - start, 1e-4)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", nargs="*", default=list(READERS), choices=list(READERS))
    args = parser.parse_args()
    readers = [name for name in args.readers if name != "pdftotext" or shutil.which("pdftotext")]
    spent: dict[str, list[tuple[int, float]]] = {name: [] for name in readers}
    paths = sorted(args.folder.rglob("*.pdf")) if args.folder.is_dir() else [args.folder]
    print(f"{'pages a CPU second':<46}" + "".join(f"{name:>12}" for name in readers))
    for path in paths:
        try:
            found = {name: timed(READERS[name], path) for name in readers}
        except (ReadError, pypdfium2.PdfiumError, subprocess.CalledProcessError) as error:
            print(f"{path.name[:44]:<46}left out ({error})")
            continue
        for name, row in found.items():
            spent[name].append(row)
        print(f"{path.name[:44]:<46}" + "".join(f"{pages / cpu:>12.1f}" for pages, cpu in found.values()), flush=True)
    medians = {name: statistics.median(pages / cpu for pages, cpu in rows) for name, rows in spent.items()}
    whole = {name: sum(p for p, _ in rows) / sum(cpu for _, cpu in rows) for name, rows in spent.items()}
    print(f"{'median':<46}" + "".join(f"{medians[name]:>12.1f}" for name in readers))
    print(f"{'all pages':<46}" + "".join(f"{whole[name]:>12.1f}" for name in readers))
    print(
        f"{'litlode is so many times as fast, all pages':<46}"
        + "".join(f"{whole['litlode'] / whole[name]:>12.2f}" for name in readers if "litlode" in readers)
    )
    print(f"peak memory of this process: {peak_megabytes():.0f} MB")


def peak_megabytes() -> float:
    """The most resident memory this process had; the size now where the system does not tell."""
    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", 0) or _high_water() or memory.rss) / 2**20


def _high_water() -> int:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
