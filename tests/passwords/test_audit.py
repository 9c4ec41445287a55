"""The audit: against pure chance, against habits, on lists too short, and in constant memory."""

import json
import math
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from kept.errors import InputError, NoText
from kept.passwords.alphabet import encode
from kept.passwords.as_json import to_json
from kept.passwords.audit import audit
from kept.passwords.characters import CharacterCounts
from kept.passwords.crack_time import HORIZONS
from kept.passwords.duplicates import Tally
from kept.passwords.intervals import chi_square_tail, wilson
from kept.passwords.page import to_html
from kept.passwords.rates import rates
from kept.passwords.summary import headline
from kept.passwords.terminal import audit_text
from kept.passwords.words import against_null

from .conftest import habitual, uniform


@pytest.fixture(scope="module")
def of_uniform():
    return audit(uniform(2000, 12))


@pytest.fixture(scope="module")
def of_habits():
    return audit(habitual(2000), {"Model": "Ruritania-1", "Prompt": "Give me <b>strong</b> ones"})


def cell(found, hash_id="md5", hardware="rtx4090", horizon="1 hour"):
    return next(
        one
        for one in found.cells
        if (one.rate.hash, one.rate.hardware, one.horizon) == (hash_id, hardware, horizon)
    )


def test_uniform_passwords_look_like_chance(of_uniform):
    for row in of_uniform.composition:
        assert against_null(row) in ("as chance would have it", "chance leaves no room")
        assert row.expected == pytest.approx(row.expected_of_94, abs=1e-9)
    assert of_uniform.overall.chance > 0.001
    assert of_uniform.overall.bits == pytest.approx(math.log2(94), abs=0.01)
    assert of_uniform.alphabet == {"small letter": 26, "capital": 26, "digit": 10, "sign": 32}
    assert cell(of_uniform).source_aware.hits == 0


def test_habits_are_seen_by_the_source_aware_attacker_alone(of_habits):
    one = cell(of_habits)
    assert one.general.value < 0.05
    assert one.source_aware.value > 0.9
    assert of_habits.overall.chance < 0.001
    lacking = {row.lacks: row for row in of_habits.composition}
    assert lacking["a digit"].observed.hits == 0
    assert lacking["a digit"].deviation < -3


def test_the_null_is_over_the_list_s_own_characters():
    found = audit(uniform(500, 16, "0123456789abcdef"))
    row = next(row for row in found.composition if row.lacks == "a digit")
    assert row.expected == pytest.approx((6 / 16) ** 16)
    assert row.expected_of_94 == pytest.approx((84 / 94) ** 16)
    assert found.overall.most_bits == 4.0
    assert found.overall.chance > 0.001


def test_every_cell_of_hash_and_hardware_has_every_horizon(of_uniform):
    assert len(of_uniform.cells) == len(rates()) * len(HORIZONS)
    for one in of_uniform.cells:
        for share in (one.general, one.side_by_side, one.source_aware):
            assert 0 <= share.low <= share.value <= share.high <= 1
        assert one.side_by_side.hits <= one.general.hits
        assert one.source_aware.hits >= one.general.hits
    for each in rates():
        hits = [one.general.hits for one in of_uniform.cells if one.rate == each]
        assert hits == sorted(hits)


def test_no_place_names_its_characters():
    """A list with one password over and over must not be spelt out place by place."""
    found = audit([*["Zebra-Quagga-77"] * 300, *uniform(300, 15)])
    for text in (to_json(found).decode(), to_html(found).decode(), audit_text(found, 100)):
        letters = re.sub(r"<[^>]*>|[^A-Za-z0-9-]", "", text)
        assert "Zebra-Quagga-77" not in letters
    assert found.by_place[0].top_share > 0.5


def test_counts_add_up(of_habits):
    assert sum(of_habits.lengths.values()) == of_habits.count == 2000
    assert sum(of_habits.attacks.values()) == 2000
    assert sum(of_habits.histogram.values()) == 2000
    assert sum(of_habits.source_histogram.values()) == of_habits.sampled == 2000


def test_too_few_are_refused_and_few_are_warned_of():
    with pytest.raises(NoText):
        audit([])
    with pytest.raises(InputError, match="1 of at least 100"):
        audit(["one"])
    with pytest.raises(InputError, match="99 of at least 100"):
        audit(uniform(99, 12))
    assert any("Only 100" in note for note in audit(uniform(100, 12)).notes)
    assert not any("Only" in note for note in audit(uniform(1000, 12)).notes)


def test_a_list_twice_gives_the_same_audit():
    assert audit(habitual(300)) == audit(iter(habitual(300)))


