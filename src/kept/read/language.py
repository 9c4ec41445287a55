"""A text's language, from its script and its commonest words; None where they do not tell."""

import re
from functools import cache

from kept.lexicon.load import table
from kept.model.text import Issue

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[\u0370-\u1fff\u2c00-\U0010ffff]+")  # and no dashes or quotes
_MOSTLY = 0.5
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """Return each listed word with the languages that list it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table("languages.toml")["words"].items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the text's language, or None.

    >>> language_of("The ministry said that exports rose in the year to June.")
    'en'
    >>> language_of("12 345")
    """
    limits = table("languages.toml")["limits"]
    sample = text[: limits["sample"]]
    words = _WORD.findall(sample)
    if not sample.isascii() and _BEYOND_LATIN.search(sample):
        letters = "".join(words)
        beyond = "".join(_BEYOND_LATIN.findall(letters))
        if len(beyond) >= _MOSTLY * len(letters):
            return _by_script(beyond)
    known = _languages_by_word()
    counts: dict[str, int] = {}
    for word in words:
        for language in known.get(word.lower(), ()):
            counts[language] = counts.get(language, 0) + 1
    if not counts:
        return None
    language = max(counts, key=lambda name: counts[name])
    count = counts.pop(language)
    clear = count not in counts.values()
    enough = count >= limits["fewest_words"] and count >= limits["least_share"] * len(words)
    return language if clear and enough else None


def _by_script(letters: str) -> str | None:
    data = table("languages.toml")
    counts = {
        name: sum(first <= ord(letter) <= last for letter in letters)
        for name, (first, last, _) in data["scripts"].items()
    }
    name = max(counts, key=lambda script: counts[script])
    if counts["kana"]:
        name = "kana"  # Japanese is written with more Chinese characters than its own
    if not counts[name]:
        return None
    if name == "arabic":
        present = set(letters)
        for language, special in data["letters"].items():
            if len(present & set(special)) > 1:
                return str(language)
    return str(data["scripts"][name][2])


def language_tag(declared: str | None) -> str | None:
    """Return the tag that a page declares, in its usual case, or None for what is no tag.

    >>> language_tag("en_gb"), language_tag("english!")
    ('en-GB', None)
    """
    if not declared or not _TAG.fullmatch(declared.strip()):
        return None
    first, *rest = re.split("[-_]", declared.strip())
    region = (part.upper() if len(part) == 2 else part for part in rest)  # noqa: PLR2004
    return "-".join((first.lower(), *region))


def language_issue(language: str | None) -> tuple[Issue, ...]:
    """Return an issue for a text that is not in English, and none where it is or may be."""
    if language is None or language == "en" or language.startswith("en-"):
        return ()
    message = f"the text seems to be in another language ({language}); only English is read"
    return (Issue("language", message),)
