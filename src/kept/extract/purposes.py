"""What money is for: the purpose behind an amount, never the place it goes to or comes from."""

from kept.extract.heads import BODY, PEOPLE, PROGRAMME, acts, people, subject_heads
from kept.extract.measurable import Setting, Tokens, unless_place
from kept.extract.nouns import singular
from kept.extract.phrases import listed, phrase_after
from kept.extract.tokens import Sentence
from kept.extract.verbs import verb_forms
from kept.lexicon.vocabulary import words

_PURPOSES = frozenset({"on", "for", "to", "towards", "into", "in", "from"})
_REACH = 6


def spent_on(setting: Setting) -> Tokens | None:
    """Return what money goes to: $5m to school libraries; released to Assam for flood relief."""
    sentence = setting.sentence
    if not setting.amount.currencies:
        return None
    attendant = words("attendant")
    for at in range(setting.amount.last, min(setting.clause[1], setting.amount.last + _REACH)):
        if sentence.tags[at] in "k;c" or sentence.words[at] in attendant:
            return None
        if sentence.words[at] == "from" and not _earns(setting):
            continue
        if sentence.words[at] in _PURPOSES or (sentence.words[at] == "through" and _earns(setting)):
            purpose = sentence.words[at] == "to" and sentence.words[at + 1 : at + 2] != []
            verb = purpose and (
                sentence.tags[at + 1] == "E"
                or sentence.words[at + 1] in acts()
                or (at == setting.amount.last and _acts_on(sentence, at + 1))
            )
            phrase = phrase_after(sentence, at + 1 + verb, setting.clause[1])
            if phrase is not None and sentence.words[at] == "from" and is_group(sentence, phrase):
                continue
            if phrase is not None and (
                unless_place(sentence, phrase) is not None or _is_programme(sentence, phrase)
            ):
                return listed(sentence, phrase, setting.clause[1])
    return None


def _acts_on(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is a verb with its object: "€5 billion to shift goods"."""
    return sentence.words[at] in verb_forms() and sentence.tags[at + 1 : at + 2] in {"W", "D"}


def _earns(setting: Setting) -> bool:
    """Return whether money is earned: then what it comes from is measured."""
    before = setting.sentence.words[setting.clause[0] : setting.amount.first]
    return not words("earning").isdisjoint(before)


def _is_programme(sentence: Sentence, phrase: Tokens) -> bool:
    """Return whether a name is that of a fund or a programme: money may be for it."""
    head = sentence.words[phrase[1] - 1]
    return head == "fund" or subject_heads().get(head) == PROGRAMME


def is_group(sentence: Sentence, phrase: Tokens) -> bool:
    """Return whether a phrase names people or a body, who earn or pay but are no amount."""
    joint = sentence.tags.find("I", *phrase)
    head = sentence.words[(joint if joint > phrase[0] else phrase[1]) - 1]
    if "t" in sentence.tags[slice(*phrase)] or sentence.words[phrase[0]] in words("typical"):
        return False
    kinds = subject_heads()
    one = singular(head)
    return kinds.get(head, kinds.get(one, "")) in {PEOPLE, BODY} or one in people()
