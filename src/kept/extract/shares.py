"""Shares written as fractions: a third of, two thirds, one in five, 3/4 of. Read as percent."""

import re
from decimal import Decimal

from kept.extract.amounts import read_run
from kept.extract.numerals import read_digits
from kept.extract.rules import Amount, Rule, rule
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_Nothing: tuple[Amount, ...] = ()


@rule("share.of", "D?(?P<a>w?-?H|v|n/n)(?=I)", needs="Hv/")
def share_of(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "a third of", "half of", "¾ of" as percent."""
    end = match.end()
    before = sentence.words[match.start() - 1 : match.start()]
    if words("places").intersection(before):
        return _Nothing
    behind = sentence.tags[end + 1 : end + 2]
    if sentence.words[end] != "of" or behind in {"Y", "y"}:
        return _Nothing
    if behind == "D" and _period_next(sentence, end):
        return _Nothing
    first, last = match.span("a")
    share = fraction_of(sentence, first, last)
    if share is None:
        return _Nothing
    value = share * _HUNDRED
    return (Amount(match.start(), end, value, value, "percent", value, ("share.of",)),)


@rule("share.whole", "(?P<a>H)(?=D[WXGJZ])", "H", needs="H")
def share_whole(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "half the villages" as percent."""
    at = match.start()
    if sentence.words[at] != "half" or sentence.words[at + 1] in {"a", "an", "this", "that"}:
        return _Nothing
    value = _HUNDRED / 2
    return (Amount(at, at + 1, value, value, "percent", value, ("share.whole",)),)


@rule("share.attributive", "(?P<a>w-H|v)(?=[WX])", "wv", needs="Hv")
def share_attributive(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "a one-third stake" as percent."""
    share = fraction_of(sentence, *match.span("a"))
    if share is None or (
        match.end() - match.start() == 1 and len(sentence.words[match.start()]) == 1
    ):
        return _Nothing
    value = share * _HUNDRED
    name = "share.attributive"
    return (Amount(match.start(), match.end(), value, value, "percent", value, (name,)),)


@rule("share.by", "D?(?P<a>w?-?H|v)(?=TIT|[^-TWXDGms]|$)", needs="Hv")
def share_by(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "shrank by a fifth", "up by more than half", "down a quarter" as percent."""
    if sentence.words[match.end() : match.end() + 1] in (["of"], ["to"], ["past"]):
        return _Nothing
    share = fraction_of(sentence, *match.span("a")) if _moved(sentence, match.start()) else None
    if share is None:
        return _Nothing
    value = share * _HUNDRED
    return (Amount(match.start(), match.end(), value, value, "percent", value, ("share.by",)),)


def _moved(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of change or "by" stands before token `at`, a bound left out."""
    before = sentence.words[at - 1] if at else ""
    if before in {"by", "almost", "nearly"}:
        return True
    at -= bool(at) and sentence.tags[at - 1] == "b"
    return at > 0 and (sentence.words[at - 1] == "by" or sentence.tags[at - 1] in "UJ")


@rule("share.in", "(?P<a>[wn])(?:II?|WI|ID)(?P<b>[wnh]s?)", needs="IW")
def share_in(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "one in five", "3 out of 10" as percent."""
    joint = " ".join(sentence.words[match.end("a") : match.start("b")])
    top, bottom = (read_run(sentence, *match.span(name)) for name in ("a", "b"))
    if joint not in {"in", "out of", "in every", "in each"} or top is None or bottom is None:
        return _Nothing
    follows = sentence.tags[match.end() : match.end() + 1]
    if top.value >= bottom.value or (joint == "in" and follows in "TMpcCsu" and follows):
        return _Nothing
    value = top.value / bottom.value * _HUNDRED
    return (Amount(match.start(), match.end(), value, value, "percent", _ONE, ("share.in",)),)


@rule("share.noun", "(?P<a>w)[WXEu]{1,2}I(?P<b>[wn]h?)(?![WXuTMYpcCshm])", "w", needs="I")
def share_noun(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "one train in four", "two women in five" as percent."""
    top, bottom = (read_run(sentence, *match.span(name)) for name in ("a", "b"))
    joint = sentence.words[match.start("b") - 1]
    if joint != "in" or top is None or bottom is None or not top.value < bottom.value:
        return _Nothing
    done = sentence.words[match.start("b") - 2].endswith(("ed", "ing"))
    if top.value >= _FEW or done:
        return _Nothing
    value = top.value / bottom.value * _HUNDRED
    return (Amount(match.start(), match.end(), value, value, "percent", _ONE, ("share.noun",)),)


_FEW = 10


def fraction_of(sentence: Sentence, first: int, last: int) -> Decimal | None:
    """Return the value of "third", "two thirds", "3/4" or "¾"; None for any other tokens."""
    tags = sentence.tags[first:last]
    if tags in {"v", "n/n"}:
        return _writtenfraction_of(sentence, first, tags)
    part = sentence.values[last - 1]
    if not isinstance(part, Decimal):
        return None
    times = sentence.values[first] if tags[0] == "w" else _ONE
    return times * part if isinstance(times, Decimal) else None


def _writtenfraction_of(sentence: Sentence, first: int, tags: str) -> Decimal | None:
    """Return the value of "¾", "two-thirds" or "3/4"; None for a slash that is no fraction."""
    if tags == "v":
        number = read_run(sentence, first, first + 1)
        return number.value if number else None
    top, bottom = (read_digits(sentence.words[at]).value for at in (first, first + 2))
    return top / bottom if 0 < top < bottom else None


def _period_next(sentence: Sentence, at: int) -> bool:
    """Return whether "of the year" or the like follows: then "half" is a time."""
    return any(tag in "TYyM" for tag in sentence.tags[at + 1 : at + 4])


WIDE_SHARE_RULES: tuple[Rule, ...] = (share_attributive,)
SHARE_RULES: tuple[Rule, ...] = (share_of, share_whole, share_by, share_in, share_noun)
