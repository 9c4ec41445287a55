"""Tables of promises: mapped, checked row by row, and recorded whole or not at all."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kept.errors import InputError, MissingInput, RefusedEntry, UsageError
from kept.record.importing import intake_of_table, read_table, require_readable
from kept.record.listing import Filter, page
from kept.record.mapping import Columns, read_mapping
from kept.record.periods import due_of_label, said_of
from kept.record.reading import story
from kept.record.recording import record
from kept.record.sheets import read_sheet
from kept.statistics.shelf import open_shelf
from kept.statistics.tables import DATA

from .making import START, stopped

MAPPING = """
defaults = { kind = "pledge", unit = "USD" }
key = ["No"]

[columns]
text = "Promise"
kind = "Kind"
area = "Country"
value = "Amount"
unit = "Currency"
due = "By"
said = "Date"
promiser = "Who"
lead = "Lead"
supporting = "Partners"
source = "Link"

[kinds]
P = "pledge"
T = "target"
"""
HEADER = ("No", "Promise", "Kind", "Country", "Amount", "Currency", "By", "Date", "Who", "Lead",
          "Partners", "Link")  # fmt: skip


def row(number: int, **changed: str) -> list[str]:
    cells = {
        "No": str(number), "Promise": f"road number {number}", "Kind": "P", "Country": "KEN",
        "Amount": f"{1000 + number}", "Currency": "KES", "By": "2027", "Date": "2025-03-01",
        "Who": "Ministry of Roads", "Lead": "", "Partners": "World Bank; AfDB",
        "Link": f"https://example.org/{number}",
    } | changed  # fmt: skip
    return [cells[name] for name in HEADER]


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write the least that is a workbook: numbers as numbers, all else as text."""
    lines = []
    for cells in rows:
        inside = "".join(
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, int | float)
            else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in cells
        )
        lines.append(f"<row>{inside}</row>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
            f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="One" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
            f'"{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
        )
    return path


@pytest.fixture
def mapping(tmp_path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def test_a_table_is_recorded_and_its_promises_are_followed(ledger, tmp_path, mapping):
    table, _ = read_table(write_csv(tmp_path / "t.csv", [row(1), row(2, Kind="T")]), mapping)
    assert table.faults == ()
    record(ledger, [intake_of_table(table)], stopped())
    rows = page(ledger, Filter(area="KEN", body="African Development Bank"), day=START.date()).rows
    assert [(one.kind, one.low, one.unit, one.due_label) for one in rows] == [
        ("target", "1002", "KES", "2027"),
        ("pledge", "1001", "KES", "2027"),
    ]
    assert record(ledger, [intake_of_table(table)], stopped()).entries == ()


def test_a_workbook_reads_as_the_same_table(tmp_path, mapping):
    rows = [row(1), row(2, Kind="T")]
    typed = [[int(c) if c.isdigit() else c for c in cells] for cells in rows]
    from_csv, _ = read_table(write_csv(tmp_path / "t.csv", rows), mapping)
    from_xlsx, _ = read_table(write_xlsx(tmp_path / "t.xlsx", [HEADER, *typed]), mapping)
    assert from_xlsx == from_csv


FAULTS = [
    ({"Amount": "a lot"}, "row 3: Amount: “a lot” is no number"),
    ({"Amount": "1e5"}, "row 3: Amount: “1e5” is no number"),
    ({"Amount": "NaN"}, "row 3: Amount: “NaN” is no number"),
    ({"By": "soon"}, "row 3: By: “soon” is no year, fiscal year, month or day"),
    ({"By": "2027-13"}, "row 3: By: "),
    ({"Date": "yesterday"}, "row 3: Date: “yesterday” is no year"),
    ({"Kind": "X"}, "row 3: kind: “X” is none of target, pledge"),
    ({"Promise": ""}, "row 3: Promise: it is empty"),
    ({"No": "1"}, "row 3: No: the same as in row 2: 1"),
]


@pytest.mark.parametrize(("changed", "words"), FAULTS)
def test_a_row_that_cannot_be_read_is_named_with_its_reason(tmp_path, mapping, changed, words):
    table, chosen = read_table(
        write_csv(tmp_path / "t.csv", [row(1), row(2, **changed), row(3)]), mapping
    )
    assert len(table.drafts) == 2
    with pytest.raises(RefusedEntry) as refused:
        require_readable(table, chosen, "t.csv")
    assert words in refused.value.message
    assert "none of it" in refused.value.message


def test_three_bad_rows_of_a_hundred_thousand_are_named_and_nothing_is_recorded(tmp_path, mapping):
    bad = {17: {"Amount": "?"}, 50_000: {"By": "never"}, 99_999: {"No": "17"}}
    rows = (row(number, **bad.get(number, {})) for number in range(1, 100_001))
    table, chosen = read_table(write_csv(tmp_path / "t.csv", rows), mapping)
    assert [(fault.row, fault.reason.partition(":")[0]) for fault in table.faults] == [
        (18, "Amount"), (50_001, "By"), (100_000, "No"),
    ]  # fmt: skip
    with pytest.raises(RefusedEntry, match=r"row 18: .*row 50001: .*row 100000: "):
        require_readable(table, chosen, "t.csv")


def test_rows_are_set_aside_only_where_the_mapping_says_so(tmp_path, mapping):
    mapping.write_text(MAPPING + '\n[rules]\nunreadable = "aside"\n', encoding="utf-8")
    table, chosen = read_table(write_csv(tmp_path / "t.csv", [row(1, By="soon"), row(2)]), mapping)
    require_readable(table, chosen, "t.csv")
    assert (len(table.drafts), len(table.faults)) == (1, 1)


def test_the_mapping_that_the_manual_shows_is_one(tmp_path):
    manual = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    path = tmp_path / "manual.toml"
    path.write_text(manual.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    mapping = read_mapping(path)
    assert set(mapping.needed()) >= {"No", "Promise", "Remark", "Forum"}
    assert all(getattr(mapping.columns, name) for name in Columns.__struct_fields__)


def test_a_missing_column_is_named(tmp_path, mapping):
    path = tmp_path / "t.csv"
    path.write_text("No,Promise\n1,roads\n", encoding="utf-8")
    with pytest.raises(InputError, match="no Kind, Country, By, Amount"):
        read_table(path, mapping)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns", "mapping cannot be read"),
        ("[columns]\n", "missing required field `text`"),
        ('[columns]\ntext = "Promise"\ncolour = "x"\n', "unknown field `colour`"),
        ('[columns]\ntext = "Promise"\n[parts]\ncolumn="a"\npattern="("\n', "cannot be read"),
        ('[columns]\ntext = "Promise"\n[parts]\ncolumn="a"\npattern="x"\n', "no group named parts"),
        ('[columns]\ntext = "Promise"\n[kinds]\nP = "promise"\n', "mapping cannot be read"),
    ],
)
def test_a_mapping_that_cannot_be_read_says_why(tmp_path, mapping, text, words):
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_table(write_csv(tmp_path / "t.csv", [row(1)]), mapping)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("none.csv", None, MissingInput),
        ("t.csv", b"", InputError),
        ("t.csv", b"# nothing but a remark\n", InputError),
        ("t.csv", b"\xff\xfe\x00", InputError),
        ("t.csv", b"a,a\n1,2\n", InputError),
        ("t.xlsx", b"no workbook", InputError),
        ("t.docx", b"PK", UsageError),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, error):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error):
        read_sheet(path)


