"""Sentences and their tokens: a sentence becomes parallel lists and one string of tags.

The tags are those of `kept.lexicon.vocabulary`; one character a token, so that the rules of
every later stage are regular expressions over `Sentence.tags` (a cascade of finite-state
stages, after Hobbs et al., FASTUS, 1997, section 3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kept.extract.forms import FORMS, MOST_FORMS, Form, look_up, single_entry
from kept.extract.numerals import well_grouped
from kept.extract.scan import STOPPED, TOKEN
from kept.lexicon.vocabulary import Entry, currencies, glued_units
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
_FISCAL = frozenset({"FY", "FYE"})
_PART = re.compile(r"[QqHh][1-4]$")
_BEGIN_UNITS = frozenset({"sq", "cu"})
_GLUED_TAGS = frozenset("smupPBxcC")


@dataclass(slots=True)
class Sentence:
    """One sentence as parallel lists, one item a token; offsets are the document's.

    tags has exactly one character a token. values hold what the lexicon says of the token:
    a Decimal for number words and scales, codes for currencies, a bound, a direction.

    A dataclass, where other values are structs: its fields are read everywhere, and compiled
    code reads those of a dataclass directly.
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


_CLOSED: dict[str, tuple[Form, Form]] = {}
"""Words with the one mark that closes them ("firms,"), each as its two tokens."""


def tokenise(text: str, start: int) -> Sentence:
    """Return the sentence `text`, which begins at `start` in its document, with its tokens.

    What stands between two blanks and is remembered as one token is taken as it is: no token
    but a number grouped by blanks reaches over one, and numbers are never remembered.
    """
    forms: list[Form] = []
    starts: list[int] = []
    ends: list[int] = []
    known, closed, position, unread = FORMS, _CLOSED, 0, -1
    for chunk in text.split(" "):
        at, position = position, position + len(chunk) + 1
        form = known.get(chunk)
        pair = (closed.get(chunk) or _close(chunk)) if form is None else None
        if pair is None and (form is None or form.joined):
            unread = at if chunk and unread < 0 else unread
            continue
        if unread >= 0:
            _scan_all(text, start, forms, starts, ends, unread, at)
            unread = -1
        end = start + position - 1
        starts.append(start + at)
        if form is not None:
            forms.append(form)
        if pair is not None:
            forms += pair
            starts.append(end - 1)
            ends.append(end - 1)
        ends.append(end)
    if unread >= 0:
        _scan_all(text, start, forms, starts, ends, unread, len(text))
    loud = text.isupper()
    sentence = Sentence(
        start,
        start + len(text),
        text,
        [form.lower for form in forms],
        starts,
        ends,
        [form.value for form in forms],
    )
    tags = [form.loud for form in forms] if loud else [form.tag for form in forms]
    special = [at for at, form in enumerate(forms) if form.special]
    if special:
        _leave_shy(forms, tags, special)
        _join_phrases(sentence, forms, tags, special)
    sentence.tags = "".join(tags)
    return sentence


def _leave_shy(forms: list[Form], tags: list[str], special: list[int]) -> None:
    """Take "marks" and "bit" for units only right behind a number."""
    for at in special:
        if forms[at].shy and (at == 0 or tags[at - 1] not in _BEFORE_UNIT):
            tags[at] = forms[at].shy


_BEFORE_UNIT = frozenset("nwYshHvm-/x(")


def _close(chunk: str) -> tuple[Form, Form] | None:
    """Return the two tokens of a known word that one mark closes, and remember them, or None.

    A full stop may belong to the word, so only a word of letters is closed by it.
    """
    if chunk[-1:] not in _CLOSING or STOPPED.fullmatch(chunk):
        return None
    body = chunk[:-1]
    form, mark = FORMS.get(body), FORMS.get(chunk[-1])
    if form is None or mark is None or form.joined or not body[-1].isalpha():
        return None
    if len(_CLOSED) >= MOST_FORMS:
        _CLOSED.clear()
    pair = _CLOSED[chunk] = (form, mark)
    return pair


_CLOSING = frozenset({",", ".", ";", ":"})


def _scan_all(
    text: str,
    base: int,
    forms: list[Form],
    starts: list[int],
    ends: list[int],
    position: int,
    end: int,
) -> None:
    """Add the tokens of text[position:end]."""
    while position >= 0:
        position = _scan(text, base, forms, starts, ends, position, end)


def _scan(
    text: str,
    base: int,
    forms: list[Form],
    starts: list[int],
    ends: list[int],
    position: int,
    end: int,
) -> int:
    """Add the tokens from `position` on; return where to scan again, or -1 at the end."""
    known = FORMS
    for match in TOKEN.finditer(text, position, end):
        form = known.get(match[0])
        first, last = match.span()
        if form is None:
            kind = match.lastgroup
            if kind in _KEPT_KINDS:
                form = look_up(match[0]) if kind != "mark" else _look_up_mark(match[0])
            elif kind == "number" and match["glued"] is None:
                form = Form(match[0], tag := _number_tag(match[0]), None, tag)
            else:
                again = _add_pieces(match, base, forms, starts, ends)
                if again >= 0:
                    return again
                continue
        if form.joined:
            _add_joined(form, base + first, forms, starts, ends)
            continue
        forms.append(form)
        starts.append(base + first)
        ends.append(base + last)
    return -1


_KEPT_KINDS = frozenset({"word", "odd", "mark"})
"""Kinds of match whose meaning does not depend on what stands around them."""


