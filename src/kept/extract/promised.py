"""Claims that a promise holds: what they mean and who says them, told by the promise.

A number alone tells what is foreseen; who does what, in his own word, is read with the
promise (`kept.extract.commitments`). So a number within one is a target, or a pledge of
money, and whoever promises says it where nobody else does.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kept.extract.heads import is_thing
from kept.lexicon.vocabulary import words
from kept.model.claims import Claim, Commitment
from kept.model.text import Quote


def promised(claims: Sequence[Claim], commitments: Iterable[Commitment]) -> Iterator[Claim]:
    """Yield the claims in order, those of a promise with its modality and its speaker."""
    promises = {
        number: commitment
        for commitment in commitments
        if commitment.kind in {"target", "pledge"}
        for number in commitment.claim_ids
    }
    for claim in claims:
        promise = promises.get(claim.id)
        yield claim if promise is None else _of_promise(claim, promise)


def _of_promise(claim: Claim, promise: Commitment) -> Claim:
    modality = claim.modality
    party = promise.promiser
    if party is not None and is_thing(party.exact.lower()):
        return claim
    foreseen = modality == "projected" and _cue(claim) in words("promoted")
    if foreseen or (modality == "observed" and _is_listed(claim, promise)):
        modality = "pledge" if claim.quantity.unit.isupper() else "target"
    if modality not in {"target", "pledge"}:
        return claim
    return replace(claim, modality=modality, speaker=claim.speaker or _party(claim, promise))


def _is_listed(claim: Claim, promise: Commitment) -> bool:
    """Return whether a number without a word of its own stands in a list of promises.

    "45 new crossings", where a line before said "The plan includes".
    """
    within = promise.action.start <= claim.quantity.start < promise.action.end
    return within and promise.strength in {"will", "aims"}


def _cue(claim: Claim) -> str:
    """Return the words that gave a claim its modality, or ""."""
    told = (rule for rule in claim.rules if rule.startswith("modality."))
    return next(told, "").partition(":")[2]


def _party(claim: Claim, promise: Commitment) -> Quote | None:
    """Return who promises, if the claim's own sentence names him."""
    party = promise.promiser
    if party is None or not claim.quote.start <= party.start < claim.quote.end:
        return None
    return party
