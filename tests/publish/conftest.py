"""A report with every verdict, made by hand on an announcement from a country of fiction."""

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from kept.model.claims import (
    Change,
    Claim,
    Commitment,
    Event,
    Link,
    Period,
    Quantity,
    Reading,
)
from kept.model.findings import Evidence, Finding, Report
from kept.model.text import Block, Document, Issue, Quote

TEXT = (Path(__file__).parent / "announcement.txt").read_text(encoding="utf-8").rstrip("\n")


def quote(exact: str, text: str = TEXT) -> Quote:
    start = text.index(exact)
    return Quote(exact, start, start + len(exact))


def sentence(exact: str) -> Quote:
    """The line's sentence around the words, as the extractor would quote it."""
    at = TEXT.index(exact)
    line_start = TEXT.rfind("\n", 0, at) + 1
    line_end = TEXT.find("\n", at)
    line_end = len(TEXT) if line_end < 0 else line_end
    before = TEXT.rfind(". ", line_start, at)
    start = line_start if before < 0 else before + 2
    stop = TEXT.find(". ", at, line_end)
    end = line_end if stop < 0 else stop + 1
    return Quote(TEXT[start:end], start, end)


def quantity(exact: str, low, high, unit: str, bound="exact", **more) -> Quantity:
    where = quote(exact)
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Quantity(exact, where.start, where.end, *ends, unit, bound, **more)


def claim(id_: str, number: Quantity, **more) -> Claim:
    more.setdefault("subject", quote("Ruritania"))
    return Claim(id=id_, quote=sentence(number.exact), quantity=number, **more)


def year(exact: str, value: int) -> Period:
    where = quote(exact)
    dates = date(value, 1, 1), date(value + 1, 1, 1)
    return Period(exact, where.start, where.end, *dates, label=str(value))


def claims() -> tuple[Claim, ...]:
    strelsau = quote("Flavia Strelsau")
    timber = quote("sawn timber")
    exports = Link("timber-exports", 0.91, ("“timber” and “exports” are words of this indicator",))
    nation = Link("XRU", 1.0)
    return (
        claim(
            "claim-target",
            quantity("$2 billion", "2E+9", "2E+9", "USD", precision=Decimal("1E+9")),
            measure=quote("timber exports"),
            modality="target",
            speaker=strelsau,
            indicator=exports,
            entity=nation,
            rules=("money", "target-noun"),
        ),
        claim(
            "claim-growth",
            quantity("18 %", 18, 18, "percent"),
            measure=timber,
            change=Change("relative", "up"),
            period=year("last year", 2023),
            speaker=quote("the Minister of Forests, Flavia Strelsau"),
            indicator=exports,
            entity=nation,
        ),
        claim(
            "claim-level",
            quantity("$1.2 billion", "1.2E+9", "1.2E+9", "USD", precision=Decimal("1E+8")),
            measure=quote("timber worth"),
            period=year("in 2023", 2023),
            speaker=strelsau,
            indicator=exports,
            entity=nation,
        ),
        claim(
            "claim-growth-again",
            quantity("12 %", 12, 12, "percent"),
            measure=timber,
            change=Change("relative", "up", quote("last year")),
            period=Period("the growth", *_at("the growth"), None, None),
            speaker=quote("the ministry's written statement"),
            indicator=exports,
            entity=nation,
        ),
        claim("claim-mills", quantity("40", 40, None, "mill", "over"), subject=quote("summit")),
        claim("claim-buyers", quantity("300", None, 300, "buyer", "under")),
        claim(
            "claim-staff",
            quantity("90,000", 90000, 90000, "person", "about", precision=Decimal("1E+4")),
            measure=quote("employ"),
            source=quote("the Bureau of Labour"),
            modality="estimated",
        ),
        claim(
            "claim-pledge",
            quantity("$350 million", None, "350E+6", "USD", "at_most"),
            measure=quote("new sawmills"),
            modality="pledge",
            conditional=True,
            speaker=quote("Investors"),
        ),
        claim(
            "claim-trees",
            quantity("40 million", "40E+6", "40E+6", "tree"),
            period=year("by 2030", 2030),
            modality="target",
            speaker=quote("The ministry"),
        ),
        claim(
            "claim-prices",
            quantity("4.1 %", "4.10", "4.10", "percent", precision=Decimal("0.1")),
            measure=quote("Inflation"),
            period=year("in 2023", 2023),
            indicator=Link("consumer-price-inflation", 0.97),
            entity=nation,
        ),
    )


def _at(exact: str) -> tuple[int, int]:
    where = quote(exact)
    return where.start, where.end


def commitments() -> tuple[Commitment, ...]:
    return (
        Commitment(
            id="commitment-exports",
            kind="target",
            quote=sentence("we will reach"),
            action=quote("we will reach $2 billion"),
            promiser=quote("Flavia Strelsau"),
            claim_ids=("claim-target",),
        ),
        Commitment(
            id="commitment-pledge",
            kind="pledge",
            quote=sentence("pledged"),
            action=quote("pledged up to $350 million for new sawmills"),
            promiser=quote("Investors at the meeting"),
            claim_ids=("claim-pledge",),
            conditions=(quote("provided that the Forest Act is passed"),),
            strength="done",
        ),
        Commitment(
            id="commitment-trees",
            kind="target",
            quote=sentence("40 million"),
            action=quote("will plant 40 million trees by 2030"),
            promiser=quote("The ministry"),
            claim_ids=("claim-trees",),
            deadline=year("by 2030", 2030),
            bodies=(quote("the Forest Service"), quote("the Hentzau Foundation")),
        ),
        Commitment(
            id="commitment-chair",
            kind="appointment",
            quote=sentence("will chair"),
            action=quote("will chair the Council of Forest Nations in 2026"),
            promiser=Quote("Ruritania", TEXT.rindex("Ruritania"), TEXT.rindex("Ruritania") + 9),
            deadline=year("in 2026", 2026),
        ),
    )


