"""What else may tell that a text is about something: words with the same meaning, signs of a topic.

Used only where nothing, or little, holds all that was asked: they put in order what holds some of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from corpus.cjk import CJK, is_latin_word, tokens
from corpus.spelling import word_forms
from corpus.units import Unit, Words
from models.terms import term_key, terms
from models.topics import topics

_MOST_ALIKE = 12  # words with the same translation


def signs(connection: sqlite3.Connection, unit: Unit) -> tuple[Words, ...]:
    """The words that speak for a unit without being what it is called, English ones in every form of the library."""
    own = {" ".join(words) for words in (unit.words, *unit.forms)}
    found = [tuple(token.word for token in tokens(term)) for term in dict.fromkeys(_terms(unit))]
    found = [words for words in found if words and " ".join(words) not in own]
    forms = word_forms(connection, [words[-1] for words in found if is_latin_word(words[-1])])
    return tuple(dict.fromkeys((*words[:-1], form) for words in found for form in forms.get(words[-1], (words[-1],))))


def _terms(unit: Unit) -> Iterator[str]:
    for topic in dict.fromkeys(topic for name in unit.topics for topic in topics()[name]):
        for names in (topic.names_zh, topic.names_en, topic.signs_zh, topic.signs_en):
            yield from names
    listed = terms()
    alike = [
        term for called in unit.called
        for term in (listed.zh.get(called, ()) if CJK.search(called) else listed.en.get(term_key(called), ()))
    ]  # fmt: skip
    yield from alike[:_MOST_ALIKE]
