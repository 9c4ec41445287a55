"""The words of `wording.toml`, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def wording(group: str) -> dict[str, str]:
    """Return one group of words, such as `languages`.

    >>> wording("languages")["en"]
    'English'
    """
    text = (files("kept.publish") / "wording.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)[group]
    return words
