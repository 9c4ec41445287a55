"""What a quantity is about: the words of its clause that name what is measured or counted.

Read from the tags alone: the noun phrase that an amount qualifies ("a $40 fee", "5 % of the
budget", "a speed of 30 mph"), and the subject of the verb before it.
"""

from functools import cache

from kept.extract.nouns import is_plural
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words as group_of
from kept.model.text import Quote

Range = tuple[int, int]
_NOUN = frozenset("WXZGHO")
_VERB = frozenset("UEAS")
_NAMING = _NOUN | {"U", "E", "S", "l"}
_MOST = 9
_SUBJECT_MOST = 18


def find_concept(sentence: Sentence, amount: Amount) -> tuple[Quote, ...]:
    """Return the noun phrases that name what an amount measures, in text order."""
    share = amount.names[0].startswith("share.")
    behind = None if share else _behind(sentence, amount)
    whole, named = _before_of(sentence, amount), _bracketed(sentence, amount)
    found = [
        behind,
        _adjectives(sentence, amount) if behind and sentence.words[behind[0] - 1] != "of" else None,
        whole,
        None if behind and named else named or _owner(sentence, amount),
        _object(sentence, amount) if not whole else None,
    ]
    ranges = sorted({each for each in found if each is not None})
    return tuple(sentence.slice(*each) for each in ranges)


