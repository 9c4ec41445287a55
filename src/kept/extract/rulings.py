"""Numbers that lay down what holds in a case: marks, minima, definitions, what is required."""

from kept.extract.nouns import is_plural, singular_or_same
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

_FAR = 5


def is_laid_down(sentence: Sentence, amount: Amount) -> bool:
    """The pass mark is 50 per cent; whoever wins 270 votes; three years, whichever comes first."""
    words, first = sentence.words, amount.first
    if not _CASES.isdisjoint(words) and _is_case(words, amount):
        return True
    if first and words[first - 1] in _SET and _is_ruled_noun(sentence, first - 1):
        return True
    if not listed("declaring").isdisjoint(words) and _is_declared(words[:first]):
        return True
    return words[0] in _ANY and _is_meaning(sentence, first)


_CASES = frozenset({"whoever", "whosoever", "whichever", "dose"})
_ANY = frozenset({"a", "an", "any"})
_SET = frozenset({"is", "are", "at", "be", "between"})


def _is_ruled_noun(sentence: Sentence, verb: int) -> bool:
    """Return whether the noun before "is" or "was set at" names a rule: "the pass mark is"."""
    words = sentence.words
    if words[verb] == "is" and {"dose", "for"} <= set(words[:verb]):
        return True  # "the dose for children is 5 ml"
    while verb > 1 and (sentence.tags[verb] == "A" or words[verb] in {"set", "at", "between"}):
        verb -= 1
    return not listed("ruled_nouns").isdisjoint(
        (words[verb], " ".join(words[max(0, verb - 1) : verb + 1]))
    )


def _is_meaning(sentence: Sentence, first: int) -> bool:
    """Return whether a word is told by a limit: "a fever is a temperature above 38°C"."""
    words = sentence.words[:first]
    bounded = sentence.tags[first - 1] == "b" or words[-1:] in _OVER
    said = words[:1] in _ARTICLES and ["is"] in (words[2:3], words[3:4])
    return bounded and said and any([word] in _ARTICLES for word in words[3:5])


_OVER = (["above"], ["below"], ["over"], ["under"], ["with"])
_ARTICLES = (["a"], ["an"], ["any"])


def _is_case(words: list[str], amount: Amount) -> bool:
    """Return whether it holds for whoever does something, "whichever comes first", or of a dose."""
    if "whoever" in words[: amount.first] or "whosoever" in words[: amount.first]:
        return True
    if "whichever" in words[amount.last + 1 : amount.last + 12]:
        return True
    return amount.unit == "percent" and "dose" in words[amount.last : amount.last + _FAR]


def _is_declared(before: list[str]) -> bool:
    """Return whether words tell when something is called by a name: "is declared when"."""
    return any(
        word in listed("declaring")
        and before[at - 1] in _BEING
        and before[at + 1 : at + 2] in _WHEN
        for at, word in enumerate(before)
    )


_BEING = frozenset({"is", "are"})
_WHEN = (["when"], ["if"], ["once"], ["where"])


def is_equated(sentence: Sentence, amount: Amount) -> bool:
    """One barrel holds 159 litres; sixty seconds make a minute: a unit told in another."""
    words, last = sentence.words, amount.last
    if amount.first or amount.names[-1] not in {"measure", "span"} or last >= len(words):
        return False
    if words[last] in {"make", "makes", "equal", "equals"}:
        return True
    return amount.high == 1 and amount.low == 1 and words[last] in listed("defining")


def is_demanded(sentence: Sentence, amount: Amount) -> bool:
    """Dogs must be kept on a lead of two metres; luggage must not exceed 23 kg.

    Only sizes and lengths of time, and of whom no name and no article tells: what a ministry
    or "the plant" must reach is news, and so is what anybody must pay or cut.
    """
    sized = amount.names[-1].startswith(("measure", "span")) or amount.unit in listed("entry_units")
    if not sized or {"U", "G"} & set(sentence.tags[: amount.first]):
        return False
    words, tags = sentence.words, sentence.tags
    modal = next((at for at in range(1, _FAR + 1) if words[at : at + 1] in _MUST), 0)
    if not 0 < modal < amount.first or "X" in tags[1:modal] or "," in tags[:modal]:
        return False
    head = words[modal - 1]
    return tags[0] not in "Dr" and (is_plural(head) or words[modal : modal + 3] in _EXCEED)


