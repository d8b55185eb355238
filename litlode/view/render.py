"""The HTML of a document's view, with a mark where each page's picture goes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from extract.types import BLOCK_KINDS, Document, Metadata
from litlode.view.choice import PageChoice
from litlode.view.shapes import page_views

PICTURE = re.compile(r"<!--picture (\d+)-->")


def render_view(doc: Document, name: str, choice: PageChoice) -> str:
    """One HTML page without external parts; all of the document's text is escaped.

    A mark stands in each page's drawing where `with_pictures` puts the picture.
    """
    views = list(page_views(doc, choice))
    counts = Counter(block.kind for block in doc.blocks)
    return (
        _environment()
        .get_template("view.html")
        .render(
            doc=doc,
            name=name,
            chosen=str(choice),
            views=views,
            kinds=[(kind, counts[kind]) for kind in BLOCK_KINDS if counts[kind]],
            about=_about(doc.metadata),
            style=Markup(_data("view.css")),
            script=Markup(_data("view.js")),
            style_hash=_csp_hash(_data("view.css")),
            script_hash=_csp_hash(_data("view.js")),
        )
    )


def with_pictures(html: str, pictures: Mapping[int, str], missing: str) -> str:
    """The view with each page's picture (a data URI by page number), or with why there is none."""

    def picture(found: re.Match[str]) -> str:
        uri = pictures.get(int(found[1]))
        if uri is None:
            return f'<text class="missing" x="50%" y="16">{escape(missing)}</text>'
        return f'<image class="picture" href="{uri}" width="100%" height="100%" preserveAspectRatio="none"/>'

    return PICTURE.sub(picture, html)


def _about(about: Metadata) -> list[tuple[str, str, str]]:
    """Each filled field of the metadata, what it holds, and where that was found."""
    rows = []
    for field, value in vars(about).items():
        if field != "found" and value not in (None, ()):
            shown = "; ".join(value) if isinstance(value, tuple) else str(value)
            rows.append((field, shown, about.found.get(field, "")))
    return rows


@cache
def _environment() -> Environment:
    made = Environment(
        loader=DictLoader({"view.html": _data("view.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["pt"] = lambda value: f"{value:.1f}".removesuffix(".0")
    return made


@cache
def _data(name: str) -> str:
    return files("litlode.view").joinpath(name).read_text(encoding="utf-8")


def _csp_hash(code: str) -> str:
    """The hash by which a Content-Security-Policy allows this script or style, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
