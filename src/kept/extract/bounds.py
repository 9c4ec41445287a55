"""From an amount to the quantity that its author states: bound, open ends, and what it is per."""

from decimal import Context, Decimal
from functools import cache

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.load import rows
from kept.lexicon.vocabulary import words as words_of
from kept.model.claims import Bound, Quantity


def quantity_of(
    sentence: Sentence, amount: Amount, currency: str | None, per: str | None, *, negated: bool
) -> Quantity:
    """Return the quantity that an amount states, open at the end that its bound leaves open.

    currency: the document's own, where the sign is shared by many. negated: the level was not
    reached, so that a floor becomes a ceiling.
    """
    quote = sentence.slice(amount.first, amount.last)
    bound = bound_of(sentence, amount)
    if negated and (
        bound in {"at_least", "over"} or (bound == "exact" and _reaches(sentence, amount))
    ):
        bound = "under"
    low: Decimal | None = _plain(amount.low)
    high: Decimal | None = low if amount.high is amount.low else _plain(amount.high)
    if bound in {"under", "at_most"} and low == high:
        low = None
    elif bound in {"over", "at_least"} and low == high:
        high = None
    unit = amount.unit
    above, _, below = unit.partition(" per ")
    if below in _LONG_SPANS:
        unit, per = above, below  # "450,000 bpd"
    if currency in amount.currencies:
        unit = str(currency)
    return Quantity(
        exact=quote.exact,
        start=quote.start,
        end=quote.end,
        low=low,
        high=high,
        unit=unit,
        bound=bound,
        precision=_plain(amount.precision),
        per=per,
    )


def _reaches(sentence: Sentence, amount: Amount) -> bool:
    """Return whether the level before which a verb of reaching stands is meant: "did not hit"."""
    near = sentence.words[max(0, amount.first - _NEAR) : amount.first]
    return not words_of("reaching").isdisjoint(near)


_NEAR = 4


def _plain(value: Decimal) -> Decimal:
    """Return the value without exponent or needless zeros, so that it prints in full."""
    whole = value.to_integral_value()
    if value == whole:
        return Decimal(int(whole))
    room = _ROOM if value.adjusted() < _WIDE else Context(prec=value.adjusted() + _WIDE)
    return value.quantize(_LAST_PLACE, context=room).normalize(room)


_LAST_PLACE = Decimal("1e-12")
_WIDE = 15
"""From so many digits before the point on, the default precision leaves none for twelve behind."""
_ROOM = Context(prec=28)


_LONG_SPANS = frozenset({"day", "week", "month", "year"})


def bound_of(sentence: Sentence, amount: Amount) -> Bound:
    """Return how the author bounds an amount: by words before or behind it, or a plus sign."""
    at = amount.first - 1
    while at > 0 and sentence.tags[at] == "D" and sentence.tags[at - 1] == "b":
        at -= 1
    if at > 0 and sentence.tags[at] == "-" and sentence.words[at - 1] == "sub":
        return "under"
    if at >= 0 and sentence.tags[at] == "b":
        return sentence.values[at]  # type: ignore[return-value]  # bounds.csv holds bounds
    after = (amount.noun if amount.noun >= 0 else amount.last - 1) + 1
    inside = sentence.tags.find("a", amount.first, amount.last)  # "60 or so miles"
    for place in dict.fromkeys((amount.last, after, inside if inside >= 0 else after)):
        if sentence.tags[place : place + 1] == "a":
            return sentence.values[place]  # type: ignore[return-value]
    end = sentence.ends[amount.last - 1] - sentence.start
    return "at_least" if sentence.text[end : end + 1] == "+" else "exact"


_PER_WINDOW = 9


def per_of(sentence: Sentence, amount: Amount) -> str | None:
    """Return what the quantity is divided by: "a year", "per head", "% of GDP"."""
    words, tags = sentence.words, sentence.tags
    last = amount.noun + 1 if amount.noun >= 0 else amount.last
    if amount.unit == "percent" and words[last : last + 2] == ["of", "gdp"]:
        return "GDP"
    if tags[last : last + 1] == "/" and sentence.ends[last - 1] == sentence.starts[last]:
        return slashed(sentence, last)
    return _per_behind(sentence, last)


def _per_behind(sentence: Sentence, last: int) -> str | None:
    """Return the divisor that stands within a few words behind token `last`."""
    words, tags = sentence.words, sentence.tags
    divisors, adverbs = _divisors()
    for at in range(last, min(len(words), last + _PER_WINDOW)):
        tag, word = tags[at], words[at]
        if tag in ";.nwYc" and (tag in ";." or at > last):
            return None
        if word in adverbs:
            return adverbs[word]
        if word not in _DIVIDING:
            continue
        near = word not in _ARTICLES or at == last or _rates(sentence, at)
        if not near or at + 1 >= len(words):
            continue
        following = words[at + 1]
        if words[at + 2 : at + 3] and words[at + 2] in words_of("backward"):
            return None
        if tags[at + 1] in "Tu":
            return str(sentence.values[at + 1])
        if following in divisors:
            return divisors[following]
        return None if word != "per" else following
    return None


_ARTICLES = frozenset({"a", "an"})
_DIVIDING = _ARTICLES | {"per", "each", "every"}


def _rates(sentence: Sentence, at: int) -> bool:
    """Return whether "a year" at token `at` ends a rate: "two tonnes of fuel a year"."""
    return sentence.tags[at + 1 : at + 2] == "T" and sentence.tags[at + 2 : at + 3] in _ENDS


_ENDS = frozenset({"", ".", ",", ";", "&", "k", ")"})


def slashed(sentence: Sentence, at: int) -> str | None:
    """Return what stands glued behind the slash at token `at`: "$80/sq m", "km/h"."""
    if at + 1 >= len(sentence.words) or sentence.ends[at] != sentence.starts[at + 1]:
        return None
    word, value = sentence.words[at + 1], sentence.values[at + 1]
    letter = _slash_letters().get(word)
    if letter is not None:
        return letter
    if sentence.tags[at + 1] in "Tu" and isinstance(value, str):
        return value
    return _divisors()[0].get(word)


@cache
def _slash_letters() -> dict[str, str]:
    """Return what short forms behind a slash stand for: the "h" of "km/h"."""
    found = rows("divisors.csv", "word", "per", "role")
    return {row["word"]: row["per"] for row in found if row["role"] == "slash"}


@cache
def _divisors() -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands behind "per" or "a", and the adverbs that say it in one word."""
    named: dict[str, dict[str, str]] = {"noun": {}, "adverb": {}, "slash": {}}
    for row in rows("divisors.csv", "word", "per", "role"):
        named[row["role"]][row["word"]] = row["per"]
    return named["noun"], named["adverb"]
