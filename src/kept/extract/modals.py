"""Promises with "will", and with the "would" of what is told or proposed."""

from collections.abc import Sequence

from kept.extract.actions import action_end
from kept.extract.cues import Cue, is_negative, is_outsider, words_of
from kept.extract.deeds import gerunds, group, is_willing, participles
from kept.extract.names import head_end
from kept.extract.passives import money_goes, void_of, will_be
from kept.extract.promisers import subject_of_verb
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Clause, Promise, clause_start, past_adverbs, without_article
from kept.model.claims import Strength

_NEAR = 4
_BEFORE = 8
_AROUND = 20
"""Tokens around a cue in which others may be named whose word it is."""


def modal(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return what "will" promises; None where a deed of others is told ("would")."""
    sentence, parts, _ = clause
    does = _past_aside(parts, past_adverbs(parts, cue.last))
    if does + 1 >= len(parts) or sentence.words[does] in words_of("manners", "inner"):
        return None  # "will seek to": the inner verb has a cue of its own
    if cue.phrase == "may" and sentence.words[does] in words_of("manners", "permitted"):
        return None
    short = sentence.words[cue.first][-3:] in {"'ll", "’ll"}
    subject = (cue.first, cue.first + 1) if short else subject_of_verb(clause, cue.first, before)
    strength = _strength(clause, cue)
    if "expected" in sentence.words[max(0, cue.first - _BEFORE) : cue.first]:
        return void_of(clause, cue)
    if cue.phrase in words_of("manners", "reported"):
        told = _is_own_word(clause, cue, subject)
        if _is_proposal(clause, cue, does):
            strength, subject = "considers", subject or (cue.first - 1, cue.first)
        elif not told:
            return None
    if sentence.words[does] == "go" and parts[does + 1] == "t":
        return money_goes(clause, cue, does, strength)
    if parts[does] == "Z" and not _is_doing(sentence, parts, does):
        negated = _is_negated(sentence, cue, does)
        return will_be(clause, cue, does, negated=negated)
    return _active(clause, cue, subject, does, strength)


def _past_aside(parts: str, at: int) -> int:
    """Return the token behind an aside: "will, subject to a vote, hire"."""
    if parts[at : at + 1] != ",":
        return at
    close = parts.find(",", at + 1, at + _AROUND)
    return close + 1 if close > 0 else at


def _active(
    clause: Clause, cue: Cue, subject: tuple[int, int] | None, verb: int, strength: Strength
) -> Promise:
    """Return the promise of an active verb: "build", "be building", "have built"."""
    sentence, parts, stops = clause
    negated = _is_negated(sentence, cue, verb)
    does = verb
    if parts[verb] == "Z":
        verb = does = past_adverbs(parts, verb + 1)
    elif sentence.words[verb] == "have" and sentence.words[verb + 1] in participles():
        does = verb + 1
    decreed = _is_decreed(clause, cue, subject, does)
    willed = decreed or is_willing(sentence, parts, subject, does)
    willed = willed or (strength == "considers" and cue.phrase == "would")
    first = verb
    if subject is None and not willed:
        first = clause_start(parts, cue.first)
    elif subject is not None and (decreed or not willed):
        first = subject[0]
    elif negated:
        first = cue.last if cue.last < verb else cue.first
    first = without_article(parts, first, does)
    last = action_end(sentence, parts, max(does, first), stops)
    return Promise(cue.first, subject, first, last, does, strength, willed=willed, negated=negated)


def _is_negated(sentence: Sentence, cue: Cue, verb: int) -> bool:
    """Return whether "will not" or "won't" is said."""
    return "n" in cue.phrase[3:] or any(map(is_negative, sentence.words[cue.last : verb]))


def _is_doing(sentence: Sentence, parts: str, be: int) -> bool:
    """Return whether "be" is followed by a gerund: "will be investing"."""
    doing = past_adverbs(parts, be + 1)
    return doing < len(parts) and sentence.words[doing] in gerunds()


def _strength(clause: Clause, cue: Cue) -> Strength:
    """Return how firmly "will" is said: behind "hopes that" it is only hoped."""
    before = clause.sentence.words[max(0, cue.first - _AROUND) : cue.first]
    return cue.strength if words_of("manners", "hoping").isdisjoint(before) else "aims"


def _is_proposal(clause: Clause, cue: Cue, does: int) -> bool:
    """Return whether "would" tells what a proposal lays down: "the bill would ban"."""
    words, proposals = clause.sentence.words, words_of("manners", "proposals")
    if words[0] == "under" and not proposals.isdisjoint(words[:_NEAR]):
        return True
    ruled = words[does] in words_of("manners", "laying_down")
    return ruled and words[cue.first - 1] in proposals


def _is_own_word(clause: Clause, cue: Cue, subject: tuple[int, int] | None) -> bool:
    """Return whether "would" tells what a speaker has said that he or his own will do."""
    sentence, parts, _ = clause
    said = parts.find("s")
    near = sentence.words[max(0, cue.first - _AROUND) : cue.last + _AROUND]
    if said < 0 or is_outsider(near) or _is_foreseen(sentence, cue):
        return False
    does = past_adverbs(parts, cue.last)
    return (
        parts[does] == "Z"
        or _is_decreed(clause, cue, subject, does)
        or is_willing(sentence, parts, subject, does)
    )


def _is_foreseen(sentence: Sentence, cue: Cue) -> bool:
    """Return whether it is only expected that somebody will act."""
    near = sentence.words[max(0, cue.first - _BEFORE) : cue.first]
    return not words_of("manners", "foreseeing").isdisjoint(near)


def _is_decreed(clause: Clause, cue: Cue, subject: tuple[int, int] | None, verb: int) -> bool:
    """Return whether somebody announces what he sets himself: "pensions will rise by 5%"."""
    sentence, parts, _ = clause
    near = sentence.words[max(0, cue.first - _AROUND) : cue.last + _AROUND]
    if subject is None or words_of("manners", "decreeing").isdisjoint(near):
        return False
    if sentence.words[verb] in {"receive", "get"}:
        return True
    return sentence.words[head_end(parts, *subject) - 1] in group("decreed")
