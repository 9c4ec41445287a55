"""Measure: the shortest phrase in the text that names what a quantity measures.

The place to look depends on how the quantity is said; `MEASURE_RULES` are tried in order and
the first phrase wins. Each looks at one construction.
"""

from collections.abc import Callable
from typing import NamedTuple

from kept.extract.nouns import is_plural
from kept.extract.phrases import phrase_after, phrase_before, subject_before
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

Tokens = tuple[int, int]


class Setting(NamedTuple):
    """An amount where it stands: its clause, and the word and rule of its change, if any."""

    sentence: Sentence
    amount: Amount
    clause: Tokens
    change_at: int
    change_rule: str

    @property
    def bound_first(self) -> int:
        """The token of the bound before the amount, or its own first token."""
        at = self.amount.first
        while at > self.clause[0] and self.sentence.tags[at - 1] in "bD":
            at -= 1
        return at


MeasureRule = Callable[[Setting], Tokens | None]
_IN = frozenset({"in", "of", "for", "on", "towards", "toward", "worth"})


def find_measure(setting: Setting) -> tuple[Tokens, str] | None:
    """Return the tokens of the measure phrase and the name of the rule that found it."""
    for name, rule in MEASURE_RULES:
        tokens = rule(setting)
        if tokens is not None:
            return tokens, name
    return None


# What changed.


def _changed_behind(setting: Setting) -> Tokens | None:
    """A 25 % rise in IT exports; growth of 5 % in output; a threefold rise in requests."""
    if setting.change_at < 0 or setting.change_rule == "change.adverb":
        return None
    sentence = setting.sentence
    at = max(setting.change_at, setting.amount.last - 1) + 1
    if sentence.tags[at : at + 1] == "G":
        at += 1
    if sentence.words[at : at + 1] not in (["in"], ["of"]):
        return None
    return _unless_place(sentence, phrase_after(sentence, at + 1, setting.clause[1]))


def _changed_object(setting: Setting) -> Tokens | None:
    """Raise IT exports to; cut emissions by; halve its water use."""
    sentence, at = setting.sentence, setting.change_at
    if at < 0:
        return None
    if setting.change_rule == "change.multiple":
        follows = sentence.tags[at + 1 : at + 2] in {"D", "W", "X"}
        return phrase_after(sentence, at + 1, setting.clause[1]) if follows else None
    if setting.change_rule not in {"change.to", "change.by"} or not _acts(sentence, at):
        return None
    return phrase_after(sentence, at + 1, setting.amount.first)


def _acts(sentence: Sentence, at: int) -> bool:
    """Return whether the word of change at token `at` is a verb, not a noun."""
    return sentence.tags[at] in "UF" or (at > 0 and sentence.tags[at - 1] in "tAr")


def _changed_subject(setting: Setting) -> Tokens | None:
    """IT exports rose 27 %; inflation eased to 4 %; solar capacity in Vietnam doubled."""
    if setting.change_at < 0 or setting.change_at > setting.amount.first:
        return None
    if not _acts(setting.sentence, setting.change_at) and setting.change_rule != "change.verb":
        return None
    return _subject(setting, setting.change_at)


def _growth_of(setting: Setting) -> Tokens | None:
    """GDP growth of 5 %; growth in exports of 8 %."""
    sentence, at = setting.sentence, setting.change_at
    if at < 0 or at > setting.amount.first or sentence.tags[at] != "G":
        return None
    if sentence.words[at + 1 : at + 2] in (["in"], ["of"]):
        phrase = phrase_after(sentence, at + 2, setting.amount.first)
        if phrase is not None:
            return phrase
    return phrase_before(sentence, at, setting.clause[0])


# What is counted, shared out or paid for.


def _level_subject(setting: Setting) -> Tokens | None:
    """Turnout reached 2.3 million voters; the budget deficit was 5.3 per cent of GDP."""
    sentence = setting.sentence
    for at in range(setting.amount.first - 1, setting.clause[0], -1):
        level = sentence.words[at] in words("level_verbs")
        if sentence.tags[at] == ",":
            return None
        if sentence.tags[at] in "EAUS" or level:
            return _subject(setting, at) if level else None
    return None


def _counted(setting: Setting) -> Tokens | None:
    """75,000 IT graduates; 150 million young people under the age of 30."""
    sentence, amount = setting.sentence, setting.amount
    if amount.noun < 0:
        return None
    first, last = amount.last, amount.noun + 1
    while first < last - 1 and sentence.tags[first] in 'DI"J':
        first += 1
    return first, _with_age(sentence, last)


_AGE_BOUNDS = frozenset({"under", "below", "over", "above", "aged"})


def _with_age(sentence: Sentence, last: int) -> int:
    """Return where a group's age bound ends: "under the age of 30", "aged 15-24", "under 30"."""
    following = sentence.words[last : last + 5]
    if not following or following[0] not in _AGE_BOUNDS:
        return last
    at = last + 1
    if following[1:4] == ["the", "age", "of"]:
        at += 3
    end = at
    while end < len(sentence.words) and sentence.tags[end] in "nw-t":
        end += 1
    return end if end > at else last


def _share_of(setting: Setting) -> Tokens | None:
    """32 % of passwords; two thirds of firms."""
    sentence, last = setting.sentence, setting.amount.last
    if setting.amount.unit != "percent" or sentence.words[last : last + 1] != ["of"]:
        return None
    return phrase_after(sentence, last + 1, setting.clause[1])


def _amount_of(setting: Setting) -> Tokens | None:
    """Exports of $3 billion; an outlay of Rs 1 crore."""
    sentence, at = setting.sentence, setting.bound_first
    if at <= setting.clause[0] or sentence.words[at - 1] != "of" or setting.change_at >= 0:
        return None
    return _named(setting, phrase_before(sentence, at - 1, setting.clause[0]))


