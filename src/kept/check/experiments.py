"""Claims about experiments with passwords that machines made: chance, and whose figure it is.

Two kinds of claim. A share that lacks a kind of character says nothing until it stands beside
the share of a perfect generator, which lacks it as often by chance alone. A share that falls
within a time may be another study's figure: of passwords that people chose. Neither can be
settled from a desk, so each finding names the command that repeats the experiment.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kept.check.drafting import finding, stated
from kept.check.experiment_rules import Firm, Horizon, experiment_rules
from kept.check.intervals import holds, number
from kept.check.judging import reading
from kept.check.rivals import evidence, known_facts, line
from kept.check.statements import Said, Statement
from kept.check.wording import percent
from kept.model.claims import Claim
from kept.model.experiments import Chance, UniformPasswords
from kept.model.findings import Case, Finding
from kept.model.statistics import Fact
from kept.model.text import Quote

CHECK = "experiments"
AGAIN = "kept passwords audit passwords.txt --model NAME --prompt TEXT --html audit.html"
_BEFORE = 400
_HUNDRED = Decimal(100)
_LENGTH = re.compile(r"(?<![\w.])(\d{1,2})[- ]characters?\b", re.IGNORECASE)
_SHORTEST, _LONGEST = 4, 64


def experiments(case: Case, said: Said) -> Iterator[Finding]:
    """Yield what chance gives beside a share that lacks characters, and whose figure another is."""
    rules = experiment_rules()
    if not rules.nouns.search(case.document.text):
        return
    for statement in said.statements:
        claim = statement.claim
        if not _of_passwords(claim):
            continue
        clause, before = _clause(case, claim), _before(case, claim)
        if rules.people.search(clause) or not _by_machines(before, clause):
            continue
        horizon = next((one for one in rules.horizons if one.words.search(clause)), None)
        if horizon is not None and rules.cracked.search(clause):
            yield _fallen(case, statement, horizon, before)
        elif rules.lacking.search(clause):
            kinds = _kinds(clause) or _kinds(before)
            if kinds and case.passwords is not None:
                yield _chance(case, statement, kinds, case.passwords)


def _of_passwords(claim: Claim) -> bool:
    """Return whether the claim is a share whose measure is passwords themselves."""
    if claim.quantity.unit != "percent" or claim.change is not None or claim.measure is None:
        return False
    words = claim.measure.exact.split()
    return bool(words) and experiment_rules().nouns.fullmatch(words[-1]) is not None


def _clause(case: Case, claim: Claim) -> str:
    """Return what is said of the claim: its sentence up to the next claim, or all if alone."""
    text, quote = case.document.text, claim.quote
    others = [one.quantity for one in case.claims if one.quote.start == quote.start]
    later = [one.start for one in others if one.start > claim.quantity.start]
    start = quote.start if len(others) == 1 else claim.quantity.start
    return text[start : min(later, default=quote.end)]


def _before(case: Case, claim: Claim) -> str:
    """Return the claim's sentence up to its number, and what stands shortly before."""
    return case.document.text[max(claim.quote.start - _BEFORE, 0) : claim.quantity.start]


def _by_machines(before: str, clause: str) -> bool:
    """Return whether the text says that a machine made the passwords, not that one cracks them."""
    rules, text = experiment_rules(), f"{before} {clause}"
    if rules.made.search(text):
        return True
    found = (match[0] for one in rules.by_machines for match in one.finditer(text))
    return any(not rules.cracked.search(passage) for passage in found)


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(kind for kind, words in experiment_rules().kinds.items() if words.search(text))


