"""Sentences and their tokens: a sentence becomes parallel lists and one string of tags.

The tags are those of `kept.lexicon.vocabulary`; one character a token, so that the rules of
every later stage are regular expressions over `Sentence.tags` (a cascade of finite-state
stages, after Hobbs et al., FASTUS, 1997, section 3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kept.extract.numerals import well_grouped
from kept.extract.scan import TOKEN
from kept.lexicon.vocabulary import Entry, currencies, glued_units, vocabulary
from kept.model.text import Quote

MAX_DIGITS = 60
"""A longer run of digits is an identifier: no quantity of the world needs it."""


_MARKS = {
    "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "‒": "-", "/": "/", "⁄": "/", ",": ",",
    "(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")",
    '"': '"', "“": '"', "”": '"', "«": '"', "»": '"',
    ";": ";", ":": ":", "&": "&", "%": "p", "°": "u", "~": "b", "≈": "b", "<": "b", ">": "b",
    "≤": "b", "≥": "b",
}  # fmt: skip
_MARK_BOUNDS = {
    "~": "about",
    "≈": "about",
    "<": "under",
    ">": "over",
    "≤": "at_most",
    "≥": "at_least",
}
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_ORDINAL_WORDS = frozenset(
    ["first", "second", "fourth", "seventh", "eighth", "ninth", "eleventh", "twelfth"]
)
_FISCAL = frozenset({"FY", "FYE"})
_PART = re.compile(r"[QqHh][1-4]$")
_BEGIN_UNITS = frozenset({"sq", "cu"})
_GLUED_TAGS = frozenset("smupPBxcC")


@dataclass(slots=True)
class Sentence:
    """One sentence as parallel lists, one item a token; offsets are the document's.

    tags has exactly one character a token. values hold what the lexicon says of the token:
    a Decimal for number words and scales, codes for currencies, a bound, a direction.
    """

    start: int
    end: int
    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    tags: str = ""

    def slice(self, first: int, last: int) -> Quote:
        """Return the words from token `first` up to, not including, token `last`."""
        start, end = self.starts[first], self.ends[last - 1]
        return Quote(self.text[start - self.start : end - self.start], start, end)

    def quote(self) -> Quote:
        """Return the whole sentence."""
        return Quote(self.text, self.start, self.end)


class _Form(NamedTuple):
    """What the lexicon says of one word as it is written: looked up once, then remembered.

    phrases: longer entries that begin with it, as (further words, entry, by exact case).
    joined: number and unit of a word such as "five-year", which is three tokens.
    """

    lower: str
    tag: str
    value: Any  # not object, which the compiler does not find at run time
    loud: str
    phrases: tuple[tuple[tuple[str, ...], Entry, bool], ...]
    joined: tuple[tuple[str, Entry], ...] = ()


_FORMS: dict[str, _Form] = {}
_MOST_FORMS = 60_000
"""So many forms are remembered: enough for a corpus's common words, and memory stays flat."""


def tokenise(text: str, start: int) -> Sentence:
    """Return the sentence `text`, which begins at `start` in its document, with its tokens."""
    sentence = Sentence(start, start + len(text), text)
    tags: list[str] = []
    starters: list[int] = []
    position: int | None = 0
    while position is not None:
        position = _scan(sentence, tags, starters, position)
    if starters:
        _join_phrases(sentence, tags, starters)
    sentence.tags = "".join(tags)
    return sentence


def _scan(sentence: Sentence, tags: list[str], starters: list[int], position: int) -> int | None:
    """Add the tokens from `position` on; return where to scan again, or None at the end."""
    words, starts, ends, values = sentence.words, sentence.starts, sentence.ends, sentence.values
    text, base, forms = sentence.text, sentence.start, _FORMS
    loud = text.isupper()
    for match in TOKEN.finditer(text, position):
        kind = match.lastgroup
        if kind in {"word", "odd"}:
            word = match[0]
            form = forms.get(word) or _look_up(word)
            if form.phrases:
                starters.append(len(words))
            if form.joined:
                _add_joined(sentence, tags, form, base + match.start())
                continue
            words.append(form.lower)
            starts.append(base + match.start())
            ends.append(base + match.end())
            values.append(form.value)
            tags.append(form.loud if loud else form.tag)
            continue
        again = None
        for piece, at, tag, value in _pieces(match):
            if tag == "again":
                again = at
                break
            words.append(piece.lower())
            starts.append(base + at)
            ends.append(base + at + len(piece))
            values.append(value)
            tags.append(tag)
        if again is not None:
            return again
        if tags[-1] == "W" and words[-1] in _BEGIN_UNITS:
            starters.append(len(words) - 1)
    return None


_Piece = tuple[str, int, str, object]


def _pieces(match: re.Match[str]) -> Iterator[_Piece]:
    """Yield (text, offset, tag, value) of the tokens of one match that is no plain word."""
    kind, whole, at = match.lastgroup, match[0], match.start()
    if kind in {"number", "glued"}:
        yield from _number(whole, match["glued"] or "", at)
    elif kind == "sign":
        codes = currencies()
        yield whole, at, "c", codes.get(whole) or codes.get(whole.upper()) or codes[whole.lower()]
    elif kind == "vulgar":
        yield whole, at, "v", None
    elif kind == "code":
        yield from _code(match["odd"], match["code"], at)
    else:
        yield whole, at, _MARKS.get(whole, "."), _MARK_BOUNDS.get(whole)


