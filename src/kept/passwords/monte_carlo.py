"""Guess numbers from probabilities, after Dell'Amico and Filippone (CCS 2015).

An attacker who tries passwords from the most to the least probable reaches one of
probability p after as many guesses as there are passwords more probable than p. Of n
passwords drawn from the model, those more probable than p count 1/(n p_i) each, and
their sum estimates that number without listing the guesses.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KNOTS = 2048


@dataclass(frozen=True)
class GuessCurve:
    """A rising curve from the information of a password to its guess number, both in bits."""

    bits: Floats
    guesses: Floats

    def __call__(self, bits: Floats) -> Floats:
        """Return log2 of the guess number for each information; never below 0.

        Beyond the least probable sample the curve goes on with slope 1, as though all
        further passwords were as dense as the last ones drawn.
        """
        inside = np.interp(bits, self.bits, self.guesses)
        beyond = np.maximum(bits - self.bits[-1], 0.0)
        guesses: Floats = np.maximum(inside + beyond, 0.0)
        return guesses


def guess_curve(sampled_bits: Floats, knots: int = KNOTS) -> GuessCurve:
    """Return the curve from the information of passwords drawn from a model.

    sampled_bits: at least one. The curve keeps every sample up to `knots`, and beyond
    that as many at even distances in rank, with both ends.
    """
    bits = np.sort(sampled_bits)
    guesses = np.log2(np.cumsum(np.exp2(bits - bits[-1]))) + bits[-1] - np.log2(len(bits))
    if len(bits) > knots:
        kept = np.unique(np.linspace(0, len(bits) - 1, knots).round().astype(np.intp))
        bits, guesses = bits[kept], guesses[kept]
    return GuessCurve(bits, guesses)
