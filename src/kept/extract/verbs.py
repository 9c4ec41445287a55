"""Which words of a sentence are its verbs, by their form and their place.

The tags know the verbs of the lexicon; other words are judged by the company they keep. Used
where a wrong answer costs a phrase and never a claim.
"""

from functools import cache

from kept.extract.nouns import is_plural
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words as group_of

_VERB = frozenset("UES")
_MAY_BE_VERB = frozenset("UESGW")


def verb_before(sentence: Sentence, end: int) -> int:
    """Return the nearest verb before token `end` in its part of the sentence, or -1."""
    for at in range(end - 1, -1, -1):
        if sentence.tags[at] == ";":
            return -1
        if is_verb(sentence, at, end):
            return at
    return -1


def is_verb(sentence: Sentence, at: int, amount: int = -1) -> bool:
    """Return whether token `at` is a verb: known as one, or by its place and its form.

    amount: the token of an amount; an unknown word right before it may be its verb.
    """
    tag = sentence.tags[at]
    if tag == "b":
        return sentence.words[at].endswith(("ed", "sses"))  # "surpassed 3 billion"
    if tag not in _MAY_BE_VERB:
        return tag == "A"
    if tag != "G" and sentence.tags[at + 1 : at + 2] == "I" and _names_of(sentence, at):
        return False  # "estimates of 64,900"
    prior = at - 1
    while prior >= 0 and is_adverb(sentence, prior):
        prior -= 1
    beside = at < amount and _SMALL.issuperset(sentence.tags[at + 1 : amount])
    if tag in _VERB:
        before = sentence.tags[prior] if prior >= 0 else ""
        return (beside and before != "D") or not _names(sentence, at, prior)
    if tag == "G":
        acts = sentence.tags[at + 1 : at + 2] in {"D", "n", "c"}
        moves = sentence.words[at + 1 : at + 2] in (["by"], ["to"])
        if moves and prior >= 0 and sentence.tags[prior] in "XM":
            return True  # "sales in May decrease to"
        return prior >= 0 and sentence.tags[prior] in ("tAWX" if acts else "tA")
    return prior >= 0 and _unlisted_verb(sentence, at, prior, beside=beside)


def _names_of(sentence: Sentence, at: int) -> bool:
    """Return whether a verb's form before "of" is a noun: no past, and none that is always one."""
    if sentence.words[at + 1] != "of":
        return False
    word = sentence.words[at]
    past = word.endswith(("ed", "ing")) or word in group_of("past_forms")
    return not past and word not in group_of("plain_verbs")


def _unlisted_verb(sentence: Sentence, at: int, prior: int, *, beside: bool) -> bool:
    """Return whether a word that no list of verbs holds is one here, behind token `prior`."""
    word, before = sentence.words[at], sentence.tags[prior]
    if word in group_of("not_verbs") and before != "r":
        return False
    if before in "tArN":
        return not is_plural(word) or word in verb_forms()
    follows = sentence.tags[at + 1 : at + 2]
    if sentence.words[prior] in {"which", "who", "that"}:
        relative = prior > 0 and sentence.tags[prior - 1] in "WX"
        return word in verb_forms() or (relative and follows in {"D", "n", "c"})
    if word in group_of("plain_verbs") and before in "WXZQ)":
        return True
    if word in verb_forms() and follows in _AFTER_VERB:
        return _agrees(sentence, at, prior, follows)
    if before == "," and word.endswith("ing") and follows in {"D", "n", "c"}:
        return True  # ", projecting a profit"
    if word.endswith("ed") and follows in _AFTER_PAST:
        return before in "WXZ)" or (before == "," and follows in "Dnbc")
    return beside and before in "WX" and (is_plural(word) or is_plural(sentence.words[prior]))


_AFTER_VERB = frozenset("IDnwbtcYJCrWXZ")
_AFTER_PAST = frozenset("IDnwbtcYJ")
_SMALL = frozenset("bDJ")


def _names(sentence: Sentence, at: int, prior: int) -> bool:
    """Return whether a verb's form at token `at` is a noun here: "the five launches will"."""
    word = sentence.words[at]
    if prior < 0:
        return False
    before = sentence.tags[prior]
    if word.endswith(("ed", "ing")):
        return before == "D" and sentence.tags[at + 1 : at + 2] == "W"  # "a building rate"
    if sentence.words[prior] in {"which", "who", "that"}:
        return False
    if before == "D" or word in group_of("past_forms"):
        return before == "D"
    counted = before in "wn" and is_plural(word)
    if before in "JROI" or counted or (before == "u" and _qualifies(sentence, prior)):
        return True
    if before not in "WXZE":
        return False
    many = is_plural(sentence.words[prior])
    inside = sentence.tags[at + 1 : at + 2] in set("WXE") and not (is_plural(word) or many)
    return inside or many == is_plural(word)


