"""The strength of one password: guess number, crack times, what is weak, what to do."""

from dataclasses import dataclass
from math import inf, log2

from kept.passwords.combine import ATTACKS, Estimates
from kept.passwords.crack_time import seconds_to_guess
from kept.passwords.rates import Rate, rates
from kept.passwords.tables import general_attacker

LONGEST = 1024
_MOST = 3
WEAKNESSES = {
    "list": "It is among the most used passwords.",
    "list with rules": "It is a common password with capitals or look-alike signs.",
    "n-gram": "Its characters follow one another as in many passwords that people choose.",
    "grammar": "It is put together from words and numbers that people often use.",
    "grammar with look-alikes": "It is words and numbers written with signs that look alike.",
    "all strings": "It is so short that all passwords of its length can be tried.",
    "small letters and digits": "It has only small letters and digits, and few of them.",
    "small letters": "It has only small letters, and few of them.",
    "letters": "It has only letters, and few of them.",
    "digits": "It has only digits, and few of them.",
    "keyboard": "Its keys lie side by side on a keyboard.",
    "date": "It is a date.",
    "repeat": "It repeats one piece.",
    "sequence": "Its characters count up or down.",
}
MANAGER = "Let a password manager make one: sixteen random characters or more."
PHRASE = (
    "If you must remember it, take six words drawn at random: `kept passwords generate --words 6`."
)
EVERYWHERE = "Change it wherever you use it, and never use one password twice."
ENOUGH = "Keep it for one account only, and store it in a password manager."
# Ten years at MD5 on one RTX 4090 is 2^65.5 guesses.
WEAK_BITS, STRONG_BITS = log2(1e12), 65.0


@dataclass(frozen=True)
class CrackTime:
    """The time to the password in one cell of hash and hardware."""

    rate: Rate
    seconds: float


@dataclass(frozen=True)
class Strength:
    """What an attacker needs for one password. It never holds the password itself.

    bits: log2 of the guesses by the best attack. side_by_side_bits: when the attacker does
    not know which is best and runs all `attacks` of them. by_attack: of every attack that gets
    there at all. weaknesses: the worst first.
    """

    length: int
    bits: float
    side_by_side_bits: float
    attack: str
    attacks: int
    by_attack: dict[str, float]
    crack_times: tuple[CrackTime, ...]
    weaknesses: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def guesses(self) -> float:
        """Return the guess number; infinite beyond what a float can hold."""
        return 2.0**self.bits if self.bits < 1000 else float("inf")  # noqa: PLR2004


def strength(password: str) -> Strength:
    """Return the strength of a password. Raises ValueError for an empty one.

    Beyond LONGEST characters only the first LONGEST are weighed, which can only lower it.
    """
    estimates = general_attacker().estimate([password[:LONGEST]])
    return _strength(len(password), estimates)


def _strength(length: int, estimates: Estimates) -> Strength:
    bits = float(estimates.least[0])
    by_attack = {
        name: value
        for name, value in zip(ATTACKS, estimates.by_attack[:, 0].tolist(), strict=True)
        if value != inf
    }
    times = tuple(CrackTime(rate, seconds_to_guess(bits, rate)) for rate in rates())
    return Strength(
        length=length,
        bits=bits,
        side_by_side_bits=float(estimates.side_by_side[0]),
        attack=ATTACKS[int(estimates.attack[0])],
        attacks=len(ATTACKS),
        by_attack=by_attack,
        crack_times=times,
        weaknesses=_weaknesses(by_attack),
        advice=_advice(bits),
    )


def _weaknesses(by_attack: dict[str, float]) -> tuple[str, ...]:
    """Return what is weak, worst first: each attack that gets there in ten years of MD5."""
    ranked = sorted(by_attack, key=by_attack.__getitem__)
    reached = (WEAKNESSES[name] for name in ranked if by_attack[name] < STRONG_BITS)
    return tuple(dict.fromkeys(reached))[:_MOST]


def _advice(bits: float) -> tuple[str, ...]:
    if bits >= STRONG_BITS:
        return (ENOUGH,)
    return (MANAGER, PHRASE, EVERYWHERE) if bits < WEAK_BITS else (MANAGER, PHRASE)
