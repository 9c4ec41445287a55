"""Subject: the country, organisation, place or programme that a claim is about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kept.extract.phrases import owner_of, phrase_after, whole_subject
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.places import Mention
from kept.lexicon.vocabulary import words
from kept.model.text import Quote

Tokens = tuple[int, int]


class About(NamedTuple):
    """An amount where it stands, with its measure and the countries of its sentence."""

    sentence: Sentence
    amount: Amount
    clause: Tokens
    measure: Tokens | None
    mentions: Sequence[Mention]
    speaker: Quote | None


SubjectRule = Callable[[About], Quote | None]


def find_subject(about: About) -> tuple[Quote, str] | None:
    """Return the words that name the subject and the rule that found them, or None."""
    for name, rule in SUBJECT_RULES:
        found = rule(about)
        if found is not None:
            return found, name
    return None


def _antecedent(about: About) -> Quote | None:
    """The National Programme, which aims to ...: the capitalised name before "which"."""
    sentence, at = about.sentence, about.clause[0]
    if at == 0 or sentence.words[at : at + 1] != ["which"]:
        return None
    last = at - (sentence.tags[at - 1] == ",")
    first = last
    while first > 0 and sentence.tags[first - 1] in "XZ":
        first -= 1
    return sentence.slice(first, last) if last - first > 1 else None


def _owner(about: About) -> Quote | None:
    """Kenya's budget deficit; the bank's margin."""
    if about.measure is None:
        return None
    owner = owner_of(about.sentence, about.measure[0])
    return _without_s(about.sentence.slice(*owner)) if owner else None


def _without_s(quote: Quote) -> Quote:
    bare = quote.exact.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return Quote(bare, quote.start, quote.start + len(bare))


_PLACING = frozenset({"in", "of", "at", "from", "to", "by"})


def _place_of_measure(about: About) -> Quote | None:
    """Farmers in Busia County; sales of the bakery chain; health spending in the state."""
    if about.measure is None:
        return None
    sentence, last = about.sentence, about.measure[1]
    if last >= about.clause[1] or sentence.words[last] not in _PLACING:
        return None
    if sentence.words[last] == "by" and sentence.tags[last + 1 : last + 2] in {
        "n",
        "w",
        "Y",
        "b",
        "c",
    }:
        return None
    return _named(about, phrase_after(sentence, last + 1, about.clause[1]))


def _verb_subject(about: About) -> Quote | None:
    """The airport earned; the museum in Lyon received; the brewery will halve."""
    sentence, start = about.sentence, about.clause[0]
    for at in range(about.amount.first - 1, start, -1):
        if sentence.tags[at] not in "EUAF":
            continue
        phrase = whole_subject(sentence, at, start)
        if phrase is None:
            continue
        if about.measure is not None and phrase[0] <= about.measure[0] < phrase[1]:
            return None
        return _named(about, phrase)
    return None


def _named(about: About, phrase: Tokens | None) -> Quote | None:
    """Return the phrase if it can be a subject: no time, not the speaker, not "the country"."""
    if phrase is None or about.sentence.tags[phrase[0]] in "TRMYy":
        return None
    quote = about.sentence.slice(*phrase)
    said = about.speaker
    if said is not None and said.start < quote.end and quote.start < said.end:
        return None
    return None if quote.exact.lower() in words("stand_ins") else quote


def _country(about: About) -> Quote | None:
    """The country nearest the amount in its clause, else nearest in the sentence."""
    if not about.mentions:
        return None
    sentence = about.sentence
    place = sentence.starts[about.amount.first]
    start, end = sentence.starts[about.clause[0]], sentence.ends[about.clause[1] - 1]
    inside = [mention for mention in about.mentions if start <= mention.start < end]
    near = min(inside or about.mentions, key=lambda mention: abs(mention.start - place))
    exact = sentence.text[near.start - sentence.start : near.end - sentence.start]
    return Quote(exact, near.start, near.end)


SUBJECT_RULES: tuple[tuple[str, SubjectRule], ...] = (
    ("subject.antecedent", _antecedent),
    ("subject.owner", _owner),
    ("subject.place", _place_of_measure),
    ("subject.verb", _verb_subject),
    ("subject.country", _country),
)
"""Where a subject may be named, the surest place first."""