def _qualifies(sentence: Sentence, unit: int) -> bool:
    """Return whether an amount with its own article ends at token `unit`: "a 5 km run"."""
    first = unit
    while first > 0 and sentence.tags[first - 1] in "nws-v":
        first -= 1
    return first > 0 and first < unit and sentence.tags[first - 1] == "D"


def _agrees(sentence: Sentence, at: int, prior: int, follows: str) -> bool:
    """Return whether a form that may be a verb agrees with the word before it as one."""
    word, before = sentence.words[at], sentence.tags[prior]
    if before == "," and follows in "Dnbc":
        return word.endswith("ed") or word in group_of("past_forms")
    if word.endswith("ing"):
        return before in set("k,&I") and follows in set("DnwbcX")
    if before not in set("WXZ)YMqT"):
        return False
    if word in group_of("past_forms") or word in group_of("saying_verbs"):
        return True
    if word.endswith("ed"):
        return follows != "W"
    if follows in set("WX"):
        return False
    many = is_plural(sentence.words[prior])
    return many != is_plural(word)


@cache
def verb_forms() -> frozenset[str]:
    """Return the forms of common verbs: bases, with -s, -ed and -ing, and irregular pasts."""
    forms = set(group_of("past_forms") | group_of("saying_verbs"))
    for base in group_of("common_verbs"):
        stem = base.removesuffix("e")
        spelt = base[:-1] + "i" if base.endswith("y") and base[-2] not in "aeiou" else base
        sibilant = base.endswith(("s", "sh", "ch", "x", "z")) or spelt != base
        forms |= {base, spelt + ("es" if sibilant else "s"), stem + "ing"}
        forms.add(spelt.removesuffix("e") + "ed")
        if base[-1] in "bdgklmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou":
            forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return frozenset(forms)


def acts_on_noun(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is a verb right before a bare object: "pledged grants".

    Told by agreement: a past form behind a name or a plural, a form in -s behind a singular and
    before a plural ("a mentor cuts resignations").
    """
    tags, word = sentence.tags, sentence.words[at]
    if at == 0 or tags[at] not in "WG" or tags[at + 1 : at + 2] not in {"W", "G"}:
        return False
    told = at > 1 and is_adverb(sentence, at - 1)  # "the firm today reported revenue"
    before, prior = tags[at - 1 - told], sentence.words[at - 1 - told]
    if before == "&":
        return tags[at] == "G" and is_plural(sentence.words[at + 1])
    if before not in "WXTr" or prior.endswith(("'s", "’s")):
        return False
    if word in _ALWAYS_SAYS:
        return True
    if tags[at] == "W" and word not in verb_forms():
        return False
    if word.endswith("ed") or word in group_of("past_forms"):
        return told or before in "Xr" or is_plural(prior)
    agrees = is_plural(word) and not is_plural(prior)
    return agrees and is_plural(sentence.words[at + 1])


_ALWAYS_SAYS = frozenset({"said", "says", "told", "tells", "added", "adds"})


def group_start(sentence: Sentence, verb: int) -> int:
    """Return where the group of verbs that ends at token `verb` begins."""
    tags = sentence.tags
    first = verb
    while first > 0 and (
        tags[first - 1] in "UEASJNtb"
        or is_adverb(sentence, first - 1)
        or is_passive(sentence, first - 1)
        or (tags[first] == "t" and tags[first - 1] == "W" and is_verb(sentence, first - 1))
    ):
        noun = tags[first - 1] in "UESW" and not is_verb(sentence, first - 1)
        if noun and not (is_passive(sentence, first - 1) or is_adverb(sentence, first - 1)):
            break  # "the set will cost": a noun that looks like a verb
        first -= 1
    return first


def is_passive(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is the participle behind an auxiliary: "is expected to"."""
    auxiliary = sentence.tags[at - 1 : at] == "A" if at else False
    return sentence.tags[at] == "W" and sentence.words[at].endswith("ed") and auxiliary


def is_adverb(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` names nothing: an adverb, or a word of extent."""
    word, tag = sentence.words[at], sentence.tags[at]
    if tag == "X" and (at or word in group_of("compass")):
        return word in group_of("weekdays")
    if word in group_of("adverbs"):
        return True
    between = sentence.tags[at - 1 : at] == "D" and sentence.tags[at + 1 : at + 2] in {"W", "X"}
    return word.endswith("ly") and tag in "WX" and not between  # "a disorderly exit"
