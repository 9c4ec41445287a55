"""Modality: whether a statement reports, reckons, foresees, aims, promises or offers.

Cues are words of `cues.csv`. The nearest cue before the number in its clause decides; else
one behind it in the clause; else one before the clause, when the clause reports no past of
its own. What somebody will do is a target, or a pledge of money; what will happen is projected.
"""

import re
from functools import cache

from msgspec import Struct

from kept.extract.cast import cast
from kept.extract.circumstances import find_conditions
from kept.extract.heads import BODY, PEOPLE, PLACE, acts, is_thing, kind_of_noun
from kept.extract.outturns import is_part_of_plan, is_starting_point, is_weighed
from kept.extract.tokens import Sentence
from kept.extract.verb_subjects import whole_subject
from kept.lexicon.load import rows
from kept.lexicon.vocabulary import words
from kept.model.claims import Modality


class Cue(Struct):
    """A cue in a sentence: tokens [first, last), what it means, and how far it carries."""

    first: int
    last: int
    modality: Modality
    reach: str


_Trie = dict[str, list[tuple[tuple[str, ...], Modality, str]]]


@cache
def _cues() -> _Trie:
    trie: _Trie = {}
    for row in rows("cues.csv", "cue", "modality", "reach"):
        first, *rest = row["cue"].split()
        trie.setdefault(first, []).append((tuple(rest), row["modality"], row["reach"]))  # type: ignore[arg-type]  # checked below
    for entries in trie.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return trie


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in text order; a longer phrase hides a shorter one."""
    trie, forms = _cues(), sentence.words
    found: list[Cue] = []
    free = 0
    for at in [at for at, form in enumerate(forms) if form in trie]:
        if at < free or sentence.tags[at] == "M":
            continue
        for rest, modality, reach in trie[forms[at]]:
            last = at + 1 + len(rest)
            if not rest or tuple(forms[at + 1 : last]) == rest:
                if (reach != "verb" or _is_verb(sentence, at)) and not _levels(sentence, last):
                    found.append(Cue(at, last, modality, reach))
                    free = last
                break
    return found


def _levels(sentence: Sentence, last: int) -> bool:
    """Return whether the "to" that ends a cue leads to a level: "raise capacity to 3 million"."""
    if sentence.tags[last - 1] != "t":
        return False
    return sentence.tags[last : last + 1] in _LEVELS and sentence.words[last - 2] == "capacity"


_LEVELS = frozenset("nwcbC")


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Return whether "projects" is said of somebody: a determiner or "of" makes it a noun."""
    before = sentence.tags[at - 1] if at else ""
    after = sentence.tags[at + 1 : at + 2]
    if after in {"t", "D", "X"}:
        return before not in {"D", "I", "n", "w"}
    return before not in {"D", "I", "n", "w", "W"} and after not in {"I", ",", ".", ""}


class Asked(Struct):
    """An amount whose modality is asked: tokens [first, last), its clause, and if it is money."""

    first: int
    last: int
    clause: tuple[int, int]
    money: bool


def modality_of(sentence: Sentence, cues: list[Cue], asked: Asked) -> tuple[Modality, str]:
    """Return the modality of an amount, and the cue that told it; "" for a plain report."""
    first, last, clause = asked.first, asked.last, asked.clause
    if is_part_of_plan(sentence, first, last) or is_starting_point(sentence, first, last):
        return "observed", ""
    if _is_put_at(sentence, asked):
        return "estimated", "put at"
    if sentence.words[last : last + 1] in (["votes"], ["vote"]) and reports(sentence, clause):
        return "observed", ""  # "voted the plan by 51 votes"
    cue = _governing(sentence, cues, asked)
    if cue is not None:
        return _meant(sentence, cue, cues, asked), _words(sentence, cue)
    behind = _following(sentence, cues, asked)
    if behind is not None:
        return behind.modality, _words(sentence, behind)
    if _in_condition(sentence, asked):
        return "projected", "if"
    return _from_outside(sentence, cues, asked) or _of_headline(sentence, asked)


_BEHIND = 8


def _governing(sentence: Sentence, cues: list[Cue], asked: Asked) -> Cue | None:
    """Return the nearest cue before an amount in its clause whose force holds there."""
    for cue in reversed([cue for cue in cues if asked.clause[0] <= cue.first < asked.first]):
        if cue.reach == "phrase" and cue.last < asked.first - 1:
            continue
        if _words(sentence, cue) in words("of_money") and not _commits(sentence, cue, asked):
            continue
        if not _cancelled(sentence, cue, asked.first):
            return cue
    return None


def _commits(sentence: Sentence, cue: Cue, asked: Asked) -> bool:
    """Return whether money is committed by what is signed: a memorandum commits none."""
    return asked.money and words("noncommittal").isdisjoint(sentence.words[cue.last : asked.last])


