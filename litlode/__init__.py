"""litlode: the challenges and recommendations in Chinese and English papers on critical minerals, with page and words.

```python
import litlode

if __name__ == "__main__":  # files are read in processes of their own
    with litlode.open("litlode.db") as library:
        library.ingest("papers")
        for hit in library.search("tungsten stockpile"):
            print(hit.name, hit.page, hit.quote)
```
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.library import Library

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def _check_siblings(home: Path) -> None:
    """Refuse to run where a file of somebody else's hides one of our packages: `models` is a common name."""
    for name in ("models", "extract", "corpus"):
        spec = find_spec(name)
        found = Path(spec.origin) if spec and spec.origin else None
        if found is None or found.parent.parent.resolve() != home:
            hidden = f"{found} hides it: rename that file or folder, or start Python elsewhere"
            lost = "it is not there: install litlode again"
            raise ImportError(f"litlode needs its own package `{name}` in {home}, and {hidden if found else lost}")


_check_siblings(Path(__file__).resolve().parent.parent)


def open(path: str | Path = "litlode.db", *, create: bool = True, read_only: bool = False) -> Library:
    """The library at `path`, made where there is none unless `create` is False or `read_only` is True.

    Raises corpus.errors.LibraryError where the file is something else, damaged, or of a later version; with
    `read_only` also where it is of an earlier one, since bringing it up to date would change it.
    """
    from corpus.library import Library  # noqa: PLC0415 - `litlode --help` needs no library

    return Library(path, create=create, read_only=read_only)