def _number(whole: str, glued: str, at: int) -> Iterator[_Piece]:
    digits = whole[: len(whole) - len(glued)]
    if len(digits) > MAX_DIGITS or not well_grouped(digits):
        yield whole, at, "Z", None
        return
    year = len(digits) == 4 and digits.isdigit() and "1900" <= digits <= "2100"  # noqa: PLR2004
    tag = "Y" if year else "n"
    if not glued:
        yield whole, at, tag, None
    elif glued[0] in "x×" and glued[1:2].isdigit():
        yield digits, at, tag, None
        yield glued[0], at + len(digits), "x", None
        yield "", at + len(digits) + 1, "again", None
    elif glued.lower() in _ORDINAL:
        yield whole, at, "O", None
    elif glued == "s" and year:
        yield whole, at, "Z", None  # the 1990s
    elif (entry := glued_units().get(glued) or _single(glued)) and entry.tag in _GLUED_TAGS:
        yield digits, at, tag, None
        yield glued, at + len(digits), entry.tag, entry.value
    elif glued in _BEGIN_UNITS:
        _look_up(glued)
        yield digits, at, tag, None
        yield glued, at + len(digits), "W", None
    else:
        yield whole, at, "Z", None


def _code(word: str, code: str, at: int) -> Iterator[_Piece]:
    """Yield a word with digits glued to it: a currency with its amount, a fiscal year, a code."""
    entry = _single(word)
    if _PART.match(word + code):
        yield word + code, at, "q", None
    elif (unit := _single(word + code)) is not None:
        yield word + code, at, unit.tag, unit.value
    elif entry is not None and entry.tag in "cl":
        yield word, at, entry.tag, entry.value
        yield "", at + len(word), "again", None
    elif word in _FISCAL and code.isdigit():
        yield word + code, at, "y", None
    else:
        yield word + code, at, "Z", None


def _single(word: str) -> Entry | None:
    """Return the entry of one word, its exact case first."""
    known = vocabulary()
    for entries in (known.exact.get(word), known.lower.get(word.lower())):
        if entries:
            rest, entry = entries[-1]
            if not rest:
                return entry
    return None


def _add_joined(sentence: Sentence, tags: list[str], form: _Form, start: int) -> None:
    """Add the number, the hyphen and the unit of one word such as "three-foot"."""
    (number, one), (unit, other) = form.joined
    cut = start + len(number)
    sentence.words += [number, "-", unit]
    sentence.starts += [start, cut, cut + 1]
    sentence.ends += [cut, cut + 1, cut + 1 + len(unit)]
    sentence.values += [one.value, None, other.value]
    tags += [one.tag, "-", other.tag]


def _joined(word: str) -> tuple[tuple[str, Entry], ...]:
    """Return the number and the unit that a hyphen joins, or nothing: "billion-mile"."""
    number, _, unit = word.lower().partition("-")
    if not unit:
        return ()
    first, second = _single(number), _single(unit)
    if unit in _OLD:
        second = Entry("W")
    if first is None or second is None or first.tag not in "wsh":
        return ()
    return ((number, first), (unit, second)) if second.tag in "uTCpW" else ()


_OLD = frozenset({"year-old", "year-olds", "month-old", "week-old", "day-old"})
_SMALL_TAGS = frozenset("rDIAkNEUGJ&tT")


def _look_up(word: str) -> _Form:
    """Return what the lexicon says of a word, and remember it."""
    known, lower = vocabulary(), word.lower()
    entry = _single(word)
    open_tag = "O" if lower in _ORDINAL_WORDS else "W" if word[1:] == lower[1:] else "X"
    if open_tag == "W" and word[0].isupper():
        open_tag = "X"
    loud = entry.tag if entry else open_tag
    # Capitals set IT, US and WHO apart from the small words that they look like.
    acronym = len(word) > 1 and word.isupper() and loud in _SMALL_TAGS
    phrases = [(rest, found, True) for rest, found in known.exact.get(word, ()) if rest]
    phrases += [(rest, found, False) for rest, found in known.lower.get(lower, ()) if rest]
    form = _Form(
        lower,
        open_tag if acronym else loud,
        entry.value if entry and not acronym else None,
        loud,
        tuple(phrases),
        _joined(word) if entry is None and "-" in word and len(word) == len(lower) else (),
    )
    if len(_FORMS) >= _MOST_FORMS:
        _FORMS.clear()
    _FORMS[word] = form
    return form


def _join_phrases(sentence: Sentence, tags: list[str], starters: list[int]) -> None:
    """Make each known phrase one token, the longest at each place, from left to right."""
    found: list[tuple[int, int, Entry]] = []
    free = 0
    for at in starters:
        if at < free:
            continue
        length, entry = _phrase_at(sentence, at)
        if entry is not None:
            found.append((at, at + length, entry))
            free = at + length
    for first, last, entry in reversed(found):
        sentence.words[first:last] = [" ".join(sentence.words[first:last])]
        sentence.starts[first:last] = [sentence.starts[first]]
        sentence.ends[first:last] = [sentence.ends[last - 1]]
        sentence.values[first:last] = [entry.value]
        tags[first:last] = [entry.tag]


def _phrase_at(sentence: Sentence, at: int) -> tuple[int, Entry | None]:
    words, base = sentence.words, sentence.start
    first = sentence.text[sentence.starts[at] - base : sentence.ends[at] - base]
    for rest, entry, exact in _FORMS[first].phrases:
        last = at + 1 + len(rest)
        if last > len(words) or words[at + 1 : last] != [word.lower() for word in rest]:
            continue
        if exact and sentence.text[
            sentence.starts[at + 1] - base : sentence.ends[last - 1] - base
        ] != " ".join(rest):
            continue
        return len(rest) + 1, entry
    return 0, None
