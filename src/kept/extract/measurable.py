"""What may be a measure at all: no bare name, no person, no time, and no mere aim."""

from functools import cache

from kept.extract.heads import is_common, subject_heads
from kept.extract.phrases import extended, phrase_after, phrase_before
from kept.extract.proper import is_headline
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.extract.verb_subjects import before_that, past_aside, subject_before
from kept.lexicon.load import rows
from kept.lexicon.places import country_of
from kept.lexicon.vocabulary import words

Tokens = tuple[int, int]


class Setting:
    """An amount where it stands: its clause, and the word and rule of its change, if any.

    bound_first: the token of the bound before the amount, or its own first token.
    """

    __slots__ = ("amount", "bound_first", "change_at", "change_rule", "clause", "sentence")

    def __init__(
        self, sentence: Sentence, amount: Amount, clause: Tokens, change_at: int, change_rule: str
    ) -> None:
        self.sentence = sentence
        self.amount = amount
        self.clause = clause
        self.change_at = change_at
        self.change_rule = change_rule
        at = amount.first
        while at > clause[0] and (
            sentence.tags[at - 1] in "bD" or sentence.words[at - 1] == "between"
        ):
            at -= 1
        self.bound_first = at


def subject_phrase(setting: Setting, verb: int) -> Tokens | None:
    """Return the subject of the verb at token `verb` if it can be a measure, with its purpose."""
    sentence, start = setting.sentence, setting.clause[0]
    wanted = verb > start and sentence.tags[verb - 1] == "t"
    if wanted:
        phrase = phrase_before(sentence, verb - 1, start)
    else:
        phrase = subject_before(sentence, verb, start) or past_aside(sentence, start)
        phrase = phrase or before_that(sentence, start)
    phrase = unless_name(setting, phrase)
    if phrase is None:
        return None
    if sentence.words[phrase[1] - 1] not in words("aims"):
        return extended(sentence, phrase, verb)
    aimed = aimed_at(setting, phrase[1], verb)
    if aimed is not None and sentence.words[phrase[1] - 1] in words("share_nouns"):
        return phrase[0], aimed[1]
    return aimed or _bare_growth(sentence, phrase)


def _bare_growth(sentence: Sentence, phrase: Tokens) -> Tokens | None:
    """Return "growth" or "their number", which measure by themselves; no other aim does."""
    head = sentence.words[phrase[1] - 1]
    owned = phrase[0] > 0 and sentence.words[phrase[0] - 1] == "whose"
    scaled = phrase[1] > phrase[0] + 1 and head in words("scaled")
    return phrase if owned or scaled or head in {"growth", "number"} else None


def aimed_at(setting: Setting, at: int, end: int) -> Tokens | None:
    """Return what an aim is for: "the target for exports is" gives "exports"."""
    if setting.sentence.words[at : at + 1] not in (["for"], ["of"], ["in"], ["on"]):
        return None
    return unless_place(setting.sentence, phrase_after(setting.sentence, at + 1, end))


def unless_name(setting: Setting, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase unless it is a bare name or a person: those are subjects."""
    if phrase is None or setting.sentence.words[phrase[1] - 1] in words("superlatives"):
        return None  # "the largest is worth": of what, an earlier sentence says
    if setting.sentence.tags[phrase[0] : phrase[1]].strip("X") == "":
        return _acronym(setting, phrase)
    head = setting.sentence.words[phrase[1] - 1]
    if head.endswith(_CONTRACTED):
        return None  # "you've"
    stock = head == "fund" and bool(setting.amount.currencies)
    return None if head in words("speaking_nouns") and not stock else phrase


_CONTRACTED = ("'ve", "’ve", "'re", "’re", "'ll", "’ll", "'d", "’d", "n't", "n’t")


def _acronym(setting: Setting, phrase: Tokens) -> Tokens | None:
    """Return a measure in capitals: GDP, Foreign Investment, or a word that opens the sentence."""
    text = setting.sentence.slice(*phrase).exact
    dates = setting.sentence.tags[phrase[1] : phrase[1] + 1] in {"-", ","}
    known = (text.isupper() and not dates) or _opens(setting.sentence, phrase)
    known = known or _bag(text) in _known_measures()
    return phrase if known else None


def _opens(sentence: Sentence, phrase: Tokens) -> bool:
    """Return whether a phrase is a common word with the capital that opens the sentence."""
    word = sentence.words[phrase[0]]
    alone = phrase[0] <= 1 and phrase[1] == phrase[0] + 1
    leads = sentence.words[phrase[1] : phrase[1] + 1] in (["of"], ["on"])
    if alone and leads and sentence.tags[phrase[1] + 1 : phrase[1] + 2] == "W":
        return True  # "Return on equity"
    return alone and is_common(word) and word not in subject_heads()


def unless_time(sentence: Sentence, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase unless it only says when: "another $5 million tonight"."""
    if phrase is None or phrase[1] - phrase[0] > 1:
        return phrase
    return None if sentence.words[phrase[0]] in words("no_measures") else phrase


def unless_place(sentence: Sentence, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase unless all of it is capitalised as a place is, or it is a time."""
    if phrase is None or sentence.words[phrase[1] - 1] in words("no_measures"):
        return None
    tags = sentence.tags[phrase[0] : phrase[1]]
    place = set(tags) <= {"X"} and not sentence.slice(*phrase).exact.isupper()
    if place and is_headline(sentence):
        place = country_of(sentence.slice(*phrase).exact) is not None
    place = place and not _opens(sentence, phrase)
    return None if place or tags[:1] in {"T", "R", "M"} else phrase


@cache
def _known_measures() -> frozenset[frozenset[str]]:
    listed = rows("indicator_phrases.csv", "phrases")
    return frozenset(_bag(phrase) for row in listed for phrase in row["phrases"].split("|"))


def _bag(phrase: str) -> frozenset[str]:
    """Return the words of a measure; their order, "of" and a plural do not count."""
    return frozenset(word.removesuffix("s") for word in phrase.lower().split() if word != "of")
