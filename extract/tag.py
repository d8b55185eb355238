"""What a document says: the metals and themes it names, its challenges and its recommendations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from extract.enumeration import Items
from extract.findings import FINDING_KINDS, Finding, FindingKind, Link
from extract.items import before_note, find_items, may_announce, past_mark
from extract.links import find_links
from extract.mentions import find_mentions, metal_ids
from extract.own_study import tells_own_study
from extract.parts import find_instruments, find_parts
from extract.patterns_en import PROMISES
from extract.references import looks_cited
from extract.script import simplified
from extract.section_names import section_name
from extract.types import BlockKind, Document, Lang, Mention, Sentence, Span
from models.classifier import SHIPPED, Doubles, Models, SentenceModel
from models.cues import problem_remains
from models.features import featurize
from models.prior import moved

SILENT: frozenset[BlockKind] = frozenset({"reference", "notice", "table", "caption"})
"""Kinds of block that hold no statement of the authors."""
_SILENT_SECTIONS = frozenset({"title", "keywords", "references", "acknowledgements", "notice"})
SECTION_OF: dict[FindingKind, str] = {"challenge": "challenges", "recommendation": "recommendations"}
SECTION_SHIFT = 0.4
"""Log odds: under headings like 存在的问题 and 对策建议 the classifiers, which see none, are too low by it."""
_SURE = 0.5  # headings are hardly among the sentences the classifiers learned from: only a likely one counts
_ANNOUNCED = 0.9  # score of a sentence that says what it lists: 30 of 33 such training sentences are of that kind
_HOPELESS = 0.05  # below this no list is looked for
_NOTED = re.compile(  # its "should" asks for nothing
    r"(?:但是?|不过|同时|此外|另外)?[，,]?(?:还|也|尤其|特别)?(?:需要?|应当?|应该|必须|值得)(?:特别|进一步|"
    r"着重)?(?:指出|注意|说明|强调|提醒|提及|关注)的是[，,：:]?(?=.{4})"
    r"|(?:(?:however|but|finally|moreover|in addition),?\s+)?it\s+(?:(?:should|must|needs\s+to|"
    r"has\s+to)\s+(?:also\s+|however\s+)?be\s+"
    r"(?:noted|mentioned|pointed\s+out|recalled|remembered|stressed|emphasi[sz]ed|borne\s+in\s+mind)|"
    r"is\s+(?:also\s+)?worth\s+(?:noting|mentioning))"
    r"\s*,?\s*(?:here\s+)?that\s+(?=.{4})",
    re.IGNORECASE,
)
_INFERRED = re.compile(  # "this should raise output" foretells
    r"(?P<before>(?:^|[,;]\s+(?:and\s+)?)(?:(?:this|that|these|those)\s+(?:[\w-]+\s+){0,2}|which\s+))should"
    r"(?=\s+(?:also\s+|then\s+|thus\s+|in\s+turn\s+)?(?:increase|raise|reduce|lead|result|improve|lower|boost|contribute"
    r"|cut|grow|rise|fall|decline|benefit)\b)",
    re.IGNORECASE,
)
_CRITICAL = re.compile(r"\bcritical\s+(?=raw|mineral|material|metal)", re.IGNORECASE)  # names them, blames nothing
_ASKS = re.compile(  # a heading that asks what its text tells
    r"^[\W\d]*(?:what|who|how|why|which|where|when)\s|的(?:做法|设想|思路|路径|方向|举措|措施|问题|任务|策略)\s*$|^[\W\d]*(?:如何|怎样|怎么|为什么|为何)",
    re.IGNORECASE,
)
_LANGS: tuple[Lang, ...] = ("zh", "en")
_FEWEST: dict[Lang, int] = {"zh": 5, "en": 4}  # characters, words: what is shorter states nothing
_BARE: dict[Lang, int] = {"zh": 11, "en": 6}  # a section's name of so many says what follows, and no more
_ANNOUNCEMENT: dict[Lang, int] = {"zh": 24, "en": 10}  # "There are two problems:" – the list after it has the content
_ADDRESS = re.compile(  # over text in lower case; each choice begins with a letter, for which search is quick
    r"https?://|www\.|p(?<=\bp)p?\. ?\d|et al\.,(?<=\bet al\.,)|ibid(?<=\bibid)\b|op\. cit(?<=\bop\. cit)\b"
)


@dataclass(frozen=True)
class Tagged:
    """The mentions and findings of a document, each in the order of the text, and which findings belong together."""

    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    links: tuple[Link, ...] = ()


def speaks(sentence: Sentence, text: str) -> bool:
    """Whether a sentence can be a finding at all: prose, no scrap, no mere announcement of a list."""
    if sentence.kind in SILENT or sentence.section in _SILENT_SECTIONS:
        return False
    words = sentence.span.of(text)
    size = len(words.split()) if sentence.lang == "en" else sum(map(str.isalpha, words))
    if sentence.kind == "heading" and size <= _BARE[sentence.lang] and (section_name(words) or _ASKS.search(words)):
        return False
    if size < _FEWEST[sentence.lang] or (sentence.kind == "footnote" and _is_source(words)):
        return False
    return not (words.endswith((":", "：")) and size <= _ANNOUNCEMENT[sentence.lang])


def plain_words(sentence: Sentence, text: str) -> str:
    """The sentence as the classifiers read it: in simplified characters, no mark, no "should" that asks for nothing."""
    words = sentence.span.of(text)
    words = words[past_mark(words) :]
    words = simplified(words) if sentence.lang == "zh" else words
    noted = _NOTED.match(words)
    words = words[noted.end() :] if noted else words
    return _INFERRED.sub(r"\g<before>would", words) if sentence.lang == "en" and "should" in words else words


def _is_source(words: str) -> bool:
    """Whether a footnote only names where something stands: an address on the web, a page, an entry of a list."""
    return looks_cited(words) or _ADDRESS.search(words.lower()) is not None


def runs_of(sentences: Sequence[Sentence]) -> list[int]:
    """Numbers of stretches in one section; only sentences of one stretch are each other's context."""
    out: list[int] = []
    for index, sentence in enumerate(sentences):
        new = index > 0 and sentence.section != sentences[index - 1].section
        out.append(out[-1] + new if out else 0)
    return out


