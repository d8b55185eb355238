"""A review as a document of its own: Markdown, HTML, Word, or LaTeX with its references beside it."""

from litlode.exporting.manuscript import Manuscript, make_manuscript
from litlode.exporting.written import FORMATS, ExportError, write

__all__ = ["FORMATS", "ExportError", "Manuscript", "make_manuscript", "write"]
