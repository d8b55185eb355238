"""The compiled loops over a page's characters and paths, where the installation could build it.

`chars.c` and `paths.c` are compiled when the package is built on a machine with a C compiler (see
`extract.native.build`). Without it everything works the same, from Python, and a page takes about twice the time.
"""

from __future__ import annotations

import ctypes
import zlib
from functools import cache
from pathlib import Path

LIBRARY = Path(__file__).with_name("_chars.so")


@cache
def library() -> ctypes.PyDLL | None:
    """The loaded library; None where it was not built, or built for another machine or from other C files."""
    try:
        found = ctypes.PyDLL(str(LIBRARY))  # keeps the interpreter's lock: PDFium is not thread-safe
    except OSError:
        return None
    stamp = getattr(found, "sources_stamp", None)
    if stamp is None:
        return None
    stamp.restype = ctypes.c_uint32
    return found if stamp() == sources_stamp(LIBRARY.parent) else None


def sources_stamp(folder: Path) -> int:
    """A number that tells whether a library was built from the C files in `folder` as they are."""
    return zlib.crc32(b"".join(path.read_bytes() for path in sorted(folder.glob("*.c"))))
