"""Named things of a sentence that a figure may be about: names, bodies, places, programmes.

A name is a run of capitalised words; a common noun counts when it stands in
`subject_heads.csv` or `body_words.csv` and heads its phrase ("the new hospital in Tamale").
People who hold an office and months, days and page furniture are none.
"""

from kept.extract.cast import verb_kinds
from kept.extract.heads import (
    BODY,
    FACILITY,
    NAME,
    PEOPLE,
    PLACE,
    THING,
    Entity,
    acts,
    is_owner,
    is_past,
    kind_of_form,
    may_be_known,
    names_person,
    subject_heads,
    without_s,
)
from kept.extract.nouns import is_plural
from kept.extract.proper import is_headline, name_of_run, run_end
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.text import Quote

_MOST_ADJECTIVES = 3
_TAILED = frozenset((BODY, FACILITY))
_LOCATED = frozenset(("in", "of", "at", "on", "near", "off", "outside"))
_LONGEST_NAME = 6
_NOMINAL = frozenset("WXZGHJI")


def find_entities(sentence: Sentence) -> list[Entity]:
    """Return the entities of a sentence in text order, none overlapping."""
    headline = is_headline(sentence)
    found = _of_headline(sentence) if headline else []
    tags, forms = sentence.tags, sentence.words
    at, size = found[-1].last if found else 0, len(tags)
    while at < size:
        tag = tags[at]
        named = tag in "XZ" and not headline
        # Most tokens begin no common noun's phrase either.
        if not named and tag != "D" and (tag not in _NOMINAL or not kind_of_form(forms[at])):
            at += 1
            continue
        end = run_end(sentence, at) if named else at + 1
        entity = name_of_run(sentence, at, end) if named else None
        if entity is None and end == at + 1:
            entity = _common_at(sentence, at, found[-1].last if found else 0)
        if entity is not None:
            if found and found[-1].owner and found[-1].last == entity.first:
                entity = _joined(sentence, found.pop(), entity)
            found.append(entity)
            if entity.owner and named:
                owned = _known_at(sentence, entity.last)
                entity = _joined(sentence, found.pop(), owned) if owned is not None else entity
                found[len(found) - (owned is None) :] = [entity]
        at = entity.last if entity is not None else end
    return found


def _common_at(sentence: Sentence, at: int, low: int) -> Entity | None:
    """Return the phrase that the listed noun at token `at` heads, or that "the" begins there."""
    if sentence.tags[at] == "D":
        return _known_at(sentence, at + 1) if sentence.words[at] in words("definite") else None
    kind = kind_of_form(sentence.words[at])
    return _headed_at(sentence, at, kind, low) if kind else None


def _known_at(sentence: Sentence, first: int) -> Entity | None:
    """Return "the kiln", "our vineyard", "Hanoi's metro": a noun that is spoken of as known."""
    tags, forms = sentence.tags, sentence.words
    last = first
    while last < len(forms) and tags[last] == "W" and last - first <= _MOST_ADJECTIVES:
        spoken = forms[last] in words("foreseeing") or forms[last] in words("saying_verbs")
        if spoken or is_past(sentence, last):
            break
        if kind_of_form(forms[last]):
            return None
        last += 1
    while last > first and (forms[last - 1].endswith("ly") or forms[last - 1] in words("asides")):
        last -= 1
    if last == first or not may_be_known(without_s(forms[last - 1])):
        return None
    head = forms[last - 1]
    kind = PEOPLE if is_plural(without_s(head)) else THING
    end = last if is_owner(head) or last >= len(forms) else _with_place(sentence, last, THING)
    return Entity(first, end, kind if end == last else FACILITY, is_owner(head))


def _of_headline(sentence: Sentence) -> list[Entity]:
    """Return who a headline says is to do something: "Orun Refining to Invest"."""
    to = sentence.tags.find("t", 1, _LONGEST_NAME)
    named = to > 0 and set(sentence.tags[:to]) <= {"X"} and sentence.words[to + 1 : to + 2]
    return [Entity(0, to, NAME, owner=False)] if named and sentence.words[to + 1] in acts() else []


def _joined(sentence: Sentence, owner: Entity, entity: Entity) -> Entity:
    """Return "Manila's new terminal" as one; of "Kenya's Orun Refining" the name alone."""
    named = sentence.tags[entity.first] == "X" and sentence.tags[entity.last - 1] != "W"
    return entity if named else entity.beginning(owner.first)


