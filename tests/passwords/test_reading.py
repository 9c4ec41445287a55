"""Lists and passwords that cannot be read: each with a message that quotes nothing of them."""

from io import BytesIO

import pytest

from kept.errors import InputError, KeptError, MissingInput, NoText, TooLarge, UsageError
from kept.passwords.reading import ListFile, one_password

SECRET = "Xq7-zebra-Plinth"  # noqa: S105 -- what no message may quote


def passwords_of(tmp_path, data: bytes, **more) -> list[str]:
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    return list(ListFile(path, **more).passwords())


def test_lines_are_passwords_as_they_stand(tmp_path):
    data = "\ufeff first\r\nsecond \n\n  \nпароль\n🐫\nno end".encode()
    assert passwords_of(tmp_path, data) == [" first", "second ", "  ", "пароль", "🐫", "no end"]


def test_a_stream_is_read_as_a_file_is(tmp_path):
    listed = ListFile(tmp_path / "-", BytesIO(b"one\ntwo\n"))
    assert list(listed.passwords()) == ["one", "two"]


def test_another_encoding_can_be_named(tmp_path):
    assert passwords_of(tmp_path, "garçon\n".encode("latin-1"), encoding="latin-1") == ["garçon"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_wide_units_are_read_when_named(tmp_path, encoding):
    data = "first\r\n second\u0a0a\n\n🐫\nno end".encode(encoding)
    expected = ["first", " second\u0a0a", "🐫", "no end"]
    assert passwords_of(tmp_path, data, encoding=encoding) == expected
    listed = ListFile(tmp_path / "-", BytesIO(data), encoding)
    assert list(listed.passwords()) == expected


TABLE = b'kind,password\nwork,Aa1!\npersonal,"b,c"\n'


@pytest.mark.parametrize(
    ("data", "column", "expected"),
    [
        (TABLE, "password", ["Aa1!", "b,c"]),
        (TABLE, "2", ["Aa1!", "b,c"]),
        (TABLE, "PASSWORD", ["Aa1!", "b,c"]),
        (b"a\tx1\nb\tx2\n", "2", ["x1", "x2"]),
        (b"value|occurrence\nx1|9\nx2|8\n", "value", ["x1", "x2"]),
        (b"password\nx1\nx2\n", "password", ["x1", "x2"]),
    ],
)
def test_a_column_is_taken_by_name_or_number(tmp_path, data, column, expected):
    assert passwords_of(tmp_path, data, column=column) == expected


@pytest.mark.parametrize(
    "data",
    [TABLE, b"password\nx1\n", b"user;passwd\na;b\n", b"a,b\nc,d\ne,f\ng,h\ni,j\n"],
)
def test_a_table_asks_for_its_column(tmp_path, data):
    wide = data.decode().encode("utf-16")
    with pytest.raises(UsageError, match="--column"):
        passwords_of(tmp_path, wide, encoding="utf-16")
    with pytest.raises(UsageError, match="--column"):
        passwords_of(tmp_path, data)
    assert passwords_of(tmp_path, data, whole_lines=True)


def test_a_stream_refused_after_its_first_lines_stays_open(tmp_path):
    """Whoever gave the stream closes it: a reader that is thrown away must not."""
    stream = BytesIO(TABLE.decode().encode("utf-16"))
    reader = ListFile(tmp_path / "-", stream, "utf-16").passwords()
    with pytest.raises(UsageError):
        next(reader)
    del reader
    assert not stream.closed


def test_some_commas_make_no_table(tmp_path):
    lines = ["a,b", "plain", "c,d,e", "x", "y", "z"]
    assert passwords_of(tmp_path, "\n".join(lines).encode()) == lines


BAD = {
    "binary": (bytes(range(1, 256)) * 20, {}, NoText, "encoding"),
    "a NUL byte": (f"{SECRET}\0\n".encode(), {}, NoText, "NUL"),
    "UTF-16": (f"{SECRET}\n".encode("utf-16"), {}, NoText, "UTF-16"),
    "another encoding": (f"{SECRET}é\n".encode("latin-1"), {}, NoText, "encoding"),
    "a line of ten megabytes": (SECRET.encode() * 640_000, {}, TooLarge, "too long"),
    "no such encoding": (b"x\n", {"encoding": "klingon"}, UsageError, "encoding"),
    "UTF-32": (f"{SECRET}\n".encode("utf-32"), {}, NoText, "utf-32"),
    "UTF-16 without a mark": (f"{SECRET}\n".encode("utf-16-le"), {}, NoText, "UTF-16"),
    "half a character": (
        f"{SECRET}\n".encode("utf-16-le") + b"\0\xd8",
        {"encoding": "utf-16-le"},
        NoText,
        "encoding",
    ),
    "UTF-16 without a mark, named without an order": (
        f"{SECRET}\n".encode("utf-16-le"),
        {"encoding": "utf-16"},
        NoText,
        "encoding",
    ),
    "a NUL in UTF-16": (
        f"{SECRET}\0\n".encode("utf-16"),
        {"encoding": "utf-16"},
        NoText,
        "NUL",
    ),
    "a long line in UTF-16": (
        (SECRET * 640_000).encode("utf-16"),
        {"encoding": "utf-16"},
        TooLarge,
        "too long",
    ),
    "lines that end in CR alone": (f"{SECRET}\rsecond\r".encode(), {}, NoText, "carriage return"),
    "no such column": (TABLE, {"column": "salt"}, UsageError, "2 columns"),
    "a column beyond the last": (TABLE, {"column": "3"}, UsageError, "2 columns"),
}


@pytest.mark.parametrize(("data", "more", "error", "says"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_why_and_quotes_nothing(tmp_path, data, more, error, says):
    with pytest.raises(error, match=says) as caught:
        passwords_of(tmp_path, data, **more)
    assert caught.value.remedy
    assert SECRET not in str(caught.value)
    assert not isinstance(caught.value.__cause__, UnicodeError)


def test_an_empty_file_has_no_passwords(tmp_path):
    assert passwords_of(tmp_path, b"") == []
    assert passwords_of(tmp_path, b"\n\n\r\n") == []
    assert passwords_of(tmp_path, b"", column="password") == []


def test_missing_files_and_directories_are_told(tmp_path):
    with pytest.raises(MissingInput, match="no such file"):
        list(ListFile(tmp_path / "none").passwords())
    with pytest.raises(MissingInput, match="directory"):
        list(ListFile(tmp_path).passwords())


def test_one_password_is_taken_as_it_stands():
    assert one_password(BytesIO(b" two words \r\n")) == " two words "
    assert one_password(BytesIO("\ufeff🐫\n".encode())) == "🐫"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NoText),
        (b"\n\n", NoText),
        (SECRET.encode() + b"\0", NoText),
        (SECRET.encode() + b"\xff", NoText),
        (SECRET.encode() + b"\nsecond\n", UsageError),
        (SECRET.encode() * 1000, TooLarge),
        (SECRET.encode("utf-16"), NoText),
    ],
)
def test_what_is_not_one_password_is_refused_without_a_word_of_it(data, error):
    with pytest.raises(error) as caught:
        one_password(BytesIO(data))
    assert isinstance(caught.value, KeptError)
    assert SECRET not in caught.value.message


def test_an_unclosed_quotation_mark_is_no_crash(tmp_path):
    data = b'kind,password\nwork,"' + b"x" * 200_000 + b"\n"
    with pytest.raises(InputError):
        passwords_of(tmp_path, data, column="password")
    many = b"kind,password\n" + b'work,"open\n' * 30_000
    with pytest.raises(InputError):
        passwords_of(tmp_path, many, column="password")
