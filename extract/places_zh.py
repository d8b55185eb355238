"""Where a Chinese recommendation plays: the names of places, but those in the name of a body, a title or a product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.findings import Part
from extract.types import Mention, Span

# The name goes on to that of a body, or is said of a product: 韩国产业部, 英国议会, 中国产, 日本式.
_INSIDE_NAME = re.compile(
    r"(?:政府|国会|议会|参议院|众议院|总统|总理|首相|产(?!业|能|量|区|地|品|出)|籍|式的?|特色|[^，,。；、在与和的设立建成投了入将对把向]{0,6}?"
    r"(?:(?<![东西南北中内外全局])部(?![署门分])|委员会|总局|(?<![签部])署(?!名)|央行|银行|交易所|研究院|法案|法》))"
)
_TITLE = re.compile(r"《[^》]*》")
_OURS = frozenset(["我国", "国内"])  # words for the country that is spoken of, no names


def chinese_places(text: str, span: Span, actors: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Part]:
    """The places of the finding at `span`; `mentions` are those of its sentence, `actors` the spans of who acts."""
    titles = [Span(*title.span()) for title in _TITLE.finditer(text, span.start, span.end)]
    for mention in mentions:
        if not (mention.concept.startswith("place:") and span.covers(mention.span)) or mention.quote in _OURS:
            continue
        if any(title.covers(mention.span) for title in titles) or _INSIDE_NAME.match(text, mention.span.end):
            continue
        if not any(actor.overlaps(mention.span) for actor in actors):
            yield Part("place", mention.span, mention.quote, mention.concept)