def is_marked(sentence: Sentence, amount: Amount) -> bool:
    """Question 4 is worth 10 marks: what an answer brings, and no money."""
    words = sentence.words
    if words[amount.last - 1] not in {"marks", "mark"} or amount.last < amount.first + 2:
        return False
    return not listed("marked").isdisjoint(words)


_MUST = (["must"], ["cannot"], ["should"], ["may"])
_EXCEED = tuple(
    [modal, "not", verb]
    for modal in ("must", "may", "should")
    for verb in ("exceed", "be", "weigh")
)


def is_entered(sentence: Sentence, amount: Amount) -> bool:
    """The essay should be 800 to 1,000 words; entrants may send no more than three photographs."""
    words, first = sentence.words, amount.first
    before = words[:first]
    allowed = "may" in before or "can" in before
    if not allowed and listed("requiring").isdisjoint(before):
        return False
    if listed("entering").isdisjoint(map(singular_or_same, words[:3])):
        return False
    return not allowed or sentence.tags[first - 1] in "bt" or "no" in before


def is_asked(sentence: Sentence, amount: Amount) -> bool:
    """Please arrive 15 minutes early: whatever is asked of the reader."""
    return sentence.words[0] in {"please", "kindly"} and amount.first > 0


def is_second_limit(sentence: Sentence, amount: Amount) -> bool:
    """Firms with over 250 staff or turnover above €40 million: a limit joined to another."""
    words, at = sentence.words, amount.first
    if words[at - 1] not in listed("thresholds") and sentence.tags[at - 1] != "b":
        return False
    joint = next((to for to in range(at - 2, max(0, at - _FAR), -1) if words[to] in _JOINTS), 0)
    return any(
        words[to] in listed("thresholds") and words[to - 1] in listed("threshold_nouns")
        for to in range(1, joint)
    )


_JOINTS = frozenset({"or", "and"})


def is_eligible(sentence: Sentence, amount: Amount) -> bool:
    """Open to journalists with less than five years of experience; anyone above 37.5 degrees."""
    words, tags, at = sentence.words, sentence.tags, amount.first
    bounded = at > 0 and (tags[at - 1] == "b" or words[at - 1] in listed("thresholds"))
    if not bounded:
        return False
    before = words[:at]
    opened = any(
        before[near : near + 2] in _OPEN_TO for near in range(max(0, at - 2 * _FAR), at - 1)
    )
    return opened or words[0] in {"anyone", "anybody"}


_OPEN_TO = (
    ["open", "to"], ["offered", "to"], ["available", "to"], ["limited", "to"],
    ["restricted", "to"], ["reserved", "for"], ["eligible", "for"],
)  # fmt: skip


def is_of_method(sentence: Sentence, amount: Amount) -> bool:
    """Plus or minus 3 points; may not sum to 100; an index set at 100 in 2015."""
    if amount.high != _WHOLE and "plus" not in sentence.words and "±" not in sentence.words:
        return False
    before = sentence.words[max(0, amount.first - _FAR) : amount.last]
    if ("plus" in before and "minus" in before) or "±" in before:
        return True
    if amount.high != _WHOLE:
        return False
    return before[-3:-1] in _SUMMED or (before[-3:-1] in _BASED and "index" in sentence.words)


_WHOLE = 100
_SUMMED = (["sum", "to"], ["add", "to"], ["add", "up to"])
_BASED = (["set", "at"], ["set", "to"], ["fixed", "at"], ["rebased", "to"])


def is_file_size(sentence: Sentence, amount: Amount) -> bool:
    """Download (PDF, 2.4 MB); the game needs 8 GB: the size of a file or of what holds it."""
    if not amount.unit.endswith("byte"):
        return False
    if sentence.words[amount.first - 1] in {"need", "needs", "require", "requires"}:
        return True
    opened = sentence.tags.rfind("(", 0, amount.first)
    return opened >= 0 and sentence.tags[amount.last : amount.last + 1] == ")"


RULINGS = (
    ("ruling", is_laid_down),
    ("definition", is_equated),
    ("requirement", is_demanded),
    ("requirement", is_entered),
    ("score", is_marked),
    ("threshold", is_second_limit),
    ("threshold", is_eligible),
    ("scale", is_of_method),
    ("attribute", is_file_size),
)
"""Reasons, each a name and a test, in the order they are asked."""
