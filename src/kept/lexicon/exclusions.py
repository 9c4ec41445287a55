"""Words by which a number is known to claim nothing: `data/exclusions.toml`."""

from functools import cache

from kept.lexicon.load import table


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one list of `exclusions.toml`, in lower case.

    >>> "avenue" in listed("streets")
    True
    """
    return frozenset(word.lower() for word in table("exclusions.toml")[name])
