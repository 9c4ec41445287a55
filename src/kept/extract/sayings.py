"""Verbs of saying and promising, each with the phrase that is its subject.

A saying verb is found first and its subject looked for around it: right before it, behind an
apposition ("Khan, head of the agency, said"), or after it ("said Khan").
"""

import re
from functools import cache

from msgspec import Struct

from kept.extract.cast import verb_kinds
from kept.extract.heads import is_thing
from kept.extract.names import WINDOW, is_actor, phrase_at, phrase_before, things
from kept.extract.nouns import is_plural
from kept.extract.tokens import Sentence
from kept.lexicon.load import table

ASIDE, MAIN, PARTY, SUBORDINATE, INSIDE = range(5)
"""How much a saying weighs, the heaviest first: a clause set off from what is said; the main
clause; a main clause that promises or reckons; a clause within it; a quotation within it."""

ASIDES = 4
"""Commas back at which an apposition may begin."""

_VERB = re.compile("[sizgAL]")
_SKIPPED = re.compile(r"(?:[Av]|,v,|I[v0])+$")
_SET_OFF = re.compile(
    r'(?:[v0]|I[Dd]?+[xNOBTLRqbv]{1,4}+|t[xRDbN]{1,3}+|[xRN](?=[,.:Iv]))*+(?:[,.:"]|$)'
)
_TO_DO = re.compile("[DNTBHObRxj&of]{1,8}t")
_FRONTED = re.compile(r'"?[IutogNv0][^,szAZ]*$')
_NAME = re.compile("[HNT]*[NH][Nj]{1,4}")
_NAMED = re.compile(r',(?P<name>[HNT]*N[Nj]{1,4})(?=[.,"]|$)')
_APPOSED = re.compile("[TRkgBb]|0$|xI")
_WILL = frozenset(("will", "shall", "'ll", "’ll"))
_WEIGHTS = {"plan": PARTY, "promise": PARTY, "find": PARTY}


_COUNTING = frozenset("nwbc")


class Saying(Struct):
    """A verb of saying or promising at token `verb`; its subject is tokens [first, last)."""

    verb: int
    first: int
    last: int
    weight: int
    kind: str

    def is_pronoun(self, parts: str) -> bool:
        """Return whether the subject is a bare pronoun."""
        return self.last - self.first == 1 and parts[self.first] in "hemw"


def find_sayings(sentence: Sentence, parts: str, quoted: bytearray) -> list[Saying]:
    """Return the sayings of a sentence, in text order.

    quoted: one byte a token, non-zero inside quotation marks.
    """
    found = []
    if parts[-1:] != "." and (headline := _headline(sentence, parts)) is not None:
        found.append(headline)
    for match in _VERB.finditer(parts):
        verb = match.start()
        saying = _at(sentence, parts, verb)
        if saying is not None:
            if quoted[verb]:
                saying.weight = INSIDE
            found.append(saying)
    return found


def _at(sentence: Sentence, parts: str, verb: int) -> Saying | None:
    kind = _kind(sentence, parts, verb)
    if kind is None:
        return None
    if parts[verb] == "s" and parts[max(0, verb - 2) : verb].rstrip("v").endswith("Z"):
        subject = phrase_at(parts, verb + 2) if parts[verb + 1 : verb + 2] == "y" else None
        return None if subject is None else Saying(verb, *subject, PARTY, kind)
    subject = _before(sentence, parts, verb)
    if subject is None and kind in {"say", "quote"} and parts[verb] in "sz":
        subject = _after(parts, verb)
    if subject is None:
        return None
    weight = _weight(parts, verb, *subject, kind)
    if weight is None or (kind == "quote" and weight != ASIDE):
        return None
    return Saying(verb, *subject, weight, kind)


def _headline(sentence: Sentence, parts: str) -> Saying | None:
    """Return the party of a headline's infinitive: "Ministry to build homes"."""
    match = _TO_DO.match(parts)
    if match is None or sentence.words[match.end() : match.end() + 1] == []:
        return None
    last = match.end() - 1
    if sentence.words[last + 1] not in acts() or sentence.words[last - 1] in things():
        return None
    return Saying(last, 0, last, PARTY, "plan")


def _kind(sentence: Sentence, parts: str, verb: int) -> str | None:
    """Return the kind of the verb at the token, or None where it is no verb of saying."""
    words = sentence.words
    if parts[verb] == "A":
        return "plan" if words[verb] in _WILL and _acts(words, parts, verb + 1) else None
    if parts[verb] == "z" and parts[verb + 1 : verb + 2] in {"s", "i", "z", "Z", "A", ")"}:
        return None
    if words[verb] in {"added", "adds"} and sentence.tags[verb + 1 : verb + 2] in _COUNTING:
        return None  # "employers added 11,300 jobs"
    if "not" in words[max(0, verb - 2) : verb]:
        return None  # "has not commented"
    kinds = verb_kinds()
    kind = kinds.get(words[verb])
    if kind is None and verb + 1 < len(words):
        kind = kinds.get(f"{words[verb]} {words[verb + 1]}")
    return kind


