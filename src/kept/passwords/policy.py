"""The password policy of Kept's own accounts, after NIST SP 800-63B-4 (2025), section 3.1.1.

Fifteen characters where the password is the only factor; every character of Unicode, and at
least 64 of them; no rules on kinds of character, no forced changes; a blocklist. Beyond the
standard: 10^12 guesses by the best of all attacks. A refusal says what to do, never which
list or attack the password fell to, so it teaches an attacker nothing.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from kept.passwords.tables import general_attacker

SHORTEST = 15
LONGEST = 256
LEAST_GUESSES_BITS = log2(1e12)
CONTEXT_LETTERS = 4

TOO_SHORT = f"Use at least {SHORTEST} characters. Four or more unrelated words do well."
TOO_LONG = f"Use at most {LONGEST} characters."
UNASSIGNED = "Leave out control characters and characters that Unicode does not define."
ABOUT_YOU = "Leave out your name, your address and the name of this service."
TOO_COMMON = "Choose something harder to guess: a password manager's suggestion, or random words."


POLICY = (
    f"At least {SHORTEST} characters, where the password is the only factor.",
    f"Up to {LONGEST} characters, of all that Unicode defines, spaces included; nothing is cut.",
    "Normalised to Unicode NFKC before it is weighed and stored.",
    "No rules on kinds of character, no forced changes, no hints, no secret questions.",
    "Not on a list of common or leaked passwords, and not built on your name or the service's.",
    "10^12 guesses or more by the best of all attacks that Kept knows.",
    "Stored as Argon2id: 19 MiB of memory, two passes, one lane, or better.",
    "A refusal says what to do, never which list or attack the password fell to.",
)
"""The policy in words, after NIST SP 800-63B-4, section 3.1.1."""


@dataclass(frozen=True)
class HashSetting:
    """Argon2id settings, no weaker than 19 MiB, two passes, one lane."""

    memory_kib: int
    passes: int
    lanes: int


ARGON2ID = HashSetting(memory_kib=19 * 1024, passes=2, lanes=1)


@dataclass(frozen=True)
class Ruling:
    """Whether a password is accepted, and if not what to do. It never holds the password."""

    accepted: bool
    advice: tuple[str, ...] = ()


def normalise(password: str) -> str:
    r"""Return the password in the form that is to be hashed: Unicode NFKC, no more and no less.

    Spaces are kept, and nothing is cut off.

    >>> normalise("cafe\u0301") == "caf\u00e9"
    True
    """
    return unicodedata.normalize("NFKC", password)


def rule_on(password: str, context: Sequence[str] = ()) -> Ruling:
    """Return the ruling on a new password. context: user name, address, name of the service."""
    normal = normalise(password)
    if len(normal) < SHORTEST:
        return Ruling(accepted=False, advice=(TOO_SHORT,))
    if len(normal) > LONGEST:
        return Ruling(accepted=False, advice=(TOO_LONG,))
    advice = tuple(_objections(normal, context))
    return Ruling(accepted=not advice, advice=advice)


def _objections(password: str, context: Sequence[str]) -> list[str]:
    found = []
    if any(unicodedata.category(character) in {"Cc", "Cn", "Cs"} for character in password):
        found.append(UNASSIGNED)
    bare, names = _without(password, context)
    if names and len(bare) < SHORTEST:
        found.append(ABOUT_YOU)
    attacker = general_attacker()
    tried = [password, password.casefold(), *([bare] if bare else [])]
    if attacker.estimate(tried).least.min() < LEAST_GUESSES_BITS:
        found.append(TOO_COMMON)
    return found


def _without(password: str, context: Sequence[str]) -> tuple[str, bool]:
    """Return the password without the names in `context`, and whether there were any."""
    bare = password.casefold()
    for name in context:
        for part in (name, *name.replace("@", ".").split(".")):
            wanted = normalise(part).casefold()
            if len(wanted) >= CONTEXT_LETTERS:
                bare = bare.replace(wanted, "")
    return bare, len(bare) < len(password.casefold())
