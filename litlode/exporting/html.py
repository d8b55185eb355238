"""A review as one HTML file that needs no other and prints well."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from litlode.exporting.manuscript import Manuscript


def as_html(manuscript: Manuscript) -> str:
    """The whole review; all that it quotes is escaped."""
    folder = files("litlode.exporting")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("review.html").read_text(encoding="utf-8"))
    return template.render(review=manuscript, css=folder.joinpath("review.css").read_text(encoding="utf-8"))
