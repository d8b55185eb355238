"""What sentences look like, as numbers: length, commas, digits, and what opens and ends the clauses of Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]+[)）.、．]")
_NEAR = 5  # characters before a clause's end in which a word is its predicate


def codes_of(texts: Sequence[str]) -> tuple[Codes, Ints]:
    """The code points of the texts, a line break behind each, and where each begins and the last ends."""
    begins = np.cumsum([0] + [len(text) + 1 for text in texts]).astype(np.int64)
    joined = "\n".join(texts) + "\n" if texts else ""
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), begins


def shapes(texts: Sequence[str], codes: Codes, begins: Ints) -> Doubles:
    """Length, commas, digits, question, colon and a number in front, shape (texts, 6)."""
    size, last = np.diff(begins) - 1, begins[1:] - 2
    digits = ((codes >= ord("0")) & (codes <= ord("9"))) | ((codes >= ord("０")) & (codes <= ord("９")))
    return np.column_stack(
        [
            np.log(size + 1) / 5,
            np.minimum(1, _counted(_among(codes, ",，、；"), begins) / 8),
            _counted(digits, begins) / np.maximum(size, 1) * 4,
            _among(codes[last], "?？") & (size > 0),
            np.minimum(1, _counted(_among(codes, ":："), begins)),
            [_NUMBERED.match(text) is not None for text in texts],
        ]
    )


def chinese_clauses(codes: Codes, begins: Ints, verbs: Ints, deficiencies: Ints) -> Doubles:
    """How clauses open and end, shape (texts, 5).

    The share of clauses that start with a verb of a measure, whether the first does, the share that end in a
    deficiency, and whether 要/应/需/须 opens the sentence or a later clause. `verbs` are places where such verbs begin,
    `deficiencies` where such words end.
    """
    mark = _among(codes, "，；：。、,;:\n")
    opens = ~mark & np.concatenate(([True], mark[:-1]))
    ends = np.flatnonzero(mark & np.concatenate(([False], ~mark[:-1])))  # where a clause has just ended
    acts = np.zeros(len(codes), bool)
    acts[verbs] = True
    lacks = np.zeros(len(codes) + 1, bool)
    lacks[deficiencies] = True
    short = np.zeros(len(codes), bool)
    short[ends] = np.any([lacks[np.maximum(ends - back, 0)] for back in range(_NEAR)], axis=0)
    must = _among(codes, "要应需须")
    later = must & np.concatenate(([False], _among(codes[:-1], "，,")))
    first = np.minimum.reduceat(np.where(opens, np.arange(len(codes)), len(codes) - 1), begins[:-1])
    clauses = np.maximum(_counted(opens, begins), 1)
    return np.column_stack(
        [
            _counted(opens & acts, begins) / clauses,
            (opens & acts)[first],
            _counted(short, begins) / clauses,
            must[begins[:-1]],
            np.minimum(1, _counted(later, begins)),
        ]
    )


def _among(codes: Codes, chars: str) -> Bools:
    """Which of the code points are one of a few characters."""
    out = codes == ord(chars[0])
    for char in chars[1:]:
        out |= codes == ord(char)
    return np.asarray(out)


def _counted(flags: Bools, begins: Ints) -> Ints:
    """How many flags each text has."""
    total = np.concatenate(([0], np.cumsum(flags)))
    return np.asarray(np.diff(total[begins]))
