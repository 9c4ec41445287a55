import json
import struct
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kept.record.canonical import canonical, number, plain

CASES = yaml.safe_load((Path(__file__).parent / "canonical.yaml").read_text(encoding="utf-8"))


def double(bits: str) -> float:
    return struct.unpack(">d", bytes.fromhex(bits))[0]


@pytest.mark.parametrize(("bits", "written"), CASES["numbers"])
def test_numbers_are_written_as_ecmascript_writes_them(bits, written):
    assert number(double(bits)) == written


@pytest.mark.parametrize("bits", CASES["refused_numbers"])
def test_what_is_not_finite_is_refused(bits):
    with pytest.raises(ValueError, match="no place in JSON"):
        canonical(double(bits))


def test_keys_are_sorted_by_utf16_code_units():
    names = CASES["key_order"]
    text = canonical(dict.fromkeys(reversed(names), 1)).decode()
    assert list(json.loads(text)) == names


def test_the_specification_s_example():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '€$\x0f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, {1: 2}, 2**53, {"a": object()}])
def test_what_json_cannot_hold_exactly_is_refused(value):
    with pytest.raises(ValueError, match=r"place in|exact as a double"):
        canonical(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_reading_it_back_gives_the_value_and_the_same_text(value):
    text = canonical(value)
    assert json.loads(text, parse_int=float) == value
    assert canonical(json.loads(text, parse_int=float)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_become_strings_that_keep_their_value(value):
    assert json.loads(canonical(value)) == plain(value)
    assert Decimal(plain(value)) == value
