"""How far a measure reaches in its sentence: words beside it that make it another measure."""

import re

from kept.link.wording import effect_of, group, words_of
from kept.model.claims import Claim
from kept.model.text import Quote

_PER = re.compile(r"[\s-]+per[\s-]+(?:capita|[a-z]+)\b")
_NEXT_WORD = re.compile(r"[\s-]+([a-z]+)\b")
_WORD = re.compile(r"[^\W\d_][\w’'&.-]*")
_MOST_WORDS = 3
_CLAUSES = re.compile(r"[,;:]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)
_REACH = 60
_FAR = 160


def whole_measure(text: str, claim: Claim) -> str:
    """Return the measure's words with those behind it that change what is measured.

    "GDP", where the text goes on "per capita", is GDP per capita; "current account" before
    "deficit" is that deficit.
    """
    measure = claim.measure
    if measure is None:
        return ""
    if not _inside(measure, claim.quote):
        return measure.exact
    end = min(claim.quote.end, measure.end + _REACH)
    per = _PER.match(text, measure.end, end)
    if per is not None:
        return f"{measure.exact}{per[0]}"
    word = _NEXT_WORD.match(text, measure.end, end)
    heads = word is not None and word[1] in group("heads_of_measures")
    return f"{measure.exact}{word[0]}" if word is not None and heads else measure.exact


def narrowed_before(text: str, claim: Claim) -> str:
    """Return the word up to three before the measure that makes it another one; "" for none.

    "Non-oil real GDP growth" is no GDP growth, even where the measure was read as the latter.
    """
    measure = claim.measure
    if measure is None or not _inside(measure, claim.quote):
        return ""
    before = text[max(claim.quote.start, measure.start - _REACH) : measure.start]
    if not before[-1:].isspace():
        return ""
    for word in reversed(before.split()[-_MOST_WORDS:]):
        if not _WORD.fullmatch(word) or word.lower() in group("function_words"):
            return ""
        if _another(word):
            return word
    return ""


def of_another_clause(text: str, claim: Claim) -> bool:
    """Return whether a new clause begins between the number and a measure that follows it.

    In "employment topped 76 %, and unemployment fell" the 76 % is not of unemployment.
    """
    measure = claim.measure
    if measure is None or not claim.quantity.end <= measure.start < claim.quote.end:
        return False
    far = measure.start - claim.quantity.end > _FAR
    return far or bool(_CLAUSES.search(text, claim.quantity.end, measure.start))


def _another(word: str) -> bool:
    if "-" in word:
        return not all(_known(part) for part in words_of(word))
    found = words_of(word)
    effect = effect_of(found[0]) if found else None
    return effect is not None and effect.effect in {"blocks", "adds"}


def _known(word: str) -> bool:
    effect = effect_of(word)
    return effect is not None and effect.effect != "blocks"


def _inside(quote: Quote, outer: Quote) -> bool:
    return outer.start <= quote.start and quote.end <= outer.end
