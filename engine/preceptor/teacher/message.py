"""Messages of HTTP/1.1 (RFC 9112) over a connection that is open: a POST, and its answer.

A library that does this in Python takes as much processor time as all the rest of a request, which
of sixty-four threads only one can have at a time; so the little that is needed of it is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

MAX_LINE = 65536  # bytes of a header, or of the line before a chunk
MAX_HEADERS = 200
_PART = 65536  # bytes read at once, at most

_STATUS = re.compile(rb"HTTP/1\.(\d) (\d{3})(?: .*)?$", re.DOTALL)
_SIZE = re.compile(r"[0-9]{1,18}")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;.*)?$", re.DOTALL)


class Broken(Exception):
    """The other side does not speak HTTP, or ended before its answer did."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `is_cut`: there was more, past the limit on bytes. `stays`: the connection
    can take another request."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    is_cut: bool = False
    stays: bool = False


def post(target: str, headers: Mapping[str, str], data: bytes) -> bytes:
    """The bytes of a request. Raises ValueError for a header that would begin another."""
    lines = [f"{name}: {value}" for name, value in headers.items()]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a line break in a header")
    head = "\r\n".join((f"POST {target} HTTP/1.1", *lines, f"Content-Length: {len(data)}", "", ""))
    return head.encode("latin-1") + data


def answer(stream: IO[bytes], max_bytes: int, tick: Callable[[], None]) -> Answer:
    """Reads an answer, of its body so many bytes at most; `tick` is called after each part, and
    may raise. Raises Broken, and whatever the stream raises."""
    version, status = _status(stream, tick)
    headers = _headers(stream, tick)
    while 100 <= status < 200:  # goes before an answer
        version, status = _status(stream, tick)
        headers = _headers(stream, tick)
    parts, framed = _body(stream, status, headers)
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > max_bytes:
            return Answer(status, headers, bytes(data[:max_bytes]), is_cut=True)
        tick()
    said = headers.get("connection", "").lower()
    stays = "close" not in said if version else "keep-alive" in said
    return Answer(status, headers, bytes(data), stays=framed and stays)


def _status(stream: IO[bytes], tick: Callable[[], None]) -> tuple[int, int]:
    """The minor version and the status."""
    line = _line(stream, tick)
    found = _STATUS.match(line)
    if found is None:
        raise Broken("the answer is not HTTP")
    return int(found[1]), int(found[2])


def _headers(stream: IO[bytes], tick: Callable[[], None]) -> dict[str, str]:
    """The headers by their names in lower case; one that is repeated is a list with commas."""
    found: dict[str, str] = {}
    name = ""
    for _ in range(MAX_HEADERS):
        line = _line(stream, tick).decode("latin-1")
        if not line:
            return found
        if line[0] in " \t" and name:  # goes on with the one before
            found[name] = f"{found[name]} {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not name.strip() or name != name.strip():
            raise Broken("a header is none")
        value = value.strip(" \t")
        found[name] = f"{found[name]}, {value}" if name in found else value
    raise Broken("the headers do not end")


def _body(
    stream: IO[bytes], status: int, headers: Mapping[str, str]
) -> tuple[Iterator[bytes], bool]:
    """The parts of the body, and whether it says itself where it ends."""
    if status in (204, 304):
        return iter(()), True
    coding = headers.get("transfer-encoding", "").lower()
    if coding:
        if coding != "chunked":
            raise Broken(f"the answer is coded as {coding[:40]}")
        return _chunks(stream), True
    if "content-length" not in headers:
        return _rest(stream), False
    sizes = {size.strip() for size in headers["content-length"].split(",")}
    size = sizes.pop()
    if sizes or not _SIZE.fullmatch(size):
        raise Broken("the length of the answer is none")
    return _sized(stream, int(size)), True


def _sized(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size:
        part = _some(stream, size)
        size -= len(part)
        yield part


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while True:
        found = _CHUNK.match(_line(stream))
        if found is None:
            raise Broken("a chunk of the answer is none")
        size = int(found[1], 16)
        if not size:
            _headers(stream, lambda: None)  # what is said after the last, which nobody needs
            return
        yield from _sized(stream, size)
        if _line(stream):
            raise Broken("a chunk of the answer is longer than it says")


def _rest(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read1(_PART):  # type: ignore[attr-defined]  # of a buffered stream
        yield part


def _some(stream: IO[bytes], most: int) -> bytes:
    part: bytes = stream.read1(min(most, _PART))  # type: ignore[attr-defined]
    if not part:
        raise Broken("the answer ended before its end")
    return part


def _line(stream: IO[bytes], tick: Callable[[], None] = lambda: None) -> bytes:
    """A line without its end."""
    line = stream.readline(MAX_LINE)
    if not line.endswith(b"\n"):
        raise Broken("a line is too long" if len(line) >= MAX_LINE else "the server hung up")
    tick()
    return line.removesuffix(b"\n").removesuffix(b"\r")
