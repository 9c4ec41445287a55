"""Numbers that define what is meant: thresholds of groups and of rules, and names of things."""

from kept.extract.nouns import is_plural, singular_or_same
from kept.extract.pointing import LARGEST_KNOWN
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed


def is_threshold(sentence: Sentence, amount: Amount) -> bool:
    """Firms with more than 50 staff, families who earn under $2 a day, within 200 metres of."""
    at = amount.first
    bound = at > 0 and sentence.tags[at - 1] == "b"
    if bound:
        at -= 1
    if amount.unit in listed("near_lengths"):
        if sentence.words[at - 1 : at] == ["within"]:
            return True
        if bound and sentence.words[amount.last : amount.last + 1] == ["from"]:
            return True
    if at < 2:  # noqa: PLR2004  noun and "with"
        return False
    before = sentence.words[at - 1]
    if (before == "than" and _is_longer(sentence, at)) or (
        before == "at" and _is_caught(sentence, at)
    ):
        return True
    if bound and sentence.words[at - 2] in listed("relatives") and at > 2:  # noqa: PLR2004
        return sentence.words[at - 3] in listed("threshold_nouns")
    if sentence.words[at - 1] not in listed("thresholds"):
        return False
    return sentence.words[at - 2] in listed("threshold_nouns")


def _is_longer(sentence: Sentence, at: int) -> bool:
    """Return whether a plural that opens its sentence is told by a size: "boats longer than"."""
    words = sentence.words
    return at == 3 and words[1].endswith("er") and is_plural(words[0])  # noqa: PLR2004


def _is_caught(sentence: Sentence, at: int) -> bool:
    """Return whether people are told by a speed: "motorists caught at over 110 km/h"."""
    words = sentence.words
    near = at > 2 and words[at - 2] in listed("speeding")  # noqa: PLR2004
    return near and words[at - 3] in listed("threshold_nouns")


def is_allowed(sentence: Sentence, amount: Amount) -> bool:
    """Tenants have 14 days to appeal; children must be at least 48 inches tall to ride."""
    words, first, last = sentence.words, amount.first, amount.last
    behind = words[last] if last < len(words) else ""
    if behind == "to" and amount.unit in listed("spans"):
        return not {"have", "has", "had"}.isdisjoint(words[max(0, first - 2) : first])
    required = behind in listed("sizes") or (behind in {"or", "or over"} and not amount.unit)
    return required and {"must", "be"} <= set(words[max(0, first - 4) : first])


def is_required(sentence: Sentence, amount: Amount) -> bool:
    """Applicants need two years of experience; entries must not exceed 1,500 words."""
    words, first = sentence.words, amount.first
    polled = amount.unit == "percent" and "vote" in _behind(sentence, amount)
    if (amount.unit in {"vote", "signature"} or polled) and first > 1:
        return not {"need", "needs"}.isdisjoint(words[max(0, first - 3) : first])
    required = listed("required")
    if required.isdisjoint(words[:3]):
        return False
    asked = not listed("requiring").isdisjoint(words[:first])
    return asked or (words[1:2] == ["of"] and words[0] in required)


def is_scale(sentence: Sentence, amount: Amount) -> bool:
    """On a scale of 1 to 10; gave it nine out of ten; a 95 % confidence interval; the 3 % rule."""
    words, first, last = sentence.words, amount.first, amount.last
    if not amount.unit:
        return any(
            words[at : at + 1] == ["scale"] and words[at + 1] in _SCALES
            for at in (first - 2, first - 4)
        )
    if amount.unit != "percent":
        return False
    behind = words[last] if last < len(words) else ""
    if amount.names[-1] == "share.in":
        rated = behind == "stars" or not listed("rating").isdisjoint(words[:first])
        return rated and words[last - 1] in {"ten", "10", "five", "5", "100"}
    if behind in {"rule", "clause"}:
        return words[first - 1 : first] == ["the"]
    return behind in {"confidence", "significance"}


_SCALES = frozenset({"of", "from", "between"})


def is_definition(sentence: Sentence, amount: Amount) -> bool:
    """An hour has sixty minutes; a mile is 1.6 kilometres."""
    tags, words = sentence.tags, sentence.words
    at = 2 if tags[1:2] in {"T", "u"} else 3  # "a leap year has 366 days"
    if tags[at - 1 : at] not in {"T", "u"} or words[0] not in _EACH:
        return False
    return amount.first in {at + 1, at + 2} and words[at] in listed("defining")


_EACH = frozenset({"a", "an", "one", "every", "each"})