def _acts(words: list[str], parts: str, at: int) -> bool:
    while at < len(words) and parts[at] == "v":
        at += 1
    return at < len(words) and words[at] in acts()


@cache
def acts() -> frozenset[str]:
    """Return verbs, in the infinitive, that say what someone does of his own will."""
    return frozenset(table("narration.toml")["acts"])


@cache
def citing() -> frozenset[str]:
    """Return the words that bring in whom a speaker cites, besides "according to"."""
    return frozenset(table("narration.toml")["citing"])


def goes_on(sentence: Sentence, parts: str, at: int) -> bool:
    """Return whether "continue to" stands before the token."""
    return at > 1 and parts[at - 1] == "t" and sentence.words[at - 2].startswith("continu")


@cache
def _near_to() -> frozenset[str]:
    return frozenset(table("narration.toml")["insiders"])


@cache
def _asked() -> frozenset[str]:
    return frozenset(table("narration.toml")["asked"])


@cache
def _leads() -> frozenset[str]:
    return frozenset(table("narration.toml")["leading"])


@cache
def _animate() -> frozenset[str]:
    return frozenset(table("narration.toml")["animate"])


def subject_of(sentence: Sentence, parts: str, verb: int) -> tuple[int, int] | None:
    """Return the phrase or pronoun before a verb, behind adverbs or an apposition, or None."""
    low = max(0, verb - WINDOW)
    skipped = _SKIPPED.search(parts[low:verb])
    end = verb if skipped is None else low + skipped.start()
    while end and sentence.words[verb].endswith("ing") and parts[end - 1] in "Zv":
        end -= 1
    if not end:
        return None
    if parts[end - 1] in "hemw":
        return end - 1, end
    if parts[end - 1] == "k":
        return phrase_before(parts, end - 1 - (parts[end - 2 : end - 1] == ","))
    if parts[end - 1] == ",":
        return _beside_aside(sentence, parts, end - 1)
    phrase = phrase_before(parts, end)
    return _insider(sentence, parts, phrase) or _with_place(parts, phrase)


