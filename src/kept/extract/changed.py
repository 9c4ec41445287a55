"""The measure of a change: what rose, what is to be raised, what the growth is of.

`MEASURE_RULES` are tried in order and the first phrase wins: the rules of change stand
between those of labels and those of levels (`kept.extract.measures`).
"""

from kept.extract.measurable import Setting, Tokens, subject_phrase, unless_name, unless_place
from kept.extract.measures import LEVEL_RULES, MeasureRule, past_owner
from kept.extract.phrases import extended, phrase_after, phrase_before
from kept.extract.tokens import Sentence
from kept.extract.verbs import acts_on_noun
from kept.lexicon.vocabulary import words


def find_measure(setting: Setting) -> tuple[Tokens, str] | None:
    """Return the tokens of the measure phrase and the name of the rule that found it."""
    for name, rule in MEASURE_RULES:
        tokens = rule(setting)
        if tokens is not None and _names_something(setting.sentence, tokens):
            return tokens, name
    return None


def _names_something(sentence: Sentence, phrase: Tokens) -> bool:
    """Return whether a phrase names a thing: not "the former", not "exhorted exporters"."""
    first, last = phrase
    if last - first == 1:
        return sentence.words[first] not in words("pointing_words")
    deed = sentence.words[first].endswith("ed") and sentence.words[first - 1] in words("pronouns")
    return not (first and deed)


def _changed_behind(setting: Setting) -> Tokens | None:
    """A 25 % rise in IT exports; growth of 5 % in output; a threefold rise in requests."""
    if setting.change_at < 0 or setting.change_rule == "change.adverb":
        return None
    sentence = setting.sentence
    at = max(setting.change_at, setting.amount.last - 1) + 1
    if sentence.tags[at : at + 1] == "G":
        at += 1
    elif sentence.tags[setting.change_at] != "G":
        return None
    if sentence.words[at : at + 1] not in (["in"], ["of"]):
        return None
    if sentence.words[at + 1 : at + 2] and sentence.words[at + 1] in words("wholes"):
        return None  # "cut the deficit to 4 % of GDP"
    phrase = unless_place(sentence, phrase_after(sentence, at + 1, setting.clause[1]))
    return extended(sentence, phrase, setting.clause[1]) if phrase is not None else None


def _changed_object(setting: Setting) -> Tokens | None:
    """Raise IT exports to; cut emissions by; halve its water use."""
    sentence, at = setting.sentence, setting.change_at
    if at < 0:
        return None
    if setting.change_rule == "change.multiple":
        follows = sentence.tags[at + 1 : at + 2] in {"D", "W", "X"}
        return phrase_after(sentence, at + 1, setting.clause[1]) if follows else None
    if not _acts(sentence, at):
        return None
    if setting.change_rule not in {"change.to", "change.by"}:
        phrase = phrase_after(sentence, at + 1, setting.amount.first)
        return phrase if phrase is not None and phrase[1] == setting.bound_first else None
    phrase = past_owner(sentence, phrase_after(sentence, at + 1, setting.amount.first))
    return extended(sentence, phrase, setting.amount.first) if phrase is not None else None


def _acts(sentence: Sentence, at: int) -> bool:
    """Return whether the word of change at token `at` is a verb, not a noun."""
    if sentence.tags[at] in "UF" or (at > 0 and sentence.tags[at - 1] in "tAr"):
        return True
    if sentence.tags[max(0, at - 2) : at] == "AN" or acts_on_noun(sentence, at):
        return True  # "did not fall"; "a mentor cuts resignations"
    return at > 0 and sentence.tags[at + 1 : at + 2] == "D" and sentence.tags[at - 1] in "WXr"


def _changed_subject(setting: Setting) -> Tokens | None:
    """IT exports rose 27 %; inflation eased to 4 %; solar capacity in Vietnam doubled."""
    if setting.change_at < 0 or setting.change_at > setting.amount.first:
        return None
    if setting.change_rule == "change.record":
        return _record_subject(setting)
    beside = _beside(setting)
    if beside is not None:
        return beside
    if not _acts(setting.sentence, setting.change_at) and setting.change_rule != "change.verb":
        return None
    return subject_phrase(setting, setting.change_at)


def _beside(setting: Setting) -> Tokens | None:
    """Return what stands right before "up" or "down" without a verb: "crime down by 20 %"."""
    sentence, at = setting.sentence, setting.change_at
    if sentence.tags[at] != "J" or at == 0 or sentence.tags[at - 1] not in "WX":
        return None
    phrase = phrase_before(sentence, at, setting.clause[0])
    return unless_name(setting, phrase) if phrase is not None and phrase[1] == at else None


def _record_subject(setting: Setting) -> Tokens | None:
    """Exports rose to a record high of $4 billion: what rose or reached the record."""
    sentence = setting.sentence
    for at in range(setting.change_at - 1, setting.clause[0], -1):
        if sentence.tags[at] == "U" or sentence.words[at] in words("level_verbs"):
            return subject_phrase(setting, at)
    return None


def _growth_of(setting: Setting) -> Tokens | None:
    """GDP growth of 5 %; an export increase of 4 %; growth in exports of 8 %."""
    sentence, at = setting.sentence, setting.change_at
    if at < 0 or at > setting.amount.first or sentence.tags[at] != "G":
        return None
    if sentence.words[at + 1 : at + 2] in (["in"], ["of"]):
        phrase = phrase_after(sentence, at + 2, setting.amount.first)
        if phrase is not None:
            return phrase
    witness = _witness(setting, at)
    if witness is not None:
        return witness
    said = acts_on_noun(sentence, at - 1)
    phrase = None if said else phrase_before(sentence, at, setting.clause[0])
    if sentence.words[at] != "growth":
        return phrase
    return (phrase[0] if phrase is not None else at), at + 1


_REACH = 4


def _witness(setting: Setting, at: int) -> Tokens | None:
    """IT exports witnessed an unprecedented growth of 39 %: what had the growth at token `at`.

    Where a country or nobody had it, it is the growth itself.
    """
    sentence = setting.sentence
    for verb in range(at - 1, max(setting.clause[0], at - _REACH), -1):
        if sentence.words[verb] in words("witnessing"):
            phrase = subject_phrase(setting, verb)
            return unless_place(sentence, phrase) or (at, at + 1)
        if sentence.tags[verb] not in "DJ" and sentence.words[verb] not in words("describing"):
            return None
    return None


MEASURE_RULES: tuple[tuple[str, MeasureRule], ...] = (
    *LEVEL_RULES[:4],
    ("measure.changed-behind", _changed_behind),
    ("measure.changed-object", _changed_object),
    LEVEL_RULES[4],
    ("measure.changed-subject", _changed_subject),
    *LEVEL_RULES[5:7],
    ("measure.growth", _growth_of),
    *LEVEL_RULES[7:],
)
"""Where a measure may stand, the surest place first."""