def _add_pieces(
    match: re.Match[str], base: int, forms: list[Form], starts: list[int], ends: list[int]
) -> int:
    """Add the tokens of a match that is no plain word; return where to scan again, or -1."""
    for piece, at, tag, value in _pieces(match):
        if tag == "again":
            return at
        if piece in _BEGIN_UNITS:
            forms.append(look_up(piece))
        else:
            forms.append(Form(piece.lower(), tag, value, tag))
        starts.append(base + at)
        ends.append(base + at + len(piece))
    return -1


def _look_up_mark(mark: str) -> Form:
    """Return what a mark means, and remember it."""
    tag = _MARKS.get(mark, ".")
    form = FORMS[mark] = Form(mark, tag, _MARK_BOUNDS.get(mark), tag)
    return form


_Piece = tuple[str, int, str, object]


def _pieces(match: re.Match[str]) -> Iterator[_Piece]:
    """Yield (text, offset, tag, value) of the tokens of one match that is no plain word."""
    kind, whole, at = match.lastgroup, match[0], match.start()
    if kind in {"number", "glued"}:
        yield from _number(whole, match["glued"], at)
    elif kind == "sign":
        codes = currencies()
        yield whole, at, "c", codes.get(whole) or codes.get(whole.upper()) or codes[whole.lower()]
    elif kind == "vulgar":
        yield whole, at, "v", None
    elif kind == "code":
        yield from _code(match["odd"], match["code"], at)
    else:
        yield whole, at, _MARKS.get(whole, "."), _MARK_BOUNDS.get(whole)


def _number_tag(digits: str) -> str:
    """Return the tag of a number in digits: that of a year, of a number, or of an identifier."""
    if len(digits) > MAX_DIGITS or not well_grouped(digits):
        return "Z"
    year = len(digits) == 4 and digits.isdigit() and "1900" <= digits <= "2100"  # noqa: PLR2004
    return "Y" if year else "n"


def _number(whole: str, glued: str, at: int) -> Iterator[_Piece]:
    digits = whole[: len(whole) - len(glued)]
    tag = _number_tag(digits)
    if tag == "Z":
        yield whole, at, tag, None
    elif glued[0] in "x×" and glued[1:2].isdigit():
        yield digits, at, tag, None
        yield glued[0], at + len(digits), "x", None
        yield "", at + len(digits) + 1, "again", None
    elif glued.lower() in _ORDINAL:
        yield whole, at, "O", None
    elif glued == "s" and tag == "Y":
        yield whole, at, "Z", None  # the 1990s
    elif (entry := glued_units().get(glued) or single_entry(glued)) and entry.tag in _GLUED_TAGS:
        yield digits, at, tag, None
        yield glued, at + len(digits), entry.tag, entry.value
    elif glued in _BEGIN_UNITS:
        look_up(glued)
        yield digits, at, tag, None
        yield glued, at + len(digits), "W", None
    else:
        yield whole, at, "Z", None


def _code(word: str, code: str, at: int) -> Iterator[_Piece]:
    """Yield a word with digits glued to it: a currency with its amount, a fiscal year, a code."""
    entry = single_entry(word)
    if _PART.match(word + code):
        yield word + code, at, "q", None
    elif (unit := single_entry(word + code)) is not None:
        yield word + code, at, unit.tag, unit.value
    elif entry is not None and entry.tag in "cl":
        yield word, at, entry.tag, entry.value
        yield "", at + len(word), "again", None
    elif word in _FISCAL and code.isdigit():
        yield word + code, at, "y", None
    else:
        yield word + code, at, "Z", None


def _add_joined(
    form: Form, start: int, forms: list[Form], starts: list[int], ends: list[int]
) -> None:
    """Add the number, the hyphen and the unit of one word such as "three-foot"."""
    (number, one), (unit, other) = form.joined
    cut = start + len(number)
    forms.append(Form(number, one.tag, one.value, one.tag))
    forms.append(_HYPHEN)
    forms.append(Form(unit, other.tag, other.value, other.tag))
    starts += [start, cut, cut + 1]
    ends += [cut, cut + 1, cut + 1 + len(unit)]


_HYPHEN = Form("-", "-", None, "-")


def _join_phrases(
    sentence: Sentence, forms: list[Form], tags: list[str], starters: list[int]
) -> None:
    """Make each known phrase one token, the longest at each place, from left to right."""
    found: list[tuple[int, int, Entry]] = []
    free = 0
    for at in starters:
        if at < free:
            continue
        length, entry = _phrase_at(sentence, forms[at], at)
        if entry is not None:
            found.append((at, at + length, entry))
            free = at + length
    for first, last, entry in reversed(found):
        sentence.words[first:last] = [" ".join(sentence.words[first:last])]
        sentence.starts[first:last] = [sentence.starts[first]]
        sentence.ends[first:last] = [sentence.ends[last - 1]]
        sentence.values[first:last] = [entry.value]
        tags[first:last] = [entry.tag]


def _phrase_at(sentence: Sentence, form: Form, at: int) -> tuple[int, Entry | None]:
    words, base = sentence.words, sentence.start
    following = words[at + 1] if at + 1 < len(words) else ""
    for rest, written, entry in form.phrases:
        if rest[0] != following:
            continue
        last = at + 1 + len(rest)
        if len(rest) > 1 and words[at + 1 : last] != rest:
            continue
        if (
            written
            and sentence.text[sentence.starts[at + 1] - base : sentence.ends[last - 1] - base]
            != written
        ):
            continue
        return len(rest) + 1, entry
    return 0, None
