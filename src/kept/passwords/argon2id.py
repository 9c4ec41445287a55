"""A password as an account stores it: Argon2id by the library argon2-cffi, the extra `accounts`.

Settings are those of the policy, no weaker than 19 MiB, two passes and one lane. What is
stored names its own settings, so that they can be raised later.
"""

from functools import cache
from typing import TYPE_CHECKING

from kept.errors import UsageError
from kept.passwords.policy import ARGON2ID, normalise

if TYPE_CHECKING:
    from argon2 import PasswordHasher


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher  # noqa: PLC0415 -- an extra that most uses do without
    except ImportError as error:
        raise UsageError(
            "accounts need the library argon2-cffi",
            remedy="Install Kept with the extra: pip install 'kept[accounts]'",
        ) from error
    return PasswordHasher(
        time_cost=ARGON2ID.passes, memory_cost=ARGON2ID.memory_kib, parallelism=ARGON2ID.lanes
    )


def store(password: str) -> str:
    """Return what an account keeps of a password: its Argon2id hash with salt and settings."""
    return _hasher().hash(normalise(password))


def verify(password: str, stored: str) -> bool:
    """Return whether the password is the one stored. Raises ValueError for what is no hash."""
    from argon2.exceptions import InvalidHashError, VerifyMismatchError  # noqa: PLC0415 -- as above

    try:
        return _hasher().verify(stored, normalise(password))
    except VerifyMismatchError:
        return False
    except InvalidHashError as error:
        raise ValueError("what is stored is no Argon2 hash") from error


def is_outdated(stored: str) -> bool:
    """Return whether a hash was made with other settings, and should be made anew at a log-in."""
    return _hasher().check_needs_rehash(stored)
