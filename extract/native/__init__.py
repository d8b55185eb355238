"""The compiled loops over a page's characters and paths, where the installation could build it.

`chars.c` and `paths.c` are compiled when the package is built on a machine with a C compiler (see
`extract.native.build`). Without it everything works the same, from Python, and a page takes about twice the time.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

LIBRARY = Path(__file__).with_name("_chars.so")


@cache
def library() -> ctypes.PyDLL | None:
    """The loaded library, None where it was not built or was built for another machine."""
    try:
        return ctypes.PyDLL(str(LIBRARY))  # keeps the interpreter's lock: PDFium is not thread-safe
    except OSError:
        return None
