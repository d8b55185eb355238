"""Makes the golden files: `python -m tests.golden.build` prints every PDF and writes down how it is read.

Each PDF shows one behaviour of the reader. What a person reads on it stands beside the code that prints it
(`Golden.reads` and its fellows) and is not refreshed, so that refreshing can never hide a wrong reading. What the
reader makes of it stands in NAME.txt and shows in a diff whatever changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extract.read import read
from tests.golden import back_matter, columns, drop_caps, letters, margins, reports, structure, turned
from tests.golden.intent import Golden, faults, listing

HERE = Path(__file__).parent
GOLDENS: tuple[Golden, ...] = tuple(
    case()
    for group in (columns, structure, margins, reports, turned, letters, drop_caps, back_matter)
    for case in group.CASES
)

UNMENDED: dict[str, str] = {
    "side-notes": "notes in the margin come first, cut into lines, and make the title",
    "margin-stamp": "a date in the margin is not read as the year",
}
"""Goldens that the reader gets wrong, each with the reason; the test fails where one of them comes out right."""


def pdf_path(golden: Golden) -> Path:
    """Where the golden's PDF lies."""
    return HERE / f"{golden.name}.pdf"


def listing_path(golden: Golden) -> Path:
    """Where the golden's listing lies."""
    return HERE / f"{golden.name}.txt"


def main() -> int:
    """Writes all files; says what a person would call wrong, and gives 1 where that is not known."""
    for old in (*HERE.glob("*.pdf"), *HERE.glob("*.txt")):
        old.unlink()
    strange = False
    for golden in GOLDENS:
        pdf_path(golden).write_bytes(golden.pdf())
        doc = read(pdf_path(golden))
        listing_path(golden).write_text(listing(golden, doc), encoding="utf-8")
        found = faults(golden, doc)
        strange |= bool(found) != (golden.name in UNMENDED)
        for fault in found:
            print(f"{golden.name}: {fault}", file=sys.stderr)
        if not found and golden.name in UNMENDED:
            print(f"{golden.name}: is read as it should be, take it from UNMENDED", file=sys.stderr)
    print(f"{len(GOLDENS)} golden files, {len(UNMENDED)} of them known to be read wrong")
    return int(strange)


if __name__ == "__main__":
    sys.exit(main())
