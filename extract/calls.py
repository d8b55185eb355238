"""Functions of PDFium as the hot path calls them: bound for Python, or as addresses for the compiled loops.

pypdfium2's own prototypes give the interpreter's lock up at each call. These keep it: PDFium is not thread-safe, and
giving the lock up costs more than most calls.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium


@cache
def bound(name: str, result: Any, *arguments: Any) -> Any:
    """A function by its name; addresses go in and come out as integers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(_address(name))


@cache
def addresses(names: tuple[str, ...]) -> Any:
    """The addresses of functions, as the structures of the C files in `extract/native` have them."""
    return (ctypes.c_void_p * len(names))(*map(_address, names))


def _address(name: str) -> int:
    return ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
