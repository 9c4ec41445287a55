"""What cannot be read: the error says what, where, why and what to do."""

import io
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kept.errors import FetchError, InputError, KeptError, MissingInput, NoText, TooLarge
from kept.read.document import from_bytes
from kept.read.source import load

GIVE = "Give a file or an address that holds the announcement's text"
SAVE = "Save the announcement as text, HTML or PDF and give that"
ZIP = b"PK\x03\x04" + bytes(64)
NOBODY = 65534


def message_of(kind: type[KeptError], target: str) -> str:
    with pytest.raises(kind) as caught:
        load(target)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "why", "remedy"),
    [
        (b"", "it is empty", GIVE),
        (b" \n\t\r\n ", "it holds blanks only", GIVE),
        (b"---\n***\n", "it holds no words", GIVE),
    ],
)
def test_nothing_to_read(tmp_path: Path, data: bytes, why: str, remedy: str) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(data)
    expected = f"there is nothing to read: {path} ({why}). {remedy}"
    assert message_of(NoText, str(path)) == expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x7fELF\x02\x01\x01" + bytes(64), "it is a program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "it is a picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "it is a picture (JPEG)"),
        (ZIP, "it is a ZIP archive, or a document of Word, Excel or LibreOffice"),
        (b"\x1f\x8b\x08" + bytes(64), "it is a gzip archive"),
        (b"MZ\x90\x00" + bytes(64), "it is a program for Windows"),
        (b"{\\rtf1 Exports rose.}", "it is a document in rich text (RTF)"),
        (bytes(range(32)) * 40, "it is data that is not text"),
    ],
    ids=["elf", "png", "jpeg", "zip", "gzip", "exe", "rtf", "data"],
)  # fmt: skip
def test_binary(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(data)
    expected = f"no text can be read from it: {path} ({why}). {SAVE}"
    assert message_of(NoText, str(path)) == expected


def test_words_that_begin_like_a_program() -> None:
    assert from_bytes(b"MZ Holdings said that exports rose.").text.startswith("MZ Holdings")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><script>let a = '5%'</script><nav><a href=/>Home</a></nav></html>",
        "<!doctype html><title>Loading</title><div id=root></div>",
    ],
)
def test_html_without_text(tmp_path: Path, page: str) -> None:
    path = tmp_path / "given.html"
    path.write_text(page)
    assert message_of(NoText, str(path)) == (
        f"this page holds no text: {path} (there are no words in its HTML outside menus and "
        "scripts). It may be filled in by scripts: save it from a browser as text or PDF"
    )


def test_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    expected = f"the input is too large: {path} (more than 20 MB). Give the announcement alone"
    assert message_of(TooLarge, str(path)) == expected


def test_the_limit_can_be_set() -> None:
    with pytest.raises(TooLarge) as caught:
        from_bytes(b"x" * 1001, largest=1000)
    assert caught.value.why == "more than 0.001 MB"
    assert from_bytes(b"x" * 1000, largest=1000).text == "x" * 1000


def test_directory(tmp_path: Path) -> None:
    expected = f"this is a directory, not a file: {tmp_path}. Give one file in it"
    assert message_of(MissingInput, str(tmp_path)) == expected


def test_missing(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    expected = f"no such file: {path}. Check the path; - reads standard input"
    assert message_of(MissingInput, str(path)) == expected
    assert message_of(MissingInput, str(path / "below")).startswith("no such file: ")


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_impossible_names(name: str) -> None:
    assert message_of(MissingInput, name).startswith("no such file: ")


@pytest.fixture
def unreadable() -> Iterator[Path]:
    """Return a file that may not be read, also when the tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "given.txt"
        path.write_text("Exports rose.")
        path.chmod(0o000)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield path
        finally:
            if root:
                os.seteuid(0)


def test_unreadable(unreadable: Path) -> None:
    assert message_of(InputError, str(unreadable)) == (
        f"this file may not be read: {unreadable} (permission denied). "
        "Allow reading it, or pipe its contents in and give -"
    )


def special_message(path: str, why: str) -> str:
    remedy = "Pipe its contents in and give - as the announcement"
    return f"this is not a regular file: {path} ({why}). {remedy}"


def test_pipe_without_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert message_of(MissingInput, str(path)) == special_message(str(path), "it is a pipe")


def test_socket(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))
        assert message_of(MissingInput, str(path)) == special_message(str(path), "it is a socket")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_devices(path: str) -> None:
    assert message_of(MissingInput, path) == special_message(path, "it is a device")


@pytest.mark.parametrize(
    ("target", "scheme"),
    [("ftp://example.org/a", "ftp"), ("file:///etc/passwd", "file"), ("gopher://a/b", "gopher")],
)
def test_other_schemes(target: str, scheme: str) -> None:
    assert message_of(FetchError, target) == (
        f"this address is not read: {target} ({scheme} is neither http nor https). "
        "Give a path, or an address that begins with https://"
    )


def test_standard_input() -> None:
    document = load("-", stdin=io.BytesIO(b"Exports rose by 5 per cent."))
    assert (document.text, document.uri) == ("Exports rose by 5 per cent.", "standard input")


def test_no_standard_input() -> None:
    assert message_of(MissingInput, "-") == (
        "there is no standard input. Give a path or an address, or pipe the announcement in"
    )


def test_endless_standard_input() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(TooLarge) as caught:
        load("-", stdin=endless, largest=1_000_000)
    assert str(caught.value).startswith("the input is too large: standard input (more than 1 MB)")


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "given.md"
    path.write_text("# Board meets\n\nIt met.\n")
    document = load(str(path), country="GBR", publisher="The Board")
    assert document.title == "Board meets"
    assert (document.uri, document.country) == (str(path), "GBR")
    assert (document.publisher, document.media_type) == ("The Board", "text/markdown")


def test_plain_text_loads_no_other_reader() -> None:
    """HTML, PDF, HTTP and guessing of encodings are paid for by those who need them."""
    heavy = ("selectolax", "pypdfium2", "httpx2", "stamina", "charset_normalizer")
    program = (
        "import sys; from kept.read.document import from_text; from_text('Exports rose by 5%.');"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
