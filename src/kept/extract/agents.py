"""Who or what a sentence says an amount of: the subject and the object of its verb."""

from kept.extract.nouns import is_plural
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.extract.verbs import group_start, is_adverb, is_passive, is_verb, verb_before
from kept.lexicon.vocabulary import words

Range = tuple[int, int]
NOUN = frozenset("WXZGHO")
_NAMING = NOUN | {"U", "E", "S", "l", "u"}
_SUBJECT_MOST = 18


def is_noun(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` may stand in a noun phrase: no adverb, no word of extent."""
    tag = sentence.tags[at]
    if tag in NOUN:
        return not is_adverb(sentence, at)
    if tag == "Q":
        return sentence.tags[at - 1 : at] in set("WX")
    if tag == "u":
        return names_a_unit(sentence, at)
    return tag in "UES" and at > 0 and not is_verb(sentence, at)


def names_a_unit(sentence: Sentence, at: int) -> bool:
    """Return whether a unit at token `at` is a name or part of one: "the pixel pitch"."""
    return at == 0 or sentence.tags[at - 1] not in "nwshYvm-/("


def owner_of(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the subject of the amount's verb, else the noun phrase right before the amount."""
    found = _moved(sentence, amount) or _subject(sentence, amount.first)
    if found is not None:
        return found
    last = amount.first
    while last > 0 and sentence.tags[last - 1] in "bDJI.t":
        last -= 1
    first = last
    while first > 0 and is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    return (first, last) if first < last else _list_head(sentence, amount.first)


def holder_of(sentence: Sentence, owned: Range) -> Range | None:
    """Return whose a thing is: of "Orlo saw a loss, with its shares down", Orlo."""
    at = owned[0] - 1
    if at < 1 or sentence.words[at] not in words("possessives"):
        return None
    return _subject(sentence, at) if sentence.words[at - 1] == "with" else None


def _list_head(sentence: Sentence, end: int) -> Range | None:
    """Return what a list behind a colon is of: "Properties including: ..."."""
    colon = sentence.tags.rfind(":", 0, end)
    if colon > 0 and sentence.words[colon - 1] == "including":
        colon -= 1
    return _leftwards(sentence, colon) if colon > 0 else None


def _moved(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what "down" in "Alpha, down 5 p" and "with its shares down 2 %" speaks of."""
    at = amount.first - 1
    while at > 0 and sentence.tags[at] in "bD":
        at -= 1
    if at > 1 and sentence.words[at] in {"at", "to"}:
        at = _step_before(sentence, at)
    if at < 1 or sentence.words[at] not in {"up", "down", "higher", "lower"}:
        return None
    last = at - (sentence.tags[at - 1] == ",")
    first = last
    while first > 0 and is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    return (first, last) if first < last else None


def _step_before(sentence: Sentence, at: int) -> int:
    """Return the token before the step that leads to a level: of "down 68 p at", that of "down"."""
    step = at - 1
    while step > 0 and at - step <= _LONGEST_STEP and sentence.tags[step] in "nsupPBQCcl":
        step -= 1
    return step if sentence.tags[step + 1 : step + 2] in {"n", "c"} else at


_LONGEST_STEP = 4


def _subject(sentence: Sentence, end: int) -> Range | None:
    """Return the subject of the verb before token `end`, without pronouns.

    A verb joined by "and" or a participle has the subject of the verb before it.
    """
    verb = _past_ended(sentence, end)
    last = group_start(sentence, verb) if verb >= 0 else _before_with(sentence, end)
    joint = sentence.tags[last - 1 : last] if last > 0 else ""
    if joint in set("snCu"):
        valued = _before_worth(sentence, last)
        last, joint = valued, sentence.tags[valued - 1 : valued]
    if verb > 0 and joint == "r" and sentence.words[last - 1] in _STAND_INS:
        return _stood_for(sentence, last - 1)
    if verb > 0 and joint == "W" and _participle(sentence, verb) and sentence.tags[verb] == "E":
        return _leftwards(sentence, last)  # "people earning between $48,000 and"
    if verb > 0 and (joint == "&" or (_participle(sentence, verb) and joint in set("k,WXI&TM"))):
        return _subject(sentence, last - (joint in set("&k,I")))
    if sentence.words[max(0, last - 2) : last] == ["in", "order"]:
        return _subject(sentence, last - 2)  # "in order to add"
    if last > 0 and sentence.words[last - 1] in {"which", "who", "that"}:
        last -= 1
        if last > 0 and sentence.tags[last - 1] == ",":
            last -= 1
    elif joint == "," and sentence.tags[last] == "t":
        return _subject(sentence, last - 1)  # ", to fall to 40"
    elif joint == "," and verb > 0:
        return _apposed(sentence, last - 1)
    return _leftwards(sentence, last)


def _stood_for(sentence: Sentence, at: int) -> Range | None:
    """Return what the pronoun at token `at` stands for in its sentence; "it" for no plural."""
    found = _subject(sentence, at)
    many = found is not None and is_plural(sentence.words[found[1] - 1])
    common = found is not None and sentence.tags[found[1] - 1] == "W"
    return None if many and common and sentence.words[at] == "it" else found


def _before_worth(sentence: Sentence, last: int) -> int:
    """Return where "worth $2 million" begins behind a subject that ends before `last`, else it."""
    start = max(0, last - _LONGEST_WORTH)
    if "worth" not in sentence.words[start:last]:
        return last
    return start + sentence.words[start:last].index("worth")


_LONGEST_WORTH = 6
_STAND_INS = frozenset({"it", "he", "she", "they"})


def _participle(sentence: Sentence, verb: int) -> bool:
    before = sentence.tags[verb - 1 : verb]
    return sentence.words[verb].endswith("ing") and before not in {"A", "t"}


def _apposed(sentence: Sentence, comma: int) -> Range | None:
    """Return "Health, the best sector" before ", dropped"; of "Orlo, a mill in Ayr," the name."""
    opening = sentence.tags.rfind(",", 0, comma)
    if opening < 1 or any(is_verb(sentence, at) for at in range(opening + 1, comma)):
        return None
    found = _leftwards(sentence, opening)
    if found is None or sentence.words[opening + 1] in {"a", "an"}:
        return found
    return found[0], comma


def _leftwards(sentence: Sentence, last: int) -> Range | None:
    """Return the subject that ends before token `last`; an article behind a noun begins it.

    What a participle says of it is left out: "the engine tuned by Orlo", "members bound by it".
    """
    tags, first = sentence.tags, last
    finite = tags[last : last + 1] == "A"
    while (
        first > 0
        and last - first < _SUBJECT_MOST
        and (_belongs(sentence, first - 1) or (finite and _describes(sentence, first - 1)))
    ):
        first -= 1
        if tags[first] == "D" and first > 0 and tags[first - 1] in _ENDS_PHRASE:
            break  # "in the last three months | the office"
    made = first - 1
    if made > 1 and sentence.words[made] == "by" and _is_participle(sentence, made - 1):
        return _leftwards(sentence, made - 1)
    return _trimmed(sentence, first, last)


def _is_participle(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` describes the noun right before it: "members bound by"."""
    word = sentence.words[at]
    formed = word.endswith("ed") or word in words("past_participles") or word in words("past_forms")
    return formed and sentence.tags[at - 1] in "WX"


_ENDS_PHRASE = frozenset("WXZTMYn")


def _trimmed(sentence: Sentence, first: int, last: int) -> Range | None:
    """Return a subject without the small words and numbers at its edges, if a noun is left.

    A time that leads ("in the last three months the office") or ends it is left out.
    """
    tags = sentence.tags
    for at in range(last - 1, first, -1):
        if tags[at] == "T" or (tags[at] in "MY" and tags[at + 1 : at + 2] not in NOUN):
            if any(tag in _NAMING for tag in tags[at + 1 : last]):
                first = at + 1
            else:
                last = at
                while last > first and tags[last - 1] in "DIRnwTMY":
                    last -= 1
            break
    first = _past_leading(sentence, first, last)
    while first < last and (tags[first] in "DIbJ-&/YTR" or is_adverb(sentence, first)):
        first += 1
    last = _before_time(sentence, first, last)
    while first < last and (tags[last - 1] in "DIbJ-&/" or is_adverb(sentence, last - 1)):
        last -= 1
    if tags[last - 1] == "n" and tags[max(first, last - 3) : last] == "XXn":
        last -= 1  # an age behind a name
    if tags[first : first + 1] == "H":
        first = _past_share(sentence, first)
    named = any(tag in _NAMING for tag in tags[first:last])
    return (first, last) if named or _names_money(tags, first, last) else None


def _past_share(sentence: Sentence, first: int) -> int:
    """Return where a phrase begins behind a share of it: "a third of | those screened"."""
    if sentence.words[first + 1 : first + 2] != ["of"]:
        return first
    return first + 2 + (sentence.tags[first + 2 : first + 3] == "D")


def _names_money(tags: str, first: int, last: int) -> bool:
    """Return whether a currency is itself spoken of: "the pound could go to $1"."""
    at = tags.find("C", first, last)
    return at >= 0 and tags[at - 1 : at] not in {"n", "w", "s"}


_LEADING = frozenset({"since", "in", "at", "on", "after", "for", "with"})


def _past_leading(sentence: Sentence, first: int, last: int) -> int:
    """Return where a subject begins behind a preposition, and a name behind a time or place.

    "Since the start of May | Ada Brown"; "between 1600 and 1900 | the sea rose".
    """
    tags = sentence.tags
    since = sentence.words[first - 1 : first] == ["since"]
    if tags[first : first + 1] != "I" and not since:
        return first + 3 * (tags[first : first + 3] in _YEARS)
    name = last
    while name > first and tags[name - 1] == "X":
        name -= 1
    common = tags[name - 1] == "W" and name - first > 1
    leads = first == since and sentence.words[0] in _LEADING
    if leads and common and first < name < last:
        return name
    first += not since
    return first + 3 * (tags[first : first + 3] in _YEARS)


_YEARS = frozenset({"n&n", "n&Y", "Y&n", "Y&Y"})
_TIME_TAGS = frozenset("DRHOTMYn&")


def _before_time(sentence: Sentence, first: int, last: int) -> int:
    """Return where a phrase ends without its time: "in the quarter", "between 2014 and 2017"."""
    at = last
    while at > first and sentence.tags[at - 1] in _TIME_TAGS:
        at -= 1
    timed = at - 1 > first and sentence.words[at - 1] in {"in", "for", "between", "over", "during"}
    return at - 1 if timed and any(tag in "HTMY" for tag in sentence.tags[at:last]) else last


def object_of(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what the verb acts on, before the amount: "boost the range by 35 miles".

    Also what an amount stands beside: "has a larger tank, 400 litres, than".
    """
    tags = sentence.tags
    end = amount.first
    while end > 0 and tags[end - 1] in "bDJ":
        end -= 1
    end -= 1
    if end < 1 or sentence.words[end] == "of":
        return None
    beside = tags[end] == "," and tags[amount.last : amount.last + 1] in {",", ".", ""}
    if tags[end] not in "It" and not beside:
        return None
    first = end
    while first > 0 and is_noun(sentence, first - 1) and not is_verb(sentence, first - 1):
        first -= 1
    while first < end and first > 0 and tags[first - 1] == "J":
        first -= 1
    start = first
    while start > 0 and (tags[start - 1] in "DJ" or is_adverb(sentence, start - 1)):
        start -= 1
    if first == end or start == 0 or not is_verb(sentence, start - 1):
        return None if beside else _far_object(sentence, amount, start)
    return first, end


_MOVING = frozenset({"to", "by", "from"})


def _far_object(sentence: Sentence, amount: Amount, end: int) -> Range | None:
    """Return what a verb of change acts on farther off: "lowered its guidance for May to"."""
    at = amount.first - 1
    while at > 0 and sentence.tags[at] in "bDJ":
        at -= 1
    if sentence.words[at] not in _MOVING:
        return None
    verb = _past_ended(sentence, amount.first)
    if verb > 0 and sentence.words[verb + 1] in {"it", "them"}:
        verb = verb_before(sentence, verb)  # "cut the price, taking it to $9"
    if verb < 0 or sentence.tags[verb] not in "UG":
        return None
    first = verb + 1
    while first < end and sentence.tags[first] in "DJ":
        first += 1
    last = first
    while last < end and is_noun(sentence, last):
        last += 1
    return (first, last) if first < last and sentence.tags[last] == "I" else None


def _past_ended(sentence: Sentence, end: int) -> int:
    """Return the verb before token `end`, past what only dates: "the quarter ended December"."""
    verb = verb_before(sentence, end)
    while (
        verb > 0 and sentence.words[verb] in {"ended", "ending"} and sentence.tags[verb - 1] in "TH"
    ):
        verb = verb_before(sentence, verb)
    return verb


def accompanied(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what "with" brings in beside an amount: "with carbon levels at 1,200 ppm"."""
    end = amount.first - 1
    while end > 0 and sentence.tags[end] in "bD":
        end -= 1
    if end < 1 or sentence.words[end] not in {"at", "of", "around"}:
        return None
    first = end
    while first > 0 and is_noun(sentence, first - 1):
        first -= 1
    start = first
    while start > 0 and sentence.tags[start - 1] in "DJ":
        start -= 1
    leads = sentence.words[start - 1 : start] == ["with"] and sentence.words[end] != "of"
    return (first, end) if first < end and leads else None


def _before_with(sentence: Sentence, end: int) -> int:
    """Return where "with" stands before token `end`, for what has no verb; else 0."""
    for at in range(end - 1, max(-1, end - 4), -1):
        if sentence.words[at] in {"with", "as"}:
            return at
    return 0


def _describes(sentence: Sentence, at: int) -> bool:
    """Return whether a participle describes the noun before it: "the charge stored in the cell"."""
    word, after = sentence.words[at], sentence.tags[at + 1 : at + 2]
    formed = word.endswith("ed") and word not in words("saying_verbs")
    return formed and sentence.tags[at - 1 : at] == "W" and after in {"I", "A"}


_WITHIN = frozenset({"of", "in", "for", "at", "on", "from", "with", "between", "per"})
_LED = frozenset({"DW", "JW"})


def _belongs(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` may stand within a subject."""
    tag = sentence.tags[at]
    if sentence.words[at] == "that":
        return False
    if sentence.words[at] == "aged" or (tag == "x" and sentence.words[at] == "times"):
        return True
    if tag in "&t()":
        return _joins(sentence, at)
    if tag == "I":
        return sentence.words[at] in _WITHIN
    if tag in "UES":
        return not is_verb(sentence, at)
    if tag == "u":
        return names_a_unit(sentence, at)
    if tag == "W":
        return not (is_verb(sentence, at) or is_passive(sentence, at))
    return tag in NOUN or tag in "D-/nwYvTMRCJl"


def _joins(sentence: Sentence, at: int) -> bool:
    """Return whether "and", "to" or a bracket at token `at` stands within one subject."""
    tags, tag = sentence.tags, sentence.tags[at]
    before, after = tags[max(0, at - 2) : at], tags[at + 1 : at + 2]
    if tag == "&":
        if "between" in sentence.words[max(0, at - 6) : at]:
            return True
        return (before[-1:] == "X" and after in {"X", "l"}) or (before in _LED and after == "W")
    if tag == "t":
        return before[-1:] in {"n", "w"} and after in {"n", "w"}
    return tags[at - 2 : at - 1] == "(" if tag == ")" else tags[at + 2 : at + 3] == ")"
