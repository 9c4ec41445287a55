"""Numbers that name, date or bound something, and so claim nothing about the world.

Each exclusion is a name and a test of one amount in its sentence; the conventions are those
of the annotation guide: identifiers, clock times, ages, durations that date, thresholds that
define a group, list numbers and telephone numbers.
"""

import re
from collections.abc import Callable

from kept.extract.ages import is_age, is_age_group
from kept.extract.codes import is_cited, is_dialled, is_goal, is_heading, is_lettered, is_won
from kept.extract.comparisons import compared_with_time
from kept.extract.durations import is_duration
from kept.extract.identifiers import (
    BARE,
    is_address,
    is_coded,
    is_identifier,
    is_said_name,
    is_telephone,
    small,
)
from kept.extract.limits import (
    is_allowed,
    is_attribute,
    is_definition,
    is_majority,
    is_paper,
    is_possessed,
    is_required,
    is_ruled,
    is_scale,
    is_threshold,
)
from kept.extract.nouns import singular_or_same
from kept.extract.pointing import NAMES
from kept.extract.rules import Amount
from kept.extract.rulings import RULINGS, is_asked
from kept.extract.set_phrases import (
    is_doubled,
    is_event,
    is_feat,
    is_furniture,
    is_idiom,
    is_instruction,
    is_number_name,
    is_title,
)
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

Test = Callable[[Sentence, Amount], bool]


def excluded(sentence: Sentence, amount: Amount) -> str:
    """Return the name of the exclusion that covers an amount, or "" if it may be a claim."""
    for name, test in EXCLUSIONS:
        if test(sentence, amount):
            return name
    return ""


def _before(sentence: Sentence, at: int) -> str:
    return sentence.words[at - 1] if at > 0 else ""


_MOST_DAYS = 31
_DAYS = re.compile("[-t&]nM")  # "from 12 to 16 May"
_ROUND = 100
_FIRST_OWNED = 1400
_FIRST_YEAR, _LAST_YEAR = 1000, 2200


def _date(sentence: Sentence, amount: Amount) -> bool:
    """20 December, Sept. 30, between 1600 and 1900, by 2120, its 1988 sales."""
    if amount.low != amount.high or amount.names[-1] not in {"count", "count.bare"}:
        return False
    at, word = amount.first, sentence.words[amount.first]
    if amount.last > at + 1 or not word.isdigit():
        return False
    month = "M" in sentence.tags[max(0, at - 1) : at] + sentence.tags[at + 1 : at + 2]
    behind = sentence.tags[at + 1 : at + 4]
    if (month or _DAYS.match(behind)) and amount.high <= _MOST_DAYS:
        return True
    if len(word) != 4 or not _FIRST_YEAR <= amount.high <= _LAST_YEAR:  # noqa: PLR2004
        return False
    if amount.noun < 0:
        return _before(sentence, at) in listed("year_before") or _dates_here(sentence, at)
    nouns = sentence.words[amount.last : amount.noun + 1]
    if _before(sentence, at) in listed("year_owners") and amount.high % _ROUND != 0:
        return amount.high > _FIRST_OWNED
    return sentence.tags[at] == "Y" and not listed("of_a_year").isdisjoint(nouns)


def _dates_here(sentence: Sentence, at: int) -> bool:
    """Return whether a bare year-like number dates: a pair of years, or "by 2120"."""
    before = _before(sentence, at)
    if before in listed("year_pairs"):
        beside = [*sentence.words[max(0, at - 2) : at], *sentence.words[at + 1 : at + 3]]
        if any(word.isdigit() and len(word) == 4 for word in beside):  # noqa: PLR2004
            return True
    near = sentence.tags[max(0, at - 4) : at]
    likely = sentence.tags[at] == "Y" or _LAST_YEAR > int(sentence.words[at]) > _LIKELY
    return likely and before in listed("maybe_year_before") and not _CHANGE.search(near)


_LIKELY = 1900
_CHANGE = re.compile("[UGJ]")


def _ordinal_like(sentence: Sentence, amount: Amount) -> bool:
    """A lone "one", and "one of the"."""
    plain = _plain(amount)
    if sentence.words[amount.first : amount.last] != ["one"]:
        return False
    return amount.unit in BARE or (amount.noun >= 0 and plain)


def _plain(amount: Amount) -> bool:
    return amount.last == amount.first + 1


