"""Whether a claim that was read as a target is one that its author sets.

"Growth was 3.1 % against a target of 3.7 %" reports an outcome beside a yardstick of the past:
neither number wants a deadline, and no outcome is to be awaited for it.
"""

import re
from functools import cache

from kept.check.intervals import number
from kept.check.rules import pattern, words
from kept.check.surroundings import has, setting
from kept.check.wording import is_money
from kept.model.claims import Claim

_BETWEEN = r"(?:\s+(?!(?:and|but|while|to|enough)\b)[\w’'%.,-]+){0,5}?\s+"


_BESIDE = 40
_FEW = 12
_VERBAL = ("ing", "ed", "ify", "ise", "ize")


@cache
def _measured() -> re.Pattern[str]:
    """Return a pattern for a result set beside a target: "exceeded its export target"."""
    beside, aim = pattern("beside_a_target").pattern, pattern("named_targets").pattern
    return re.compile(f"{beside}{_BETWEEN}{aim}", re.IGNORECASE)


def aimed(claim: Claim) -> bool:
    """Return whether the sentence sets or repeats a target, and does not report against one."""
    sentence = setting(claim)
    if not has("aiming", sentence) or not says_what(claim):
        return False
    return not (has("named_targets", sentence) and _measured().search(sentence))


def lasting(claim: Claim) -> bool:
    """Return whether the target is a standing one: a central bank's, or so much every year."""
    if by_the_year(claim):
        return True
    said = setting(claim) if claim.measure is None else f"{claim.measure.exact} {setting(claim)}"
    named = claim.indicator is not None and claim.indicator.id in words("standing_indicators")
    return named or has("standing_targets", said)


def says_what(claim: Claim) -> bool:
    """Return whether the claim's measure, if it has one, is a thing and no stray verb.

    "Four times a year" says how often something happens, and measures nothing.
    """
    if claim.quantity.unit == "times" and claim.change is None:
        return False
    if claim.quantity.unit in words("spans_of_time") or _few_things(claim):
        return False
    if claim.measure is None or claim.indicator is not None:
        return True
    named = claim.measure.exact.lower().split()
    return len(named) != 1 or not (named[0] in words("aiming") or named[0].endswith(_VERBAL))


def _few_things(claim: Claim) -> bool:
    """Return whether a speaker counts off a few things: "I propose two steps"."""
    quantity = claim.quantity
    spelt = not any(character.isdigit() for character in quantity.exact)
    counted = claim.change is None and quantity.unit != "percent" and not is_money(quantity.unit)
    return spelt and counted and number(quantity) <= _FEW


def grows_by_the_year(claim: Claim) -> bool:
    """Return whether the claim states a rate of growth, whose baseline is the year before."""
    named = claim.indicator is not None and claim.indicator.id in words("growth_indicators")
    measure = "" if claim.measure is None else claim.measure.exact
    at = claim.quantity.end - claim.quote.start
    beside = claim.quote.exact[max(0, at - _BESIDE) : at + _BESIDE]
    return named or by_the_year(claim) or has("growth", measure) or has("growth", beside)


def by_the_year(claim: Claim) -> bool:
    """Return whether the number is of every year to come: "a million jobs annually"."""
    at = claim.quantity.end - claim.quote.start
    return claim.quantity.per == "year" or has("yearly", claim.quote.exact[at : at + _BESIDE])
