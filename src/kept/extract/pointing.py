"""Numbers of a name, and counts that point back at what is known: neither claims anything.

By the readings chosen for the annotated texts "the two mines" counts nothing that is not known
already; a larger number, or "6 of the 14", does.
"""

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

LARGEST_KNOWN = 100
"""Smaller counts behind "the" are known ones: "the 27 member states"; 4,000 doses are news."""

_LARGEST_CODE = 1000
_LEAST_ALONE = 10
_LONGEST_SIGN = 4


def is_road_or_code(sentence: Sentence, amount: Amount) -> bool:
    """The N4 to Lekki, COP28, 180 K2 tanks: letters that are a currency's only elsewhere."""
    first, last = amount.first, amount.last
    sign = sentence.words[first]
    if not amount.currencies or not sign.isalpha() or len(sign) > _LONGEST_SIGN:
        return False
    if last == first + 1:
        return False  # a number in words: "from US$ three to five"
    number = sentence.words[last - 1]
    if last - first != 2 + (sentence.tags[first + 1] == "-") or not number.isdigit():
        return False
    glued = all(sentence.ends[at] == sentence.starts[at + 1] for at in range(first, last - 1))
    if not glued or amount.high >= _LARGEST_CODE:
        return False
    hyphened = last - first > 2  # noqa: PLR2004
    known = first > 0 and (sentence.words[first - 1] in _KNOWN or sentence.tags[first - 1] in "nw")
    return hyphened or known or (len(sign) > 2 and amount.high < LARGEST_KNOWN)  # noqa: PLR2004


_KNOWN = frozenset({"the", "this", "that", "a", "an", "(", "on"})


def points_back(sentence: Sentence, amount: Amount) -> bool:
    """The 27 member states; these two bridges: known ones, unless they are "of" something."""
    at = amount.first
    if amount.noun < 0 or at == 0:
        return False
    at -= sentence.words[at - 1] == "top"  # "the top 10 banks"
    if at == 0 or sentence.words[at - 1] not in _POINTING:
        return False
    if amount.high >= LARGEST_KNOWN or amount.currencies or amount.unit in words("times_of"):
        return False
    return at < 2 or sentence.words[at - 2] != "of"  # noqa: PLR2004  "6 of the 14"


_POINTING = frozenset({"the", "these", "those"})


def is_named(sentence: Sentence, amount: Amount) -> bool:
    """The "Big Three" carmakers, ISO 9001 certificates: the number belongs to a name."""
    at = amount.first
    if at == 0 or amount.last != at + 1:
        return False
    before = sentence.slice(at - 1, at).exact
    if sentence.tags[at - 1] == "-" and at > 1 and sentence.ends[at - 1] == sentence.starts[at]:
        return len(sentence.words[at - 2]) == 1 and sentence.words[at - 2].isalpha()  # "T-72"
    written = sentence.slice(at, at + 1).exact
    if written[0].isupper() and written.isalpha() and not written.isupper():
        return sentence.tags[at - 1] == "X" and not sentence.text.isupper()
    plain = written.isdigit() and amount.high >= LARGEST_KNOWN and not amount.currencies
    return plain and len(before) > 1 and before.isupper() and not sentence.text.isupper()


def is_alone(sentence: Sentence, amount: Amount) -> bool:
    """Opens at 9, scored twice: a small bare number that no word of change governs."""
    if amount.unit == "times" and sentence.words[amount.first] in {"twice", "once", "thrice"}:
        following = sentence.words[amount.last : amount.last + 1]
        return not following or following[0] not in _COMPARING
    bare = not amount.unit and amount.noun < 0 and not amount.currencies
    if not bare or amount.high >= _LEAST_ALONE:
        return False
    return not set("UGF") & set(sentence.tags[: amount.first])


_COMPARING = frozenset({"as", "the", "its", "their", "that", "what", "more", "our"})


def is_coin(sentence: Sentence, amount: Amount) -> bool:
    """The Rs 500 note, the $100 bill: the money has a name of its own."""
    noun = sentence.words[amount.last : amount.last + 1]
    return bool(amount.currencies and noun and noun[0] in {"note", "bill", "coin", "banknote"})


def is_apart(sentence: Sentence, amount: Amount) -> bool:
    """90 days overdue; 40 minutes before departure; a five-year plan: how far in time."""
    if amount.unit not in words("times_of") and amount.unit not in _SHORT:
        return False
    before = sentence.words[amount.first - 1 : amount.first]
    if amount.last <= amount.first + 2 and before and before[0] in words("possessives"):
        return True  # "in his 40s"
    if "-" in sentence.tags[amount.first : amount.last] and amount.low == amount.high:
        return True
    behind = sentence.words[amount.last : amount.last + 3]
    return behind[:1] in _APART or behind[:2] == ["in", "advance"] or behind == _MAKING


_SHORT = frozenset({"hour", "minute", "second"})
_APART = tuple(
    [word] for word in ("overdue", "ago", "before", "after", "notice", "hence", "beforehand")
)
_MAKING = ["in", "the", "making"]

NAMES = (
    ("code", is_road_or_code),
    ("pointing back", points_back),
    ("name", is_named),
    ("alone", is_alone),
    ("distance in time", is_apart),
    ("note or coin", is_coin),
)
"""Reasons, each a name and a test, in the order they are asked."""
