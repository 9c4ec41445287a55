"""Bytes to characters: never wrong letters without an issue."""

import codecs

import pytest

from kept.model.text import Issue
from kept.read.document import from_bytes

FRENCH = "Le ministère a promis que les crédits seront plus élevés dans la région."
ENGLISH = "The board said that exports rose by 5 % – “more than we hoped” – to £3 billion."


def encodings(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.message for issue in issues if issue.code == "encoding"]


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode(),
        codecs.BOM_UTF8 + ENGLISH.encode(),
        ENGLISH.encode("utf-16"),
        codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"),
        ENGLISH.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-be with mark", "utf-32"],
)
def test_certain(data: bytes) -> None:
    document = from_bytes(data)
    assert document.text == ENGLISH
    assert document.issues == ()


def test_declared_by_the_server() -> None:
    document = from_bytes(ENGLISH.encode("cp1252"), charset="ISO-8859-1")
    assert document.text == ENGLISH
    assert encodings(document.issues) == []


def test_declared_by_the_page() -> None:
    page = f'<html lang="en"><meta charset="windows-1252"><p>{ENGLISH}</p>'
    assert from_bytes(page.encode("cp1252")).text == ENGLISH


def test_wrongly_declared() -> None:
    document = from_bytes(ENGLISH.encode("cp1252"), charset="utf-8")
    assert document.text == ENGLISH
    assert encodings(document.issues)[0] == "it is declared as utf-8, which it is not"
    assert "guessed" in encodings(document.issues)[1]


def test_utf_8_declared_as_ascii() -> None:
    document = from_bytes(ENGLISH.encode(), charset="us-ascii")
    assert document.text == ENGLISH


@pytest.mark.parametrize("name", ["cp1252", "utf-16-le"])
def test_guessed(name: str) -> None:
    document = from_bytes(FRENCH.encode(name))
    assert document.text == FRENCH
    (message,) = encodings(document.issues)
    assert message.startswith("its encoding was guessed to be ")


def test_unknown_declaration() -> None:
    document = from_bytes(ENGLISH.encode(), charset="klingon-8")
    assert document.text == ENGLISH
    assert encodings(document.issues) == ["it is declared as klingon-8, which it is not"]


def test_damaged_utf_16() -> None:
    document = from_bytes(ENGLISH.encode("utf-16") + b"\x00")
    assert document.text.startswith(ENGLISH)
    assert "could not be decoded" in encodings(document.issues)[0]


def test_letters_converted_wrongly_before() -> None:
    spoiled = "The board’s plan".encode().decode("cp1252")
    document = from_bytes(spoiled.encode())
    (message,) = encodings(document.issues)
    assert message == "letters look wrongly converted before they came here (“â€”)"
