"""Addresses, asked of a real server on this machine."""

import ipaddress
import re
import socket
import time
from typing import Any

import pytest

from kept.errors import FetchError, KeptError, NoText, TooLarge
from kept.read.addresses import is_public, is_public_or_private
from kept.read.fetch import fetch
from kept.read.source import load
from kept.version import __version__

LATER = "Try again later, or save the page and give the file"


def error_of(url: str, kind: type[KeptError] = FetchError, **limits: Any) -> str:
    with pytest.raises(kind) as caught:
        load(url, allow_private=True, **limits)
    return str(caught.value)


def test_page(server: Any) -> None:
    document = load(f"{server.url}/page", allow_private=True)
    assert document.title == "Port to grow"
    assert document.uri == f"{server.url}/page"
    assert document.media_type == "text/html"


def test_the_reader_says_who_it_is(server: Any) -> None:
    text = load(f"{server.url}/agent", allow_private=True).text
    host = server.url.removeprefix("http://")
    assert text == f"The reader calls itself Kept/{__version__} and asks {host}."


def test_encoding_and_compression(server: Any) -> None:
    assert (
        load(f"{server.url}/latin", allow_private=True).text
        == "Le ministère a promis 3 000 créches."
    )
    assert load(f"{server.url}/zipped", allow_private=True).title == "Port to grow"


def test_redirects_are_followed(server: Any) -> None:
    assert load(f"{server.url}/hop", allow_private=True).uri == f"{server.url}/page"


def test_passing_faults_are_tried_again(server: Any) -> None:
    assert load(f"{server.url}/recovers", allow_private=True).title == "Port to grow"
    assert server.asked["/recovers"] == 2


def test_lasting_faults_end_the_tries(server: Any) -> None:
    assert error_of(f"{server.url}/busy") == (
        f"this address did not give the page: {server.url}/busy "
        f"(status 503: the server failed). {LATER}"
    )
    assert server.asked["/busy"] == 3
    assert "status 500: the server failed" in error_of(f"{server.url}/failed")


def test_a_missing_page_is_asked_for_once(server: Any) -> None:
    assert error_of(f"{server.url}/nothing") == (
        f"this address did not give the page: {server.url}/nothing "
        "(status 404: there is no such page). Check the address"
    )
    assert server.asked["/nothing"] == 1


def test_redirects_for_ever(server: Any) -> None:
    assert error_of(f"{server.url}/loop") == (
        f"this address leads nowhere: {server.url}/loop (more than 5 redirects). "
        "Open it in a browser and give the address at which it ends"
    )


def test_redirect_to_another_scheme(server: Any) -> None:
    assert "it leads to file, not to http or https" in error_of(f"{server.url}/scheme")


@pytest.mark.parametrize("path", ["silent", "drip"])
def test_time_limit(server: Any, path: str) -> None:
    began = time.monotonic()
    assert error_of(f"{server.url}/{path}", time_limit=0.5) == (
        f"this address did not answer in time: {server.url}/{path} (more than 0.5 seconds). {LATER}"
    )
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("path", ["endless", "bomb"])
def test_size_limit(server: Any, path: str) -> None:
    message = error_of(f"{server.url}/{path}", TooLarge, largest=2_000_000)
    assert message == (
        f"the input is too large: {server.url}/{path} (more than 2 MB). Give the announcement alone"
    )


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("picture", "it is a picture (PNG)"),
        ("json", "its sender calls it application/json"),
        ("empty", "it is empty"),
    ],
)
def test_no_text(server: Any, path: str, why: str) -> None:
    assert f"({why})" in error_of(f"{server.url}/{path}", NoText)


@pytest.mark.parametrize("path", ["liar", "cut"])
def test_broken_answers(server: Any, path: str) -> None:
    message = error_of(f"{server.url}/{path}")
    assert message.startswith(f"this address gave a broken answer: {server.url}/{path} (")
    assert message.endswith(LATER)


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        expected = f"this address could not be reached: {url} (Connection refused). {LATER}"
        assert error_of(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        load(url, time_limit=5)
    message = str(caught.value)
    pattern = (
        r"this address may not be asked: .* \(.* is not on the public internet\)\. "
        r"Save the page and give the file"
    )
    assert re.fullmatch(pattern, message)


@pytest.mark.parametrize(
    ("address", "public", "askable"),
    [
        ("93.184.216.34", True, True),
        ("2606:4700::1111", True, True),
        ("10.0.0.1", False, True),
        ("127.0.0.1", False, True),
        ("169.254.169.254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("2002:a9fe:a9fe::1", False, False),
        ("fe80::1", False, False),
        ("100.64.0.1", False, True),
        ("224.0.0.1", False, False),
        ("0.0.0.0", False, False),  # noqa: S104  an address to refuse, none to listen at
        ("::ffff:127.0.0.1", False, True),
        ("64:ff9b::7f00:1", False, True),
    ],
)
def test_what_may_be_asked(address: str, *, public: bool, askable: bool) -> None:
    parsed = ipaddress.ip_address(address)
    assert is_public(parsed) is public
    assert is_public_or_private(parsed) is askable


def only_this_server(address: Any) -> bool:
    return str(address) == "127.0.0.1"


def test_a_redirect_into_the_network_is_refused(server: Any) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{server.url}/inside", largest=1000, time_limit=5, allowed=only_this_server)
    assert "this address may not be asked: http://127.0.0.2:9/" in str(caught.value)


def test_a_name_is_resolved_once(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers differently the second time changes nothing."""
    resolve = socket.getaddrinfo
    answers = iter(["127.0.0.1", "127.0.0.2"])
    asked: list[str] = []

    def rebinding(host: Any, *rest: Any, **named: Any) -> Any:
        if host != "port.example":
            return resolve(host, *rest, **named)
        asked.append(host)
        return resolve(next(answers), *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = server.url.replace("127.0.0.1", "port.example")
    page = fetch(f"{url}/agent", largest=1000, time_limit=5, allowed=only_this_server)
    assert asked == ["port.example"]
    assert b"asks port.example:" in page.data


def test_one_private_address_among_others_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError) as caught:
        load("http://port.example/", time_limit=5)
    assert caught.value.what == "this address may not be asked"


def test_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert error_of("http://port.example/a") == (
        "this host is not known: http://port.example/a (port.example has no address). "
        "Check the address and the connection"
    )


@pytest.mark.parametrize("url", ["http://", "http:///path", "http://[::1", "http://a b/"])
def test_no_web_address(url: str) -> None:
    assert error_of(url, time_limit=5).startswith(
        ("this address is not read", "this is not a web", "this host is")
    )


def test_passwords_are_not_shown() -> None:
    with pytest.raises(FetchError) as caught:
        load("http://reader:secret@127.0.0.1/a", time_limit=5)
    assert "secret" not in str(caught.value)
    assert caught.value.where == "http://127.0.0.1/a"