def _in_phrase(setting: Setting) -> Tokens | None:
    """$15 billion in IT exports; $700 million of investment; 5 MW of solar power."""
    sentence, at = setting.sentence, setting.amount.last
    if setting.amount.unit == "times" or at >= len(sentence.words):
        return None
    if sentence.words[at] not in _IN:
        return None
    if sentence.words[at : at + 2] == ["worth", "of"]:
        at += 1
    return _unless_place(sentence, phrase_after(sentence, at + 1, setting.clause[1]))


def _right_behind(setting: Setting) -> Tokens | None:
    """A $300 million loan facility; a 5 % tariff."""
    sentence, last = setting.sentence, setting.amount.last
    if setting.amount.unit == "times":
        return None
    if sentence.tags[last : last + 1] == "-":
        last += 1
    if sentence.tags[last : last + 1] not in {"W", "X"}:
        return None
    return phrase_after(sentence, last, setting.clause[1])


def _before_preposition(setting: Setting) -> Tokens | None:
    """Reserves at $11 billion; with a budget above £2m."""
    sentence, at = setting.sentence, setting.bound_first
    if at <= setting.clause[0] or sentence.tags[at - 1] not in "It":
        return None
    phrase = _named(setting, phrase_before(sentence, at - 1, setting.clause[0]))
    aim = phrase is not None and sentence.words[phrase[1] - 1] in words("aims")
    return None if aim else phrase


_PURPOSES = frozenset({"on", "for", "to", "towards", "into"})
_REACH = 6


def _spent_on(setting: Setting) -> Tokens | None:
    """$5m to school libraries; spent on fuel subsidies; released to Assam for flood relief."""
    sentence = setting.sentence
    if not setting.amount.currencies:
        return None
    for at in range(setting.amount.last, min(setting.clause[1], setting.amount.last + _REACH)):
        if sentence.words[at] in _PURPOSES:
            phrase = phrase_after(sentence, at + 1, setting.clause[1])
            if _unless_place(sentence, phrase) is not None:
                return phrase
    return None


def _antecedent(setting: Setting) -> Tokens | None:
    """The impact of the National Programme, which aims to add $10 billion: the impact."""
    sentence, at = setting.sentence, setting.clause[0]
    if sentence.words[at : at + 1] != ["which"]:
        return None
    while at > 0 and sentence.tags[at - 1] in ",XZD":
        at -= 1
    if at < 2 or sentence.words[at - 1] != "of":  # noqa: PLR2004  a noun and "of"
        return None
    return phrase_before(sentence, at - 1, 0)


def _verb_subject(setting: Setting) -> Tokens | None:
    """Exporters earned $3 billion; the contract is worth €1.5 million."""
    sentence = setting.sentence
    for at in range(setting.bound_first - 1, setting.clause[0], -1):
        if sentence.tags[at] in "EAU":
            named = _subject(setting, at)
            if named is not None:
                return named
    return None


# What may be a measure at all.


def _subject(setting: Setting, verb: int) -> Tokens | None:
    phrase = _named(setting, subject_before(setting.sentence, verb, setting.clause[0]))
    if phrase is None or setting.sentence.words[phrase[1] - 1] not in words("aims"):
        return phrase
    return _aimed_at(setting, phrase[1], verb)


def _aimed_at(setting: Setting, at: int, end: int) -> Tokens | None:
    """Return what an aim is for: "the target for exports is" gives "exports"."""
    if setting.sentence.words[at : at + 1] not in (["for"], ["of"], ["in"], ["on"]):
        return None
    return phrase_after(setting.sentence, at + 1, end)


def _named(setting: Setting, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase unless it is a bare name or a person: those are subjects."""
    if phrase is None:
        return None
    if setting.sentence.tags[phrase[0] : phrase[1]].strip("X") == "":
        return _acronym(setting, phrase)
    return None if setting.sentence.words[phrase[1] - 1] in words("speaking_nouns") else phrase


def _acronym(setting: Setting, phrase: Tokens) -> Tokens | None:
    """Return a measure in capitals alone (GDP, FDI), or one word that opens the sentence."""
    text = setting.sentence.slice(*phrase).exact
    opens = phrase[0] <= 1 and len(text.split()) == 1 and is_measure_word(text.lower())
    return phrase if text.isupper() or opens else None


def is_measure_word(word: str) -> bool:
    """Return whether a lone capitalised word may name a measure: a plural, or a listed noun."""
    return word in words("mass_measures") or is_plural(word)


def _unless_place(sentence: Sentence, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase unless all of it is capitalised as a place is, or it is a time."""
    if phrase is None:
        return None
    tags = sentence.tags[phrase[0] : phrase[1]]
    place = set(tags) <= {"X"} and not sentence.slice(*phrase).exact.isupper()
    return None if place or tags[:1] in {"T", "R", "M"} else phrase


MEASURE_RULES: tuple[tuple[str, MeasureRule], ...] = (
    ("measure.changed-behind", _changed_behind),
    ("measure.changed-object", _changed_object),
    ("measure.level-subject", _level_subject),
    ("measure.changed-subject", _changed_subject),
    ("measure.counted", _counted),
    ("measure.share", _share_of),
    ("measure.growth", _growth_of),
    ("measure.amount-of", _amount_of),
    ("measure.in", _in_phrase),
    ("measure.right-behind", _right_behind),
    ("measure.before-preposition", _before_preposition),
    ("measure.spent-on", _spent_on),
    ("measure.antecedent", _antecedent),
    ("measure.verb-subject", _verb_subject),
)
"""Where a measure may stand, the surest place first."""