def _following(sentence: Sentence, cues: list[Cue], asked: Asked) -> Cue | None:
    """Return the first cue behind an amount in its clause that is said of it."""
    last = asked.last
    for cue in cues:
        if not last <= cue.first < min(asked.clause[1], last + _BEHIND):
            continue
        if _shares(sentence, asked) and cue.modality == "capability":
            continue  # "a third of women can read"
        if _words(sentence, cue) in words("of_money"):
            continue  # "a contract worth $40 million was signed" may be denied or over
        if _counts_behind(sentence, cue) and not is_weighed(sentence, last, cue.first):
            return cue
    return None


def _is_put_at(sentence: Sentence, asked: Asked) -> bool:
    """Return whether somebody "put the shortage at about 24,000"."""
    at = asked.first - 1
    while at > asked.clause[0] and sentence.tags[at] in "bD":
        at -= 1
    if at <= asked.clause[0] or sentence.words[at] != "at":
        return False
    return not {"put", "puts", "putting"}.isdisjoint(sentence.words[asked.clause[0] : at])


def _meant(sentence: Sentence, cue: Cue, cues: list[Cue], asked: Asked) -> Modality:
    """Return what a cue means: "will" and "would" by who does what, a plan by who approved it."""
    if _words(sentence, cue) == "puts" and "into" in sentence.words[asked.last : asked.last + 1]:
        return "pledge"  # "puts €36 million into the lake"
    if _words(sentence, cue) == "sees" and "at" not in sentence.words[cue.last : asked.first]:
        return "estimated"  # "sees a gap of $3bn" reckons, "sees inflation at 4 %" foresees
    if _words(sentence, cue) in words("willing"):
        if sentence.words[-2:-1] and sentence.words[-2] in words("promising"):
            return "target"
        if _aimed(sentence, cue, cues):
            return "target"
        if not _own_will(sentence, cue):
            return cue.modality if cue.modality != "target" else "projected"
        return "pledge" if asked.money and _gives(sentence, cue) else "target"
    decided = any(
        other.modality == "pledge" and 0 <= cue.first - other.last <= _VERB_REACH for other in cues
    )
    if asked.money and cue.modality == "target" and (decided or _gives(sentence, cue)):
        return "pledge"
    return cue.modality


def _aimed(sentence: Sentence, cue: Cue, cues: list[Cue]) -> bool:
    """Return whether "is to" says what an aim is: "our goal is to bring exports to"."""
    if _words(sentence, cue) not in {"is to", "are to"}:
        return False
    return any(other.modality == "target" and other.last == cue.first for other in cues)


def _gives(sentence: Sentence, cue: Cue) -> bool:
    """Return whether money is spent or given by the verb right behind a cue."""
    following = sentence.words[cue.last : cue.last + _VERB_REACH]
    return not words("giving").isdisjoint(following)


_VERB_REACH = 3
"""Tokens behind a cue in which its verb stands: "will now also invest"."""