_DAY = 2400
_ZONES = "C?[EW]ES?T|CES?T|[ECMP][SD]T|BST|WAT|EAT|SAST|PKT|A[EWC][SD]T|JST|KST|SGT|HKT|MSK"
_CLOCK = re.compile(
    r"(?i:\s*(?:[ap]\.?m\b\.?|o['’]clock|hours\b|hrs\b|gmt|utc|ist\b|noon|local time))"
    rf"|\s(?:{_ZONES})\b"
)


def _clock(sentence: Sentence, amount: Amount) -> bool:
    """10:30, 5 p.m., 1400 hours, 17.30 GMT."""
    end = sentence.ends[amount.last - 1] - sentence.start
    start = sentence.starts[amount.first] - sentence.start
    text = sentence.text
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit():
        return True
    if text[start - 1 : start] == ":" and start > 1 and text[start - 2].isdigit():
        return True
    timely = amount.unit in {"", "hour", "hrs"} and amount.low < _DAY
    return timely and _CLOCK.match(text, end) is not None


def _list_number(sentence: Sentence, amount: Amount) -> bool:
    """1. at the head of a sentence, (2), 3)."""
    if not small(amount):
        return False
    after = sentence.tags[amount.last : amount.last + 1]
    before = sentence.tags[amount.first - 1] if amount.first else ""
    if after == ")":
        opened = sentence.tags.rfind("(", 0, amount.first) > sentence.tags.rfind(
            ")", 0, amount.first
        )
        return (before in {"", "(", ",", ";"} or not opened) and amount.unit == ""
    return amount.first == 0 and after == "." and amount.unit == ""


def _bare(sentence: Sentence, amount: Amount) -> bool:
    """A number that counts nothing named and that no word of level or change governs."""
    if amount.unit or amount.noun >= 0:
        return False
    if any(tag in "sm" for tag in sentence.tags[amount.first : amount.last]):
        return False
    if _before(sentence, amount.first) == "another" and sentence.tags[amount.first] == "n":
        return False
    if sentence.words[amount.last : amount.last + 2] in (["of", "them"], ["of", "which"]):
        return False
    if _is_counted(sentence, amount.first) or _is_part(sentence, amount.last):
        return False
    if compared_with_time(sentence, amount) is not None:
        return False  # "41,200 pupils, 3,000 more than last year"
    before = sentence.tags[max(0, amount.first - 3) : amount.first]
    return not _GOVERNED.search(before) or sentence.tags[amount.first] == "w"


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Return whether what is counted was named before: "put the number at 60", "of these, 14"."""
    before = _before(sentence, at)
    if before in {"topped", "tops"}:
        return True
    if before == "of" and at > 1:
        return sentence.words[at - 2] in listed("counted_bodies")
    if before == "from":
        return _LEVEL_FROM.search(sentence.tags, 0, at) is not None
    if before == "at":
        return not {"put", "puts", "putting"}.isdisjoint(sentence.words[:at])
    pointed = before == "," and at > 2 and sentence.words[at - 3] == "of"  # noqa: PLR2004
    return pointed and sentence.words[at - 2] in {"these", "those", "them"}


_GOVERNED = re.compile("[UEAGt]b?I?b?$|[UGJ]I$")


def _is_part(sentence: Sentence, last: int) -> bool:
    """Return whether a number is so many of what somebody has: "13 of Denmark's 98 towns"."""
    words = sentence.words[last : last + 2]
    owned = words[:1] == ["of"] and words[-1].endswith(("'s", "’s", "s'", "s’"))
    return owned and sentence.tags[last + 2 : last + 3] in {"n", "w"}


_LEVEL_FROM = re.compile("[UF]tb?ns?,?I$")
"""A level that was reached, right before where it came from: "jumped to 8,700 from 1,200"."""


def _score(sentence: Sentence, amount: Amount) -> bool:
    """Won 3-1, a 2-2 draw, 50:50, and odds such as 7/10."""
    after = sentence.tags[amount.last : amount.last + 2]
    before = sentence.tags[max(0, amount.first - 2) : amount.first]
    if amount.names[-1].startswith("count") and _is_formula(sentence, amount):
        return True
    if amount.unit or amount.currencies:
        return _is_margin(sentence, amount)
    if after == "In" and sentence.words[amount.last] == "for":
        return amount.high < _MOST_RUNS
    joined = after[:1] in {"-", "/", ":"} and after[1:] in {"n", "Y"}
    return joined or before in {"n-", "n/", "Y-", "Y/"}


def _is_formula(sentence: Sentence, amount: Amount) -> bool:
    """Return whether digits are glued to others: the 4x4, 2+2 talks."""
    start = sentence.starts[amount.first] - sentence.start
    end = sentence.ends[amount.first] - sentence.start
    return bool(_GLUED_ON.match(sentence.text, end) or _GLUED_ON.match(sentence.text, start - 2))


_GLUED_ON = re.compile(r"\d?[x+]\d")


def _is_margin(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a count is by how much a game was won: "by three wickets", "in five sets"."""
    if amount.unit in listed("innings"):
        return True
    if amount.unit in listed("rounds") and _before(sentence, amount.first) == "after":
        return True
    if amount.unit in {"percentage_points", "point"}:
        ranked = not listed("standings").isdisjoint(sentence.words[: amount.first])
        return ranked and _before(sentence, amount.first) in {"with", "on"}
    if _before(sentence, amount.first) == "with" and amount.unit in listed("game_left"):
        last = max(amount.last, amount.noun + 1)
        return sentence.words[last : last + 1] in (["left"], ["remaining"], ["to"])
    if amount.unit not in listed("margins") or _before(sentence, amount.first) not in {"by", "in"}:
        return False
    near = sentence.words[max(0, amount.first - 5) : amount.first]
    return not listed("outcomes").isdisjoint(near)


