"""What an English plan, headline or law sets out where no word asks for anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.actors_en import split_actors
from extract.coordination_en import Joint
from extract.partvalues import Call
from extract.patterns_parts_en import FINITE, SETS_OUT, TO_BE, WE_DO
from extract.verbs_en import clause_end, verbs_from, with_particle
from models.verbs import english_verbs


def planned(text: str, joints: Sequence[Joint]) -> Iterator[Call]:
    """What a headline or a plan without a finite verb sets out: `Academy to be founded by 2028`."""
    match = TO_BE.match(text)
    if not match or FINITE.search(text, 0, match.start("verb")) or FINITE.search(text, match.end("verb")):
        return
    passive = match["verb"].startswith("be ")
    actors = () if passive else split_actors(text, *match.span("whom"))
    if passive or actors:
        actions = verbs_from(text, joints, match.start("verb"), len(text), loose=False)
        if actions:
            yield Call(at=match.start("verb"), strength=None, modal=None, actions=actions, actors=actors, weak=True)


def set_out(text: str, joints: Sequence[Joint]) -> Iterator[Call]:
    """What a plan or a law is said to do in the present: `This Regulation sets out a target`."""
    match = SETS_OUT.search(text)
    if match and match["verb"] in english_verbs().third:
        verb = with_particle(text, *match.span("verb"))
        yield Call(at=match.start("verb"), strength=None, modal=None, actions=(verb,), weak=True)
    for match in WE_DO.finditer(text):
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()), form="base")
        yield Call(at=match.start(), strength=None, modal=None, actions=actions, weak=True)
