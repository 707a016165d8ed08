"""Exchanges: one HTTP POST and its answer, within limits on bytes and seconds.

They go over httpx's own connections (httpcore): what its client does around them takes as long as
they do themselves, and of sixty-four threads only one can do it at a time.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import Any
from urllib.request import getproxies, proxy_bypass

from preceptor.logic import Unavailable
from preceptor.teacher.failures import Failure

Slots = SimpleQueue["Any | None"]  # of httpcore's connections; None where one is yet to be made


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `is_cut`: there was more, past the limit on bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    is_cut: bool = False

    @property
    def wait_s(self) -> float | None:
        """How long the server asks to wait before the next attempt: Retry-After, in seconds."""
        for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
            said = self.headers.get(name, "")
            try:
                return max(0.0, min(1e9, float(said) / unit))  # of nan, 1e9
            except ValueError:
                pass
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
        except (ValueError, OverflowError):
            return None


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
        self._library, make_context = _libraries()
        self._url = self._library.URL(url)
        usual = {"Content-Type": "application/json", "Accept-Encoding": "identity", **headers}
        host = self._url.host.decode()
        place = f"[{host}]" if ":" in host else host
        if self._url.port is not None:
            place = f"{place}:{self._url.port}"
        self._headers = _encoded({"Host": place, **usual})
        self.timeout_s = timeout_s
        self.max_bytes = max_bytes
        self.clock = clock
        self._proxy = None if is_loopback else _proxy(url)
        self._context = make_context() if self._url.scheme == b"https" else None
        waits = dict.fromkeys(("connect", "write", "pool"), min(30.0, timeout_s))
        self._extensions = {"timeout": {**waits, "read": timeout_s}}
        self._slots: Slots = SimpleQueue()
        for _ in range(parallel):
            self._slots.put(None)
        weakref.finalize(self, _close, self._slots)  # for a caller who does not close it

    def post(self, data: bytes, headers: Mapping[str, str]) -> Answer:
        """Sends the bytes and returns the answer. Raises Failure where none comes whole.

        Waits while all connections are lent.
        """
        lent = self._slots.get()
        kept = None
        try:
            lent = self._usable(lent)
            answer = self._exchanged(lent, data, headers)
            if not answer.is_cut:
                kept = lent
            return answer
        finally:
            if kept is None and lent is not None:
                lent.close()
            self._slots.put(kept)

    def close(self) -> None:
        _close(self._slots)

    def _exchanged(self, connection: Any, data: bytes, headers: Mapping[str, str]) -> Answer:
        httpcore = self._library
        length = (b"Content-Length", str(len(data)).encode())
        request = httpcore.Request(
            "POST",
            self._url,
            headers=[*self._headers, length, *_encoded(headers)],
            content=data,
            extensions=self._extensions,
        )
        started = self.clock()
        try:
            return self._read(connection.handle_request(request), started)
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.ProxyError) as error:
            raise Failure(f"cannot connect: {_said(error)}", passing=True) from None
        except httpcore.TimeoutException:
            message = f"no answer within {self.timeout_s:g} s"
            raise Failure(message, passing=True, billed=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            message = f"the connection broke: {_said(error)}"
            raise Failure(message, passing=True, billed=True) from None

    def _usable(self, connection: Any | None) -> Any:
        """The connection, or another where the server has ended it meanwhile."""
        if connection is not None:
            pooled = self._proxy is not None
            if pooled or not (connection.is_closed() or connection.has_expired()):
                return connection
            connection.close()
        if self._proxy is not None:
            return self._library.HTTPProxy(
                self._proxy, ssl_context=self._context, max_connections=1
            )
        return self._library.HTTPConnection(self._url.origin, ssl_context=self._context)

    def _read(self, response: Any, started: float) -> Answer:
        """The body up to the limits. A server that drips is given no longer than a silent one."""
        parts: list[bytes] = []
        size = 0
        try:
            for part in response.stream:
                parts.append(part)
                size += len(part)
                if size > self.max_bytes:
                    break
                if self.clock() - started > self.timeout_s:
                    message = f"the answer had not ended after {self.timeout_s:g} s"
                    raise Failure(message, passing=True, billed=True)
        finally:
            response.close()
        data = b"".join(parts)
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        return Answer(response.status, headers, data[: self.max_bytes], size > self.max_bytes)


def _encoded(headers: Mapping[str, str]) -> Iterable[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _close(slots: Slots) -> None:
    """Ends the connections that are not lent; the slots stay."""
    found = []
    while True:
        try:
            found.append(slots.get_nowait())
        except Empty:
            break
    for connection in found:
        if connection is not None:
            connection.close()
        slots.put(None)


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for a URL."""
    scheme, _, rest = url.partition("://")
    return None if proxy_bypass(rest.partition("/")[0]) else getproxies().get(scheme)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _libraries() -> tuple[ModuleType, Callable[[], Any]]:
    """httpx's connections, and what makes its SSL contexts."""
    try:
        import httpcore
        import httpx
    except ImportError:
        raise Unavailable(
            "httpx", "pip install 'preceptor[http]'", "recorded replies are replayed"
        ) from None
    return httpcore, httpx.create_ssl_context
