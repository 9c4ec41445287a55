"""Measures that a verb shows: what is put at a level, what "of which" leads to, and bare deeds.

"Put output at 5 tonnes" measures output; "of whom 40 were girls" girls; where money is "spent"
and nothing says on what, the spending itself is measured, by its verb.
"""

from kept.extract.heads import acts
from kept.extract.measurable import Setting, Tokens, unless_name
from kept.extract.phrases import extended, phrase_after
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

_REACH = 12
_NEAR = 4


def put_at(setting: Setting) -> Tokens | None:
    """Return what a verb puts at the amount: "put the shortage at", "sees inflation at"."""
    sentence, at = setting.sentence, setting.bound_first - 1
    if at <= setting.clause[0] or sentence.words[at] != "at":
        return None
    for verb in range(at - 1, max(setting.clause[0], at - _REACH) - 1, -1):
        if sentence.words[verb] in words("putting_at"):
            phrase = unless_name(setting, phrase_after(sentence, verb + 1, at))
            led = phrase is not None and sentence.words[phrase[1]] in {"to", "on", "for", "from"}
            phrase = extended(sentence, phrase, at) if phrase is not None and led else phrase
            known = phrase is not None and sentence.words[phrase[1] - 1] in words("figures")
            return None if known else phrase
        if sentence.tags[verb] in ",;AUE":
            return None
    return None


def of_which(setting: Setting) -> Tokens | None:
    """Return what a part is behind "of which": "of whom 1.4 million were girls"."""
    sentence, last = setting.sentence, setting.amount.last
    if sentence.words[0] == "of":
        return _leading(setting)
    before = sentence.words[max(0, setting.bound_first - _NEAR) : setting.bound_first]
    if setting.amount.noun >= 0 or "of" not in before or _RELATIVES.isdisjoint(before):
        return None
    if not sentence.words[last : last + 1] or sentence.words[last] not in _BEING:
        return None
    phrase = phrase_after(sentence, last + 1, setting.clause[1])
    led_on = phrase is not None and sentence.tags[phrase[1] : phrase[1] + 1] in set("It")
    return None if led_on else phrase  # "of which 38 % was attributable to"


def _leading(setting: Setting) -> Tokens | None:
    """Return of what an amount is a part: "Of the imports, 65 per cent came in free"."""
    sentence, at = setting.sentence, setting.bound_first
    end = at - (sentence.tags[at - 1] == ",")
    phrase = phrase_after(sentence, 1, end) if end > 1 else None
    return phrase if phrase is not None and phrase[1] == end else None


_RELATIVES = frozenset({"which", "whom"})
_BEING = frozenset({"is", "are", "was", "were"})


def deed(setting: Setting) -> Tokens | None:
    """Return the verb whose object an amount is, where nothing else is named: "had paid €9m"."""
    sentence, amount = setting.sentence, setting.amount
    if amount.noun >= 0 or (not amount.unit and not amount.currencies):
        return None
    verb = setting.bound_first - 1
    while verb > setting.clause[0] and sentence.tags[verb] in "DbJWX":
        if _does(sentence, verb):
            break
        verb -= 1
    if verb < setting.clause[0] or not _does(sentence, verb):
        return None
    return verb, verb + 1 + (sentence.words[verb + 1] in _PARTICLES)


_PARTICLES = frozenset({"out", "back", "off"})


def _does(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is a verb by which money or goods go: no noun, no passive."""
    if sentence.words[at] not in words("money_deeds") or at == 0:
        return False
    before = sentence.words[at - 1]
    return sentence.tags[at - 1] not in "DI" and before not in _BEING and before not in acts()


def owed(setting: Setting) -> Tokens | None:
    """Return the verb of a clause that says which sum is meant: "the $2 million that it owes"."""
    sentence, at = setting.sentence, setting.amount.last
    behind = sentence.words[at : at + 3]
    if len(behind) < 3 or behind[0] not in {"that", "which"}:  # noqa: PLR2004
        return None
    if sentence.tags[at + 1] not in "rA" or behind[2] not in words("money_deeds"):
        return None
    return at + 2, at + 3
