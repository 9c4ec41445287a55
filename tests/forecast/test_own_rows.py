"""Users' files are read in the one way that they can be, or refused with line and reason."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kept.errors import InputError
from kept.forecast.own_rows import rows_of

CASES = yaml.safe_load(Path(__file__).with_name("own_files.yaml").read_text(encoding="utf-8"))
JULY = (7, 1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_file_is_read_in_one_way_or_refused(tmp_path, case):
    path = tmp_path / "mine.csv"
    path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    if "error" in case:
        with pytest.raises(InputError) as caught:
            rows_of(path, JULY)
        assert case["error"] in str(caught.value)
        return
    found = rows_of(path, JULY)
    assert {row.label: row.value for row in found} == {
        label: Decimal(value) for label, value in case["rows"].items()
    }
    assert [row.start for row in found] == sorted(row.start for row in found)


def test_fiscal_years_begin_where_the_country_begins_them(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("period,value\nFY2025,5\n", encoding="utf-8")
    (row,) = rows_of(path, JULY)
    assert (row.start, row.end) == (date(2024, 7, 1), date(2025, 7, 1))


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("own") / "mine.csv"
    path.write_bytes(f"period,value\n{text}".encode("utf-8", "surrogatepass"))
    with suppress(InputError):
        found = rows_of(path, JULY)
        assert len({(row.start, row.end) for row in found}) == len(found)
