"""Modality: whether a statement reports, reckons, foresees, aims, promises or offers.

Cues are words of `cues.csv`. The nearest cue before the number in its clause decides; else
one behind it in the clause; else one in the sentence's opening, when no past tense stands
between.
"""

import re
from functools import cache
from typing import NamedTuple

from kept.extract.tokens import Sentence
from kept.lexicon.load import rows
from kept.lexicon.vocabulary import words
from kept.model.claims import Modality


class Cue(NamedTuple):
    """A cue in a sentence: tokens [first, last), what it means, and how far it carries."""

    first: int
    last: int
    modality: Modality
    reach: str


_Trie = dict[str, list[tuple[tuple[str, ...], Modality, str]]]


@cache
def _cues() -> _Trie:
    trie: _Trie = {}
    for row in rows("cues.csv", "cue", "modality", "reach"):
        first, *rest = row["cue"].split()
        trie.setdefault(first, []).append((tuple(rest), row["modality"], row["reach"]))  # type: ignore[arg-type]  # checked below
    for entries in trie.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return trie


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in text order; a longer phrase hides a shorter one."""
    trie, forms = _cues(), sentence.words
    found: list[Cue] = []
    at = 0
    while at < len(forms):
        entries = trie.get(forms[at])
        if entries:
            for rest, modality, reach in entries:
                last = at + 1 + len(rest)
                if not rest or tuple(forms[at + 1 : last]) == rest:
                    if reach != "verb" or _is_verb(sentence, at):
                        found.append(Cue(at, last, modality, reach))
                        at = last - 1
                    break
        at += 1
    return found


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Return whether "projects" is said of somebody: a determiner or "of" makes it a noun."""
    before = sentence.tags[at - 1] if at else ""
    after = sentence.tags[at + 1 : at + 2]
    if after in {"t", "D", "X"}:
        return before not in {"D", "I", "n", "w"}
    return before not in {"D", "I", "n", "w", "W"} and after not in {"I", ",", ".", ""}


_PAST = re.compile("[UE]")


def modality_of(
    sentence: Sentence, cues: list[Cue], first: int, last: int, clause: tuple[int, int]
) -> tuple[Modality, str]:
    """Return the modality of the amount at tokens [first, last), and the cue that told it."""
    before = [cue for cue in cues if clause[0] <= cue.first < first]
    for cue in reversed(before):
        if cue.reach == "phrase" and cue.last < first - 1:
            continue
        if _cancelled(sentence, cue, first):
            continue
        modality: Modality = "target" if _own_will(sentence, cue) else cue.modality
        return modality, _words(sentence, cue)
    behind = [cue for cue in cues if last <= cue.first < min(clause[1], last + 8)]
    for cue in behind:
        if cue.modality in {"pledge", "target", "projected"} and _is_noun_cue(sentence, cue):
            return cue.modality, _words(sentence, cue)
        if cue.modality != "pledge" and sentence.tags[cue.first] == "A":
            return cue.modality, _words(sentence, cue)
    if not _PAST.search(sentence.tags[clause[0] : first]):
        for cue in reversed([cue for cue in cues if cue.first < clause[0]]):
            if cue.reach != "phrase":
                return cue.modality, _words(sentence, cue)
    return "observed", ""


def _own_will(sentence: Sentence, cue: Cue) -> bool:
    """Return whether "will" says what an actor will do, not what is foreseen of a measure."""
    at = cue.first
    if at == 0 or _words(sentence, cue) not in {"will", "'ll", "shall", "will not"}:
        return False
    following = sentence.words[cue.last : cue.last + 2]
    if (
        any(word in words("level_verbs") for word in following)
        or "U" in sentence.tags[cue.last : cue.last + 2]
    ):
        return False
    actor = sentence.words[at - 1]
    return (
        actor in words("speaking_nouns")
        or actor in {"we", "i", "they", "he", "she"}
        or sentence.tags[at - 1] == "X"
    )


def _words(sentence: Sentence, cue: Cue) -> str:
    return " ".join(sentence.words[cue.first : cue.last])


def _is_noun_cue(sentence: Sentence, cue: Cue) -> bool:
    """Return whether the cue names a thing ("in pledges"), not what comes next."""
    between = sentence.tags[max(0, cue.first - 4) : cue.first]
    return not re.search("[,;&]", between) or sentence.words[cue.first].endswith("ed")


_OVER = frozenset({"was", "were", "had"})


def _cancelled(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Return whether a plain past behind the cue takes its force: "the target, exports reached"."""
    between = sentence.words[cue.last : first]
    if "," in between and sentence.tags[cue.first] == "A":
        return bool(re.search("[UE]", sentence.tags[cue.last + between.index(",") : first]))
    return (
        cue.modality in {"target", "pledge"}
        and bool(_OVER & set(between))
        and "surpassed" in between
    )


_CONDITIONS = re.compile(
    r"\b(?:if|unless|provided|assuming|subject to|contingent on|conditional on"
    r"|on (?:the )?condition)\b",
    re.IGNORECASE,
)


def is_conditional(sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Return whether a condition governs the clause: "if", "subject to", "could", "might"."""
    modal = not _MODALS.isdisjoint(sentence.words[clause[0] : clause[1]])
    return modal or _CONDITIONS.search(sentence.text) is not None


_MODALS = frozenset({"could", "might"})
_OWN_NEGATION = re.compile(
    r"\b(?:no (?:less|fewer|more)|not (?:less|fewer|more|exceeding|only|just))\b"
)


def is_negated(sentence: Sentence, first: int, clause: tuple[int, int]) -> bool:
    """Return whether the amount before token `first` is denied in its clause."""
    start = max(clause[0], first - 7)
    if "N" not in sentence.tags[start:first]:
        return False
    near = " ".join(sentence.words[start : first + 1])
    return not _OWN_NEGATION.search(near)
