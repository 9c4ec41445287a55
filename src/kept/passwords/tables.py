"""The shipped tables of the general attacker: where they lie, how they are written and read."""

from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import BadZipFile

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
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise SnapshotError(
            "the password tables cannot be read",
            why=str(error) or type(error).__name__,
            remedy="Install Kept again, or rebuild them with make password-tables",
        ) from error


def _load(folder: Traversable) -> Attacker:
    with ExitStack() as stack:
        opened = {name: stack.enter_context((folder / f"{name}.npz").open("rb")) for name in NAMES}
        curves = stack.enter_context(np.load(opened["curves"], allow_pickle=False))
        return Attacker(
            load_rank_list(opened["ranks"]),
            load_tables(opened["ngram"]),
            GuessCurve(curves["ngram_bits"], curves["ngram_guesses"]),
            load_grammar(opened["grammar"], opened["characters"]),
            GuessCurve(curves["grammar_bits"], curves["grammar_guesses"]),
        )


def save_attacker(attacker: Attacker, folder: Path) -> None:
    """Write the tables into `folder`. The same attacker gives the same bytes."""
    with ExitStack() as stack:
        opened = {name: stack.enter_context((folder / f"{name}.npz").open("wb")) for name in NAMES}
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
