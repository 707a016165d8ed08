"""HTTP messages: answers read as http.client reads them, however they are sent; proxies; limits."""

from __future__ import annotations

import http.client
import io
import random
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from loopback import Loopback
from preceptor.logic import InputError
from preceptor.teacher import ONCE, Failure, OpenAICompatible, Request
from preceptor.teacher.message import MAX_HEADERS, MAX_LINE, Answer, Broken, answer, post

ASKED = Request((("user", "what flies?"),))
MOST = 100_000


class Fragments(io.RawIOBase):
    """A stream that gives its bytes in pieces of random sizes, as a network does."""

    def __init__(self, data: bytes, chance: random.Random) -> None:
        self.data = data
        self.chance = chance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), len(self.data), self.chance.choice((1, 2, 7, 100, 5000)))
        buffer[:size], self.data = self.data[:size], self.data[size:]
        return size


class Canned:
    """What http.client takes for a socket."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def makefile(self, _: str) -> io.BytesIO:
        return io.BytesIO(self.data)


def read(data: bytes, chance: random.Random, most: int = MOST) -> tuple[Answer, bytes]:
    """The answer, and what stands behind it."""
    stream = io.BufferedReader(Fragments(data, chance))
    return answer(stream, most, lambda: None), stream.read()


def oracle(data: bytes) -> tuple[int, bytes, dict[str, str]] | None:
    """What the standard library reads; None where it finds no whole answer."""
    response = http.client.HTTPResponse(Canned(data), method="POST")  # type: ignore[arg-type]
    try:
        response.begin()
        body = response.read()
    except (http.client.HTTPException, ValueError):
        return None
    headers = {name.lower(): value.strip() for name, value in response.getheaders()}
    return response.status, body, headers


def written(chance: random.Random) -> tuple[bytes, bool]:
    """A random answer, and whether it says where it ends."""
    body = chance.randbytes(chance.choice((0, 1, 50, 9000)))
    end = chance.choice((b"\r\n", b"\n"))
    lines = [b"HTTP/1.1 200 OK", b"Content-Type: text/x; a=b:c", b"X-Empty:", b"x-Two:  a \t"]
    chance.shuffle(tail := lines[1:])
    lines = [lines[0], *tail]
    framing = chance.choice(("length", "chunked", "close"))
    if framing == "length":
        lines.append(b"CONTENT-length: %d" % len(body))
    elif framing == "chunked":
        lines.append(b"Transfer-Encoding: Chunked")
        body = b"".join(chunks(body, chance))
    early = b"HTTP/1.1 100 Continue" + end + end if chance.random() < 0.2 else b""
    return early + end.join((*lines, b"", b"")) + body, framing != "close"


def chunks(body: bytes, chance: random.Random) -> Iterator[bytes]:
    end = b"\r\n"  # http.client takes no other between chunks
    while body:
        size = chance.randint(1, len(body))
        named = b"%X" if chance.random() < 0.5 else b"%x"
        more = b" ; name=value" if chance.random() < 0.3 else b""
        yield named % size + more + end + body[:size] + end
        body = body[size:]
    yield b"0" + end + (b"Checksum: 1" + end if chance.random() < 0.3 else b"") + end


def test_answers_are_read_as_the_standard_library_reads_them() -> None:
    chance = random.Random(3)
    for _ in range(400):
        data, framed = written(chance)
        behind = b"HTTP/1.1 200 OK" if framed else b""
        wanted = oracle(data)
        assert wanted is not None
        found, left = read(data + behind, chance)
        assert (found.status, found.data, found.headers) == wanted
        assert (found.is_cut, found.stays, left) == (False, framed, behind)


def test_half_an_answer_is_none() -> None:
    chance = random.Random(4)
    refused = 0
    for _ in range(400):
        data, framed = written(chance)
        cut = data[: chance.randrange(len(data))]
        try:
            found, _ = read(cut, chance)
        except Broken:
            refused += 1
            continue
        assert not framed  # which ends where it ends
        assert cut.endswith(found.data)
    assert refused > 300


def test_what_is_damaged_is_refused_or_read_but_never_more() -> None:
    chance = random.Random(5)
    refused = 0
    for _ in range(1500):
        data = bytearray(written(chance)[0])
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(min(len(data), 120))
            data[at : at + chance.choice((0, 1))] = chance.choice(
                (b"", b"\r", b":", b"9", b" ", b"\xff")
            )
        try:
            found, left = read(bytes(data), chance)
        except Broken:
            refused += 1
            continue
        assert len(found.data) + len(left) <= len(data)
        assert len(found.data) <= MOST
    assert 300 < refused < 1500


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "hung up"),
        (b"SSH-2.0-x\r\n", "not HTTP"),
        (b"HTTP/2 200\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "length"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabcd", "length"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd", "ended before its end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "is coded as"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", "longer than it"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nab\r\n", "chunk"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nno", "hung up"),
        (b"HTTP/1.1 200 OK\r\nno header\r\n\r\n", "a header is none"),
        (b"HTTP/1.1 200 OK\r\nspace : x\r\n\r\n", "a header is none"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * MAX_LINE + b"\r\n\r\n", "too long"),
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * (MAX_HEADERS + 1) + b"\r\n", "do not end"),
    ],
)
def test_what_is_no_answer_says_why(data: bytes, error: str) -> None:
    with pytest.raises(Broken, match=error):
        read(data, random.Random(1))


@pytest.mark.parametrize(
    ("data", "stays"),
    [
        (b"HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 1\r\n\r\na", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", False),
        (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na", True),
        (b"HTTP/1.1 200\r\nContent-Length: 1, 1\r\n\r\na", True),
        (b"HTTP/1.1 200 OK\r\n\r\na", False),
    ],
)
def test_a_connection_stays_where_it_may(data: bytes, stays: bool) -> None:
    found, left = read(data, random.Random(1))
    assert (found.data, found.stays, left) == (b"a", stays, b"")


def test_past_the_limit_nothing_is_read() -> None:
    for head in (b"Content-Length: 900000\r\n\r\n", b"\r\n"):
        found, _ = read(b"HTTP/1.1 200 OK\r\n" + head + b"x" * 900_000, random.Random(1), 1000)
        assert (found.data, found.is_cut, found.stays) == (b"x" * 1000, True, False)


def test_no_header_begins_another_request() -> None:
    assert (
        post("/v1", {"A": "b"}, b"{}")
        == b"POST /v1 HTTP/1.1\r\nA: b\r\nContent-Length: 2\r\n\r\n{}"
    )
    with pytest.raises(ValueError, match="line break"):
        post("/v1", {"A": "b\r\nC: d"}, b"")


@contextmanager
def saying(*answers: bytes, each_s: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """A server that says the same whatever it hears, byte by byte if `each_s` is set; what the
    requests began with."""
    heard: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for said in answers:
                heard.append(self.rfile.readline())
                length = 0
                while (line := self.rfile.readline()) not in (b"\r\n", b""):
                    heard.append(line)
                    if line.lower().startswith(b"content-length"):
                        length = int(line.split(b":")[1])
                self.rfile.read(length)
                for at in range(len(said) if each_s else 0):
                    try:
                        self.wfile.write(said[at : at + 1])
                    except OSError:
                        return
                    time.sleep(each_s)
                if not each_s:
                    self.wfile.write(said)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
        server.shutdown()


SAID = b'{"choices": [{"message": {"content": "hello"}}]}'
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(SAID), SAID)


def test_a_connection_that_the_server_ended_is_opened_anew() -> None:
    with saying(WHOLE) as (url, heard):  # one answer a connection, and nothing says so before
        teacher = OpenAICompatible(url, "m", patience=ONCE, parallel=1)
        for _ in range(3):
            assert teacher.ask(ASKED).text == "hello"
            time.sleep(0.05)
        teacher.close()
    assert sum(line.startswith(b"POST /v1/chat/completions ") for line in heard) == 3


@pytest.mark.parametrize("said", [b"HTTP/1.1 200 OK\r\nx: y", WHOLE])
def test_headers_that_drip_are_not_waited_for(said: bytes) -> None:
    with saying(said * 50, each_s=0.01) as (url, _):
        teacher = OpenAICompatible(url, "m", patience=ONCE, timeout_s=0.3)
        started = time.monotonic()
        with pytest.raises(Failure, match=r"not ended after 0\.3 s|no answer within"):
            teacher.ask(ASKED)
        assert time.monotonic() - started < 5


def test_a_server_elsewhere_is_reached_through_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with saying(WHOLE) as (proxy, heard):
        monkeypatch.setenv("http_proxy", proxy.replace("//", "//me:p%40ss@"))
        monkeypatch.delenv("no_proxy", raising=False)
        asked = OpenAICompatible("http://far.example/v1", "m", key_env="", allow_http=True)
        assert asked.ask(ASKED).text == "hello"
    assert heard[0] == b"POST http://far.example/v1/chat/completions HTTP/1.1\r\n"
    assert b"Host: far.example\r\n" in heard
    assert b"Proxy-Authorization: Basic bWU6cEBzcw==\r\n" in heard


def test_through_a_proxy_tls_goes_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with saying(b"HTTP/1.1 407 Who are you\r\n\r\n") as (proxy, heard):
        monkeypatch.setenv("https_proxy", proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        asked = OpenAICompatible("https://far.example/v1", "m", key_env="", patience=ONCE)
        with pytest.raises(Failure, match="cannot connect: Tunnel connection failed: 407"):
            asked.ask(ASKED)
    assert heard[0].startswith(b"CONNECT far.example:443 HTTP/1.")
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(InputError, match=r"the proxy socks5://127\.0\.0\.1 cannot be used"):
        OpenAICompatible("https://far.example/v1", "m", key_env="")


def test_no_proxy_is_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Loopback() as server:
        assert OpenAICompatible(server.url, "m", patience=ONCE).ask(ASKED).text


def test_a_server_that_does_not_speak_http_is_told_of() -> None:
    broke = "the connection broke: the answer is not HTTP"
    with saying(b"220 mail\r\n") as (url, _), pytest.raises(Failure, match=broke) as caught:
        OpenAICompatible(url, "m", patience=ONCE).ask(ASKED)
    assert caught.value.passing
