"""The checks, and the findings of one document in order."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from kept.check.ages import ages
from kept.check.arithmetic import arithmetic
from kept.check.contradictions import contradictions
from kept.check.experiments import experiments
from kept.check.flows import yearly_people
from kept.check.names import names
from kept.check.odds import odds
from kept.check.official import official
from kept.check.outcomes import outcomes
from kept.check.parts import parts
from kept.check.pledges import pledges
from kept.check.sharing import settle_periods
from kept.check.statements import Said, arranged
from kept.check.targets import targets
from kept.check.wholes import per_head, shares
from kept.model.findings import VERDICTS, Case, Finding

Check = Callable[[Case, Said], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    contradictions,
    names,
    arithmetic,
    parts,
    shares,
    per_head,
    official,
    outcomes,
    ages,
    targets,
    odds,
    pledges,
    yearly_people,
    experiments,
)
"""Every check, in the order in which findings of one place are listed."""


def run_checks(case: Case) -> tuple[Finding, ...]:
    """Return all findings about a document, the most serious first, then in text order.

    The same case gives the same findings with the same ids. A finding that two checks come
    to is listed once.
    """
    case = replace(case, claims=settle_periods(case.claims, case.document.text))
    said = arranged(case)
    found = {one.id: one for check in CHECKS for one in check(case, said)}
    starts = {claim.id: claim.quantity.start for claim in case.claims}
    starts |= {promise.id: promise.action.start for promise in case.commitments}
    end = len(case.document.text)

    def order(one: Finding) -> tuple[int, int]:
        places = [starts.get(id_, end) for id_ in (*one.claim_ids, *one.commitment_ids)]
        return VERDICTS.index(one.verdict), min(places, default=end)

    return tuple(sorted(found.values(), key=order))