def _insider(
    sentence: Sentence, parts: str, phrase: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return "a source close to the talks" where the phrase is "the talks", or None.

    Of "analysts polled by Reuters" only the analysts speak.
    """
    if phrase is None or phrase[0] < 2:  # noqa: PLR2004
        return None
    at = phrase[0] - 1
    if parts[at] == "y":
        asked = sentence.words[at - 1] in _asked()
        return phrase_before(parts, at - 1) if asked else None
    at -= sentence.words[at] in {"with", "on", "in", "to"}
    if sentence.words[at] not in _near_to():
        return None
    whose = phrase_before(parts, at)
    return None if whose is None else (whose[0], phrase[1])


def _with_place(parts: str, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the whole of "participants at the forum"; None for "the forum" of such a phrase."""
    if phrase is None or not phrase[0] or parts[phrase[0] - 1] != "I" or phrase[0] == 1:
        return phrase
    if parts[phrase[0] - 2] in ',"v':
        return phrase
    whose = phrase_before(parts, phrase[0] - 1)
    return None if whose is None else (whose[0], phrase[1])


def _before(sentence: Sentence, parts: str, verb: int) -> tuple[int, int] | None:
    """Return the subject before the verb, if it is one that may speak."""
    if sentence.words[max(0, verb - 2) : verb] == ["quoted", "as"]:
        return _led(sentence, parts, _group_start(parts, verb - 2))
    if parts[verb] == "g" and "Z" not in parts[max(0, verb - 2) : verb]:
        return _with(sentence, parts, verb) or _going_on(sentence, parts, verb)
    leading = _leading(sentence, parts, verb)
    if leading:  # "continues to target", "is pleased to announce"
        return _led(sentence, parts, leading)
    subject = subject_of(sentence, parts, verb)
    if subject is None or (subject[1] - subject[0] == 1 and parts[subject[0]] in "hemw"):
        return subject
    if parts[verb] in "iL" and not {"R", "L", "z"}.intersection(parts[slice(*subject)]):
        return subject if _are_many(sentence, parts, verb, subject) else None
    if parts[verb - 1] == "k":
        return None
    if parts[verb] == "A" and subject == (0, 1) and is_thing(sentence.words[0]):
        return None  # "Capacity will double"
    return subject if _may_speak(sentence, parts, subject, verb) else None


def _leading(sentence: Sentence, parts: str, verb: int) -> int:
    """Return the verb that leads to one of saying, "wishes" of "wishes to inform", or 0."""
    if parts[verb] != "i" or verb < 3 or parts[verb - 1] != "t":  # noqa: PLR2004
        return 0
    at = verb - 2
    if sentence.words[at] not in _leads():
        return 0
    return _group_start(parts, at)


def _group_start(parts: str, at: int) -> int:
    """Return the first token of the verb group that ends at a token: "has been quoted"."""
    while at > 1 and parts[at - 1] in "ZvA":
        at -= 1
    return at


def _led(sentence: Sentence, parts: str, at: int) -> tuple[int, int] | None:
    """Return the subject before token `at`, if it is one that may speak."""
    subject = subject_of(sentence, parts, at)
    if subject is None or (subject[1] - subject[0] == 1 and parts[subject[0]] in "hemw"):
        return subject
    return subject if is_actor(sentence, parts, *subject) else None


def _are_many(sentence: Sentence, parts: str, verb: int, subject: tuple[int, int]) -> bool:
    """Return whether a plural opens the sentence and says: "Fishers say the catch has halved"."""
    last = sentence.words[subject[1] - 1]
    says = verb_kinds().get(sentence.words[verb]) == "say" and parts[verb] == "i"
    return says and not subject[0] and is_plural(last) and last not in things()


def _may_speak(sentence: Sentence, parts: str, subject: tuple[int, int], verb: int) -> bool:
    if parts[subject[1] - 1] in "Lz":
        return True
    if sentence.words[verb] in _animate():
        # A ministry may be one of the economy, and a programme has its name in capitals.
        last = parts[subject[1] - 1]
        named = last == "O" or set(parts[slice(*subject)].lstrip("D")) <= {"N", "O"}
        return named or sentence.words[subject[1] - 1] not in things()
    return is_actor(sentence, parts, *subject)


def _with(sentence: Sentence, parts: str, verb: int) -> tuple[int, int] | None:
    """Return the subject of "with the minister announcing"."""
    subject = phrase_before(parts, verb)
    if subject is None or not subject[0] or sentence.words[subject[0] - 1] != "with":
        return None
    return subject if is_actor(sentence, parts, *subject) else None


def _going_on(sentence: Sentence, parts: str, verb: int) -> tuple[int, int] | None:
    """Return the subject of the sentence that goes on with ", saying that"."""
    if parts[verb - 1] != "," or parts[:1] in {'"', "I", "u"}:
        return None
    subject = phrase_at(parts, 0)
    return subject if subject is not None and is_actor(sentence, parts, *subject) else None


def _beside_aside(sentence: Sentence, parts: str, close: int) -> tuple[int, int] | None:
    """Return the subject before the apposition that the comma at `close` ends, or within it."""
    opening = close
    for _ in range(ASIDES):
        opening = parts.rfind(",", max(0, close - WINDOW), opening)
        if opening <= 0:
            return None
        subject = _with_place(parts, phrase_before(parts, opening))
        if subject is None:
            continue
        aside = parts[opening + 1 : close]
        named = _NAME.fullmatch(aside)
        if named and (set("TRbB") & set(parts[slice(*subject)]) or _is_described(parts, subject)):
            return opening + 1, close
        apposed = _APPOSED.search(aside) or sentence.words[opening + 1] in citing()
        apposed = apposed or aside[:2] == "fd"  # "for its part"
        if apposed and is_actor(sentence, parts, *subject):
            return subject
    return None


def _is_described(parts: str, subject: tuple[int, int]) -> bool:
    """Return whether a phrase only says what somebody is: "the harbour master"."""
    return parts[subject[0]] in "Dd" and set(parts[subject[0] + 1 : subject[1]]) <= {"x"}


def _after(parts: str, verb: int) -> tuple[int, int] | None:
    """Return the subject of `"...", said Khan`."""
    if verb and parts[verb - 1] not in ',"':
        return None
    subject = phrase_at(parts, verb + 1)
    if subject is None or parts[subject[1] : subject[1] + 1] in {"s", "A", "Z"}:
        return None
    name = _NAMED.match(parts, subject[1])
    if (
        name is not None
        and parts[subject[0]] in "Dd"
        and not {"N", "B"} & set(parts[slice(*subject)])
    ):
        return name.span("name")  # "said its coordinator, Maya Gurung"
    return subject


def _is_fronted(parts: str, first: int) -> bool:
    """Return whether only "In a statement" or the like stands before the subject."""
    return first <= WINDOW and _FRONTED.match(parts[:first]) is not None


def _weight(parts: str, verb: int, first: int, last: int, kind: str) -> int | None:
    """Return how much a saying weighs; None for a clause that only describes a noun."""
    if last > verb:
        return ASIDE
    before = parts[first - 1] if first else ""
    if before in {",", '"', "-"} and kind != "plan" and _SET_OFF.match(parts, verb + 1):
        return ASIDE
    if before == "k":
        return SUBORDINATE if parts[first] in "hemw" else None
    if before and before in "uc":
        return SUBORDINATE
    if before and before in "xb0RL" and not _is_fronted(parts, first):
        return None
    return _WEIGHTS.get(kind, MAIN)
