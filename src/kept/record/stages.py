"""Stages: where a commitment can stand, and the rules by which it moves.

Each rule has a name, and what breaks it is refused with that name:

    known-stage      the kind of commitment has such a stage
    order            the stage may follow the one before
    date             the evidence is no older than the stage before
    source           evidence names a web address or a document of the ledger
    evidence-kind    this stage can be shown by such evidence
    quotation        a quotation has words; of a document in the ledger, words that stand in it
    observation      an observation names its series, period and value
"""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct, convert

from kept.errors import RefusedEntry
from kept.model.claims import CommitmentKind
from kept.model.ledger import Proof

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+|https?://localhost\S*")


class Stage(Struct, frozen=True):
    """A rung: whether it still waits for something, what may follow, what shows it."""

    open: bool
    to: tuple[str, ...]
    evidence: tuple[str, ...] = ("document", "quote", "observation")


class Ladder(Struct, frozen=True):
    """The stages of one kind of commitment by name, and the first of them."""

    start: str
    stages: dict[str, Stage]


@cache
def ladders() -> dict[str, Ladder]:
    """Return the ladder of each kind of commitment."""
    text = (files("kept.record") / "data" / "stages.toml").read_text(encoding="utf-8")
    found: dict[str, Ladder] = convert(tomllib.loads(text), dict[str, Ladder])
    return found


def is_open(kind: CommitmentKind, stage: str) -> bool:
    """Return whether a commitment in this stage still waits for something.

    >>> is_open("pledge", "signed"), is_open("pledge", "disbursed")
    (True, False)
    """
    return ladders()[kind].stages[stage].open


def require_move(kind: CommitmentKind, before: str, stage: str, *, since: date | None) -> Stage:
    """Return the rung that a commitment may step on.

    Raises RefusedEntry, by `known-stage` or `order`, for a move that the ladder does not have.
    """
    stages = ladders()[kind].stages
    if stage not in stages:
        msg = f"a {kind} has no such stage"
        raise RefusedEntry(
            msg,
            rule="known-stage",
            where=stage,
            why=f"it has {', '.join(stages)}",
            remedy="Name one of them",
        )
    if stage not in stages[before].to:
        after = ", ".join(stages[before].to) or "nothing"
        stood = f" since {since}" if since else ""
        msg = f"a {kind} that is {before} cannot become {stage}"
        raise RefusedEntry(
            msg,
            rule="order",
            why=f"it has been {before}{stood}, and after that comes {after}",
            remedy="Record the steps between, each with its evidence",
        )
    return stages[stage]


def require_evidence(proof: Proof, rung: Stage, *, stage: str, since: date | None) -> None:
    """Check evidence against the rung that it shows. Raises RefusedEntry with the rule."""
    if proof.kind not in rung.evidence:
        msg = f"{proof.kind} is no evidence for {stage}"
        raise RefusedEntry(
            msg,
            rule="evidence-kind",
            why=f"it takes {' or '.join(rung.evidence)}",
            remedy="Give evidence of that kind",
        )
    if since is not None and proof.on < since:
        msg = f"{stage} would come before what it follows"
        raise RefusedEntry(
            msg,
            rule="date",
            where=str(proof.on),
            why=f"the stage before it is of {since}",
            remedy="Give the day on which it came about",
        )
    require_source(proof)


def require_source(proof: Proof, document: dict[str, Any] | None = None) -> None:
    """Check that evidence can be found again. document: the body of the one that it names.

    Raises RefusedEntry by `source`, `quotation` or `observation`.
    """
    if not _ADDRESS.fullmatch(proof.source) and not proof.source.startswith("document-"):
        raise RefusedEntry(
            "evidence without a source",
            rule="source",
            where=proof.source,
            why="a reader must be able to find it",
            remedy="Give --source with a web address, or the id of a document in the ledger",
        )
    if proof.kind == "quote":
        _require_quotation(proof, document)
    if proof.kind == "observation" and not (proof.period and proof.value is not None):
        raise RefusedEntry(
            "an observation without its figure",
            rule="observation",
            why="it needs series, period and value",
            remedy="Give --series, --period and --value",
        )


def _require_quotation(proof: Proof, document: dict[str, Any] | None) -> None:
    if not proof.quote.strip():
        why, remedy = "it has no words", "Give --quote with the words of the source"
    elif document is not None and proof.quote not in document["text"]:
        why = f"they do not stand in {proof.source}"
        remedy = "Copy the words as `kept ledger show` prints the document's text"
    else:
        return
    raise RefusedEntry(
        "a quotation that cannot be found", rule="quotation", where=proof.quote, why=why,
        remedy=remedy,
    )  # fmt: skip
