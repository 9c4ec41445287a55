"""Characters without width, control characters, line ends, and the way back to the source."""

from typing import Any

import pytest

from kept.read.document import from_bytes, from_text

CASES = [
    ("byte order mark", "\ufeffExports rose.", "Exports rose.", []),
    ("soft hyphen", "Ex\u00adports rose.", "Exports rose.", []),
    ("zero-width space", "Exports\u200b rose.", "Exports rose.", []),
    ("word joiner", "5\u2060%.", "5%.", []),
    ("joiner between Latin letters", "Ex\u200dports.", "Exports.", []),
    ("joiner in an emoji", "So 👩\u200d🌾 say.", "So 👩\u200d🌾 say.", []),
    ("joiner in Hindi", "क्\u200dष है", "क्\u200dष है", ["language"]),
    (
        "line ends",
        "One.\r\nTwo.\rThree.\u2028Four.\x0cFive.",
        "One.\nTwo.\nThree.\nFour.\nFive.",
        [],
    ),
    ("control characters", "It\x00rose\x07by 5.", "It rose by 5.", ["control-characters"]),
    ("lone surrogate", "It rose \ud83d by 5.", "It rose \ufffd by 5.", ["encoding"]),
    ("no character", "It rose \ufdd0 by 5.", "It rose \ufffd by 5.", ["encoding"]),
    ("grouping blanks", "3\u00a0500\u202f000 people.", "3\u00a0500\u202f000 people.", []),
    ("override", "It rose \u202e52\u202c.", "It rose \u202e52\u202c.", ["direction-override"]),
    ("right to left", "قال 5%", "قال 5%", ["language"]),
]


@pytest.mark.parametrize(
    ("source", "text", "codes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_clean(source: str, text: str, codes: list[str], assert_sound: Any) -> None:
    document = from_text(source)
    assert_sound(document, source)
    assert document.text == text
    assert [issue.code for issue in document.issues] == codes


def test_issue_counts_and_points() -> None:
    issue = from_text("A\x01B and C\x02D.").issues[0]
    assert issue.message == "2 control characters replaced by a space"
    assert (issue.start, issue.end) == (1, 2)


def test_offsets_after_astral_characters() -> None:
    source = "🚢🚢 Exports\r\nrose by “5 %” 🚀 in 2024."
    document = from_text(source)
    at = document.text.index("“5 %”")
    run = next(r for r in document.runs if r.text <= at < r.text + r.length)
    assert source[run.source + at - run.text :].startswith("“5 %”")


def test_nul_bytes_in_a_text_file() -> None:
    document = from_bytes(b"Exports rose by 5 per cent\x00in the year to June.")
    assert document.text == "Exports rose by 5 per cent in the year to June."
    assert [issue.code for issue in document.issues] == ["control-characters"]
