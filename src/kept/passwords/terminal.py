"""The strength of a password and the audit of a list, as plain text for a terminal."""

from collections.abc import Iterable, Sequence
from itertools import chain
from textwrap import wrap

from kept.passwords.audit import Audit, Cell
from kept.passwords.crack_time import HORIZONS, in_words, in_words_count
from kept.passwords.rates import Rate
from kept.passwords.strength import Strength
from kept.passwords.summary import headline, repetition, standfirst
from kept.passwords.words import against_null, evenness, interval, percent, with_interval

_GAP = "  "
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")


def strength_text(found: Strength, width: int) -> str:
    """Return the strength as text of at most `width` columns. It holds no password."""
    lines = [
        f"{in_words_count(found.bits)} guesses by the best attack: {found.attack}",
        f"{in_words_count(found.side_by_side_bits)} by an attacker who runs all "
        f"{found.attacks} attacks side by side",
        "",
        *_crack_times(found),
    ]
    for title, sentences in (("Weak in", found.weaknesses), ("What to do", found.advice)):
        if sentences:
            lines += ["", title, *_paragraphs(sentences, width, "- ")]
    return "\n".join(lines) + "\n"


def _crack_times(found: Strength) -> list[str]:
    hardware = list(dict.fromkeys(each.rate.hardware_name for each in found.crack_times))
    hashes = list(dict.fromkeys(each.rate.hash_name for each in found.crack_times))
    times = {(one.rate.hash_name, one.rate.hardware_name): one for one in found.crack_times}
    rows = [["Stored as", *hardware]]
    for name in hashes:
        cells = (times.get((name, machine)) for machine in hardware)
        rows.append(
            [name, *("no figure" if one is None else in_words(one.seconds) for one in cells)]
        )
    return _table(rows)


def audit_text(found: Audit, width: int) -> str:
    """Return the audit as text; paragraphs are at most `width` columns, tables as they need."""
    known = [f"{name}: {value.translate(_CONTROLS)}" for name, value in found.provenance.items()]
    parts = (
        [headline(found), ""],
        _paragraphs(standfirst(found), width),
        _titled("Where the list is from", _paragraphs(known, width)),
        _titled("Mind", _paragraphs(found.notes, width, "- ")),
        _titled("The share that falls, with its 95 % interval", _crackable(found)),
        _titled("What they are made of", _composition(found)),
        _titled("How evenly characters are used", _characters(found)),
        _titled("Repetition", _paragraphs([repetition(found)], width)),
        _titled("The weakest, shown because asked for", _weakest(found)),
    )
    return "\n".join(chain.from_iterable(parts)) + "\n"


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def _crackable(found: Audit) -> list[str]:
    lines: list[str] = []
    for name in dict.fromkeys(cell.rate.hardware_name for cell in found.cells):
        rows = [[f"On {name}", "to an attacker", *(f"in {horizon}" for horizon in HORIZONS)]]
        cells: dict[Rate, list[Cell]] = {}
        for cell in found.cells:
            if cell.rate.hardware_name == name:
                cells.setdefault(cell.rate, []).append(cell)
        for each, row in cells.items():
            rows.append([each.hash_name, "general", *(with_interval(c.general) for c in row)])
            sides = (percent(cell.side_by_side.value) for cell in row)
            rows.append(["", "side by side", *sides])
            rows.append(["", "source-aware", *(with_interval(c.source_aware) for c in row)])
        lines += [*_table(rows), ""]
    return lines[:-1]


def _composition(found: Audit) -> list[str]:
    rows = [["It lacks", "in the list", "interval", "by chance", "of 94", "The list has it"]]
    rows += [
        [
            row.lacks,
            percent(row.observed.value),
            interval(row.observed),
            percent(row.expected),
            percent(row.expected_of_94),
            against_null(row),
        ]
        for row in found.composition
    ]
    return [
        *_table(rows),
        "By chance: a uniform generator of the same lengths over the list's own "
        f"{sum(found.alphabet.values())} characters; of 94: over visible ASCII. Both exact.",
    ]


def _characters(found: Audit) -> list[str]:
    row = found.overall
    top = " ".join("space" if c == " " else c for c in list(found.characters)[:10])
    lines = [f"{evenness(row)} a character; {row.correction:.4f} of it corrects for the sample"]
    if row.chi_square is not None:
        lines.append(
            f"χ² {row.chi_square:,.0f} with {row.degrees} degrees of freedom against a uniform draw"
        )
    return [*lines, f"Most frequent: {top}"]


def _weakest(found: Audit) -> list[str]:
    return _table(
        [[weak.password.translate(_CONTROLS), in_words_count(weak.bits)] for weak in found.weakest]
    )


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows with their columns aligned to the left."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _paragraphs(sentences: Iterable[str], width: int, mark: str = "") -> list[str]:
    return [
        line
        for sentence in sentences
        for line in wrap(sentence, width, initial_indent=mark, subsequent_indent=" " * len(mark))
    ]
