"""Files that are zip archives (.docx, .epub, .odt): opened within bounds, their XML parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from extract.errors import DamagedError, EncryptedError, LimitError

MAX_UNPACKED = 400_000_000
"""Bytes that a file may unpack to: a real report with pictures has some 50 million, a bomb any number."""

MAX_PART = 60_000_000
"""Bytes of one part that is parsed: a book of 1,000 pages has some 5 million, and a tree takes ten times its bytes."""

MAX_ENTRIES = 20_000
"""Parts of an archive; a book of 1,000 pages with as many pictures has some 3,000."""

_ENCRYPTED = 0x1


class Package:
    """An open archive, its parts by name; a context manager that closes it."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open the archive, `what` it is said to be in messages; raises DamagedError and LimitError."""
        self._what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedError(f"{what} that is cut off or broken") from error
        entries = self._zip.infolist()
        size = sum(entry.file_size for entry in entries)
        if size > MAX_UNPACKED:
            raise LimitError(
                f"it unpacks to {size // 1_000_000} MB, more than the {MAX_UNPACKED // 1_000_000} MB allowed"
            )
        if len(entries) > MAX_ENTRIES:
            raise LimitError(f"it holds {len(entries)} parts, more than the {MAX_ENTRIES} allowed")
        self.names = frozenset(entry.filename for entry in entries)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def check_parts(self, suffixes: tuple[str, ...]) -> None:
        """Raises LimitError where a part with one of the suffixes is too large to be parsed."""
        for entry in self._zip.infolist():
            if entry.filename.endswith(suffixes):
                _check_part(entry)

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises DamagedError where there is none or it is broken, LimitError, EncryptedError."""
        try:
            entry = self._zip.getinfo(name)
            _check_part(entry)
            if entry.flag_bits & _ENCRYPTED:
                raise EncryptedError(f"{self._what} that a password protects")
            return self._zip.read(entry)
        except KeyError as error:
            raise DamagedError(f"{self._what} without its part {name}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise DamagedError(f"{self._what} whose part {name} is broken") from error

    def xml(self, name: str) -> Any:
        """The root element of a part that is XML; raises as `part` does."""
        from lxml import etree  # noqa: PLC0415 - only files that are archives need it

        # Entities stay as they are: a dozen lines of them can stand for gigabytes of text.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        try:
            root = etree.fromstring(self.part(name), parser)
        except etree.XMLSyntaxError as error:
            raise DamagedError(f"{self._what} whose part {name} is broken") from error
        if root is None:
            raise DamagedError(f"{self._what} whose part {name} is broken")
        return root


def _check_part(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_PART:
        raise LimitError(
            f"its part {entry.filename} unpacks to {entry.file_size // 1_000_000} MB,"
            f" more than the {MAX_PART // 1_000_000} MB allowed"
        )
