"""Chinese noun phrases that can act: governments, bodies, firms, people."""

from __future__ import annotations

import re

from extract.tokens_zh import Token, kinds

_ENDS = frozenset("者商部局委院厅署省市县州")
_OTHERS = re.compile(
    r"(?:全|内|外|西|中|东|南|北|局|大|小|一|干|上|下|底|顶|深|浅|本|总|俱乐|经|从|协|智|格|布|结)(?:部|商|省|局|院)$"
)
_ASIDE = re.compile(r"[（(][^（）()]{1,8}[)）]$")


def is_agent(last: Token, text: str, begin: int) -> bool:
    """Whether a phrase from `begin` that ends with a word names somebody who can act."""
    if last.kind == "N":
        return True
    phrase = text[begin : last.end]
    if last.kind == "X" and phrase.endswith(("）", ")")) and (aside := _ASIDE.search(phrase)):
        return phrase[: aside.start()] in kinds()[0]
    return (
        last.kind == "X"
        and len(phrase) > 1
        and ((phrase[-1] in _ENDS and not _OTHERS.search(phrase)) or (phrase.isascii() and phrase.isupper()))
    )
