"""What the reader's tests share: PDF files made by hand, a web server, and what always holds."""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

from kept.model.text import Document

PASSWORD_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


class Drawn(NamedTuple):
    """Words on a PDF page: where, how large, and what."""

    x: float
    y: float
    size: float
    words: str


PdfMaker = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> PdfMaker:
    """Return a function that writes a PDF with a page for each list of drawn words."""
    return write_pdf


def write_pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]],
    *,
    password: bytes | None = None,
    picture: bool = False,
) -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for page in pages:
        content = "\n".join(_show(Drawn(*drawn)) for drawn in page)
        if picture:
            content += "\nq 200 0 0 200 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 {font} >> >> /Contents {number + 1} 0 R >>"
        )
        length = len(content.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assembled([body.encode("cp1252") for body in objects], password)


def _show(drawn: Drawn) -> str:
    words = drawn.words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {drawn.size} Tf {drawn.x} {drawn.y} Td ({words}) Tj ET"


def _assembled(objects: list[bytes], password: bytes | None) -> bytes:
    trailer = b"/Root 1 0 R"
    if password is not None:
        objects.append(_encryption(password))
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"00" * 16, b"00" * 16)
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(data))
    )


def _encryption(password: bytes) -> bytes:
    """Return the dictionary of the standard handler, revision 2 (PDF 1.4, section 3.5)."""
    padded = (password + PASSWORD_PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    seed = padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + bytes(16)
    user = _rc4(hashlib.md5(seed, usedforsecurity=False).digest()[:5], PASSWORD_PADDING)
    entries = b"/O <%s> /U <%s> /P -4" % (owner.hex().encode(), user.hex().encode())
    return b"<< /Filter /Standard /V 1 /R 2 %s >>" % entries


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


PAGE = (
    "<!doctype html><html lang=en><title>Port to grow</title><h1>Port to grow</h1>"
    "<p>The port will handle 3 million containers a year by 2031, its director said.</p>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers each path in the way that its name says."""

    protocol_version = "HTTP/1.1"
    asked: dict[str, int]

    def do_GET(self) -> None:
        self.asked[self.path] = self.asked.get(self.path, 0) + 1
        answer = getattr(self, "answer" + self.path.split("?")[0].replace("/", "_"), None)
        if answer is None:
            self.send(404, b"no")
        else:
            answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  named by the base class
        pass

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self) -> None:
        self.send(200, PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def answer_agent(self) -> None:
        body = (
            f"The reader calls itself {self.headers['User-Agent']} and asks {self.headers['Host']}."
        )
        self.send(200, body.encode(), Content_Type="text/plain")

    def answer_latin(self) -> None:
        body = "Le ministère a promis 3 000 créches."
        self.send(200, body.encode("cp1252"), Content_Type="text/plain; charset=iso-8859-1")

    def answer_hop(self) -> None:
        self.send(302, b"", Location="/page")

    def answer_loop(self) -> None:
        self.send(302, b"", Location="/loop")

    def answer_scheme(self) -> None:
        self.send(302, b"", Location="file:///etc/passwd")

    def answer_inside(self) -> None:
        self.send(302, b"", Location="http://127.0.0.2:9/")

    def answer_busy(self) -> None:
        self.send(503, b"later")

    def answer_recovers(self) -> None:
        if self.asked[self.path] == 1:
            self.send(503, b"later")
        else:
            self.answer_page()

    def answer_failed(self) -> None:
        self.send(500, b"broken")

    def answer_picture(self) -> None:
        self.send(200, b"\x89PNG\r\n\x1a\n" + bytes(64), Content_Type="image/png")

    def answer_json(self) -> None:
        self.send(200, b'{"exports": 5}', Content_Type="application/json")

    def answer_empty(self) -> None:
        self.send(200, b"", Content_Type="text/html")

    def answer_bomb(self) -> None:
        body = gzip.compress(bytes(30_000_000), 9)
        self.send(200, body, Content_Type="text/plain", Content_Encoding="gzip")

    def answer_zipped(self) -> None:
        body = gzip.compress(PAGE.encode())
        self.send(200, body, Content_Type="text/html", Content_Encoding="gzip")

    def answer_liar(self) -> None:
        self.send(200, b"not gzip at all", Content_Type="text/plain", Content_Encoding="gzip")

    def answer_silent(self) -> None:
        time.sleep(3)
        self.close_connection = True

    def answer_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"Exports rose")
        self.close_connection = True

    def answer_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.close_connection = True
        self._write_until_refused(b"Exports rose by 5 per cent. " * 4000, 0)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.close_connection = True
        self._write_until_refused(b"x", 0.1)

    def _write_until_refused(self, chunk: bytes, pause: float) -> None:
        try:
            for _ in range(40 if pause else 2000):
                self.wfile.write(chunk)
                time.sleep(pause)
        except OSError:
            pass


class Server(NamedTuple):
    """A web server: its address, and how often each path was asked."""

    url: str
    asked: dict[str, int]


@pytest.fixture
def server() -> Iterator[Server]:
    asked: dict[str, int] = {}
    handler = type("CountingHandler", (Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield Server(f"http://127.0.0.1:{running.server_port}", asked)
        running.shutdown()
        thread.join()


SoundCheck = Callable[..., None]


@pytest.fixture(scope="session")
def assert_sound() -> SoundCheck:
    """Return a function that asserts what holds of every document."""
    return check_document


def check_document(document: Document, source: str | None = None) -> None:
    text = document.text
    assert document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.blocks
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        at = block.end
    at = 0
    for run in document.runs:
        assert run.length > 0
        assert at <= run.text
        at = run.text + run.length
        assert at <= len(text)
        if source is not None:
            there = source[run.source : run.source + run.length]
            assert text[run.text : at] == there
    for issue in document.issues:
        assert issue.code
        assert issue.message
        if issue.start is not None and issue.end is not None:
            assert 0 <= issue.start <= issue.end <= len(text)