CUSTOMS = Evidence(
    title="Timber exports, by year",
    publisher="Ruritanian Customs Office",
    url="https://customs.example.org/timber?series=saw&from=2019",
    value="$1.094 billion",
    period="2023",
    series="RUR.TIMBER.CD",
    vintage=date(2024, 3, 12),
    licence="CC BY 4.0",
)
CENSUS = Evidence(
    title="Population aged 15 to 64",
    publisher="Bureau of the Census",
    url="https://census.example.org/",
    value="212,000 people",
    period="2023",
    vintage=date(2024, 1, 30),
)


def findings() -> tuple[Finding, ...]:
    as_of = date(2024, 5, 2)
    return (
        Finding(
            id="finding-contradicts",
            check="contradictions",
            verdict="contradicts",
            title="Two growth rates for the same timber",
            reason="The minister says 18%, her ministry's statement 12%, of the same exports in "
            "the same year. No rounding joins the two.",
            claim_ids=("claim-growth", "claim-growth-again"),
            expected="18%",
            found="12%",
            tolerance="half a point either way, from the printed precision",
            working=("18% is at least 17.5%", "12% is at most 12.5%", "17.5 − 12.5 = 5 points"),
            as_of=as_of,
        ),
        Finding(
            id="finding-differs",
            check="official",
            verdict="differs",
            title="Exports came in at 1.094 billion, not 1.2 billion",
            reason="Customs recorded $1.094 billion in 2023, and the announcement prints 1.2.",
            claim_ids=("claim-level",),
            expected="$1.094 billion",
            found="$1.2 billion",
            tolerance="$50 million, half of the last printed digit",
            working=(
                "1.2 billion − 0.05 billion = 1.15 billion",
                "1.15 billion − 1.094 billion = 0.056 billion",
            ),
            evidence=(CUSTOMS,),
            as_of=as_of,
        ),
        Finding(
            id="finding-implausible",
            check="plausibility",
            verdict="implausible",
            title="The mills would employ four in ten of all people of working age",
            reason="About 90,000 of 212,000 people of working age is 42.5%.",
            claim_ids=("claim-staff",),
            working=("90,000 ÷ 212,000 = 0.425",),
            evidence=(CENSUS,),
            as_of=as_of,
        ),
        Finding(
            id="finding-unsupported",
            check="targets",
            verdict="unsupported",
            title="The target of 2 billion has no deadline",
            reason="Without a year nobody can say whether it was kept.",
            claim_ids=("claim-target",),
            commitment_ids=("commitment-exports",),
            working=(
                "From $1.094 billion to $2 billion within four years",
                "(2 ÷ 1.094) ^ (1 ÷ 4) − 1 = 16.3% a year",
                "Of 120 comparable windows of four years, 9 did that",
            ),
            evidence=(CUSTOMS,),
            settle_by="A date for the target, and the definition of timber that it uses.",
            as_of=as_of,
        ),
        Finding(
            id="finding-unknown",
            check="official",
            verdict="cannot be checked",
            title="No official series counts the summit's mills",
            reason="Attendance is known to the organiser alone.",
            claim_ids=("claim-mills", "claim-buyers"),
            settle_by="The list of participants of the Zenda Timber Summit.",
            as_of=as_of,
        ),
        Finding(
            id="finding-agrees",
            check="official",
            verdict="agrees",
            title="Inflation in 2023 was 4.1%",
            reason="The central bank prints 4.08%, which rounds to 4.1%.",
            claim_ids=("claim-prices",),
            expected="4.08%",
            found="4.1%",
            tolerance="0.05 points",
            working=("4.1 − 4.08 = 0.02",),
            evidence=(
                Evidence(
                    title="Consumer prices",
                    publisher="Bank of Ruritania",
                    url="https://bank.example.org/cpi",
                    value="4.08%",
                    period="2023",
                ),
            ),
            as_of=as_of,
        ),
    )


def document(text: str = TEXT, **more) -> Document:
    kinds = ["title"] + ["paragraph"] * text.count("\n\n")
    blocks, start = [], 0
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        blocks.append(Block(kind, start, start + len(part)))
        start += len(part) + 2
    fields = {
        "id": "document-0123456789ab",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "title": text.partition("\n")[0],
        "publisher": "Ministry of Forests",
        "published": date(2024, 4, 16),
        "language": "en",
        "country": "XRU",
        "uri": "announcements/timber.html",
        "blocks": tuple(blocks),
        "issues": (Issue("picture", "One picture was left out: it has no text"),),
    }
    return Document(**(fields | more))


def full_report() -> Report:
    return Report(
        document=document(),
        claims=claims(),
        commitments=commitments(),
        events=(Event((quote("Zenda Timber Summit"), quote("the summit")), (quote("ZTS"),)),),
        findings=findings(),
        as_of=date(2024, 5, 2),
    )


@pytest.fixture
def golden() -> Callable[[str, bytes], None]:
    """Compare with the golden file of a name; with KEPT_GOLDEN=write, write it instead."""

    def compare(name: str, output: bytes) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("KEPT_GOLDEN") == "write":
            path.write_bytes(output)
        assert output.decode() == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def report() -> Report:
    return full_report()


@pytest.fixture(scope="session")
def reading(report) -> Reading:
    return Reading(claims=report.claims, commitments=report.commitments, events=report.events)


@pytest.fixture
def empty_report() -> Report:
    nothing = document("Nothing to see here", publisher=None, published=None, language=None)
    return Report(
        document=nothing, claims=(), commitments=(), events=(), findings=(), as_of=date(2024, 5, 2)
    )
