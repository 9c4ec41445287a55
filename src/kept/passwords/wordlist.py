"""The words of passphrases: the long list of the Electronic Frontier Foundation."""

from functools import cache
from importlib.resources import files


@cache
def words() -> tuple[str, ...]:
    """Return the 7,776 words in their published order."""
    text = (files("kept.passwords") / "data" / "eff_large_wordlist.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
