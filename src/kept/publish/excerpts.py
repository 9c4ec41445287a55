"""Excerpts: sentences with their quantities marked, so that a reader sees what was said where."""

from dataclasses import dataclass
from itertools import groupby

from kept.model.claims import Claim
from kept.publish.safe import one_line

LONGEST = 600
"""Characters of a quoted sentence that are shown: a sentence may be a megabyte long."""
_CUT = "…"
_WINDOW = 4
"""How many times the limit is looked at, so that runs of blanks do not use it up."""
_QUOTATION_MARKS = frozenset('“”„«»"')


@dataclass(frozen=True)
class Piece:
    """Some words of an excerpt. claim_id: the claim whose quantity they are, or None."""

    words: str
    claim_id: str | None = None


@dataclass(frozen=True)
class Excerpt:
    """A sentence in pieces, with single blanks, and the claims that it holds in text order.

    quoted: whether the words bring quotation marks of their own.
    """

    claim_ids: tuple[str, ...]
    pieces: tuple[Piece, ...]
    quoted: bool


def excerpts(claims: tuple[Claim, ...], limit: int = LONGEST) -> tuple[Excerpt, ...]:
    """Return one excerpt for each sentence of the claims, with all their quantities marked.

    claims: in the order of the text. Words far from the quantities are left out beyond
    about `limit` characters, at a blank.
    """
    by_sentence = groupby(claims, key=lambda claim: (claim.quote.start, claim.quote.end))
    return tuple(_excerpt(tuple(group), limit) for _, group in by_sentence)


def excerpt(claim: Claim, limit: int = LONGEST) -> Excerpt:
    """Return the excerpt of a single claim."""
    return _excerpt((claim,), limit)


def _excerpt(claims: tuple[Claim, ...], limit: int) -> Excerpt:
    window = limit * _WINDOW
    plain, marks = _split(claims, window)
    room = limit - sum(len(mark.words) for mark in marks)
    plain = _shortened(plain, max(room, 0))
    pieces = [Piece(plain[0])]
    for mark, words in zip(marks, plain[1:], strict=True):
        pieces += [mark, Piece(words)]
    shown = tuple(piece for piece in pieces if piece.words)
    quoted = any(not _QUOTATION_MARKS.isdisjoint(piece.words) for piece in shown)
    return Excerpt(tuple(claim.id for claim in claims), shown, quoted)


def _split(claims: tuple[Claim, ...], window: int) -> tuple[list[str], list[Piece]]:
    """Return the words around the quantities, one more than there are quantities, and these."""
    quote = claims[0].quote
    plain: list[str] = []
    marks: list[Piece] = []
    at = 0
    for claim in claims:
        start, end = claim.quantity.start - quote.start, claim.quantity.end - quote.start
        if at <= start and end <= len(quote.exact):
            plain.append(_ends(quote.exact, at, start, window))
            marks.append(Piece(one_line(claim.quantity.exact[:window]), claim.id))
            at = end
    plain.append(_ends(quote.exact, at, len(quote.exact), window))
    return [plain[0].lstrip(), *plain[1:-1], plain[-1].rstrip()] if marks else plain, marks


def _ends(text: str, start: int, end: int, window: int) -> str:
    """Return text[start:end] with single blanks, without its middle where it is very long."""
    if end - start > 2 * window:
        return f"{_spaced(text[start : start + window])}{_CUT}{_spaced(text[end - window : end])}"
    return _spaced(text[start:end])


def _spaced(text: str) -> str:
    """Return the text with single blanks, keeping one at either end where there was any."""
    core = one_line(text)
    if not core:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"


def _shortened(plain: list[str], room: int) -> list[str]:
    share = _share([len(words) for words in plain], room)
    first, *middle, last = plain if len(plain) > 1 else ["", *plain]
    shortened = [_end_of(first, share), *(_middle_of(words, share) for words in middle)]
    return [*shortened, _start_of(last, share)] if len(plain) > 1 else [_start_of(last, share)]


def _share(lengths: list[int], room: int) -> int:
    """Return the most characters a piece may keep, so that all together fit into `room`."""
    for position, length in enumerate(sorted(lengths)):
        share = room // (len(lengths) - position)
        if length > share:
            return share
        room -= length
    return max(lengths)


def _end_of(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    blank = text.find(" ", len(text) - limit)
    return f"{_CUT}{text[blank:]}" if blank >= 0 else _CUT


def _start_of(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    blank = text.rfind(" ", 0, limit)
    return f"{text[: blank + 1]}{_CUT}" if blank >= 0 else _CUT


def _middle_of(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return f"{_start_of(text, limit // 2)}{_end_of(text, limit // 2).removeprefix(_CUT)}"
