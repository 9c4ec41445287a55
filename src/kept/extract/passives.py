"""Promises in the passive ("will be built", "has been allocated"), and what promises nothing."""

from functools import cache

from kept.extract.actions import action_end
from kept.extract.cues import Cue
from kept.extract.deeds import group, participles
from kept.extract.names import is_actor, phrase_at
from kept.extract.undertakings import Clause, Promise, clause_start, past_adverbs
from kept.model.claims import Strength


def will_be(clause: Clause, cue: Cue, be: int, *, negated: bool) -> Promise | None:
    """Return what "will be built by the ministry" promises: the clause from its beginning."""
    sentence, parts, stops = clause
    done = past_adverbs(parts, be + 1)
    if done >= len(parts):
        return None
    by = parts.find("y", done, done + 2)
    agent = phrase_at(parts, by + 1) if by > 0 else None
    if agent is not None and not is_actor(sentence, parts, *agent):
        agent = None
    first = clause_start(parts, cue.first)
    last = action_end(sentence, parts, done, stops)
    if agent is not None:
        last = min(last, by)
    willed = participles().get(sentence.words[done], "") not in _things_undergo()
    return Promise(
        cue.first,
        agent,
        first,
        last,
        be,
        cue.strength,
        passive=True,
        willed=willed,
        negated=negated,
    )


def money_goes(clause: Clause, cue: Cue, does: int, strength: Strength) -> Promise | None:
    """Return what "£5 million will go to schools" promises; None where no money goes."""
    sentence, parts, stops = clause
    first = clause_start(parts, cue.first)
    if not {"c", "C"}.intersection(sentence.tags[first : cue.first]):
        return None
    last = action_end(sentence, parts, does, stops)
    return Promise(cue.first, None, first, last, does - 1, strength, passive=True)


@cache
def _things_undergo() -> frozenset[str]:
    return group("undergone") | {""}


def was_done(clause: Clause, cue: Cue) -> Promise:
    """Return what "has been allocated" decides: the clause from its beginning."""
    sentence, parts, stops = clause
    at = cue.last - 1
    agent = phrase_at(parts, at + 2) if parts[at + 1 : at + 2] == "y" else None
    first = clause_start(parts, cue.first)
    last = action_end(sentence, parts, at, stops)
    if agent is not None:
        last = min(last, at + 1)
    return Promise(cue.first, agent, first, last, cue.first, cue.strength, passive=True)


def void_of(clause: Clause, cue: Cue) -> Promise:
    """Return the words of a promise that is none, so that nothing else takes its numbers."""
    last = action_end(clause.sentence, clause.parts, cue.last - 1, clause.stops)
    return Promise(cue.first, None, cue.first, last, cue.first, cue.strength, void=True)