def _counts_behind(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue behind the amount is said of it: "in pledges", "are planned"."""
    if cue.first > 0 and sentence.words[cue.first - 1].endswith("than"):
        return False  # "higher than expected"
    auxiliary = cue.first > 0 and sentence.tags[cue.first - 1] == "A"
    if cue.modality == "estimated":
        return auxiliary
    if cue.modality in {"pledge", "target", "projected"} and _is_noun_cue(sentence, cue):
        return True
    return cue.modality != "pledge" and sentence.tags[cue.first] == "A"


def _shares(sentence: Sentence, asked: Asked) -> bool:
    """Return whether an amount is a share: who can do something is then what is counted."""
    return not {"p", "v", "H"}.isdisjoint(sentence.tags[asked.first : asked.last])


def _in_condition(sentence: Sentence, asked: Asked) -> bool:
    """Return whether the amount stands in the "if" of "if tariffs rose by 12 %, prices would"."""
    if sentence.words[:1] != ["if"]:
        return False
    comma = sentence.tags.find(",")
    return asked.first < comma and not _MODALS_BEHIND.isdisjoint(sentence.words[comma:])


_MODALS_BEHIND = frozenset({"would", "will", "could", "should", "might", "may"})


def _from_outside(sentence: Sentence, cues: list[Cue], asked: Asked) -> tuple[Modality, str] | None:
    """Return the modality that a cue before the clause gives, unless the clause reports a past."""
    outside = [cue for cue in cues if cue.first < asked.clause[0] and cue.reach != "phrase"]
    past = reports(sentence, asked.clause)
    for cue in reversed(outside):
        if not past or (cue.modality == "estimated" and _is_open(sentence, cue, asked)):
            return _meant(sentence, cue, cues, asked), _words(sentence, cue)
    return None


def _is_open(sentence: Sentence, cue: Cue, asked: Asked) -> bool:
    """Return whether what is reckoned goes on from the cue: no full clause ends between."""
    return ";" not in sentence.tags[cue.last : asked.first]


def reports(sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Return whether a clause has a past of its own: "has secured", "fell", "were"."""
    for at in range(*clause):
        tag, word = sentence.tags[at], sentence.words[at]
        if tag == "A" and word in words("past_auxiliaries"):
            return True
        if tag in "EU" and (word.endswith("ed") or word in words("past_verbs")):
            return at == 0 or sentence.tags[at - 1] != "A"
    return False


def _of_headline(sentence: Sentence, asked: Asked) -> tuple[Modality, str]:
    """Ministry to build 400 homes; $5 million loan for farmers: what a headline announces."""
    if sentence.tags[-1:] == ".":
        return "observed", ""
    to = sentence.tags.find("t", 1, asked.first)
    if "as" in sentence.words[max(to, 0) : asked.first]:
        return "observed", ""  # "Ministry to spend more as output jumps 34%"
    if "," in sentence.tags[: asked.first]:
        to = -1
    if to > 0 and set(sentence.tags[:to]) <= _NAMING:
        if _comes_about(sentence, to + 1):
            return "projected", "to"
        if sentence.words[to + 1] in acts():
            return ("pledge" if asked.money else "target"), "to"
    noun = sentence.words[asked.last : asked.last + 1]
    if asked.money and noun and noun[0] in words("given_nouns"):
        return "pledge", noun[0]
    return "observed", ""


def _comes_about(sentence: Sentence, verb: int) -> bool:
    """Return whether a headline foresees a level: "exports to reach $5bn", "prices to fall by"."""
    if sentence.words[verb] in words("level_verbs"):
        return True
    return sentence.tags[verb] in "UG" and sentence.tags[verb + 1 : verb + 2] not in {"D", "W", "X"}


_NAMING = frozenset("DWXZ&I")


def _own_will(sentence: Sentence, cue: Cue) -> bool:
    """Return whether "will" says what an actor will do, not what is foreseen of a thing."""
    following = sentence.words[cue.last : cue.last + _VERB_REACH]
    if not following or following[0] in words("level_verbs"):
        return False
    if _words(sentence, cue) in words("self_willed"):
        return True
    does = any(word in acts() or word in words("giving") for word in following)
    return does and _acts(sentence, cue.first)


def _acts(sentence: Sentence, verb: int) -> bool:
    """Return whether the subject of the verb at a token is a body, a place, or people."""
    before = verb - 1
    while before > 0 and sentence.tags[before] in "A,":
        before -= 1
    if sentence.tags[before] == "r" and sentence.words[before] in words("actors"):
        return True
    phrase = whole_subject(sentence, verb, 0)
    if phrase is None:
        return False
    place = sentence.tags.find("I", *phrase)
    head = (place if place > phrase[0] else phrase[1]) - 1
    kind = kind_of_noun(sentence.words[head])
    named = sentence.tags[head] == "X" and not (head == 0 and is_thing(sentence.words[head]))
    return kind in {BODY, PLACE, PEOPLE} or (not kind and named)


def _words(sentence: Sentence, cue: Cue) -> str:
    return " ".join(sentence.words[cue.first : cue.last])


def _is_noun_cue(sentence: Sentence, cue: Cue) -> bool:
    """Return whether the cue names a thing ("in pledges"), not what comes next."""
    between = sentence.tags[max(0, cue.first - 4) : cue.first]
    return _PARTING.isdisjoint(between) or sentence.words[cue.first].endswith("ed")


_OVER = frozenset({"was", "were", "had"})
_PARTING = frozenset(",;&")
_DOING = frozenset("UE")


def _cancelled(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Return whether a plain past behind the cue takes its force: "the target, exports reached"."""
    between = sentence.words[cue.last : first]
    if "," in between and sentence.tags[cue.first] == "A":
        return not _DOING.isdisjoint(sentence.tags[cue.last + between.index(",") : first])
    return (
        cue.modality in {"target", "pledge"}
        and bool(_OVER & set(between))
        and "surpassed" in between
    )


def has_condition(sentence: Sentence) -> bool:
    """Return whether a sentence names a condition: "if", "subject to", "once it opens"."""
    folded = sentence.text.casefold()
    for stem in _CONDITION_STEMS:
        if stem in folded:
            return bool(find_conditions(sentence, cast(sentence)))
    return False


_CONDITION_STEMS = (
    "if", "unless", "provid", "assuming", "subject", "conti", "condition", "depend", "once",
    "should", "as soon as", "long as", "event that",
)  # fmt: skip
"""Of these one stands in every condition: looked for first, as most sentences name none."""


_OWN_NEGATION = re.compile(
    r"\b(?:no (?:less|fewer|more)|not (?:less|fewer|more|exceeding|only|just))\b"
)


def is_negated(sentence: Sentence, first: int, clause: tuple[int, int]) -> bool:
    """Return whether the amount at token `first` is denied, in its clause or by who tells it."""
    if _is_rejected(sentence, first):
        return True
    start = max(clause[0], first - 7)
    if "N" not in sentence.tags[start:first]:
        return False
    near = " ".join(sentence.words[start : first + 1])
    return not _OWN_NEGATION.search(near)


def _is_rejected(sentence: Sentence, first: int) -> bool:
    """Return whether somebody denies it: "denied that", "denies reports that"."""
    before = sentence.words[:first]
    if words("denying").isdisjoint(before) or "that" not in before:
        return False
    denied = max(at for at, word in enumerate(before) if word in words("denying"))
    told = before[denied + 1 : denied + 5]
    return "that" in told and ";" not in sentence.tags[denied:first]
