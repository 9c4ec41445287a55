"""Does a figure fit an indicator? Money only to money, a share only to a rate."""

import re
from typing import NamedTuple

from kept.lexicon.places import mentions
from kept.link.phrases import Meaning, Phrase
from kept.link.wording import group, words_of

_SHARE_OF = re.compile(r"\s*(?:%|per ?cent|percent)?\s*of (.+)", re.IGNORECASE)
_PERCENT_MARK = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.()]| (?:in|by|from|at|for|to|on|over|during|while|and|last|this) ")
_RATES_OF_CHANGE = frozenset({"percentage_points", "basis_points"})
_YEARLY = frozenset({None, "", "year", "annum"})
_CODE_LENGTH = 3


class Figure(NamedTuple):
    """What is known of a figure besides its size.

    unit, per, change: as in the model. base: the words that a percentage is a share of.
    """

    unit: str
    change: str | None = None
    per: str | None = None
    base: tuple[str, ...] = ()

    @property
    def is_money(self) -> bool:
        """Return whether the unit is a currency."""
        return len(self.unit) == _CODE_LENGTH and self.unit.isupper()


class Fit(NamedTuple):
    """Which indicator a figure fits, or why it fits none (`indicator` is then "")."""

    indicator: str
    reason: str = ""


def share_base(after: str, sentence: str) -> tuple[str, ...]:
    """Return the words that a percentage is a share of, or nothing.

    after: the text behind the figure; where it is not known, the sentence tells if it holds
    one percentage only.

    >>> share_base(" of the country's GDP in 2024.", "")
    ('gdp',)
    """
    text = after
    if not after:
        marks = list(_PERCENT_MARK.finditer(sentence))
        text = sentence[marks[0].end() :] if len(marks) == 1 else ""
    match = _SHARE_OF.match(text)
    if match is None:
        return ()
    clause = _CLAUSE_END.split(match[1], maxsplit=1)[0]
    named = mentions(clause)
    for mention in reversed(named):
        plural = mention.kind == "demonym" and clause[mention.start : mention.end].endswith("s")
        clause = clause[: mention.start] + ("people" if plural else "") + clause[mention.end :]
    return tuple(word for word in words_of(clause) if word not in group("whole") and word != "s")


def fit(phrase: Phrase, figure: Figure, *, grows: bool) -> Fit:
    """Return the indicator that the figure fits under a phrase, or why it does not fit.

    grows: a word of growth stands beside the phrase.
    """
    meaning = phrase.meaning
    relative = figure.unit == "percent" and (figure.change == "relative" or grows)
    if not ((relative and figure.per in _YEARLY) or _divided_alike(meaning, figure)):
        return Fit("", f"a figure per {figure.per}" if figure.per else "no figure per head")
    if "percent" in meaning.units:
        return _fit_rate(phrase, figure, relative=relative, grows=grows)
    if relative:
        return _fit_growth(meaning)
    if figure.unit == "percent":
        return Fit("", "a share is no level")
    if figure.unit in _RATES_OF_CHANGE:
        return Fit("", "points belong to rates")
    if figure.unit == "times":
        return _fit_multiple(meaning, figure)
    if grows and figure.change != "absolute":
        return Fit("", "a difference is no level")
    return _fit_level(phrase, figure)


def _divided_alike(meaning: Meaning, figure: Figure) -> bool:
    per = (figure.per or "").lower()
    per = "person" if per in group("head") else per
    if per in _YEARLY and meaning.kind != "stock":
        return bool(meaning.pers & ({"", "year"} if per else {""}))
    return per in meaning.pers


def _fit_rate(phrase: Phrase, figure: Figure, *, relative: bool, grows: bool) -> Fit:
    meaning = phrase.meaning
    if figure.unit in _RATES_OF_CHANGE:
        fits = figure.change in {"points", "absolute"}
        return Fit(meaning.indicator) if fits else Fit("", "points say how far a rate moved")
    if figure.unit != "percent":
        return Fit("", f"a rate is not counted in {figure.unit or 'bare numbers'}")
    if meaning.growth == "is":
        growing = relative or phrase.says_growth
        return Fit(meaning.indicator) if growing else Fit("", "a share is no growth")
    if relative or grows:
        return Fit("", "growth of a rate is another thing than the rate")
    if figure.change == "multiple":
        return Fit("", "a multiple is no rate")
    return _fit_base(meaning, figure)


def _fit_base(meaning: Meaning, figure: Figure) -> Fit:
    if not figure.base:
        return Fit("", "it is not said of what") if meaning.base_said else Fit(meaning.indicator)
    people = group("people")
    bases = meaning.bases | (people if meaning.bases & people else frozenset())
    if figure.base[-1] in bases and not set(figure.base[:-1]) - bases - {"force", "labour"}:
        return Fit(meaning.indicator, f"a share of {' '.join(figure.base)}")
    return Fit("", f"a share of {' '.join(figure.base)}")


def _fit_growth(meaning: Meaning) -> Fit:
    if meaning.growth == "same":
        return Fit(meaning.indicator, "a relative change of this level")
    if meaning.growth in {"none", "is"}:
        return Fit("", "growth of it is not measured")
    return Fit(meaning.growth, "a relative change of it has an indicator of its own")


def _fit_multiple(meaning: Meaning, figure: Figure) -> Fit:
    if figure.change == "multiple" and meaning.growth == "same":
        return Fit(meaning.indicator, "a multiple of this level")
    return Fit("", "a multiple of it is not measured")


def _fit_level(phrase: Phrase, figure: Figure) -> Fit:
    meaning = phrase.meaning
    if "money" in meaning.units:
        return Fit(meaning.indicator) if figure.is_money else Fit("", "it is counted in money")
    if figure.is_money:
        return Fit("", "it is not counted in money")
    unit = words_of(figure.unit)
    noun = unit[-1] if unit else ""
    alike = noun in meaning.units or figure.unit in meaning.units
    if alike and not set(unit[:-1]) - phrase.words - {"young", "mobile", "cellular"}:
        return Fit(meaning.indicator)
    return Fit("", f"it is not counted in {figure.unit or 'bare numbers'}")
