"""What an audit comes to, in sentences that every report shares."""

from kept.passwords.audit import Audit, Cell
from kept.passwords.source_aware import FOLDS
from kept.passwords.words import against_null, evenness, percent, with_interval

_FAST, _SLOW, _HARDWARE, _HORIZON = "md5", "bcrypt12", "rtx4090", "1 hour"
_TELLING = "a digit or a sign"
_BOTH = 0.05
METHOD = (
    "The general attacker has the shipped tables: a list of common passwords by rank, the same "
    "under rules of case and look-alikes, a Kneser-Ney n-gram, a grammar of runs of letters, "
    "digits and signs, exhaustive search of five alphabets, keyboard walks, dates, repeats and "
    "sequences. A password’s guess number is the smallest of them; the models skip what is "
    "listed. Who does not know which attack is best runs all side by side, and needs as many "
    "times longer as there are attacks.",
    "Guess numbers of the models are estimated from samples of their own (Dell’Amico and "
    "Filippone, CCS 2015).",
    f"The source-aware attacker has besides an n-gram of the other passwords of this list: it is "
    f"cut into {FOLDS} parts, and each part is attacked with what the others teach. That exposes "
    "machines that vary a few habits. Equal passwords may fall into different parts.",
    "Intervals are 95 % intervals of Wilson (1927): they speak of other passwords of the same "
    "source, and not of errors of the models, which are larger.",
    "The tables know some 140,000 leaked passwords. Attackers have far larger lists, so the true "
    "shares are higher where people chose the passwords; docs/passwords.md gives figures.",
    "Rates are those of one card against one unsalted hash. Ten cards are ten times as fast.",
)


def headline(found: Audit) -> str:
    """Return the audit in one line."""
    cell = _cell(found, _FAST)
    if cell.source_aware.value - cell.general.value > _BOTH:
        return (
            f"{percent(cell.source_aware.value)} of {found.count:,} passwords fall within an hour, "
            "stored as MD5, to an attacker who knows their source"
        )
    return (
        f"{percent(cell.general.value)} of {found.count:,} passwords fall within an hour, "
        "stored as MD5"
    )


def standfirst(found: Audit) -> tuple[str, ...]:
    """Return the audit in a few sentences."""
    fast, slow = _cell(found, _FAST), _cell(found, _SLOW)
    return (
        f"One RTX 4090 takes {with_interval(fast.general)} within an hour where passwords are "
        f"stored as MD5, and {with_interval(slow.general)} where as bcrypt of cost 12.",
        _aware(fast),
        _composition(found),
    )


def _aware(cell: Cell) -> str:
    share = with_interval(cell.source_aware)
    if cell.source_aware.value - cell.general.value > _BOTH:
        return (
            f"An attacker who has seen other passwords of the same source takes {share}: the "
            "source has habits that give it away."
        )
    return f"To have seen other passwords of the same source helps little: {share}."


def _composition(found: Audit) -> str:
    row = next(row for row in found.composition if row.lacks == _TELLING)
    return (
        f"{percent(row.observed.value)} lack {_TELLING}; of a uniform generator of the same "
        f"lengths and characters {percent(row.expected)} would: {against_null(row)}."
    )


def repetition(found: Audit) -> str:
    """Return what is known of repeated passwords."""
    seen = found.repetition
    about = "" if seen.exact else "about "
    repeated = (
        f"{about}{seen.different:,} of {found.count:,} passwords are different; the most frequent "
        f"one occurs {seen.most:,} times. "
        if seen.most > 1
        else f"All {found.count:,} passwords are different. "
    )
    if seen.collision_bits is None:
        bits = (
            f"Collision entropy: no two are equal, so at least {seen.at_least_bits:.1f} bits (95 %)"
        )
    else:
        bits = f"Collision entropy: {seen.collision_bits:.1f} bits"
    return f"{repeated[0].upper()}{repeated[1:]}{bits}. Characters: {evenness(found.overall)} each."


def _cell(found: Audit, hash_id: str) -> Cell:
    return next(
        cell
        for cell in found.cells
        if (cell.rate.hash, cell.rate.hardware, cell.horizon) == (hash_id, _HARDWARE, _HORIZON)
    )
