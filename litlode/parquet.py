"""Findings as a Parquet file, for pandas, Polars, DuckDB and R."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.listing import StoredFinding

_TEXT = (
    "id", "document", "sha256", "title", "venue", "doi", "kind", "quote", "lang", "section", "verdict", "corrected",
    "stance", "strength",
)  # fmt: skip
_NUMBERS = ("year", "page", "start", "end")
_LISTS = ("authors", "metals", "themes", "tags", "actors", "actions", "places", "targets", "deadlines", "modals")


class ParquetError(Exception):
    """The file cannot be written; the message says why."""


def write_parquet(path: Path, findings: Sequence[StoredFinding]) -> None:
    """Write findings, a row each: lists are lists, the words of parts as they are printed, boxes page and x0 to bottom.

    Raises ParquetError where pyarrow is missing or the file cannot be written. The columns are the same for no finding.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ParquetError("--parquet needs the extra `parquet`: pip install 'litlode[parquet]'") from error
    box = pa.struct([("page", pa.int32()), *((side, pa.float64()) for side in ("x0", "top", "x1", "bottom"))])
    schema = pa.schema(
        [
            *((name, pa.string()) for name in _TEXT),
            *((name, pa.int32()) for name in _NUMBERS),
            ("score", pa.float64()),
            ("quantified", pa.bool_()),
            *((name, pa.list_(pa.string())) for name in _LISTS),
            ("boxes", pa.list_(box)),
        ]
    )
    table = pa.Table.from_pylist([_row(finding) for finding in findings], schema=schema)
    try:
        with path.open("wb") as file:
            parquet.write_table(table, file)
    except OSError as error:
        raise ParquetError(f"{path}: cannot be written: {error.strerror or error}") from error


def _row(finding: StoredFinding) -> dict[str, Any]:
    row = {**dict.fromkeys(_LISTS, ()), **finding.as_dict()}
    for name, value in row.pop("parts").items():
        row[name] = [part["quote"] for part in value] if isinstance(value, list) else value
    row["boxes"] = [dict(zip(("page", "x0", "top", "x1", "bottom"), box, strict=True)) for box in finding.boxes]
    return row