# Phrases beside the amount.


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` may stand in a noun phrase: no adverb, no word of extent."""
    tag = sentence.tags[at]
    if tag in _NOUN:
        return not _is_adverb(sentence, at)
    if tag == "Q":
        return sentence.tags[at - 1 : at] in set("WX")
    if tag == "u":
        return _names_a_unit(sentence, at)
    return tag in "UES" and at > 0 and not is_verb(sentence, at)


def _names_a_unit(sentence: Sentence, at: int) -> bool:
    """Return whether a unit at token `at` is part of a name: "the pixel pitch"."""
    before = sentence.tags[at - 1 : at] if at else ""
    return sentence.tags[at + 1 : at + 2] in {"W", "X"} and before not in {"n", "w", "s", "-"}


def _is_adverb(sentence: Sentence, at: int) -> bool:
    word, tag = sentence.words[at], sentence.tags[at]
    return tag != "X" and (word in group_of("adverbs") or (word.endswith("ly") and tag == "W"))


def _behind(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase behind the amount: "a 5 kW panel", "20 % of personal spending"."""
    tags, words = sentence.tags, sentence.words
    counts = amount.noun >= 0
    at = amount.noun + 1 if counts else amount.last
    if at < len(tags) and words[at] in {"of", "for"} and (words[at] == "of" or counts):
        at += 1
        while at < len(tags) and tags[at] in "Db":
            at += 1
        return _phrase(sentence, at)
    if counts or amount.unit == "":
        return None
    if amount.currencies and words[at : at + 1] in (["us"], ["u.s."], ["usd"]):
        at += 1
    if at < len(tags) and words[at].endswith(("ed", "ing")) and tags[at + 1 : at + 2] in set("IDt"):
        return None  # "2 % witnessed in August"
    if amount.currencies and at < len(tags) and words[at] in {"for", "in"}:
        step = at + 1 + (tags[at + 1 : at + 2] == "D")
        return _phrase(sentence, step) if tags[step : step + 1] in set("WG") else None
    if words[at : at + 1] and words[at].startswith(("year-old", "month-old")):
        at += 1
    if tags[at : at + 1] == "-":
        at += 1
    if amount.unit == "percent" and tags[at : at + 1] == "X":
        if tags[amount.first - 1 : amount.first] not in {"D", "J"}:
            return None  # "Alpha +0.2% Beta +0.3%"
    if tags[at : at + 2] in {"DT", "Du"} or words[at : at + 1] == ["per"]:
        at += 2  # "a $3,500 a month mortgage"
    return _phrase(sentence, at)


def _phrase(sentence: Sentence, at: int) -> Range | None:
    """Return the noun phrase that begins at token `at`, with the "of" phrases behind it."""
    tags = sentence.tags
    last = at
    while last < len(tags) and last - at < _MOST:
        if last > at and is_verb(sentence, last):
            break
        if _is_noun(sentence, last) or _leads(sentence, last, first=last == at):
            last += 1
            continue
        step = _over_of(sentence, last, change="G" in tags[at:last]) if last > at else 0
        if not step:
            break
        last = step
    return (at, last) if last > at else None


def _leads(sentence: Sentence, at: int, *, first: bool) -> bool:
    """Return whether a participle, a hyphen or a unit at token `at` leads on to a noun."""
    tag, following = sentence.tags[at], sentence.tags[at + 1 : at + 2]
    if following not in _NOUN:
        return False
    return (tag in "EJu" and first) or (tag == "-" and not first)


def _over_of(sentence: Sentence, at: int, *, change: bool) -> int:
    """Return the token of the noun behind "of" at token `at`, or "in" behind a change, else 0."""
    if sentence.words[at] != "of" and not (change and sentence.words[at] in {"in", "for"}):
        return 0
    step = at + 1
    while sentence.tags[step : step + 1] == "D":
        step += 1
    return step if step < len(sentence.tags) and _is_noun(sentence, step) else 0


def _adjectives(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what stands between the article and an amount that qualifies: "dual 12-inch"."""
    first = amount.first
    while first > 0 and (_is_noun(sentence, first - 1) or sentence.tags[first - 1] == "J"):
        first -= 1
    if first == amount.first or sentence.tags[first - 1 : first] != "D":
        return None
    return first, amount.first


def _before_of(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase of which the amount is the size: "a speed of 30 mph"."""
    tags = sentence.tags
    at = amount.first - 1
    while at >= 0 and tags[at] in "bDJ":
        at -= 1
    if at < 1 or sentence.words[at] != "of":
        return None
    first = at
    while first > 0 and (_is_noun(sentence, first - 1) or tags[first - 1] == "J"):
        if first < at and is_verb(sentence, first - 1):
            break
        first -= 1
    while first < at and tags[first] == "J":
        first += 1
    return (first, at) if first < at else None


def _bracketed(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the name before a sign or brackets: "Alpha +0.2%", "Ada Brown (15 points)"."""
    tags = sentence.tags
    opening = tags.rfind("(", 0, amount.first)
    if amount.first and sentence.words[amount.first - 1] == "+":
        opening = amount.first - 1
    elif opening < 1 or tags.find(")", opening, amount.first) >= 0:
        return None
    first = opening
    while first > 0 and (_is_noun(sentence, first - 1) or tags[first - 1] in "&ln"):
        first -= 1
    while first < opening and tags[first] in "&n":
        first += 1
    return (first, opening) if first < opening else None


def _owner(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the subject of the amount's verb, else the noun phrase right before the amount."""
    found = _moved(sentence, amount) or _subject(sentence, amount.first)
    if found is not None:
        return found
    last = amount.first
    while last > 0 and sentence.tags[last - 1] in "bDJI.t":
        last -= 1
    first = last
    while first > 0 and _is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    return (first, last) if first < last else None


def _moved(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what "down" in "Alpha, down 5 p" and "with its shares down 2 %" speaks of."""
    at = amount.first - 1
    while at > 0 and sentence.tags[at] in "bD":
        at -= 1
    if at < 1 or sentence.words[at] not in {"up", "down", "higher", "lower"}:
        return None
    last = at - (sentence.tags[at - 1] == ",")
    first = last
    while first > 0 and _is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    return (first, last) if first < last else None


# The subject, and the object that stands between its verb and the amount.


def _subject(sentence: Sentence, end: int) -> Range | None:
    """Return the subject of the verb before token `end`, without pronouns.

    A verb joined by "and" or a participle has the subject of the verb before it.
    """
    verb = verb_before(sentence, end)
    last = group_start(sentence, verb) if verb >= 0 else _before_with(sentence, end)
    joint = sentence.tags[last - 1 : last] if last > 0 else ""
    if verb > 0 and joint == "r" and sentence.words[last - 1] in _STAND_INS:
        return _subject(sentence, last - 1)
    if verb > 0 and (joint == "&" or (_participle(sentence, verb) and joint in set("k,WXI&"))):
        return _subject(sentence, last - (joint in set("&k,I")))
    if last > 0 and sentence.words[last - 1] in {"which", "who", "that"}:
        last -= 1
        if last > 0 and sentence.tags[last - 1] == ",":
            last -= 1
    elif joint == "," and verb > 0:
        return _apposed(sentence, last - 1)
    return _leftwards(sentence, last)


_STAND_INS = frozenset({"it", "he", "she", "they"})


def _participle(sentence: Sentence, verb: int) -> bool:
    before = sentence.tags[verb - 1 : verb]
    return sentence.words[verb].endswith("ing") and before != "A"


def _apposed(sentence: Sentence, comma: int) -> Range | None:
    """Return "Health, the best sector" before ", dropped": a subject with its apposition."""
    opening = sentence.tags.rfind(",", 0, comma)
    if opening < 1 or any(is_verb(sentence, at) for at in range(opening + 1, comma)):
        return None
    found = _leftwards(sentence, opening)
    return (found[0], comma) if found else None


def _leftwards(sentence: Sentence, last: int) -> Range | None:
    first = last
    while first > 0 and last - first < _SUBJECT_MOST and _belongs(sentence, first - 1):
        first -= 1
    return _trimmed(sentence, first, last)


def _trimmed(sentence: Sentence, first: int, last: int) -> Range | None:
    """Return a subject without the small words and numbers at its edges, if a noun is left.

    A time that leads ("in the last three months the office") or ends it is left out.
    """
    tags = sentence.tags
    for at in range(last - 1, first, -1):
        if tags[at] == "T" or (tags[at] in "MY" and tags[at + 1 : at + 2] not in _NOUN):
            if any(tag in _NAMING for tag in tags[at + 1 : last]):
                first = at + 1
            else:
                last = at
                while last > first and tags[last - 1] in "DIRnwTMY":
                    last -= 1
            break
    while first < last and (tags[first] in "DIbJ-&/YTR" or _is_adverb(sentence, first)):
        first += 1
    while first < last and (tags[last - 1] in "DIbJ-&/" or _is_adverb(sentence, last - 1)):
        last -= 1
    return (first, last) if any(tag in _NAMING for tag in tags[first:last]) else None


def _object(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what the verb acts on, before the amount: "boost the range by 35 miles"."""
    tags = sentence.tags
    end = amount.first
    while end > 0 and tags[end - 1] in "bDJ":
        end -= 1
    end -= 1
    if end < 1 or tags[end] not in "It" or sentence.words[end] == "of":
        return None
    first = end
    while first > 0 and _is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    start = first
    while start > 0 and tags[start - 1] in "DJ":
        start -= 1
    if first == end or start == 0 or not is_verb(sentence, start - 1):
        return None
    return first, end


def verb_before(sentence: Sentence, end: int) -> int:
    """Return the nearest verb before token `end` in its part of the sentence, or -1."""
    for at in range(end - 1, -1, -1):
        if sentence.tags[at] in ";":
            return -1
        if is_verb(sentence, at, end):
            return at
    return -1


def is_verb(sentence: Sentence, at: int, amount: int = -1) -> bool:
    """Return whether token `at` is a verb: known as one, or by its place and its form.

    amount: the token of an amount; an unknown word right before it may be its verb.
    """
    tag, word = sentence.tags[at], sentence.words[at]
    prior = at - 1
    while prior >= 0 and _is_adverb(sentence, prior):
        prior -= 1
    before = sentence.tags[prior] if prior >= 0 else ""
    if tag == "b":
        return word.endswith(("ed", "sses"))
    if tag in _VERB:
        if at < amount and set(sentence.tags[at + 1 : amount]) <= set("bDJ") and before != "D":
            return True
        return tag == "A" or not _names(sentence, at, prior)
    if tag == "G":
        return before in {"t", "A"}
    if tag != "W" or not before or word in group_of("not_verbs"):
        return False
    if before in {"t", "A", "r", "N"}:
        return not is_plural(word) or word in _verb_forms()
    if prior >= 0 and sentence.words[prior] in {"which", "who", "that"}:
        return word in _verb_forms()
    follows = sentence.tags[at + 1 : at + 2]
    if word in _verb_forms() and follows in set("IDnwbtcYJCkrWX"):
        return _agrees(sentence, at, prior, follows)
    past = word.endswith("ed") and (
        (before in set("WXZ)") and follows in set("IDnwbtcYJ"))
        or (before == "," and follows in set("Dnbc"))
    )
    beside = at < amount and set(sentence.tags[at + 1 : amount]) <= set("bDJ") and before in "WX"
    return past or (beside and (is_plural(word) or is_plural(sentence.words[prior])))


def _names(sentence: Sentence, at: int, prior: int) -> bool:
    """Return whether a verb's form at token `at` is a noun here: "the five launches will"."""
    word = sentence.words[at]
    if prior < 0 or word.endswith(("ed", "ing")):
        return False
    before = sentence.tags[prior]
    if before == "D":
        return True
    if word in group_of("past_forms"):
        return False
    if before in "JRO" or (before in "wn" and is_plural(word)):
        return True
    if before not in "WXZE":
        return False
    many = is_plural(sentence.words[prior])
    inside = sentence.tags[at + 1 : at + 2] in set("WXE") and not (is_plural(word) or many)
    return inside or many == is_plural(word)


def _agrees(sentence: Sentence, at: int, prior: int, follows: str) -> bool:
    """Return whether a form that may be a verb agrees with the word before it as one."""
    word, before = sentence.words[at], sentence.tags[prior]
    if word.endswith("ing"):
        return before in set("k,&I") and follows in set("DnwbcX")
    if before not in set("WXZ)YM"):
        return False
    if word.endswith("ed") or word in group_of("past_forms") | group_of("saying_verbs"):
        return follows != "W" or word in group_of("saying_verbs")
    if follows in set("WX"):
        return False
    many = is_plural(sentence.words[prior])
    return many != is_plural(word)


@cache
def _verb_forms() -> frozenset[str]:
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


def group_start(sentence: Sentence, verb: int) -> int:
    """Return where the group of verbs that ends at token `verb` begins."""
    tags = sentence.tags
    first = verb
    while first > 0 and (
        tags[first - 1] in "UEASJNtb"
        or _is_adverb(sentence, first - 1)
        or _passive(sentence, first - 1)
    ):
        if tags[first - 1] in "UESW" and not is_verb(sentence, first - 1):
            if not (_passive(sentence, first - 1) or _is_adverb(sentence, first - 1)):
                break  # "the set will cost": a noun that looks like a verb
        first -= 1
    return first


def _passive(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is the participle behind an auxiliary: "is expected to"."""
    auxiliary = sentence.tags[at - 1 : at] == "A" if at else False
    return sentence.tags[at] == "W" and sentence.words[at].endswith("ed") and auxiliary


def _before_with(sentence: Sentence, end: int) -> int:
    """Return where "with" stands before token `end`, for what has no verb; else 0."""
    for at in range(end - 1, max(-1, end - 4), -1):
        if sentence.words[at] in {"with", "as"}:
            return at
    return 0


_LED = frozenset({"DW", "JW"})


def _belongs(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` may stand within a subject."""
    tag = sentence.tags[at]
    if tag == "&":
        before, after = sentence.tags[max(0, at - 2) : at], sentence.tags[at + 1 : at + 2]
        return (before[-1:] == "X" and after in {"X", "l"}) or (before in _LED and after == "W")
    if tag == "I":
        return sentence.words[at] in {"of", "in", "for", "at", "on", "from", "with", "between"}
    if tag in "UES":
        return not is_verb(sentence, at)
    if tag in "()":
        inside = sentence.tags[at - 2 : at + 1], sentence.tags[at : at + 3]
        return any(len(each) == 3 and each[0] + each[2] == "()" for each in inside)  # noqa: PLR2004
    if tag == "W" and (is_verb(sentence, at) or _passive(sentence, at)):
        return False
    if tag == "u":
        return _names_a_unit(sentence, at)
    return tag in _NOUN or tag in "D-/nwYvTMRCJl"
