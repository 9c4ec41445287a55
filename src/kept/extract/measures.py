"""Measure: the shortest phrase in the text that names what a quantity measures.

The place to look depends on how the quantity is said; `MEASURE_RULES` are tried in order and
the first phrase wins. Each looks at one construction.
"""

from collections.abc import Callable

from kept.extract.heads import (
    is_owner,
    is_past,
)
from kept.extract.measurable import (
    Setting,
    Tokens,
    aimed_at,
    subject_phrase,
    unless_name,
    unless_place,
    unless_time,
)
from kept.extract.phrases import extended, listed, phrase_after, phrase_before
from kept.extract.purposes import is_group, spent_on
from kept.extract.tokens import Sentence
from kept.extract.verb_subjects import past_aside, subject_before
from kept.extract.verbal_measures import deed, of_which, owed, put_at
from kept.extract.verbs import verb_before
from kept.lexicon.vocabulary import words

MeasureRule = Callable[[Setting], Tokens | None]
_IN = frozenset({"in", "of", "for", "on", "towards", "toward", "worth"})


# What is counted, shared out or paid for.


def _labelled(setting: Setting) -> Tokens | None:
    """Investment: $4 million; Share of recycled nickel: at least 20 %; New jobs: 1,800."""
    sentence, at = setting.sentence, setting.bound_first
    if at < 2 or sentence.tags[at - 1] != ":" or setting.amount.noun >= 0:  # noqa: PLR2004
        return None
    if not set(sentence.tags[: at - 1]) <= _LABEL or at > _LONGEST_LABEL:
        return None
    phrase = phrase_after(sentence, 0, at - 1)
    if phrase is None:
        return None
    abstract = sentence.words[phrase[0]] in words("aims") or sentence.tags[phrase[0]] == "G"
    if abstract and sentence.words[phrase[0] + 1 : phrase[0] + 2] in (["of"], ["in"]):
        return phrase_after(sentence, phrase[0] + 2, at - 1)
    return phrase[0], at - 1


_LABEL = frozenset("WXZGEHQDIJ&nY-")
_LONGEST_LABEL = 10


def _level_subject(setting: Setting) -> Tokens | None:
    """The budget deficit was 5.3 per cent of GDP; turnout reached 2.3 million voters."""
    phrase = _levelled(setting)
    if phrase is None or setting.amount.noun < 0:
        return phrase
    head = setting.sentence.words[phrase[1] - 1]
    return phrase if head in words("of_places") or head in words("mass_measures") else None


def _levelled(setting: Setting) -> Tokens | None:
    sentence, verbs = setting.sentence, words("level_verbs")
    for at in range(setting.amount.first - 1, max(0, setting.clause[0] - 1), -1):
        level = sentence.words[at] in verbs and _is_level(sentence, at)
        if level and sentence.tags[at] in "WE" and sentence.tags[at - 1] == "D":
            continue  # "fetched an average price of"
        if sentence.tags[at] in ",:":
            return None
        if sentence.tags[at] in "EAUS" or level:
            return subject_phrase(setting, at) if level else None
    return None