def _headed_at(sentence: Sentence, at: int, kind: str, low: int) -> Entity | None:
    """Return the phrase that a common noun heads, with its place: "museum in Lyon"."""
    owner = is_owner(sentence.words[at])
    if not owner and _goes_on(sentence, at + 1):
        return None
    first = _phrase_start(sentence, at, low)
    tags = sentence.tags
    before = tags[first - 1 : first] if first else ""
    determined = before in {"D", "X", "n", "w", "I", "t", "R", "O"} or _owned(sentence, first)
    if not determined and first and kind not in {PEOPLE, PLACE}:
        return None
    if _denies(sentence, first):
        return None
    last = at + 1
    if not owner and last < len(sentence.words):
        last = _with_place(sentence, last, kind)
    return Entity(first, last, kind, owner)


def _phrase_start(sentence: Sentence, at: int, low: int) -> int:
    """Return where the adjectives before the noun at token `at` begin."""
    first, tags, forms = at, sentence.tags, sentence.words
    while first > low and at - first < _MOST_ADJECTIVES and tags[first - 1] in "WXH":
        word = forms[first - 1]
        if is_owner(word) or word.endswith("ly") or word in acts():
            break
        if is_past(sentence, first - 1):
            break
        first -= 1
    return first


def _owned(sentence: Sentence, first: int) -> bool:
    return first > 0 and is_owner(sentence.words[first - 1])


def _denies(sentence: Sentence, first: int) -> bool:
    """Return whether "every", "no" or "each" makes the noun general."""
    return first > 0 and sentence.words[first - 1] in {"every", "each", "no", "any", "another"}


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether the noun before token `at` only describes the next: "bank margins"."""
    tags, forms = sentence.tags, sentence.words
    if at < len(forms) and tags[at] == "X":
        return forms[at] in subject_heads()
    if at >= len(forms) or tags[at] not in "WZ":
        return tags[at : at + 1] == "-"
    word = forms[at]
    if word in words("foreseeing") or word.endswith(("ed", "ly")) or word in words("nearing"):
        return False
    if word in words("saying_verbs") or is_past(sentence, at):
        return False
    if tags[at + 1 : at + 2] in {"b", "n", "c"}:
        return False  # "the herd numbers about 400"
    return not (word.endswith("s") and tags[at + 1 : at + 2] in {"W", "D", "X", "n", "b", "c"})


def _with_place(sentence: Sentence, last: int, kind: str) -> int:
    """Return the end of "museum in Lyon"; of a place only "of" goes on: "city of Recife"."""
    joint = sentence.words[last]
    if joint not in _LOCATED:
        return last
    if kind == THING and joint == "of":
        return last
    if kind not in _TAILED and kind != THING and joint != "of":
        return last
    first = last + 1 + (sentence.tags[last + 1 : last + 2] == "D")
    if (
        sentence.tags[last - 1] == "X"
        and is_headline(sentence)
        and (joint != "of" or first > last + 1)
    ):
        return last
    if sentence.tags[first : first + 1] != "X" or sentence.words[first] in words("weekdays"):
        return last
    end = run_end(sentence, first)
    return last if is_owner(sentence.words[end - 1]) else end


def candidates(sentence: Sentence, speaker: Quote | None) -> list[Entity]:
    """Return the entities of a sentence without the person who speaks."""
    found = find_entities(sentence)
    if speaker is None:
        return found
    person = names_person(speaker.exact)
    return [
        entity
        for entity in found
        if not (
            speaker.start < sentence.ends[entity.last - 1]
            and sentence.starts[entity.first] < speaker.end
            and (person or (entity.kind == NAME and _quoted(sentence, entity)))
        )
    ]


_PERFECT = frozenset(("has", "have", "had"))
"""Before a verb of saying: "the bank has said"; "the bank will put in" says nothing."""


def _quoted(sentence: Sentence, entity: Entity) -> bool:
    """Return whether a verb of saying stands beside a name: "X has said", "said X"."""
    before = sentence.words[entity.first - 1] if entity.first else ""
    return _says(sentence, entity.last) or verb_kinds().get(before) in {"say", "quote"}


def _says(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of saying stands at token `at`, behind auxiliaries."""
    if sentence.tags[at : at + 1] == ",":
        return True  # "Viktor Lindqvist, who leads the laboratory, added"
    while at < len(sentence.words) and sentence.words[at] in _PERFECT:
        at += 1
    return at < len(sentence.words) and verb_kinds().get(sentence.words[at]) in {"say", "quote"}