def test_characters_outside_ascii_and_long_lines_are_told():
    notes = " ".join(audit([*uniform(200, 12), "пароль" * 3, "🐫🌵", "a" * 3000]).notes)
    assert "2 passwords hold characters outside ASCII" in notes
    assert "1 passwords were weighed by their first 1,024" in notes


def test_the_sample_of_a_long_list_is_uniform_and_said():
    digits = [f"{number:08d}" for number in range(50_000)]
    found = audit(digits)
    assert found.sampled == 20_000
    assert any("sample of 20,000 of 50,000" in note for note in found.notes)


def test_nothing_is_revealed_unless_asked_for():
    passwords = [*uniform(200, 12), "hunter2", "letmein"]
    shown = audit(passwords, reveal=2)
    assert {weak.password for weak in shown.weakest} == {"hunter2", "letmein"}
    for found, expected in ((shown, True), (audit(passwords), False)):
        for text in (to_json(found).decode(), to_html(found).decode(), audit_text(found, 100)):
            assert ("hunter2" in text) is expected


def test_the_page_is_whole_and_safe(of_habits):
    page = to_html(of_habits).decode()
    assert "Ruritania-1" in page
    assert "Give me &lt;b&gt;strong&lt;/b&gt; ones" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!https://)', page)
    assert page.count("<svg") == 3
    assert "NaN" not in page
    assert "inf" not in re.sub(r"[a-z]*inf[a-z]+", "", page)


def test_json_holds_every_figure(of_habits):
    data = json.loads(to_json(of_habits))
    assert data["count"] == 2000
    assert len(data["cells"]) == len(of_habits.cells)
    assert data["provenance"]["Model"] == "Ruritania-1"
    assert data["weakest"] == []


def test_the_terminal_text_says_the_same(of_habits):
    text = audit_text(of_habits, 100)
    assert headline(of_habits) in text
    assert "Model: Ruritania-1" in text
    for title in ("its 95 % interval", "made of", "evenly", "Repetition"):
        assert title in text
    assert "\x1b" not in text


def test_provenance_cannot_steer_a_terminal():
    found = audit(uniform(150, 10), {"Prompt": "a\x1b[31mb"})
    assert "\x1b" not in audit_text(found, 80)
    assert b"\x1b" not in to_html(found)


def test_repeats_are_counted_exactly_while_the_table_has_room():
    passwords = ["a"] * 5 + ["b"] * 3 + ["c", "d"]
    tally = Tally()
    for password in passwords:
        tally.add(password)
    seen = tally.repetition()
    assert (seen.different, seen.repeated, seen.most, seen.exact) == (4, 6, 5, True)
    assert seen.collision_bits == pytest.approx(math.log2(10 * 9 / (5 * 4 + 3 * 2)))


def test_repeats_beyond_the_table_are_scaled_up_from_a_sample():
    random = np.random.default_rng(4)
    rows = [f"p{number}" for number in random.integers(0, 20_000, 60_000)]
    counts = Counter(rows)
    tally = Tally(capacity=2048, key=b"0" * 16)
    for row in rows:
        tally.add(row)
    seen = tally.repetition()
    assert not seen.exact
    assert seen.different == pytest.approx(len(counts), rel=0.1)
    pairs = sum(count * (count - 1) for count in counts.values())
    assert seen.collision_bits == pytest.approx(math.log2(60_000 * 59_999 / pairs), abs=0.2)


def test_the_small_sample_is_corrected_for():
    counts = CharacterCounts()
    counts.add(encode(["0" * 90 + "1123456789abcdef" + "f" * 14]))
    row = counts.overall()
    assert row.correction == pytest.approx((16 - 1) / (2 * 120 * math.log(2)), rel=1e-6)
    assert row.bits - row.correction < row.bits <= 4.0


def test_wilson_and_chi_square_have_their_known_values():
    share = wilson(10, 100)
    assert (round(share.low, 4), round(share.high, 4)) == (0.0552, 0.1744)
    assert chi_square_tail(93.0, 93) == pytest.approx(0.48, abs=0.01)
    assert chi_square_tail(200.0, 93) < 1e-6


MEMORY = """
import resource, sys
from kept.passwords.audit import audit
audit(f"word{number % 977}x{number % 13}" for number in range(int(sys.argv[1])))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_list():
    """Nine times the rows, none of them kept: a list of them would take 10 MB more."""
    peaks = [
        int(subprocess.check_output([sys.executable, "-c", MEMORY, str(rows)]))
        for rows in (20_000, 180_000)
    ]
    assert peaks[1] - peaks[0] < 8_000
