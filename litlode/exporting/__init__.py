"""A review as a document of its own: Markdown, HTML, Word, or LaTeX with its references beside it."""

from litlode.exporting.manuscript import Manuscript, make_manuscript
from litlode.exporting.written import FORMATS, ExportError, files_of, write

__all__ = ["FORMATS", "ExportError", "Manuscript", "files_of", "make_manuscript", "write"]
