"""Lists of passwords made on the spot, the same on every run."""

import numpy as np
import pytest

VISIBLE = "".join(map(chr, range(33, 127)))


def uniform(count: int, length: int, alphabet: str = VISIBLE, seed: int = 7) -> list[str]:
    draws = np.random.default_rng(seed).integers(0, len(alphabet), (count, length))
    return ["".join(alphabet[place] for place in row) for row in draws.tolist()]


def habitual(count: int, seed: int = 7) -> list[str]:
    """Return long passwords of a machine that varies a few habits."""
    random = np.random.default_rng(seed)
    words = ["Ember", "Falcon", "Quartz", "Willow", "Zephyr", "Harbor", "Cobalt", "Meadow"]
    signs = "!#$%&"
    made = []
    for _ in range(count):
        first, second = random.choice(words, 2)
        sign, digits = random.choice(list(signs)), random.integers(10, 100)
        made.append(f"{first}{sign}{second}{digits}{sign}Xq")
    return made


@pytest.fixture(scope="session")
def uniform_12() -> list[str]:
    return uniform(2000, 12)


@pytest.fixture(scope="session")
def habits() -> list[str]:
    return habitual(2000)
