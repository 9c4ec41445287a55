"""The report at a glance: numbers for its claims, counts of its verdicts, what leads where."""

from collections import Counter
from dataclasses import dataclass

from kept.model.claims import Claim, Commitment
from kept.model.findings import VERDICTS, Finding, Verdict
from kept.model.text import Document, Quote
from kept.publish.safe import one_line
from kept.publish.wording import wording
from kept.publish.words import counted, day

VERDICT_WORDS: dict[Verdict, str] = {
    "contradicts": "Contradicts",
    "differs": "Differs",
    "implausible": "Implausible",
    "unsupported": "Unsupported",
    "cannot be checked": "Cannot be checked",
    "agrees": "Agrees",
}
VERDICT_MEANINGS: dict[Verdict, str] = {
    "contradicts": "The announcement says two things that cannot both hold.",
    "differs": "Official figures for the same thing and time say otherwise.",
    "implausible": "Set against the population or the economy it would be out of the ordinary.",
    "unsupported": "Something that the statement needs is missing, such as a deadline or a base.",
    "cannot be checked": "No figure at hand can settle it; the report says what would.",
    "agrees": "Official figures bear it out, within the precision that was printed.",
}
MILD: frozenset[Verdict] = frozenset({"cannot be checked", "agrees"})
"""The verdicts that find nothing wrong."""
_COUNTED: dict[Verdict, tuple[str, str]] = {
    "contradicts": ("contradiction", "contradictions"),
    "differs": ("difference from official figures", "differences from official figures"),
    "implausible": ("implausible figure", "implausible figures"),
    "unsupported": ("unsupported statement", "unsupported statements"),
    "cannot be checked": ("statement that cannot be checked", "statements that cannot be checked"),
    "agrees": ("agreement with official figures", "agreements with official figures"),
}


@dataclass(frozen=True)
class Overview:
    """What a page needs to lead its reader from text to claim to finding and back.

    claims: in the order of the text, numbered from 1 in `number_of`.
    findings_about: for each claim id, the numbers of the findings about it, from 1.
    worst: for each claim id that a finding is about, the most serious verdict.
    """

    claims: tuple[Claim, ...]
    number_of: dict[str, int]
    findings_about: dict[str, tuple[int, ...]]
    worst: dict[str, Verdict]
    commitments: dict[str, Commitment]
    findings: tuple[Finding, ...]
    verdicts: tuple[tuple[Verdict, int], ...]

    def claims_of(self, finding: Finding) -> tuple[Claim, ...]:
        """Return the claims that a finding is about, in the order of the text."""
        return tuple(claim for claim in self.claims if claim.id in finding.claim_ids)

    def sentences_of(self, finding: Finding) -> tuple[Quote, ...]:
        """Return the sentences of the commitments that a finding is about, each once."""
        ids = finding.commitment_ids
        quotes = (self.commitments[id_].quote for id_ in ids if id_ in self.commitments)
        return tuple(dict.fromkeys(quotes))

    def findings_about_commitment(self, commitment: Commitment) -> list[int]:
        """Return the numbers of the findings about a commitment or a claim of its own."""
        claims = frozenset(commitment.claim_ids)
        return [
            number
            for number, finding in enumerate(self.findings, start=1)
            if commitment.id in finding.commitment_ids or not claims.isdisjoint(finding.claim_ids)
        ]


def overview(
    claims: tuple[Claim, ...],
    commitments: tuple[Commitment, ...],
    findings: tuple[Finding, ...] = (),
) -> Overview:
    """Return the claims numbered in text order, with what was found about each."""
    claims = tuple(sorted(claims, key=lambda claim: (claim.quantity.start, claim.id)))
    about: dict[str, list[int]] = {}
    worst: dict[str, Verdict] = {}
    for number, finding in enumerate(findings, start=1):
        for id_ in finding.claim_ids:
            about.setdefault(id_, []).append(number)
            worst[id_] = min(worst.get(id_, finding.verdict), finding.verdict, key=VERDICTS.index)
    return Overview(
        claims=claims,
        number_of={claim.id: number for number, claim in enumerate(claims, start=1)},
        findings_about={id_: tuple(numbers) for id_, numbers in about.items()},
        worst=worst,
        commitments={commitment.id: commitment for commitment in commitments},
        findings=findings,
        verdicts=_counts(findings),
    )


def _counts(findings: tuple[Finding, ...]) -> tuple[tuple[Verdict, int], ...]:
    counts = Counter(finding.verdict for finding in findings)
    return tuple((verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict])


def standfirst(seen: Overview) -> str:
    """Return in a sentence what the announcement holds."""
    return (
        f"The announcement makes {counted(len(seen.claims), 'claim')} in numbers"
        f" and {counted(len(seen.commitments), 'commitment')}."
    )


def imprint(document: Document) -> list[str]:
    """Return publisher, date, language and length, each in words, also where unknown."""
    tag = document.language or ""
    language = wording("languages").get(tag.split("-")[0].lower(), tag)
    return [
        one_line(document.publisher or "publisher not given"),
        f"published {day(document.published)}" if document.published else "date not given",
        language or "language not recognised",
        counted(len(document.text), "character"),
    ]


def verdict_sentence(seen: Overview) -> str:
    """Return in a sentence what was found."""
    if not seen.verdicts:
        return "No check had anything to say about them, which is no sign that they are true."
    counts = [f"{number} {_COUNTED[verdict][number > 1]}" for verdict, number in seen.verdicts]
    total = counted(sum(number for _, number in seen.verdicts), "finding")
    return f"{total.capitalize()}: {_listed(counts)}."


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