def unshifted(text: str, sentences: Sequence[Sentence], model: SentenceModel) -> Doubles:
    """Probability of each kind for sentences of one language, shape (n, 2), before the document is looked at."""
    features = featurize([plain_words(s, text) for s in sentences], model.lang)
    return model.probabilities(features, np.array(runs_of(sentences), dtype=np.int64))


def _probabilities(text: str, sentences: Sequence[Sentence], models: Models) -> dict[int, tuple[float, ...]]:
    """Probability of each kind, in the order of FINDING_KINDS, by the index of each sentence that can be a finding."""
    out: dict[int, tuple[float, ...]] = {}
    for lang in _LANGS:
        indices = [i for i, s in enumerate(sentences) if s.lang == lang and speaks(s, text)]
        if not indices:
            continue
        model = models.of(lang)
        rows = unshifted(text, [sentences[i] for i in indices], model)
        rows = moved(rows, model.shifts(rows))
        out.update((index, tuple(map(float, row))) for index, row in zip(indices, rows, strict=True))
    return out


def _states_no_problem(words: str, lang: Lang) -> bool:
    """Whether a sentence tells of the authors' own study, or that something would make a problem smaller."""
    if tells_own_study(words, lang):
        return True
    return lang == "en" and PROMISES.search(words) is not None and not problem_remains(_CRITICAL.sub("", words), lang)


def _stated(
    words: str, sentence: Sentence, probabilities: Sequence[float], models: Models
) -> dict[FindingKind, tuple[float, Items]]:
    """The kinds that a sentence counts as, each with its score and its items."""
    thresholds = models.of(sentence.lang).thresholds
    least = _SURE if sentence.kind == "heading" else 0.0
    out: dict[FindingKind, tuple[float, Items]] = {}
    for kind, probability in zip(FINDING_KINDS, probabilities, strict=True):
        if probability < _HOPELESS:
            continue
        at_home = sentence.section == SECTION_OF[kind]
        p = float(moved(probability, SECTION_SHIFT)) if at_home else probability
        counts = p >= max(least, thresholds[kind])
        if not (counts or may_announce(words, sentence.lang, kind)):
            continue
        items = find_items(words, sentence.lang, kind)
        score = max(p, _ANNOUNCED) if items.announced else p
        quiet = kind == "challenge" and not items.spans and _states_no_problem(words, sentence.lang)
        if score >= max(least, thresholds[kind]) and not quiet:
            out[kind] = (score, items)
    if len(out) == len(FINDING_KINDS) and not out["challenge"][1].spans:
        rest = words
        for span in reversed(out["recommendation"][1].spans):
            rest = rest[: span.start] + rest[span.end :]
        if not problem_remains(rest, sentence.lang):
            del out["challenge"]  # "to guard against price swings": the risk is only what the measure is for
    return out


class _Mentions:
    """Mentions in the order of the text, looked up by span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.starts = [mention.span.start for mention in mentions]

    def within(self, span: Span) -> list[Mention]:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [mention for mention in self.mentions[low:high] if mention.span.end <= span.end]


def themes_of(kind: FindingKind, quote: str, lang: Lang, inside: Sequence[Mention]) -> tuple[str, ...]:
    """The themes of a finding, sorted: problems that it names, or the kinds of measure that it asks for."""
    if kind == "recommendation":
        return find_instruments(quote, lang, inside)
    return tuple(sorted({m.concept for m in inside if m.concept.startswith("challenge:")}))


def _findings(
    doc: Document, sentence: Sentence, probabilities: Sequence[float], mentions: _Mentions, models: Models
) -> Iterator[Finding]:
    """One finding for each item of the sentence, or one for the whole of it."""
    words = sentence.span.of(doc.text)
    for kind, (score, items) in _stated(words, sentence, probabilities, models).items():
        around = mentions.within(sentence.span)
        for item in items.spans or (Span(past_mark(words), len(words)),):
            span = before_note(words, item).shift(sentence.span.start)
            inside = mentions.within(span)
            yield Finding(
                kind=kind,
                span=span,
                quote=span.of(doc.text),
                sentence=sentence.span,
                lang=sentence.lang,
                score=round(score, 4),
                themes=themes_of(kind, span.of(doc.text), sentence.lang, inside),
                metals=metal_ids(inside),
                boxes=doc.boxes(span),
                parts=find_parts(doc.text, span, sentence, kind, around),
            )


def tag(doc: Document, sentences: Sequence[Sentence], models: Models = SHIPPED) -> Tagged:
    """The mentions and findings of a document that was cut into `sentences`, in the order of the text.

    `models` tell which sentences are findings; for one's own see `models.classifier.load_models`.
    """
    mentions = find_mentions(doc.text)
    index = _Mentions(mentions)
    probabilities = _probabilities(doc.text, sentences, models)
    found = (_findings(doc, sentences[i], probabilities[i], index, models) for i in sorted(probabilities))
    findings = tuple(chain.from_iterable(found))
    return Tagged(mentions, findings, find_links(sentences, findings))