def is_ruled(sentence: Sentence, amount: Amount) -> bool:
    """Parcels over 30 kg are not accepted; drivers who exceed 120 km/h are fined."""
    at, last = amount.first, max(amount.last, amount.noun + 1)
    if at < 2 or not _rules(sentence, last, modal=sentence.words[at - 2] != "of"):  # noqa: PLR2004
        return False
    lead = _lead(sentence, at)
    if lead < 0 or set("AUS") & set(sentence.tags[: lead + 1]):
        return False
    word = sentence.words[lead]
    if word in listed("relatives"):
        return True
    grouped = is_plural(word) or lead == 0 or is_plural(sentence.words[0])
    return lead <= _LONGEST_LEAD and grouped


_LONGEST_LEAD = 3
"""Tokens before the noun of a group that opens its sentence: "Liquids in bottles of ..."."""


def _lead(sentence: Sentence, at: int) -> int:
    """Return the token of the noun or relative that a number before `at` bounds, or -1."""
    words, bounded = sentence.words, sentence.tags[at - 1] == "b"
    at -= bounded
    if words[at - 1] == "than" and at > 1 and words[at - 2].endswith("er"):
        return at - 3
    if words[at - 1] in listed("limiting") and words[at - 2] in listed("relatives"):
        return at - 2
    if words[at - 1] == "worth" and not bounded:
        return -1  # "contracts worth $5bn must be ..." says what they are worth
    if words[at - 1] in listed("thresholds") or (bounded and words[at - 1] == "of"):
        return at - 2
    return at - 1 if bounded else -1


def _rules(sentence: Sentence, at: int, *, modal: bool) -> bool:
    """Return whether "must", or "are" with a word of a rule, stands at token `at`.

    modal: whether "must" is enough; "savings of over $3bn must be found" is a claim.
    """
    if sentence.words[at : at + 1] == ["a"] and sentence.tags[at + 1 : at + 2] == "T":
        at += 2  # "20 hours a week"
    if at >= len(sentence.words):
        return False
    if sentence.words[at] in listed("ruling_modals"):
        return modal
    following = sentence.words[at + 1 : at + 4]
    return sentence.words[at] in {"is", "are"} and not listed("ruled").isdisjoint(following)


_HALF = 50


def is_majority(sentence: Sentence, amount: Amount) -> bool:
    """A majority of 50 % plus one; a run-off if nobody wins over half: a rule of voting."""
    if amount.unit != "percent" or amount.high != _HALF:
        return False
    if sentence.words[amount.last : amount.last + 2] == ["plus", "one"]:
        return True
    before = sentence.words[: amount.first]
    if not {"who", "which", "that"}.isdisjoint(before):
        return not listed("gaining").isdisjoint(before) and "vote" in _behind(sentence, amount)
    ruled = not listed("majorities").isdisjoint(sentence.words)
    return ruled and "if" in before


def _behind(sentence: Sentence, amount: Amount) -> set[str]:
    """Return the words right behind an amount, in the singular."""
    return {singular_or_same(word) for word in sentence.words[amount.last : amount.last + 5]}


def is_attribute(sentence: Sentence, amount: Amount) -> bool:
    """The 3.5 GHz auction, the 600 MHz band: a measure that only names a thing."""
    before, after = (
        sentence.words[amount.first - 1] if amount.first else "",
        sentence.tags[amount.last : amount.last + 1],
    )
    if amount.names[-1] != "measure":
        return False
    if before == "the" and after in {"W", "X"}:
        return True
    at = amount.last + (after == "-")
    return not listed("gauged").isdisjoint(sentence.words[at : at + 2]) and after in _NOUNS


_NOUNS = frozenset("WXE-")


def is_paper(sentence: Sentence, amount: Amount) -> bool:
    """The 4.25% notes due 2030: interest that names what pays it."""
    if amount.unit != "percent":
        return False
    behind = sentence.words[amount.last : amount.last + 4]
    dated = "due" in behind or sentence.words[amount.first - 1 : amount.first] == ["the"]
    return dated and not listed("papers").isdisjoint(behind)


def is_possessed(sentence: Sentence, amount: Amount) -> bool:
    """Luther's ninety-five theses: a small count in words of what is known to be somebody's."""
    if amount.noun < 0 or sentence.tags[amount.first] != "w" or amount.first == 0:
        return False
    owner = sentence.words[amount.first - 1]
    return amount.high < LARGEST_KNOWN and owner.endswith(("'s", "’s", "s'", "s’"))