def _is_tally(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a count is what somebody scored in games: "has scored 22 goals"."""
    before = sentence.words[amount.first - 1 : amount.first]
    if amount.unit == "ball" and before in (["from"], ["off"]):
        return "run" in map(singular_or_same, sentence.words[: amount.first])
    if amount.unit in listed("innings_runs") and before in (["need"], ["needs"], ["needed"]):
        return True
    tallied = amount.unit in listed("scored")
    return tallied and not listed("scoring").isdisjoint(sentence.words[: amount.first])


_MOST_RUNS = 1000
"""No innings of cricket has more: "210 for 4"."""


def _lone_twice(sentence: Sentence, amount: Amount) -> bool:
    """Scored twice: how often something was done, with nothing that it is compared with."""
    if sentence.tags[amount.first] != "F" or amount.last != amount.first + 1:
        return False
    if sentence.words[amount.first] not in {"twice", "thrice"}:
        return False
    behind = sentence.words[amount.last : amount.last + 2]
    if behind[:1] == ["as"]:
        return len(behind) > 1 and sentence.tags[amount.last + 1] in "XrD"
    return sentence.tags[amount.last : amount.last + 1] in {"", ".", ",", "&", "k", "I", ";", "t"}


def _vague(sentence: Sentence, amount: Amount) -> bool:
    """Several hundred students: how many hundreds is left open."""
    return sentence.tags[amount.first] in "hs" and _before(sentence, amount.first) in _MANY


_MANY = frozenset({"several", "many", "few", "some", "couple"})


EXCLUSIONS: tuple[tuple[str, Test], ...] = (
    ("telephone", is_telephone),
    ("clock", _clock),
    ("age group", is_age_group),
    ("age", is_age),
    ("duration", is_duration),
    ("threshold", is_threshold),
    ("threshold", is_ruled),
    ("threshold", is_majority),
    ("threshold", is_allowed),
    ("requirement", is_required),
    ("scale", is_scale),
    *RULINGS,
    ("definition", is_definition),
    ("list number", _list_number),
    ("lone one", _ordinal_like),
    ("date", _date),
    ("address", is_address),
    ("identifier", is_identifier),
    ("code", is_coded),
    ("code", is_goal),
    ("code", is_cited),
    ("code", is_won),
    ("code", is_dialled),
    ("code", is_lettered),
    ("heading", is_heading),
    ("identifier", is_said_name),
    ("attribute", is_attribute),
    ("attribute", is_paper),
    ("event", is_event),
    ("event", is_feat),
    ("instruction", is_instruction),
    ("idiom", is_idiom),
    ("idiom", is_doubled),
    ("furniture", is_furniture),
    ("name", is_number_name),
    ("score", _score),
    ("tally", _is_tally),
    ("bare", _bare),
    ("pointing back", is_possessed),
    *NAMES,
    ("instruction", is_asked),
    ("title", is_title),
    ("lone twice", _lone_twice),
    ("vague", _vague),
)
"""All reasons why a number is no claim, in the order they are asked."""
