"""Links to the page of a paper that something stands on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from corpus.listing import StoredDocument
from corpus.onepaper import paths_of

PageLink = Callable[[int], str | None]
"""The address of a page by its number; None where there is no file to link to."""


def page_links(connection: sqlite3.Connection, document: StoredDocument, out: Path | None) -> PageLink:
    """Addresses of the pages of a document: relative to the folder of `out`, so that both can move together.

    Without `out`, as files of this machine.
    """
    there = next((path.absolute() for path in paths_of(connection, document) if path.is_file()), None)
    if there is None:
        return lambda page: None
    address = there.as_uri()
    if out is not None:
        try:
            address = quote(os.path.relpath(there, out.absolute().parent).replace(os.sep, "/"))
        except ValueError:  # another drive
            address = there.as_uri()
    if there.suffix.casefold() != ".pdf":
        return lambda page: address
    return lambda page: f"{address}#page={page}"
