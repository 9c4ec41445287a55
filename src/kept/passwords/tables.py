"""The shipped tables of the general attacker: where they lie, how they are written and read."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from kept.errors import SnapshotError
from kept.passwords.combine import Attacker
from kept.passwords.monte_carlo import GuessCurve
from kept.passwords.ngram import load_tables
from kept.passwords.pcfg import load_grammar
from kept.passwords.rank import load_rank_list

NAMES = ("ranks", "ngram", "grammar", "characters", "curves")


@cache
def general_attacker() -> Attacker:
    """Return the attacker with the shipped tables, read once."""
    return load_attacker(files("kept.passwords") / "data")


def load_attacker(folder: Traversable) -> Attacker:
    """Return the attacker whose tables lie in `folder`. Raises SnapshotError if one is broken."""
    try:
        return _load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotError(
            "the password tables cannot be read",
            why=str(error) or type(error).__name__,
            remedy="Install Kept again, or rebuild them with tools/train_passwords.py",
        ) from error


def _load(folder: Traversable) -> Attacker:
    opened = {name: (folder / f"{name}.npz").open("rb") for name in NAMES}
    try:
        with np.load(opened["curves"], allow_pickle=False) as curves:
            ngram_curve = GuessCurve(curves["ngram_bits"], curves["ngram_guesses"])
            grammar_curve = GuessCurve(curves["grammar_bits"], curves["grammar_guesses"])
        return Attacker(
            load_rank_list(opened["ranks"]),
            load_tables(opened["ngram"]),
            ngram_curve,
            load_grammar(opened["grammar"], opened["characters"]),
            grammar_curve,
        )
    finally:
        for file in opened.values():
            file.close()


def save_attacker(attacker: Attacker, folder: Path) -> None:
    """Write the tables into `folder`. The same attacker gives the same bytes."""
    opened = {name: (folder / f"{name}.npz").open("wb") for name in NAMES}
    try:
        attacker.ranks.save(opened["ranks"])
        attacker.ngram.save(opened["ngram"])
        attacker.grammar.save(opened["grammar"], opened["characters"])
        np.savez(
            opened["curves"],
            allow_pickle=False,
            ngram_bits=attacker.ngram_curve.bits,
            ngram_guesses=attacker.ngram_curve.guesses,
            grammar_bits=attacker.grammar_curve.bits,
            grammar_guesses=attacker.grammar_curve.guesses,
        )
    finally:
        for file in opened.values():
            file.close()
