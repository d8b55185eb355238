"""What else may tell that a text is about something: words with the same meaning, signs of a topic.

Used only where nothing, or little, holds all that was asked: they put in order what holds some of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from corpus.cjk import CJK, is_latin_word, tokens
from corpus.emptywords import EMPTY_WORDS
from corpus.spelling import word_forms
from corpus.units import Unit, Words
from models.lookup import called, topics_of
from models.terms import term_key

Sign = tuple[tuple[Words, ...], ...]

_MOST_ALIKE = 12  # words with the same translation


def signs(connection: sqlite3.Connection, unit: Unit) -> tuple[Sign, ...]:
    """What speaks for a unit without being what it is called.

    Each sign is a tuple of words that are all wanted, in any order, each a tuple of the forms that the library has; a
    Chinese one is a phrase.
    """
    own = {" ".join(words) for words in (unit.words, *unit.forms)}
    found = [tuple(token.word for token in tokens(term)) for term in dict.fromkeys(_terms(unit))]
    found = [words for words in found if words and " ".join(words) not in own]
    forms = word_forms(connection, [word for words in found for word in words if is_latin_word(word)])
    return tuple(dict.fromkeys(_sign(words, forms) for words in found))


def _sign(words: Words, forms: Mapping[str, Sequence[str]]) -> Sign:
    if CJK.match(words[0]):
        return ((words,),)
    kept = [word for word in words if word not in EMPTY_WORDS] or words
    return tuple(tuple((form,) for form in forms.get(word, (word,))) for word in kept)


def _terms(unit: Unit) -> Iterator[str]:
    for topic in dict.fromkeys(topic for name in unit.topics for topic in topics_of(name)):
        for names in topic:
            yield from names
    alike = [term for one in unit.called for term in called(one if CJK.search(one) else term_key(one))]
    yield from alike[:_MOST_ALIKE]
