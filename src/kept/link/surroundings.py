"""What stands around a measure in its sentence, and makes it another thing.

"IT exports to China", "textile and IT exports", "inflation in rural areas": the measure's own
words look right and only the neighbours tell.
"""

import re
from functools import lru_cache

from kept.lexicon.places import country_of, mentions
from kept.link.wording import Word, effect_of, group, words_of

_WORD = re.compile(r"[\w&.'’/-]*\w|[$€£₹¥]")
_BEFORE = re.compile(r"([\w&.'’/-]*\w)[ -]$")
_LISTED = re.compile(r"([\w'’-]*\w) (?:and|or|&) $")
_CARRIES_ON = frozenset({"neutral", "time"})
_CURRENCY_SIGNS = frozenset("$€£₹¥")
_POSSESSIVE = ("'s", "’s")
_PERIOD = re.compile(r"(?:FY|CY|Q[1-4]|H[12]|[1-4]Q|[12]H)[\d/–-]*", re.IGNORECASE)
"""A part of a year or a financial year, as it is written short."""
_REACH = 90


def neighbour(measure: str, sentence: str, area: str | None) -> str:
    """Return why the words around the measure make it another thing, or "" if they do not.

    area: the country that the claim is about; another country beside the measure is a partner.
    """
    start = sentence.lower().find(measure.lower()) if measure else -1
    if start < 0:
        return ""
    return _ahead(sentence[:start], area) or behind(sentence[start + len(measure) :], area)


@lru_cache(maxsize=4096)
def without_country(text: str, area: str | None) -> tuple[str, str]:
    """Return a measure without the country it is about, and why it is another thing, or "".

    A country that is not `area`, a second one, or one behind "to", "from" or "with" is a
    partner, and a measure between two countries is no national total.
    """
    home = area
    for mention in reversed(mentions(text)):
        ahead = text[: mention.start].rstrip().rpartition(" ")[2].lower()
        directed = ahead in group("direction")
        if (home and mention.iso3 != home) or (directed and home is None):
            return text, f'with or in another country: "{text[mention.start : mention.end]}"'
        home = mention.iso3
        cut = text.lower().rfind(ahead, 0, mention.start) if directed else mention.start
        text = text[:cut] + text[mention.end :]
    return text, ""


def _ahead(before: str, area: str | None) -> str:
    """Return why the words before a measure change it: "additional IT exports"."""
    match = _BEFORE.search(before, start_of_words(before, 1))
    listed = _LISTED.search(before, start_of_words(before, 2))
    for found in (match, listed):
        if found is None:
            continue
        word = found[1]
        country = country_of(word)
        if country and area and country != area:
            return f'of another country: "{word}"'
        effect = _effect(word)
        if effect and effect.effect in {"blocks", "adds"}:
            return f'"{word}": {effect.reason}'
    return ""


def start_of_words(text: str, count: int) -> int:
    """Return where the last words of a text begin: what is sought at its end is sought there."""
    at = len(text.rstrip())
    for _ in range(count):
        at = text.rfind(" ", 0, max(0, at))
    return at + 1


def behind(after: str, area: str | None) -> str:
    """Return why the words behind a measure change it: "inflation in rural areas".

    >>> behind(" among young men rose", None)
    'narrowed to "young"'
    >>> behind(" in the country rose", None)
    ''
    """
    first = _WORD.search(after, 0, _REACH) if after.startswith(" ") else None
    preposition = first[0].lower() if first is not None else ""
    if preposition not in group("narrowing") | group("towards"):
        return ""
    words = [match[0] for match in _WORD.finditer(after[:_REACH])]
    if preposition in group("narrowing"):
        return _narrowed(after, words[1:], area)
    if preposition in group("towards"):
        return _directed(after, words[1:], area)
    return ""


def _narrowed(after: str, words: list[str], area: str | None) -> str:
    """Return the first word behind "in", "of" or "among" that narrows the measure, or ""."""
    for word in words:
        if _begins_figure(word):
            return ""
        country = _country_at(after, word)
        if country and area not in {None, country}:
            return f'in another country: "{word}"'
        effect = _effect(word)
        if not country and (effect is None or effect.effect not in _CARRIES_ON):
            return f'narrowed to "{word}"'
        if not (_is_determiner(word) or word.endswith(_POSSESSIVE)):
            return ""
    return ""


def _directed(after: str, words: list[str], area: str | None) -> str:
    """Return the partner or firm behind "to", "with" or "by", or ""."""
    for word in words:
        if _begins_figure(word):
            return ""
        country = _country_at(after, word)
        if country:
            return "" if country == area else f'with another country: "{word}"'
        effect = _effect(word)
        if word[0].isupper() and (effect is None or effect.effect == "blocks"):
            return f'narrowed to "{word}"'
        if not _is_determiner(word):
            return ""
    return ""


def _begins_figure(word: str) -> bool:
    """Return whether a year, an amount or a financial year begins here: it narrows nothing."""
    if _PERIOD.fullmatch(word):
        return True
    return word[0].isdigit() or word in _CURRENCY_SIGNS or word.lower() in group("figure")


def _country_at(after: str, word: str) -> str | None:
    at = after.find(word)
    found = mentions(after[at : at + 60])
    return found[0].iso3 if found and found[0].start == 0 else None


def _is_determiner(word: str) -> bool:
    return word.lower() in group("determiner")


def _effect(word: str) -> Word | None:
    words = words_of(word)
    return effect_of(words[-1]) if words else None
