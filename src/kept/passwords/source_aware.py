"""The attacker who has seen other passwords of the same source.

The list is cut into ten parts. Each part is attacked with an n-gram trained on the other
nine alone. A source that varies a few habits gives itself away so; a uniform one does not.
"""

from collections.abc import Sequence

import numpy as np

from kept.passwords.alphabet import Batch, Floats, encode, sum_by
from kept.passwords.monte_carlo import GuessCurve, guess_curve
from kept.passwords.ngram import NgramTables
from kept.passwords.ngram_training import as_symbols, kneser_ney, sample, train

FOLDS = 10
ORDER = 5
SAMPLES = 10_000


def source_aware_bits(passwords: Sequence[str], random: np.random.Generator) -> Floats:
    """Return log2 of the guesses for each password by what the other parts teach.

    Equal passwords may fall into different parts: the attacker has then seen them.
    """
    part = random.permutation(len(passwords)) % FOLDS
    bits = np.empty(len(passwords))
    for fold in range(FOLDS):
        own = np.flatnonzero(part == fold)
        if len(own):
            others = [passwords[index] for index in np.flatnonzero(part != fold).tolist()]
            tables, curve = _trained(others, random)
            bits[own] = curve(_information(tables, encode([passwords[i] for i in own.tolist()])))
    return bits


def _trained(
    passwords: Sequence[str], random: np.random.Generator
) -> tuple[NgramTables, GuessCurve]:
    model = train(encode(passwords).symbols, ORDER, smoothing=kneser_ney)
    tables = model.tables()
    symbols, starts = as_symbols(sample(model, SAMPLES, random))
    return tables, guess_curve(sum_by(tables.bits_of(symbols), starts))


def _information(tables: NgramTables, batch: Batch) -> Floats:
    return sum_by(tables.bits_of(batch.symbols), batch.starts)
