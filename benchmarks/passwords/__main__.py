"""Passwords against their peers: python benchmarks/passwords [--sets DIR] [--lists DIR].

Prints Markdown: how the estimates rank passwords beside zxcvbn, how many fall within an hour
beside the reference, speed, what machines made, and the null of uniform passwords. DIR holds
`*.tsv.gz` (password, strength, weight, count, zxcvbn's guesses and score) and `*.csv` (kind,
password), in any folder below it; LISTS the two training lists, for the models of one alone.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import experiments
import ranking
import sets
import speed

from kept.passwords.combine import Attacker
from kept.passwords.tables import general_attacker, load_attacker

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
SHARED = ROOT.parent / "shared"


def main() -> int:
    """Run what the data at hand allow, and say loudly what is skipped."""
    parser = argparse.ArgumentParser(description="Measure the password room beside its peers.")
    parser.add_argument("--sets", type=Path, default=SHARED / "benchmarks")
    parser.add_argument("--lists", type=Path, default=SHARED / "data" / "passwords")
    chosen = parser.parse_args()
    shipped = general_attacker()
    print("# Passwords: measured beside zxcvbn\n")
    meters = sets.meters(chosen.sets)
    if meters:
        xato = _of_xato_alone(chosen.lists)
        ranking.print_ranking(meters, shipped, xato)
        if xato:
            ranking.print_listed(meters, {"xato alone": xato, "Kept": shipped})
        ranking.print_crackable(meters, shipped)
    else:
        print(f"SKIPPED: no sets for ranking (*.tsv.gz) under {chosen.sets}\n")
    _print_held_out(chosen.lists, meters)
    speed.print_speed(shipped, meters)
    made = sets.machine_made(chosen.sets)
    if made:
        experiments.print_machine_made(made, shipped)
    else:
        print(f"SKIPPED: no machine-made passwords (*.csv) under {chosen.sets}\n")
    experiments.print_uniform(shipped)
    return 0


def _of_xato_alone(lists: Path) -> Attacker | None:
    """Return the attacker trained on the xato list alone; None, said loudly, without the list."""
    import train_passwords  # noqa: PLC0415 -- found on the path that this file sets

    if not (lists / train_passwords.XATO).exists():
        print(f"SKIPPED: models of the xato list alone, which is not in {lists}\n")
        return None
    with TemporaryDirectory() as folder:
        train_passwords.write_tables(lists, Path(folder), only=train_passwords.XATO)
        return load_attacker(Path(folder))


def _print_held_out(lists: Path, meters: Sequence[sets.Meter]) -> None:
    """Print what the training lists tell of each other; say it loudly where they are not."""
    import held_out  # noqa: PLC0415 -- imports what is found on the path that this file sets

    if not all((lists / name).exists() for name in held_out.LISTS):
        print(f"SKIPPED: passwords held out of the training lists, which are not in {lists}\n")
        return
    held_out.print_held_out(lists)
    held_out.print_what_lists_are_worth(meters, lists)


if __name__ == "__main__":
    sys.exit(main())
