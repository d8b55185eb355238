"""A page's characters: the same from the compiled loop and from Python, without what nobody sees."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from pdf_factory import HEIGHT, WIDTH, raw_pages, read
from reportlab.pdfgen.canvas import Canvas

from extract import characters, native

COMPILER = not os.environ.get("LITLODE_PURE_PYTHON") and any(map(shutil.which, ("cc", "gcc", "clang")))
SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))


@pytest.mark.skipif(not COMPILER, reason="there is no C compiler, or it is not to be used")
def test_the_loops_are_compiled_where_a_compiler_is() -> None:
    assert native.library() is not None, "`make` builds them; where it cannot, it says why"


@pytest.mark.skipif(native.library() is None, reason="the loops were not compiled: no C compiler at installation")
def test_a_library_built_from_other_files_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (native.LIBRARY, *native.LIBRARY.parent.glob("*.c")):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(native, "LIBRARY", tmp_path / native.LIBRARY.name)
    assert native.library.__wrapped__() is not None
    with (tmp_path / "chars.c").open("a", encoding="utf-8") as file:
        file.write("/* another loop */")
    assert native.library.__wrapped__() is None


@pytest.mark.skipif(native.library() is None, reason="the loop was not compiled: no C compiler at installation")
@pytest.mark.parametrize("path", SAMPLES[:3] + SAMPLES[-3:], ids=lambda path: path.stem)
def test_the_compiled_loop_and_python_tell_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = raw_pages(path.read_bytes())
    monkeypatch.setattr(characters, "library", lambda: None)
    asked = raw_pages(path.read_bytes())
    assert len(compiled) == len(asked) > 0
    for one, other in zip(compiled, asked, strict=True):
        for name in ("codes", "boxes", "base", "size", "turn", "bold", "rules", "drawings"):
            assert np.array_equal(getattr(one, name), getattr(other, name)), name
        assert (one.pictured, one.drawn) == (other.pictured, other.drawn)


def drawn(*texts: tuple[str, int]) -> bytes:
    """A page with lines of text in given render modes (PDF 32000-1, table 106)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for row, (text, mode) in enumerate(texts):
        block = canvas.beginText(72, HEIGHT - 100 - 30 * row)
        block.setFont("Times-Roman", 11)
        block.setTextRenderMode(mode)
        block.textOut(text)
        canvas.drawText(block)
    canvas.save()
    return buffer.getvalue()


def test_text_that_nobody_sees_stays_out_beside_text_that_is_seen() -> None:
    doc = read(drawn(("Tin ore is washed in wooden troughs.", 0), ("Hidden words of a tracking service.", 3)))
    assert "wooden troughs" in doc.text
    assert "Hidden" not in doc.text


def test_hidden_text_is_read_where_it_is_all_there_is() -> None:
    assert "wooden troughs" in read(drawn(("Tin ore is washed in wooden troughs.", 3))).text


def test_outlined_type_is_bold() -> None:
    [page] = raw_pages(drawn(("Plain words", 0), ("Outlined words", 2)))
    assert "".join(map(chr, page.codes[page.bold].tolist())).strip() == "Outlined words"
