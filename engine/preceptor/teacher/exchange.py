"""Exchanges: one HTTP POST and its answer, within limits on bytes and seconds.

The standard library opens a connection, with TLS and through a proxy; what is said over it is
written and read by `message`.
"""

from __future__ import annotations

import base64
import http.client
import select
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from typing import IO
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from preceptor.logic import InputError
from preceptor.teacher.failures import Failure
from preceptor.teacher.message import Answer, Broken, answer, post

_CONNECT_S = 30.0


class Exchange:
    """So many connections to one URL, each lent to one request at a time. Safe from all threads."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        parallel: int,
        timeout_s: float,
        max_bytes: int,
        is_loopback: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._route = Route.of(url, is_loopback)
        self._headers = {
            "Host": self._route.place,
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            **self._route.headers,
            **headers,
        }
        self.timeout_s = timeout_s
        self.max_bytes = max_bytes
        self.clock = clock
        self._slots: SimpleQueue[_Line | None] = SimpleQueue()
        for _ in range(parallel):
            self._slots.put(None)
        weakref.finalize(self, _close, self._slots)  # for a caller who does not close it

    def post(self, data: bytes, headers: Mapping[str, str]) -> Answer:
        """Sends the bytes and returns the answer. Raises Failure where none comes whole.

        Waits while all connections are lent.
        """
        said = post(self._route.target, self._headers | dict(headers), data)
        line = self._slots.get()
        kept = None
        try:
            if line is not None and line.is_over():
                line.close()
                line = None
            if line is None:
                line = self._connected()
            found = self._exchanged(line, said)
            if found.stays:
                kept = line
            return found
        finally:
            if kept is None and line is not None:
                line.close()
            self._slots.put(kept)

    def close(self) -> None:
        _close(self._slots)

    def _connected(self) -> _Line:
        try:
            return _Line(self._route.connection(min(_CONNECT_S, self.timeout_s)), self.timeout_s)
        except (OSError, http.client.HTTPException) as error:
            raise Failure(f"cannot connect: {_said(error)}", passing=True) from None

    def _exchanged(self, line: _Line, said: bytes) -> Answer:
        until = self.clock() + self.timeout_s

        def tick() -> None:  # a server that drips is given no longer than a silent one
            if self.clock() > until:
                message = f"the answer had not ended after {self.timeout_s:g} s"
                raise Failure(message, passing=True, billed=True)

        try:
            line.send(said)
            return answer(line.stream, self.max_bytes, tick)
        except TimeoutError:
            message = f"no answer within {self.timeout_s:g} s"
            raise Failure(message, passing=True, billed=True) from None
        except (OSError, Broken) as error:
            message = f"the connection broke: {_said(error)}"
            raise Failure(message, passing=True, billed=True) from None


class _Line:
    """An open connection."""

    __slots__ = ("connection", "send", "stream")

    def __init__(self, connection: http.client.HTTPConnection, timeout_s: float) -> None:
        connection.sock.settimeout(timeout_s)
        self.connection = connection
        self.send = connection.sock.sendall
        self.stream: IO[bytes] = connection.sock.makefile("rb")

    def is_over(self) -> bool:
        """Whether the server has ended it meanwhile: there is something to be read, its end."""
        if not hasattr(select, "poll"):  # on Windows
            return bool(select.select([self.connection.sock], [], [], 0)[0])
        watch = select.poll()
        watch.register(self.connection.sock, select.POLLIN)
        return bool(watch.poll(0))

    def close(self) -> None:
        self.stream.close()
        self.connection.close()


class Route:
    """How a URL is reached: the server, and the proxy that the environment names for it."""

    def __init__(self, url: SplitResult, proxy: SplitResult | None) -> None:
        self.url = url
        self.proxy = proxy
        self._context = ssl.create_default_context() if url.scheme == "https" else None
        host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname or ""
        self.place = host if url.port is None else f"{host}:{url.port}"
        relayed = proxy is not None and self._context is None  # and not through a tunnel
        self.target = f"http://{self.place}{url.path}" if relayed else url.path
        self.headers = _authorization(proxy) if relayed else {}

    @classmethod
    def of(cls, url: str, is_loopback: bool) -> Route:
        """Raises InputError for a proxy that cannot be used."""
        parts = urlsplit(url)
        named = "" if is_loopback or proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
        proxy = urlsplit(named if "://" in named else f"http://{named}") if named else None
        if proxy is not None and (proxy.scheme != "http" or not proxy.hostname):
            where = f"{proxy.scheme}://{proxy.hostname}"
            raise InputError(f"the proxy {where} cannot be used", "an http:// proxy is expected")
        return cls(parts, proxy)

    def connection(self, timeout_s: float) -> http.client.HTTPConnection:
        """A connection, open. Raises OSError or HTTPException."""
        nearest = self.proxy or self.url
        host, port = nearest.hostname or "", nearest.port
        if port is None and self.proxy is not None:
            port = 80
        if self._context is None:
            made = http.client.HTTPConnection(host, port, timeout=timeout_s)
        else:
            made = http.client.HTTPSConnection(host, port, timeout=timeout_s, context=self._context)
            if self.proxy is not None:
                far = self.url.hostname or "", self.url.port or 443
                made.set_tunnel(*far, headers=_authorization(self.proxy))
        try:
            made.connect()
        except BaseException:
            made.close()
            raise
        return made


def wait_s(headers: Mapping[str, str]) -> float | None:
    """How long a server asks to wait before the next attempt: Retry-After, in seconds."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        said = headers.get(name, "")
        try:
            return max(0.0, min(1e9, float(said) / unit))  # of nan, 1e9
        except ValueError:
            pass
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _authorization(proxy: SplitResult | None) -> dict[str, str]:
    """What a proxy is told of who comes."""
    if proxy is None or proxy.username is None:
        return {}
    who = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(who.encode()).decode()}"}


def _close(slots: SimpleQueue[_Line | None]) -> None:
    """Ends the connections that are not lent; the slots stay."""
    found = []
    while True:
        try:
            found.append(slots.get_nowait())
        except Empty:
            break
    for line in found:
        if line is not None:
            line.close()
        slots.put(None)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
