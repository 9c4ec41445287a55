"""Sentences and their tokens: a sentence becomes parallel lists and one string of tags.

The tags are those of `kept.lexicon.vocabulary`; one character a token, so that the rules of
every later stage are regular expressions over `Sentence.tags` (a cascade of finite-state
stages, after Hobbs et al., FASTUS, 1997, section 3).
"""

import re
from dataclasses import dataclass, field

from kept.lexicon.load import rows
from kept.lexicon.vocabulary import Entry, Vocabulary, currencies, vocabulary
from kept.model.text import Quote

MAX_DIGITS = 60
"""A longer run of digits is an identifier: no quantity of the world needs it."""


def _signs() -> str:
    signs = [form for form in currencies() if not form[-1].isalnum() and form[-1] != "."]
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


_ABBREVIATIONS = (
    "Rs|Tk|Sh|KSh|Rp|pct|approx|No|Dr|Mr|Mrs|Ms|Prof|St|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
)
_BLANK = "\u00a0\u2007\u2009\u202f"
_TOKEN = re.compile(
    rf"""
      (?P<sign>(?<![^\W\d_])(?:{_signs()})|[€£¥₹₨₦₱₩₫₺₴₽₵₸₾₪৳﷼$])
    | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
    | (?P<number>
        (?: \d{{1,3}}(?:,\d{{2,3}})+(?!\d)(?:\.\d+)?     # 1,234.5 and 1,50,000
          | \d{{1,3}}(?:\.\d{{3}})+,\d+                  # 1.234,5
          | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.\d])        # 1.234.567
          | \d{{1,3}}(?:[{_BLANK} ]\d{{3}})+(?![\d,.]\d|\d)(?:[.,]\d+)?  # 1 234 567
          | \d{{1,3}}(?:['’]\d{{3}})+(?:\.\d+)?          # 1'234'567
          | \d+(?:[.,]\d+)?
          | (?<![\w.])\.\d+
        )
        (?P<glued>(?![½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])[^\W\d_]\w*)?
      )
    | (?P<word>(?:[^\W\d_]\.){{2,}}|(?:{_ABBREVIATIONS})\.|[^\W\d_]+(?:[-‑'’][^\W\d_]+)*)
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE,
)
_MARKS = {
    "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "‒": "-", "/": "/", "⁄": "/", ",": ",",
    "(": "(", ")": ")", "[": "(", "]": ")", '"': '"', "“": '"', "”": '"', "«": '"', "»": '"',
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
_MONTHS = frozenset(
    row["word"].title() for row in rows("periods.csv", "word", "kind") if row["kind"] == "month"
)
_FISCAL = frozenset({"FY", "FYE"})
_PART = re.compile(r"[QqHh][1-4]$")
_REST = re.compile(r"\w*")
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


class _Tape:
    """Tokens as they are read, before phrases are joined."""

    __slots__ = ("ends", "starts", "tags", "values", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tags: list[str] = []
        self.values: list[object] = []

    def add(self, word: str, start: int, tag: str, value: object = None) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(start + len(word))
        self.tags.append(tag)
        self.values.append(value)


def tokenise(text: str, start: int) -> Sentence:
    """Return the sentence `text`, which begins at `start` in its document, with its tokens."""
    tape = _Tape()
    position = 0
    search = _TOKEN.search
    while (match := search(text, position)) is not None:
        position = match.end()
        kind = match.lastgroup
        at = start + match.start()
        if kind == "word":
            position = _read_word(tape, match, at)
        elif kind in {"number", "glued"}:
            _read_number(tape, match, at)
        elif kind == "sign":
            tape.add(match.group(), at, "c", currencies()[match.group()])
        elif kind == "vulgar":
            tape.add(match.group(), at, "v")
        else:
            mark = match.group()
            tape.add(mark, at, _MARKS.get(mark, "."), _MARK_BOUNDS.get(mark))
    return _join_phrases(tape, text, start, vocabulary())


def _read_number(tape: _Tape, match: re.Match[str], at: int) -> None:
    whole, glued = match.group("number"), match.group("glued")
    digits = whole[: len(whole) - len(glued)] if glued else whole
    if len(digits) > MAX_DIGITS:
        tape.add(whole, at, "Z")
        return
    tag = "Y" if len(digits) == 4 and digits.isdigit() and "1900" <= digits <= "2100" else "n"  # noqa: PLR2004
    if not glued:
        tape.add(whole, at, tag)
    elif glued.lower() in _ORDINAL:
        tape.add(whole, at, "O")
    elif (entry := _single(glued)) is not None and entry.tag in _GLUED_TAGS:
        tape.add(digits, at, tag)
        tape.add(glued, at + len(digits), entry.tag, entry.value)
    else:
        tape.add(whole, at, "Z")


def _read_word(tape: _Tape, match: re.Match[str], at: int) -> int:
    """Add a word, or a word with digits glued to it; return where reading goes on."""
    word, end, text = match.group(), match.end(), match.string
    if "-" in word and word.title() not in _MONTHS and word[:3].title() in _MONTHS:
        return _read_month_range(tape, match, at)
    if end >= len(text) or not text[end].isdigit():
        tape.add(word, at, "")
        return end
    entry = _single(word)
    if entry is not None and entry.tag in "cl":
        tape.add(word, at, "c", entry.value)
        return end
    rest = _REST.match(text, end)
    whole = word + (rest.group() if rest else "")
    if word in _FISCAL and whole[len(word) :].isdigit():
        tag = "y"
    else:
        tag = "q" if _PART.match(whole) else "Z"
    tape.add(whole, at, tag)
    return end + len(whole) - len(word)


def _read_month_range(tape: _Tape, match: re.Match[str], at: int) -> int:
    """Add "July-March" as three tokens, and any other word as one."""
    first, _, last = match.group().partition("-")
    if first in _MONTHS and last in _MONTHS:
        tape.add(first, at, "")
        tape.add("-", at + len(first), "-")
        tape.add(last, at + len(first) + 1, "")
    else:
        tape.add(match.group(), at, "")
    return match.end()


def _single(word: str) -> Entry | None:
    """Return the entry of one word, its exact case first."""
    known = vocabulary()
    for entries in (known.exact.get(word), known.lower.get(word.lower())):
        if entries:
            rest, entry = entries[-1]
            if not rest:
                return entry
    return None


def _join_phrases(tape: _Tape, text: str, start: int, known: Vocabulary) -> Sentence:
    """Return the sentence with known words tagged and known phrases made one token."""
    sentence = Sentence(start, start + len(text), text)
    tags: list[str] = []
    lowered = [word.lower() for word in tape.words]
    position, count = 0, len(lowered)
    quiet = not text.isupper()
    while position < count:
        tag, length, value = tape.tags[position], 1, tape.values[position]
        word = tape.words[position]
        found = _longest(known, tape.words, lowered, position)
        if found is not None and found[1] == 1 and quiet and _is_acronym(word, found[0]):
            found = None
        if found is not None and (not tag or found[1] > 1):
            entry, length = found
            tag, value = entry.tag, entry.value
        elif not tag:
            tag = _open_class(word, lowered[position])
        sentence.words.append(
            lowered[position] if length == 1 else " ".join(lowered[position : position + length])
        )
        sentence.starts.append(tape.starts[position])
        sentence.ends.append(tape.ends[position + length - 1])
        sentence.values.append(value)
        tags.append(tag)
        position += length
    sentence.tags = "".join(tags)
    return sentence


def _longest(
    known: Vocabulary, words: list[str], lowered: list[str], at: int
) -> tuple[Entry, int] | None:
    for entries, forms in (
        (known.exact.get(words[at]), words),
        (known.lower.get(lowered[at]), lowered),
    ):
        if entries is None:
            continue
        for rest, entry in entries:
            length = 1 + len(rest)
            if not rest or tuple(forms[at + 1 : at + length]) == rest:
                return entry, length
    return None


_SMALL_TAGS = frozenset("rDIAkNEUGJ&tT")


def _is_acronym(word: str, entry: Entry) -> bool:
    """Return whether capitals set a word apart from the small word it looks like (IT, US, WHO)."""
    return len(word) > 1 and word.isupper() and entry.tag in _SMALL_TAGS


def _open_class(word: str, lowered: str) -> str:
    if lowered in _ORDINAL_WORDS:
        return "O"
    return "X" if word[0].isupper() else "W"
