"""Measure phrases to indicators: a link with score and reasons, or none.

Exact first: a wrong link accuses wrongly, so a word that the lexicon does not know, a modifier
that changes the definition, or a figure in the wrong unit means no link.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kept.link.fitting import Figure, fit, share_base
from kept.link.phrases import Phrase, phrasebook
from kept.link.surroundings import neighbour, without_country
from kept.link.wording import effect_of, words_of
from kept.model.claims import Link

THRESHOLD = 0.75
"""Links below this score are not made. Set on the development cases of tests/link."""

MARGIN = 0.03
"""Two indicators closer than this are a tie, and a tie is no link."""

_AGE_REACH = 60
_UNKNOWN = 1.5
"""How much more an unknown word counts than the rarest known one."""


class Judgement(NamedTuple):
    """How well one indicator fits a measure. A score of 0 comes with the reason against it."""

    indicator: str
    score: float
    reasons: tuple[str, ...]


class Residue(NamedTuple):
    """What the words beside a phrase do together."""

    factor: float = 1.0
    unknown: int = 0
    grows: bool = False
    shares: bool = False
    reasons: tuple[str, ...] = ()


def link_indicator(
    measure: str,
    unit: str,
    sentence: str,
    *,
    change_kind: str | None = None,
    per: str | None = None,
    area: str | None = None,
    after: str = "",
    stage: str = "",
) -> Link | None:
    """Return the indicator that a measure names, or None where no link is certain enough.

    unit, change_kind, per: as in the model's Quantity and Change. area: the country that the
    claim is about, where known. after: the text behind the figure in its sentence. stage: a
    word that the whole statement adds to its measure, such as "pledged" or "additional".

    >>> link_indicator("IT exports", "USD", "IT exports reached $4 billion.").id
    'ict-service-exports'
    >>> link_indicator("textile exports", "USD", "Textile exports reached $4 billion.")
    """
    figure = Figure(unit, change_kind, per)
    ranked = weigh(measure, figure, sentence, area=area, after=after, stage=stage)
    if not ranked or ranked[0].score < THRESHOLD:
        return None
    best, *others = ranked
    if others and others[0].score > best.score - MARGIN:
        return None
    return Link(best.indicator, round(best.score, 2), best.reasons)


def weigh(
    measure: str,
    figure: Figure,
    sentence: str,
    *,
    area: str | None = None,
    after: str = "",
    stage: str = "",
) -> list[Judgement]:
    """Return a judgement for each indicator that shares a phrase, the best first."""
    bare, against = without_country(measure, area)
    words = _with_age((*words_of(bare), *words_of(stage)), after)
    phrases = _phrases_in(frozenset(words))
    if not phrases:
        return []
    against = against or neighbour(measure, sentence, area)
    if figure.unit == "percent":
        figure = _with_base(figure, after, sentence)
    best: dict[str, Judgement] = {}
    for phrase in phrases:
        judgement = _judge(phrase, words, figure, against)
        known = best.get(judgement.indicator)
        if known is None or judgement.score > known.score:
            best[judgement.indicator] = judgement
    return sorted(best.values(), key=lambda judgement: -judgement.score)


def _with_base(figure: Figure, after: str, sentence: str) -> Figure:
    """Return the figure with what it is a share of; "per GDP" says so too."""
    if (figure.per or "").upper() == "GDP":
        return figure._replace(per=None, base=("gdp",))
    return figure._replace(base=share_base(after, sentence))


@lru_cache(maxsize=4096)
def _phrases_in(words: frozenset[str]) -> tuple[Phrase, ...]:
    return tuple(_matches(words))


def _matches(words: frozenset[str]) -> Iterator[Phrase]:
    by_word = phrasebook().by_word
    for word in words:
        for phrase in by_word.get(word, ()):
            if phrase.words <= words:
                yield phrase


def _with_age(words: tuple[str, ...], after: str) -> tuple[str, ...]:
    """Return the words with the bound of age that follows the figure, if the measure has none."""
    if any(word.startswith(("under-", "aged-")) for word in words):
        return words
    ages = [word for word in words_of(after[:_AGE_REACH]) if word.startswith(("under-", "aged-"))]
    return (*words, *ages[:1])


def _judge(phrase: Phrase, words: tuple[str, ...], figure: Figure, against: str) -> Judgement:
    rest = [word for word in words if word not in phrase.words]
    if "percent" in phrase.meaning.units and "gdp" in rest:
        rest.remove("gdp")
        figure = figure._replace(base=figure.base or ("gdp",))
    residue = _residue(tuple(rest), is_step=figure.change == "absolute")
    fitted = fit(phrase, figure, grows=residue.grows)
    indicator = fitted.indicator or phrase.meaning.indicator
    refusal = against or ("" if fitted.indicator else fitted.reason)
    if residue.shares and "percent" not in phrase.meaning.units:
        refusal = refusal or "a share of it, not the level"
    if refusal or not residue.factor:
        return Judgement(indicator, 0.0, (refusal or residue.reasons[-1],))
    unknown = residue.unknown * _UNKNOWN * phrasebook().unknown
    coverage = phrase.weight / (phrase.weight + unknown)
    score = phrase.meaning.score * residue.factor * coverage
    reasons = (f'"{phrase.text}" names it', fitted.reason, *residue.reasons, phrase.meaning.note)
    return Judgement(indicator, score, tuple(reason for reason in reasons if reason))


@lru_cache(maxsize=4096)
def _residue(rest: tuple[str, ...], *, is_step: bool) -> Residue:
    """Return what the words beside a phrase do; the first that blocks ends it.

    is_step: the figure is a difference, so that "additional" does no harm.
    """
    factor, unknown, grows, shares = 1.0, 0, False, False
    reasons: list[str] = []
    for word in rest:
        known = effect_of(word)
        if known is None:
            unknown += 1
            reasons.append(f'"{word}" is not understood')
        elif known.effect == "blocks" or (known.effect == "adds" and not is_step):
            return Residue(0.0, unknown, grows, shares, (f'"{word}": {known.reason}',))
        elif known.effect == "lowers":
            factor *= known.factor
            reasons.append(known.reason)
        grows |= known is not None and known.effect == "growth"
        shares |= known is not None and known.effect == "share"
    return Residue(factor, unknown, grows, shares, tuple(reasons))
