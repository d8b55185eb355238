"""Commands that search a library: search, find-similar, concepts, watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    pass

HIT_COLUMNS = (
    "document", "title", "year", "page", "kind", "quote", "lang", "score", "metals", "themes", "section", "stance",
    "strength", "id",
)  # fmt: skip
FACETS_SHOWN = "metal,kind,theme,year,lang,source"
_MOST_VALUES = 10

limit_option = click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="How many hits."
)
