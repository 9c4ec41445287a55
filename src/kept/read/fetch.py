"""A page from the web: bounded in time, size and redirects, and never from inside a network."""

import logging
import re
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import httpx2
import stamina

from kept.errors import FetchError
from kept.read.addresses import Allowed, resolved
from kept.read.document import too_large
from kept.version import __version__

_REDIRECTS = 5
_ATTEMPTS = 3
_FIRST_WAIT = 0.2  # seconds
_JITTER = 0.1
_LONGEST_WAIT = 2.0
_CHUNK = 65536
_BUSY = frozenset({429, 500, 502, 503, 504})
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, */*;q=0.1"
_HEADERS = {
    "User-Agent": f"Kept/{__version__}",
    "Accept": _ACCEPT,
    "Accept-Encoding": "gzip",
    "Accept-Language": "en, *;q=0.5",
}
_LATER = "Try again later, or save the page and give the file"
_SAVE = "Open it in a browser, save the page and give the file"
_CHECK = "Check the address"
_REFUSALS = {
    401: ("it asks for a password", _SAVE),
    403: ("it refuses to be read by programs", _SAVE),
    404: ("there is no such page", _CHECK),
    410: ("the page is gone", _CHECK),
    429: ("it was asked too often", _LATER),
}
_NO_PAGE = ("it holds no page", _CHECK)
_SERVER_FAULTS = 500
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_USER = re.compile(r"(?<=//)[^/?#]*@")
_WHOLE = httpx2.codes.OK


# Tries are counted in the error that ends them; without a handler they would go to stderr.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class Fetched(NamedTuple):
    """What an address answered; `url` is the last one after redirects."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


class _Busy(Exception):
    """A passing fault, worth another try; carries the error to raise when tries run out."""

    def __init__(self, error: FetchError) -> None:
        super().__init__(str(error))
        self.error = error


def fetch(url: str, *, largest: int, time_limit: float, allowed: Allowed) -> Fetched:
    """Return what the address answers.

    Only passing faults are tried again: no connection, 429 and 5xx. Raises FetchError for
    an address that does not answer in `time_limit` seconds, all tries and redirects
    included, that fails, or one that is not `allowed`; and
    TooLarge above `largest` bytes, counted after unpacking.
    """
    deadline = time.monotonic() + time_limit
    request = _Request(url, largest, deadline, time_limit, allowed=allowed)
    return _within(time_limit, request.tried, request.late)


class _Request:
    def __init__(
        self, url: str, largest: int, deadline: float, time_limit: float, *, allowed: Allowed
    ) -> None:
        self._url = url
        self._largest = largest
        self._deadline = deadline
        self._time_limit = time_limit
        self._allowed = allowed

    def late(self) -> FetchError:
        """Return the error for an answer that takes too long."""
        return FetchError(
            "this address did not answer in time",
            where=_shown(self._url),
            why=f"more than {self._time_limit:g} seconds",
            remedy=_LATER,
        )

    def tried(self) -> Fetched:
        """Return the answer to the first try without a passing fault."""
        tries = stamina.retry_context(
            on=_Busy,
            attempts=_ATTEMPTS,
            timeout=max(self._left(), 0.001),
            wait_initial=_FIRST_WAIT,
            wait_max=_LONGEST_WAIT,
            wait_jitter=_JITTER,
        )
        try:
            for attempt in tries:
                with attempt:
                    return self._followed()
        except _Busy as fault:
            raise fault.error from fault.__cause__
        raise self.late()

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _followed(self) -> Fetched:
        url = _parsed(self._url, self._url)
        with httpx2.Client(headers=_HEADERS, follow_redirects=False, trust_env=False) as client:
            for _ in range(_REDIRECTS + 1):
                answer = self._asked(client, url)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
        raise FetchError(
            "this address leads nowhere",
            where=_shown(self._url),
            why=f"more than {_REDIRECTS} redirects",
            remedy="Open it in a browser and give the address at which it ends",
        )

    def _asked(self, client: httpx2.Client, url: httpx2.URL) -> Fetched | httpx2.URL:
        """Return the answer, or the address to ask instead."""
        last: httpx2.TransportError | None = None
        port = url.port or (443 if url.scheme == "https" else 80)
        for address in resolved(url.host, port, _shown(url), self._allowed):
            try:
                return self._from_address(client, url, address)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                last = error
            except httpx2.TimeoutException as error:
                raise self.late() from error
            except (httpx2.TransportError, httpx2.DecodingError) as error:
                raise self._broken(url, error) from error
        raise _Busy(
            FetchError(
                "this address could not be reached",
                where=_shown(url),
                why=_reason(last),
                remedy=_LATER,
            )
        ) from last

    def _from_address(
        self, client: httpx2.Client, url: httpx2.URL, address: str
    ) -> Fetched | httpx2.URL:
        left = self._left()
        if left <= 0:
            raise self.late()
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.host},
            timeout=left,
        )
        response = client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                return _parsed(str(url.join(response.headers["location"])), self._url)
            self._require_success(response, url)
            return Fetched(
                _shown(url),
                self._body(response),
                response.headers.get("content-type"),
                response.charset_encoding,
            )
        finally:
            response.close()

    def _require_success(self, response: httpx2.Response, url: httpx2.URL) -> None:
        code = response.status_code
        if code == _WHOLE:
            return
        failed = ("the server failed", _LATER) if code >= _SERVER_FAULTS else _NO_PAGE
        why, remedy = _REFUSALS.get(code, failed)
        error = FetchError(
            "this address did not give the page",
            where=_shown(url),
            why=f"status {code}: {why}",
            remedy=remedy,
        )
        if code in _BUSY:
            raise _Busy(error)
        raise error

    def _body(self, response: httpx2.Response) -> bytes:
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_bytes(_CHUNK):
            size += len(chunk)
            if size > self._largest:
                raise too_large(_shown(self._url), self._largest)
            if self._left() <= 0:
                raise self.late()
            chunks.append(chunk)
        return b"".join(chunks)

    def _broken(self, url: httpx2.URL, error: Exception) -> FetchError:
        return FetchError(
            "this address gave a broken answer",
            where=_shown(url),
            why=_reason(error),
            remedy=_LATER,
        )


def _reason(error: Exception | None) -> str:
    """Return what went wrong, without the number that the system gives it."""
    return _NUMBER.sub("", str(error)) if error and str(error) else "no connection"


def _shown(url: httpx2.URL | str) -> str:
    """Return the address without the name and password that it may carry."""
    return _USER.sub("", str(url), count=1)


def _parsed(url: str, where: str) -> httpx2.URL:
    """Return the address in its parts. Raises FetchError for what is no web address."""
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(
            "this is not a web address", where=_shown(where), why=str(error)
        ) from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchError(
            "this address is not read",
            where=_shown(where),
            why=f"it leads to {parsed.scheme or 'no scheme'}, not to http or https"
            if parsed.scheme not in {"http", "https"}
            else "it names no host",
            remedy="Give a path, or an address that begins with https://",
        )
    return parsed


def _within(seconds: float, work: Callable[[], Fetched], late: Callable[[], FetchError]) -> Fetched:
    """Return the work's result, or raise `late()` after the seconds.

    The work runs on a thread of its own: neither a name server nor a host that sends one
    byte at a time can be interrupted otherwise. The thread ends with its own time limits.
    """
    results: list[Fetched] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="kept-fetch")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise late()
    if errors:
        raise errors[0]
    return results[0]
