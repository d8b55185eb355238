"""Pages a second of litlode's reader beside other readers, on any folder of PDFs: `python bench/reading.py FOLDER`.

Every reader reads every file once in one process, in CPU seconds; a file that a reader cannot open counts for nobody.
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

from extract.errors import ReadError
from extract.pdf import read_pdf
from extract.types import Source


def with_litlode(path: Path) -> int:
    data = path.read_bytes()
    return len(read_pdf(data, Source(hashlib.sha256(data).hexdigest(), path.name, "application/pdf", len(data))).pages)


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


def with_pdftotext(path: Path) -> int:
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.count(b"\f")


READERS: dict[str, Callable[[Path], int]] = {
    "litlode": with_litlode,
    "pypdfium2 text": with_pdfium,
    "pdfplumber words": with_pdfplumber,
    "pdftotext": with_pdftotext,
}


def cpu_seconds() -> float:
    here = psutil.Process().cpu_times()
    return float(here.user + here.system + here.children_user + here.children_system)


def timed(reader: Callable[[Path], int], path: Path) -> float:
    """Pages a CPU second."""
    start = cpu_seconds() if reader is with_pdftotext else time.process_time()
    pages = reader(path)
    end = cpu_seconds() if reader is with_pdftotext else time.process_time()
    return pages / max(end - start, 1e-3)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", nargs="*", default=list(READERS), choices=list(READERS))
    args = parser.parse_args()
    readers = [name for name in args.readers if name != "pdftotext" or shutil.which("pdftotext")]
    speeds: dict[str, list[float]] = {name: [] for name in readers}
    for path in sorted(args.folder.rglob("*.pdf")):
        try:
            found = {name: timed(READERS[name], path) for name in readers}
        except (ReadError, pypdfium2.PdfiumError, subprocess.CalledProcessError) as error:
            print(f"{path.name}: left out ({error})")
            continue
        for name, speed in found.items():
            speeds[name].append(speed)
        print(f"{path.name[:50]:<52}" + "".join(f"{found[name]:>18.1f}" for name in readers))
    print(
        f"{'median, pages a CPU second':<52}" + "".join(f"{statistics.median(speeds[name]):>18.1f}" for name in readers)
    )
    print("readers: " + ", ".join(readers) + f"; memory now {psutil.Process().memory_info().rss >> 20} MB")


if __name__ == "__main__":
    main()