def _is_level(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of level is one here: not in "set aside", nor in "a set worth"."""
    after = sentence.words[at + 1]
    return after not in {"aside", "up"} and (after != "worth" or sentence.tags[at] != "E")


def _counted(setting: Setting) -> Tokens | None:
    """75,000 IT graduates; 150 million young people under the age of 30."""
    sentence, amount, at = setting.sentence, setting.amount, setting.bound_first
    if amount.noun < 0 or sentence.words[amount.noun] == "ones":
        return None
    if sentence.words[at - 1 : at] == ["from"] and sentence.tags[at - 2 : at - 1] == "U":
        return subject_phrase(setting, at - 2)  # "has shrunk from 52 to 44 pupils"
    first, last = amount.last, amount.noun + 1
    while first < last - 1 and sentence.tags[first] in 'DI"Jnwt':
        first += 1
    for at in range(first, last - 1):
        if is_owner(sentence.words[at]):
            first = at + 1
    return first, _with_age(sentence, last)


_OF_WHAT_FOLLOWS = frozenset({"share.whole", "share.in"})
_AGE_BOUNDS = frozenset({"under", "below", "over", "above", "aged"})


def _with_age(sentence: Sentence, last: int) -> int:
    """Return where a group's age bound ends: "under the age of 30", "aged 15-24", "under 30"."""
    following = sentence.words[last : last + 5]
    if not following or following[0] not in _AGE_BOUNDS:
        return last
    if sentence.words[last - 1] not in words("aged_groups"):
        return last
    at = last + 1
    if following[1:4] == ["the", "age", "of"]:
        at += 3
    end = at
    while end < len(sentence.words) and sentence.tags[end] in "nw-t":
        end += 1
    return end if end > at else last


def _share_of(setting: Setting) -> Tokens | None:
    """32 % of passwords; two thirds of firms; half the clinics; one in six posts."""
    sentence, last = setting.sentence, setting.amount.last
    if setting.amount.names[0] in _OF_WHAT_FOLLOWS:
        return phrase_after(sentence, last, setting.clause[1])
    if setting.amount.unit != "percent" or sentence.words[last : last + 1] != ["of"]:
        return None
    purpose = _share_spent(setting)
    if purpose is not None:
        return purpose
    if sentence.words[last + 1 : last + 2] and sentence.words[last + 1] in words("possessives"):
        own = phrase_after(sentence, last + 2, setting.clause[1])
        before = sentence.words[setting.clause[0] : setting.amount.first]
        worth = own is None or sentence.words[own[1] - 1] in words("own_values")
        worth = worth or not words("share_verbs").isdisjoint(before)
        return (_verb_subject(setting) or own) if worth else own
    if sentence.words[last + 1 : last + 2] in (["that"], ["this"], ["these"], ["those"]):
        last += 1
    phrase = past_owner(sentence, phrase_after(sentence, last + 1, setting.clause[1]))
    before = sentence.words[setting.clause[0] : setting.amount.first]
    if not words("share_verbs").isdisjoint(before):
        return _verb_subject(setting) or _joined_subject(setting) or phrase
    whole = phrase is not None and sentence.words[phrase[1] - 1] in words("wholes")
    if phrase is not None and not whole:
        phrase = phrase[0], _with_age(sentence, phrase[1])
    return (_amount_of(setting) or _verb_subject(setting) or phrase) if whole else phrase


def _joined_subject(setting: Setting) -> Tokens | None:
    """Return the subject of the verb that "and" joins: "Car sales fell and made up 14 % of"."""
    sentence, start = setting.sentence, setting.clause[0]
    if start < 2 or sentence.tags[start - 1] != "&":  # noqa: PLR2004
        return None
    verb = verb_before(sentence, start - 1)
    return unless_name(setting, subject_before(sentence, verb, 0)) if verb > 0 else None


def _share_spent(setting: Setting) -> Tokens | None:
    """Return what a share is spent on: of "spends 0.9 % of its budget on trams", trams."""
    sentence, last = setting.sentence, setting.amount.last
    before = sentence.words[max(setting.clause[0], setting.amount.first - 3) : setting.amount.first]
    spent = not words("spending").isdisjoint(before)
    for at in range(last + 2, min(setting.clause[1] - 1, last + _SHARE_REACH)):
        if sentence.tags[at] in ",;k":
            return None
        goes = sentence.words[at - 1] in words("going")
        if (spent or goes) and sentence.words[at] in {"on", "into", "towards"}:
            return unless_place(sentence, phrase_after(sentence, at + 1, setting.clause[1]))
    return None


_SHARE_REACH = 9


def past_owner(sentence: Sentence, phrase: Tokens | None) -> Tokens | None:
    """Return the phrase without whose it is: of "the world's coffee", coffee."""
    if phrase is None:
        return None
    for at in range(phrase[1] - 2, phrase[0] - 1, -1):
        if is_owner(sentence.words[at]):
            return at + 1, phrase[1]
    return phrase


def _amount_of(setting: Setting) -> Tokens | None:
    """Exports of $3 billion; an outlay of Rs 1 crore."""
    sentence, at = setting.sentence, setting.bound_first
    if at <= setting.clause[0] or sentence.words[at - 1] != "of" or setting.change_at >= 0:
        return None
    if sentence.words[at - 2] in words("instead"):
        return None
    phrase = phrase_before(sentence, _before_time(sentence, at - 1), setting.clause[0])
    if setting.amount.unit not in _RATES and not setting.amount.currencies:
        return phrase  # "a data centre of 100 MW"
    phrase = unless_name(setting, phrase)
    given = phrase is not None and sentence.words[phrase[1] - 1] in words("given_money")
    if (
        phrase is None
        or (sentence.words[phrase[1] - 1] not in words("aims") and not given)
        or phrase[1] > phrase[0] + 1
        or (given and sentence.words[setting.amount.last : setting.amount.last + 1] != ["for"])
    ):
        return phrase
    return _in_phrase(setting) or _right_behind(setting) or phrase


def _before_time(sentence: Sentence, at: int) -> int:
    """Return where a time right before token `at` begins: "rainfall | in August | of"."""
    first = at
    while first > 1 and sentence.tags[first - 1] in "TMYyRqD":
        first -= 1
    return first - 1 if first < at and sentence.tags[first - 1] == "I" else at


_RATES = frozenset({"percent", "percentage_points", "basis_points", "times"})


def _in_phrase(setting: Setting) -> Tokens | None:
    """$15 billion in IT exports; $700 million of investment; 5 MW of solar power."""
    sentence, at = setting.sentence, setting.amount.last
    if setting.amount.unit == "times" or at >= len(sentence.words):
        return None
    if sentence.words[at] not in _IN or _is_whole_or_time(setting, at):
        return None
    if sentence.words[at] == "on" and setting.amount.unit in _RATES:
        return None  # "up 6 % on the same period"
    if sentence.words[at : at + 2] == ["worth", "of"]:
        at += 1
    at += 1
    while sentence.tags[at : at + 1] in {"D", "w", "n"}:
        at += 1
    phrase = unless_place(sentence, phrase_after(sentence, at, setting.clause[1]))
    if phrase is None or not setting.amount.currencies:
        return phrase
    return listed(sentence, phrase, setting.clause[1])


def _is_whole_or_time(setting: Setting, at: int) -> bool:
    """Return whether "points of GDP", "six weeks of imports" or "in fiscal 2024" follows."""
    sentence, unit = setting.sentence, setting.amount.unit
    following = sentence.words[at + 1 : at + 4]
    if not following or following[0] in words("fiscal_words"):
        return True
    if unit in words("times_of") and sentence.words[at] == "of":
        return True
    rate = unit in {"percent", "percentage_points", "basis_points"}
    return rate and following[0] in words("wholes")


def _right_behind(setting: Setting) -> Tokens | None:
    """A $300 million loan facility; a 5 % tariff."""
    sentence, last = setting.sentence, setting.amount.last
    if setting.amount.unit == "times":
        return None
    if sentence.tags[last : last + 1] == "-":
        last += 1
    if sentence.words[last : last + 1] == ["shortfall"]:
        return last, last + 1
    if sentence.tags[last : last + 1] not in {"W", "X"} or _compares(sentence, last):
        return None
    if sentence.words[last] in _APART:
        return None
    phrase = unless_time(sentence, phrase_after(sentence, last, setting.clause[1]))
    if phrase is not None and sentence.words[phrase[1] - 1] in {"one", "ones"}:
        return None
    if phrase is not None and sentence.words[phrase[0]].endswith("ing"):
        return None if sentence.words[phrase[0]] not in words("not_verbs") else phrase
    if phrase is None or sentence.words[phrase[1] - 1] not in words("aims"):
        return None if phrase is not None and _only_done(sentence, phrase) else phrase
    return aimed_at(setting, phrase[1], setting.clause[1]) or phrase


_APART = frozenset({"away", "apart", "ahead", "later", "earlier", "apiece"})


def _compares(sentence: Sentence, at: int) -> bool:
    """Return whether a comparative at token `at` describes no noun: "15 per cent cheaper"."""
    word, after = sentence.words[at], sentence.tags[at + 1 : at + 2]
    return word.endswith("er") and after not in {"W", "X"} and word in words("comparatives")


def _only_done(sentence: Sentence, phrase: Tokens) -> bool:
    """Return whether a phrase is but a participle: "£2m proposed as a loan"."""
    word = sentence.words[phrase[0]]
    return phrase[1] == phrase[0] + 1 and word.endswith("ed")


def _before_preposition(setting: Setting) -> Tokens | None:
    """Reserves at $11 billion; with a budget above £2m; inflation, at 4 %, is."""
    sentence, at, last = setting.sentence, setting.bound_first, setting.amount.last
    if at <= setting.clause[0] or sentence.tags[at - 1] not in "It":
        return None
    if sentence.words[at - 1] == "from" and sentence.tags[at - 2] == "U":
        return subject_phrase(setting, at - 2)
    if at == 1 and sentence.words[0] == "at" and sentence.tags[last : last + 1] == ",":
        return phrase_after(sentence, last + 1, len(sentence.words))
    beside = sentence.words[at - 1] == "at" and sentence.tags[at - 2] == ","
    if beside and not _NO_VERB.issuperset(sentence.tags[setting.clause[0] : at - 2]):
        return None
    phrase = unless_name(setting, _before_place(setting, at - 2 if beside else at - 1))
    if phrase is None or (sentence.words[at - 1] == "with" and sentence.tags[phrase[1] - 1] == "X"):
        return None
    head = sentence.words[phrase[1] - 1]
    moved = sentence.tags[phrase[0] : phrase[1]] == "G" and head != "growth"
    moved = moved or head in words("adjectives_to")
    return None if moved or head in words("aims") or head.endswith("ing") else phrase


_NO_VERB = frozenset("WXZDHJ")


def _before_place(setting: Setting, at: int) -> Tokens | None:
    """Return the phrase before token `at`: over "in the country", with "on groceries"."""
    sentence, start = setting.sentence, setting.clause[0]
    phrase = phrase_before(sentence, at, start)
    if phrase is None:
        return None
    joint = phrase[0] - 1 - (sentence.tags[max(0, phrase[0] - 1)] == "D")
    of_known = sentence.words[joint] == "of" and sentence.tags[joint + 1] == "D"
    if of_known and joint > start:
        return phrase_before(sentence, joint, start) or phrase  # "the cost of the tunnel"
    if joint <= start or sentence.words[joint] not in {"in", "on", "for", "at", "to"}:
        return phrase
    head = phrase_before(sentence, joint, start)
    if head is None:
        return phrase
    longer = extended(sentence, head, at)
    return longer if longer[1] == phrase[1] or sentence.words[joint] in {"in", "at"} else phrase


def _object(setting: Setting) -> Tokens | None:
    """To reduce the fiscal deficit below 4 %; will lift revenue up to 17 %."""
    sentence, at = setting.sentence, setting.bound_first
    led = sentence.tags[max(0, at - 2) : at] == "Jt"  # "bring child marriage down to 10 %"
    at -= 2 * led
    if at == setting.amount.first or at <= setting.clause[0]:
        return None
    phrase = phrase_before(sentence, at, setting.clause[0])
    if phrase is None or phrase[1] != at:
        return None
    verb = phrase[0] - 1 - (sentence.tags[phrase[0] - 1] == "D")
    if verb < setting.clause[0]:
        return None
    if sentence.words[verb] in words("pushing"):
        return phrase
    moves = sentence.tags[verb] in "UG" and (verb == 0 or sentence.tags[verb - 1] in "tA")
    return phrase if moves else None


def _antecedent(setting: Setting) -> Tokens | None:
    """Reserves, which stand at $6 billion; receipts, excluding loans, were put at £2m."""
    sentence, at = setting.sentence, setting.bound_first - 1
    phrase = past_aside(sentence, setting.clause[0])
    told = sentence.words[at] in words("level_verbs") and sentence.words[at].endswith("ing")
    if at > 1 and told and sentence.tags[at - 1] == ",":
        phrase = subject_before(sentence, at - 1, sentence.tags.rfind(",", 0, at - 1) + 1)
    return None if phrase is None else unless_name(setting, phrase)


def _verb_subject(setting: Setting) -> Tokens | None:
    """Exporters earned $3 billion; the contract is worth €1.5 million."""
    sentence = setting.sentence
    if setting.change_rule == "change.of" or sentence.words[setting.amount.noun] == "ones":
        return None  # "analysts had forecast a fall of 2 %": of what, they do not say
    at = setting.amount.first - 1
    if at > setting.clause[0] and sentence.words[at] in words("passing"):
        return subject_phrase(setting, at)
    for at in range(setting.bound_first - 1, max(0, setting.clause[0] - 1), -1):
        past = sentence.tags[at] == "W" and is_past(sentence, at)
        past = past or (
            sentence.words[at] in words("share_verbs") and sentence.tags[at - 1] in "At"
        )
        if past or sentence.tags[at] in "EAU":
            named = subject_phrase(setting, at)
            if named is not None:
                return None if is_group(sentence, named) else named
    return None


LEVEL_RULES: tuple[tuple[str, MeasureRule], ...] = (
    ("measure.labelled", _labelled),
    ("measure.put-at", put_at),
    ("measure.of-which", of_which),
    ("measure.owed", owed),
    ("measure.level-subject", _level_subject),
    ("measure.counted", _counted),
    ("measure.share", _share_of),
    ("measure.amount-of", _amount_of),
    ("measure.in", _in_phrase),
    ("measure.right-behind", _right_behind),
    ("measure.before-preposition", _before_preposition),
    ("measure.object", _object),
    ("measure.spent-on", spent_on),
    ("measure.antecedent", _antecedent),
    ("measure.deed", deed),
    ("measure.verb-subject", _verb_subject),
)
"""Where the measure of a level may stand, the surest place first."""