def _chance(
    case: Case, statement: Statement, kinds: Sequence[str], generator: UniformPasswords
) -> Finding:
    """Return the finding that sets a share that lacks something beside that of pure chance."""
    claim, rules = statement.claim, experiment_rules()
    named = " or ".join(rules.names[kind] for kind in kinds)
    lengths = _lengths(claim) or rules.lengths
    chances = {length: generator.lacking(kinds, length) for length in lengths}
    share = number(claim.quantity) / _HUNDRED
    near = min(chances, key=lambda length: abs(chances[length].share - share))
    said = stated(claim, case.document.text)
    return finding(
        case,
        CHECK,
        "chance",
        "cannot be checked",
        title=(
            f"{said} lacking {named}: a perfect random generator gives "
            f"{_percent(chances[near])} at {near} characters"
        ),
        reason=(
            f"Chance alone leaves {named} out of many short passwords. Without the passwords and "
            "their lengths the share says nothing for or against what made them."
        ),
        claim_ids=statement.ids,
        expected="; ".join(f"{_percent(one)} at {length}" for length, one in chances.items()),
        found=said,
        tolerance=(
            "Of a generator that draws each character from the 94 visible ones of ASCII with equal "
            f"chances; “lacking” is read as lacking at least one of: {', '.join(kinds)}."
        ),
        working=tuple(
            f"{length} characters: {one.working}, which is {_percent(one)}"
            for length, one in chances.items()
        ),
        settle_by=f"The passwords themselves: `{AGAIN}` sets them beside chance at their lengths.",
    )


def _lengths(claim: Claim) -> tuple[int, ...]:
    """Return the lengths that the claim's own sentence names."""
    found = {int(match[1]) for match in _LENGTH.finditer(claim.quote.exact)}
    return tuple(sorted(length for length in found if _SHORTEST <= length <= _LONGEST))


def _percent(chance: Chance) -> str:
    return percent(chance.share)


def _fallen(case: Case, statement: Statement, horizon: Horizon, before: str) -> Finding:
    """Return the finding on a share that falls within a time."""
    claim = statement.claim
    firm = _firm(claim, before)
    alike = _alike(case, claim, firm, horizon)
    if firm is not None and alike:
        return _misattributed(case, statement, firm, horizon, alike)
    said = stated(claim, case.document.text)
    return finding(
        case,
        CHECK,
        "crack time",
        "cannot be checked",
        title=f"{said} of passwords falling {horizon.name}: that hangs on the hash and the list",
        reason=(
            "The share depends on how the passwords were stored, and on what hardware and by which "
            "attacks they were tried: from hash to hash it moves from nearly all to nearly none. "
            "Nor is such a study by those named here on file."
        ),
        claim_ids=statement.ids,
        found=said,
        settle_by=f"The passwords themselves: `{AGAIN}` gives the share for each hash and card.",
    )


def _firm(claim: Claim, before: str) -> Firm | None:
    """Return the firm with studies on file that the claim, or the text before it, names."""
    parties = (claim.source, claim.speaker, claim.subject)
    named = " ".join(party.exact for party in parties if isinstance(party, Quote))
    for text in (named, claim.quote.exact, before):
        for firm in experiment_rules().firms:
            if firm.names.search(text):
                return firm
    return None


def _alike(case: Case, claim: Claim, firm: Firm | None, horizon: Horizon) -> tuple[Fact, ...]:
    """Return the firm's figures on passwords of people that the claim fits, as of publication."""
    if firm is None:
        return ()
    limit = (case.document.published or case.as_of).isoformat()
    read = reading(claim, case.document.text).rough
    found = known_facts(case, horizon.topic, firm.subject)
    return tuple(
        fact for fact in found if fact.said <= limit and fact.value and holds(read, fact.value)
    )


def _misattributed(
    case: Case, statement: Statement, firm: Firm, horizon: Horizon, alike: Sequence[Fact]
) -> Finding:
    claim = statement.claim
    said, first = stated(claim, case.document.text), alike[0]
    machines = known_facts(case, firm.machine_topic, firm.subject)
    share = "" if first.value is None else percent(first.value / _HUNDRED)
    models = ", ".join(percent(fact.value / _HUNDRED) for fact in machines if fact.value)
    return finding(
        case,
        CHECK,
        "misattribution",
        "unsupported",
        title=(
            f"Likely another study's figure: {said} falling {horizon.name} fits passwords that "
            "people chose"
        ),
        reason=(
            f"The text says it of passwords that machines made. The same firm published {share} "
            f"for passwords of people ({first.speaker})"
            + (f"; of those by models it called {models} not strong enough." if models else ".")
        ),
        claim_ids=statement.ids,
        expected=f"{share}: {first.name}, {first.period}",
        found=said,
        working=tuple(line(fact) for fact in (*alike, *machines)),
        evidence=evidence((*alike, *machines)),
        settle_by=f"The study's own table; or the experiment again: `{AGAIN}`.",
    )
