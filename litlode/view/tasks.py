"""What the two processes behind a view do: one reads the file and writes the HTML, the other draws the pages.

They are tasks of `corpus.workers`, so that a file that hangs or fills the memory is stopped in either.
"""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

from corpus.scans import parse_ocr
from litlode.view.choice import parse_pages

READ = "litlode.view.tasks:read_view"
DRAW = "litlode.view.tasks:draw_view"


def read_view(path: Path, *, pages: str, **ocr: str) -> bytes:
    """The HTML of a file's view, without pictures; `pages` as the option has them, `ocr` as `corpus.scans`."""
    from extract.read import read  # noqa: PLC0415 - seconds of imports
    from litlode.view.render import render_view  # noqa: PLC0415

    doc = read(path, parse_ocr(ocr), traced=True)
    return render_view(doc, path.name, parse_pages(pages)).encode("utf-8", "replace")


def draw_view(path: Path, *, pages: str) -> bytes:
    """The pictures of a PDF's pages: a JSON object of data URIs by page number."""
    from extract.picture import MEDIA_TYPE, draw_pages  # noqa: PLC0415 - loads PDFium

    choice = parse_pages(pages)
    drawn = draw_pages(path.read_bytes(), choice.__contains__)
    uris = {picture.page: f"data:{MEDIA_TYPE};base64,{b64encode(picture.data).decode()}" for picture in drawn}
    return json.dumps(uris).encode()