def test_a_table_that_no_shipped_mapping_fits_asks_for_one(tmp_path):
    with pytest.raises(InputError, match="give it with --mapping"):
        read_table(write_csv(tmp_path / "t.csv", [row(1)]))


@pytest.mark.parametrize(
    ("label", "area", "expected"),
    [
        ("2025", "PAK", ("2025-01-01", "2026-01-01")),
        ("CY2024", "PAK", ("2024-01-01", "2025-01-01")),
        ("2025-12", "PAK", ("2025-12-01", "2026-01-01")),
        ("2025-02-28", "PAK", ("2025-02-28", "2025-03-01")),
        ("FY2025", "PAK", ("2024-07-01", "2025-07-01")),
        ("FY2025 Jul-Mar", "PAK", ("2024-07-01", "2025-04-01")),
        ("FY2025 Jan-Mar", "PAK", ("2025-01-01", "2025-04-01")),
        ("FY2025", "USA", ("2024-10-01", "2025-10-01")),
        ("FY2025", "FRA", ("2025-01-01", "2026-01-01")),
        ("FY2024-25", "IND", ("2024-04-01", "2025-04-01")),
        ("2025-Q3", "PAK", ("2025-07-01", "2025-10-01")),
    ],
)
def test_periods(label, area, expected):
    due = due_of_label(label, area)
    assert (str(due.start), str(due.end)) == expected


@pytest.mark.parametrize("label", ["", "undated", "n/a", '"coming years"'])
def test_what_says_that_it_has_no_date_has_none(label):
    assert due_of_label(label, "PAK") is None


@pytest.mark.parametrize("label", ["soon", "20255", "2025-13", "FY25x", "2025-02-30", "1e4"])
def test_what_is_no_period_is_refused(label):
    with pytest.raises(ValueError, match=r".+"):
        due_of_label(label, "PAK")


def test_a_month_or_a_year_counts_by_its_last_day():
    assert said_of("2024-08", loose=False) == date(2024, 8, 31)
    assert said_of("2021 (stated at year end)", loose=True) == date(2021, 12, 31)
    with pytest.raises(ValueError, match="stated at year end"):
        said_of("2021 (stated at year end)", loose=False)


class TestShippedFacts:
    """The table that ships with Kept: targets, pledges and figures with a page each."""

    @pytest.fixture
    def filed(self, file_ledger):
        table, chosen = read_table(DATA / "facts.csv")
        require_readable(table, chosen, "facts.csv")
        record(file_ledger, [intake_of_table(table)], stopped())
        return file_ledger

    def test_a_pledge_s_parts_are_set_against_its_total(self, filed):
        rows = page(filed, Filter(words="DFDI Forum", kind="pledge"), day=START.date()).rows
        parts = story(filed, rows[0].commitment, open_shelf(), day=START.date()).parts
        millions = [int(part.amount / 1_000_000) for part in parts.parts]
        assert millions == [14, 20, 30, 500]
        assert (parts.sum, parts.total) == (Decimal(564_000_000), Decimal(700_000_000))
        assert (parts.gap, parts.adds_up) == (Decimal(136_000_000), False)

    def test_the_day_a_pledge_was_made_is_no_day_by_which(self, filed):
        assert page(filed, Filter(kind="pledge", stage="overdue"), day=date(2030, 1, 1)).rows == ()

    def test_a_month_is_not_told_as_a_day(self, filed):
        rows = page(filed, Filter(area="PAK", kind="target"), day=START.date(), size=100).rows
        assert {"2024-08", "2017"} <= {row.said_as for row in rows}
